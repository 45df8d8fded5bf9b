#include "net/impl/redirect.hpp"
#include "net/impl/url.hpp"

#include <gtest/gtest.h>

#include <string>

namespace boekbrug::net::impl {
namespace {

TEST(url, is_taken_apart) {
  const auto plain = parse_url("http://Winkel.Example/wp-json?page=2#top");
  ASSERT_TRUE(plain);
  EXPECT_FALSE(plain->tls);
  EXPECT_EQ(plain->host, "winkel.example");
  EXPECT_EQ(plain->port, 80);
  EXPECT_EQ(plain->target, "/wp-json?page=2");

  const auto tls = parse_url("HTTPS://[2001:DB8::1]:8443?x");
  ASSERT_TRUE(tls);
  EXPECT_TRUE(tls->tls);
  EXPECT_EQ(tls->host, "2001:db8::1");
  EXPECT_EQ(tls->port, 8443);
  EXPECT_EQ(tls->target, "?x");
  std::string authority;
  append_authority(*tls, authority);
  EXPECT_EQ(authority, "[2001:db8::1]:8443");
}

TEST(url, own_port_is_left_out_of_the_authority) {
  std::string authority;
  append_authority(*parse_url("https://a.example:443/"), authority);
  append_authority(*parse_url("http://b.example:"), authority);
  append_authority(*parse_url("http://c.example:443"), authority);
  EXPECT_EQ(authority, "a.exampleb.examplec.example:443");
}

class bad_url : public testing::TestWithParam<std::string> {};

TEST_P(bad_url, is_refused) {
  const auto parsed = parse_url(GetParam());
  ASSERT_FALSE(parsed) << GetParam();
  EXPECT_EQ(parsed.error().code, core::errc::invalid_input);
}

INSTANTIATE_TEST_SUITE_P(
    url, bad_url,
    testing::Values("", "winkel.example", "ftp://winkel.example/", "file:///etc/passwd", "http://",
                    "http:///path", "http://user@winkel.example/", "http://good.example@127.0.0.1/",
                    "http://a b/", "http://a/\r\nX: y", "http://a/\x7f",
                    "http://caf\xc3\xa9.example/", "http://a:0/", "http://a:65536/", "http://a:8o/",
                    "http://a:-1/", "http://[::1/", "http://[::1]x/", "http://[fe80::1%25eth0]/",
                    "http://[]/", "http://a\\@b/", "http://a%2eb/",
                    "http://" + std::string(254, 'a') + "/"));

struct location_case {
  std::string from;
  std::string location;
  std::string expected;  // "" = not to be followed
};
class location : public testing::TestWithParam<location_case> {};

TEST_P(location, is_resolved) {
  const auto from = parse_url(GetParam().from);
  ASSERT_TRUE(from);
  EXPECT_EQ(resolve_location(*from, GetParam().location).value_or(""), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    url, location,
    testing::Values(location_case{"http://a/x/y?q", "https://b/z", "https://b/z"},
                    location_case{"https://a/x/y?q", "//b/z", "https://b/z"},
                    location_case{"https://a:81/x/y?q", "/z?r", "https://a:81/z?r"},
                    location_case{"http://a/x/y?q", "z", "http://a/x/z"},
                    location_case{"http://a/x/y?q", "../z/./w", "http://a/z/w"},
                    location_case{"http://a/x/y?q", "../../../..", "http://a/"},
                    location_case{"http://a/x/y?q", "?r", "http://a/x/y?r"},
                    location_case{"http://a", "z", "http://a/z"},
                    location_case{"http://a/x", "/caf\xc3\xa9 bar#f", "http://a/caf%C3%A9%20bar"},
                    location_case{"http://a/x", "", ""},
                    location_case{"http://a/x", "javascript:alert(1)", ""},
                    location_case{"http://a/x", "http://user:pw@b/", ""},
                    location_case{"http://[::1]:82/x", "/y", "http://[::1]:82/y"}));

TEST(redirect, the_same_party_is_the_same_host_and_port) {
  const auto same = [](const char* from, const char* to) {
    return same_party(*parse_url(from), *parse_url(to));
  };
  EXPECT_TRUE(same("http://a/", "http://A/other"));
  EXPECT_TRUE(same("http://a/", "https://a/"));
  EXPECT_FALSE(same("https://a/", "http://a/"));
  EXPECT_FALSE(same("http://a/", "http://b/"));
  EXPECT_FALSE(same("http://a:81/", "http://a:82/"));
  EXPECT_FALSE(same("http://a:81/", "https://a/"));
  EXPECT_FALSE(same("http://a/", "https://a:8443/"));
}

}  // namespace
}  // namespace boekbrug::net::impl
