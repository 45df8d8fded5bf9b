#include "adapters/shops/woocommerce/probe_address.hpp"

#include <gtest/gtest.h>

namespace boekbrug::adapters::woocommerce_api {
namespace {

TEST(woocommerce_address, what_merchants_type) {
  const std::vector<std::pair<const char*, const char*>> rows{
      {"winkel.example", "https://winkel.example"},
      {"  Winkel.Example/  ", "https://winkel.example"},
      {"https://www.winkel.example/shop/", "https://www.winkel.example"},
      {"HTTP://winkel.example", "http://winkel.example"},
      {"https://winkel.example:443/", "https://winkel.example"},
      {"http://winkel.example:80", "http://winkel.example"},
      {"https://winkel.example:8443/blog/wp-admin/edit.php?post_type=shop_order",
       "https://winkel.example:8443/blog"},
      {"winkel.example/wp-json/wc/v3", "https://winkel.example"},
      {"winkel.example/nl/winkel/trui#x", "https://winkel.example/nl"},
      {"winkel.example?x=1", "https://winkel.example"},
      {"http://127.0.0.1:8080/w", "http://127.0.0.1:8080/w"},
      {"http://[::1]:8080", "http://[::1]:8080"},
      {"https://[::1]/", "https://[::1]"}};
  for (const auto& [typed, expected] : rows) {
    const auto base = canonical_base(typed);
    ASSERT_TRUE(base) << typed;
    EXPECT_EQ(*base, expected);
    EXPECT_EQ(*canonical_base(*base), *base) << "stable";
  }
}

TEST(woocommerce_address, what_is_none) {
  for (const char* const typed :
       {"", "   ", "ftp://winkel.example", "javascript:alert(1)", "https://", "https:///x",
        "win kel.example", "https://user:pass@winkel.example", "winkel.example:0",
        "winkel.example:99999", "winkel.example:x", "winkel.example/a b", "winkel.example/\r\nX: y",
        "https://winkel.example\r\nHost: x", ".example", "-x.example", "[::1",
        "win\xC3\xABkel.example"}) {
    const auto base = canonical_base(typed);
    ASSERT_FALSE(base) << typed;
    EXPECT_EQ(base.error().code, core::errc::invalid_input);
  }
}

TEST(woocommerce_address, parts) {
  EXPECT_EQ(bare_host("https://WWW.winkel.example:8443/x"), "winkel.example");
  EXPECT_EQ(bare_host("https://[::1]:8443/x"), "[::1]");
  EXPECT_EQ(origin_of("https://winkel.example:8443/x?y"), "https://winkel.example:8443");
  EXPECT_EQ(folder_of("https://winkel.example/a/b/?c=d"), "/a/b");
  EXPECT_EQ(folder_of("https://winkel.example"), "");
  EXPECT_EQ(scheme_of("HTTPS://x"), "https");
  EXPECT_EQ(scheme_of("x"), "");
  EXPECT_EQ(typed_scheme(" Http://x"), "http");
  EXPECT_EQ(typed_scheme("x"), "");
}

}  // namespace
}  // namespace boekbrug::adapters::woocommerce_api
