#include "core/sync/schedule.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <vector>

namespace boekbrug::core {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr time_point start{std::chrono::hours{500'000}};
constexpr schedule_options quarter{};  // 15 minutes, spread over all of them

TEST(schedule, a_million_polls_are_spread_evenly) {
  std::vector<int> per_second(900);
  for (std::uint64_t id = 1; id <= 1'000'000; ++id) {
    const auto phase = phase_of(integration_id{id}, quarter);
    ASSERT_GE(phase, 0ms);
    ASSERT_LT(phase, quarter.interval);
    ++per_second[static_cast<std::size_t>(phase / 1s)];
  }
  const auto [least, most] = std::minmax_element(per_second.begin(), per_second.end());
  EXPECT_GE(*least, 1111 - 15);
  EXPECT_LE(*most, 1111 + 15);
}

TEST(schedule, any_run_of_ids_is_spread) {
  // The customers of one busy day: 900 ids in a row, one or two in each second.
  for (const std::uint64_t first : {1ULL, 77'777ULL, 999'000ULL}) {
    std::vector<int> per_ten_seconds(90);
    for (std::uint64_t id = first; id < first + 900; ++id) {
      ++per_ten_seconds[static_cast<std::size_t>(phase_of(integration_id{id}, quarter) / 10s)];
    }
    EXPECT_GE(*std::min_element(per_ten_seconds.begin(), per_ten_seconds.end()), 7);
    EXPECT_LE(*std::max_element(per_ten_seconds.begin(), per_ten_seconds.end()), 13);
  }
}

TEST(schedule, jitter_narrows_the_spread) {
  const schedule_options narrow{.interval = 15min, .jitter = 60s};
  const schedule_options none{.interval = 15min, .jitter = 0s};
  milliseconds most{0};
  for (std::uint64_t id = 1; id <= 1000; ++id) {
    most = std::max(most, phase_of(integration_id{id}, narrow));
    EXPECT_EQ(phase_of(integration_id{id}, none), 0ms);
  }
  EXPECT_LT(most, 60s);
  EXPECT_GT(most, 59s);
}

TEST(schedule, follows_a_run_by_an_interval) {
  const integration_id id{42};
  const auto due = first_run_after(id, quarter, start);
  EXPECT_EQ(following_run(id, quarter, due, due), due + 15min);
  EXPECT_EQ(following_run(id, quarter, due, due + 14min), due + 15min) << "late, but no drift";
  EXPECT_EQ(following_run(id, quarter, due, due + 15min), due + 30min);
}

TEST(schedule, catches_up_once_after_a_pause) {
  const integration_id id{42};
  const auto due = first_run_after(id, quarter, start);
  const auto resumed = due + 3 * 24h + 7min;
  ASSERT_TRUE(is_due(due, resumed));
  const auto next = following_run(id, quarter, due, resumed);
  EXPECT_EQ(next, due + 3 * 24h + 15min);
  EXPECT_FALSE(is_due(next, resumed));
}

TEST(schedule, takes_up_the_grid_after_the_clock_was_set_back) {
  const integration_id id{42};
  const auto due = first_run_after(id, quarter, start);
  EXPECT_EQ(following_run(id, quarter, due, due - 1min), due + 15min) << "never the same one again";
  const auto day_before = following_run(id, quarter, due, due - 24h);
  EXPECT_GT(day_before, due - 24h);
  EXPECT_LE(day_before, due - 24h + 15min);
  EXPECT_EQ(sane_next_run(id, quarter, due, due - 24h), day_before);
  EXPECT_EQ(sane_next_run(id, quarter, due, due - 15min), due);
  EXPECT_EQ(sane_next_run(id, quarter, due, due + 24h), due) << "an old one is due, not wrong";
}

TEST(schedule, survives_nonsense) {
  const schedule_options none{.interval = 0s, .jitter = -5s};
  EXPECT_EQ(first_run_after(integration_id{1}, none, start), start + 1ms);
  const schedule_options vast{.interval = std::chrono::hours{1'000'000},
                              .jitter = std::chrono::hours{1'000'000}};
  EXPECT_GT(first_run_after(integration_id{1}, vast, start), start);
}

RC_GTEST_PROP(schedule_property, is_the_first_point_of_the_grid_after,
              (std::uint64_t id, std::int32_t offset)) {
  const time_point after{milliseconds{offset} * 37};  // before and after the epoch
  const auto next = first_run_after(integration_id{id}, quarter, after);
  RC_ASSERT(next > after);
  RC_ASSERT(next - quarter.interval <= after);
  auto place = (next.time_since_epoch() - phase_of(integration_id{id}, quarter)) % quarter.interval;
  RC_ASSERT(place == 0ms);
}

RC_GTEST_PROP(schedule_property, never_twice_never_skips_never_drifts,
              (std::uint64_t id, std::vector<std::uint32_t> delays)) {
  // A driver that wakes whenever it likes and restarts in between: only the stored next run counts.
  const integration_id who{id};
  auto now = start;
  auto stored = first_run_after(who, quarter, now);
  std::vector<time_point> ran;
  for (const auto delay : delays) {
    now += milliseconds{delay % 4'000'000};
    if (!is_due(stored, now)) {
      continue;
    }
    ran.push_back(stored);
    const auto next = following_run(who, quarter, stored, now);
    RC_ASSERT(next > now);                      // once, however long the pause was
    RC_ASSERT(next - now <= quarter.interval);  // nothing skipped that lies ahead
    RC_ASSERT((next - stored) % quarter.interval == 0ms);
    stored = next;
  }
  RC_ASSERT(std::adjacent_find(ran.begin(), ran.end(), std::greater_equal<>{}) == ran.end());
}

}  // namespace
}  // namespace boekbrug::core
