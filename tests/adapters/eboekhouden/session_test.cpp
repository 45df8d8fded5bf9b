// Sessions, tokens and limits.

#include "core/time/time_text.hpp"
#include "tests/adapters/eboekhouden/samples.hpp"

namespace boekbrug::tests {
namespace {

using core::errc;

core::time_point now() {
  return core::parse_time("2026-03-14T10:00:00Z").value();
}

TEST(session, request_is_the_references) {
  const auto request = ledger().renew_request(sample_connection());
  ASSERT_TRUE(request);
  EXPECT_EQ(call_line(request), "POST /v1/session");
  EXPECT_EQ(request->body, R"({"accessToken":"api-token-1","source":"Boekbrug"})");
  EXPECT_EQ(header(*request, "Content-Type"), "application/json");
  EXPECT_EQ(header(*request, "Authorization"), "");
  EXPECT_EQ(request->local_address, "192.0.2.7");
  EXPECT_TRUE(request->trusted_host);
}

TEST(session, answer_gives_a_token_with_its_end) {
  const auto tokens =
      ledger().renew_answer(answer(200, R"({"token":"eyJ.new","expiresIn":3600})"), now());
  ASSERT_TRUE(tokens);
  EXPECT_EQ(tokens->access_token.reveal(), "eyJ.new");
  EXPECT_TRUE(tokens->refresh_token.empty());  // unchanged
  EXPECT_EQ(tokens->expires_at, now() + std::chrono::hours{1});
  const auto unsaid = ledger().renew_answer(answer(201, R"({"token":"eyJ.new"})"), now());
  ASSERT_TRUE(unsaid);
  EXPECT_EQ(unsaid->expires_at, now() + std::chrono::hours{1});
}

TEST(session, odd_answers_are_errors) {
  for (const auto* body : {"", "<html>", "[]", "{}", R"({"token":""})", R"({"token":"a b"})",
                           R"({"token":5,"expiresIn":[]})", R"({"token":"t","expiresIn":-1})",
                           R"({"token":"t","expiresIn":"soon"})"}) {
    const auto tokens = ledger().renew_answer(answer(200, body), now());
    ASSERT_FALSE(tokens) << body;
    EXPECT_EQ(tokens.error().code, errc::ledger_unreachable) << body;
  }
}

TEST(session, refusals_mean_that_the_merchant_must_reconnect) {
  struct row {
    core::http_response given;
    errc wanted;
  };
  const std::vector<row> rows{
      {refused("API_SESSION_003"), errc::ledger_refused},
      {refused("API_SESSION_004", 401), errc::ledger_refused},
      {refused("SECURITY_010", 401), errc::ledger_refused},
      {refused("SECURITY_001", 403), errc::ledger_refused},
      {refused("SECURITY_011", 403), errc::ledger_refused},
      {refused("SOMETHING_NEW", 400), errc::ledger_refused},
      {answer(401, ""), errc::ledger_refused},
      {answer(403, ""), errc::ledger_refused},
      {refused("API_SESSION_001"), errc::ledger_refused_content},
      {refused("API_SESSION_002"), errc::ledger_refused_content},
      {refused("SECURITY_004", 403), errc::administration_gone},
      {refused("SECURITY_005", 403), errc::administration_gone},
      {answer(429, ""), errc::ledger_limit},
      {answer(500, ""), errc::ledger_unreachable},
      {answer(403, "<html>blocked</html>"), errc::ledger_unreachable},
  };
  for (const auto& each : rows) {
    const auto tokens = ledger().renew_answer(each.given, now());
    ASSERT_FALSE(tokens);
    EXPECT_EQ(tokens.error().code, each.wanted) << each.given.status << each.given.body;
  }
}

TEST(session, token_of_the_merchant_goes_where_it_stays) {
  auto connection = sample_connection();
  connection.expires_at = now();
  ledger().take_token(connection, core::secret{" \tnew-token\r\n"});
  EXPECT_EQ(connection.refresh_token.reveal(), "new-token");
  EXPECT_TRUE(connection.access_token.empty());
  EXPECT_FALSE(connection.expires_at);
  ledger().take_token(connection, core::secret{" "});
  const auto request = ledger().renew_request(connection);
  ASSERT_FALSE(request);
  EXPECT_EQ(request.error().code, errc::ledger_refused);
}

TEST(session, renewed_a_minute_ahead) {
  auto connection = sample_connection();
  EXPECT_FALSE(ledger().must_renew(connection, now()));
  connection.expires_at = now() + std::chrono::seconds{61};
  EXPECT_FALSE(ledger().must_renew(connection, now()));
  connection.expires_at = now() + std::chrono::seconds{60};
  EXPECT_TRUE(ledger().must_renew(connection, now()));
  connection.access_token = {};
  connection.expires_at.reset();
  EXPECT_TRUE(ledger().must_renew(connection, now()));
}

TEST(session, calls_carry_the_bare_token) {
  auto connection = sample_connection();
  connection.base_url = "https://api.boekhouden.example/v1/";  // as some would configure it
  const auto request = ledger().administrations_request(connection);
  ASSERT_TRUE(request);
  EXPECT_EQ(call_line(request), "GET /v1/ledger?category=DEB&limit=2000");
  EXPECT_EQ(header(*request, "Authorization"), "eyJ.session");
  EXPECT_EQ(header(*request, "Accept"), "application/json");
  EXPECT_TRUE(request->trusted_host);
  connection.access_token = {};
  EXPECT_EQ(ledger().administrations_request(connection).error().code, errc::access_expired);
  connection.access_token = core::secret{"a\r\nX: y"};
  EXPECT_EQ(ledger().administrations_request(connection).error().code, errc::ledger_refused);
  connection = sample_connection();
  connection.base_url = "";
  EXPECT_EQ(ledger().administrations_request(connection).error().code, errc::invalid_input);
}

TEST(limits, a_429_blocks) {
  using std::chrono::seconds;
  EXPECT_FALSE(ledger().read_limits(answer(200, ""), now()).blocked_until);
  const auto wait = [](std::vector<core::http_header> headers) {
    const auto signal = ledger().read_limits(answer(429, "", std::move(headers)), now());
    return std::chrono::duration_cast<seconds>(signal.blocked_until.value() - now()).count();
  };
  EXPECT_EQ(wait({}), 2);
  EXPECT_EQ(wait({{"Retry-After", "30"}}), 30);
  EXPECT_EQ(wait({{"Retry-After", "0"}}), 1);
  EXPECT_EQ(wait({{"Retry-After", "999999999"}}), 86400);
  EXPECT_EQ(wait({{"Retry-After", "soon"}}), 2);
  EXPECT_EQ(wait({{"Retry-After", "-5"}}), 2);
  EXPECT_EQ(wait({{"Retry-After", "Sat, 14 Mar 2026 08:01:30 GMT"},
                  {"Date", "Sat, 14 Mar 2026 08:00:00 GMT"}}),
            90);
  EXPECT_EQ(wait({{"Retry-After", "Sat, 14 Mar 2026 08:01:30 GMT"}}), 2);
  const auto failure = ledger().pay_answer(answer(429, "", {{"Retry-After", "7"}})).error();
  EXPECT_EQ(failure.code, errc::ledger_limit);
  EXPECT_EQ(failure.retry_after, seconds{7});
}

TEST(adapter, says_what_it_is) {
  EXPECT_EQ(ledger().kind(), "eboekhouden");
  EXPECT_EQ(ledger().title(), "e-Boekhouden.nl");
  EXPECT_EQ(ledger().arithmetic(), core::ledger_arithmetic::either);
  const auto traits = ledger().traits();
  EXPECT_FALSE(traits.drafts);
  EXPECT_TRUE(traits.numbers_are_ours);
  EXPECT_FALSE(traits.foreign_currency);
  EXPECT_EQ(traits.lines_max, 100U);
  EXPECT_TRUE(traits.one_administration);
}

TEST(adapter, what_is_not_offered_has_a_name) {
  const auto connection = sample_connection();
  EXPECT_EQ(ledger().grant_request(connection, "code", "uri").error().code, errc::invalid_input);
  EXPECT_EQ(ledger().delete_draft_request(connection, "i1").error().code,
            errc::ledger_refused_content);
  EXPECT_EQ(ledger().delete_draft_answer(answer(204, "")).error().code,
            errc::ledger_refused_content);
  EXPECT_EQ(ledger().send_document_request(connection, "i1", sample_plan()).error().code,
            errc::ledger_refused_content);
  EXPECT_EQ(ledger().find_product_request(connection, "SKU").error().code,
            errc::product_not_copied);
  EXPECT_EQ(ledger().list_products_request(connection, "").error().code, errc::product_not_copied);
}

}  // namespace
}  // namespace boekbrug::tests
