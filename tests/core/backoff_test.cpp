#include "core/base/result.hpp"
#include "core/sync/backoff.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <vector>

namespace boekbrug::core {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using std::chrono::minutes;

constexpr time_point start{std::chrono::hours{500'000}};

TEST(retry, waits_1_5_15_60_minutes_then_for_each_run) {
  const auto run = start + 7min;
  EXPECT_EQ(next_attempt(1, start, start, run), start + 1min);
  EXPECT_EQ(next_attempt(2, start, start, run), start + 5min);
  EXPECT_EQ(next_attempt(3, start, start, run), start + 15min);
  EXPECT_EQ(next_attempt(4, start, start, run), start + 60min);
  EXPECT_EQ(next_attempt(5, start, start, run), run);
  EXPECT_EQ(next_attempt(600, start, start, run), run);
  EXPECT_EQ(next_attempt(5, start, start, start - 1h), start + 1min) << "a run that is late";
  EXPECT_EQ(retry_wait(0), 0min);
}

TEST(retry, gives_up_after_seven_days) {
  const auto end = start + 7 * 24h;
  EXPECT_TRUE(next_attempt(9, start, end - 1ms, end + 5min).has_value());
  EXPECT_FALSE(next_attempt(9, start, end, end + 5min).has_value());
}

TEST(retry, obeys_the_remote) {
  EXPECT_EQ(next_attempt(1, start, start, start, 300s), start + 300s);
  EXPECT_EQ(next_attempt(3, start, start, start, 300s), start + 15min) << "its own wait is longer";
  EXPECT_EQ(next_attempt(1, start, start, start, std::chrono::seconds{1'900'000'000}), start + 24h)
      << "a date, not a length";
  EXPECT_EQ(next_attempt(1, start, start, start, -5s), start + 1min);
}

TEST(retry, does_not_repeat_what_was_refused) {
  EXPECT_TRUE(
      next_attempt_after(fail(errc::ledger_unreachable), 1, start, start, start).has_value());
  EXPECT_TRUE(next_attempt_after(fail(errc::ledger_limit), 1, start, start, start).has_value());
  EXPECT_FALSE(next_attempt_after(fail(errc::vat_unmapped), 1, start, start, start).has_value());
  EXPECT_FALSE(next_attempt_after(fail(errc::ledger_refused), 1, start, start, start).has_value());
  error limited = fail(errc::ledger_limit);
  limited.retry_after = 200s;
  EXPECT_EQ(next_attempt_after(limited, 1, start, start, start), start + 200s);
}

RC_GTEST_PROP(retry_property, a_week_of_failures_ends, (std::uint64_t seed)) {
  // Fails at every attempt, with runs every quarter of an hour: attempts only move forward, and the
  // last one lies within the week.
  const milliseconds phase{static_cast<std::int64_t>(seed % 900'000)};
  auto now = start;
  std::uint32_t failures = 1;
  std::size_t attempts = 0;
  for (;;) {
    const auto since = now.time_since_epoch() - phase;
    const time_point next_run{(since / 15min + 1) * 15min + phase};
    const auto at = next_attempt(failures, start, now, next_run);
    if (!at) {
      break;
    }
    RC_ASSERT(*at > now);
    RC_ASSERT(*at - now <= 60min);
    now = *at;
    ++failures;
    ++attempts;
  }
  RC_ASSERT(now >= start + retry_period);
  RC_ASSERT(now < start + retry_period + 60min);
  RC_ASSERT(attempts > 650U);
}

constexpr restart_options plain{.first_delay = 1s,
                                .delay_max = 60s,
                                .jitter = 0.0,
                                .healthy_after = 10min,
                                .restarts_max = 100,
                                .window = 1h};

TEST(restarts, double_up_to_the_cap) {
  restart_backoff backoff{plain, 1};
  std::vector<milliseconds> delays;
  for (int i = 0; i < 8; ++i) {
    delays.push_back(backoff.failed(start).value());
  }
  EXPECT_EQ(delays, (std::vector<milliseconds>{1s, 2s, 4s, 8s, 16s, 32s, 60s, 60s}));
}

TEST(restarts, start_afresh_after_a_healthy_period) {
  restart_backoff backoff{plain, 1};
  EXPECT_EQ(backoff.failed(start), 1s);
  backoff.started(start);
  EXPECT_EQ(backoff.failed(start + 10min - 1ms), 2s);
  backoff.started(start + 10min);
  EXPECT_EQ(backoff.failed(start + 20min), 1s);
  EXPECT_EQ(backoff.failed(start + 40min), 2s) << "it was never started, so it was not healthy";
}

TEST(restarts, suspend_when_there_are_too_many) {
  auto few = plain;
  few.restarts_max = 3;
  restart_backoff backoff{few, 1};
  EXPECT_TRUE(backoff.failed(start));
  EXPECT_TRUE(backoff.failed(start + 20min));
  EXPECT_TRUE(backoff.failed(start + 40min));
  EXPECT_EQ(backoff.restarts_in_window(start + 40min), 3U);
  EXPECT_FALSE(backoff.failed(start + 59min));
  EXPECT_TRUE(backoff.failed(start + 1h)) << "the first one has left the window";
  EXPECT_FALSE(backoff.failed(start + 1h));
  backoff.reset();
  EXPECT_EQ(backoff.failed(start + 1h), 1s);
}

TEST(restarts, never_overflow) {
  auto endless = plain;
  endless.restarts_max = 4'000'000'000U;
  endless.delay_max = std::chrono::hours{24 * 365};
  restart_backoff backoff{endless, 1};
  auto last = 0ms;
  for (int i = 0; i < 200; ++i) {
    const auto delay = backoff.failed(start).value();
    EXPECT_GE(delay, last);
    last = delay;
  }
  EXPECT_EQ(last, endless.delay_max);
}

RC_GTEST_PROP(restarts_property, jitter_is_bounded_and_repeatable, (std::uint64_t seed)) {
  auto options = plain;
  options.jitter = 0.25;
  restart_backoff first{options, seed};
  restart_backoff again{options, seed};
  restart_backoff without{plain, seed};
  bool differs = false;
  for (int i = 0; i < 20; ++i) {
    const auto delay = first.failed(start).value();
    const auto whole = without.failed(start).value();
    RC_ASSERT(delay == again.failed(start).value());
    RC_ASSERT(delay <= whole);
    RC_ASSERT(delay.count() * 4 >= whole.count() * 3);
    differs = differs || delay != whole;
  }
  RC_ASSERT(differs);
}

RC_GTEST_PROP(restarts_property, never_more_than_allowed_in_a_window,
              (std::vector<std::uint16_t> gaps)) {
  auto options = plain;
  options.restarts_max = 4;
  restart_backoff backoff{options, 7};
  std::vector<time_point> restarts;
  auto now = start;
  for (const auto gap : gaps) {
    now += std::chrono::seconds{gap % 2000};
    std::size_t in_window = 0;
    for (const auto when : restarts) {
      in_window += when > now - options.window ? 1U : 0U;
    }
    const bool restarted = backoff.failed(now).has_value();
    RC_ASSERT(restarted == (in_window < 4U));
    if (restarted) {
      restarts.push_back(now);
    }
  }
}

}  // namespace
}  // namespace boekbrug::core
