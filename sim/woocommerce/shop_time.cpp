#include "sim/woocommerce/shop_time.hpp"

#include <array>
#include <cstdio>

namespace boekbrug::sim::woocommerce {
namespace {

using namespace std::chrono;

constexpr seconds winter_offset = hours{1};
constexpr seconds summer_offset = hours{2};

seconds_utc clock_change(year y, month m) noexcept {
  return sys_days{y / m / Sunday[last]} + hours{1};
}

/// Reads `count` digits at `at`; -1 when they are not digits.
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

std::string format_time(seconds since_epoch) {
  const sys_seconds when{since_epoch};
  const auto day = floor<days>(when);
  const year_month_day date{day};
  const hh_mm_ss clock{when - day};
  std::array<char, 40> out{};
  std::snprintf(out.data(), out.size(), "%04d-%02u-%02uT%02d:%02d:%02d",
                static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return out.data();
}

/// Behind the seconds: nothing, "Z", "+02", "+02:00"; nothing-at-all for other text.
struct zone_suffix {
  bool present = false;
  seconds offset{0};
};

std::optional<zone_suffix> parse_suffix(std::string_view text) noexcept {
  if (text.empty()) {
    return zone_suffix{};
  }
  if (text == "Z") {
    return zone_suffix{true, seconds{0}};
  }
  const bool with_minutes = text.size() == 6 && text[3] == ':';
  if ((text[0] != '+' && text[0] != '-') || (text.size() != 3 && !with_minutes)) {
    return std::nullopt;
  }
  const int hour = digits(text, 1, 2);
  const int minute = with_minutes ? digits(text, 4, 2) : 0;
  if (hour < 0 || minute < 0) {
    return std::nullopt;
  }
  const seconds size = hours{hour} + minutes{minute};
  return zone_suffix{true, text[0] == '-' ? -size : size};
}

}  // namespace

std::string_view name(shop_zone zone) noexcept {
  return zone == shop_zone::utc ? "UTC" : "Europe/Amsterdam";
}

seconds offset_at(seconds_utc when, shop_zone zone) noexcept {
  if (zone == shop_zone::utc) {
    return seconds{0};
  }
  const year y = year_month_day{floor<days>(when)}.year();
  const bool summer = when >= clock_change(y, March) && when < clock_change(y, October);
  return summer ? summer_offset : winter_offset;
}

seconds_local to_local(seconds_utc when, shop_zone zone) noexcept {
  return seconds_local{when.time_since_epoch() + offset_at(when, zone)};
}

seconds_utc to_utc(seconds_local wall, shop_zone zone) noexcept {
  if (zone == shop_zone::utc) {
    return seconds_utc{wall.time_since_epoch()};
  }
  const seconds_utc as_summer{wall.time_since_epoch() - summer_offset};
  if (offset_at(as_summer, zone) == summer_offset) {
    return as_summer;
  }
  // In the skipped hour neither reading is consistent; the winter one shows an hour later on the
  // wall.
  return seconds_utc{wall.time_since_epoch() - winter_offset};
}

seconds_local without_gap(seconds_local wall, shop_zone zone) noexcept {
  const seconds_local shown = to_local(to_utc(wall, zone), zone);
  return shown > wall ? shown : wall;
}

std::string to_text(seconds_utc when) {
  return format_time(when.time_since_epoch());
}
std::string to_text(seconds_local wall) {
  return format_time(wall.time_since_epoch());
}

std::optional<seconds_local> parse_wall_time(std::string_view text) noexcept {
  if (text.size() != 19 || text[4] != '-' || text[7] != '-' ||
      (text[10] != 'T' && text[10] != 't' && text[10] != ' ') || text[13] != ':' ||
      text[16] != ':') {
    return std::nullopt;
  }
  const year_month_day date{year{digits(text, 0, 4)},
                            month{static_cast<unsigned>(digits(text, 5, 2))},
                            day{static_cast<unsigned>(digits(text, 8, 2))}};
  const int hour = digits(text, 11, 2);
  const int minute = digits(text, 14, 2);
  const int second = digits(text, 17, 2);
  if (digits(text, 0, 4) < 0 || !date.ok() || hour < 0 || hour > 23 || minute < 0 || minute > 59 ||
      second < 0 || second > 59) {
    return std::nullopt;
  }
  return local_days{date} + hours{hour} + minutes{minute} + seconds{second};
}

std::string to_http_date(seconds_utc when) {
  static constexpr std::array<const char*, 7> days_of_week{"Sun", "Mon", "Tue", "Wed",
                                                           "Thu", "Fri", "Sat"};
  static constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = floor<days>(when);
  const year_month_day date{day};
  const hh_mm_ss clock{when - day};
  std::array<char, 64> out{};
  std::snprintf(out.data(), out.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT",
                days_of_week[weekday{day}.c_encoding()], static_cast<unsigned>(date.day()),
                months[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return out.data();
}

std::optional<seconds_utc> parse_filter_time(std::string_view text, bool dates_are_gmt,
                                             shop_zone zone) noexcept {
  auto wall = parse_wall_time(text.substr(0, 19));
  if (!wall) {
    return std::nullopt;
  }
  text.remove_prefix(19);
  if (text.size() > 1 && text[0] == '.' && digits(text, 1, 1) >= 0) {
    const std::size_t end = text.find_first_not_of("0123456789", 1);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end);
  }
  const auto suffix = parse_suffix(text);
  if (!suffix) {
    return std::nullopt;
  }
  if (suffix->present) {
    wall = to_local(seconds_utc{wall->time_since_epoch() - suffix->offset}, zone);
  } else {
    wall = without_gap(*wall, zone);
  }
  return dates_are_gmt ? seconds_utc{wall->time_since_epoch()} : to_utc(*wall, zone);
}

}  // namespace boekbrug::sim::woocommerce
