// rate_window against the dumbest model: a list of all arrivals, counted over every window.
#include "core/limiter/rate_window.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <deque>
#include <random>

namespace boekbrug::core {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr time_point start{std::chrono::hours{500'000}};

rate_window_options small(std::uint32_t limit = 3) {
  return {.limit = limit, .window = 10s, .deadline_max = 2s, .slice = 500ms};
}

/// The most arrivals in any window [t, t + window): it is enough to look at windows that begin at
/// one.
std::size_t busiest(std::vector<time_point> arrivals, milliseconds window) {
  std::sort(arrivals.begin(), arrivals.end());
  std::size_t most = 0;
  std::size_t first = 0;
  for (std::size_t last = 0; last < arrivals.size(); ++last) {
    while (arrivals[last] - arrivals[first] >= window) {
      ++first;
    }
    most = std::max(most, last - first + 1);
  }
  return most;
}

TEST(rate_window, counts_a_slot_until_a_window_after_the_end) {
  rate_window window{small(1)};
  const auto call = window.grant(start);
  EXPECT_FALSE(window.may_grant(start + 1s));
  window.finished(call, start + 1500ms);
  EXPECT_FALSE(window.may_grant(start + 11'499ms));
  EXPECT_TRUE(window.may_grant(start + 11'500ms));
}

TEST(rate_window, frees_a_lost_call_after_deadline_and_window) {
  rate_window window{small(1)};
  const auto lost = window.grant(start);
  EXPECT_EQ(window.next_free(start), start + 12s);
  EXPECT_FALSE(window.may_grant(start + 11'999ms));
  EXPECT_TRUE(window.may_grant(start + 12s));
  window.finished(lost, start + 12s);  // too late to matter
  EXPECT_TRUE(window.may_grant(start + 12s));
  EXPECT_EQ(window.under_way(), 0U);
}

TEST(rate_window, believes_an_end_later_than_the_deadline) {
  rate_window window{small(1)};
  const auto slow = window.grant(start);
  window.finished(slow, start + 5s);
  EXPECT_EQ(window.next_free(start + 5s), start + 15s);
  rate_window restarted{small(1)};
  restarted.import_spent(window.export_spent(start + 5s), std::nullopt, start + 5s);
  EXPECT_GE(restarted.next_free(start + 5s), start + 15s);
}

TEST(rate_window, frees_an_unused_slot_at_once) {
  rate_window window{small(1)};
  window.unused(window.grant(start));
  EXPECT_TRUE(window.may_grant(start));
}

TEST(rate_window, ignores_unknown_and_repeated_tokens) {
  rate_window window{small(2)};
  const auto call = window.grant(start);
  window.finished(call, start);
  window.finished(call, start + 1s);
  window.finished(rate_window::token{99}, start + 1s);
  window.unused(call);
  EXPECT_EQ(window.occupied(start + 1s), 1U);
}

TEST(rate_window, names_the_next_free_time) {
  rate_window window{small(2)};
  EXPECT_EQ(window.next_free(start), start);
  window.finished(window.grant(start), start + 1s);
  window.grant(start + 1s);  // under way: at worst until start + 1 s + 12 s
  EXPECT_EQ(window.next_free(start + 1s), start + 11s);
  rate_window none{small(0)};
  EXPECT_EQ(none.next_free(start), std::nullopt);
  EXPECT_FALSE(none.may_grant(start));
}

TEST(rate_window, shrinks_to_what_the_remote_has_left) {
  rate_window window{small(3)};
  window.apply({.remaining = 1, .window_ends = start + 4s, .blocked_until = {}}, start);
  EXPECT_EQ(window.free(start), 1U);
  EXPECT_EQ(window.free(start + 4s), 3U);
  window.apply({.remaining = 3, .window_ends = start + 9s, .blocked_until = {}}, start + 5s);
  EXPECT_EQ(window.free(start + 5s), 3U);
}

TEST(rate_window, never_grows_by_a_signal) {
  rate_window window{small(3)};
  window.grant(start);
  window.grant(start);
  window.apply({.remaining = 150, .window_ends = start + 4s, .blocked_until = {}}, start);
  EXPECT_EQ(window.free(start), 1U);
}

TEST(rate_window, takes_a_window_for_unknown_or_absurd_ends) {
  for (const std::optional<time_point> end :
       {std::optional<time_point>{}, std::optional{start + 1000h}}) {
    rate_window window{small(3)};
    window.apply({.remaining = -5, .window_ends = end, .blocked_until = {}}, start);
    EXPECT_EQ(window.free(start), 0U);
    EXPECT_EQ(window.next_free(start), start + 10s);
  }
  rate_window stale{small(3)};
  stale.apply({.remaining = 0, .window_ends = start - 1s, .blocked_until = {}}, start);
  EXPECT_EQ(stale.free(start), 3U) << "a window that has ended says nothing about this one";
}

TEST(rate_window, keeps_silent_until_the_named_time) {
  rate_window window{small(3)};
  window.apply({.remaining = {}, .window_ends = {}, .blocked_until = start + 60s}, start);
  window.apply({.remaining = {}, .window_ends = {}, .blocked_until = start + 30s},
               start);  // an older answer
  EXPECT_FALSE(window.may_grant(start + 59s));
  EXPECT_EQ(window.next_free(start), start + 60s);
  EXPECT_EQ(window.blocked_until(start), start + 60s);
  EXPECT_TRUE(window.may_grant(start + 60s));
  EXPECT_EQ(window.blocked_until(start + 60s), std::nullopt);
}

TEST(rate_window, survives_a_nonsense_block) {
  rate_window window{small(3)};
  window.apply({.remaining = {},
                .window_ends = {},
                .blocked_until = start + std::chrono::hours{24 * 10'000}},
               start);
  EXPECT_EQ(window.next_free(start), start + 24h);
}

TEST(rate_window, survives_a_clock_that_is_set_back) {
  rate_window window{small(1)};
  window.finished(window.grant(start), start);
  EXPECT_FALSE(window.may_grant(start - 1h));
  EXPECT_EQ(window.next_free(start - 1h), start - 1h + 10s)
      << "no time has passed, and it does not wait for an hour";
}

TEST(rate_window, bounds_a_damaged_record) {
  rate_window window{small(3)};
  window.import_spent({{start, 4'000'000'000U}, {start - 1000h, 7}, {start + 1000h, 1}},
                      std::nullopt, start);
  EXPECT_LE(window.occupied(start), 4U);
  EXPECT_LE(window.next_free(start), start + 13s);
}

TEST(grant_lease, counts_what_is_used_while_storing) {
  grant_lease lease;
  EXPECT_FALSE(lease.use(start)) << "nothing was stored yet";
  lease.exporting(3, start + 10s);
  EXPECT_FALSE(lease.use(start));
  lease.stored();
  EXPECT_TRUE(lease.use(start));
  EXPECT_EQ(lease.left(start), 2U);
  lease.exporting(1, start + 5s);
  EXPECT_FALSE(lease.use(start + 6s)) << "the record being stored ends before";
  EXPECT_TRUE(lease.use(start + 5s));
  EXPECT_FALSE(lease.use(start + 5s)) << "and holds one call only";
  lease.failed();
  EXPECT_TRUE(lease.use(start + 6s));
  lease.exporting(5, start + 20s);
  EXPECT_FALSE(lease.use(start + 6s)) << "the stored one is used up";
  lease.stored();
  EXPECT_TRUE(lease.use(start + 20s));
  EXPECT_FALSE(lease.use(start + 21s));
  lease.stored();
  EXPECT_EQ(lease.left(start + 20s), 4U);
}

TEST(rate_window, keeps_a_block_over_a_restart) {
  rate_window window{small(3)};
  window.import_spent({}, start + 20s, start);
  EXPECT_EQ(window.next_free(start), start + 20s);
}

/// A call as the remote sees it: it arrives somewhere between grant and end.
struct simulation {
  explicit simulation(std::uint64_t seed) : random{seed} {}
  std::int64_t pick(std::int64_t min, std::int64_t max) {
    return std::uniform_int_distribution<std::int64_t>{min, max}(random);
  }

  std::mt19937_64 random;
  std::vector<time_point> arrivals;
  struct flight {
    rate_window::token call;
    time_point ends;
  };
  std::vector<flight> under_way;

  void call(rate_window& window, time_point now, const rate_window_options& options) {
    const auto length = milliseconds{pick(0, options.deadline_max.count())};
    arrivals.push_back(now + milliseconds{pick(0, length.count())});
    const auto token = window.grant(now);
    if (pick(0, 9) > 0) {  // else nobody ever reports its end
      under_way.push_back({token, now + length});
    }
  }
  void finish_until(rate_window& window, time_point now) {
    std::sort(under_way.begin(), under_way.end(),
              [](const flight& a, const flight& b) { return a.ends < b.ends; });
    while (!under_way.empty() && under_way.front().ends <= now) {
      window.finished(under_way.front().call, under_way.front().ends);
      under_way.erase(under_way.begin());
    }
  }
};

RC_GTEST_PROP(rate_window_property, never_exceeds_its_limit, (std::uint64_t seed)) {
  simulation world{seed};
  const auto options = small(static_cast<std::uint32_t>(world.pick(1, 8)));
  rate_window window{options};
  auto now = start;
  for (int step = 0; step < 400; ++step) {
    now += milliseconds{world.pick(0, 900)};
    world.finish_until(window, now);
    if (world.pick(0, 19) == 0) {
      window.apply({.remaining = world.pick(-1, 10),
                    .window_ends = now + milliseconds{world.pick(-2000, 12'000)},
                    .blocked_until = {}},
                   now);
    }
    while (window.may_grant(now) && world.pick(0, 3) > 0) {
      world.call(window, now, options);
    }
    RC_ASSERT(window.occupied(now) <= std::max<std::uint32_t>(options.limit, window.under_way()));
  }
  RC_ASSERT(!world.arrivals.empty());
  RC_ASSERT(busiest(world.arrivals, options.window) <= options.limit);
}

RC_GTEST_PROP(rate_window_property, next_free_is_neither_too_early_nor_too_late,
              (std::uint64_t seed)) {
  simulation world{seed};
  const auto options = small(static_cast<std::uint32_t>(world.pick(1, 5)));
  rate_window window{options};
  auto now = start;
  for (int step = 0; step < 150; ++step) {
    const auto at = window.next_free(now);
    RC_ASSERT(at.has_value());
    rate_window copy = window;  // the future without further reports
    RC_ASSERT(copy.may_grant(*at));
    if (*at > now) {
      rate_window other = window;
      RC_ASSERT(!other.may_grant(*at - 1ms));
      now = world.pick(0, 1) == 0 ? *at : now + milliseconds{world.pick(0, 3000)};
      world.finish_until(window, now);
    } else {
      world.call(window, now, options);
    }
  }
}

RC_GTEST_PROP(rate_window_property, uses_the_whole_budget, (std::uint64_t seed)) {
  // Calls that take no time: the limit is reached in each window, not only respected.
  simulation world{seed};
  const auto options = small(static_cast<std::uint32_t>(world.pick(1, 8)));
  rate_window window{options};
  auto now = start;
  std::uint32_t granted = 0;
  while (now < start + 10 * options.window) {
    if (window.may_grant(now)) {
      window.finished(window.grant(now), now);
      ++granted;
    } else {
      now = window.next_free(now).value();
    }
  }
  RC_ASSERT(granted == 10 * options.limit);
}

RC_GTEST_PROP(rate_window_property, never_exceeds_over_restarts, (std::uint64_t seed)) {
  // The owner stores with a lease and is killed at any moment; calls under way go on without it.
  simulation world{seed};
  const auto options = small(static_cast<std::uint32_t>(world.pick(1, 8)));
  rate_window window{options};
  grant_lease lease;
  rate_window::spent_slots stored;
  std::optional<rate_window::spent_slots> pending;
  std::size_t granted_before_restart = 0;
  auto now = start;
  for (int step = 0; step < 500; ++step) {
    now += milliseconds{world.pick(0, 600)};
    world.finish_until(window, now);
    switch (world.pick(0, 9)) {
      case 0:  // killed
        window = rate_window{options};
        window.import_spent(stored, std::nullopt, now);
        lease = grant_lease{};
        pending.reset();
        world.under_way.clear();
        granted_before_restart = world.arrivals.size();
        break;
      case 1:
      case 2:
      case 3:
        if (!pending) {
          const auto count = static_cast<std::uint32_t>(world.pick(1, options.limit));
          const auto until = now + milliseconds{world.pick(100, 4000)};
          lease.exporting(count, until);
          pending = window.export_spent(now, count, until);
        } else if (world.pick(0, 4) > 0) {
          stored = *pending;
          lease.stored();
          pending.reset();
        } else {
          lease.failed();
          pending.reset();
        }
        break;
      default:
        while (window.may_grant(now) && lease.use(now)) {
          world.call(window, now, options);
        }
    }
  }
  RC_ASSERT(busiest(world.arrivals, options.window) <= options.limit);
  RC_CLASSIFY(granted_before_restart > 0);
}

RC_GTEST_PROP(rate_window_property, a_round_trip_frees_nothing_early, (std::uint64_t seed)) {
  simulation world{seed};
  const auto options = small(static_cast<std::uint32_t>(world.pick(1, 8)));
  rate_window window{options};
  auto now = start;
  for (int step = 0; step < 60; ++step) {
    now += milliseconds{world.pick(0, 1500)};
    world.finish_until(window, now);
    if (window.may_grant(now)) {
      world.call(window, now, options);
    }
    if (world.pick(0, 9) == 0) {
      window.apply({.remaining = world.pick(0, 8),
                    .window_ends = now + milliseconds{world.pick(1, 10'000)},
                    .blocked_until = {}},
                   now);
    }
  }
  rate_window restarted{options};
  restarted.import_spent(window.export_spent(now), std::nullopt, now);
  for (auto at = now; at < now + 14s; at += 100ms) {
    // Without reports calls under way stay in both: the restart can only be later.
    RC_ASSERT(restarted.free(at) <= window.free(at));
  }
  RC_ASSERT(restarted.free(now + 14s) == options.limit);
}

}  // namespace
}  // namespace boekbrug::core
