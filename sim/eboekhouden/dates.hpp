#pragma once
// Days as the API writes them.

#include "core/time/clock.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace boekbrug::sim::eboekhouden {

using core::time_point;
using day = std::chrono::sys_days;

/// "2026-03-14"; also with a time of midnight behind it.
std::optional<day> parse_day(std::string_view text);
std::string text(day value);
int year_of(day value);
/// The day in the Netherlands at that instant.
day dutch_day(time_point now);
/// 1980-2049, the years that the ledger books in.
bool bookable(day value);

}  // namespace boekbrug::sim::eboekhouden
