// OAuth 1.0a against the reference's vector, requests, and numbers that never become binary.
#include "adapters/shops/magento/signing.hpp"

#include "adapters/shops/magento/json.hpp"
#include "adapters/shops/magento/requests.hpp"
#include "adapters/shops/magento/types.hpp"
#include "support.hpp"

#include <gmock/gmock.h>

namespace boekbrug::test {
namespace {

using namespace adapters::magento_api;
using testing::HasSubstr;

core::request_context vector_context() {
  return {core::time_point{std::chrono::seconds{1780000000}}, "n1n2n3n4n5n6n7n8"};
}

parameters vector_query() {
  return {{"searchCriteria[filter_groups][0][filters][0][field]", "updated_at"},
          {"searchCriteria[filter_groups][0][filters][0][value]", "2026-05-01 10:00:00"},
          {"searchCriteria[filter_groups][0][filters][0][condition_type]", "gteq"},
          {"searchCriteria[pageSize]", "50"}};
}

signing_keys vector_keys() {
  return {"ckey00000000000000000000000000001", core::secret{"csec00000000000000000000000000001"},
          core::secret{"token0000000000000000000000000001"},
          core::secret{"tsec00000000000000000000000000001"}, false};
}

TEST(magento_signing, reference_vector) {
  const auto header = oauth_header(core::http_method::get, "https://winkel.example/rest/V1/orders",
                                   vector_query(), vector_keys(), vector_context());
  EXPECT_THAT(header, testing::StartsWith(
                          "OAuth oauth_consumer_key=\"ckey00000000000000000000000000001\", "));
  EXPECT_THAT(header,
              HasSubstr("oauth_signature=\"fJpG5THko4PmGfCgNnd0FDn4j2m9jIB0gE3yD65YuYQ%3D\""));
  EXPECT_THAT(header, HasSubstr("oauth_signature_method=\"HMAC-SHA256\""));
  EXPECT_THAT(header, HasSubstr("oauth_timestamp=\"1780000000\""));
}

TEST(magento_signing, base_string_escapes_twice_and_sorts) {
  const auto base = signature_base(core::http_method::get, "https://winkel.example/rest/V1/orders",
                                   vector_query());
  EXPECT_THAT(base, testing::StartsWith("GET&https%3A%2F%2Fwinkel.example%2Frest%2FV1%2Forders&"
                                        "searchCriteria%255Bfilter_groups%255D%255B0%255D"));
  EXPECT_THAT(base, HasSubstr("2026-05-01%252010%253A00%253A00"));
}

TEST(magento_signing, sha1_when_asked) {
  auto keys = vector_keys();
  const auto strong = sign(keys, "x");
  keys.sha1 = true;
  EXPECT_EQ(sign(keys, "x").size(), 28U);
  EXPECT_EQ(strong.size(), 44U);
}

core::shop_connection signing_shop() {
  auto shop = magento_shop();
  shop.options["auth"] = "oauth";
  shop.options["consumer_key"] = "ckey00000000000000000000000000001";
  shop.options["consumer_secret"] = "csec00000000000000000000000000001";
  shop.options["token_secret"] = "tsec00000000000000000000000000001";
  return shop;
}

TEST(magento_requests, signed_for_the_address_that_magento_sees) {
  auto shop = signing_shop();
  const auto request = make_get(shop, "/orders", vector_query(), vector_context());
  ASSERT_TRUE(request);
  EXPECT_THAT(header_of(*request, "Authorization"), HasSubstr("fJpG5THko4PmGfCgNnd0FDn4j2m9j"));
  EXPECT_EQ(request->url.find('['), std::string::npos);
  EXPECT_EQ(request->url.find(' '), std::string::npos);
  shop.base_url = "http://10.0.0.9";
  shop.options["signed_origin"] = "https://winkel.example";
  const auto proxied = make_get(shop, "/orders", vector_query(), vector_context());
  ASSERT_TRUE(proxied);
  EXPECT_EQ(path_of(proxied->url), "/rest/V1/orders");
  EXPECT_THAT(proxied->url, testing::StartsWith("http://10.0.0.9/"));
  EXPECT_THAT(header_of(*proxied, "Authorization"), HasSubstr("fJpG5THko4PmGfCgNnd0FDn4j2m9j"));
}

TEST(magento_requests, secrets_do_not_travel_openly) {
  auto shop = magento_shop();
  const auto request = make_get(shop, "/orders", {}, context());
  ASSERT_TRUE(request);
  EXPECT_EQ(header_of(*request, "Authorization"), "Bearer token0000000000000000000000000001");
  EXPECT_FALSE(request->follow_redirects);
  EXPECT_EQ(request->url.find("token"), std::string::npos);
  shop.base_url = "http://winkel.example";
  EXPECT_EQ(code_of(make_get(shop, "/orders", {}, context())), core::errc::shop_refused);
  shop.options["auth"] = "oauth";
  EXPECT_EQ(code_of(make_get(shop, "/orders", {}, context())), core::errc::shop_refused);
}

TEST(magento_requests, groups_and_filters) {
  criteria search;
  search.also("a", "gteq", "1").either("b", "gt", "2").also("c", "in", "3,4").sorted("a", true);
  const auto query = encode_query(search.page(25, "x"));
  EXPECT_THAT(query, HasSubstr("filter_groups%5D%5B0%5D%5Bfilters%5D%5B1%5D%5Bfield%5D=b"));
  EXPECT_THAT(query, HasSubstr("filter_groups%5D%5B1%5D%5Bfilters%5D%5B0%5D%5Bvalue%5D=3%2C4"));
  EXPECT_THAT(query, HasSubstr("fields=items%5Bx%5D%2Ctotal_count"));
}

TEST(magento_json, numbers_keep_their_text) {
  EXPECT_EQ(quote_numbers(R"({"a":1,"b":-2.50,"c":"x 1.5 \" 2.5","d":[1e3,0.1],"e":true})"),
            R"({"a":1,"b":"-2.50","c":"x 1.5 \" 2.5","d":["1e3","0.1"],"e":true})");
  EXPECT_EQ(quote_numbers("1.5"), "\"1.5\"");
  EXPECT_EQ(quote_numbers("\"open 1.5"), "\"open 1.5");
}

TEST(magento_json, numbers_as_php_writes_them) {
  const auto text = [](std::string_view from) {
    const auto read = read_number(from);
    return read ? core::to_text(*read) : std::string("-");
  };
  EXPECT_EQ(text("33.02"), "33.02");
  EXPECT_EQ(text("1.0E-5"), "0.00001");
  EXPECT_EQ(text("2.5e3"), "2500");
  EXPECT_EQ(text("66.0300000000000012"), "66.030000000000001");
  EXPECT_EQ(text(" 7 "), "7");
  for (const auto* bad :
       {"", "x", "1.5.5", "--1", "1e", "1e99", "1e-", "e5", "1.00000000000000000x"}) {
    EXPECT_EQ(text(bad), "-") << bad;
  }
}

TEST(magento_json, packed_texts_come_back) {
  const std::vector<std::string> parts{"", "a:b", "12:3", std::string(3, '\0')};
  EXPECT_EQ(unpack(pack(parts)), parts);
  EXPECT_FALSE(unpack("5:abc"));
  EXPECT_FALSE(unpack("abc"));
  EXPECT_FALSE(unpack("-1:abc"));
}

}  // namespace
}  // namespace boekbrug::test
