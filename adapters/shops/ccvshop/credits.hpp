#pragma once
// Credit invoices -> credits of an order.

#include "adapters/shops/ccvshop/json.hpp"
#include "core/ports/shop_adapter.hpp"

namespace boekbrug::adapters::ccvshop_api {

/// What the list of invoices says of one.
struct invoice_head {
  std::string id;
  bool credit = false;
  std::string order_id;      // "" when the invoice does not link to its order
  std::string order_number;  // plain number for the filter of orders; "" when there is none
  std::string order_number_full;
};
core::result<invoice_head> read_invoice_head(const json::value& header);

/// The lines are left out when they cannot be made to fit the amount: core then spreads it.
core::result<core::credit> read_credit(const json::object& header, const json::array& rows,
                                       const core::order& original);

}  // namespace boekbrug::adapters::ccvshop_api
