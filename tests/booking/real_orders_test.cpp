// The orders of a real shop: total and VAT per rate to the cent.

#include "core/sync/judge.hpp"
#include "fixtures.hpp"
#include "shop_orders.hpp"

namespace boekbrug::test {
namespace {

using namespace core;

struct expected_order {
  const char* id;
  const char* total;
  std::map<std::string, std::string> vat;  // per rate, as the shop's tax lines say
  proof_rule rule;
};

class real_order : public testing::TestWithParam<expected_order> {};

TEST_P(real_order, IsBookedToTheCent) {
  const expected_order& expected = GetParam();
  const world here;
  const booking_plan plan = make_plan(shop_order(expected.id), here.context()).value();
  EXPECT_EQ(to_text(plan.total, plan.currency), expected.total);
  std::map<std::string, std::string> vat;
  for (const plan_vat& rate : plan.vat) {
    vat[rate.rate_id] = to_text(rate.vat, plan.currency);
  }
  if (expected.vat.count("none") == 0) {
    vat.erase("none");  // the other side of a rounding pair
  }
  EXPECT_EQ(vat, expected.vat);
  EXPECT_EQ(plan.rule, expected.rule);
  EXPECT_TRUE(check_plan(plan, ledger_arithmetic::per_rate));
}

constexpr auto plain = proof_rule::as_charged;
constexpr auto pair = proof_rule::rounding_pair;

// The VAT is tax_total + shipping_tax_total of the shop's tax lines.
const expected_order expected_orders[] = {
    {"42", "52.75", {{"high", "5.26"}, {"low", "1.86"}}, pair},
    {"43", "16.92", {{"high", "1.20"}, {"low", "0.82"}}, plain},
    {"44", "76.93", {{"high", "9.89"}, {"low", "2.06"}, {"none", "0.00"}}, pair},
    {"45", "54.48", {{"low", "4.50"}}, plain},
    {"46", "294.05", {{"high", "14.70"}, {"low", "17.29"}}, pair},
    {"47", "323.47", {{"eu-goods", "0.00"}}, plain},
    {"48", "246.04", {{"FR-20", "34.96"}, {"FR-5.5", "1.89"}}, plain},
    {"49", "55.37", {{"BE-21", "6.67"}, {"BE-6", "0.96"}}, pair},
    {"50", "188.96", {{"outside", "0.00"}}, plain},
    {"51", "0.00", {{"high", "0.00"}}, plain},
    {"52", "0.00", {{"high", "0.00"}}, plain},
    {"53", "9.95", {{"low", "0.82"}}, plain},
    {"54", "80.40", {{"high", "3.46"}, {"zero", "0.00"}, {"none", "0.00"}}, pair},
    {"55", "1956.40", {{"high", "339.54"}}, plain},
    {"56", "104.85", {{"high", "18.20"}}, plain},
    {"57", "110.29", {{"high", "9.31"}, {"low", "3.50"}, {"zero", "0.00"}}, pair},
    {"58", "83.36", {{"high", "8.82"}, {"low", "2.69"}}, pair},
    {"59", "255.00", {{"high", "44.26"}}, plain},
    {"60", "94.13", {{"DE-19", "7.19"}, {"DE-7", "3.21"}}, pair},
    {"61", "68.97", {{"BE-21", "10.85"}, {"BE-6", "0.37"}}, plain},
};

INSTANTIATE_TEST_SUITE_P(, real_order, testing::ValuesIn(expected_orders),
                         [](const auto& given) { return std::string("order_") + given.param.id; });

TEST(real_orders, SevenAreEligibleByDefault) {
  const world here;
  judge_context context;
  context.cards = &here.cards;
  context.zone = &amsterdam();
  context.now = at("2026-11-20T10:00:00");
  context.installed_at = at("2025-01-01T00:00:00");
  std::string eligible;
  for (const order& each : shop_orders()) {
    if (judge(each, context).state == item_state::ready) {
      eligible += each.id + " ";
    }
  }
  EXPECT_EQ(eligible, "44 48 49 53 54 58 59 ");
}

TEST(real_orders, LinesOf59AreThreeTimes85) {
  const world here;
  const booking_plan plan = make_plan(shop_order("59"), here.context()).value();
  ASSERT_EQ(plan.lines.size(), 1U);
  EXPECT_EQ(plan.lines[0].description, "Workshop spinnen (per persoon)");
  EXPECT_EQ(plan.lines[0].quantity, 3);
  EXPECT_EQ(plan.lines[0].unit_price, number("85"));
  EXPECT_EQ(plan.booked_on, day("2026-10-17"));
  EXPECT_EQ(plan.payments.at(0).amount, cents("255.00"));
}

TEST(real_orders, LocalDatesAtYearsEndAndClockChange) {
  const world here;
  const auto booked = [&](const char* id) {
    return make_plan(shop_order(id), here.context()).value().booked_on;
  };
  EXPECT_EQ(booked("46"), day("2025-12-31"));
  EXPECT_EQ(booked("47"), day("2026-01-01"));
  EXPECT_EQ(booked("44"), day("2026-10-25"));
  EXPECT_EQ(booked("42"), day("2026-09-30"));
  EXPECT_EQ(booked("43"), day("2026-10-01"));
}

}  // namespace
}  // namespace boekbrug::test
