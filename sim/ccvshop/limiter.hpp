#pragma once
// Counts calls per key, method and resource in the minutes of the clock.

#include "core/time/clock.hpp"

#include <cstdint>
#include <map>
#include <string>

namespace boekbrug::sim::ccvshop {

class minute_limiter {
public:
  /// False when the caller has had its `limit` (0 = none) in this minute.
  bool take(const std::string& what, std::int64_t limit, core::time_point now) {
    const auto minute = std::chrono::floor<std::chrono::minutes>(now);
    if (minute != minute_) {
      minute_ = minute;
      taken_.clear();
    }
    return limit == 0 || ++taken_[what] <= limit;
  }

private:
  std::chrono::sys_time<std::chrono::minutes> minute_{};
  std::map<std::string, std::int64_t> taken_;
};

}  // namespace boekbrug::sim::ccvshop
