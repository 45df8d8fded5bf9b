#pragma once
// When an integration runs: a fixed grid per integration, spread evenly over all of them
// (product.md R1).

#include "core/base/ids.hpp"
#include "core/time/clock.hpp"

#include <chrono>
#include <cstdint>
#include <optional>

namespace boekbrug::core {

struct schedule_options {
  std::chrono::milliseconds interval{900'000};
  /// The runs of all integrations are spread over this part of each interval; at most the interval.
  std::chrono::milliseconds jitter{900'000};
};

/// A well mixed 64-bit number: the same for the same input on every machine.
std::uint64_t mix(std::uint64_t value) noexcept;

/// Where in each interval this integration runs: [0, jitter), even over consecutive ids.
std::chrono::milliseconds phase_of(integration_id id, const schedule_options& options) noexcept;

/// The first run strictly after `after`. All runs of an integration lie on phase + k * interval
/// since the epoch, so they never drift, whatever happens between them.
time_point first_run_after(integration_id id, const schedule_options& options,
                           time_point after) noexcept;

/// The run that follows the one that was due at `due` and is being started at `now` (>= due).
/// Normally due + interval. After a pause the missed runs count as this one: the next lies after
/// `now`. Never `due` again, also when the clock was set back by less than an interval; after a
/// larger step back the grid is taken up from `now`, or the integration would wait for the clock to
/// catch up. A run that was asked for by hand changes nothing: keep the stored next run.
time_point following_run(integration_id id, const schedule_options& options, time_point due,
                         time_point now) noexcept;

/// Whether a stored next run is to be started now.
constexpr bool is_due(time_point next_run_at, time_point now) noexcept {
  return next_run_at <= now;
}

/// A next run read from the store: no later than one interval from now, whatever the clock or the
/// interval were when it was written.
time_point sane_next_run(integration_id id, const schedule_options& options, time_point stored,
                         time_point now) noexcept;

}  // namespace boekbrug::core
