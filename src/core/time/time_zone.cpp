#include "core/time/time_zone.hpp"

#include <algorithm>
#include <utility>

namespace boekbrug::core {

using namespace std::chrono;

time_zone::time_zone(std::string name, std::vector<change> changes)
    : name_{std::move(name)}, changes_{std::move(changes)} {}

seconds time_zone::offset_at(time_point when) const noexcept {
  if (changes_.empty()) {
    return seconds{0};
  }
  const auto after =
      std::upper_bound(changes_.begin(), changes_.end(), when,
                       [](time_point at, const change& each) { return at < each.from; });
  return after == changes_.begin() ? changes_.front().offset : std::prev(after)->offset;
}

date time_zone::local_date(time_point when) const noexcept {
  return date{floor<days>(when + offset_at(when))};
}

time_point time_zone::start_of(date day) const noexcept {
  const auto local = time_point{sys_days{day}};
  // The offset just before and after midnight may differ; the earliest instant that shows this date
  // wins.
  auto guess = local - offset_at(local - hours{14});
  if (local_date(guess) != day || local_date(guess - milliseconds{1}) == day) {
    guess = local - offset_at(local - offset_at(local));
  }
  return guess;
}

}  // namespace boekbrug::core
