#include "sim/moneybird/calendar.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace boekbrug::sim::moneybird {

namespace {

using namespace std::chrono;  // dates are all this file is about

/// The digits at a fixed place, or -1.
int number_at(std::string_view text, std::size_t at, std::size_t length) {
  if (at + length > text.size()) {
    return -1;
  }
  int value = 0;
  for (const char c : text.substr(at, length)) {
    if (c < '0' || c > '9') {
      return -1;
    }
    value = value * 10 + (c - '0');
  }
  return value;
}

std::optional<day> make_day(int y, int m, int d) {
  if (y < 1900 || m < 1 || d < 1) {
    return std::nullopt;
  }
  const year_month_day date{year{y}, month{static_cast<unsigned>(m)},
                            std::chrono::day{static_cast<unsigned>(d)}};
  return date.ok() ? std::optional<day>{sys_days{date}} : std::nullopt;
}

/// Summer time in the European Union: last Sunday of March to last Sunday of October, 01:00 UTC.
bool is_summer(time_point when) {
  const auto y = year_month_day{floor<days>(when)}.year();
  const auto start = sys_days{y / March / Sunday[last]} + hours{1};
  const auto end = sys_days{y / October / Sunday[last]} + hours{1};
  return start <= when && when < end;
}

day first_of(year_month value) {
  return sys_days{value / 1};
}
day last_of(year_month value) {
  return sys_days{value / last};
}

std::optional<period> months_around(std::string_view which, day today) {
  const auto date = year_month_day{today};
  const year_month here{date.year(), date.month()};
  const auto under = which.find('_');
  if (under == std::string_view::npos) {
    return std::nullopt;
  }
  const auto when = which.substr(0, under);
  const auto unit = which.substr(under + 1);
  const int step = when == "this" ? 0 : when == "prev" ? -1 : when == "next" ? 1 : 2;
  if (step == 2) {
    return std::nullopt;
  }
  if (unit == "week") {
    const day monday = today - (weekday{today} - Monday) + weeks{step};
    return period{monday, monday + days{6}};
  }
  if (unit == "month") {
    const auto at = here + months{step};
    return period{first_of(at), last_of(at)};
  }
  if (unit == "quarter") {
    const int back = static_cast<int>((static_cast<unsigned>(date.month()) - 1) % 3);
    const auto at = here - months{back} + months{3 * step};
    return period{first_of(at), last_of(at + months{2})};
  }
  if (unit == "year") {
    const auto at = date.year() + years{step};
    return period{first_of(at / January), last_of(at / December)};
  }
  return std::nullopt;
}

}  // namespace

std::optional<zone> zone::named(std::string_view name) {
  static constexpr std::array<std::string_view, 8> central{
      "Europe/Amsterdam",  "Europe/Brussels", "Europe/Berlin", "Europe/Paris",
      "Europe/Luxembourg", "Europe/Madrid",   "Europe/Rome",   "Europe/Vienna"};
  zone found;
  found.name_ = name;
  if (std::find(central.begin(), central.end(), name) != central.end()) {
    found.offset_ = hours{1};
    found.summer_time_ = true;
  } else if (name == "Europe/London" || name == "Europe/Lisbon") {
    found.summer_time_ = true;
  } else if (name != "UTC") {
    return std::nullopt;
  }
  return found;
}

day zone::local_day(time_point when) const {
  const auto summer = summer_time_ && is_summer(when) ? minutes{60} : minutes{0};
  return floor<days>(when + offset_ + summer);
}

std::optional<day> parse_day(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') {
    return std::nullopt;
  }
  if (text.size() > 10 && text[10] != 'T' && text[10] != ' ') {
    return std::nullopt;
  }
  return make_day(number_at(text, 0, 4), number_at(text, 5, 2), number_at(text, 8, 2));
}

std::string text(day value) {
  const year_month_day date{value};
  std::array<char, 32> out{};
  std::snprintf(out.data(), out.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return out.data();
}

int year_of(day value) {
  return static_cast<int>(year_month_day{value}.year());
}

std::optional<time_point> parse_instant(std::string_view text) {
  const auto date = parse_day(text);
  if (!date) {
    return std::nullopt;
  }
  time_point at = *date;
  if (text.size() == 10) {
    return at;
  }
  const int h = number_at(text, 11, 2);
  const int m = number_at(text, 14, 2);
  const int s = text.size() > 16 && text[16] == ':' ? number_at(text, 17, 2) : 0;
  if (h < 0 || h > 23 || m < 0 || m > 59 || s < 0 || s > 60) {
    return std::nullopt;
  }
  at += hours{h} + minutes{m} + seconds{s};
  std::size_t next = text.size() > 16 && text[16] == ':' ? 19 : 16;
  if (next < text.size() && text[next] == '.') {
    int scale = 100;
    for (++next; next < text.size() && text[next] >= '0' && text[next] <= '9'; ++next) {
      at += milliseconds{(text[next] - '0') * scale};
      scale /= 10;
    }
  }
  const auto rest = text.substr(std::min(next, text.size()));
  // A plus sign in a query string arrives as a space unless it was encoded.
  if (rest.size() == 6 && (rest[0] == '+' || rest[0] == '-' || rest[0] == ' ') && rest[3] == ':') {
    const int oh = number_at(rest, 1, 2);
    const int om = number_at(rest, 4, 2);
    if (oh < 0 || om < 0) {
      return std::nullopt;
    }
    const auto offset = hours{oh} + minutes{om};
    return rest[0] == '-' ? at + offset : at - offset;
  }
  return rest.empty() || rest == "Z" || rest == " UTC" ? std::optional{at} : std::nullopt;
}

std::string text(time_point value) {
  const auto date = floor<days>(value);
  const hh_mm_ss<milliseconds> clock{value - date};
  std::array<char, 64> out{};
  std::snprintf(out.data(), out.size(), "T%02d:%02d:%02d.%03dZ",
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()),
                static_cast<int>(clock.subseconds().count()));
  return text(date) + out.data();
}

std::optional<period> parse_period(std::string_view text, day today) {
  const auto dots = text.find("..");
  if (dots == std::string_view::npos) {
    return months_around(text, today);
  }
  const auto from = text.substr(0, dots);
  const auto to = text.substr(dots + 2);
  std::optional<day> first;
  std::optional<day> end;
  if (from.size() == 8 && to.size() == 8) {
    first = make_day(number_at(from, 0, 4), number_at(from, 4, 2), number_at(from, 6, 2));
    end = make_day(number_at(to, 0, 4), number_at(to, 4, 2), number_at(to, 6, 2));
  } else if (from.size() == 6 && to.size() == 6) {
    first = make_day(number_at(from, 0, 4), number_at(from, 4, 2), 1);
    end = make_day(number_at(to, 0, 4), number_at(to, 4, 2), 1);
    if (end) {
      const year_month_day date{*end};
      end = last_of(date.year() / date.month());
    }
  }
  if (!first || !end || *first > *end) {
    return std::nullopt;
  }
  return period{*first, *end};
}

}  // namespace boekbrug::sim::moneybird
