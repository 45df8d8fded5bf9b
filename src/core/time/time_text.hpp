#pragma once
// Dates and times as text, the few forms that the remotes and our own files use.

#include "core/base/result.hpp"
#include "core/time/clock.hpp"

#include <string>
#include <string_view>

namespace boekbrug::core {

/// "2026-05-01"; errc::invalid_input for anything else or a day that does not exist.
result<date> parse_date(std::string_view text);
std::string to_text(date day);
/// "20260501", the form of Moneybird's period filters.
std::string to_compact_text(date day);
/// "2026-05-01T10:00:00" with optional fraction and optional "Z" or "+01:00"; a bare time is UTC.
result<time_point> parse_time(std::string_view text);
/// "2026-05-01T10:00:00" in UTC, without zone: what WooCommerce wants with dates_are_gmt.
std::string to_bare_text(time_point when);
/// "2026-05-01T10:00:00Z", whole seconds.
std::string to_text(time_point when);

}  // namespace boekbrug::core
