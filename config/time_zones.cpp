#include "config/time_zones.hpp"

#include "config/nearest.hpp"

#include <date/tz.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <vector>

namespace boekbrug::config {

namespace {

using change = core::time_zone::change;
using std::chrono::days;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::sys_seconds;
using std::chrono::year;

constexpr int first_year = 1990;
constexpr int end_year = 2060;
/// The files of the database list changes up to here; what follows is a rule that the date library
/// does not read.
constexpr int listed_end_year = 2038;

constexpr sys_seconds start_of_year(int number) {
  return sys_days{year{number} / 1 / 1};
}
int year_of(sys_seconds when) {
  return static_cast<int>(std::chrono::year_month_day{std::chrono::floor<days>(when)}.year());
}

/// Same weekdays on the same dates, all year long.
bool same_calendar(int a, int b) {
  const auto weekday = [](int number) {
    return std::chrono::weekday{sys_days{year{number} / 1 / 1}};
  };
  return year{a}.is_leap() == year{b}.is_leap() && weekday(a) == weekday(b);
}
/// The same from March on, which is all that the daylight saving of today's zones needs.
bool same_calendar_from_march(int a, int b) {
  const auto weekday = [](int number) {
    return std::chrono::weekday{sys_days{year{number} / 3 / 1}};
  };
  return weekday(a) == weekday(b);
}

/// The latest listed year whose changes another year repeats. The last eleven listed ones
/// (2027-2037) follow today's rules only and contain every weekday for the first of March.
int model_year(int wanted) {
  for (int candidate = listed_end_year - 1; candidate >= listed_end_year - 11; --candidate) {
    if (same_calendar(candidate, wanted)) {
      return candidate;
    }
  }
  for (int candidate = listed_end_year - 1; candidate >= listed_end_year - 11; --candidate) {
    if (same_calendar_from_march(candidate, wanted)) {
      return candidate;
    }
  }
  return listed_end_year - 1;
}

/// A change of one year carried over to another: the same day of the year counted from March, the
/// same time.
sys_seconds carried_over(sys_seconds when, int from, int to) {
  return when - sys_days{year{from} / 3 / 1} + sys_days{year{to} / 3 / 1};
}

void continue_rule(std::vector<change>& changes) {
  const std::vector<change> listed = changes;
  for (int wanted = listed_end_year; wanted < end_year; ++wanted) {
    const int model = model_year(wanted);
    for (const auto& one : listed) {
      if (year_of(one.from) == model) {
        changes.push_back({carried_over(one.from, model, wanted), one.offset});
      }
    }
  }
}

std::vector<change> read_changes(const date::time_zone& zone) {
  std::vector<change> changes;
  sys_seconds at = start_of_year(first_year);
  while (at < start_of_year(end_year)) {
    const auto info = zone.get_info(at);
    if (changes.empty() || changes.back().offset != info.offset) {
      changes.push_back({at, info.offset});
    }
    if (info.end <= at) {
      break;
    }
    at = info.end;
  }
  const bool has_rule = !changes.empty() && year_of(changes.back().from) == listed_end_year - 1;
  if (has_rule) {
    continue_rule(changes);
  }
  return changes;
}

/// "+02:00", "-09:30".
std::optional<seconds> fixed_offset(std::string_view text) {
  const auto digit = [&](std::size_t i) {
    return text[i] >= '0' && text[i] <= '9' ? text[i] - '0' : -100;
  };
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') {
    return std::nullopt;
  }
  const int hours = digit(1) * 10 + digit(2);
  const int rest = digit(4) * 10 + digit(5);
  if (hours < 0 || hours > 14 || rest < 0 || rest > 59) {
    return std::nullopt;
  }
  const minutes offset{hours * 60 + rest};
  return text[0] == '-' ? -offset : offset;
}

core::result<core::time_zone> read_zone(const std::string& name) {
  if (const auto offset = fixed_offset(name)) {
    return core::time_zone{name, {{start_of_year(first_year), *offset}}};
  }
  try {
    return core::time_zone{name, read_changes(*date::locate_zone(name))};
  } catch (const std::exception&) {  // unknown; or the database is missing, and then there is no
                                     // name to suggest
    std::string hint;
    try {
      std::vector<std::string_view> known;
      for (const auto& zone : date::get_tzdb().zones) {
        known.push_back(zone.name());
      }
      hint = suggestion(name, known);
    } catch (const std::exception& failure) {
      hint = std::string{": "} + failure.what();
    }
    return core::fail(core::errc::invalid_input, "unknown time zone \"" + name + '"' + hint);
  }
}

}  // namespace

core::result<core::time_zone> load_time_zone(std::string_view name) {
  static std::mutex mutex;
  static std::map<std::string, core::time_zone, std::less<>> cache;
  const std::lock_guard lock{mutex};
  if (const auto found = cache.find(name); found != cache.end()) {
    return found->second;
  }
  auto zone = read_zone(std::string{name});
  if (zone) {
    cache.emplace(name, *zone);  // bounded: the database has some 600 names, and offsets are few
  }
  return zone;
}

}  // namespace boekbrug::config
