#pragma once
// Orders, rows and invoices as the API shows them.

#include "sim/ccvshop/options.hpp"
#include "sim/ccvshop/people.hpp"

namespace boekbrug::sim::ccvshop {

/// What a row is part of: an order, or an invoice (`invoice_id` not 0).
struct row_owner {
  std::string_view base_url;
  std::int64_t order_id = 0;
  std::int64_t invoice_id = 0;
  std::int64_t sign = 1;  // -1 on a credit invoice with negative amounts
};

/// What rendering needs of the shop.
struct render_context {
  std::string_view base_url;
  const shop_options& options;
};

std::string row_text(const order_row& row, const row_owner& owner);
void write_order(json_writer& json, const stored_order& order, const render_context& shop);
void write_invoice(json_writer& json, const stored_invoice& invoice, const stored_order& order,
                   const money_sheet& money, const render_context& shop);
/// customer.email of an order that keeps its own text; "" when it has none.
std::string posted_email(const posted_text& order);
/// Members `user`, `discountcoupon` and `customer`, as orders and invoices have them.
void write_people(json_writer& json, const stored_order& order, const render_context& shop);

}  // namespace boekbrug::sim::ccvshop
