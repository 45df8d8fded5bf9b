#include "adapters/shared/http_date.hpp"

#include "adapters/shared/words.hpp"

#include <algorithm>
#include <array>

namespace boekbrug::adapters::shared {

namespace {

constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

}  // namespace

std::optional<std::chrono::seconds> time_of_day(std::string_view text) {
  const auto parts = split(text, ':');
  if (parts.size() != 3) {
    return std::nullopt;
  }
  const auto hour = read_count(parts[0]);
  const auto minute = read_count(parts[1]);
  const auto second = read_count(parts[2]);
  if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60) {
    return std::nullopt;
  }
  return std::chrono::hours{*hour} + std::chrono::minutes{*minute} + std::chrono::seconds{*second};
}

std::optional<core::time_point> parse_http_date(std::string_view text) {
  const auto parts = split(trim(text), ' ');
  if (parts.size() != 6 || parts[5] != "GMT") {
    return std::nullopt;
  }
  const auto day = read_count(parts[1]);
  const auto* const month = std::find(months.begin(), months.end(), parts[2]);
  const auto year = read_count(parts[3]);
  const auto clock = time_of_day(parts[4]);
  if (!day || month == months.end() || !year || *day > 31 || *year < 1970 || *year > 9999 ||
      !clock) {
    return std::nullopt;
  }
  const core::date date{std::chrono::year{static_cast<int>(*year)},
                        std::chrono::month{static_cast<unsigned>(month - months.begin()) + 1},
                        std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) {
    return std::nullopt;
  }
  return core::time_point{std::chrono::sys_days{date}} + *clock;
}

}  // namespace boekbrug::adapters::shared
