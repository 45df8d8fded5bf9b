#include "adapters/shops/mijnwebwinkel/dutch_time.hpp"

#include "adapters/shops/mijnwebwinkel/types.hpp"
#include "core/time/time_text.hpp"

#include <algorithm>
#include <array>

namespace boekbrug::adapters::mijnwebwinkel_api {

std::chrono::hours dutch_offset(core::time_point when) {
  using namespace std::chrono;
  const year_month_day today{floor<days>(when)};
  const auto turn = [&today](month of) {
    return sys_days{today.year() / of / Sunday[last]} + hours{1};
  };
  const bool summer = when >= turn(March) && when < turn(October);
  return hours{summer ? 2 : 1};
}

std::optional<core::time_point> from_dutch(std::string_view day, std::string_view time) {
  day = trim(day);
  time = trim(time);
  // "2025-03-04 10:58:12" and "2025-03-04T10:58:12" in the date itself are good too.
  if (day.size() > 10) {
    time = time.empty() ? day.substr(11) : time;
    day = day.substr(0, 10);
  }
  const auto date = core::parse_date(day);
  const auto clock =
      time.empty() ? std::optional<std::chrono::seconds>{0} : shared::time_of_day(time);
  if (!date || !clock || date->year() < std::chrono::year{1996}) {
    return std::nullopt;
  }
  const core::time_point local = core::time_point{std::chrono::sys_days{*date}} + *clock;
  const core::time_point summer = local - std::chrono::hours{2};
  return dutch_offset(summer) == std::chrono::hours{2} ? summer : local - std::chrono::hours{1};
}

std::string dutch_day(core::time_point when, int days) {
  const auto local = std::chrono::floor<std::chrono::days>(when + dutch_offset(when));
  return core::to_text(core::date{local + std::chrono::days{days}});
}

std::string dutch_text(core::time_point when) {
  std::string text = core::to_bare_text(when + dutch_offset(when));
  std::replace(text.begin(), text.end(), 'T', ' ');
  return text;
}

}  // namespace boekbrug::adapters::mijnwebwinkel_api
