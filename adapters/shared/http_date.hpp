#pragma once
// The clock of a remote, as the headers of its answers say it.

#include "core/time/clock.hpp"

#include <chrono>
#include <optional>
#include <string_view>

namespace boekbrug::adapters::shared {

/// "Sat, 14 Mar 2026 10:00:00 GMT"; nothing for any other form.
std::optional<core::time_point> parse_http_date(std::string_view text);
/// "10:58:12" as seconds since midnight.
std::optional<std::chrono::seconds> time_of_day(std::string_view text);

}  // namespace boekbrug::adapters::shared
