#include "config/time_zones.hpp"

#include <date/tz.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace boekbrug::config {
namespace {

using namespace std::chrono;
using namespace std::chrono_literals;

core::time_zone zone(std::string_view name) {
  return load_time_zone(name).value();
}

/// The last Sunday of a month, 01:00 UTC: when the European Union changes its clocks.
sys_seconds european_change(year in, month of) {
  return sys_days{in / of / Sunday[last]} + 1h;
}

TEST(time_zones, amsterdam_changes_with_the_union) {
  const auto amsterdam = zone("Europe/Amsterdam");
  EXPECT_EQ(amsterdam.name(), "Europe/Amsterdam");
  for (int number = 1996; number < 2060; ++number) {
    const auto spring = european_change(year{number}, March);
    const auto autumn = european_change(year{number}, October);
    EXPECT_EQ(amsterdam.offset_at(spring - 1s), 1h) << number;
    EXPECT_EQ(amsterdam.offset_at(spring), 2h) << number;
    EXPECT_EQ(amsterdam.offset_at(autumn - 1s), 2h) << number;
    EXPECT_EQ(amsterdam.offset_at(autumn), 1h) << number;
  }
}

TEST(time_zones, amsterdam_knows_its_book_dates) {
  const auto amsterdam = zone("Europe/Amsterdam");
  // The two days of 2026 that are no 24 hours long.
  EXPECT_EQ(amsterdam.start_of(2026y / March / 30d) - amsterdam.start_of(2026y / March / 29d), 23h);
  EXPECT_EQ(amsterdam.start_of(2026y / October / 26d) - amsterdam.start_of(2026y / October / 25d),
            25h);
  EXPECT_EQ(amsterdam.local_date(sys_days{2026y / March / 28d} + 22h + 59min + 59s),
            2026y / March / 28d);
  EXPECT_EQ(amsterdam.local_date(sys_days{2026y / March / 28d} + 23h), 2026y / March / 29d);
  EXPECT_EQ(amsterdam.local_date(sys_days{2026y / March / 29d} + 22h), 2026y / March / 30d);
  EXPECT_EQ(amsterdam.local_date(sys_days{2025y / December / 31d} + 23h), 2026y / January / 1d);
  EXPECT_EQ(amsterdam.local_date(sys_days{2050y / July / 14d} + 22h), 2050y / July / 15d)
      << "summer time far ahead";
}

TEST(time_zones, new_york_and_sydney_far_ahead) {
  const auto new_york = zone("America/New_York");
  const auto sydney = zone("Australia/Sydney");
  for (int number = 2008; number < 2060; ++number) {
    const sys_seconds spring = sys_days{year{number} / March / Sunday[2]} + 7h;
    const sys_seconds autumn = sys_days{year{number} / November / Sunday[1]} + 6h;
    EXPECT_EQ(new_york.offset_at(spring - 1s), -5h) << number;
    EXPECT_EQ(new_york.offset_at(spring), -4h) << number;
    EXPECT_EQ(new_york.offset_at(autumn - 1s), -4h) << number;
    EXPECT_EQ(new_york.offset_at(autumn), -5h) << number;
    const sys_seconds ends = sys_days{year{number} / April / Sunday[1]} - 24h + 16h;
    EXPECT_EQ(sydney.offset_at(ends - 1s), 11h) << number;
    EXPECT_EQ(sydney.offset_at(ends), 10h) << number;
  }
}

TEST(time_zones, without_summer_time) {
  EXPECT_EQ(zone("UTC").offset_at(sys_days{2026y / July / 1d}), 0s);
  EXPECT_EQ(zone("Asia/Tokyo").offset_at(sys_days{2059y / July / 1d}), 9h);
  EXPECT_EQ(zone("Asia/Kolkata").offset_at(sys_days{2026y / July / 1d}), 5h + 30min);
}

TEST(time_zones, fixed_offsets) {
  EXPECT_EQ(zone("+02:00").offset_at(sys_days{2026y / January / 1d}), 2h);
  EXPECT_EQ(zone("-09:30").offset_at(sys_days{2026y / January / 1d}), -(9h + 30min));
  EXPECT_EQ(zone("+00:00").offset_at(sys_days{2026y / January / 1d}), 0s);
}

TEST(time_zones, refuse_unknown_names) {
  for (const std::string_view name :
       {"", "Europe", "Mars/Olympus", "../../etc/passwd", "/etc/passwd", "+2:00", "+24:00",
        "+02:60", "2 uur", "+-2:00"}) {
    const auto loaded = load_time_zone(name);
    ASSERT_FALSE(loaded) << name;
    EXPECT_EQ(loaded.error().code, core::errc::invalid_input);
  }
  EXPECT_NE(
      load_time_zone("Europe/Amsterdm").error().detail.find("did you mean \"Europe/Amsterdam\""),
      std::string::npos);
}

TEST(time_zones, days_begin_at_their_first_instant_everywhere) {
  for (const auto& each : date::get_tzdb().zones) {
    const auto local = zone(each.name());
    for (const int number : {1995, 2011, 2026, 2045}) {
      for (sys_days day = year{number} / January / 1d;
           day < sys_days{year{number + 1} / January / 1d}; day += days{1}) {
        const core::date wanted{day};
        const auto begins = local.start_of(wanted);
        if (number == 2011 && wanted == 2011y / December / 30d &&
            local.local_date(begins) != wanted) {
          continue;  // the Pacific islands that skipped this day
        }
        ASSERT_EQ(local.local_date(begins), wanted) << each.name();
        for (const auto before : {1ms, 60'000ms, 1'800'000ms, 3'540'000ms}) {
          ASSERT_NE(local.local_date(begins - before), wanted) << each.name() << ' ' << number;
        }
      }
    }
  }
}

TEST(time_zones, load_from_many_threads) {
  std::vector<std::thread> threads;
  std::atomic<int> right = 0;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&right] {
      for (const auto* name :
           {"Europe/Paris", "Europe/Berlin", "Europe/Brussels", "Europe/Paris"}) {
        right += zone(name).offset_at(sys_days{2026y / July / 1d}) == 2h ? 1 : 0;
      }
    });
  }
  for (auto& each : threads) {
    each.join();
  }
  EXPECT_EQ(right, 16);
}

}  // namespace
}  // namespace boekbrug::config
