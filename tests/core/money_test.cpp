#include "core/base/money.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace boekbrug::core {
namespace {

currency unit(std::string_view text) {
  return currency::parse(text).value();
}

TEST(currency, reads_three_letters) {
  EXPECT_EQ(unit("EUR"), currency::eur());
  EXPECT_EQ(unit("eur"), currency{});
  EXPECT_EQ(unit("usd").text(), "USD");
  for (const std::string_view text : {"", "EU", "EURO", "E R", "E1R", "\xC3\x89R"}) {
    ASSERT_FALSE(currency::parse(text)) << text;
    EXPECT_EQ(currency::parse(text).error().code, errc::invalid_input);
  }
}

TEST(currency, knows_its_minor_digits) {
  EXPECT_EQ(unit("EUR").minor_digits(), 2);
  EXPECT_EQ(unit("GBP").minor_digits(), 2);
  EXPECT_EQ(unit("JPY").minor_digits(), 0);
  EXPECT_EQ(unit("KWD").minor_digits(), 3);
}

TEST(money, rounds_half_away_from_zero) {
  EXPECT_EQ(to_minor(decimal{"1.005"}, currency::eur()).value(), 101);
  EXPECT_EQ(to_minor(decimal{"-1.005"}, currency::eur()).value(), -101);
  EXPECT_EQ(to_minor(decimal{"1.0049999"}, currency::eur()).value(), 100);
  EXPECT_EQ(to_minor(decimal{"2.5"}, unit("JPY")).value(), 3);
  EXPECT_EQ(to_minor(decimal{"2.0005"}, unit("KWD")).value(), 2001);
}

TEST(money, has_a_range) {
  EXPECT_EQ(to_minor(decimal{"90000000000000"}, currency::eur()).value(), 9'000'000'000'000'000);
  EXPECT_EQ(to_minor(decimal{"-90000000000000"}, currency::eur()).value(), -9'000'000'000'000'000);
  for (const auto* text : {"90000000000000.01", "-90000000000000.01", "999999999999999", "1e40"}) {
    const auto amount = to_minor(decimal{text}, currency::eur());
    ASSERT_FALSE(amount) << text;
    EXPECT_EQ(amount.error().code, errc::invalid_input);
  }
}

TEST(money, reads_amounts) {
  EXPECT_EQ(parse_minor("12.345", currency::eur()).value(), 1235);
  EXPECT_EQ(parse_minor("", currency::eur()).value(), 0);
  EXPECT_EQ(parse_minor("-0.01", currency::eur()).value(), -1);
  EXPECT_FALSE(parse_minor("12,34", currency::eur()));
  EXPECT_FALSE(parse_minor("EUR 12", currency::eur()));
  EXPECT_FALSE(parse_minor("999999999999999", currency::eur()));
}

TEST(money, writes_all_minor_digits) {
  EXPECT_EQ(to_text(123'450, currency::eur()), "1234.50");
  EXPECT_EQ(to_text(5, currency::eur()), "0.05");
  EXPECT_EQ(to_text(-5, currency::eur()), "-0.05");
  EXPECT_EQ(to_text(0, currency::eur()), "0.00");
  EXPECT_EQ(to_text(1500, unit("JPY")), "1500");
  EXPECT_EQ(to_text(0, unit("JPY")), "0");
  EXPECT_EQ(to_text(1, unit("KWD")), "0.001");
}

RC_GTEST_PROP(money_property, text_round_trip, ()) {
  const auto amount = *rc::gen::inRange<minor_units>(-9'000'000'000'000'000, 9'000'000'000'000'001);
  const auto in = unit(*rc::gen::element<std::string>("EUR", "JPY", "KWD"));
  RC_ASSERT(to_minor(from_minor(amount, in), in).value() == amount);
  // Texts hold at most 15 digits before the point: beyond it an amount of yen is not read back.
  const auto read = parse_minor(to_text(amount, in), in);
  const bool too_long =
      in.minor_digits() == 0 && (amount > 999'999'999'999'999 || amount < -999'999'999'999'999);
  RC_ASSERT(read.has_value() != too_long);
  RC_ASSERT((too_long || *read == amount));
}

RC_GTEST_PROP(money_property, sums_of_cents_are_exact, (std::vector<std::int32_t> cents)) {
  decimal sum;
  minor_units expected = 0;
  for (const auto each : cents) {
    sum += from_minor(each, currency::eur());
    expected += each;
  }
  RC_ASSERT(to_minor(sum, currency::eur()).value() == expected);
}

}  // namespace
}  // namespace boekbrug::core
