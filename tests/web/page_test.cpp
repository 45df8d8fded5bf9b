// What the install page says in each stage, and that nothing of a shop's text becomes markup.

#include "web/page.hpp"

#include <gtest/gtest.h>

namespace boekbrug::web {
namespace {

install_view view_in(install_stage stage) {
  install_view view;
  view.stage = stage;
  view.api_public = "kT3^demo";
  view.shop = "https://shop.example.nl";
  view.return_url = "https://shop.example.nl/onderhoud/AppStore/?a=1&b=2";
  view.received = "14-03-2026 11:05";
  return view;
}

bool has(const std::string& page, const std::string& text) {
  return page.find(text) != std::string::npos;
}

TEST(install_page_of, a_received_shop_shows_the_lines_of_the_install_file) {
  const auto page = install_page(view_in(install_stage::received));
  EXPECT_TRUE(has(page, "<html lang=\"nl\">"));
  EXPECT_TRUE(has(page, "https://shop.example.nl"));
  EXPECT_TRUE(has(page, "&quot;app_install&quot;: &quot;kT3^demo&quot;")) << page;
  EXPECT_TRUE(has(page, "boekbrug install"));
  EXPECT_FALSE(has(page, "Terug naar de webshop")) << "only once it is installed";
}

TEST(install_page_of, an_installed_shop_leads_back) {
  const auto page = install_page(view_in(install_stage::installed));
  EXPECT_TRUE(has(page, "href=\"https://shop.example.nl/onderhoud/AppStore/?a=1&amp;b=2\""));
  EXPECT_TRUE(has(page, ">Terug naar de webshop<"));
  auto view = view_in(install_stage::installed);
  view.return_url.clear();
  EXPECT_FALSE(has(install_page(view), "href"));
}

TEST(install_page_of, other_stages_have_no_link) {
  for (const auto stage : {install_stage::unknown_shop, install_stage::not_told}) {
    const auto page = install_page(view_in(stage));
    EXPECT_FALSE(has(page, "href")) << page;
    EXPECT_TRUE(has(page, "<h1>"));
  }
}

TEST(install_page_of, english_is_spoken_when_it_is_asked_for) {
  auto view = view_in(install_stage::installed);
  view.language = "en";
  EXPECT_TRUE(has(install_page(view), "Back to the web shop"));
  EXPECT_TRUE(has(install_page(view), "<html lang=\"en\">"));
  view.language = "fr";
  EXPECT_TRUE(has(install_page(view), "Terug naar de webshop"));
  EXPECT_TRUE(has(refused_page("en"), "This link is not right"));
  EXPECT_TRUE(has(failed_page("nl"), "Dat lukt nu niet"));
}

TEST(install_page_of, a_hostile_shop_gets_no_markup_in) {
  auto view = view_in(install_stage::received);
  view.api_public = "k\"\\<script>\x01";
  view.shop = "https://x.nl/<img src=a onerror=alert('1')>";
  const auto page = install_page(view);
  EXPECT_FALSE(has(page, "<script>"));
  EXPECT_FALSE(has(page, "<img"));
  EXPECT_TRUE(has(page, "&quot;k\\&quot;\\\\&lt;script&gt;\\u0001&quot;")) << page;
}

}  // namespace
}  // namespace boekbrug::web
