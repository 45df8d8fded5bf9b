// Arithmetic, clock and pricing on their own.

#include "sim/mijnwebwinkel/pricing.hpp"
#include "tests/sim/mijnwebwinkel/fixture.hpp"

namespace boekbrug::sim::mijnwebwinkel::test {
namespace {

TEST(amounts, texts) {
  EXPECT_EQ(cents_text(-379), "-3.79");
  EXPECT_EQ(micros_text(-3'132'231), "-3.132231");
  EXPECT_EQ(rate_text(550), "5.50");
  EXPECT_EQ(short_rate_text(550), "5.5");
  EXPECT_EQ(short_rate_text(2100), "21");
  EXPECT_EQ(short_rate_text(0), "0");
  EXPECT_EQ(parse_amount("47.450000"), 47'450'000);
  EXPECT_EQ(parse_amount("-0.5"), -500'000);
  for (const auto* bad :
       {"", "-", ".5", "1.", "1,5", "1.2345678", "1e3", "--1", "99999999999999999999"}) {
    EXPECT_EQ(parse_amount(bad), std::nullopt) << bad;
  }
}

TEST(amounts, rounding) {
  EXPECT_EQ(net_of(3790, 2100), 31'322'314);  // the example of the reference
  EXPECT_EQ(net_of(-379, 2100), -3'132'231);
  EXPECT_EQ(vat_in(4156, 2100), 721);
  EXPECT_EQ(vat_in(1165, 900), 96);
  EXPECT_EQ(multiply_divide(-1, 1, 2), -1);
}

TEST(clock, summer_and_winter) {
  const auto at = [](std::string_view utc) {
    const seconds_utc when{parse_date_time(utc)->time_since_epoch()};
    return date_text(to_wall(when)) + " " + clock_text(to_wall(when));
  };
  EXPECT_EQ(at("2026-03-29T00:59:59"), "2026-03-29 01:59:59");
  EXPECT_EQ(at("2026-03-29T01:00:00"), "2026-03-29 03:00:00");
  EXPECT_EQ(at("2026-10-25T00:59:59"), "2026-10-25 02:59:59");
  EXPECT_EQ(at("2026-10-25T01:00:00"), "2026-10-25 02:00:00");
  EXPECT_EQ(at("2025-12-31T23:30:00"), "2026-01-01 00:30:00");
  for (std::int64_t hour = 0; hour < 24 * 370; ++hour) {
    const seconds_utc when{std::chrono::seconds{1'735'689'600 + hour * 3'600}};
    const seconds_utc back = from_wall(to_wall(when));
    // Of the hour that comes twice the first one is taken.
    EXPECT_TRUE(back == when || back + std::chrono::hours{1} == when);
  }
}

TEST(pricing, discount_and_proportional_costs) {
  const rate_sums goods{{900, 1295}, {2100, 3790}};
  const auto off = percent_off(10, goods);
  ASSERT_EQ(off.size(), 2U);
  EXPECT_EQ(off[0].gross, -379);
  EXPECT_EQ(off[1].gross, -130);
  EXPECT_EQ(off[1].net, -1'192'661);
  for (cents amount = -700; amount <= 700; amount += 7) {
    cents sum = 0;
    for (const auto& part : spread(amount, goods)) {
      sum += part.gross;
    }
    EXPECT_EQ(sum, amount);
  }
  EXPECT_EQ(spread(500, {}).front().gross, 500);
}

TEST(pricing, prices_without_vat_and_without_any) {
  tax_context taxes;
  taxes.prices_include_tax = false;
  const auto part = make_part(0, 35, 3, vat_kind::standard, taxes);
  EXPECT_EQ(part.gross, 127);
  EXPECT_EQ(part.net, 1'050'000);
  taxes.prices_include_tax = true;
  taxes.taxed = false;
  const auto export_part = make_part(1845, 0, 2, vat_kind::standard, taxes);
  EXPECT_EQ(export_part.rate, 0);
  EXPECT_EQ(export_part.net, 30'495'868);
  EXPECT_EQ(export_part.gross, 3050);
}

}  // namespace
}  // namespace boekbrug::sim::mijnwebwinkel::test
