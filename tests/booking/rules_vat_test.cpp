// Which rate an order lands on in each ledger (R6, M4/B6; moneybird.md 7, e-boekhouden.md 3).

#include "rule_table.hpp"

namespace boekbrug::test {
namespace {

using namespace core;

constexpr auto mb = ledger_kind::moneybird;
constexpr auto eb = ledger_kind::eboekhouden;

auto to(const char* country, const char* vat_number = "", bool exempt = false) {
  return [=](scene& made) {
    made.source.billing.country = country;
    made.source.shipping.country = country;
    made.source.vat_number = vat_number;
    made.source.vat_exempt = exempt;
  };
}

void excl(scene& made) {
  made.source.prices_include_vat = false;
}

void service_to_germany(scene& made) {
  to("DE", "DE811907980", true)(made);
  made.source.lines[0].is_service = true;
}

void old_rows(scene& made) {
  world& base = made.here.base;
  base.lists.rates.push_back({"old-6", "6 %", number("6"), "", true});
  base.lists.rates.push_back({"old-19", "19 %", number("19"), "", true});
  base.cards.vat_rows.push_back({vat_class::nl_low, "", std::nullopt, "old-6"});
  base.cards.vat_rows.push_back({vat_class::nl_high, "", std::nullopt, "old-19"});
}

void retired_rate(scene& made) {
  made.here.base.lists.rates[0].active = false;
}

void dutch_vat_to_belgium(scene& made) {
  to("BE")(made);
  made.source.lines[0].vat_country = "NL";
}

void no_row_for_none(scene& made) {
  auto& rows = made.here.base.cards.vat_rows;
  std::erase_if(rows, [](const vat_row& row) { return row.cls == vat_class::none; });
}

const rule_case cases[] = {
    {"high_moneybird",
     "R6",
     mb,
     {"10.00 + 2.10 @ 21"},
     nothing,
     "incl. 1 x 12.10 high | high 10.00+2.10 | 12.10 | 2026-05-01 | 12.10 on 2026-05-02"},
    {"high_eboekhouden",
     "R6, e-boekhouden 3",
     eb,
     {"10.00 + 2.10 @ 21"},
     nothing,
     "incl. 1 x 12.10 HOOG_VERK_21 | HOOG_VERK_21 10.00+2.10 | 12.10 | 2026-05-01 | 12.10 on "
     "2026-05-02"},
    {"low_excl",
     "R6, R7",
     mb,
     {"20.00 + 1.80 @ 9"},
     excl,
     "excl. 1 x 20.00 low | low 20.00+1.80 | 21.80 | 2026-05-01 | 21.80 on 2026-05-02"},
    {"low_excl_eboekhouden_is_incl",
     "e-boekhouden 7: IN",
     eb,
     {"20.00 + 1.80 @ 9"},
     excl,
     "incl. 1 x 21.80 LAAG_VERK_9 | LAAG_VERK_9 20.00+1.80 | 21.80 | 2026-05-01 | 21.80 on "
     "2026-05-02"},
    {"zero_rate",
     "R6",
     mb,
     {"5.00 + 0.00 @ 0"},
     nothing,
     "incl. 1 x 5.00 zero | zero 5.00+0.00 | 5.00 | 2026-05-01 | 5.00 on 2026-05-02"},
    {"zero_rate_eboekhouden",
     "e-boekhouden 3: no domestic 0 %",
     eb,
     {"5.00 + 0.00 @ 0"},
     nothing,
     "incl. 1 x 5.00 GEEN | GEEN 5.00+0.00 | 5.00 | 2026-05-01 | 5.00 on 2026-05-02"},
    {"exempt",
     "R6",
     mb,
     {"75.00 + 0.00 @ none"},
     nothing,
     "incl. 1 x 75.00 none | none 75.00+0.00 | 75.00 | 2026-05-01 | 75.00 on 2026-05-02"},
    {"reverse_charged",
     "R6",
     mb,
     {"100.00 + 0.00 @ none"},
     to("NL", "NL859512340B01", true),
     "incl. 1 x 100.00 reverse | reverse 100.00+0.00 | 100.00 | 2026-05-01 | 100.00 on "
     "2026-05-02"},
    {"reverse_charged_eboekhouden",
     "e-boekhouden 3",
     eb,
     {"100.00 + 0.00 @ none"},
     to("NL", "NL859512340B01", true),
     "incl. 1 x 100.00 VERL_VERK | VERL_VERK 100.00+0.00 | 100.00 | 2026-05-01 | 100.00 on "
     "2026-05-02"},
    {"goods_within_eu",
     "R6",
     mb,
     {"100.00 + 0.00 @ none"},
     to("DE", "DE811907980", true),
     "incl. 1 x 100.00 eu-goods | eu-goods 100.00+0.00 | 100.00 | 2026-05-01 | 100.00 on "
     "2026-05-02"},
    {"goods_within_eu_eboekhouden",
     "e-boekhouden 3",
     eb,
     {"100.00 + 0.00 @ 0"},
     to("BE", "BE0403170701"),
     "incl. 1 x 100.00 BI_EU_VERK | BI_EU_VERK 100.00+0.00 | 100.00 | 2026-05-01 | 100.00 on "
     "2026-05-02"},
    {"services_within_eu",
     "R6",
     eb,
     {"100.00 + 0.00 @ none"},
     service_to_germany,
     "incl. 1 x 100.00 BI_EU_VERK_D | BI_EU_VERK_D 100.00+0.00 | 100.00 | 2026-05-01 | 100.00 on "
     "2026-05-02"},
    {"goods_and_shipping_within_eu",
     "R6",
     mb,
     {"90.00 + 0.00 @ none", "ship 10.00 + 0.00 @ none"},
     to("DE", "DE811907980", true),
     "incl. 1 x 90.00 eu-goods; 1 x 10.00 eu-goods | eu-goods 100.00+0.00 | 100.00 | 2026-05-01 | "
     "100.00 on 2026-05-02"},
    {"export",
     "R6",
     mb,
     {"40.00 + 0.00 @ none"},
     to("CH"),
     "incl. 1 x 40.00 outside | outside 40.00+0.00 | 40.00 | 2026-05-01 | 40.00 on 2026-05-02"},
    {"export_eboekhouden",
     "e-boekhouden 3",
     eb,
     {"40.00 + 0.00 @ 0"},
     to("US"),
     "incl. 1 x 40.00 BU_EU_VERK | BU_EU_VERK 40.00+0.00 | 40.00 | 2026-05-01 | 40.00 on "
     "2026-05-02"},
    {"oss_country_and_rate",
     "R6, moneybird 7",
     mb,
     {"20.00 + 1.10 @ 5.5", "10.00 + 2.00 @ 20"},
     to("FR"),
     "incl. 1 x 21.10 FR-5.5; 1 x 12.00 FR-20 | FR-5.5 20.00+1.10, FR-20 10.00+2.00 | 33.10 | "
     "2026-05-01 | 33.10 on 2026-05-02"},
    {"oss_german_low",
     "R6",
     mb,
     {"20.00 + 1.40 @ 7"},
     to("DE"),
     "incl. 1 x 21.40 DE-7 | DE-7 20.00+1.40 | 21.40 | 2026-05-01 | 21.40 on 2026-05-02"},
    {"oss_without_row",
     "R6: never guess",
     mb,
     {"20.00 + 4.40 @ 22"},
     to("IT"),
     "E-BTW OSS IT 22 %"},
    {"oss_eboekhouden",
     "e-boekhouden 7: OSS unverified",
     eb,
     {"20.00 + 3.80 @ 19"},
     to("DE"),
     "E-BTW OSS DE 19 %"},
    {"belgian_21_is_not_dutch_21", "R6", eb, {"10.00 + 2.10 @ 21"}, to("BE"), "E-BTW OSS BE 21 %"},
    {"dutch_vat_below_threshold",
     "moneybird 7: the shop's choice",
     mb,
     {"10.00 + 2.10 @ 21"},
     dutch_vat_to_belgium,
     "incl. 1 x 12.10 high | high 10.00+2.10 | 12.10 | 2026-05-01 | 12.10 on 2026-05-02"},
    {"old_6_without_row",
     "R6; e-boekhouden 3: LAAG_VERK ended",
     eb,
     {"10.00 + 0.60 @ 6"},
     nothing,
     "E-BTW NL 6 %"},
    {"old_19_without_row", "R6", mb, {"10.00 + 1.90 @ 19"}, nothing, "E-BTW NL 19 %"},
    {"old_6_and_19_with_rows",
     "R6, M4",
     mb,
     {"10.00 + 0.60 @ 6", "10.00 + 1.90 @ 19"},
     old_rows,
     "incl. 1 x 10.60 old-6; 1 x 11.90 old-19 | old-6 10.00+0.60, old-19 10.00+1.90 | 22.50 | "
     "2026-05-01 | 22.50 on 2026-05-02"},
    {"eu_consumer_without_vat",
     "R6: a reason that cannot be told",
     mb,
     {"10.00 + 0.00 @ 0"},
     to("DE"),
     "E-BTW DE 0 %, no VAT number"},
    {"eu_business_with_bad_number",
     "R10: E-BTWNR",
     eb,
     {"10.00 + 0.00 @ 0"},
     to("DE", "811907980", true),
     "E-BTWNR 811907980"},
    {"retired_rate",
     "product 8: E-BTW-CODE",
     mb,
     {"10.00 + 2.10 @ 21"},
     retired_rate,
     "E-BTW-CODE NL 21 %: rate high is not active"},
    {"vat_without_rate",
     "R6",
     mb,
     {"10.00 + 2.10 @ none"},
     nothing,
     "E-BTW 2.10 (Artikel), no rate"},
    {"rounding_line_needs_a_row",
     "R8, M4",
     mb,
     {"10.00 + 2.10 @ 21", "round 0.02 + 0.00 @ none"},
     no_row_for_none,
     "E-BTW Geen btw"},
    {"voucher_sold_among_taxed",
     "R6; magento 4",
     mb,
     {"10.00 + 2.10 @ 21", "50.00 + 0.00 @ none"},
     nothing,
     "incl. 1 x 12.10 high; 1 x 50.00 none | high 10.00+2.10, none 50.00+0.00 | 62.10 | "
     "2026-05-01 | 62.10 on 2026-05-02"},
};

class rules_vat : public testing::TestWithParam<rule_case> {};

TEST_P(rules_vat, Books) {
  EXPECT_EQ(money_of(planned(GetParam())), GetParam().expected) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(all, rules_vat, testing::ValuesIn(cases), case_name);

}  // namespace
}  // namespace boekbrug::test
