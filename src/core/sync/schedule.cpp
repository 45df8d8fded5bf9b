#include "core/sync/schedule.hpp"

#include <algorithm>

namespace boekbrug::core {

using std::chrono::milliseconds;

namespace {

milliseconds interval_of(const schedule_options& options) noexcept {
  // 2^32 ms (49 days) keeps the multiplication in phase_of inside 64 bits.
  return std::clamp(options.interval, milliseconds{1}, milliseconds{0xFFFF'FFFFLL});
}

}  // namespace

std::uint64_t mix(std::uint64_t value) noexcept {
  // SplitMix64's finaliser.
  value += 0x9E37'79B9'7F4A'7C15ULL;
  value = (value ^ (value >> 30U)) * 0xBF58'476D'1CE4'E5B9ULL;
  value = (value ^ (value >> 27U)) * 0x94D0'49BB'1331'11EBULL;
  return value ^ (value >> 31U);
}

milliseconds phase_of(integration_id id, const schedule_options& options) noexcept {
  const auto interval = interval_of(options);
  const auto width = std::clamp(options.jitter, milliseconds{0}, interval);
  // Multiples of the golden ratio, modulo one, fill the unit interval as evenly as a sequence can:
  // ids are handed out consecutively, and any run of them is spread, not only all of them together.
  const std::uint64_t fraction = number(id) * 0x9E37'79B9'7F4A'7C15ULL;
  const auto share = (fraction >> 32U) * static_cast<std::uint64_t>(width.count());
  return milliseconds{static_cast<std::int64_t>(share >> 32U)};
}

time_point first_run_after(integration_id id, const schedule_options& options,
                           time_point after) noexcept {
  const auto interval = interval_of(options);
  const auto phase = phase_of(id, options);
  const auto since = after.time_since_epoch() - phase;
  auto intervals = since / interval;
  if (since < intervals * interval) {
    --intervals;  // division truncates towards zero; the grid wants the floor
  }
  return time_point{(intervals + 1) * interval + phase};
}

time_point following_run(integration_id id, const schedule_options& options, time_point due,
                         time_point now) noexcept {
  const bool clock_set_back = due - now > interval_of(options);
  return first_run_after(id, options, clock_set_back ? now : std::max(due, now));
}

time_point sane_next_run(integration_id id, const schedule_options& options, time_point stored,
                         time_point now) noexcept {
  return stored - now > interval_of(options) ? first_run_after(id, options, now) : stored;
}

}  // namespace boekbrug::core
