#pragma once
// The offsets of one time zone as plain data, so that book dates are computed without I/O.

#include "core/time/clock.hpp"

#include <string>
#include <vector>

namespace boekbrug::core {

/// Loaded from the system's time zone database by `config` (config/time_zones.hpp).
class time_zone {
public:
  struct change {
    std::chrono::sys_seconds from;  // the offset holds from here on
    std::chrono::seconds offset;    // local = UTC + offset
  };
  /// UTC.
  time_zone() = default;
  /// `changes` sorted by time; the first one also holds for all time before it.
  time_zone(std::string name, std::vector<change> changes);
  const std::string& name() const noexcept { return name_; }
  std::chrono::seconds offset_at(time_point when) const noexcept;
  /// The calendar date that a clock on the wall shows there.
  date local_date(time_point when) const noexcept;
  /// The first instant of that calendar date there.
  time_point start_of(date day) const noexcept;

private:
  std::string name_ = "UTC";
  std::vector<change> changes_;
};

}  // namespace boekbrug::core
