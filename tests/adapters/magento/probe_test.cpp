// Connecting: addresses, ways of logging in, what is learned, and what a merchant is told.
#include "probe_site.hpp"

#include "adapters/shops/magento/magento.hpp"

#include <gmock/gmock.h>

namespace boekbrug::test {
namespace {

using core::errc;
using testing::Contains;
using testing::HasSubstr;

TEST(magento_probe, bearer_and_everything_that_is_learned) {
  probe_site site;
  const auto made = probe(site, typed_shop());
  ASSERT_TRUE(made) << detail_of(made);
  const auto& shop = made->connection;
  EXPECT_EQ(shop.base_url, "https://winkel.example");
  EXPECT_EQ(shop.options.at("auth"), "bearer");
  EXPECT_EQ(shop.options.at("rest"), "/rest");
  EXPECT_EQ(shop.options.at("store_views"), "1:nl;2:en");
  EXPECT_EQ(shop.options.at("currency"), "EUR");
  EXPECT_EQ(shop.options.at("time_zone"), "Europe/Brussels");
  EXPECT_EQ(shop.options.at("tax_rates"), "NL%2021:NL:21;BE%2021:BE:21");
  EXPECT_EQ(shop.options.at("prices_include_tax"), "no");
  const auto& profile = made->profile;
  EXPECT_EQ(profile.version, "2.4 (Community)");
  EXPECT_EQ(profile.currency, "EUR");
  EXPECT_EQ(profile.time_zone, "Europe/Brussels");
  EXPECT_EQ(profile.name, "winkel.example");
  EXPECT_TRUE(profile.statuses.empty());
  EXPECT_THAT(profile.default_statuses, testing::ElementsAre("complete"));
  ASSERT_EQ(profile.payment_methods.size(), 1U);
  EXPECT_EQ(profile.payment_methods[0].id, "checkmo");
  EXPECT_THAT(profile.remarks, Contains(HasSubstr("1 = Nederlands, 2 = English")));
  EXPECT_THAT(profile.remarks, Contains(HasSubstr("picking")));
}

TEST(magento_probe, signs_when_the_bare_token_is_refused) {
  probe_site site;
  site.accepts_bearer = false;
  const auto made = probe(site, typed_shop_with_secrets());
  ASSERT_TRUE(made) << detail_of(made);
  EXPECT_EQ(made->connection.options.at("auth"), "oauth");
  EXPECT_EQ(made->connection.options.at("signature"), "HMAC-SHA256");
  EXPECT_EQ(made->connection.options.at("signed_origin"), "https://winkel.example");
}

TEST(magento_probe, signs_for_the_address_behind_a_proxy) {
  for (const std::string origin :
       {"http://winkel.example", "https://www.winkel.example", "http://www.winkel.example"}) {
    probe_site site;
    site.accepts_bearer = false;
    site.seen_origin = origin;
    const auto made = probe(site, typed_shop_with_secrets());
    ASSERT_TRUE(made) << detail_of(made);
    EXPECT_EQ(made->connection.options.at("signed_origin"), origin);
    EXPECT_EQ(made->connection.base_url, "https://winkel.example");
  }
}

TEST(magento_probe, old_shops_sign_with_sha1) {
  probe_site site;
  site.accepts_bearer = false;
  site.knows_sha256 = false;
  site.seen_origin = "http://winkel.example";
  const auto made = probe(site, typed_shop_with_secrets());
  ASSERT_TRUE(made) << detail_of(made);
  EXPECT_EQ(made->connection.options.at("signature"), "HMAC-SHA1");
  EXPECT_EQ(made->connection.options.at("signed_origin"), "http://winkel.example");
}

TEST(magento_probe, plain_http_only_signed) {
  probe_site site;
  site.seen_origin = "http://winkel.example";
  const auto made = probe(site, typed_shop_with_secrets("http://winkel.example"));
  ASSERT_TRUE(made) << detail_of(made);
  EXPECT_EQ(made->connection.options.at("auth"), "oauth");
  EXPECT_EQ(code_of(probe(site, typed_shop("http://winkel.example"))), errc::shop_refused);
}

TEST(magento_probe, refused_tokens_say_what_to_do) {
  probe_site site;
  site.accepts_bearer = false;
  const auto bare = probe(site, typed_shop());
  EXPECT_EQ(code_of(bare), errc::shop_token_refused);
  EXPECT_THAT(detail_of(bare), HasSubstr("standalone Bearer tokens"));
  EXPECT_THAT(detail_of(bare), HasSubstr("Magento_Sales::actions_view"));
  auto wrong = typed_shop_with_secrets();
  wrong.options["token_secret"] = "other";
  const auto both = probe(site, wrong);
  EXPECT_EQ(code_of(both), errc::shop_token_refused);
  EXPECT_THAT(detail_of(both), HasSubstr("all four values"));
  EXPECT_EQ(detail_of(both).find("tsec"), std::string::npos);
}

TEST(magento_probe, shops_without_rewrites) {
  probe_site site;
  std::map<std::string, core::http_response> moved;
  for (const auto& [path, made] : site.answers) {
    moved[path.rfind("/rest", 0) == 0 ? "/index.php" + path : path] = made;
  }
  site.answers = moved;
  const auto made = probe(site, typed_shop("https://winkel.example/index.php/admin"));
  ASSERT_TRUE(made) << detail_of(made);
  EXPECT_EQ(made->connection.options.at("rest"), "/index.php/rest");
  EXPECT_EQ(made->connection.base_url, "https://winkel.example");
}

TEST(magento_probe, folders_and_www) {
  probe_site site;
  std::map<std::string, core::http_response> moved;
  for (const auto& [path, made] : site.answers) {
    moved["/winkel" + path] = made;
  }
  site.answers = moved;
  const auto made = probe(site, typed_shop("WINKEL.example/winkel/customer/account"));
  ASSERT_TRUE(made) << detail_of(made);
  EXPECT_EQ(made->connection.base_url, "https://winkel.example/winkel");
  probe_site other;
  other.home_url = "https://www.winkel.example/nl/";
  const auto redirected = probe(other, typed_shop());
  ASSERT_TRUE(redirected) << detail_of(redirected);
  EXPECT_EQ(redirected->connection.base_url, "https://www.winkel.example");
}

struct failing {
  std::string_view name;
  std::function<void(probe_site&)> change;
  std::string address = "winkel.example";
  errc code;
  std::string_view says;
};

TEST(magento_probe, failures_are_named) {
  const std::vector<failing> cases{
      {"magento 1",
       [](probe_site& site) {
         site.answers.clear();
         site.answers["/"] = page_answer(200);
         site.answers["/api/rest"] =
             answer(403, R"({"messages":{"error":[{"code":403,"message":"Access denied"}]}})");
       },
       "winkel.example", errc::shop_api_missing, "Magento 1"},
      {"no magento",
       [](probe_site& site) {
         site.answers.clear();
         site.answers["/"] = page_answer(200);
       },
       "winkel.example", errc::shop_api_missing, "no REST API of Magento 2"},
      {"firewall",
       [](probe_site& site) { site.answers["/rest/V1/orders"] = page_answer(403, "Blocked"); },
       "winkel.example", errc::shop_unreachable, "firewall"},
      {"maintenance", [](probe_site& site) { site.answers["/rest/V1/orders"] = page_answer(503); },
       "winkel.example", errc::shop_unreachable, "503"},
      {"no right for invoices",
       [](probe_site& site) {
         site.answers["/rest/V1/invoices"] =
             answer(401, R"({"message":"The consumer isn't authorized to access %resources.",)"
                         R"("parameters":{"resources":"Magento_Sales::sales_invoice"}})");
       },
       "winkel.example", errc::shop_refused, "Invoices"},
      {"no right for credit memos",
       [](probe_site& site) { site.answers["/rest/V1/creditmemos"] = answer(401, "{}"); },
       "winkel.example", errc::shop_refused, "Credit Memos"},
      {"clock",
       [](probe_site& site) {
         site.answers["/rest/V1/orders"] = answer(
             400, R"({"message":"Incorrect timestamp value in the oauth_timestamp parameter"})");
       },
       "winkel.example", errc::shop_refused, "clock"},
      {"another site", [](probe_site& site) { site.home_url = "https://geparkeerd.example/"; },
       "winkel.example", errc::shop_unreachable, "geparkeerd.example"},
      {"down to http", [](probe_site& site) { site.home_url = "http://winkel.example/"; },
       "winkel.example", errc::shop_unreachable, "plain http"},
      {"no address", [](probe_site&) {}, "geen adres", errc::invalid_input, "address"},
      {"cloud service", [](probe_site&) {}, "na1.api.commerce.adobe.com/abc", errc::invalid_input,
       "Cloud Service"}};
  for (const auto& one : cases) {
    probe_site site;
    one.change(site);
    const auto made = probe(site, typed_shop(one.address));
    EXPECT_EQ(code_of(made), one.code) << one.name << ": " << detail_of(made);
    EXPECT_THAT(detail_of(made), HasSubstr(std::string(one.says))) << one.name;
  }
}

TEST(magento_probe, settings_that_may_not_be_read_are_no_failure) {
  probe_site site;
  for (const auto* path :
       {"/rest/V1/store/storeViews", "/rest/V1/store/storeConfigs", "/rest/V1/taxRates/search"}) {
    site.answers[path] = answer(401, R"({"message":"The consumer isn't authorized."})");
  }
  site.answers.erase("/magento_version");
  const auto made = probe(site, typed_shop());
  ASSERT_TRUE(made) << detail_of(made);
  EXPECT_EQ(made->profile.time_zone, "Europe/Amsterdam");
  EXPECT_FALSE(made->connection.options.contains("tax_rates"));
  EXPECT_THAT(made->profile.remarks, Contains(HasSubstr("Europe/Amsterdam")));
}

TEST(magento_probe, transport_errors_are_explained) {
  const auto& adapter = adapters::magento();
  core::probe_state state;
  state.connection = typed_shop();
  const auto failed = [&](errc code) { return adapter.probe_answer(state, core::fail(code, "x")); };
  EXPECT_EQ(code_of(failed(errc::tls_failed)), errc::shop_unreachable);
  EXPECT_THAT(detail_of(failed(errc::tls_failed)), HasSubstr("certificate"));
  EXPECT_THAT(detail_of(failed(errc::connection_failed)), HasSubstr("http://"));
  EXPECT_EQ(code_of(failed(errc::not_http)), errc::shop_answer_unreadable);
  state.connection.key = {};
  EXPECT_EQ(code_of(adapter.probe_request(state, context())), errc::invalid_input);
}

}  // namespace
}  // namespace boekbrug::test
