// Generated orders add up the way section 4 of the reference says.

#include "tests/sim/ccvshop/fixture.hpp"
#include "tests/sim/ccvshop/section_four.hpp"

#include <algorithm>

namespace boekbrug::sim::ccvshop::test {
namespace {

class ccv_adding_up : public shop_test {
protected:
  struct tally {
    int orders = 0, excluding = 0, discounts = 0, fees = 0, points = 0, negative_costs = 0;
    int fractions = 0, attributes = 0, deposits = 0, foreign_rates = 0, guests = 0, zero = 0;
    int untaxed_shipping = 0, platform = 0, intra = 0, no_vat = 0;
    std::int64_t worst_vat = 0;
  };

  void count_row(tally& sums, const json_members& row) {
    sums.fractions += member(row, "count")->find('.') != std::string::npos ? 1 : 0;
    sums.attributes += *member(row, "attributes") != "[]" ? 1 : 0;
    sums.deposits += member(row, "product_type")->find("deposit") != std::string::npos ? 1 : 0;
    const auto rate = hundredths(*member(row, "tax"));
    sums.foreign_rates += rate != 0 && rate != 900 && rate != 2100 ? 1 : 0;
  }

  void count_order(tally& sums, const json_members& order) {
    const auto cents = [&](std::string_view name) { return hundredths(*member(order, name)); };
    const auto is = [&](std::string_view name, std::string_view value) {
      return *member(order, name) == value ? 1 : 0;
    };
    ++sums.orders;
    sums.excluding += is("order_row_taxes_included", "false");
    sums.discounts += cents("total_discounts") != 0 ? 1 : 0;
    sums.fees += cents("paymethod_costs") + cents("extra_payment_option_price") != 0 ? 1 : 0;
    sums.points += cents("credit_point_discount") != 0 ? 1 : 0;
    sums.negative_costs += cents("extra_costs") < 0 ? 1 : 0;
    sums.zero += cents("total_price") == 0 ? 1 : 0;
    sums.untaxed_shipping += is("shipping_taxes_included", "false");
    sums.platform += is("is_platform_sale", "true");
    sums.intra += is("is_intra_community_order", "true");
    sums.no_vat += is("taxes_included", "false");
    sums.guests += member(order, "user")->find(R"("id":null)") != std::string::npos ? 1 : 0;
    EXPECT_GE(cents("total_price"), 0);
    const auto coupon = split_object(*member(order, "discountcoupon"));
    EXPECT_NE(member(coupon, "code"), nullptr);
  }

  /// Reads all orders with their rows and compares.
  void check(const std::string& options, tally& sums, std::int64_t vat_off_per_part) {
    start(options);
    for (const auto& order : all("orders?size=250")) {
      const std::string id = *member(order, "id");
      const auto rows = all("orders/" + id + "/orderrows?size=250");
      const reading found = section_four{order, rows}.read();
      EXPECT_EQ(found.total, hundredths(*member(order, "total_price"))) << join_object(order);
      const auto off = std::llabs(found.vat - hundredths(*member(order, "total_tax")));
      EXPECT_LE(off, vat_off_per_part * static_cast<std::int64_t>(rows.size() + 4))
          << join_object(order);
      sums.worst_vat = std::max<std::int64_t>(sums.worst_vat, off);
      count_order(sums, order);
      for (const auto& row : rows) {
        count_row(sums, row);
      }
    }
  }

