#pragma once
// How many calls a remote still allows: at most `limit` calls in any window of time, on the
// remote's clock as well as on ours.

#include "core/ports/remote.hpp"
#include "core/time/clock.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace boekbrug::core {

struct rate_window_options {
  std::uint32_t limit = 150;
  std::chrono::milliseconds window{300'000};
  /// No call lasts longer than this; the transport's deadline plus its grace of a second or more.
  /// Also the time after which a call that was never reported as finished counts as ended.
  std::chrono::milliseconds deadline_max{31'000};
  /// Exported slots are rounded up to multiples of this.
  std::chrono::milliseconds slice{1'000};
  /// A remote that asks for silence gets at most this much: a nonsense date must not stop us for
  /// ever.
  std::chrono::milliseconds block_max{std::chrono::hours{24}};
};

/// A sliding window of slots. The remote counts a call when it arrives, somewhere between our grant
/// and the end of the exchange; so a slot stays occupied from the grant until one window after the
/// END, and then no choice of arrival times puts more than `limit` calls in one window [t, t +
/// window).
///
/// Times come from one clock. When it is set back, elapsed time counts as zero: slots only live
/// longer. All operations are O(log n) in the number of occupied slots, apart from a clock that is
/// set back.
class rate_window {
public:
  enum class token : std::uint64_t {};
  /// (time slice, calls) pairs, oldest first; the form of storage::limiter_budget.
  using spent_slots = std::vector<std::pair<time_point, std::uint32_t>>;

  explicit rate_window(const rate_window_options& options);

  bool may_grant(time_point now);
  /// Occupies a slot. Only after `may_grant`; granting more than that is a bug of the caller.
  token grant(time_point now);
  /// The exchange is over, whatever its outcome. Unknown and repeated tokens are ignored.
  void finished(token which, time_point now);
  /// The call was never made (nothing was sent): its slot is free at once.
  void unused(token which);

  /// The earliest time at which a grant may be possible as far as known now; `now` itself when one
  /// is possible. Nothing when it never will be (limit 0). Ask again after each `finished`.
  std::optional<time_point> next_free(time_point now);

  /// What an answer said. It can only shrink what we allow ourselves: when the remote has fewer
  /// calls left than we think, the difference is occupied until its window ends (one window from
  /// now when unknown).
  void apply(const limit_signal& signal, time_point now);

  /// Slots that are occupied now, by calls under way, ended calls, and calls of others that a
  /// signal told of.
  std::uint32_t occupied(time_point now);
  std::uint32_t free(time_point now);
  std::uint32_t under_way() const noexcept { return static_cast<std::uint32_t>(open_.size()); }
  std::optional<time_point> blocked_until(time_point now) const;
  const rate_window_options& options() const noexcept { return options_; }

  /// The occupied slots for the store. `reserve` more calls, granted up to `reserve_until`, are
  /// included: see grant_lease.
  spent_slots export_spent(time_point now, std::uint32_t reserve = 0,
                           time_point reserve_until = {});
  /// After a restart nobody knows when the calls under way ended. The rule is conservative: each
  /// slot counts as a call that ended at `slice + deadline_max`, and slices were rounded up, so it
  /// is never freed earlier than it would have been without the restart. Slots from before are
  /// kept.
  void import_spent(const spent_slots& spent, std::optional<time_point> blocked_until,
                    time_point now);

private:
  /// A slot with a known end: when it becomes free, and the time it is exported as.
  using ended_slot = std::pair<time_point, time_point>;

  void advance(time_point now);
  void set_back(std::chrono::milliseconds by);
  time_point round_up(time_point when) const;
  std::optional<time_point> nth_free(std::size_t n) const;

  rate_window_options options_;
  time_point seen_{};  // the latest time we were told
  std::uint64_t next_token_ = 1;
  std::map<token, time_point> open_;  // grants of calls under way; tokens rise with time
  std::multiset<ended_slot> ended_;
  std::optional<time_point> blocked_until_;
};

/// Leave to grant a number of calls before the next export, so that a crash between two commits
/// cannot exceed the budget; one commit then serves many calls. The owner
///   1. calls `exporting(count, until)` and stores `export_spent(now, count, until)`;
///   2. calls `stored()` once that is durable, or `failed()`;
///   3. grants only while `use` says so.
/// While a record is being stored nobody knows which of the two a crash would leave, so grants fit
/// in both.
class grant_lease {
public:
  void exporting(std::uint32_t count, time_point until) noexcept { storing_ = part{count, until}; }
  void stored() noexcept;
  void failed() noexcept { storing_.reset(); }
  /// Takes one of the reserved calls; false when there is none left or it is too late.
  bool use(time_point now) noexcept;
  std::uint32_t left(time_point now) const noexcept;

private:
  struct part {
    std::uint32_t left = 0;
    time_point until{};
    std::uint32_t at(time_point now) const noexcept { return now <= until ? left : 0; }
  };
  part stored_;
  std::optional<part> storing_;
};

}  // namespace boekbrug::core
