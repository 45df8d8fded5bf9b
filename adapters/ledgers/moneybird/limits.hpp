#pragma once
// The limit headers of Moneybird and their oddities (README.md, "Limits").

#include "core/ports/remote.hpp"
#include "core/http/http_message.hpp"

#include <optional>
#include <string_view>

namespace boekbrug::adapters::moneybird_api {

core::limit_signal read_limits(const core::http_response& answer, core::time_point now);

/// How long a 429 asks to wait. Nothing when it names a Unix time and the answer has no Date header
/// to compare it with; `read_limits` then tells it.
std::optional<std::chrono::seconds> asked_to_wait(const core::http_response& answer);

/// "Sun, 06 Nov 1994 08:49:37 GMT", the only form that HTTP servers may send.
std::optional<core::time_point> parse_http_date(std::string_view text);

}  // namespace boekbrug::adapters::moneybird_api