  static std::string options_of(int seed, const std::string& more) {
    return R"({"orders":60,"limit_get":0,"seed":)" + std::to_string(seed) + more + "}";
  }
};

constexpr const char* rich_mix =
    R"(,"mix":{"excluding_vat":0.4,"coupon":0.4,"free_shipping":0.3,"row_discount":0.3,)"
    R"("credit_points":0.4,"customer_discount":0.2,"payment_fee":0.4,"payment_option":0.3,)"
    R"("extra_costs":0.2,"extra_discount":0.3,"oss":0.2,"reverse_charge":0.1,"outside_eu":0.05,)"
    R"("shipping_untaxed":0.2,"platform_sale":0.1,"no_vat_shown":0.1,"zero_total":0.05,)"
    R"("edited":0.2,"deleted":0.05})";

TEST_F(ccv_adding_up, to_the_cent_over_many_seeds) {
  tally sums;
  for (int seed = 1; seed <= 40; ++seed) {
    check(options_of(seed, seed % 2 == 0 ? "" : rich_mix), sums, 0);
  }
  EXPECT_GT(sums.orders, 1800);
  EXPECT_EQ(sums.worst_vat, 0);
  for (const int seen :
       {sums.excluding, sums.discounts, sums.fees, sums.points, sums.negative_costs, sums.fractions,
        sums.attributes, sums.deposits, sums.foreign_rates, sums.guests, sums.zero,
        sums.untaxed_shipping, sums.platform, sums.intra, sums.no_vat}) {
    EXPECT_GT(seen, 5);
  }
}

TEST_F(ccv_adding_up, vat_rounded_per_line_differs_by_cents_at_most) {
  tally sums;
  for (int seed = 1; seed <= 10; ++seed) {
    // On top of excl. prices the rounding of the VAT decides the total too.
    const std::string mix =
        R"(,"tax_rounding":"per_line","mix":{"excluding_vat":0,"coupon":0.4,"payment_fee":0.4})";
    check(options_of(seed, mix), sums, 1);
  }
  EXPECT_GT(sums.worst_vat, 0);
}

TEST_F(ccv_adding_up, signs_of_discounts_do_not_change_the_sums) {
  tally sums;
  check(options_of(7, std::string{rich_mix} +
                          R"(,"discount_sign":"negative","credit_points_sign":"negative")"),
        sums, 0);
  EXPECT_GT(sums.discounts, 0);
  int negative = 0;
  for (const auto& order : all("orders?size=250")) {
    EXPECT_LE(hundredths(*member(order, "total_discounts")), 0);
    negative += hundredths(*member(order, "credit_point_discount")) < 0 ? 1 : 0;
  }
  EXPECT_GT(negative, 0);
}

TEST_F(ccv_adding_up, free_shipping_within_the_discounts) {
  start(R"({"orders":120,"free_shipping":"discount",)"
        R"("mix":{"free_shipping":1,"coupon":0,"zero_total":0}})");
  int seen = 0;
  for (const auto& order : all("orders?size=250")) {
    const auto shipping = hundredths(*member(order, "total_shipping"));
    EXPECT_EQ(hundredths(*member(order, "total_discounts")), shipping);
    seen += shipping > 0 ? 1 : 0;
  }
  EXPECT_GT(seen, 20);
}

TEST_F(ccv_adding_up, worked_example_of_the_reference) {
  auto order = split_object(data_file("example-order.json"));
  std::vector<json_members> rows;
  for (const auto& row : split_array(*member(order, "rows"))) {
    rows.push_back(split_object(row));
  }
  const reading found = section_four{order, rows}.read();
  EXPECT_EQ(found.total, 8030);
  EXPECT_EQ(found.vat, 909);
  EXPECT_EQ(found.gross.at(900), 5320);
  EXPECT_EQ(found.gross.at(2100), 2710);
}

TEST_F(ccv_adding_up, numbers_are_integers_or_short_decimals) {
  start(R"({"orders":40})");
  bool whole = false;
  bool broken = false;
  for (const auto& order : all("orders")) {
    const std::string total = *member(order, "total_price");
    const std::size_t point = total.find('.');
    EXPECT_TRUE(point == std::string::npos || !total.ends_with('0')) << total;
    const std::string shipping = *member(order, "total_shipping");
    whole = whole || (point == std::string::npos) || shipping == "0";
    broken = broken || point != std::string::npos;
  }
  EXPECT_TRUE(whole && broken);
}

}  // namespace
}  // namespace boekbrug::sim::ccvshop::test
