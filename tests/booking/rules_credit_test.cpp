// Credits (R9; woocommerce.md 5, magento.md 5).

#include "rule_table.hpp"

namespace boekbrug::test {
namespace {

using namespace core;

constexpr auto mb = ledger_kind::moneybird;
constexpr auto eb = ledger_kind::eboekhouden;

using change = std::function<void(scene&)>;

auto all(std::vector<change> changes) {
  return [changes](scene& made) {
    for (const change& each : changes) {
      each(made);
    }
  };
}

void gift_of_24(scene& made) {
  made.source.gift_payments = {{"GIFT", cents("24.00")}};
  made.source.total -= cents("24.00");
}

void unpaid(scene& made) {
  made.source.paid.reset();
}

void by_bank(scene& made) {
  made.here.base.cards.payment_routes = {{"ideal", "kruispost"}, {"*", "bank"}};
}

void gift_route(scene& made) {
  made.here.base.cards.payment_routes.push_back({"gift_card", "cadeaubonnen"});
}

void at_half_past_midnight(scene& made) {
  made.back->created = at("2026-06-30T22:30:00");  // 00:30 on 1 July in Amsterdam
}

void original_is_off_by_a_cent(scene& made) {
  made.source.total += 1;
}

void tax_free_germany(scene& made) {
  made.source.billing.country = "DE";
  made.source.shipping.country = "DE";
  made.source.vat_number = "DE811907980";
  made.source.vat_exempt = true;
}

/// 12.10 at 21 % and 21.80 at 9 %.
const std::vector<const char*> two_rates{"10.00 + 2.10 @ 21", "20.00 + 1.80 @ 9"};

const rule_case cases[] = {
    {"everything_without_lines", "R9; woocommerce 5: mirror", mb, two_rates, refund("33.90"),
     "incl. -1 x 12.10 high; -1 x 21.80 low | high -10.00+-2.10, low -20.00+-1.80 | -33.90 | "
     "2026-06-10 | -33.90 on 2026-06-10"},
    {"everything_without_lines_eboekhouden", "R9", eb, two_rates, refund("33.90"),
     "incl. -1 x 12.10 HOOG_VERK_21; -1 x 21.80 LAAG_VERK_9 | HOOG_VERK_21 -10.00+-2.10, "
     "LAAG_VERK_9 -20.00+-1.80 | -33.90 | 2026-06-10 | -33.90 on 2026-06-10"},
    {"one_of_three_pieces",
     "R9: partial",
     mb,
     {"3 x 30.00 + 6.30 @ 21"},
     refund("12.10", {"1: -1 x -10.00 + -2.10 @ 21"}),
     "incl. -1 x 12.10 high | high -10.00+-2.10 | -12.10 | 2026-06-10 | -12.10 on 2026-06-10"},
    {"shipping_only",
     "R9",
     eb,
     {"20.00 + 1.80 @ 9", "ship 5.74 + 1.21 @ 21"},
     refund("6.95", {"2: ship -1 x -5.74 + -1.21 @ 21"}),
     "incl. -1 x 6.95 HOOG_VERK_21 | HOOG_VERK_21 -5.74+-1.21 | -6.95 | 2026-06-10 | -6.95 on "
     "2026-06-10"},
    {"amount_over_two_rates", "R9: in proportion", mb, two_rates, refund("3.39"),
     "incl. 1 x -1.21 high; 1 x -2.18 low | high -1.00+-0.21, low -2.00+-0.18 | -3.39 | 2026-06-10 "
     "| -3.39 on 2026-06-10"},
    {"amount_over_two_rates_eboekhouden", "R9: in proportion", eb, two_rates, refund("3.39"),
     "incl. 1 x -1.21 HOOG_VERK_21; 1 x -2.18 LAAG_VERK_9 | HOOG_VERK_21 -1.00+-0.21, LAAG_VERK_9 "
     "-2.00+-0.18 | -3.39 | 2026-06-10 | -3.39 on 2026-06-10"},
    {"last_rate_takes_the_rest", "woocommerce 5", mb, two_rates, refund("0.01"),
     "incl. 1 x -0.01 low | low -0.01+0.00 | -0.01 | 2026-06-10 | -0.01 on 2026-06-10"},
    // Magento's example: a row of 35.96 goes back, 2.50 is kept; 33.46 at 21 % holds 5.81.
    {"fee_kept",
     "magento 5: adjustment_negative",
     mb,
     {"29.72 + 6.24 @ 21"},
     refund("33.46", {"1: -1 x -29.72 + -6.24 @ 21"}),
     "incl. -1 x 35.96 high; 1 x 2.50 high | high -27.65+-5.81 | -33.46 | 2026-06-10 | -33.46 on "
     "2026-06-10"},
    {"something_extra", "magento 5: adjustment_positive", mb, two_rates,
     refund("15.49", {"1: -1 x -10.00 + -2.10 @ 21"}),
     "incl. -1 x 12.10 high; 1 x -1.21 high; 1 x -2.18 low | high -11.00+-2.31, low -2.00+-0.18 | "
     "-15.49 | 2026-06-10 | -15.49 on 2026-06-10"},
    {"line_as_amount_incl_vat",
     "woocommerce 5: tax missing on lines",
     mb,
     {"10.00 + 2.10 @ 21"},
     refund("6.05", {"1: -1 x -6.05 + 0.00 @ none"}),
     "incl. -1 x 6.05 high | high -5.00+-1.05 | -6.05 | 2026-06-10 | -6.05 on 2026-06-10"},
    {"rate_from_the_original",
     "woocommerce 5: no rate_percent",
     eb,
     {"10.00 + 2.10 @ 21"},
     refund("6.05", {"1: -1 x -5.00 + -1.05 @ none"}),
     "incl. -1 x 6.05 HOOG_VERK_21 | HOOG_VERK_21 -5.00+-1.05 | -6.05 | 2026-06-10 | -6.05 on "
     "2026-06-10"},
    {"correction_without_vat",
     "E-CREDIT-BTW",
     mb,
     {"10.00 + 2.10 @ 21"},
     refund("5.00", {"fee -1 x -5.00 + 0.00 @ none"}),
     "E-CREDIT-BTW Artikel"},
    {"vat_of_no_line",
     "E-CREDIT-BTW",
     eb,
     {"10.00 + 2.10 @ 21"},
     refund("6.05", {"-1 x -5.00 + -1.05 @ none"}),
     "E-CREDIT-BTW Artikel"},
    {"money_part_after_a_gift_card",
     "R9, order.hpp: the gift is a payment",
     mb,
     {"23.14 + 4.86 @ 21"},
     all({gift_of_24, refund("4.00")}),
     "incl. 1 x -4.00 high | high -3.31+-0.69 | -4.00 | 2026-06-10 | -4.00 on 2026-06-10"},
    {"line_after_a_gift_card",
     "R9; magento 5",
     eb,
     {"23.14 + 4.86 @ 21"},
     all({gift_of_24, refund("28.00", {"1: -1 x -23.14 + -4.86 @ 21"})}),
     "incl. -1 x 28.00 HOOG_VERK_21 | HOOG_VERK_21 -23.14+-4.86 | -28.00 | 2026-06-10 | -24.00 on "
     "2026-06-10, -4.00 on 2026-06-10"},
    {"gift_card_has_its_own_account",
     "M9, B7",
     eb,
     {"23.14 + 4.86 @ 21"},
     all({gift_of_24, by_bank, gift_route, refund("28.00", {"1: -1 x -23.14 + -4.86 @ 21"})}),
     "incl. -1 x 28.00 HOOG_VERK_21 | HOOG_VERK_21 -23.14+-4.86 | -28.00 | 2026-06-10 | -24.00 on "
     "2026-06-10 by cadeaubonnen, -4.00 on 2026-06-10 by kruispost"},
    {"more_than_was_bought",
     "E-TOTAAL",
     mb,
     {"10.00 + 2.10 @ 21"},
     refund("12.16"),
     "E-TOTAAL 12.16 / 12.10"},
    {"nothing", "E-REGELS", mb, {"10.00 + 2.10 @ 21"}, refund("0.00"), "E-REGELS no lines"},
    {"below_zero",
     "bad input",
     mb,
     {"10.00 + 2.10 @ 21"},
     refund("-1.00"),
     "invalid_input a credit's amount is positive"},
    {"unpaid_original",
     "M9, R9",
     mb,
     {"10.00 + 2.10 @ 21"},
     all({unpaid, refund("12.10")}),
     "incl. -1 x 12.10 high | high -10.00+-2.10 | -12.10 | 2026-06-10 | unpaid"},
    {"paid_back_from_the_same_account",
     "M9",
     mb,
     {"10.00 + 2.10 @ 21"},
     all({by_bank, refund("12.10")}),
     "incl. -1 x 12.10 high | high -10.00+-2.10 | -12.10 | 2026-06-10 | -12.10 on 2026-06-10 by "
     "kruispost"},
    {"day_of_the_shop",
     "S8, R9",
     eb,
     {"10.00 + 2.10 @ 21"},
     all({refund("12.10"), at_half_past_midnight}),
     "incl. -1 x 12.10 HOOG_VERK_21 | HOOG_VERK_21 -10.00+-2.10 | -12.10 | 2026-07-01 | -12.10 on "
     "2026-07-01"},
    {"rounding_goes_back_too",
     "R8, R9",
     mb,
     {"10.00 + 2.10 @ 21"},
     all({original_is_off_by_a_cent, refund("12.11")}),
     "incl. -1 x 12.10 high; ~1 x -0.01 none | high -10.00+-2.10, none -0.01+0.00 | -12.11 | "
     "2026-06-10 | -12.11 on 2026-06-10"},
    {"goods_within_eu",
     "R6, R9",
     eb,
     {"100.00 + 0.00 @ none"},
     all({tax_free_germany, refund("25.00")}),
     "incl. 1 x -25.00 BI_EU_VERK | BI_EU_VERK -25.00+0.00 | -25.00 | 2026-06-10 | -25.00 on "
     "2026-06-10"},
    // The invoice had 3 x 1.05 and a pair of one cent; the credit turns all five lines.
    {"rounding_pair_turned",
     "ADR 8",
     eb,
     {"0.87 + 0.18 @ 21", "0.87 + 0.18 @ 21", "0.87 + 0.18 @ 21"},
     refund("3.15"),
     "incl. -1 x 1.05 HOOG_VERK_21; -1 x 1.05 HOOG_VERK_21; -1 x 1.05 HOOG_VERK_21; ~1 x 0.01 "
     "HOOG_VERK_21; ~1 x -0.01 GEEN | HOOG_VERK_21 -2.60+-0.54, GEEN -0.01+0.00 | -3.15 | "
     "2026-06-10 | -3.15 on 2026-06-10"},
};

class rules_credit : public testing::TestWithParam<rule_case> {};

TEST_P(rules_credit, Books) {
  EXPECT_EQ(money_of(planned(GetParam())), GetParam().expected) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(all, rules_credit, testing::ValuesIn(cases), case_name);

/// Several credits of one order, of which the last takes what is left (R9).
TEST(rules_credits_together, TakeBackTheOrderAndNoMore) {
  for (const auto ledger : {mb, eb}) {
    std::map<std::string, minor_units> left;
    minor_units total = 0;
    const rule_case order{"", "R9", ledger, two_rates, nothing, ""};
    const auto invoice = planned(order);
    ASSERT_TRUE(invoice);
    for (const plan_vat& rate : invoice->vat) {
      left[rate.rate_id] += rate.vat;
    }
    total = invoice->total;
    for (const auto& [amount, line] : std::vector<std::pair<const char*, const char*>>{
             {"6.05", "1: -1 x -5.00 + -1.05 @ 21"},
             {"6.05", "1: -1 x -5.00 + -1.05 @ 21"},
             {"21.80", "2: -1 x -20.00 + -1.80 @ 9"}}) {
      const auto part = planned({"", "R9", ledger, two_rates, refund(amount, {line}), ""});
      ASSERT_TRUE(part);
      total += part->total;
      for (const plan_vat& rate : part->vat) {
        left[rate.rate_id] += rate.vat;
      }
    }
    EXPECT_EQ(total, 0);
    for (const auto& [rate, amount] : left) {
      EXPECT_EQ(amount, 0) << rate;
    }
  }
}

}  // namespace
}  // namespace boekbrug::test
