#include "core/http/http_message.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace boekbrug::core {
namespace {

TEST(http_message, finds_headers_whatever_their_case) {
  http_response answer;
  answer.headers = {{"Content-Type", "text/html"}, {"X-WP-Total", "3"}, {"x-wp-total", "4"}};
  EXPECT_EQ(answer.header("content-type"), "text/html");
  EXPECT_EQ(answer.header("X-Wp-TOTAL"), "3") << "the first one";
  EXPECT_EQ(answer.header("X-WP"), "");
  EXPECT_EQ(answer.header(""), "");
}

TEST(http_message, names_methods) {
  EXPECT_EQ(name(http_method::get), "GET");
  EXPECT_EQ(name(http_method::post), "POST");
  EXPECT_EQ(name(http_method::put), "PUT");
  EXPECT_EQ(name(http_method::patch), "PATCH");
  EXPECT_EQ(name(http_method::del), "DELETE");
  EXPECT_EQ(name(http_method::head), "HEAD");
}

TEST(http_message, redacts_what_may_be_secret) {
  const std::pair<std::string_view, std::string_view> table[] = {
      {"https://winkel.example/wp-json/wc/v3/orders?consumer_key=ck_1&consumer_secret=cs_1",
       "https://winkel.example/wp-json/wc/v3/orders"},
      {"https://user:password@winkel.example/path#fragment", "https://winkel.example/path"},
      {"https://user:pass@word@winkel.example", "https://winkel.example"},
      {"https://winkel.example:8443/a@b", "https://winkel.example:8443/a@b"},
      {"https://winkel.example?key=1", "https://winkel.example"},
      {"https://user:pw@winkel.example?x=a/b", "https://winkel.example"},
      {"", ""},
  };
  for (const auto& [url, expected] : table) {
    EXPECT_EQ(redacted(url), expected);
  }
}

TEST(http_message, percent_encodes) {
  EXPECT_EQ(percent_encode("AZaz09-._~"), "AZaz09-._~");
  EXPECT_EQ(percent_encode("jan@voorbeeld.nl"), "jan%40voorbeeld.nl");
  EXPECT_EQ(percent_encode("a b&c=d/e+f%"), "a%20b%26c%3Dd%2Fe%2Bf%25");
  EXPECT_EQ(percent_encode("\xC3\xA9"), "%C3%A9");
  EXPECT_EQ(percent_encode(std::string_view{"\0", 1}), "%00");
}

RC_GTEST_PROP(http_message_property, decoding_gives_the_text_back, (std::string text)) {
  const auto encoded = percent_encode(text);
  std::string decoded;
  for (std::size_t i = 0; i < encoded.size(); ++i) {
    if (encoded[i] == '%') {
      decoded += static_cast<char>(std::stoi(encoded.substr(i + 1, 2), nullptr, 16));
      i += 2;
    } else {
      RC_ASSERT(std::isalnum(static_cast<unsigned char>(encoded[i])) != 0 ||
                std::string_view{"-._~"}.find(encoded[i]) != std::string_view::npos);
      decoded += encoded[i];
    }
  }
  RC_ASSERT(decoded == text);
}

RC_GTEST_PROP(http_message_property, a_query_never_survives, (std::string secret)) {
  RC_PRE(secret.find('@') == std::string::npos);
  RC_ASSERT(redacted("https://h.example/p?k=" + secret) == "https://h.example/p");
}

}  // namespace
}  // namespace boekbrug::core
