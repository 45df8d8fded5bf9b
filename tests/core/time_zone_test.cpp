// Zones made by hand; those of the system's database are tested with config.
#include "core/time/time_zone.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace boekbrug::core {
namespace {

using namespace std::chrono;
using namespace std::chrono_literals;

time_zone amsterdam_2026() {
  return {"Europe/Amsterdam",
          {{sys_days{2025y / October / 26d} + 1h, 1h},
           {sys_days{2026y / March / 29d} + 1h, 2h},
           {sys_days{2026y / October / 25d} + 1h, 1h}}};
}

TEST(time_zone, is_utc_by_default) {
  const time_zone utc;
  EXPECT_EQ(utc.name(), "UTC");
  EXPECT_EQ(utc.offset_at(time_point{}), 0s);
  EXPECT_EQ(utc.local_date(sys_days{2026y / May / 1d} + 24h - 1ms), 2026y / May / 1d);
  EXPECT_EQ(utc.start_of(2026y / May / 1d), time_point{sys_days{2026y / May / 1d}});
}

TEST(time_zone, changes_its_offset_on_time) {
  const auto zone = amsterdam_2026();
  const time_point spring = sys_days{2026y / March / 29d} + 1h;
  EXPECT_EQ(zone.offset_at(spring - 1ms), 1h);
  EXPECT_EQ(zone.offset_at(spring), 2h);
  EXPECT_EQ(zone.offset_at(sys_days{2026y / October / 25d} + 1h), 1h);
  EXPECT_EQ(zone.offset_at(sys_days{1900y / January / 1d}), 1h)
      << "the first offset holds before it too";
  EXPECT_EQ(zone.offset_at(sys_days{2100y / July / 1d}), 1h);
}

TEST(time_zone, knows_the_date_on_the_wall) {
  const auto zone = amsterdam_2026();
  EXPECT_EQ(zone.local_date(sys_days{2026y / July / 1d} + 21h + 59min), 2026y / July / 1d);
  EXPECT_EQ(zone.local_date(sys_days{2026y / July / 1d} + 22h), 2026y / July / 2d);
  EXPECT_EQ(zone.local_date(sys_days{2026y / January / 1d} + 22h + 59min), 2026y / January / 1d);
  EXPECT_EQ(zone.local_date(sys_days{2026y / January / 1d} + 23h), 2026y / January / 2d);
}

TEST(time_zone, knows_where_days_begin) {
  const auto zone = amsterdam_2026();
  EXPECT_EQ(zone.start_of(2026y / March / 29d), time_point{sys_days{2026y / March / 28d} + 23h});
  EXPECT_EQ(zone.start_of(2026y / March / 30d), time_point{sys_days{2026y / March / 29d} + 22h});
  EXPECT_EQ(zone.start_of(2026y / October / 25d),
            time_point{sys_days{2026y / October / 24d} + 22h});
  EXPECT_EQ(zone.start_of(2026y / October / 26d),
            time_point{sys_days{2026y / October / 25d} + 23h});
}

TEST(time_zone, handles_a_midnight_that_does_not_exist) {
  // Clocks jump from 24:00 to 01:00: the day begins at one.
  const time_point jump = sys_days{2026y / March / 29d} - 2h;
  const time_zone zone{
      "Test/Jump", {{sys_days{2026y / January / 1d}, 2h}, {time_point_cast<seconds>(jump), 3h}}};
  EXPECT_EQ(zone.start_of(2026y / March / 29d), jump);
  EXPECT_EQ(zone.local_date(jump - 1ms), 2026y / March / 28d);
}

TEST(time_zone, takes_the_first_of_two_midnights) {
  // Clocks go from 01:00 back to 00:00: the first of the two begins the day.
  const time_point back = sys_days{2026y / October / 25d} - 2h;  // 01:00 at +3
  const time_zone zone{
      "Test/Back", {{sys_days{2026y / January / 1d}, 3h}, {time_point_cast<seconds>(back), 2h}}};
  EXPECT_EQ(zone.start_of(2026y / October / 25d), back - 1h);
}

RC_GTEST_PROP(time_zone_property, a_day_begins_at_its_first_instant, ()) {
  // Two changes of an hour, months apart, at any hour of the local day, in any zone of the earth.
  // (None of the system's zones jumps from 23:30 to 00:30; the tests of config go over all of
  // them.)
  const minutes base{*rc::gen::inRange(-12 * 4, 13 * 4 + 1) * 15};
  const sys_seconds first = sys_days{2026y / March / 29d} + hours{*rc::gen::inRange(0, 24)} - base;
  const sys_seconds second =
      sys_days{2026y / October / 25d} + hours{*rc::gen::inRange(0, 24)} - base;
  const bool north = *rc::gen::arbitrary<bool>();
  const auto summer = base + 1h;
  const time_zone zone{"Test/Any",
                       {{sys_days{2026y / January / 1d}, north ? base : summer},
                        {first, north ? summer : base},
                        {second, north ? base : summer}}};
  const auto around =
      *rc::gen::element(2026y / March / 29d, 2026y / October / 25d, 2026y / July / 1d);
  const date day{sys_days{around} + days{*rc::gen::inRange(-2, 3)}};
  const auto begins = zone.start_of(day);
  // The dumbest model: try each minute.
  time_point found = time_point{sys_days{day}} - 15h;
  while (zone.local_date(found) != day) {
    found += 1min;
  }
  RC_ASSERT(begins == found);
}

}  // namespace
}  // namespace boekbrug::core
