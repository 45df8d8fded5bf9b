#pragma once
// Orders placed in a period, for reports. The page token is a scan's scratch: list, queue, rows.

#include "core/ports/shop_adapter.hpp"

namespace boekbrug::adapters::ccvshop_api {

core::result<core::http_request> make_period(const core::shop_connection& shop,
                                             core::time_point from, core::time_point to,
                                             std::string_view page,
                                             const core::request_context& context);
core::result<core::shop_adapter::period_page> parse_period(const core::shop_connection& shop,
                                                           std::string_view page,
                                                           const core::http_response& answer);

}  // namespace boekbrug::adapters::ccvshop_api
