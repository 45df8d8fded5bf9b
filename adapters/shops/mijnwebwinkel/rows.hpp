#pragma once
// Rows of a list -> what a scan hands out: orders, credits with their originals, unreadable ones.

#include "adapters/shops/mijnwebwinkel/scan_mark.hpp"
#include "core/ports/shop_adapter.hpp"

namespace boekbrug::adapters::mijnwebwinkel_api {

struct row_reader {
  const core::shop_connection& shop;
  const core::scan_scope& scope;
};

/// Fills `page`; credits whose original is not among `rows` go to `memory.pending`. Only a row
/// without a number is an error: it could not be named.
core::result<void> read_rows(const row_reader& with, const json::array& rows, scan_memory& memory,
                             core::scan_page& page);
/// A credit order with its original (null: there is none).
void add_credit(const row_reader& with, const json::value& credit, const json::value* original,
                core::scan_page& page);
/// The answer to the call for one order; order_gone when the shop does not have it.
core::result<json::value> read_single(const core::shop_connection& shop, std::string_view number,
                                      const core::http_response& answer);

}  // namespace boekbrug::adapters::mijnwebwinkel_api
