#include "adapters/shops/woocommerce/text.hpp"

#include <gtest/gtest.h>

namespace boekbrug::adapters::woocommerce_api {
namespace {

TEST(woocommerce_text, decodes_entities_once) {
  EXPECT_EQ(decode_entities("Kaars &amp; kandelaar"), "Kaars & kandelaar");
  EXPECT_EQ(decode_entities("&amp;lt;b&amp;gt;"), "&lt;b&gt;");
  EXPECT_EQ(decode_entities("&#8482; &#x20AC; &euro; &times;"), "\u2122 \u20ac \u20ac \u00d7");
  EXPECT_EQ(decode_entities("Caf&eacute; &Euml;n"), "Caf\u00e9 \u00cbn");
}

TEST(woocommerce_text, leaves_what_is_no_entity) {
  EXPECT_EQ(decode_entities("Jansen & Zn; AT&T &onzin; & &#; &#xZZ; &#0; &#1114112; &#55296;"),
            "Jansen & Zn; AT&T &onzin; & &#; &#xZZ; &#0; &#1114112; &#55296;");
  EXPECT_EQ(decode_entities("&"), "&");
  EXPECT_EQ(decode_entities("a&amp"), "a&amp");
}

TEST(woocommerce_text, strips_tags_and_blanks) {
  EXPECT_EQ(plain_text("<b>Extra</b> <span class=\"x\">kosten</span>"), "Extra kosten");
  EXPECT_EQ(plain_text("regel<br />regel</p><p>drie"), "regel regel drie");
  EXPECT_EQ(plain_text("  3 < 5 &lt;b&gt;\n\t x  "), "3 < 5 <b> x");
  EXPECT_EQ(plain_text("lang <b"), "lang <b");
  EXPECT_EQ(plain_text(""), "");
}

TEST(woocommerce_text, cuts_between_characters) {
  EXPECT_EQ(plain_text("caf\u00e9\u00e9", 5), "caf\u00e9");
  EXPECT_EQ(plain_text("caf\u00e9\u00e9", 4), "caf");
  EXPECT_EQ(cut("\u20ac", 2), "");
}

TEST(woocommerce_text, keeps_line_breaks_in_fields) {
  EXPECT_EQ(field_text(" a\nb &amp; c "), "a\nb & c");
}

TEST(woocommerce_text, finds_the_title_of_a_page) {
  EXPECT_EQ(page_title("<html><TITLE>Even  geduld &amp; zo</TITLE>"), "Even geduld & zo");
  EXPECT_EQ(page_title("<h1 class=a>502 Bad Gateway</h1>"), "502 Bad Gateway");
  EXPECT_EQ(page_title("<html><title>open"), "");
  EXPECT_EQ(page_title("niets"), "");
}

}  // namespace
}  // namespace boekbrug::adapters::woocommerce_api
