#include "core/time/time_text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace boekbrug::core {
namespace {

using namespace std::chrono;
using namespace std::chrono_literals;

TEST(date_text, reads_days_that_exist) {
  EXPECT_EQ(parse_date("2026-05-01").value(), 2026y / May / 1d);
  EXPECT_EQ(parse_date("2024-02-29").value(), 2024y / February / 29d);
  for (const std::string_view text :
       {"", "2026-5-1", "2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-05-01 ",
        " 2026-05-01", "01-05-2026", "2026/05/01", "20260501", "2026-05-01T00:00:00",
        "-026-05-01"}) {
    ASSERT_FALSE(parse_date(text)) << text;
    EXPECT_EQ(parse_date(text).error().code, errc::invalid_input);
  }
}

TEST(date_text, writes_days) {
  EXPECT_EQ(to_text(2026y / May / 1d), "2026-05-01");
  EXPECT_EQ(to_compact_text(2026y / May / 1d), "20260501");
}

TEST(time_text, reads_the_forms_of_the_remotes) {
  const time_point ten = sys_days{2026y / May / 1d} + 10h;
  EXPECT_EQ(parse_time("2026-05-01T10:00:00").value(), ten);
  EXPECT_EQ(parse_time("2026-05-01T10:00:00Z").value(), ten);
  EXPECT_EQ(parse_time("2026-05-01T12:00:00+02:00").value(), ten);
  EXPECT_EQ(parse_time("2026-05-01T00:30:00-09:30").value(), ten);
  EXPECT_EQ(parse_time("2026-05-01T10:00:00.250Z").value(), ten + 250ms);
  EXPECT_EQ(parse_time("2026-05-01T10:00:00.5").value(), ten + 500ms);
  EXPECT_EQ(parse_time("2026-05-01T10:00:00.123456789+00:00").value(), ten + 123ms);
  EXPECT_EQ(parse_time("2026-05-01T23:59:59-01:00").value(), ten + 14h + 59min + 59s);
}

TEST(time_text, refuses_everything_else) {
  for (const std::string_view text :
       {"", "2026-05-01", "2026-05-01T", "2026-05-01T10", "2026-05-01T10:00", "2026-05-01T24:00:00",
        "2026-05-01T10:60:00", "2026-05-01T10:00:61", "2026-02-30T10:00:00", "2026-05-01T10:00:00+",
        "2026-05-01T10:00:00+25:00", "2026-05-01T10:00:00+02:00x", "2026-05-01T10:00:00ZZ",
        "2026-05-01T10:00:00 ", "2026-05-01T10:00:00+02:99", "2026-05-01T10:00:00 Europe", "now",
        "1777629600", "2026-05-01T-1:00:00"}) {
    ASSERT_FALSE(parse_time(text)) << text;
    EXPECT_EQ(parse_time(text).error().code, errc::invalid_input);
  }
}

TEST(time_text, writes_utc) {
  const time_point when = sys_days{2026y / May / 1d} + 9h + 8min + 7s + 654ms;
  EXPECT_EQ(to_bare_text(when), "2026-05-01T09:08:07");
  EXPECT_EQ(to_text(when), "2026-05-01T09:08:07Z");
  EXPECT_EQ(to_text(time_point{-1ms}), "1969-12-31T23:59:59Z") << "rounds down, before 1970 too";
}

RC_GTEST_PROP(time_text_property, parse_of_text_is_the_time, ()) {
  const time_point when{seconds{*rc::gen::inRange<std::int64_t>(-2'000'000'000, 6'000'000'000)}};
  RC_ASSERT(parse_time(to_text(when)).value() == when);
  RC_ASSERT(parse_time(to_bare_text(when)).value() == when);
  const date day{floor<days>(when)};
  RC_ASSERT(parse_date(to_text(day)).value() == day);
}

RC_GTEST_PROP(time_text_property, texts_sort_like_times, ()) {
  const auto any = rc::gen::inRange<std::int64_t>(0, 6'000'000'000);
  const time_point a{seconds{*any}};
  const time_point b{seconds{*any}};
  RC_ASSERT((to_text(a) < to_text(b)) == (a < b));
  RC_ASSERT((to_compact_text(date{floor<days>(a)}) < to_compact_text(date{floor<days>(b)})) ==
            (floor<days>(a) < floor<days>(b)));
}

RC_GTEST_PROP(time_text_property, survives_any_text, (std::string text)) {
  static_cast<void>(parse_date(text));
  static_cast<void>(parse_time(text));
  static_cast<void>(parse_time("2026-05-01T10:00:00" + text));
  RC_SUCCEED("no crash");
}

}  // namespace
}  // namespace boekbrug::core
