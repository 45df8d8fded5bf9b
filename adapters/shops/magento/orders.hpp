#pragma once
// The shop's answers -> canonical orders and credits. All pure.

#include "adapters/shops/magento/settle.hpp"
#include "core/ports/shop_adapter.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::adapters::magento_api {

/// One row of a list of orders, with what its invoices and credit memos are read against.
struct order_row {
  core::order order;
  std::int64_t id = 0;
  bool pays = false;           // the shop says that it is paid
  bool has_invoices = false;   // something was invoiced
  bool has_memos = false;      // something was refunded
  std::vector<item_row> rows;  // of the order
  std::vector<item_group> groups;
  reading how;
  tax_facts taxes;
  std::optional<core::error> failure;  // instead of an order
};

/// errc::shop_answer_unreadable when it is no list of orders at all; a single order that cannot be
/// read is a row with `failure`. Ids must rise: the keyset depends on it.
core::result<std::vector<order_row>> read_orders(const core::shop_connection& shop,
                                                 const json::array& items);
/// FNV-1a over what matters of the shop's own row; never 0.
std::uint64_t revision_of(const json::object& row);

/// The invoice that paid an order, or else its last open one.
struct invoice_fact {
  std::string number;
  core::time_point created;
  bool paid = false;
};
/// By order id, over all pages of invoices.
using invoice_facts = std::map<std::string, invoice_fact>;
/// Keeps the last paid one; canceled ones do not count.
core::result<void> add_invoices(const json::array& items, invoice_facts& facts);
std::string encode(const invoice_facts& facts);
std::optional<invoice_facts> decode_invoices(std::string_view text);
/// Sets invoice number, invoice date and payment date.
void apply_invoice(order_row& row, const invoice_facts& facts);

/// A credit memo, or nothing when it gave nothing back (open, canceled, empty).
std::optional<core::credit> read_memo(const fields& memo, const order_row& original);

}  // namespace boekbrug::adapters::magento_api
