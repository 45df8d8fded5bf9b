#pragma once
// Dates of an administration: its zone's day boundaries, and the periods that filters name.

#include "core/time/clock.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace boekbrug::sim::moneybird {

using core::time_point;
using day = std::chrono::sys_days;

/// The zones that administrations have: a fixed offset, with or without European summer time.
class zone {
public:
  zone() = default;
  /// nullopt for a name the simulator does not know.
  static std::optional<zone> named(std::string_view name);
  const std::string& name() const noexcept { return name_; }
  day local_day(time_point when) const;

private:
  std::string name_ = "UTC";
  std::chrono::minutes offset_{0};
  bool summer_time_ = false;
};

struct period {
  day first;
  day last;
  bool contains(day when) const { return first <= when && when <= last; }
};

/// "2026-03-14", also the date part of a longer ISO time.
std::optional<day> parse_day(std::string_view text);
std::string text(day value);
int year_of(day value);
/// "2026-08-21 13:50:12 UTC", "2026-08-21T13:50:12.123Z", "2026-08-21"; UTC unless an offset is
/// given.
std::optional<time_point> parse_instant(std::string_view text);
/// "2026-03-14T10:00:00.000Z".
std::string text(time_point value);
/// A named period ("this_month") seen from `today`, or "YYYYMMDD..YYYYMMDD" or "YYYYMM..YYYYMM".
std::optional<period> parse_period(std::string_view text, day today);

}  // namespace boekbrug::sim::moneybird
