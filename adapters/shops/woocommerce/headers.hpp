#pragma once
// What the headers of an answer say.

#include "adapters/shared/http_date.hpp"
#include "core/http/http_message.hpp"
#include "core/time/clock.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace boekbrug::adapters::woocommerce_api {

using shared::parse_http_date;
/// The shop's clock: the Date header.
std::optional<core::time_point> shop_clock(const core::http_response& answer);
/// A header with a plain number, such as X-WP-Total; some hosts strip them.
std::optional<std::int64_t> counted(const core::http_response& answer, std::string_view name);
/// Retry-After as seconds, or as a date measured against the answer's own Date; at most a day.
std::optional<std::chrono::seconds> wait_asked(const core::http_response& answer);
/// The target of `Link: <...>; rel="https://api.w.org/"`; "" when absent.
std::string api_root_link(const core::http_response& answer);

}  // namespace boekbrug::adapters::woocommerce_api
