// The twenty recorded orders against expectations worked out by hand.
#include "adapters/shops/woocommerce/woocommerce.hpp"
#include "core/base/decimal.hpp"
#include "core/time/time_text.hpp"
#include "support.hpp"

#include <gtest/gtest.h>

namespace boekbrug::test {
namespace {

using adapters::woocommerce;

struct rate_expected {
  const char* percent;
  const char* country;
  core::minor_units net;
  core::minor_units vat;
};

struct order_expected {
  int id;
  const char* status;
  const char* paid;  // UTC, "" = not
  core::minor_units total;
  core::minor_units total_vat;
  std::vector<rate_expected> rates;
  std::size_t lines;
  const char* billed;
  const char* shipped;
  core::minor_units refunded;
  const char* vat_number;
};

// Without it gtest prints the bytes, padding included.
void PrintTo(const order_expected& row, std::ostream* out) {
  *out << row.id;
}

const std::vector<order_expected>& table() {
  static const std::vector<order_expected> rows{
      {42,
       "processing",
       "2026-09-30T21:46:51",
       5275,
       712,
       {{"21", "NL", 2500, 526}, {"9", "NL", 2063, 186}},
       3,
       "NL",
       "NL",
       0,
       ""},
      {43,
       "processing",
       "",
       1692,
       202,
       {{"21", "NL", 573, 120}, {"9", "NL", 917, 82}},
       3,
       "NL",
       "NL",
       0,
       ""},
      {44,
       "completed",
       "2026-10-25T00:31:06",
       7693,
       1195,
       {{"21", "NL", 4705, 989}, {"9", "NL", 2293, 206}},
       4,
       "NL",
       "NL",
       0,
       ""},
      {45, "on-hold", "", 5448, 450, {{"9", "NL", 4998, 450}}, 3, "NL", "NL", 0, ""},
      {46,
       "completed",
       "",
       29405,
       3199,
       {{"9", "NL", 19211, 1729}, {"21", "NL", 6995, 1470}},
       3,
       "NL",
       "NL",
       0,
       "NL859512340B01"},
      {47, "processing", "2025-12-31T23:04:09", 32347, 0, {}, 3, "DE", "DE", 0, "DE811907980"},
      {48,
       "completed",
       "2026-03-29T01:02:37",
       24604,
       3685,
       {{"5.5", "FR", 3440, 189}, {"20", "FR", 17479, 3496}},
       3,
       "FR",
       "FR",
       0,
       ""},
      {49,
       "completed",
       "2026-03-29T01:00:25",
       5537,
       763,
       {{"21", "BE", 3173, 667}, {"6", "BE", 1601, 96}},
       3,
       "BE",
       "BE",
       1295,
       ""},
      {50, "processing", "2026-10-09T13:07:05", 18896, 0, {}, 2, "CH", "CH", 0, ""},
      {51, "processing", "2026-10-10T15:36:54", 0, 0, {{"21", "NL", 0, 0}}, 2, "NL", "NL", 0, ""},
      {52, "processing", "2026-10-11T07:08:38", 0, 0, {{"21", "NL", 0, 0}}, 2, "NL", "NL", 0, ""},
      {53,
       "completed",
       "2026-10-12T07:51:39",
       995,
       82,
       {{"9", "NL", 913, 82}},
       1,
       "NL",
       "NL",
       0,
       ""},
      {54,
       "completed",
       "2026-10-13T04:31:49",
       8040,
       346,
       {{"0", "NL", 1050, 0}, {"21", "NL", 1644, 346}},
       4,
       "NL",
       "NL",
       0,
       ""},
      {55,
       "processing",
       "2026-10-16T07:14:22",
       195640,
       33954,
       {{"21", "NL", 161686, 33954}},
       3,
       "NL",
       "NL",
       0,
       ""},
      {56,
       "refunded",
       "2026-10-14T20:17:53",
       10485,
       1820,
       {{"21", "NL", 8665, 1820}},
       3,
       "NL",
       "NL",
       10485,
       ""},
      {57,
       "processing",
       "2026-10-15T20:00:25",
       11029,
       1281,
       {{"21", "NL", 4429, 931}, {"9", "NL", 3885, 350}, {"0", "NL", 1434, 0}},
       4,
       "NL",
       "NL",
       1000,
       ""},
      {58,
       "completed",
       "2026-10-16T14:37:26",
       8336,
       1151,
       {{"21", "NL", 4196, 882}, {"9", "NL", 2989, 269}},
       4,
       "NL",
       "NL",
       0,
       ""},
      {59,
       "completed",
       "2026-10-17T11:39:51",
       25500,
       4426,
       {{"21", "NL", 21074, 4426}},
       1,
       "NL",
       "NL",
       0,
       ""},
      {60,
       "refunded",
       "2026-10-18T11:39:56",
       9413,
       1040,
       {{"19", "DE", 3788, 719}, {"7", "DE", 4585, 321}},
       3,
       "DE",
       "DE",
       9413,
       ""},
      {61,
       "processing",
       "2026-10-19T11:22:16",
       6897,
       1122,
       {{"21", "BE", 5164, 1085}, {"6", "BE", 611, 37}},
       3,
       "NL",
       "BE",
       0,
       ""}};
  return rows;
}

class woocommerce_orders : public testing::TestWithParam<order_expected> {
protected:
  const core::order& order() const { return order_; }

private:
  core::order order_ = order_of(GetParam().id);
};

TEST_P(woocommerce_orders, say_who_what_and_how_much) {
  const auto& expected = GetParam();
  EXPECT_EQ(order().id, std::to_string(expected.id));
  EXPECT_EQ(order().number, std::to_string(expected.id));
  EXPECT_EQ(order().status, expected.status);
  EXPECT_EQ(order().paid ? core::to_bare_text(*order().paid) : "", expected.paid);
  EXPECT_EQ(order().total, expected.total);
  EXPECT_EQ(order().total_vat, expected.total_vat);
  EXPECT_EQ(order().currency, core::currency::eur());
  EXPECT_TRUE(order().prices_include_vat);
  EXPECT_EQ(order().billing.country, expected.billed);
  EXPECT_EQ(order().shipping.country, expected.shipped);
  EXPECT_EQ(order().vat_number, expected.vat_number);
  EXPECT_FALSE(order().is_test);
  core::minor_units refunded = 0;
  for (const auto& credit : order().credits) {
    refunded += credit.amount;
  }
  EXPECT_EQ(refunded, expected.refunded);
}

TEST_P(woocommerce_orders, have_lines_that_add_up) {
  const auto& expected = GetParam();
  EXPECT_EQ(order().lines.size(), expected.lines);
  core::minor_units sum = 0;
  for (const auto& line : order().lines) {
    sum += line.net + line.vat;
    EXPECT_NE(line.kind, core::line_kind::rounding);
    EXPECT_FALSE(line.vat != 0 && !line.vat_percent) << line.name;
  }
  EXPECT_EQ(sum, expected.total);
}

TEST_P(woocommerce_orders, have_vat_per_rate) {
  const auto& expected = GetParam();
  ASSERT_EQ(order().vat_totals.size(), expected.rates.size());
  for (std::size_t at = 0; at < expected.rates.size(); ++at) {
    const auto& rate = expected.rates[at];
    EXPECT_EQ(core::to_text(order().vat_totals[at].percent), rate.percent);
    EXPECT_EQ(order().vat_totals[at].country, rate.country);
    EXPECT_EQ(order().vat_totals[at].net, rate.net);
    EXPECT_EQ(order().vat_totals[at].vat, rate.vat);
    // The lines say the same as the shop's own tax lines.
    core::minor_units net = 0;
    core::minor_units vat = 0;
    for (const auto& line : order().lines) {
      if (line.vat_percent && core::to_text(*line.vat_percent) == rate.percent) {
        EXPECT_EQ(line.vat_country, rate.country) << line.name;
        net += line.net;
        vat += line.vat;
      }
    }
    EXPECT_EQ(net, rate.net);
    EXPECT_EQ(vat, rate.vat);
  }
}

INSTANTIATE_TEST_SUITE_P(recorded, woocommerce_orders, testing::ValuesIn(table()),
                         [](const auto& row) { return std::to_string(row.param.id); });

TEST(woocommerce_order, page_gives_all_twenty) {
  const auto page =
      woocommerce().period_answer(shop(), "", answer(200, load("orders-page-1.json"))).value();
  EXPECT_EQ(page.orders.size(), 20U);
  EXPECT_TRUE(page.unreadable.empty());
}

TEST(woocommerce_order, lines_of_a_mixed_order) {
  const auto order = order_of(54);
  const auto& gift = order.lines.at(0);
  EXPECT_EQ(gift.name, "Cadeaubon \u20ac 25");
  EXPECT_EQ(gift.quantity, 2);
  EXPECT_EQ(gift.net, 5000);
  EXPECT_EQ(gift.vat_percent, std::nullopt) << "no rate is not a rate of 0";
  EXPECT_EQ(gift.vat_country, "");
  const auto& stamps = order.lines.at(1);
  ASSERT_TRUE(stamps.vat_percent);
  EXPECT_EQ(*stamps.vat_percent, 0);
  EXPECT_EQ(stamps.vat_country, "NL");
  EXPECT_EQ(order.lines.at(2).sku, "MOK-300");
  EXPECT_EQ(order.lines.at(2).product_id, "14");
  EXPECT_EQ(order.lines.at(3).kind, core::line_kind::shipping);
  EXPECT_EQ(order.lines.at(3).name, "PostNL pakket");
  EXPECT_EQ(order.lines.at(3).quantity, 1);
}

TEST(woocommerce_order, names_are_plain_text_with_the_variant) {
  EXPECT_EQ(order_of(43).lines.at(0).name, "Kaars & kandelaar");
  EXPECT_EQ(order_of(56).lines.at(0).name, "Trui merino - Rood, M");
  EXPECT_EQ(order_of(56).lines.at(0).product_id, "32");
  EXPECT_EQ(order_of(42).lines.at(0).name, "Mok \"Vlas\" \u2013 300 ml");
}

TEST(woocommerce_order, a_negative_fee_is_a_discount) {
  const auto fee = order_of(44).lines.at(3);
  EXPECT_EQ(fee.kind, core::line_kind::discount);
  EXPECT_EQ(fee.name, "Vaste-klantkorting");
  EXPECT_EQ(fee.net, -500);
  EXPECT_EQ(fee.vat, 0);
  EXPECT_EQ(fee.vat_percent, std::nullopt);
  EXPECT_EQ(order_of(55).lines.at(2).kind, core::line_kind::fee);
}

TEST(woocommerce_order, times_are_utc) {
  // 23:45 on 30 September in Amsterdam; both local 02:30 of the autumn hour.
  EXPECT_EQ(order_of(42).created, at("2026-09-30T21:45:10"));
  EXPECT_EQ(order_of(44).created, at("2026-10-25T00:30:00"));
  EXPECT_EQ(order_of(45).created, at("2026-10-25T01:30:00"));
  EXPECT_EQ(order_of(45).modified, at("2026-10-25T01:30:05"));
  EXPECT_EQ(order_of(46).completed, at("2026-01-02T10:36:01"));
  EXPECT_EQ(order_of(42).completed, std::nullopt);
}

TEST(woocommerce_order, people) {
  const auto order = order_of(46);
  EXPECT_EQ(order.customer_id, "4");
  EXPECT_EQ(order.billing.street, "Industrieweg 44");
  EXPECT_FALSE(order.billing.company.empty());
  EXPECT_THAT(order.billing.email, testing::HasSubstr("@"));
  EXPECT_EQ(order.shipping.email, "");
  EXPECT_FALSE(order.vat_exempt);
  EXPECT_TRUE(order_of(47).vat_exempt);
  EXPECT_EQ(order_of(42).customer_id, "0");
  EXPECT_EQ(order_of(42).customer_note, "Graag cadeau inpakken \U0001F381\nzonder bon, s.v.p.");
}

TEST(woocommerce_order, payment) {
  const auto order = order_of(42);
  EXPECT_EQ(order.payment_method, "mollie_wc_gateway_ideal");
  EXPECT_EQ(order.payment_method_title, "iDEAL");
  EXPECT_EQ(order.transaction_id, "tr_jMUKJh4Hh5");
  const auto refunded = order_of(49);
  ASSERT_EQ(refunded.credits.size(), 1U);
  EXPECT_EQ(refunded.credits.front().id, "95");
  EXPECT_EQ(refunded.credits.front().reason, "E\u00e9n mok gebroken");
}

TEST(woocommerce_order, downloads_are_services) {
  EXPECT_TRUE(order_of(53).lines.at(0).is_service);
  EXPECT_FALSE(order_of(42).lines.at(0).is_service);
}

}  // namespace
}  // namespace boekbrug::test
