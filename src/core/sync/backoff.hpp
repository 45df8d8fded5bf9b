#pragma once
// When to try again: items after a failed call (product.md R13), actors after a crash (DESIGN 3).

#include "core/base/error.hpp"
#include "core/time/clock.hpp"

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>

namespace boekbrug::core {

/// For this long an item is tried again by itself, counted from its first failure.
inline constexpr std::chrono::hours retry_period{24 * 7};

/// The wait after the n-th failure in a row (n >= 1): 1, 5, 15, 60 minutes; nothing from the fifth
/// on, which means "with each run".
std::optional<std::chrono::minutes> retry_wait(std::uint32_t failures) noexcept;

/// R13. When an item is tried again after `failures` failures in a row, the first at
/// `first_failed_at` and the last one just now. `next_run_at` is when its integration runs next. A
/// wait that the remote asked for (at most a day) is obeyed. Nothing: the seven days are over, a
/// person must act. Only for errors of the decisions retry and retry_after: see
/// `next_attempt_after`.
std::optional<time_point> next_attempt(
    std::uint32_t failures, time_point first_failed_at, time_point now, time_point next_run_at,
    std::optional<std::chrono::seconds> retry_after = std::nullopt);

/// The same for a whole error: nothing at once when trying again is pointless.
std::optional<time_point> next_attempt_after(const error& failure, std::uint32_t failures,
                                             time_point first_failed_at, time_point now,
                                             time_point next_run_at);

struct restart_options {
  std::chrono::milliseconds first_delay{1'000};
  std::chrono::milliseconds delay_max{300'000};  // cap, before jitter
  double jitter = 0.25;  // share of the delay that is random: [d * (1 - j), d]
  std::chrono::milliseconds healthy_after{600'000};  // a child that lived this long starts afresh
  std::uint32_t restarts_max = 5;                    // more than this within `window` suspends
  std::chrono::milliseconds window{3'600'000};
};

/// The restart policy of one supervised child. Deterministic: the same seed and times give the same
/// delays.
class restart_backoff {
public:
  restart_backoff(const restart_options& options, std::uint64_t seed)
      : options_{options}, seed_{seed} {}

  /// The child was started.
  void started(time_point now) noexcept { started_at_ = now; }
  /// The child ended with an error. How long to wait before starting it again; nothing: suspend it.
  std::optional<std::chrono::milliseconds> failed(time_point now);
  /// An operator resumed it: forget everything.
  void reset();

  std::uint32_t restarts_in_window(time_point now) const;

private:
  restart_options options_;
  std::uint64_t seed_ = 0;
  std::uint64_t draws_ = 0;     // of the jitter
  std::uint32_t in_a_row_ = 0;  // failures without a healthy period between
  std::optional<time_point> started_at_;
  std::deque<time_point> restarts_;
};

}  // namespace boekbrug::core
