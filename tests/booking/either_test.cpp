// Plans for a ledger whose administration decides how VAT is computed, and does not tell.

#include "fixtures.hpp"

#include "core/booking/arithmetic.hpp"

#include <random>

namespace boekbrug::test {
namespace {

using namespace core;

order_line charged(const std::string& name, minor_units gross, minor_units vat,
                   const std::string& percent) {
  order_line made;
  made.name = name;
  made.net = gross - vat;
  made.vat = vat;
  made.vat_percent = parse_decimal(percent).value();
  return made;
}

plan_context context_of(const world& here) {
  auto made = here.context();
  made.arithmetic = ledger_arithmetic::either;
  made.traits.drafts = false;
  made.traits.numbers_are_ours = true;
  made.traits.foreign_currency = false;
  made.traits.lines_max = 100;
  return made;
}

order random_order(std::mt19937_64& random) {
  const auto below = [&random](minor_units high) {
    return static_cast<minor_units>(random() % static_cast<std::uint64_t>(high));
  };
  std::vector<order_line> lines;
  minor_units total = 0;
  for (minor_units count = 1 + below(12); count > 0; --count) {
    const bool high = below(3) != 0;
    const minor_units gross = 1 + below(20'000);
    // As shops do: VAT rounded per line, sometimes a cent off by rounding per piece.
    const auto exact = vat_in(gross, scale_percent(high ? 21 : 9).value(), true);
    const auto vat = std::max<minor_units>(0, exact + (below(12) == 0 ? below(3) - 1 : 0));
    lines.push_back(charged("x", gross, vat, high ? "21" : "9"));
    total += gross;
  }
  order made = order_of(lines);
  made.total = total;
  return made;
}

TEST(either, HoldsPerLineAndPerRate) {
  const world here;
  const auto context = context_of(here);
  std::mt19937_64 random{20260501};
  int corrected = 0;
  int grouped = 0;
  for (int n = 0; n < 3000; ++n) {
    const order source = random_order(random);
    const auto plan = make_plan(source, context);
    if (!plan) {
      EXPECT_EQ(plan.error().code, errc::totals_differ);
      ADD_FAILURE() << plan.error().detail;
      continue;
    }
    EXPECT_TRUE(plan->prices_include_vat);
    EXPECT_EQ(plan->total, source.total);
    grouped += plan->grouped ? 1 : 0;
    corrected += plan->rule == proof_rule::rounding_pair ? 1 : 0;
    auto wanted = shop_vat_by_rate(source, here);
    for (const auto way : {ledger_arithmetic::per_line, ledger_arithmetic::per_rate}) {
      const auto made = compute_totals(plan->lines, true, plan->currency, way);
      EXPECT_EQ(made.total, source.total);
      for (const auto& rate : made.vat) {
        EXPECT_EQ(rate.vat, wanted[rate.rate_id]) << rate.rate_id;
      }
    }
    EXPECT_TRUE(check_plan(*plan, ledger_arithmetic::either));
  }
  std::cout << corrected << " of 3000 orders with rounding lines, " << grouped << " grouped\n";
  EXPECT_GT(corrected, 100) << "or this test proves nothing";
}

TEST(either, EntriesHaveOneLinePerRateAndAccount) {
  world here;
  here.cards.form = booking_form::entry;
  order source = order_of({line("a", "10.00", "2.10", "21"), line("b", "20.00", "4.20", "21"),
                           line("c", "10.00", "0.90", "9")});
  const auto plan = make_plan(source, context_of(here)).value();
  EXPECT_EQ(plan.lines.size(), 2U);
  EXPECT_FALSE(plan.grouped) << "chosen, not forced";
}

TEST(either, TooManyLinesAreGrouped) {
  const world here;
  std::vector<order_line> lines;
  for (int n = 0; n < 120; ++n) {
    lines.push_back(line("x" + std::to_string(n), "10.00", "2.10", "21"));
  }
  const auto plan = make_plan(order_of(lines), context_of(here)).value();
  EXPECT_LE(plan.lines.size(), 10U);
  EXPECT_TRUE(plan.grouped);
}

TEST(either, OnlyEuro) {
  world here;
  here.cards.multi_currency = true;
  order source = order_of({line("a", "10.00", "2.10", "21")});
  source.currency = currency::parse("USD").value();
  const auto plan = make_plan(source, context_of(here));
  ASSERT_FALSE(plan);
  EXPECT_EQ(plan.error().code, errc::currency_off);
}

}  // namespace
}  // namespace boekbrug::test
