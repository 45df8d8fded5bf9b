#include "adapters/shops/woocommerce/woocommerce.hpp"
#include "adapters/shops/woocommerce/signing.hpp"
#include "support.hpp"

#include <gtest/gtest.h>

namespace boekbrug::test {
namespace {

using adapters::woocommerce;

TEST(woocommerce_requests, basic_keeps_secrets_out_of_the_address) {
  const auto request = woocommerce().order_request(shop(), "42", context()).value();
  EXPECT_EQ(path_of(request.url), "/wp-json/wc/v3/orders/42");
  EXPECT_EQ(query_of(request.url).at("dp"), "6");
  EXPECT_EQ(header_of(request, "Authorization"),
            "Basic "
            "Y2tfMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMTpjc18wMDAwMDAwMDAwMDAwMDAwMD"
            "AwMDAwMDAwMDAw"
            "MDAwMDAwMDAwMDAy");
  EXPECT_EQ(request.url.find("ck_"), std::string::npos);
  EXPECT_EQ(request.url.find("cs_"), std::string::npos);
  EXPECT_FALSE(request.follow_redirects) << "credentials never follow a redirect";
  EXPECT_FALSE(request.trusted_host);
  EXPECT_EQ(header_of(request, "Cache-Control"), "no-cache");
  EXPECT_TRUE(query_of(request.url).contains("_"));
}

TEST(woocommerce_requests, query_form_carries_both_keys) {
  auto connection = shop();
  connection.options["auth"] = "query";
  const auto request = woocommerce().order_request(connection, "42", context()).value();
  const auto query = query_of(request.url);
  EXPECT_EQ(query.at("consumer_key"), connection.key.reveal());
  EXPECT_EQ(query.at("consumer_secret"), connection.key_secret.reveal());
  EXPECT_EQ(header_of(request, "Authorization"), "");
  EXPECT_EQ(core::redacted(request.url), "https://winkel.example/wp-json/wc/v3/orders/42");
}

TEST(woocommerce_requests, rest_route_for_plain_permalinks) {
  auto connection = shop();
  connection.base_url = "https://winkel.example/blog";
  connection.options["route"] = "rest_route";
  const auto request = woocommerce().credits_request(connection, order_of(49), context()).value();
  EXPECT_EQ(path_of(request.url), "/blog/");
  EXPECT_EQ(query_of(request.url).at("rest_route"), "/wc/v3/orders/49/refunds");
  EXPECT_EQ(query_of(request.url).at("per_page"), "100");
}

// Checks the signature the way the shop does: over the address as WordPress sees it.
void expect_signed(const core::http_request& request, const core::shop_connection& connection,
                   const std::string& seen) {
  adapters::woocommerce_api::parameters rest;
  std::string signature;
  for (const auto& [key, value] : query_of(request.url)) {
    if (key == "oauth_signature") {
      signature = value;
    } else {
      rest.push_back({key, value});
    }
  }
  EXPECT_FALSE(signature.empty());
  EXPECT_EQ(signature, adapters::woocommerce_api::sign(connection.key_secret,
                                                       adapters::woocommerce_api::signature_base(
                                                           core::http_method::get, seen, rest)));
}

TEST(woocommerce_requests, oauth_signs_what_wordpress_sees) {
  auto connection = shop();
  connection.options["auth"] = "oauth1";
  connection.options["scheme_seen"] = "http";
  connection.options["home"] = "https://www.winkel.example";
  const auto request = woocommerce().order_request(connection, "42", context()).value();
  EXPECT_EQ(request.url.rfind("https://winkel.example/wp-json/wc/v3/orders/42?", 0), 0U);
  expect_signed(request, connection, "http://www.winkel.example/wp-json/wc/v3/orders/42");
  EXPECT_EQ(request.url.find("cs_"), std::string::npos);
  EXPECT_EQ(header_of(request, "Authorization"), "");
}

TEST(woocommerce_requests, oauth_signs_rest_route_too) {
  auto connection = shop();
  connection.base_url = "http://winkel.example:8080/w";
  connection.options = {{"auth", "oauth1"}, {"route", "rest_route"}, {"scheme_seen", "http"}};
  const auto request = woocommerce().order_request(connection, "42", context()).value();
  EXPECT_EQ(query_of(request.url).at("rest_route"), "/wc/v3/orders/42");
  expect_signed(request, connection, "http://winkel.example:8080/w/");
}

TEST(woocommerce_requests, never_sends_the_secret_over_plain_http) {
  for (const char* const way : {"basic", "query"}) {
    auto connection = shop();
    connection.base_url = "http://winkel.example";
    connection.options["auth"] = way;
    const auto request = woocommerce().order_request(connection, "42", context());
    ASSERT_FALSE(request);
    EXPECT_EQ(request.error().code, core::errc::shop_refused);
  }
}

TEST(woocommerce_requests, refuses_ids_that_are_none) {
  for (const char* const id :
       {"", "0", "-1", "42/../products", "42?x=1", "1e3", "9999999999999999999"}) {
    const auto request = woocommerce().order_request(shop(), id, context());
    ASSERT_FALSE(request) << id;
    EXPECT_EQ(request.error().code, core::errc::invalid_input);
  }
}

TEST(woocommerce_requests, names_itself) {
  EXPECT_EQ(woocommerce().kind(), "woocommerce");
}

}  // namespace
}  // namespace boekbrug::test
