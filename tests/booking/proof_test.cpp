// Proof and rounding (R8).

#include "fixtures.hpp"

namespace boekbrug::test {
namespace {

using namespace core;

std::string describe(const booking_plan& plan) {
  std::string made;
  for (const plan_line& each : plan.lines) {
    made += each.rate_id + " " + to_text(each.unit_price) + " | ";
  }
  return made;
}

void expect_shop_figures(const booking_plan& plan, const order& source, const world& here) {
  EXPECT_EQ(plan.total, source.total);
  EXPECT_TRUE(check_plan(plan, ledger_arithmetic::per_rate));
  auto vat = vat_by_rate(plan);
  for (const auto& [rate, amount] : shop_vat_by_rate(source, here)) {
    EXPECT_EQ(vat[rate], amount) << rate;
  }
}

TEST(proof, AsChargedInclVat) {
  const world here;
  const order source = order_of({line("a", "210.74", "44.26", "21")});
  const booking_plan plan = make_plan(source, here.context()).value();
  EXPECT_EQ(plan.rule, proof_rule::as_charged);
  EXPECT_TRUE(plan.prices_include_vat);
  expect_shop_figures(plan, source, here);
}

TEST(proof, AsChargedExclVat) {
  const world here;
  order source = order_of({line("a", "10.50", "2.21", "21")});
  source.prices_include_vat = false;
  const booking_plan plan = make_plan(source, here.context()).value();
  EXPECT_EQ(plan.rule, proof_rule::as_charged);
  EXPECT_FALSE(plan.prices_include_vat);
  EXPECT_EQ(describe(plan), "high 10.5 | ");
}

TEST(proof, OtherPriceModeWhenOnlyThatReproducesTheVat) {
  const world here;
  order source = order_of({line("a", "15.00", "3.15", "21"), line("b", "0.12", "0.02", "21")});
  // excl. 15.12 x 21 % = 3.1752 -> 3.18; incl. 18.29 / 1.21 = 15.1157 -> 15.12 -> 3.17.
  source.prices_include_vat = false;
  const booking_plan plan = make_plan(source, here.context()).value();
  EXPECT_EQ(plan.rule, proof_rule::other_price_mode);
  EXPECT_TRUE(plan.prices_include_vat);
  expect_shop_figures(plan, source, here);
}

TEST(proof, RoundingPairMovesTheVatOfOneRate) {
  const world here;
  // Order 44 of the real shop: 41.31 + 8.68 and shipping 5.74 + 1.21; both modes make 9.88 of it.
  const order source = order_of({line("Snijplank", "41.31", "8.68", "21"),
                                 line("PostNL", "5.74", "1.21", "21", line_kind::shipping)});
  const booking_plan plan = make_plan(source, here.context()).value();
  EXPECT_EQ(plan.rule, proof_rule::rounding_pair);
  EXPECT_EQ(describe(plan), "high 49.99 | high 6.95 | high 0.02 | none -0.02 | ");
  EXPECT_EQ(plan.lines[2].description, "Afrondingsverschil");
  expect_shop_figures(plan, source, here);
}

TEST(proof, RoundingPairOnTwoRatesSharesOneUntaxedLine) {
  const world here;
  const order source = order_of({line("a", "41.31", "8.68", "21"), line("b", "5.74", "1.21", "21"),
                                 line("c", "31.73", "2.85", "9"), line("d", "0.06", "0.02", "9")});
  const booking_plan plan = make_plan(source, here.context()).value();
  EXPECT_EQ(plan.rule, proof_rule::rounding_pair);
  EXPECT_EQ(plan.lines.size(), 7U);
  expect_shop_figures(plan, source, here);
}

TEST(proof, RoundingPairNeedsTheRowGeenBtw) {
  world here;
  here.cards.vat_rows[3].rate_id = "";
  const order source = order_of({line("Snijplank", "41.31", "8.68", "21"),
                                 line("PostNL", "5.74", "1.21", "21", line_kind::shipping)});
  const auto answer = make_plan(source, here.context());
  EXPECT_EQ(code_of(answer), errc::vat_unmapped);
  EXPECT_EQ(detail_of(answer), "Geen btw");
}

TEST(proof, RoundingLineUpToFiveCents) {
  const world here;
  for (const int cents_off : {-5, -1, 1, 5}) {
    order source = order_of({line("a", "210.74", "44.26", "21")});
    source.total += cents_off;
    const booking_plan plan = make_plan(source, here.context()).value();
    EXPECT_EQ(plan.rule, proof_rule::rounding_line);
    ASSERT_EQ(plan.lines.size(), 2U);
    EXPECT_EQ(plan.lines[1].rate_id, "none");
    EXPECT_EQ(plan.lines[1].unit_price * 100, cents_off);
    expect_shop_figures(plan, source, here);
  }
}

TEST(proof, MoreThanFiveCentsIsRefusedWithBothAmounts) {
  const world here;
  for (const int cents_off : {-6, 6}) {
    order source = order_of({line("a", "210.74", "44.26", "21")});
    source.total += cents_off;
    EXPECT_EQ(code_of(make_plan(source, here.context())), errc::totals_differ);
  }
  order source = order_of({line("a", "210.74", "44.26", "21")});
  source.total = cents("231.00");
  EXPECT_EQ(detail_of(make_plan(source, here.context())), "255.00 / 231.00");
}

TEST(proof, VatThatIsNotOfItsRateIsRefused) {
  const world here;
  const order source = order_of({line("a", "100.00", "19.00", "21")});
  const auto answer = make_plan(source, here.context());
  EXPECT_EQ(code_of(answer), errc::totals_differ);
  EXPECT_EQ(detail_of(answer), "VAT NL 21 %: 20.65 / 19.00");
}

TEST(proof, ManySmallLinesOfOneRate) {
  const world here;
  // Thirty times 0.99 incl.: the shop says 30 x 0.17 = 5.10, the sum says 5.15.
  const order source = order_of(std::vector<order_line>(30, line("a", "0.82", "0.17", "21")));
  const booking_plan plan = make_plan(source, here.context()).value();
  EXPECT_EQ(plan.rule, proof_rule::rounding_pair);
  EXPECT_EQ(vat_by_rate(plan)["high"], cents("5.10"));
  expect_shop_figures(plan, source, here);
}

TEST(proof, PerLineLedgersNeedNoPairForThat) {
  const world here;
  plan_context context = here.context();
  context.arithmetic = ledger_arithmetic::per_line;
  const order source = order_of(std::vector<order_line>(30, line("a", "0.82", "0.17", "21")));
  const booking_plan plan = make_plan(source, context).value();
  EXPECT_EQ(plan.rule, proof_rule::as_charged);
  EXPECT_TRUE(check_plan(plan, ledger_arithmetic::per_line));
  EXPECT_EQ(vat_by_rate(plan)["high"], cents("5.10"));
}

TEST(proof, NegativeOrderMirrors) {
  const world here;
  order source = order_of({line("Snijplank", "-41.31", "-8.68", "21"),
                           line("PostNL", "-5.74", "-1.21", "21", line_kind::shipping)});
  const booking_plan plan = make_plan(source, here.context()).value();
  EXPECT_EQ(describe(plan), "high -49.99 | high -6.95 | high -0.02 | none 0.02 | ");
  expect_shop_figures(plan, source, here);
}

}  // namespace
}  // namespace boekbrug::test
