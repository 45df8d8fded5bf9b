#include "core/base/decimal.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace boekbrug::core {
namespace {

decimal parsed(std::string_view text) {
  return parse_decimal(text).value();
}

TEST(decimal_text, reads_plain_numbers) {
  EXPECT_EQ(parsed("0"), decimal{0});
  EXPECT_EQ(parsed("-12.345") * 1000, decimal{-12'345});
  EXPECT_EQ(parsed("0.1") + parsed("0.2"), parsed("0.3")) << "exact, unlike binary floating point";
  EXPECT_EQ(parsed("0001.50"), parsed("1.5"));
  EXPECT_EQ(parsed("-0"), decimal{0});
  EXPECT_EQ(parsed("999999999999999.999999999999999"),
            decimal{"1000000000000000"} - parsed("0.000000000000001"));
}

TEST(decimal_text, refuses_everything_else) {
  for (const std::string_view text : {"",
                                      "-",
                                      "+",
                                      ".",
                                      "-.",
                                      " 1",
                                      "1 ",
                                      "1,5",
                                      "1.5.2",
                                      "1e3",
                                      "0x10",
                                      "abc",
                                      "NaN",
                                      "inf",
                                      "--1",
                                      "1-",
                                      "12345678901234567",
                                      "0.1234567890123456",
                                      "1.2\n",
                                      "1'000"}) {
    const auto result = parse_decimal(text);
    ASSERT_FALSE(result) << '"' << text << '"';
    EXPECT_EQ(result.error().code, errc::invalid_input);
  }
  EXPECT_FALSE(parse_decimal(std::string(10'000, '1')));
  EXPECT_FALSE(parse_decimal(std::string(10'000, '0')));
  EXPECT_FALSE(parse_decimal(std::string_view{"1\0", 2}));
}

TEST(decimal_text, writes_the_shortest_plain_text) {
  EXPECT_EQ(to_text(parsed("21.00")), "21");
  EXPECT_EQ(to_text(parsed("5.50")), "5.5");
  EXPECT_EQ(to_text(parsed("-0.125")), "-0.125");
  EXPECT_EQ(to_text(parsed("100")), "100");
  EXPECT_EQ(to_text(decimal{0}), "0");
  EXPECT_EQ(to_text(parsed("-0.0")), "0");
  EXPECT_EQ(to_text(parsed("0.000000000000001")), "0.000000000000001");
  EXPECT_EQ(to_text(decimal{1} / 3), "0.333333333333333");
  EXPECT_EQ(to_text(decimal{-2} / 3), "-0.666666666666667");
  EXPECT_EQ(to_text(decimal{"1e-30"}), "0");
  EXPECT_EQ(to_text(decimal{"-1e-30"}), "0");
}

TEST(decimal_rounding, goes_away_from_zero_on_a_half) {
  EXPECT_EQ(round_half_away(parsed("2.5"), 0), decimal{3});
  EXPECT_EQ(round_half_away(parsed("-2.5"), 0), decimal{-3});
  EXPECT_EQ(round_half_away(parsed("2.4999999"), 0), decimal{2});
  EXPECT_EQ(round_half_away(parsed("1.005"), 2), parsed("1.01"));
  EXPECT_EQ(round_half_away(parsed("-1.005"), 2), parsed("-1.01"));
  EXPECT_EQ(round_half_away(parsed("2.675"), 2), parsed("2.68"));
  EXPECT_EQ(round_half_away(parsed("0.125"), 3), parsed("0.125"));
  EXPECT_EQ(round_half_away(parsed("10.50") * parsed("0.21"), 2), parsed("2.21"));
}

/// Up to 15 digits on either side.
rc::Gen<std::string> plain_numbers() {
  return rc::gen::map(
      rc::gen::tuple(
          rc::gen::arbitrary<bool>(), rc::gen::inRange<std::int64_t>(0, 999'999'999'999'999),
          rc::gen::inRange<std::int64_t>(0, 999'999'999'999'999), rc::gen::inRange(0, 16)),
      [](const auto& parts) {
        const auto& [negative, whole, fraction, digits] = parts;
        auto tail = std::to_string(1'000'000'000'000'000 + fraction)
                        .substr(1, static_cast<std::size_t>(digits));
        return (negative ? "-" : "") + std::to_string(whole) + (tail.empty() ? "" : "." + tail);
      });
}

RC_GTEST_PROP(decimal_property, parse_of_text_is_the_value, ()) {
  const auto value = parsed(*plain_numbers());
  RC_ASSERT(parsed(to_text(value)) == value);
}

RC_GTEST_PROP(decimal_property, text_is_canonical, ()) {
  const auto text = *plain_numbers();
  const auto shortest = to_text(parsed(text));
  RC_ASSERT(shortest == to_text(parsed(shortest)));
  RC_ASSERT(shortest.size() <= text.size());
  RC_ASSERT(shortest.find_first_of("eE+ ") == std::string::npos);
}

RC_GTEST_PROP(decimal_property, rounding_is_near_symmetric_and_stable, ()) {
  const auto value = parsed(*plain_numbers());
  const auto digits = *rc::gen::inRange(0, 16);
  const auto rounded = round_half_away(value, digits);
  decimal unit{1};
  for (int i = 0; i < digits; ++i) {
    unit /= 10;
  }
  const decimal off = rounded > value ? decimal{rounded - value} : decimal{value - rounded};
  RC_ASSERT(off * 2 <= unit);
  RC_ASSERT(round_half_away(-value, digits) == -rounded);
  RC_ASSERT(round_half_away(rounded, digits) == rounded);
}

}  // namespace
}  // namespace boekbrug::core
