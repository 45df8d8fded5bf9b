#include "config/catalogue.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace boekbrug::config {
namespace {

class pages : public ::testing::Test {
protected:
  pages()
      : folder_{std::filesystem::temp_directory_path() /
                ("boekbrug-catalogue-" +
                 std::string{::testing::UnitTest::GetInstance()->current_test_info()->name()})} {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  ~pages() override { std::filesystem::remove_all(folder_); }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream{folder_ / name} << text;
  }
  core::result<catalogue> load() const { return catalogue::load(folder_.string()); }
  std::string problems() const {
    const auto made = load();
    return made ? "" : made.error().detail;
  }

  std::filesystem::path folder_;
};

constexpr auto good = R"(shop = "a"
ledger = "b"
offered = true
starts_from = "site"
price_month = "6.00"
price_year = "72.00"
trial_days = 30
)";

TEST(catalogue_built_in, offers_the_five_integrations_of_the_product) {
  const auto all = catalogue::load("").value();
  std::vector<std::string> offered;
  for (const auto& each : all.pages()) {
    if (each.offered) {
      offered.push_back(each.key);
      EXPECT_EQ(each.trial_days, 30U) << each.key;
    }
  }
  EXPECT_EQ(offered, (std::vector<std::string>{
                         "ccvshop-moneybird", "magento-moneybird", "mijnwebwinkel-eboekhouden",
                         "mijnwebwinkel-moneybird", "woocommerce-moneybird"}));
  EXPECT_EQ(all.pages().size(), 8U) << "every shop with every ledger";
  const auto* magento = all.find("magento", "moneybird");
  ASSERT_NE(magento, nullptr);
  EXPECT_EQ(magento->price_month, 2000);
  EXPECT_EQ(magento->price_year, 20000);
  EXPECT_TRUE(all.find("ccvshop", "moneybird")->from_app_store);
}

TEST(catalogue_built_in, says_why_a_pair_is_not_offered) {
  const auto all = catalogue::load("").value();
  EXPECT_TRUE(all.check_offered("woocommerce", "moneybird"));
  EXPECT_EQ(all.check_offered("woocommerce", "eboekhouden").error().detail,
            "woocommerce -> eboekhouden is not offered: its page woocommerce-eboekhouden.toml says "
            "offered = false");
  EXPECT_EQ(all.check_offered("shopify", "moneybird").error().detail,
            "shopify -> moneybird is not offered: it has no page in the catalogue");
}

TEST_F(pages, are_data) {
  write("a-b.toml", good);
  const auto made = load().value();
  ASSERT_EQ(made.pages().size(), 1U);
  EXPECT_EQ(made.pages()[0].price_year, 7200);
  EXPECT_TRUE(made.check_offered("a", "b"));
}

TEST_F(pages, tell_all_problems_with_their_file) {
  write("a-c.toml", good);
  write("x-y.toml",
        "shop = 1\nledger = \"y\"\noffered = true\nstarts_from = \"moon\"\n"
        "price_month = \"free\"\nprice_year = \"-1.00\"\ntrial_days = 900\nextra = 1\n");
  const auto text = problems();
  for (const auto* part :
       {"a-c.toml: the file's name must be shop and ledger: a-b", "x-y.toml: shop: expected a text",
        "starts_from: \"site\"", "price_month: expected an amount",
        "price_year: expected an amount", "trial_days: from 0 to 365", "extra: is unknown"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << "\nin: " << text;
  }
}

TEST_F(pages, name_the_line_of_a_broken_file) {
  write("a-b.toml", "shop = \"a\"\nledger = \n");
  EXPECT_NE(problems().find("a-b.toml:2: "), std::string::npos) << problems();
}

TEST_F(pages, need_their_folder) {
  EXPECT_EQ(catalogue::load("/nowhere/at/all").error().code, core::errc::invalid_input);
}

}  // namespace
}  // namespace boekbrug::config
