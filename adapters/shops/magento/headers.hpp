#pragma once
// What the headers of an answer say.

#include "adapters/shared/http_date.hpp"
#include "core/http/http_message.hpp"
#include "core/time/clock.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace boekbrug::adapters::magento_api {

using shared::parse_http_date;
/// The shop's clock: the Date header.
std::optional<core::time_point> shop_clock(const core::http_response& answer);
/// Retry-After as seconds, or as a date measured against the answer's own Date; at most a day.
std::optional<std::chrono::seconds> wait_asked(const core::http_response& answer);

}  // namespace boekbrug::adapters::magento_api
