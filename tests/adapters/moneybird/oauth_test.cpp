// Exchanging a code and renewing a token.

#include "core/time/time_text.hpp"
#include "tests/adapters/moneybird/samples.hpp"

namespace boekbrug::tests {
namespace {

using core::errc;

const core::ledger_adapter& ledger() {
  return adapters::moneybird();
}
const core::time_point now = core::parse_time("2026-03-14T10:00:00Z").value();

TEST(oauth, renew_request) {
  const auto request = ledger().renew_request(sample_connection()).value();
  EXPECT_EQ(request.method, core::http_method::post);
  EXPECT_EQ(request.url, "https://moneybird.example/oauth/token");
  EXPECT_EQ(header(request, "Content-Type"), "application/x-www-form-urlencoded");
  EXPECT_EQ(header(request, "Authorization"), "");
  EXPECT_EQ(request.body,
            "grant_type=refresh_token&client_id=client&client_secret=client%26secret&refresh_token="
            "refresh%2F1");
  EXPECT_TRUE(request.trusted_host);
  EXPECT_EQ(request.local_address, "192.0.2.7");
}

TEST(oauth, grant_request) {
  const auto request =
      ledger().grant_request(sample_connection(), "c/1", "https://bb.example/terug?x=1").value();
  EXPECT_EQ(request.url, "https://moneybird.example/oauth/token");
  EXPECT_EQ(
      request.body,
      "grant_type=authorization_code&client_id=client&client_secret=client%26secret&code=c%2F1"
      "&redirect_uri=https%3A%2F%2Fbb.example%2Fterug%3Fx%3D1");
  EXPECT_EQ(ledger().grant_request(sample_connection(), "", "https://bb.example").error().code,
            errc::invalid_input);
  EXPECT_EQ(ledger().grant_request(sample_connection(), "c", "").error().code, errc::invalid_input);
}

TEST(oauth, the_base_may_lack_the_folder) {
  auto connection = sample_connection();
  for (const std::string base : {"https://m.example", "https://m.example/",
                                 "https://m.example/oauth", "https://m.example/oauth/"}) {
    connection.oauth_base_url = base;
    EXPECT_EQ(ledger().renew_request(connection).value().url, "https://m.example/oauth/token")
        << base;
  }
  connection.oauth_base_url.clear();
  EXPECT_EQ(ledger().renew_request(connection).error().code, errc::invalid_input);
}

TEST(oauth, personal_tokens_are_not_renewed) {
  auto connection = sample_connection();
  connection.refresh_token = {};
  connection.expires_at = now;
  EXPECT_EQ(ledger().renew_request(connection).error().code, errc::ledger_refused);
  EXPECT_FALSE(ledger().must_renew(connection, now));
}

TEST(oauth, must_renew_five_minutes_ahead) {
  auto connection = sample_connection();
  EXPECT_FALSE(ledger().must_renew(connection, now));
  connection.expires_at = now + std::chrono::minutes{5};
  EXPECT_FALSE(ledger().must_renew(connection, now));
  EXPECT_TRUE(ledger().must_renew(connection, now + std::chrono::milliseconds{1}));
  EXPECT_TRUE(ledger().must_renew(connection, now + std::chrono::hours{1}));
}

TEST(oauth, tokens_without_end) {
  const auto tokens = ledger().renew_answer(golden_answer("token"), {}).value();
  EXPECT_EQ(tokens.access_token.reveal(), "a1b2c3");
  EXPECT_EQ(tokens.refresh_token.reveal(), "d4e5f6");
  EXPECT_EQ(tokens.expires_at, std::nullopt);
}

TEST(oauth, tokens_that_expire_and_keep_the_old_refresh_token) {
  const auto tokens = ledger().renew_answer(golden_answer("token_expiring"), {}).value();
  EXPECT_TRUE(tokens.refresh_token.empty());
  EXPECT_EQ(tokens.expires_at, core::time_point{std::chrono::seconds{1786107200}});
}

TEST(oauth, the_lifetime_counts_from_the_answer_when_it_has_no_start) {
  const std::string body = R"({"access_token":"a","expires_in":"3600"})";
  EXPECT_EQ(ledger()
                .renew_answer(answer(200, body, {{"Date", "Sat, 14 Mar 2026 10:00:00 GMT"}}), {})
                .value()
                .expires_at,
            now + std::chrono::hours{1});
  EXPECT_EQ(ledger().renew_answer(answer(200, body), {}).value().expires_at, std::nullopt);
  for (const std::string odd : {"-5", "\"soon\"", "99999999999", "1.5", "null"}) {
    const auto tokens = ledger().renew_answer(
        answer(200, R"({"access_token":"a","created_at":1,"expires_in":)" + odd + "}"), {});
    EXPECT_EQ(tokens.value().expires_at, std::nullopt) << odd;
  }
}

TEST(oauth, refusals) {
  const auto code = [](int status, std::string_view file) {
    return ledger().renew_answer(golden_answer(file, status), {}).error().code;
  };
  EXPECT_EQ(code(400, "errors/oauth_invalid_grant"), errc::ledger_refused);
  EXPECT_EQ(code(401, "errors/oauth_invalid_grant"), errc::ledger_refused);
  EXPECT_EQ(code(401, "errors/oauth_invalid_client"), errc::ledger_refused);
  EXPECT_EQ(code(429, "errors/429_text"), errc::ledger_limit);
  EXPECT_EQ(ledger().renew_answer(answer(503, ""), {}).error().code, errc::ledger_unreachable);
  EXPECT_EQ(ledger().renew_answer(answer(404, "<html>"), {}).error().code,
            errc::ledger_unreachable);
  EXPECT_EQ(ledger().renew_answer(answer(200, "{}"), {}).error().code, errc::ledger_unreachable);
  EXPECT_EQ(ledger().renew_answer(answer(200, ""), {}).error().code, errc::ledger_unreachable);
}

TEST(oauth, errors_never_hold_a_token) {
  const auto failure =
      ledger()
          .renew_answer(answer(200, R"({"access_token":["geheim-1"],"refresh_token":"geheim-2"})"),
                        {})
          .error();
  EXPECT_EQ(failure.detail.find("geheim"), std::string::npos) << failure.detail;
}

}  // namespace
}  // namespace boekbrug::tests
