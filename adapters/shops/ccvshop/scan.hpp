#pragma once
// One run of a scan, step by step (README.md has the plan): the orders of the last days, those paid
// in the last months, those that wait, then credit invoices. Rows are read order by order.

#include "core/ports/shop_adapter.hpp"

namespace boekbrug::adapters::ccvshop_api {

core::result<core::http_request> make_scan(const core::shop_connection& shop,
                                           const core::scan_scope& scope,
                                           const core::scan_cursor& cursor,
                                           const core::request_context& context);
core::result<core::scan_page> parse_scan(const core::shop_connection& shop,
                                         const core::scan_scope& scope,
                                         const core::scan_cursor& cursor,
                                         const core::http_response& answer);
std::optional<core::scan_cursor> scan_less(const core::scan_cursor& cursor);

}  // namespace boekbrug::adapters::ccvshop_api
