#pragma once
// Time comes in through this interface, so that months can be simulated in seconds (DESIGN 9).

#include <chrono>

namespace boekbrug::core {

using time_point = std::chrono::sys_time<std::chrono::milliseconds>;
using date = std::chrono::year_month_day;

class clock {
public:
  virtual ~clock() = default;
  /// UTC wall time.
  virtual time_point now() const = 0;
};

}  // namespace boekbrug::core
