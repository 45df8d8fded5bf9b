// Classes and mapping of VAT (R6, card M4).

#include "fixtures.hpp"

namespace boekbrug::test {
namespace {

using namespace core;

/// One line to classify, within an order.
struct case_of_class {
  const char* name;
  const char* country;  // of delivery
  const char* vat_number;
  bool exempt;
  const char* percent;  // "" = none
  const char* vat;
  const char* rate_country;  // of the shop's rate; "" = not said
  bool others_taxed;
  bool service;
  const char* expected;  // text of the class, or the name of the error
};

std::string outcome(const result<vat_key>& key) {
  if (!key) {
    return std::string(code_name(key.error().code)) + " " + key.error().detail;
  }
  return std::string(name(key->cls)) + "/" + to_text(*key);
}

class classify_table : public testing::TestWithParam<case_of_class> {};

TEST_P(classify_table, R6) {
  const case_of_class& given = GetParam();
  const world here;
  order_line subject = line("Mok", "10.00", given.vat, given.percent);
  subject.vat_country = given.rate_country;
  subject.is_service = given.service;
  std::vector<order_line> lines{subject};
  if (given.others_taxed) {
    lines.push_back(line("Deken", "100.00", "21.00", "21"));
    lines.back().vat_country = "NL";
  }
  order source = order_of(lines, given.country);
  source.vat_number = given.vat_number;
  source.vat_exempt = given.exempt;
  EXPECT_EQ(outcome(classify(source.lines.front(), source, here.context())), given.expected);
}

const case_of_class cases[] = {
    {"nl_21", "NL", "", false, "21", "2.10", "NL", false, false, "nl_high/NL 21 %"},
    {"nl_9", "NL", "", false, "9", "0.90", "NL", false, false, "nl_low/NL 9 %"},
    {"nl_19_before_2012", "NL", "", false, "19", "1.90", "NL", false, false, "nl_high/NL 19 %"},
    {"nl_6_before_2019", "NL", "", false, "6", "0.60", "NL", false, false, "nl_low/NL 6 %"},
    {"nl_13_unknown", "NL", "", false, "13", "1.30", "NL", false, false, "E-BTW NL 13 %"},
    {"rate_without_country", "NL", "", false, "21", "2.10", "", false, false, "nl_high/NL 21 %"},
    {"nl_rate_shipped_to_be", "BE", "", false, "21", "2.10", "NL", false, false, "nl_high/NL 21 %"},
    {"oss_be_21", "BE", "", false, "21", "2.10", "BE", false, false, "oss/OSS BE 21 %"},
    {"oss_by_destination", "FR", "", false, "5.5", "0.55", "", false, false, "oss/OSS FR 5.5 %"},
    {"oss_greece_as_el", "GR", "", false, "24", "2.40", "EL", false, false, "oss/OSS GR 24 %"},
    {"oss_business_with_vat", "DE", "DE811907980", false, "19", "1.90", "DE", false, false,
     "oss/OSS DE 19 %"},
    {"swiss_vat", "CH", "", false, "8.1", "0.81", "CH", false, false, "E-BTW CH 8.1 %"},
    {"uk_vat", "GB", "", false, "20", "2.00", "UK", false, false, "E-BTW GB 20 %"},
    {"vat_without_rate", "NL", "", false, "", "2.10", "", false, false,
     "E-BTW 2.10 (Mok), no rate"},
    {"vat_at_rate_zero", "NL", "", false, "0", "2.10", "NL", false, false,
     "E-BTW 2.10 (Mok), no rate"},
    {"export", "CH", "", false, "", "0", "", false, false, "outside_eu/Buiten EU"},
    {"export_rate_zero", "US", "", false, "0", "0", "", false, false, "outside_eu/Buiten EU"},
    {"export_to_uk", "GB", "", false, "", "0", "", false, false, "outside_eu/Buiten EU"},
    {"icp_goods", "DE", "DE811907980", true, "", "0", "", false, false,
     "eu_goods/Binnen EU (goederen)"},
    {"icp_not_flagged", "DE", "DE811907980", false, "", "0", "", false, false,
     "eu_goods/Binnen EU (goederen)"},
    {"icp_services", "DE", "DE811907980", true, "", "0", "", false, true,
     "eu_services/Binnen EU (diensten)"},
    {"icp_greek_number", "GR", "EL123456789", true, "", "0", "", false, false,
     "eu_goods/Binnen EU (goederen)"},
    {"icp_number_with_blanks", "DE", "de 811.907.980", true, "", "0", "", false, false,
     "eu_goods/Binnen EU (goederen)"},
    {"icp_other_member_state", "DE", "BE0403170701", true, "", "0", "", false, false,
     "eu_goods/Binnen EU (goederen)"},
    {"eu_without_number", "DE", "", true, "", "0", "", false, false, "E-BTW DE 0 %, no VAT number"},
    {"eu_consumer_zero_rate", "DE", "", false, "0", "0", "DE", false, false,
     "E-BTW DE 0 %, no VAT number"},
    {"eu_number_of_home", "DE", "NL859512340B01", true, "", "0", "", false, false,
     "E-BTW DE 0 %, VAT number NL859512340B01"},
    {"eu_number_without_prefix", "DE", "811907980", true, "", "0", "", false, false,
     "E-BTWNR 811907980"},
    {"eu_number_placeholder", "DE", "DE000000000", true, "", "0", "", false, false,
     "E-BTWNR DE000000000"},
    {"eu_number_of_swiss", "DE", "CHE123456789", true, "", "0", "", false, false,
     "E-BTWNR CHE123456789"},
    {"voucher_among_taxed", "NL", "", false, "", "0", "", true, false, "none/Geen btw"},
    {"voucher_among_taxed_to_be", "BE", "", false, "", "0", "", true, false, "none/Geen btw"},
    {"zero_rate_among_taxed", "NL", "", false, "0", "0", "NL", true, false, "zero/Btw 0"},
    {"foreign_zero_rate_among_taxed", "BE", "", false, "0", "0", "BE", true, false,
     "oss/OSS BE 0 %"},
    {"nl_zero_rate", "NL", "", false, "0", "0", "NL", false, false, "zero/Btw 0"},
    {"nl_no_rate", "NL", "", false, "", "0", "", false, false, "none/Geen btw"},
    {"nl_reverse_charged", "NL", "NL859512340B01", true, "", "0", "", false, false,
     "reverse_charged/Btw verlegd"},
    {"nl_reverse_charged_zero_rate", "NL", "NL859512340B01", true, "0", "0", "NL", false, false,
     "reverse_charged/Btw verlegd"},
    {"nl_number_not_exempt", "NL", "NL859512340B01", false, "", "0", "", false, false,
     "none/Geen btw"},
    {"nl_exempt_without_number", "NL", "", true, "", "0", "", false, false, "none/Geen btw"},
    {"nl_exempt_but_others_taxed", "NL", "NL859512340B01", true, "", "0", "", true, false,
     "none/Geen btw"},
    {"nl_exempt_foreign_number", "NL", "DE811907980", true, "", "0", "", false, false,
     "E-BTW NL 0 %, VAT number DE811907980"},
    {"nl_exempt_bad_number", "NL", "ONBEKEND", true, "", "0", "", false, false, "E-BTWNR ONBEKEND"},
};

INSTANTIATE_TEST_SUITE_P(, classify_table, testing::ValuesIn(cases),
                         [](const auto& given) { return std::string(given.param.name); });

TEST(classify, DestinationIsShippingThenBillingThenShop) {
  world here;
  order source = order_of({line("Mok", "10.00", "0", "")}, "CH");
  source.shipping.country = "";
  EXPECT_EQ(classify(source.lines[0], source, here.context())->cls, vat_class::outside_eu);
  source.billing.country = "";
  EXPECT_EQ(classify(source.lines[0], source, here.context())->cls, vat_class::none);
  plan_context nowhere = here.context();
  nowhere.shop_country = "";
  EXPECT_EQ(code_of(classify(source.lines[0], source, nowhere)), errc::country_unknown);
}

TEST(classify, EuServicesOnlyWhenEveryProductIsOne) {
  const world here;
  order_line course = line("Workshop", "70.25", "0", "");
  course.is_service = true;
  order_line costs = line("Betaalkosten", "0.50", "0", "", line_kind::fee);
  order source = order_of({course, costs}, "DE");
  source.vat_number = "DE811907980";
  EXPECT_EQ(classify(source.lines[1], source, here.context())->cls, vat_class::eu_services);
  source.lines.push_back(line("Mok", "10.00", "0", ""));
  EXPECT_EQ(classify(source.lines[0], source, here.context())->cls, vat_class::eu_goods);
}

TEST(classify, RoundingLineOfTheShopHasNoVat) {
  const world here;
  order source = order_of(
      {line("Mok", "10.00", "0", ""), line("", "0.01", "0", "", line_kind::rounding)}, "CH");
  EXPECT_EQ(classify(source.lines[1], source, here.context())->cls, vat_class::none);
}

TEST(classify, BelgianAdministrationUsesItsOwnMappedRates) {
  world here;
  here.lists.admin.country = "BE";
  here.lists.rates[1].percent = 6;
  here.lists.rates[0].country = "BE";
  order source = order_of({line("Mok", "10.00", "2.10", "21"), line("Boek", "10.00", "0.60", "6"),
                           line("Tegel", "10.00", "1.20", "12")},
                          "BE");
  EXPECT_EQ(classify(source.lines[0], source, here.context())->cls, vat_class::nl_high);
  EXPECT_EQ(classify(source.lines[1], source, here.context())->cls, vat_class::nl_low);
  EXPECT_EQ(detail_of(classify(source.lines[2], source, here.context())), "BE 12 %");
  source.shipping.country = "NL";
  EXPECT_EQ(to_text(classify(source.lines[0], source, here.context()).value()), "OSS NL 21 %");
}

vat_key oss(std::string country, std::string_view percent) {
  return {vat_class::oss, std::move(country), number(percent)};
}

TEST(map_rate, FindsHomeAndOssRows) {
  const world here;
  EXPECT_EQ(map_rate({vat_class::nl_high, "", 21}, here.cards, here.lists).value(), "high");
  EXPECT_EQ(map_rate(oss("FR", "5.5"), here.cards, here.lists).value(), "FR-5.5");
  EXPECT_EQ(map_rate(oss("FR", "5.50"), here.cards, here.lists).value(), "FR-5.5");
}

TEST(map_rate, MissingRowIsUnmappedAndNamed) {
  world here;
  auto answer = map_rate(oss("AT", "20"), here.cards, here.lists);
  EXPECT_EQ(code_of(answer), errc::vat_unmapped);
  EXPECT_EQ(detail_of(answer), "OSS AT 20 %");
  here.cards.vat_rows[4].rate_id = "";  // the merchant chose nothing yet
  answer = map_rate({vat_class::reverse_charged, "", 0}, here.cards, here.lists);
  EXPECT_EQ(code_of(answer), errc::vat_unmapped);
  EXPECT_EQ(detail_of(answer), "Btw verlegd");
}

TEST(map_rate, OldPercentageOfAMappedClassIsUnmapped) {
  const world here;
  const auto answer = map_rate({vat_class::nl_high, "", 19}, here.cards, here.lists);
  EXPECT_EQ(code_of(answer), errc::vat_unmapped);
  EXPECT_EQ(detail_of(answer), "NL 19 %");
}

TEST(map_rate, SecondRowServesTheOldPercentage) {
  world here;
  here.lists.rates.push_back({"old", "19% btw", 19, "", true});
  here.cards.vat_rows.push_back({vat_class::nl_high, "", std::nullopt, "old"});
  EXPECT_EQ(map_rate({vat_class::nl_high, "", 19}, here.cards, here.lists).value(), "old");
  EXPECT_EQ(map_rate({vat_class::nl_high, "", 21}, here.cards, here.lists).value(), "high");
}

TEST(map_rate, GoneInactiveWrongOrForeignRateIsUnusable) {
  world here;
  here.lists.rates[1].active = false;
  EXPECT_EQ(code_of(map_rate({vat_class::nl_low, "", 9}, here.cards, here.lists)),
            errc::vat_rate_unusable);
  here.cards.vat_rows[0].rate_id = "999";
  EXPECT_EQ(code_of(map_rate({vat_class::nl_high, "", 21}, here.cards, here.lists)),
            errc::vat_rate_unusable);
  here.cards.vat_rows[0].rate_id = "FR-20";
  EXPECT_EQ(code_of(map_rate({vat_class::nl_high, "", 21}, here.cards, here.lists)),
            errc::vat_rate_unusable);
  here.cards.vat_rows[0].rate_id = "BE-21";
  EXPECT_EQ(code_of(map_rate({vat_class::nl_high, "", 21}, here.cards, here.lists)),
            errc::vat_rate_unusable);
  here.cards.vat_rows[7].rate_id = "high";
  EXPECT_EQ(code_of(map_rate({vat_class::outside_eu, "", 0}, here.cards, here.lists)),
            errc::vat_rate_unusable);
}

TEST(vat_class, NamesGoBothWays) {
  for (int value = 1; value <= 9; ++value) {
    const auto cls = static_cast<vat_class>(value);
    EXPECT_EQ(vat_class_from_name(name(cls)), cls);
  }
  EXPECT_EQ(vat_class_from_name("high"), std::nullopt);
}

}  // namespace
}  // namespace boekbrug::test
