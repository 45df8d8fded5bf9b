// Conversations that end well.
#include "adapters/shops/woocommerce/types.hpp"
#include "core/time/time_text.hpp"
#include "probe_site.hpp"

#include <gtest/gtest.h>

namespace boekbrug::test {
namespace {

TEST(woocommerce_probe, a_usual_shop) {
  site remote;
  const auto state = converse(remote, "Winkel.example/shop/").value();
  EXPECT_EQ(state.connection.kind, "woocommerce");
  EXPECT_EQ(state.connection.base_url, "https://winkel.example");
  const auto& options = state.connection.options;
  EXPECT_EQ(options.at("auth"), "basic");
  EXPECT_EQ(options.at("route"), "pretty");
  EXPECT_EQ(options.at("scheme_seen"), "https");
  EXPECT_EQ(options.at("home"), "https://winkel.example");
  EXPECT_EQ(options.at("modified_after"), "yes");
  EXPECT_EQ(options.at("prices_include_tax"), "yes");
  EXPECT_EQ(options.at("tax_based_on"), "shipping");
  EXPECT_EQ(options.at("calc_taxes"), "yes");
  EXPECT_EQ(options.at("country"), "NL");
  EXPECT_THAT(options.at("tax_rates"),
              testing::StartsWith("1:NL:standard:1:21;2:NL:reduced-rate:1:9;3:NL:zero-rate:1:0;"));
  EXPECT_THAT(options.at("tax_rates"), testing::HasSubstr("9:FR:reduced-rate:1:5.5"));
  EXPECT_EQ(state.profile.name, "Wol & Weven");
  EXPECT_EQ(state.profile.home_url, "https://winkel.example");
  EXPECT_EQ(state.profile.version, "10.0.2");
  EXPECT_EQ(state.profile.currency, "EUR");
  EXPECT_EQ(state.profile.time_zone, "Europe/Amsterdam");
  EXPECT_EQ(state.profile.country, "NL");
  ASSERT_EQ(state.profile.statuses.size(), 2U) << "without drafts and bin";
  EXPECT_EQ(state.profile.statuses[0].id, "completed");
  EXPECT_EQ(state.profile.statuses[1].title, "Verzonden & klaar");
  ASSERT_EQ(state.profile.payment_methods.size(), 5U);
  EXPECT_EQ(state.profile.payment_methods[3].id, "mollie_wc_gateway_ideal");
  EXPECT_EQ(state.profile.payment_methods[3].title, "iDEAL");
}

TEST(woocommerce_probe, shows_no_credentials_before_it_knows_the_shop) {
  site remote;
  ASSERT_TRUE(converse(remote, "winkel.example"));
  ASSERT_GT(remote.requests.size(), 3U);
  for (const auto& request : remote.requests) {
    const bool open = path_of(request.url) == "/" || path_of(request.url) == "/wp-json/";
    EXPECT_EQ(request.follow_redirects, open) << request.url;
    EXPECT_EQ(header_of(request, "Authorization").empty(), open) << request.url;
  }
}

TEST(woocommerce_probe, takes_over_www_and_https) {
  site remote;
  remote.home = "https://www.winkel.example";
  auto state = converse(remote, "http://winkel.example").value();
  EXPECT_EQ(state.connection.base_url, "https://www.winkel.example");
  EXPECT_EQ(state.connection.options.at("auth"), "basic");
}

TEST(woocommerce_probe, plain_permalinks) {
  site remote;
  remote.pretty = false;
  const auto state = converse(remote, "winkel.example").value();
  EXPECT_EQ(state.connection.options.at("route"), "rest_route");
  EXPECT_EQ(state.connection.base_url, "https://winkel.example");
}

TEST(woocommerce_probe, the_link_header_knows_the_folder) {
  site remote;
  remote.home = "https://winkel.example/wp";
  remote.link = "<https://winkel.example/wp/wp-json/>; rel=\"https://api.w.org/\"";
  const auto state = converse(remote, "winkel.example").value();
  EXPECT_EQ(state.connection.base_url, "https://winkel.example/wp");
  EXPECT_EQ(state.connection.options.at("route"), "pretty");

  remote.pretty = false;
  remote.link = "<https://winkel.example/wp/?rest_route=/>; rel=\"https://api.w.org/\"";
  const auto plain = converse(remote, "winkel.example").value();
  EXPECT_EQ(plain.connection.base_url, "https://winkel.example/wp");
  EXPECT_EQ(plain.connection.options.at("route"), "rest_route");
}

TEST(woocommerce_probe, foreign_links_are_not_followed) {
  site remote;
  remote.link = "<https://elders.example/wp-json/>; rel=\"https://api.w.org/\"";
  EXPECT_EQ(converse(remote, "winkel.example")->connection.base_url, "https://winkel.example");
}

TEST(woocommerce_probe, a_page_folder_falls_back_to_the_root) {
  site remote;
  const auto state = converse(remote, "https://winkel.example/nl").value();
  EXPECT_EQ(state.connection.base_url, "https://winkel.example");
}

TEST(woocommerce_probe, plain_http_signs) {
  site remote;
  remote.home = "http://winkel.example";
  remote.takes = {"oauth1"};
  const auto state = converse(remote, "http://winkel.example").value();
  EXPECT_EQ(state.connection.options.at("auth"), "oauth1");
  EXPECT_EQ(state.connection.options.at("scheme_seen"), "http");
  for (const auto& request : remote.requests) {
    EXPECT_EQ(request.url.find("consumer_secret"), std::string::npos);
    EXPECT_EQ(header_of(request, "Authorization"), "");
  }
}

TEST(woocommerce_probe, a_host_that_drops_the_header) {
  site remote;
  remote.takes = {"query", "oauth1"};
  EXPECT_EQ(converse(remote, "winkel.example")->connection.options.at("auth"), "query");
}

TEST(woocommerce_probe, tls_ends_at_a_proxy) {
  site remote;
  remote.takes = {"oauth1"};
  const auto state = converse(remote, "winkel.example").value();
  EXPECT_EQ(state.connection.options.at("auth"), "oauth1");
  EXPECT_EQ(state.connection.options.at("scheme_seen"), "http");
  EXPECT_EQ(state.connection.base_url, "https://winkel.example") << "still sent over https";
}

TEST(woocommerce_probe, settings_may_be_refused) {
  site remote;
  remote.manager = false;
  const auto state = converse(remote, "winkel.example").value();
  EXPECT_TRUE(state.complete);
  EXPECT_EQ(state.profile.statuses.size(), 7U);
  EXPECT_EQ(state.profile.statuses[3].id, "completed");
  EXPECT_EQ(state.profile.statuses[3].title, "Afgerond");
  EXPECT_EQ(state.profile.currency, "EUR") << "from the order that was read";
  EXPECT_EQ(state.connection.options.at("prices_include_tax"), "yes");
  EXPECT_EQ(state.connection.options.at("modified_after"), "yes");
  EXPECT_TRUE(state.profile.payment_methods.empty());
}

TEST(woocommerce_probe, optional_steps_may_time_out) {
  site remote;
  remote.fails_after_login = true;
  EXPECT_TRUE(converse(remote, "winkel.example")->complete);
}

TEST(woocommerce_probe, a_hidden_index_does_not_stop_a_key) {
  site remote;
  remote.index_status = 401;
  const auto state = converse(remote, "winkel.example").value();
  EXPECT_EQ(state.connection.options.at("home"), "https://winkel.example");
}

TEST(woocommerce_probe, old_shops_are_noticed) {
  site remote;
  remote.version = "5.7.1";
  EXPECT_EQ(converse(remote, "winkel.example")->connection.options.at("modified_after"), "no");
  remote.routes = false;
  EXPECT_EQ(converse(remote, "winkel.example")->connection.options.at("modified_after"), "no");
  remote.version = "5.8.0";
  EXPECT_EQ(converse(remote, "winkel.example")->connection.options.at("modified_after"), "yes");
}

TEST(woocommerce_probe, zones_without_a_name) {
  site remote;
  remote.zone = "";
  remote.offset = 1;
  EXPECT_EQ(converse(remote, "winkel.example")->profile.time_zone, "Etc/GMT-1");
  remote.offset = -5;
  EXPECT_EQ(converse(remote, "winkel.example")->profile.time_zone, "Etc/GMT+5");
  remote.offset = 0;
  EXPECT_EQ(converse(remote, "winkel.example")->profile.time_zone, "UTC");
}

TEST(woocommerce_probe, what_it_learned_works) {
  site remote;
  remote.pretty = false;
  remote.takes = {"query"};
  const auto state = converse(remote, "winkel.example").value();
  const auto request =
      adapters::woocommerce().order_request(state.connection, "42", context()).value();
  EXPECT_EQ(remote.serve(request)->status, 200);
}

}  // namespace
}  // namespace boekbrug::test
