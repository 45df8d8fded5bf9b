#include "support.hpp"

namespace {

using namespace boekbrug;
using namespace boekbrug::test;

constexpr std::string_view store_text = R"({"id": "940BBDCE-6be1-11e9-a722-44a8421b9960",
  "name": "knickknacks", "primary_domain": "https://www.knickknacks.example/", "version": "Pro",
  "currency": "EUR", "prices_include_tax": true, "region_code": "NL"})";
constexpr std::string_view statuses_text = R"([
  {"status": 1, "description": "In behandeling", "credit_order": false},
  {"status": 2, "description": "Verzonden", "credit_order": false},
  {"status": 3, "description": "Betaald", "credit_order": false},
  {"status": "6", "description": "Betaald &amp; afgehaald", "credit_order": "0"},
  {"status": 7, "description": "Geannuleerd", "credit_order": false},
  {"status": 10, "description": "Credit", "credit_order": true}])";

core::http_response serve(std::string_view path) {
  const auto say = [](std::string_view text) { return answer(200, std::string(text)); };
  if (path == "/v1/store") {
    return say(store_text);
  }
  if (path == "/v1/orderstatuses") {
    return say(statuses_text);
  }
  if (path == "/v1/orders") {
    return say("[]");
  }
  if (path == "/v1/payment/stores/me/gateways") {
    return say(R"({"gateways":[{"name":"mollie","methods":[{"name":"ideal",
      "displayName":"iDEAL"},{"name":"ideal","displayName":"iDEAL"}]}]})");
  }
  return say(R"({"regions":[{"regionCode":"NL","taxEnabled":false}]})");
}

core::probe_state fresh(std::string base) {
  core::probe_state state;
  state.connection.kind = "mijnwebwinkel";
  state.connection.base_url = std::move(base);
  state.connection.key = core::secret{" winkeltoken-1234567890\n"};
  return state;
}

core::result<core::probe_state> probe(core::probe_state state, std::vector<std::string>* urls) {
  const auto& adapter = adapters::mijnwebwinkel();
  for (int step = 0; step < 10 && !state.complete; ++step) {
    const auto request = adapter.probe_request(state, {});
    if (!request) {
      return request.error();
    }
    if (urls != nullptr) {
      urls->push_back(request->url);
    }
    auto next = adapter.probe_answer(state, serve(path_of(request->url)));
    if (!next) {
      return next.error();
    }
    state = *next;
  }
  return state;
}

TEST(mijnwebwinkel_probe, learns_the_shop) {
  std::vector<std::string> urls;
  const auto state = probe(fresh("www.knickknacks.example"), &urls).value();
  ASSERT_TRUE(state.complete);
  EXPECT_EQ(state.connection.base_url,
            "https://api.myonlinestore.com/940bbdce-6be1-11e9-a722-44a8421b9960");
  EXPECT_EQ(state.profile.name, "knickknacks");
  EXPECT_EQ(state.profile.home_url, "https://www.knickknacks.example");
  EXPECT_EQ(state.profile.currency, "EUR");
  EXPECT_EQ(state.profile.country, "NL");
  EXPECT_EQ(state.profile.time_zone, "Europe/Amsterdam");
  EXPECT_EQ(state.profile.statuses.size(), 5U);
  EXPECT_EQ(state.profile.default_statuses, (std::vector<std::string>{"2", "3", "6"}));
  ASSERT_EQ(state.profile.remarks.size(), 2U);
  EXPECT_NE(state.profile.remarks[0].find("'Betaald & afgehaald'"), std::string::npos);
  EXPECT_EQ(state.profile.payment_methods.size(), 1U);
  EXPECT_EQ(state.connection.options.at("store_id"), "940bbdce-6be1-11e9-a722-44a8421b9960");
  for (const auto& url : urls) {
    EXPECT_EQ(query_of(url).at("token"), "winkeltoken-1234567890");
    EXPECT_EQ(query_of(url).count("partner_token"), 0U);
    EXPECT_EQ(query_of(url).at("format"), "json");
    EXPECT_EQ(query_of(url).at("language"), "nl_NL");
  }
  // Connecting again from the stored connection finds the same shop.
  core::probe_state again;
  again.connection = state.connection;
  EXPECT_EQ(probe(again, nullptr).value().connection.base_url, state.connection.base_url);
}

struct host_case {
  const char* typed;
  const char* api_url;
  const char* host;  // "" = refused
  bool partner;
};

TEST(mijnwebwinkel_probe, chooses_the_api_host) {
  const std::vector<host_case> cases{
      {"", "", "https://api.myonlinestore.com", true},
      {"https://www.winkel.example", "", "https://api.myonlinestore.com", true},
      {"winkel.example/map", "", "https://api.myonlinestore.com", true},
      {"http://127.0.0.1:9001", "", "http://127.0.0.1:9001", true},
      {"http://localhost:9001/940b", "", "http://localhost:9001", true},
      {"https://api.mijnwebwinkel.nl/x", "", "https://api.mijnwebwinkel.nl", true},
      {"https://elders.example:8443", "", "https://elders.example:8443", false},
      {"http://elders.example:8080", "", "", false},
      {"https://winkel.example", "http://sim:9100", "http://sim:9100", true},
      {"", "onzin", "", false}};
  for (const auto& each : cases) {
    auto state = fresh(each.typed);
    state.connection.options = {{"partner_token", "partnertoken-1"}, {"api_url", each.api_url}};
    const auto request = adapters::mijnwebwinkel().probe_request(state, {});
    ASSERT_EQ(request.has_value(), *each.host != '\0') << each.typed;
    if (request) {
      EXPECT_EQ(request->url.rfind(std::string(each.host) + "/v1/store?", 0), 0U) << request->url;
      EXPECT_EQ(query_of(request->url).count("partner_token"), each.partner ? 1U : 0U);
    }
  }
}

TEST(mijnwebwinkel_probe, says_what_is_missing) {
  const auto& adapter = adapters::mijnwebwinkel();
  auto state = fresh("");
  state.connection.key = core::secret{" "};
  EXPECT_EQ(code_of(adapter.probe_request(state, {})), core::errc::invalid_input);
  state = fresh("");
  const auto refused =
      adapter.probe_answer(state, answer(403, R"({"code":403,"message":"Forbidden"})"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, core::errc::shop_refused);
  EXPECT_NE(refused.error().detail.find("choose partner Boekbrug"), std::string::npos);
  EXPECT_EQ(code_of(adapter.probe_answer(state, answer(200, "{}"))),
            core::errc::shop_answer_unreadable);
  EXPECT_EQ(code_of(adapter.probe_answer(state, core::fail(core::errc::timed_out, "after 30 s"))),
            core::errc::shop_unreachable);
  state.stage = "statuses";
  EXPECT_EQ(code_of(adapter.probe_answer(state, answer(401, ""))), core::errc::shop_refused);
  EXPECT_EQ(code_of(adapter.probe_answer(state, answer(200, "[]"))),
            core::errc::shop_answer_unreadable);
  state.stage = "gateways";  // only helpful
  EXPECT_TRUE(adapter.probe_answer(state, answer(403, "")));
}

}  // namespace
