#include "sim/mijnwebwinkel/wall_time.hpp"

#include <array>
#include <cstdio>

namespace boekbrug::sim::mijnwebwinkel {
namespace {

using namespace std::chrono;

seconds_utc change_of(year y, month m) noexcept {
  return sys_days{y / m / Sunday[last]} + hours{1};
}

/// The number in `count` digits at `at`; -1 when they are not digits.
int digits(std::string_view text, std::size_t at, std::size_t count) noexcept {
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (i >= text.size() || text[i] < '0' || text[i] > '9') {
      return -1;
    }
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

}  // namespace

seconds dutch_offset(seconds_utc when) noexcept {
  const year y = year_month_day{floor<days>(when)}.year();
  return when >= change_of(y, March) && when < change_of(y, October) ? hours{2} : hours{1};
}

wall_seconds to_wall(seconds_utc when) noexcept {
  return wall_seconds{when.time_since_epoch() + dutch_offset(when)};
}

seconds_utc from_wall(wall_seconds wall) noexcept {
  const seconds_utc summer{wall.time_since_epoch() - hours{2}};
  return dutch_offset(summer) == hours{2} ? summer
                                          : seconds_utc{wall.time_since_epoch() - hours{1}};
}

std::string date_text(wall_seconds wall) {
  const year_month_day date{floor<days>(wall)};
  std::array<char, 32> out{};
  std::snprintf(out.data(), out.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return out.data();
}

std::string clock_text(wall_seconds wall) {
  const auto in_day = static_cast<int>((wall - floor<days>(wall)).count());
  std::array<char, 48> out{};
  std::snprintf(out.data(), out.size(), "%02d:%02d:%02d", in_day / 3600, in_day / 60 % 60,
                in_day % 60);
  return out.data();
}

std::string offset_text(seconds_utc when) {
  const wall_seconds wall = to_wall(when);
  return date_text(wall) + "T" + clock_text(wall) +
         (dutch_offset(when) == hours{2} ? "+02:00" : "+01:00");
}

std::optional<wall_seconds> parse_date(std::string_view text) noexcept {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-' || digits(text, 0, 4) < 1 ||
      digits(text, 5, 2) < 0 || digits(text, 8, 2) < 0) {
    return std::nullopt;
  }
  const year_month_day date{year{digits(text, 0, 4)},
                            month{static_cast<unsigned>(digits(text, 5, 2))},
                            day{static_cast<unsigned>(digits(text, 8, 2))}};
  if (!date.ok()) {
    return std::nullopt;
  }
  return wall_seconds{local_days{date}};
}

std::optional<seconds> parse_clock(std::string_view text) noexcept {
  const int hour = digits(text, 0, 2);
  const int minute = digits(text, 3, 2);
  const int second = digits(text, 6, 2);
  if (text.size() != 8 || text[2] != ':' || text[5] != ':' || hour < 0 || hour > 23 || minute < 0 ||
      minute > 59 || second < 0 || second > 59) {
    return std::nullopt;
  }
  return seconds{hour * 3600 + minute * 60 + second};
}

std::optional<wall_seconds> parse_date_time(std::string_view text) noexcept {
  if (text.size() != 19 || (text[10] != ' ' && text[10] != 'T')) {
    return std::nullopt;
  }
  const auto date = parse_date(text.substr(0, 10));
  const auto clock = parse_clock(text.substr(11));
  if (!date || !clock) {
    return std::nullopt;
  }
  return *date + *clock;
}

}  // namespace boekbrug::sim::mijnwebwinkel
