#include "support.hpp"

#include "adapters/shops/ccvshop/address.hpp"
#include "adapters/shops/ccvshop/ccvshop.hpp"

#include <functional>

namespace boekbrug::test {

namespace {

using core::errc;

/// Path (without query) -> answer. What is not there gives 404.
using site = std::map<std::string, core::http_response>;

std::string root_text(const std::vector<std::string>& resources) {
  std::string items;
  for (const auto& each : resources) {
    items +=
        (items.empty() ? "" : ",") + (R"({"href":"https://voorbeeldshop.example/api/rest/v1/)" +
                                      each + R"(/","title":")" + each + R"("})");
  }
  return R"({"items":[)" + items + "]}";
}

site whole_site() {
  const std::string root = "/api/rest/v1/";
  return {
      {"/", answer_of(200, "<html></html>")},
      {root, answer_of(200, root_text({"orders", "invoices", "webshops", "paymethods"}))},
      {root + "webshops/",
       answer_of(200,
                 R"({"items":[{"id":12,"name":"Voorbeeldshop","is_multishop_system":false}]})")},
      {root + "orders/", answer_of(200, R"({"items":[{"id":5}],"next":null})")},
      {root + "orders/5/orderrows/", answer_of(200, R"({"items":[]})")},
      {root + "invoices/", answer_of(200, R"({"items":[]})")},
      {root + "webshops/12/merchant/",
       answer_of(200, R"({"company":"Voorbeeld B.V.","tax_number":"NL001234567B01"})")},
      {root + "webshops/12/settings/",
       answer_of(200,
                 R"({"currency":"EUR","order_status":[{"id":1,"status":1,"status_name":"Binnen"},)"
                 R"({"id":7,"status":7,"status_name":"Klaar"}]})")},
      {root + "paymethods/",
       answer_of(200,
                 R"({"items":[{"id":41,"combined_name":"Mollie - iDEAL","label":"iDEAL"}]})")}};
}

core::result<core::probe_state> probe(const site& pages, const std::string& typed,
                                      const std::string& home_url = "") {
  const auto& adapter = adapters::ccvshop();
  core::probe_state state;
  state.connection = ccv_connection();
  state.connection.options.clear();
  state.connection.base_url = typed;
  for (int step = 0; step < 20; ++step) {
    const auto request = adapter.probe_request(state, ccv_context());
    if (!request) {
      return request.error();
    }
    const auto path = request->url.substr(request->url.find('/', 8));
    const auto found = pages.find(path.substr(0, path.find('?')));
    auto answer = found == pages.end() ? answer_of(404, "") : found->second;
    answer.final_url = path == "/" && !home_url.empty() ? home_url : request->url;
    auto next = adapter.probe_answer(state, answer);
    if (!next || next->complete) {
      return next;
    }
    state = *next;
  }
  return core::fail(errc::internal, "the probe does not end");
}

}  // namespace

TEST(CcvProbe, LearnsTheShop) {
  const auto state = probe(whole_site(), " VoorbeeldShop.example/winkel?x=1 ");
  ASSERT_TRUE(state) << detail_of(state);
  EXPECT_EQ(state->connection.base_url, "https://voorbeeldshop.example");
  EXPECT_EQ(state->connection.kind, "ccvshop");
  EXPECT_EQ(state->connection.options.at("webshop_id"), "12");
  EXPECT_EQ(state->connection.options.at("country"), "NL");
  EXPECT_EQ(state->connection.options.at("invoices"), "yes");
  const auto& profile = state->profile;
  EXPECT_EQ(profile.name, "Voorbeeldshop");
  EXPECT_EQ(profile.currency, "EUR");
  EXPECT_EQ(profile.time_zone, "Europe/Amsterdam");
  EXPECT_EQ(profile.country, "NL");
  ASSERT_EQ(profile.statuses.size(), 14U);
  EXPECT_EQ(profile.statuses[0].title, "Binnen");
  EXPECT_EQ(profile.statuses[6].title, "Klaar");
  EXPECT_EQ(profile.statuses[7].title, "Geannuleerd");
  EXPECT_EQ(profile.default_statuses, std::vector<std::string>{"7"});
  ASSERT_EQ(profile.payment_methods.size(), 1U);
  EXPECT_EQ(profile.payment_methods[0].id, "41");
  EXPECT_EQ(profile.payment_methods[0].title, "iDEAL");
}

