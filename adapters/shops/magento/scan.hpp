#pragma once
// The scan that loses nothing (magento.md 2.3).
//
//   idle -> newest change (T0) -> pages by rising id of what changed since W - 10 min, each with
//   its invoices and credit memos -> W := T0
//
// A page that fails is asked smaller; a single order that fails is found by its id and left out.

#include "adapters/shops/magento/pages.hpp"

namespace boekbrug::adapters::magento_api {

core::result<core::http_request> make_scan(const core::shop_connection& shop,
                                           const core::scan_scope& scope,
                                           const core::scan_cursor& cursor,
                                           const core::request_context& context);
core::result<core::scan_page> parse_scan(const core::shop_connection& shop,
                                         const core::scan_scope& scope,
                                         const core::scan_cursor& cursor,
                                         const core::http_response& answer);
std::optional<core::scan_cursor> ask_less(const core::scan_cursor& cursor);

/// Orders placed in a period, for reports.
core::result<core::http_request> make_period(const core::shop_connection& shop,
                                             core::time_point from, core::time_point to,
                                             std::string_view page,
                                             const core::request_context& context);
core::result<core::shop_adapter::period_page> parse_period(const core::shop_connection& shop,
                                                           std::string_view page,
                                                           const core::http_response& answer);

}  // namespace boekbrug::adapters::magento_api
