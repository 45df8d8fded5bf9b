// The limit headers, with the oddities that were seen live.

#include "adapters/ledgers/moneybird/limits.hpp"
#include "core/time/time_text.hpp"
#include "tests/adapters/moneybird/samples.hpp"

namespace boekbrug::tests {
namespace {

using std::chrono::seconds;

const core::ledger_adapter& ledger() {
  return adapters::moneybird();
}
const core::time_point now = core::parse_time("2026-03-14T10:00:00Z").value();
const std::string epoch = "1773482400";  // the same moment
const core::http_header date{"Date", "Sat, 14 Mar 2026 10:00:00 GMT"};
const core::http_header late_date{"Date",
                                  "Sat, 14 Mar 2026 10:10:00 GMT"};  // the remote's clock is ahead

struct limit_case {
  const char* what;
  int status;
  std::vector<core::http_header> headers;
  std::optional<std::int64_t> remaining;
  std::optional<int> window_seconds;
  std::optional<int> blocked_seconds;
};

TEST(limits, table) {
  const std::vector<limit_case> table{
      {"no headers", 200, {}, {}, {}, {}},
      {"as seen live",
       200,
       {{"RateLimit-Limit", "150"},
        {"RateLimit-Remaining", "240"},
        {"RateLimit-Reset", "1773482640"},
        {"RateLimit-RequestsRemaining", "97"}},
       97,
       240,
       {}},
      {"names in lower case",
       200,
       {{"ratelimit-requestsremaining", "97"}, {"ratelimit-reset", "1773482640"}},
       97,
       240,
       {}},
      {"remaining is seconds, never a count", 200, {{"RateLimit-Remaining", "120"}}, {}, 120, {}},
      {"reset in the past", 200, {{"RateLimit-Reset", "1773482000"}}, {}, 0, {}},
      {"reset by the remote's clock",
       200,
       {late_date, {"RateLimit-Reset", "1773483060"}},
       {},
       60,
       {}},
      {"nonsense",
       200,
       {{"RateLimit-RequestsRemaining", "many"}, {"RateLimit-Reset", "soon"}},
       {},
       {},
       {}},
      {"negative count", 200, {{"RateLimit-RequestsRemaining", "-3"}}, {}, {}, {}},
      {"429 bare", 429, {}, 0, {}, 300},
      {"429 epoch", 429, {{"Retry-After", "1773482490"}}, 0, {}, 90},
      {"429 epoch by the remote's clock",
       429,
       {late_date, {"Retry-After", "1773483090"}},
       0,
       {},
       90},
      {"429 seconds", 429, {{"Retry-After", "17"}}, 0, {}, 17},
      {"429 largest number of seconds", 429, {{"Retry-After", "86400"}}, 0, {}, 86400},
      {"429 date", 429, {{"Retry-After", "Sat, 14 Mar 2026 10:01:05 GMT"}}, 0, {}, 65},
      {"429 zero", 429, {{"Retry-After", "0"}}, 0, {}, 1},
      {"429 past", 429, {{"Retry-After", "1773482000"}}, 0, {}, 1},
      {"429 far away", 429, {{"Retry-After", "9999999999"}}, 0, {}, 86400},
      {"429 too long a number", 429, {{"Retry-After", "99999999999999999999"}}, 0, {}, 300},
      {"429 only reset", 429, {{"RateLimit-Reset", "1773482455"}}, 0, 55, 55},
      {"429 unreadable, reset",
       429,
       {{"Retry-After", "later"}, {"RateLimit-Reset", "1773482455"}},
       0,
       55,
       55},
      {"429 blanks around", 429, {{"Retry-After", " 17 "}}, 0, {}, 17},
  };
  for (const auto& each : table) {
    const auto signal = ledger().read_limits(answer(each.status, "Retry later", each.headers), now);
    EXPECT_EQ(signal.remaining, each.remaining) << each.what;
    const auto after = [](std::optional<int> wait) {
      return wait ? std::optional{now + seconds{*wait}} : std::nullopt;
    };
    EXPECT_EQ(signal.window_ends, after(each.window_seconds)) << each.what;
    EXPECT_EQ(signal.blocked_until, after(each.blocked_seconds)) << each.what;
  }
}

std::optional<seconds> retry_after(std::vector<core::http_header> headers) {
  const auto failure =
      ledger().document_answer({}, {}, answer(429, "\"Retry later\"", std::move(headers))).error();
  EXPECT_EQ(failure.code, core::errc::ledger_limit);
  return failure.retry_after;
}

TEST(limits, the_error_says_how_long_to_wait) {
  EXPECT_EQ(retry_after({}), seconds{300});
  EXPECT_EQ(retry_after({{"Retry-After", "17"}}), seconds{17});
  EXPECT_EQ(retry_after({date, {"Retry-After", "1773482490"}}), seconds{90});
  EXPECT_EQ(retry_after({date, {"RateLimit-Reset", "1773482455"}}), seconds{55});
  // Without the remote's clock a moment is no duration; read_limits compares it with ours.
  EXPECT_EQ(retry_after({{"Retry-After", "1773482490"}}), std::nullopt);
}

TEST(limits, http_dates) {
  using adapters::moneybird_api::parse_http_date;
  EXPECT_EQ(parse_http_date("Sat, 14 Mar 2026 10:00:00 GMT"), now);
  EXPECT_EQ(std::to_string(std::chrono::floor<seconds>(now).time_since_epoch().count()), epoch);
  for (const std::string text :
       {"", "Sat, 14 Mar 2026 10:00:00 CET", "Sat, 31 Feb 2026 10:00:00 GMT",
        "Sat, 14 Mrt 2026 10:00:00 GMT", "Sat, 14 Mar 2026 25:00:00 GMT",
        "Sat, 14 Mar 2026 10-00-00 GMT", "2026-03-14T10:00:00Z", "Sat, -4 Mar 2026 10:00:00 GMT",
        "Sat, 14 Mar 1900 10:00:00 GMT"}) {
    EXPECT_EQ(parse_http_date(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace boekbrug::tests