TEST(CcvProbe, FollowsWwwButNoOtherSite) {
  const auto www =
      probe(whole_site(), "voorbeeldshop.example", "https://www.voorbeeldshop.example/nl/");
  ASSERT_TRUE(www);
  EXPECT_EQ(www->connection.base_url, "https://www.voorbeeldshop.example");
  const auto other = probe(whole_site(), "voorbeeldshop.example", "https://elders.example/");
  EXPECT_EQ(code_of(other), errc::shop_unreachable);
  EXPECT_NE(detail_of(other).find("elders.example"), std::string::npos);
}

TEST(CcvProbe, WithoutLesserRights) {
  auto pages = whole_site();
  pages.at("/api/rest/v1/") = answer_of(200, root_text({"orders", "webshops"}));
  for (const char* path : {"webshops/12/merchant/", "webshops/12/settings/", "paymethods/"}) {
    pages.at(std::string("/api/rest/v1/") + path) = answer_of(403, "");
  }
  const auto state = probe(pages, "voorbeeldshop.example");
  ASSERT_TRUE(state) << detail_of(state);
  EXPECT_EQ(state->connection.options.at("invoices"), "no");
  EXPECT_EQ(state->profile.statuses.size(), 14U);
  EXPECT_EQ(state->profile.remarks.size(), 2U);
}

TEST(CcvProbe, Errors) {
  const std::string root = "/api/rest/v1/";
  struct probe_case {
    const char* name;
    std::function<void(site&)> change;
    errc code;
    std::string part;
  };
  const std::vector<probe_case> cases{
      {"keys refused", [&](site& s) { s.at(root) = answer_of(401, ""); }, errc::shop_refused,
       "Check the API key"},
      {"no CCV Shop", [&](site& s) { s.erase(root); }, errc::shop_api_missing, "No API of CCV"},
      {"a page", [&](site& s) { s.at(root) = answer_of(200, "<html>"); }, errc::shop_api_missing,
       "No API of CCV"},
      {"right missing",
       [&](site& s) {
         s.at(root) = answer_of(200, root_text({"products", "webshops"}));
       },
       errc::shop_refused, "may not read: orders"},
      {"multi-shop",
       [&](site& s) {
         s.at(root + "webshops/") =
             answer_of(200, R"({"items":[{"id":1,"is_multishop_system":true}]})");
       },
       errc::invalid_input, "shops below"},
      {"orders refused", [&](site& s) { s.at(root + "orders/") = answer_of(403, ""); },
       errc::shop_refused, "/orders/"},
      {"rows refused", [&](site& s) { s.at(root + "orders/5/orderrows/") = answer_of(403, ""); },
       errc::shop_refused, "orderrows"},
      {"API app missing",
       [&](site& s) { s.at(root + "orders/") = answer_of(500, R"({"code":"500.90"})"); },
       errc::shop_plan, "App Store"},
      {"limit", [&](site& s) { s.at(root + "webshops/") = answer_of(429, ""); },
       errc::shop_unreachable, "429"},
  };
  for (const auto& each : cases) {
    SCOPED_TRACE(each.name);
    auto pages = whole_site();
    each.change(pages);
    const auto state = probe(pages, "voorbeeldshop.example");
    EXPECT_EQ(code_of(state), each.code);
    EXPECT_NE(detail_of(state).find(each.part), std::string::npos) << detail_of(state);
  }
}

TEST(CcvProbe, KeysAndAddressAreNeeded) {
  const auto& adapter = adapters::ccvshop();
  core::probe_state state;
  state.connection.base_url = "winkel.example";
  EXPECT_EQ(code_of(adapter.probe_request(state, ccv_context())), errc::invalid_input);
  state.connection.key = core::secret{"a"};
  state.connection.key_secret = core::secret{"b"};
  for (const char* bad : {"", "winkel", "ftp://winkel.example", "https://u:p@winkel.example",
                          "win kel.example", "winkel.example:0"}) {
    state.connection.base_url = bad;
    EXPECT_EQ(code_of(adapter.probe_request(state, ccv_context())), errc::invalid_input) << bad;
  }
  state.connection.base_url = "winkel.example";
  const auto failed =
      adapter.probe_answer(state, core::fail(errc::tls_failed, "certificate expired"));
  EXPECT_EQ(code_of(failed), errc::shop_unreachable);
}

TEST(CcvProbe, CanonicalAddresses) {
  EXPECT_EQ(*api::canonical_base("HTTPS://Winkel.Example:443/onderhoud/"),
            "https://winkel.example");
  EXPECT_EQ(*api::canonical_base("http://127.0.0.1:8080"), "http://127.0.0.1:8080");
}

}  // namespace boekbrug::test
