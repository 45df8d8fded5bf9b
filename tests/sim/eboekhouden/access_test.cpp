#include "fixture.hpp"

#include "sim/json_options.hpp"

namespace boekbrug::sim::test {

class eboekhouden_access : public eboekhouden_test {};

TEST_F(eboekhouden_access, opens_a_session_and_serves_both_forms_of_the_header) {
  const auto made = session();
  ASSERT_EQ(made.status, 200) << made.text;
  EXPECT_EQ(made.number("/expiresIn"), 3600);
  const auto given = made.at("/token");
  EXPECT_TRUE(given.starts_with("eyJ")) << given;
  EXPECT_EQ(raw(http_method::get, "/v1/ledger", "", given).status, 200);
  EXPECT_EQ(raw(http_method::get, "/v1/ledger", "", "Bearer " + given).status, 200);
  EXPECT_EQ(raw(http_method::get, "/v1/ledger", "", "Basic " + given).status, 401);
  EXPECT_EQ(raw(http_method::get, "/v1/ledger", "", "").status, 401);
  EXPECT_EQ(raw(http_method::get, "/v1/ledger", "", "demo-token").status, 401);
}

TEST_F(eboekhouden_access, names_what_is_wrong_with_a_session_request) {
  EXPECT_EQ(session("demo-token", "").code(), "API_SESSION_001");
  for (const auto* source : {"Boek-brug", "Boekbrug123", "Boek.brug"}) {
    const auto refused = session("demo-token", source);
    EXPECT_EQ(refused.status, 400);
    EXPECT_EQ(refused.code(), "API_SESSION_002") << source;
    EXPECT_EQ(refused.at("/propertyName"), "Source");
  }
  EXPECT_EQ(session("demo-token", "Boek_ 1234").status, 200);
  EXPECT_EQ(session("").code(), "API_SESSION_003");
  EXPECT_EQ(session("").status, 400);
  EXPECT_EQ(session("other").code(), "API_SESSION_004");
  EXPECT_EQ(session("other").status, 401);
  EXPECT_EQ(raw(http_method::post, "/v1/session", "{", "").code(), "DATA_01");
  EXPECT_EQ(raw(http_method::get, "/v1/session", "", "").status, 405);
}

TEST_F(eboekhouden_access, answers_errors_in_the_documented_shape) {
  const auto refused = session("", "");
  EXPECT_EQ(refused.at("/type"), "validation");
  EXPECT_EQ(refused.codes(), "API_SESSION_001,API_SESSION_003");
  EXPECT_FALSE(refused.at("/title").empty());
  EXPECT_TRUE(refused.value("/message").is_null());
  EXPECT_EQ(refused.number("/status"), 400);
  EXPECT_NE(refused.at("/traceId"), session("", "").at("/traceId"));
}

TEST_F(eboekhouden_access, forgets_a_session_when_its_time_is_over) {
  start(demo_with("", R"("session_seconds":60)"));
  const auto given = opened();
  now += std::chrono::milliseconds{59'999};
  EXPECT_EQ(raw(http_method::get, "/v1/ledger", "", given).status, 200);
  now += std::chrono::milliseconds{1};
  const auto gone = raw(http_method::get, "/v1/ledger", "", given);
  EXPECT_EQ(gone.status, 401);
  EXPECT_EQ(gone.text, "");
}

TEST_F(eboekhouden_access, may_say_so_in_a_body) {
  start(demo_with("", R"("expired_body":"SECURITY_010")"));
  const auto refused = raw(http_method::get, "/v1/ledger", "", "eyJnothing");
  EXPECT_EQ(refused.status, 401);
  EXPECT_EQ(refused.code(), "SECURITY_010");
  EXPECT_EQ(refused.at("/type"), "security");
  EXPECT_EQ(refused.number("/securityType"), 0);
}

TEST_F(eboekhouden_access, keeps_parallel_sessions_unless_told_otherwise) {
  const auto first = opened();
  const auto second = opened();
  EXPECT_NE(first, second);
  EXPECT_EQ(raw(http_method::get, "/v1/unit", "", first).status, 200);
  start(demo_with("", R"("parallel_sessions":false)"));
  const auto older = opened();
  const auto newer = opened();
  EXPECT_EQ(raw(http_method::get, "/v1/unit", "", older).status, 401);
  EXPECT_EQ(raw(http_method::get, "/v1/unit", "", newer).status, 200);
}

TEST_F(eboekhouden_access, ends_a_session_on_request) {
  const auto given = opened();
  EXPECT_EQ(raw(http_method::del, "/v1/session", "", given).status, 204);
  EXPECT_EQ(raw(http_method::del, "/v1/session", "", given).status, 401);
  EXPECT_EQ(raw(http_method::get, "/v1/unit", "", given).status, 401);
}

TEST_F(eboekhouden_access, ends_all_sessions_by_control) {
  const auto given = opened();
  EXPECT_EQ(intervene("sessions/expire").number("/ended"), 1);
  EXPECT_EQ(raw(http_method::get, "/v1/unit", "", given).status, 401);
  EXPECT_EQ(raw(http_method::get, "/v1/unit", "", opened()).status, 200);
  EXPECT_EQ(sim("counters").number("/sessions_opened"), 2);
}

TEST_F(eboekhouden_access, lets_a_revoked_token_and_its_sessions_die) {
  const auto given = opened();
  ASSERT_EQ(intervene("tokens", R"({"token":"demo-token","revoked":true})").status, 200);
  EXPECT_EQ(raw(http_method::get, "/v1/unit", "", given).status, 401);
  EXPECT_EQ(session().code(), "API_SESSION_004");
  ASSERT_EQ(intervene("tokens", R"({"token":"demo-token","revoked":false})").status, 200);
  EXPECT_EQ(session().status, 200);
  EXPECT_EQ(intervene("tokens", R"({"token":"nobody","revoked":true})").status, 404);
  EXPECT_EQ(intervene("tokens", R"({"token":"demo-token","revoke":true})").status, 422);
}

TEST_F(eboekhouden_access, ends_tokens_on_their_date_and_with_their_user) {
  start(R"({"administrations":[{"id":"a","tokens":[{"token":"t","ends":"2026-03-15"},)"
        R"({"token":"u","user_active":false},{"token":"r","rights":"read"}]}]})");
  EXPECT_EQ(session("t").status, 200);
  now += std::chrono::hours{24};
  EXPECT_EQ(session("t").code(), "API_SESSION_004");
  EXPECT_EQ(session("u").code(), "SECURITY_003");
  EXPECT_EQ(session("u").status, 403);
  token = opened("r");
  EXPECT_EQ(get("ledger").status, 200);
  const auto refused = post("relation", R"({"name":"Jan"})");
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(refused.code(), "SECURITY_001");
}

TEST_F(eboekhouden_access, refuses_administrations_that_are_asleep_or_unpaid) {
  const auto given = opened();
  ASSERT_EQ(intervene("administrations/demo", R"({"active":false})").status, 200);
  EXPECT_EQ(raw(http_method::get, "/v1/unit", "", given).code(), "SECURITY_004");
  EXPECT_EQ(session().code(), "SECURITY_004");
  ASSERT_EQ(intervene("administrations/demo", R"({"active":true,"unpaid":true})").status, 200);
  EXPECT_EQ(raw(http_method::get, "/v1/unit", "", given).code(), "SECURITY_005");
  EXPECT_EQ(session().code(), "SECURITY_005");
}

TEST_F(eboekhouden_access, keeps_belgian_administrations_on_their_own_domain) {
  start(R"({"domain":"NL","administrations":[{"id":"be","country":"BE","tokens":["b"]},)"
        R"({"id":"nl","tokens":["n"]}]})");
  EXPECT_EQ(session("b").code(), "SECURITY_011");
  EXPECT_EQ(session("n").status, 200);
}

TEST_F(eboekhouden_access, keeps_administrations_apart) {
  start(R"({"administrations":[{"id":"a","tokens":["ta"]},{"id":"b","tokens":["tb"]}]})");
  token = opened("ta");
  const auto made = new_relation();
  EXPECT_EQ(get("relation/" + made).status, 200);
  token = opened("tb");
  EXPECT_EQ(get("relation/" + made).status, 404);
  EXPECT_EQ(get("relation").count(), 0U);
}

TEST_F(eboekhouden_access, names_administrations_to_accountants_only) {
  EXPECT_EQ(get("administration").code(), "EP_001");
  EXPECT_EQ(get("administration/linked").code(), "EP_001");
  start(R"({"administrations":[{"id":"a","company":"Kantoor","tokens":[{"token":"acc",)"
        R"("accountant":true}]},{"id":"b","company":"Klant","guid":"g-b"}]})");
  token = opened("acc");
  EXPECT_EQ(get("administration").count(), 2U);
  const auto linked = get("administration/linked");
  ASSERT_EQ(linked.count(), 1U);
  EXPECT_EQ(linked.at("/items/0/company"), "Klant");
  EXPECT_EQ(linked.at("/items/0/guid"), "g-b");
}

TEST_F(eboekhouden_access, limits_requests_per_second_and_address) {
  start(demo_with("", R"("requests_per_second":2,"retry_after_seconds":3)"));
  token = opened();
  EXPECT_EQ(get("unit").status, 200);
  const auto refused = get("unit");
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.header("Retry-After"), "3");
  EXPECT_EQ(sim("counters").number("/refused_by_limit"), 1);
  peer = "127.0.0.2";
  EXPECT_EQ(get("unit").status, 200);
  peer = "127.0.0.1";
  now += std::chrono::seconds{1};
  EXPECT_EQ(get("unit").status, 200);
}

TEST_F(eboekhouden_access, knows_no_other_paths) {
  for (const auto* path : {"member", "nothing", "ledger/1/2/3", "relation/1/x", "invoice/1/x"}) {
    EXPECT_EQ(get(path).status, 404) << path;
  }
  EXPECT_EQ(raw(http_method::get, "/", "", "").status, 404);
  EXPECT_EQ(raw(http_method::get, "/v2/ledger", "", token).status, 404);
  EXPECT_EQ(raw(http_method::post, "/_sim/nothing", "{}", "").status, 404);
}

TEST_F(eboekhouden_access, refuses_unusable_options_by_name) {
  const auto refusal = [this](std::string_view options) -> std::string {
    try {
      start(options);
      return "accepted";
    } catch (const bad_option& bad) {
      return bad.what();
    }
  };
  EXPECT_NE(refusal(R"({"nonsense":1})").find("nonsense"), std::string::npos);
  EXPECT_NE(refusal(demo_with(R"("vat_per":"row")")).find("vat_per"), std::string::npos);
  EXPECT_NE(refusal(demo_with(R"("closed_until":"14-03-2026")")).find("closed_until"),
            std::string::npos);
  EXPECT_NE(refusal(demo_with(R"("ledgers":[{"code":"1","category":"XX"}])")).find("category"),
            std::string::npos);
  EXPECT_NE(refusal(R"({"administrations":[{"id":"a"},{"id":"a"}]})").find("twice"),
            std::string::npos);
  EXPECT_NE(refusal(doubtful(R"("unique_numbers":"never")")).find("unique_numbers"),
            std::string::npos);
}

}  // namespace boekbrug::sim::test
