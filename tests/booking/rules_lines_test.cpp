// Discounts, shipping, fees, gift cards, deposits, tips and rounding (R7, R8; the sections 4 of the
// shops).

#include "rule_table.hpp"

namespace boekbrug::test {
namespace {

using namespace core;

constexpr auto mb = ledger_kind::moneybird;
constexpr auto eb = ledger_kind::eboekhouden;

void excl(scene& made) {
  made.source.prices_include_vat = false;
}

void excl_grouped(scene& made) {
  excl(made);
  made.here.base.cards.group_lines = true;
}

/// Paid in part, or in whole, with cards.
auto gifts(std::vector<const char*> amounts) {
  return [amounts](scene& made) {
    for (const char* each : amounts) {
      made.source.gift_payments.push_back({"GIFT", cents(each)});
      made.source.total -= cents(each);
    }
  };
}

auto routed(std::vector<const char*> amounts, bool own) {
  return [=](scene& made) {
    gifts(amounts)(made);
    auto& routes = made.here.base.cards.payment_routes;
    routes = {{"*", "bank"}};
    if (own) {
      routes.push_back({"gift_card", "cadeaubonnen"});
    }
  };
}

void negative_gift(scene& made) {
  made.source.gift_payments.push_back({"GIFT", -1});
}

auto total(const char* amount) {
  return [amount](scene& made) { made.source.total = cents(amount); };
}

const rule_case cases[] = {
    {"discount_inside_the_line",
     "R7; woocommerce 4: total after coupons",
     mb,
     {"3 x 22.31 + 4.69 @ 21"},
     nothing,
     "incl. 3 x 9.00 high | high 22.31+4.69 | 27.00 | 2026-05-01 | 27.00 on 2026-05-02"},
    {"discount_that_splits_no_cent",
     "moneybird 7: quantity 1 and the line total",
     mb,
     {"3 x 8.26 + 1.74 @ 21"},
     nothing,
     "incl. 1 x 10.00 high | high 8.26+1.74 | 10.00 | 2026-05-01 | 10.00 on 2026-05-02"},
    {"ccv_worked_example",
     "ccvshop 4",
     mb,
     {"52.16 + 4.69 @ 9", "17.36 + 3.64 @ 21", "ship 5.74 + 1.21 @ 21", "fee 0.41 + 0.09 @ 21",
      "disc -3.35 + -0.30 @ 9", "disc -1.11 + -0.24 @ 21"},
     nothing,
     "incl. 1 x 56.85 low; 1 x 21.00 high; 1 x 6.95 high; 1 x 0.50 high; 1 x -3.65 low; 1 x -1.35 "
     "high | low 48.81+4.39, high 22.40+4.70 | 80.30 | 2026-05-01 | 80.30 on 2026-05-02"},
    {"mijnwebwinkel_worked_example",
     "mijnwebwinkel 4",
     mb,
     {"31.33 + 6.57 @ 21", "11.88 + 1.07 @ 9", "disc -3.13 + -0.66 @ 21", "disc -1.19 + -0.11 @ 9",
      "fee 0.41 + 0.09 @ 21", "ship 5.74 + 1.21 @ 21"},
     nothing,
     "incl. 1 x 37.90 high; 1 x 12.95 low; 1 x -3.79 high; 1 x -1.30 low; 1 x 0.50 high; 1 x 6.95 "
     "high | high 34.35+7.21, low 10.69+0.96 | 53.21 | 2026-05-01 | 53.21 on 2026-05-02"},
    // Per line 6.58 - 0.66 + 0.09 + 1.21 = 7.22: three cents less at 21 % make 7.21 both ways.
    {"mijnwebwinkel_worked_example_eboekhouden",
     "e-boekhouden 7, ADR 8",
     eb,
     {"31.33 + 6.57 @ 21", "11.88 + 1.07 @ 9", "disc -3.13 + -0.66 @ 21", "disc -1.19 + -0.11 @ 9",
      "fee 0.41 + 0.09 @ 21", "ship 5.74 + 1.21 @ 21"},
     nothing,
     "incl. 1 x 37.90 HOOG_VERK_21; 1 x 12.95 LAAG_VERK_9; 1 x -3.79 HOOG_VERK_21; 1 x -1.30 "
     "LAAG_VERK_9; 1 x 0.50 HOOG_VERK_21; 1 x 6.95 HOOG_VERK_21; ~1 x -0.03 HOOG_VERK_21; ~1 x "
     "0.03 GEEN | HOOG_VERK_21 34.32+7.21, LAAG_VERK_9 10.69+0.96, GEEN 0.03+0.00 | 53.21 | "
     "2026-05-01 | 53.21 on 2026-05-02"},
    {"magento_discount_with_tax_compensation",
     "magento 4: 33.02 + 6.24 + 0.70 - 4.00",
     mb,
     {"29.72 + 6.24 @ 21"},
     nothing,
     "incl. 1 x 35.96 high | high 29.72+6.24 | 35.96 | 2026-05-01 | 35.96 on 2026-05-02"},
    {"magento_tax_before_discount",
     "magento 4",
     mb,
     {"100.00 + 21.00 @ 21", "disc -10.00 + 0.00 @ none"},
     nothing,
     "incl. 1 x 121.00 high; 1 x -10.00 none | high 100.00+21.00, none -10.00+0.00 | 111.00 | "
     "2026-05-01 | 111.00 on 2026-05-02"},
    {"coupon_on_two_rates",
     "R7: per VAT rate, in proportion",
     eb,
     {"100.00 + 21.00 @ 21", "100.00 + 9.00 @ 9", "disc -10.00 + -2.10 @ 21",
      "disc -10.00 + -0.90 @ 9"},
     nothing,
     "incl. 1 x 121.00 HOOG_VERK_21; 1 x 109.00 LAAG_VERK_9; 1 x -12.10 HOOG_VERK_21; 1 x -10.90 "
     "LAAG_VERK_9 | HOOG_VERK_21 90.00+18.90, LAAG_VERK_9 90.00+8.10 | 207.00 | 2026-05-01 | "
     "207.00 on 2026-05-02"},
    {"coupon_of_everything",
     "R7, S12",
     mb,
     {"100.00 + 21.00 @ 21", "disc -100.00 + -21.00 @ 21"},
     nothing,
     "incl. 1 x 121.00 high; 1 x -121.00 high | high 0.00+0.00 | 0.00 | 2026-05-01 | "
     "unpaid"},
    {"fee_below_zero",
     "woocommerce 4: negative fees",
     mb,
     {"20.00 + 4.20 @ 21", "fee -4.13 + -0.87 @ 21"},
     nothing,
     "incl. 1 x 24.20 high; 1 x -5.00 high | high 15.87+3.33 | 19.20 | 2026-05-01 | 19.20 on "
     "2026-05-02"},
    {"shipping_over_two_rates",
     "R7; mijnwebwinkel 4",
     mb,
     {"20.00 + 4.20 @ 21", "20.00 + 1.80 @ 9", "ship 2.50 + 0.53 @ 21", "ship 2.50 + 0.23 @ 9"},
     excl,
     "excl. 1 x 20.00 high; 1 x 20.00 low; 1 x 2.50 high; 1 x 2.50 low | high 22.50+4.73, low "
     "22.50+2.03 | 51.76 | 2026-05-01 | 51.76 on 2026-05-02"},
    {"shipping_alone_with_vat",
     "R7",
     eb,
     {"20.00 + 1.80 @ 9", "ship 5.74 + 1.21 @ 21"},
     nothing,
     "incl. 1 x 21.80 LAAG_VERK_9; 1 x 6.95 HOOG_VERK_21 | LAAG_VERK_9 20.00+1.80, HOOG_VERK_21 "
     "5.74+1.21 | 28.75 | 2026-05-01 | 28.75 on 2026-05-02"},
    {"deposit_without_vat",
     "ccvshop 4; magento 4: deposits",
     mb,
     {"20.00 + 1.80 @ 9", "6 x 1.50 + 0.00 @ none"},
     nothing,
     "incl. 1 x 21.80 low; 6 x 0.25 none | low 20.00+1.80, none 1.50+0.00 | 23.30 | 2026-05-01 | "
     "23.30 on 2026-05-02"},
    {"tip",
     "R7: fees without VAT",
     eb,
     {"20.00 + 1.80 @ 9", "fee 5.00 + 0.00 @ none"},
     nothing,
     "incl. 1 x 21.80 LAAG_VERK_9; 1 x 5.00 GEEN | LAAG_VERK_9 20.00+1.80, GEEN 5.00+0.00 | 26.80 "
     "| 2026-05-01 | 26.80 on 2026-05-02"},
    {"gift_card_pays_a_part",
     "R8; woocommerce 4: P = total + gift cards",
     mb,
     {"23.14 + 4.86 @ 21"},
     gifts({"24.00"}),
     "incl. 1 x 28.00 high | high 23.14+4.86 | 28.00 | 2026-05-01 | 24.00 on 2026-05-02, 4.00 on "
     "2026-05-02"},
    {"gift_card_pays_everything",
     "R8, S12",
     eb,
     {"23.14 + 4.86 @ 21"},
     gifts({"28.00"}),
     "incl. 1 x 28.00 HOOG_VERK_21 | HOOG_VERK_21 23.14+4.86 | 28.00 | 2026-05-01 | 28.00 on "
     "2026-05-02"},
    {"gift_card_never_on_the_bank",
     "M9, B7",
     eb,
     {"23.14 + 4.86 @ 21"},
     routed({"24.00"}, false),
     "incl. 1 x 28.00 HOOG_VERK_21 | HOOG_VERK_21 23.14+4.86 | 28.00 | 2026-05-01 | 24.00 on "
     "2026-05-02, 4.00 on 2026-05-02 by bank"},
    {"gift_card_on_its_own_account",
     "M9, B7",
     eb,
     {"23.14 + 4.86 @ 21"},
     routed({"24.00"}, true),
     "incl. 1 x 28.00 HOOG_VERK_21 | HOOG_VERK_21 23.14+4.86 | 28.00 | 2026-05-01 | 24.00 on "
     "2026-05-02 by cadeaubonnen, 4.00 on 2026-05-02 by bank"},
    {"gift_card_and_store_credit",
     "magento 4: payments",
     mb,
     {"23.14 + 4.86 @ 21"},
     gifts({"10.00", "5.00"}),
     "incl. 1 x 28.00 high | high 23.14+4.86 | 28.00 | 2026-05-01 | 15.00 on 2026-05-02, 13.00 on "
     "2026-05-02"},
    {"gift_card_below_zero",
     "bad input",
     mb,
     {"23.14 + 4.86 @ 21"},
     negative_gift,
     "invalid_input gift card amount out of range"},
    {"order_of_nothing",
     "S12",
     mb,
     {"0.00 + 0.00 @ 21"},
     nothing,
     "incl. 1 x 0.00 high | high 0.00+0.00 | 0.00 | 2026-05-01 | unpaid"},
    {"free_line_is_left_out",
     "woocommerce 4: n = 0 and t = 0",
     mb,
     {"10.00 + 2.10 @ 21", "2 x 0.00 + 0.00 @ 9"},
     nothing,
     "incl. 1 x 12.10 high | high 10.00+2.10 | 12.10 | 2026-05-01 | 12.10 on 2026-05-02"},
    {"half_cent_up",
     "moneybird 7: 10.50 -> 2.21",
     mb,
     {"10.50 + 2.21 @ 21"},
     excl,
     "excl. 1 x 10.50 high | high 10.50+2.21 | 12.71 | 2026-05-01 | 12.71 on 2026-05-02"},
    {"hundred_incl",
     "moneybird 7: 82.64 + 17.36",
     mb,
     {"82.64 + 17.36 @ 21"},
     nothing,
     "incl. 1 x 100.00 high | high 82.64+17.36 | 100.00 | 2026-05-01 | 100.00 on 2026-05-02"},
    {"dozen_of_one_euro",
     "moneybird 7: 0.83 x 12",
     mb,
     {"12 x 9.92 + 2.08 @ 21"},
     nothing,
     "incl. 12 x 1.00 high | high 9.92+2.08 | 12.00 | 2026-05-01 | 12.00 on 2026-05-02"},
    // VAT per line 3 x 0.18; over 3.15 it would be 0.55, over 3.14 it is 0.54.
    {"rounding_pair",
     "ADR 4; moneybird 7: base without VAT",
     mb,
     {"0.87 + 0.18 @ 21", "0.87 + 0.18 @ 21", "0.87 + 0.18 @ 21"},
     nothing,
     "incl. 1 x 1.05 high; 1 x 1.05 high; 1 x 1.05 high; ~1 x -0.01 high; ~1 x 0.01 none | high "
     "2.60+0.54, none 0.01+0.00 | 3.15 | 2026-05-01 | 3.15 on 2026-05-02"},
    {"rounding_pair_eboekhouden",
     "ADR 8",
     eb,
     {"0.87 + 0.18 @ 21", "0.87 + 0.18 @ 21", "0.87 + 0.18 @ 21"},
     nothing,
     "incl. 1 x 1.05 HOOG_VERK_21; 1 x 1.05 HOOG_VERK_21; 1 x 1.05 HOOG_VERK_21; ~1 x -0.01 "
     "HOOG_VERK_21; ~1 x 0.01 GEEN | HOOG_VERK_21 2.60+0.54, GEEN 0.01+0.00 | 3.15 | 2026-05-01 | "
     "3.15 on 2026-05-02"},
    // A shop that rounds 0.045 per piece charged 2.00 on 20.00: the pair moves 0.20 of VAT.
    {"rounded_per_piece",
     "magento 4: UNIT",
     mb,
     {"40 x 20.00 + 2.00 @ 9"},
     excl,
     "excl. 40 x 0.50 low; ~1 x 2.17 low; ~1 x -2.17 none | low 22.17+2.00, none -2.17+0.00 | "
     "22.00 | 2026-05-01 | 22.00 on 2026-05-02"},
    {"rounded_per_piece_grouped",
     "magento 4: UNIT, S6",
     mb,
     {"20 x 10.00 + 1.00 @ 9", "20 x 10.00 + 1.00 @ 9"},
     excl_grouped,
     "excl. 1 x 20.00 low; ~1 x 2.17 low; ~1 x -2.17 none | low 22.17+2.00, none -2.17+0.00 | "
     "22.00 | 2026-05-01 | 22.00 on 2026-05-02"},
    {"rounded_per_piece_eboekhouden",
     "magento 4: UNIT, ADR 8",
     eb,
     {"40 x 20.00 + 2.00 @ 9"},
     excl,
     "incl. 40 x 0.55 LAAG_VERK_9; ~1 x 2.17 LAAG_VERK_9; ~1 x -2.17 GEEN | LAAG_VERK_9 "
     "22.17+2.00, GEEN -2.17+0.00 | 22.00 | 2026-05-01 | 22.00 on 2026-05-02"},
    {"difference_of_0_01",
     "R8",
     mb,
     {"10.00 + 2.10 @ 21"},
     total("12.11"),
     "incl. 1 x 12.10 high; ~1 x 0.01 none | high 10.00+2.10, none 0.01+0.00 | 12.11 | 2026-05-01 "
     "| 12.11 on 2026-05-02"},
    {"difference_of_0_05",
     "R8",
     eb,
     {"10.00 + 2.10 @ 21"},
     total("12.15"),
     "incl. 1 x 12.10 HOOG_VERK_21; ~1 x 0.05 GEEN | HOOG_VERK_21 10.00+2.10, GEEN 0.05+0.00 | "
     "12.15 | 2026-05-01 | 12.15 on 2026-05-02"},
    {"difference_of_minus_0_05",
     "R8",
     mb,
     {"10.00 + 2.10 @ 21"},
     total("12.05"),
     "incl. 1 x 12.10 high; ~1 x -0.05 none | high 10.00+2.10, none -0.05+0.00 | 12.05 | "
     "2026-05-01 | 12.05 on 2026-05-02"},
    {"difference_of_0_06",
     "R8: E-TOTAAL",
     mb,
     {"10.00 + 2.10 @ 21"},
     total("12.16"),
     "E-TOTAAL 12.10 / 12.16"},
    {"difference_of_minus_0_06",
     "R8: E-TOTAAL",
     eb,
     {"10.00 + 2.10 @ 21"},
     total("12.04"),
     "E-TOTAAL 12.10 / 12.04"},
    {"vat_that_no_rounding_explains",
     "R8; moneybird 7",
     mb,
     {"10.00 + 1.00 @ 21"},
     nothing,
     "E-TOTAAL VAT NL 21 %: 1.91 / 1.00"},
    {"vat_that_no_rounding_explains_eboekhouden",
     "R8; e-boekhouden 7",
     eb,
     {"10.00 + 1.00 @ 21"},
     nothing,
     "E-TOTAAL VAT NL 21 %: 1.91 / 1.00"},
};

class rules_lines : public testing::TestWithParam<rule_case> {};

TEST_P(rules_lines, Books) {
  EXPECT_EQ(money_of(planned(GetParam())), GetParam().expected) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(all, rules_lines, testing::ValuesIn(cases), case_name);

}  // namespace
}  // namespace boekbrug::test
