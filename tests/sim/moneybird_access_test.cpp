#include "moneybird_fixture.hpp"

#include "sim/json_options.hpp"

namespace boekbrug::sim::test {
namespace {

class moneybird_access : public moneybird_test {
protected:
  static constexpr const char* ask =
      "/oauth/authorize?client_id=boekbrug-demo&redirect_uri=https%3A%2F%2Fapp.test%2Fback"
      "&response_type=code&state=s1";
  std::string location(const std::string& more) {
    return send(http_method::get, ask + more, "", "").header("Location");
  }
  static std::string part(const std::string& url, const std::string& name) {
    const auto at = url.find(name + "=");
    if (at == std::string::npos) {
      return "";
    }
    const auto from = at + name.size() + 1;
    return url.substr(from, url.find('&', from) - from);
  }
  std::string code(const std::string& more = "&scope=sales_invoices+settings") {
    return part(location(more), "code");
  }
  answered exchange(const std::string& given, const std::string& uri = "https://app.test/back") {
    return form("/oauth/token",
                "grant_type=authorization_code&client_id=boekbrug-demo"
                "&client_secret=boekbrug-demo-secret&code=" +
                    given + "&redirect_uri=" + uri);
  }
  answered renew(const std::string& given) {
    return form("/oauth/token",
                "grant_type=refresh_token&client_id=boekbrug-demo"
                "&client_secret=boekbrug-demo-secret&refresh_token=" +
                    given);
  }
  int list(const std::string& token) {
    return send(http_method::get, "/api/v2/administrations.json", "", token).status;
  }
};

TEST_F(moneybird_access, gives_a_token_for_a_code) {
  const auto back = location("&scope=sales_invoices+settings");
  EXPECT_EQ(back.substr(0, 22), "https://app.test/back?");
  EXPECT_EQ(part(back, "state"), "s1");
  const auto given = exchange(part(back, "code"));
  EXPECT_EQ(given.status, 200) << given.text;
  EXPECT_EQ(given.at("/token_type"), "bearer");
  EXPECT_EQ(given.at("/scope"), "sales_invoices settings");
  EXPECT_EQ(given.value("/created_at"), now.time_since_epoch().count() / 1000);
  EXPECT_FALSE(given.body.as_object().contains("expires_in"));
  EXPECT_EQ(list(given.at("/access_token")), 200);
}

TEST_F(moneybird_access, a_code_works_once_and_not_for_long) {
  const auto first = code();
  EXPECT_EQ(exchange(first).status, 200);
  const auto again = exchange(first);
  EXPECT_EQ(again.status, 400);
  EXPECT_EQ(again.at("/error"), "invalid_grant");
  const auto slow = code();
  now += std::chrono::seconds{600};
  EXPECT_EQ(exchange(slow).at("/error"), "invalid_grant");
  EXPECT_EQ(exchange(code(), "https://app.test/other").at("/error"), "invalid_grant");
  EXPECT_EQ(exchange("nonsense").at("/error"), "invalid_grant");
}

TEST_F(moneybird_access, refuses_wrong_clients_and_requests) {
  EXPECT_EQ(
      form("/oauth/token", "grant_type=refresh_token&client_id=x&client_secret=y").at("/error"),
      "invalid_client");
  EXPECT_EQ(form("/oauth/token", "client_id=boekbrug-demo").at("/error"), "invalid_request");
  EXPECT_EQ(form("/oauth/token",
                 "grant_type=password&client_id=boekbrug-demo"
                 "&client_secret=boekbrug-demo-secret")
                .at("/error"),
            "unsupported_grant_type");
  EXPECT_EQ(send(http_method::post, "/oauth/token", "{}").at("/error"), "invalid_request");
  EXPECT_EQ(send(http_method::get,
                 "/oauth/authorize?client_id=x&redirect_uri=https://a.b"
                 "&response_type=code")
                .status,
            401);
  EXPECT_EQ(part(location("&scope=everything"), "error"), "invalid_scope");
  start(one_administration("", R"("redirect_uris":["https://app.test/other"])"));
  EXPECT_EQ(send(http_method::get, ask).status, 401);
}

TEST_F(moneybird_access, the_user_can_refuse) {
  start(one_administration("", R"("authorize":"deny")"));
  const auto back = location("");
  EXPECT_EQ(part(back, "error"), "access_denied");
  EXPECT_EQ(part(back, "state"), "s1");
}

TEST_F(moneybird_access, the_page_lets_the_user_pick_an_administration) {
  start(R"({"authorize":"page","administrations":[{"id":"1","name":"Een <b>"},)"
        R"({"id":"2","name":"Twee"},{"id":"3","name":"Drie","oauth":{"offered":false}}]})");
  const auto page = send(http_method::get, ask);
  EXPECT_EQ(page.status, 200);
  EXPECT_NE(page.text.find("Toestaan"), std::string::npos);
  EXPECT_NE(page.text.find("Een &lt;b&gt;"), std::string::npos);
  EXPECT_EQ(page.text.find("Drie"), std::string::npos);
  const std::string fields =
      "client_id=boekbrug-demo&redirect_uri=https%3A%2F%2Fapp.test%2Fback"
      "&response_type=code&state=s1&administration_id=2&decision=";
  EXPECT_EQ(part(form("/oauth/authorize", fields + "deny").header("Location"), "error"),
            "access_denied");
  const auto back = form("/oauth/authorize", fields + "allow").header("Location");
  const auto token = exchange(part(back, "code")).at("/access_token");
  const auto seen = send(http_method::get, "/api/v2/administrations", "", token);
  ASSERT_EQ(seen.size(), 1U);  // only the one that was picked
  EXPECT_EQ(seen.at("/0/id"), "2");
  EXPECT_EQ(send(http_method::get, "/api/v2/1/contacts", "", token).status, 404);
}

TEST_F(moneybird_access, a_token_can_cover_all_administrations) {
  start(R"({"token_covers":"all","administrations":[{"id":"1"},{"id":"2"}]})");
  const auto token = exchange(code()).at("/access_token");
  EXPECT_EQ(send(http_method::get, "/api/v2/administrations", "", token).size(), 2U);
}

TEST_F(moneybird_access, tokens_can_expire_and_be_renewed) {
  start(one_administration("", R"("tokens_expire_seconds":3600)"));
  const auto given = exchange(code());
  EXPECT_EQ(given.value("/expires_in"), 3600);
  now += std::chrono::seconds{3600};
  EXPECT_EQ(list(given.at("/access_token")), 401);
  const auto renewed = renew(given.at("/refresh_token"));
  EXPECT_EQ(renewed.status, 200);
  EXPECT_FALSE(renewed.body.as_object().contains("refresh_token"));  // keep the old one
  EXPECT_EQ(list(renewed.at("/access_token")), 200);
  EXPECT_EQ(renew(given.at("/refresh_token")).status, 200);
  EXPECT_EQ(renew("nonsense").at("/error"), "invalid_grant");
}

TEST_F(moneybird_access, rotation_ends_the_old_refresh_token) {
  start(one_administration("", R"("rotate_refresh_tokens":true)"));
  const auto given = exchange(code());
  const auto renewed = renew(given.at("/refresh_token"));
  EXPECT_NE(renewed.at("/refresh_token"), "");
  EXPECT_NE(renewed.at("/refresh_token"), given.at("/refresh_token"));
  EXPECT_EQ(list(given.at("/access_token")), 401);
  EXPECT_EQ(renew(given.at("/refresh_token")).at("/error"), "invalid_grant");
  EXPECT_EQ(renew(renewed.at("/refresh_token")).status, 200);
}

TEST_F(moneybird_access, revoking_ends_both_tokens_and_never_fails) {
  const auto given = exchange(code());
  const std::string client = "client_id=boekbrug-demo&client_secret=boekbrug-demo-secret&token=";
  EXPECT_EQ(form("/oauth/revoke", client + "unknown").status, 200);
  EXPECT_EQ(form("/oauth/revoke", client + given.at("/access_token")).status, 200);
  EXPECT_EQ(list(given.at("/access_token")), 401);
  EXPECT_EQ(renew(given.at("/refresh_token")).at("/error"), "invalid_grant");
  EXPECT_EQ(form("/oauth/revoke", "client_id=x&token=y").status, 401);
}

TEST_F(moneybird_access, a_missing_scope_is_401_with_no_access) {
  const auto token = exchange(code("")).at("/access_token");  // sales_invoices by default
  EXPECT_EQ(send(http_method::get, api("contacts"), "", token).status, 200);
  for (const auto* path : {"financial_accounts", "products", "webhooks"}) {
    const auto refused = send(http_method::get, api(path), "", token);
    EXPECT_EQ(refused.status, 401) << path;
    EXPECT_EQ(refused.at("/error").substr(0, 13), "No access to ") << path;
  }
  EXPECT_EQ(list(token), 200);
  const auto settings = exchange(code("&scope=settings")).at("/access_token");
  EXPECT_EQ(send(http_method::get, api("sales_invoices"), "", settings).status, 401);
  EXPECT_EQ(send(http_method::get, api("tax_rates"), "", settings).status, 200);
}

TEST_F(moneybird_access, unknown_tokens_and_foreign_administrations) {
  EXPECT_EQ(list("nonsense"), 401);
  EXPECT_EQ(send(http_method::get, "/api/v2/999/contacts.json").status, 404);
  EXPECT_EQ(send(http_method::get, api("unicorns")).status, 404);
  EXPECT_EQ(send(http_method::get, api("contacts.xml")).status, 406);
  EXPECT_EQ(send(http_method::get, "/elsewhere").status, 404);
  start(R"({"administrations":[{"id":"1","tokens":["a"]},)"
        R"({"id":"2","tokens":[{"token":"b","scopes":["documents"]}]}]})");
  EXPECT_EQ(send(http_method::get, "/api/v2/2/contacts", "", "a").status, 404);
  EXPECT_EQ(send(http_method::get, "/api/v2/2/contacts", "", "b").status, 200);
  EXPECT_EQ(send(http_method::get, "/api/v2/2/sales_invoices", "", "b").status, 401);
}

TEST_F(moneybird_access, shows_the_administration) {
  start(one_administration(R"("name":"Winkel B.V.","suspended":true,)"
                           R"("period_locked_until":"2025-12-31")"));
  const auto seen = send(http_method::get, "/api/v2/administrations.json");
  EXPECT_EQ(seen.at("/0/name"), "Winkel B.V.");
  EXPECT_EQ(seen.at("/0/time_zone"), "Europe/Amsterdam");
  EXPECT_EQ(seen.at("/0/period_locked_until"), "2025-12-31");
  EXPECT_EQ(seen.value("/0/suspended"), true);
}

TEST_F(moneybird_access, names_the_option_that_is_wrong) {
  for (const auto& [options, part_of_it] :
       {std::pair{R"({"colour":"red"})", "colour"},
        {R"({"administrations":[{"id":"x"}]})", "administrations[0].id"},
        {R"({"administrations":[{"id":"1"},{"id":"1"}]})", "twice"},
        {R"({"administrations":[{"id":"1","plan":"gold"}]})", "plan"},
        {R"({"administrations":[{"id":"1","time_zone":"Mars"}]})", "time_zone"},
        {R"({"administrations":[{"id":"1","tokens":[5]}]})", "tokens"},
        {R"({"requests_per_window":0})", "requests_per_window"},
        {R"({"limit_headers":"loud"})", "limit_headers"},
        {R"({"doubtful":{"x":1}})", "x is not an option"}}) {
    const auto checked = check_moneybird_options(json::parse(options).as_object());
    ASSERT_TRUE(checked.has_error()) << options;
    EXPECT_NE(checked.error().detail.find(part_of_it), std::string::npos) << checked.error().detail;
    EXPECT_THROW(make_moneybird(json::parse(options).as_object()), bad_option);
  }
  EXPECT_TRUE(check_moneybird_options({}).has_value());
}

}  // namespace
}  // namespace boekbrug::sim::test
