#pragma once
// The scan as a machine of pure steps (mijnwebwinkel.md 2, product.md R2):
//
//   idle --(newest)--> history pages ---------------------> waiting orders --> idle (first run)
//   idle --(newest)--> changed pages --> recent pages ----> waiting orders --> idle (later runs)
//
// A page with credit orders is followed by one call per original that is not in the page itself;
// the mark stays before the page until those are handed out.

#include "core/ports/shop_adapter.hpp"

namespace boekbrug::adapters::mijnwebwinkel_api {

core::result<core::http_request> make_scan(const core::shop_connection& shop,
                                           const core::scan_scope& scope,
                                           const core::scan_cursor& cursor);
core::result<core::scan_page> parse_scan(const core::shop_connection& shop,
                                         const core::scan_scope& scope,
                                         const core::scan_cursor& cursor,
                                         const core::http_response& answer);
std::optional<core::scan_cursor> smaller_scan(const core::scan_cursor& cursor);

/// Orders placed in a period. Whole Dutch days with one more on either side: whether the API counts
/// the last day in is unverified.
core::result<core::http_request> make_period(const core::shop_connection& shop,
                                             core::time_point from, core::time_point to,
                                             std::string_view page);
core::result<core::shop_adapter::period_page> parse_period(const core::shop_connection& shop,
                                                           std::string_view page,
                                                           const core::http_response& answer);

/// The shop's UUID must be the one that was connected.
core::result<void> check_store(const core::shop_connection& shop,
                               const core::http_response& answer);

}  // namespace boekbrug::adapters::mijnwebwinkel_api
