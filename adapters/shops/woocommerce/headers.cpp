#include "adapters/shops/woocommerce/headers.hpp"

#include "adapters/shops/woocommerce/types.hpp"

#include <algorithm>
#include <array>

namespace boekbrug::adapters::woocommerce_api {

namespace {

constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

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

}  // namespace

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

std::optional<core::time_point> shop_clock(const core::http_response& answer) {
  return parse_http_date(answer.header("Date"));
}

std::optional<std::int64_t> counted(const core::http_response& answer, std::string_view name) {
  return read_count(trim(answer.header(name)));
}

std::optional<std::chrono::seconds> wait_asked(const core::http_response& answer) {
  constexpr std::chrono::seconds longest = std::chrono::hours{24};
  const auto text = trim(answer.header("Retry-After"));
  if (const auto seconds = read_count(text)) {
    return std::chrono::seconds{std::min<std::int64_t>(*seconds, longest.count())};
  }
  const auto until = parse_http_date(text);
  const auto now = shop_clock(answer);
  if (!until || !now || *until < *now) {
    return std::nullopt;
  }
  return std::min(longest, std::chrono::duration_cast<std::chrono::seconds>(*until - *now));
}

std::string api_root_link(const core::http_response& answer) {
  // WordPress sends several Link headers; `header()` gives only the first one.
  for (const auto& header : answer.headers) {
    if (lower(header.name) != "link") {
      continue;
    }
    for (const auto part : split(header.value, ',')) {
      const auto open = part.find('<');
      const auto close = part.find('>');
      if (part.find("https://api.w.org/") != std::string_view::npos &&
          open != std::string_view::npos && close != std::string_view::npos && close > open &&
          part.find("https://api.w.org/", close) != std::string_view::npos) {
        return std::string(part.substr(open + 1, close - open - 1));
      }
    }
  }
  return {};
}

}  // namespace boekbrug::adapters::woocommerce_api
