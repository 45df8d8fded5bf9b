#include "core/sync/backoff.hpp"

#include "core/sync/schedule.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace boekbrug::core {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

std::optional<minutes> retry_wait(std::uint32_t failures) noexcept {
  static constexpr std::array waits{minutes{1}, minutes{5}, minutes{15}, minutes{60}};
  if (failures == 0) {
    return minutes{0};
  }
  return failures <= waits.size() ? std::optional{waits[failures - 1]} : std::nullopt;
}

std::optional<time_point> next_attempt(std::uint32_t failures, time_point first_failed_at,
                                       time_point now, time_point next_run_at,
                                       std::optional<seconds> retry_after) {
  if (now - first_failed_at >= retry_period) {
    return std::nullopt;
  }
  const auto wait = retry_wait(failures);
  // A next run in the past is one that is late: it will come, but not be waited for by less than a
  // minute.
  time_point at = wait ? now + *wait : std::max(next_run_at, now + minutes{1});
  if (retry_after) {
    at = std::max(at, now + std::clamp(*retry_after, seconds{0}, seconds{hours{24}}));
  }
  return at;
}

std::optional<time_point> next_attempt_after(const error& failure, std::uint32_t failures,
                                             time_point first_failed_at, time_point now,
                                             time_point next_run_at) {
  switch (decide(failure.code)) {
    case decision::retry:
    case decision::retry_after:
      return next_attempt(failures, first_failed_at, now, next_run_at, failure.retry_after);
    case decision::give_up:
    case decision::ask_operator:
      return std::nullopt;
  }
  return std::nullopt;
}

std::uint32_t restart_backoff::restarts_in_window(time_point now) const {
  return static_cast<std::uint32_t>(
      std::count_if(restarts_.begin(), restarts_.end(),
                    [&](time_point when) { return when > now - options_.window; }));
}

std::optional<milliseconds> restart_backoff::failed(time_point now) {
  if (started_at_ && now - *started_at_ >= options_.healthy_after) {
    in_a_row_ = 0;
  }
  started_at_.reset();
  while (!restarts_.empty() && restarts_.front() <= now - options_.window) {
    restarts_.pop_front();
  }
  if (restarts_.size() >= options_.restarts_max) {
    return std::nullopt;
  }
  restarts_.push_back(now);
  // 2^30 first delays are beyond any cap.
  const auto doublings = std::min<std::uint32_t>(in_a_row_, 30);
  ++in_a_row_;
  const auto first = std::max(options_.first_delay, milliseconds{1}).count();
  const auto cap = std::max<std::int64_t>(options_.delay_max.count(), first);
  const auto delay = first > (cap >> doublings) ? cap : first << doublings;
  const double jitter = std::clamp(options_.jitter, 0.0, 1.0);
  const double random = static_cast<double>(mix(seed_ + ++draws_) >> 11U) * 0x1.0p-53;  // [0, 1)
  return milliseconds{std::llround(static_cast<double>(delay) * (1.0 - jitter * random))};
}

void restart_backoff::reset() {
  in_a_row_ = 0;
  started_at_.reset();
  restarts_.clear();
}

}  // namespace boekbrug::core
