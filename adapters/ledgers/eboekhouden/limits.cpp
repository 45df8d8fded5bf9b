#include "adapters/ledgers/eboekhouden/limits.hpp"

#include "adapters/ledgers/eboekhouden/types.hpp"
#include "core/booking/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace boekbrug::adapters::eboekhouden_api {
namespace {

using std::chrono::seconds;

constexpr seconds wait_max{86'400};

std::optional<std::int64_t> parse_count(std::string_view text) {
  std::int64_t value = 0;
  if (text.empty() || text.size() > 12) {
    return std::nullopt;
  }
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc{} || end != text.data() + text.size() || value < 0) {
    return std::nullopt;
  }
  return value;
}

// "Sat, 14 Mar 2026 10:00:00 GMT", seconds since 1970.
std::optional<std::int64_t> parse_http_date(std::string_view text) {
  constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  if (text.size() != 29 || !text.ends_with(" GMT") || text[19] != ':' || text[22] != ':') {
    return std::nullopt;
  }
  const auto month = std::find(months.begin(), months.end(), text.substr(8, 3));
  const auto day = parse_count(text.substr(5, 2));
  const auto year = parse_count(text.substr(12, 4));
  const auto hour = parse_count(text.substr(17, 2));
  const auto minute = parse_count(text.substr(20, 2));
  const auto second = parse_count(text.substr(23, 2));
  if (month == months.end() || !day || !year || !hour || !minute || !second || *year < 1970) {
    return std::nullopt;
  }
  const core::date date{std::chrono::year{static_cast<int>(*year)},
                        std::chrono::month{static_cast<unsigned>(month - months.begin()) + 1},
                        std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok() || *hour > 23 || *minute > 59 || *second > 60) {
    return std::nullopt;
  }
  return seconds{std::chrono::sys_days{date}.time_since_epoch()}.count() + *hour * 3600 +
         *minute * 60 + *second;
}

}  // namespace

seconds asked_to_wait(const core::http_response& answer) {
  const auto text = core::trim(answer.header("Retry-After"));
  if (const auto count = parse_count(text)) {
    return std::clamp(seconds{*count}, seconds{1}, wait_max);
  }
  const auto until = parse_http_date(text);
  // Compared with the remote's own clock, so that ours may be wrong.
  const auto remote_now = parse_http_date(core::trim(answer.header("Date")));
  if (until && remote_now) {
    return std::clamp(seconds{*until - *remote_now}, seconds{1}, wait_max);
  }
  return limit_pause;
}

core::limit_signal read_limits(const core::http_response& answer, core::time_point now) {
  core::limit_signal signal;
  if (answer.status == 429) {
    signal.blocked_until = now + asked_to_wait(answer);
  }
  return signal;
}

}  // namespace boekbrug::adapters::eboekhouden_api
