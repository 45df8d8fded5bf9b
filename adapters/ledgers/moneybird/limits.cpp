#include "adapters/ledgers/moneybird/limits.hpp"

#include "adapters/ledgers/moneybird/types.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace boekbrug::adapters::moneybird_api {
namespace {

using std::chrono::seconds;

// A number above this is a Unix time, not a number of seconds to wait.
constexpr std::int64_t seconds_max = 86'400;
constexpr seconds wait_max{seconds_max};

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::optional<std::int64_t> parse_count(std::string_view text) {
  text = trimmed(text);
  std::int64_t value = 0;
  if (text.empty() || text.size() > 15) {
    return std::nullopt;
  }
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc{} || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return value;
}

enum class form : std::uint8_t { absent, relative, absolute };

// What one header says: seconds to wait or a moment.
struct moment {
  form how = form::absent;
  seconds value{0};  // to wait, or since 1970
};

moment read_moment(const core::http_response& answer, std::string_view header_name) {
  const auto text = answer.header(header_name);
  if (const auto count = parse_count(text)) {
    return {*count > seconds_max ? form::absolute : form::relative, seconds{*count}};
  }
  if (const auto when = parse_http_date(trimmed(text))) {
    return {form::absolute, std::chrono::floor<seconds>(*when).time_since_epoch()};
  }
  return {};
}

std::optional<core::time_point> date_of(const core::http_response& answer) {
  return parse_http_date(trimmed(answer.header("Date")));
}

// The wait that `what` means, seen from `now` as the remote's clock has it.
std::optional<seconds> wait_from(const moment& what, std::optional<core::time_point> now) {
  if (what.how == form::absent || (what.how == form::absolute && !now)) {
    return std::nullopt;
  }
  auto wait = what.value;
  if (what.how == form::absolute) {
    wait -= std::chrono::floor<seconds>(*now).time_since_epoch();
  }
  return std::clamp(wait, seconds{0}, wait_max);
}

std::optional<seconds> blocked_for(const core::http_response& answer,
                                   std::optional<core::time_point> now) {
  for (const auto* header_name : {"Retry-After", "RateLimit-Reset"}) {
    const auto what = read_moment(answer, header_name);
    if (what.how == form::absent) {
      continue;
    }
    const auto wait = wait_from(what, now);
    // A moment that has just passed still means "not at once".
    return wait ? std::optional{std::max(*wait, seconds{1})} : std::nullopt;
  }
  return limit_window;
}

}  // namespace

std::optional<core::time_point> parse_http_date(std::string_view text) {
  constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  if (text.size() != 29 || text.substr(25) != " GMT" || text[19] != ':' || text[22] != ':' ||
      text[16] != ' ') {
    return std::nullopt;
  }
  const auto month = std::find(months.begin(), months.end(), text.substr(8, 3));
  const auto day = parse_count(text.substr(5, 2));
  const auto year = parse_count(text.substr(12, 4));
  const auto hour = parse_count(text.substr(17, 2));
  const auto minute = parse_count(text.substr(20, 2));
  const auto second = parse_count(text.substr(23, 2));
  if (month == months.end() || !day || !year || !hour || !minute || !second || *day < 0 ||
      *hour < 0 || *hour > 23 || *minute < 0 || *minute > 59 || *second < 0 || *second > 60 ||
      *year < 1970) {
    return std::nullopt;
  }
  const core::date date{std::chrono::year{static_cast<int>(*year)},
                        std::chrono::month{static_cast<unsigned>(month - months.begin()) + 1},
                        std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) {
    return std::nullopt;
  }
  return core::time_point{std::chrono::sys_days{date}} + std::chrono::hours{*hour} +
         std::chrono::minutes{*minute} + seconds{*second};
}

core::limit_signal read_limits(const core::http_response& answer, core::time_point now) {
  core::limit_signal signal;
  // Moments are compared with the remote's own clock, so that ours may be wrong.
  const auto remote_now = date_of(answer).value_or(now);
  if (const auto left = parse_count(answer.header("RateLimit-RequestsRemaining"));
      left && *left >= 0) {
    signal.remaining = *left;
  }
  auto window = read_moment(answer, "RateLimit-Reset");
  if (window.how == form::absent) {
    // Not the number of requests left, whatever its name says: the seconds until the window ends.
    window = read_moment(answer, "RateLimit-Remaining");
  }
  if (const auto wait = wait_from(window, remote_now)) {
    signal.window_ends = now + *wait;
  }
  if (answer.status == 429) {
    signal.remaining = 0;
    if (const auto wait = blocked_for(answer, remote_now)) {
      signal.blocked_until = now + *wait;
    }
  }
  return signal;
}

std::optional<seconds> asked_to_wait(const core::http_response& answer) {
  return blocked_for(answer, date_of(answer));
}

}  // namespace boekbrug::adapters::moneybird_api
