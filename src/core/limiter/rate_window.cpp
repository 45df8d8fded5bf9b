#include "core/limiter/rate_window.hpp"

#include <algorithm>

namespace boekbrug::core {

using std::chrono::milliseconds;

rate_window::rate_window(const rate_window_options& options) : options_{options} {
  options_.window = std::max(options_.window, milliseconds{1});
  options_.deadline_max = std::max(options_.deadline_max, milliseconds{0});
  options_.slice = std::max(options_.slice, milliseconds{1});
}

void rate_window::set_back(milliseconds by) {
  std::multiset<ended_slot> moved;
  for (const auto& [free_at, stamp] : ended_) {
    moved.emplace(free_at - by, stamp - by);
  }
  ended_ = std::move(moved);
  for (auto& [which, granted] : open_) {
    granted -= by;
  }
}

void rate_window::advance(time_point now) {
  if (now < seen_) {
    set_back(seen_ - now);
  }
  seen_ = now;
  while (!ended_.empty() && ended_.begin()->first <= now) {
    ended_.erase(ended_.begin());
  }
  // A lost call: nobody will report its end, but it cannot have lasted longer than the deadline.
  const auto lost_before = now - options_.deadline_max - options_.window;
  while (!open_.empty() && open_.begin()->second <= lost_before) {
    open_.erase(open_.begin());
  }
  if (blocked_until_ && *blocked_until_ <= now) {
    blocked_until_.reset();
  }
}

std::uint32_t rate_window::occupied(time_point now) {
  advance(now);
  return static_cast<std::uint32_t>(open_.size() + ended_.size());
}

std::uint32_t rate_window::free(time_point now) {
  const auto taken = occupied(now);
  return taken < options_.limit ? options_.limit - taken : 0;
}

bool rate_window::may_grant(time_point now) {
  return free(now) > 0 && !blocked_until_;
}

rate_window::token rate_window::grant(time_point now) {
  advance(now);
  const token given{next_token_++};
  open_.emplace_hint(open_.end(), given, now);
  return given;
}

void rate_window::finished(token which, time_point now) {
  advance(now);
  const auto found = open_.find(which);
  if (found == open_.end()) {
    return;
  }
  // An end later than the deadline allows is believed: the slot then lives longer, after a restart
  // too.
  const auto stamp = std::max(found->second, now - options_.deadline_max);
  open_.erase(found);
  ended_.emplace(now + options_.window, stamp);
}

void rate_window::unused(token which) {
  open_.erase(which);
}

std::optional<time_point> rate_window::nth_free(std::size_t n) const {
  // Both sequences are sorted by the time at which their slots become free: merge them up to the
  // n-th.
  auto ended = ended_.begin();
  auto open = open_.begin();
  const auto lost_after = options_.deadline_max + options_.window;
  std::optional<time_point> last;
  for (std::size_t taken = 0; taken < n; ++taken) {
    const bool have_ended = ended != ended_.end();
    const bool have_open = open != open_.end();
    if (have_ended && (!have_open || ended->first <= open->second + lost_after)) {
      last = (ended++)->first;
    } else if (have_open) {
      last = (open++)->second + lost_after;
    } else {
      return std::nullopt;
    }
  }
  return last;
}

std::optional<time_point> rate_window::next_free(time_point now) {
  if (options_.limit == 0) {
    return std::nullopt;
  }
  const std::size_t taken = occupied(now);
  time_point at = now;
  if (taken >= options_.limit) {
    const auto freed = nth_free(taken - options_.limit + 1);
    at = std::max(at, freed.value_or(now));
  }
  return blocked_until_ ? std::max(at, *blocked_until_) : at;
}

void rate_window::apply(const limit_signal& signal, time_point now) {
  advance(now);
  if (signal.blocked_until && *signal.blocked_until > now) {
    const auto until = std::min(*signal.blocked_until, now + options_.block_max);
    blocked_until_ = std::max(blocked_until_.value_or(until), until);
  }
  if (!signal.remaining) {
    return;
  }
  // A window that ends later than a whole window from now is another clock's or nonsense.
  const auto latest = now + options_.window;
  const auto free_at = std::min(signal.window_ends.value_or(latest), latest);
  if (free_at <= now) {
    return;
  }
  const auto theirs = std::max<std::int64_t>(*signal.remaining, 0);
  for (std::int64_t ours = free(now); ours > theirs; --ours) {
    ended_.emplace(free_at, free_at - options_.window - options_.deadline_max);
  }
}

std::optional<time_point> rate_window::blocked_until(time_point now) const {
  return blocked_until_ && *blocked_until_ > now ? blocked_until_ : std::nullopt;
}

time_point rate_window::round_up(time_point when) const {
  const auto rest = when.time_since_epoch() % options_.slice;
  if (rest == milliseconds{0}) {
    return when;
  }
  return rest > milliseconds{0} ? when - rest + options_.slice : when - rest;
}

rate_window::spent_slots rate_window::export_spent(time_point now, std::uint32_t reserve,
                                                   time_point reserve_until) {
  advance(now);
  std::map<time_point, std::uint32_t> slices;
  for (const auto& [free_at, stamp] : ended_) {
    ++slices[round_up(stamp)];
  }
  for (const auto& [which, granted] : open_) {
    ++slices[round_up(granted)];
  }
  if (reserve > 0) {
    slices[round_up(std::max(now, reserve_until))] += reserve;
  }
  return {slices.begin(), slices.end()};
}

void rate_window::import_spent(const spent_slots& spent, std::optional<time_point> blocked_until,
                               time_point now) {
  advance(now);
  for (const auto& [slice, count] : spent) {
    // A slice in the future (a clock that was set back) counts as spent just now.
    const auto stamp = std::min(slice, round_up(now));
    const auto free_at = stamp + options_.deadline_max + options_.window;
    if (free_at <= now) {
      continue;
    }
    // More than the limit says no more than "full": a damaged record must not fill the memory.
    for (std::uint32_t i = 0; i < std::min(count, options_.limit); ++i) {
      ended_.emplace(free_at, stamp);
    }
  }
  apply(limit_signal{std::nullopt, std::nullopt, blocked_until}, now);
}

void grant_lease::stored() noexcept {
  if (storing_) {
    stored_ = *storing_;
    storing_.reset();
  }
}

std::uint32_t grant_lease::left(time_point now) const noexcept {
  const auto left = stored_.at(now);
  return storing_ ? std::min(left, storing_->at(now)) : left;
}

bool grant_lease::use(time_point now) noexcept {
  if (left(now) == 0) {
    return false;
  }
  --stored_.left;
  if (storing_) {
    --storing_->left;
  }
  return true;
}

}  // namespace boekbrug::core
