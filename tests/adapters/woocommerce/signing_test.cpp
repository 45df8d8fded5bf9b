// The test vector of woocommerce.md 1.2.
#include "adapters/shops/woocommerce/signing.hpp"

#include "support.hpp"

#include <gtest/gtest.h>

namespace boekbrug::adapters::woocommerce_api {
namespace {

const core::secret key{"ck_0000000000000000000000000000000000000001"};
const core::secret key_secret{"cs_0000000000000000000000000000000000000002"};
constexpr std::string_view url = "http://winkel.example/wp-json/wc/v3/orders";
constexpr std::string_view base =
    "GET&http%3A%2F%2Fwinkel.example%2Fwp-json%2Fwc%2Fv3%2Forders&oauth_consumer_key%3Dck_"
    "0000000000000000000000000000000000000001%26oauth_nonce%3Dn1n2n3n4n5n6n7n8%26oauth_signature_"
    "method%3DHMAC-"
    "SHA256%26oauth_timestamp%3D1780000000%26per_page%3D100%26status%3Dprocessing%252Ccompleted";

TEST(woocommerce_signing, makes_the_base_string_of_the_reference) {
  // Unsorted on purpose.
  EXPECT_EQ(signature_base(core::http_method::get, url,
                           {{"status", "processing,completed"},
                            {"per_page", "100"},
                            {"oauth_timestamp", "1780000000"},
                            {"oauth_signature_method", "HMAC-SHA256"},
                            {"oauth_nonce", "n1n2n3n4n5n6n7n8"},
                            {"oauth_consumer_key", key.reveal()}}),
            base);
}

TEST(woocommerce_signing, makes_the_signature_of_the_reference) {
  EXPECT_EQ(sign(key_secret, base), "SGo+JMDKjgz7pvJX1InlZX1Fv2n3uxQefsNAFOxa/CU=");
}

TEST(woocommerce_signing, signs_a_whole_query) {
  const core::request_context context{core::time_point{std::chrono::seconds{1780000000}},
                                      "n1n2n3n4n5n6n7n8"};
  const auto query = signed_query(core::http_method::get, url,
                                  {{"per_page", "100"}, {"status", "processing,completed"}}, key,
                                  key_secret, context);
  EXPECT_EQ(query.back().key, "oauth_signature");
  EXPECT_EQ(query.back().value, "SGo+JMDKjgz7pvJX1InlZX1Fv2n3uxQefsNAFOxa/CU=");
  const auto text = encode_query(query);
  EXPECT_THAT(text, testing::HasSubstr(
                        "oauth_signature=SGo%2BJMDKjgz7pvJX1InlZX1Fv2n3uxQefsNAFOxa%2FCU%3D"));
  EXPECT_THAT(text, testing::HasSubstr("status=processing%2Ccompleted"));
  EXPECT_THAT(text, testing::Not(testing::HasSubstr("oauth_version")));
}

TEST(woocommerce_signing, encodes_base64) {
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("fo"), "Zm8=");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
}

}  // namespace
}  // namespace boekbrug::adapters::woocommerce_api
