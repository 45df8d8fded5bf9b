// The model of the ledger's arithmetic (moneybird.md 7) and the comparison with its answer.

#include "fixtures.hpp"

namespace boekbrug::test {
namespace {

using namespace core;

plan_line priced(std::string_view price, std::string_view percent, std::string rate_id,
                 int quantity = 1) {
  plan_line made;
  made.quantity = quantity;
  made.unit_price = number(price);
  made.vat = {vat_class::nl_high, "", number(percent)};
  made.rate_id = std::move(rate_id);
  return made;
}

struct case_of_totals {
  const char* name;
  std::vector<plan_line> lines;
  bool included;
  ledger_arithmetic arithmetic;
  const char* total;
  const char* vat;  // of the first rate
};

class totals_table : public testing::TestWithParam<case_of_totals> {};

TEST_P(totals_table, Computes) {
  const auto& given = GetParam();
  const plan_totals totals =
      compute_totals(given.lines, given.included, currency::eur(), given.arithmetic);
  EXPECT_EQ(to_text(totals.total, currency::eur()), given.total);
  EXPECT_EQ(to_text(totals.vat.at(0).vat, currency::eur()), given.vat);
}

constexpr auto per_rate = ledger_arithmetic::per_rate;
constexpr auto per_line = ledger_arithmetic::per_line;

const case_of_totals cases[] = {
    {"excl_half_up_10_50", {priced("10.50", "21", "a")}, false, per_rate, "12.71", "2.21"},
    {"excl_129_95", {priced("129.95", "21", "a")}, false, per_rate, "157.24", "27.29"},
    {"excl_199_99", {priced("199.99", "21", "a")}, false, per_rate, "241.99", "42.00"},
    {"excl_12_times_0_83", {priced("0.83", "21", "a", 12)}, false, per_rate, "12.05", "2.09"},
    {"incl_100", {priced("100", "21", "a")}, true, per_rate, "100.00", "17.36"},
    {"incl_fraction_of_percent", {priced("36.29", "5.5", "a")}, true, per_rate, "36.29", "1.89"},
    {"zero_percent", {priced("36.29", "0", "a")}, true, per_rate, "36.29", "0.00"},
    {"negative_mirrors_excl", {priced("-10.50", "21", "a")}, false, per_rate, "-12.71", "-2.21"},
    {"negative_mirrors_incl", {priced("-100", "21", "a")}, true, per_rate, "-100.00", "-17.36"},
    {"per_rate_sums_first",
     {priced("0.02", "21", "a"), priced("0.02", "21", "a"), priced("0.02", "21", "a")},
     false,
     per_rate,
     "0.07",
     "0.01"},
    {"per_line_rounds_first",
     {priced("0.03", "21", "a"), priced("0.03", "21", "a")},
     false,
     per_line,
     "0.08",
     "0.02"},
    {"quantity_counts", {priced("12.95", "21", "a", -2)}, true, per_rate, "-25.90", "-4.50"},
    {"rates_apart",
     {priced("100", "21", "a"), priced("100", "21", "b")},
     true,
     per_rate,
     "200.00",
     "17.36"},
};

INSTANTIATE_TEST_SUITE_P(, totals_table, testing::ValuesIn(cases),
                         [](const auto& given) { return std::string(given.param.name); });

TEST(totals, YenHaveNoDecimals) {
  const auto yen = currency::parse("JPY").value();
  const plan_totals totals = compute_totals({priced("1000", "10", "a")}, false, yen, per_rate);
  EXPECT_EQ(totals.total, 1100);
}

booking_plan small_plan() {
  booking_plan plan;
  plan.lines = {priced("121", "21", "a"), priced("50", "0", "n")};
  plan.total = 17100;
  plan.vat = {{"a", 21, 10000, 2100}, {"n", 0, 5000, 0}};
  return plan;
}

TEST(check_plan, HoldsOrSaysBothNumbers) {
  booking_plan plan = small_plan();
  EXPECT_TRUE(check_plan(plan, per_rate));
  plan.total = 17101;
  EXPECT_EQ(code_of(check_plan(plan, per_rate)), errc::totals_differ);
  EXPECT_EQ(detail_of(check_plan(plan, per_rate)), "total: 171.00 / 171.01");
  plan = small_plan();
  plan.vat[0] = {"a", 21, 10001, 2099};
  EXPECT_EQ(detail_of(check_plan(plan, per_rate)), "VAT 21 %: 21.00 / 20.99");
  plan = small_plan();
  plan.vat.pop_back();
  EXPECT_EQ(code_of(check_plan(plan, per_rate)), errc::totals_differ);
}

ledger_document answer() {
  ledger_document document;
  document.total = 17100;
  document.total_net = 15000;
  document.vat = {{"a", 10000, 2100}};  // Moneybird lists only rates with VAT
  document.line_nets = {{"a", 10000, 0}, {"n", 5000, 0}};
  return document;
}

TEST(compare, RatesWithoutVatMayBeMissing) {
  EXPECT_TRUE(compare(small_plan(), answer()));
}

TEST(compare, NamesWhatDiffers) {
  const auto detail = [](const ledger_document& document) {
    const auto compared = compare(small_plan(), document);
    EXPECT_EQ(code_of(compared), errc::ledger_computes_otherwise);
    return detail_of(compared);
  };
  ledger_document document = answer();
  document.total = 17099;
  EXPECT_EQ(detail(document), "total: 170.99 / 171.00");
  document = answer();
  document.vat[0].vat = 2099;
  EXPECT_EQ(detail(document), "VAT 21 %: 20.99 / 21.00");
  document = answer();
  document.vat.clear();
  EXPECT_EQ(detail(document), "VAT 21 %: 0.00 / 21.00");
  document = answer();
  document.vat.push_back({"other", 0, 1});
  EXPECT_EQ(detail(document), "VAT rate other: 0.01 / 0.00");
  document = answer();
  document.line_nets[1].rate_id = "export";  // no VAT either way, yet another box of the return
  EXPECT_EQ(detail(document), "net rate export: 50.00 / 0.00");
  document = answer();
  document.currency = currency::parse("USD").value();
  EXPECT_EQ(detail(document), "currency: USD / EUR");
}

TEST(compare, LinesRoundedByTheLedgerAreForgiven) {
  ledger_document document = answer();
  document.vat[0].net = 0;
  document.line_nets[0].net = 10001;
  EXPECT_TRUE(compare(small_plan(), document));
}

}  // namespace
}  // namespace boekbrug::test
