#include "sim/eboekhouden/dates.hpp"

#include <charconv>

namespace boekbrug::sim::eboekhouden {

namespace {

using std::chrono::last;
using std::chrono::Sunday;

std::optional<int> digits(std::string_view text) {
  int out = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') {
      return std::nullopt;
    }
    out = out * 10 + (c - '0');
  }
  return out;
}

std::string padded(unsigned value) {
  return (value < 10 ? "0" : "") + std::to_string(value);
}

}  // namespace

std::optional<day> parse_day(std::string_view text) {
  if (text.ends_with("T00:00:00")) {
    text.remove_suffix(9);
  }
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
    return std::nullopt;
  }
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5, 2));
  const auto number = digits(text.substr(8, 2));
  if (!year || !month || !number) {
    return std::nullopt;
  }
  const std::chrono::year_month_day out{std::chrono::year{*year},
                                        std::chrono::month{static_cast<unsigned>(*month)},
                                        std::chrono::day{static_cast<unsigned>(*number)}};
  return out.ok() ? std::optional{day{out}} : std::nullopt;
}

std::string text(day value) {
  const std::chrono::year_month_day parts{value};
  return std::to_string(static_cast<int>(parts.year())) + "-" +
         padded(static_cast<unsigned>(parts.month())) + "-" +
         padded(static_cast<unsigned>(parts.day()));
}

int year_of(day value) {
  return static_cast<int>(std::chrono::year_month_day{value}.year());
}

day dutch_day(time_point now) {
  const std::chrono::year year{year_of(std::chrono::floor<std::chrono::days>(now))};
  const auto summer = day{year / 3 / Sunday[last]} + std::chrono::hours{1};
  const auto winter = day{year / 10 / Sunday[last]} + std::chrono::hours{1};
  const std::chrono::hours offset{now >= summer && now < winter ? 2 : 1};
  return std::chrono::floor<std::chrono::days>(now + offset);
}

bool bookable(day value) {
  const int year = year_of(value);
  return year >= 1980 && year <= 2049;
}

}  // namespace boekbrug::sim::eboekhouden
