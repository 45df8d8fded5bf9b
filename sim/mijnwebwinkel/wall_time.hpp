#pragma once
// Dutch wall time, the only time this platform prints: no zone, no offset.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace boekbrug::sim::mijnwebwinkel {

using seconds_utc = std::chrono::sys_seconds;
using wall_seconds = std::chrono::local_seconds;

/// One or two hours: the EU rule, changing at 01:00 UTC on the last Sundays of March and October.
std::chrono::seconds dutch_offset(seconds_utc when) noexcept;
wall_seconds to_wall(seconds_utc when) noexcept;
/// Of an hour that comes twice the first one; an hour that does not exist moves on.
seconds_utc from_wall(wall_seconds wall) noexcept;
/// "2025-03-04"
std::string date_text(wall_seconds wall);
/// "10:58:12"
std::string clock_text(wall_seconds wall);
/// "2025-03-04T10:58:12+01:00"
std::string offset_text(seconds_utc when);
/// Exactly "2025-03-04"; nothing for any other text.
std::optional<wall_seconds> parse_date(std::string_view text) noexcept;
/// Exactly "10:58:12".
std::optional<std::chrono::seconds> parse_clock(std::string_view text) noexcept;
/// "2025-03-04 10:58:12" or with a T.
std::optional<wall_seconds> parse_date_time(std::string_view text) noexcept;

}  // namespace boekbrug::sim::mijnwebwinkel
