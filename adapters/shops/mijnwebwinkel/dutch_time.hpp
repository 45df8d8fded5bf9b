#pragma once
// Dutch local time: the API's dates carry no zone. The rule of the EU, good from 1996 on.

#include "adapters/shared/http_date.hpp"
#include "core/time/clock.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace boekbrug::adapters::mijnwebwinkel_api {

/// UTC + 1 h, + 2 h from the last Sunday of March, 01:00 UTC, to that of October.
std::chrono::hours dutch_offset(core::time_point when);
/// "2025-03-04" and "10:58:12" (or "") -> UTC. An hour that occurs twice is the first one; one that
/// does not exist is read in winter time. Nothing when they are no date and time.
std::optional<core::time_point> from_dutch(std::string_view day, std::string_view time);
/// "2025-03-04", the Dutch day of a moment, moved by whole days.
std::string dutch_day(core::time_point when, int days = 0);
/// "2025-03-04 10:58:12"
std::string dutch_text(core::time_point when);
using shared::parse_http_date;

}  // namespace boekbrug::adapters::mijnwebwinkel_api
