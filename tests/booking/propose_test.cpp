// Proposals for card M4.

#include "fixtures.hpp"

namespace boekbrug::test {
namespace {

using namespace core;

ledger_lists lists_of(const std::vector<std::tuple<std::string, std::string, std::string>>& rates) {
  ledger_lists lists;
  lists.admin.country = "NL";
  for (const auto& [label, percent, country] : rates) {
    lists.rates.push_back({label + country, label, number(percent), country, true});
  }
  return lists;
}

std::string proposed(const ledger_lists& lists, vat_class cls) {
  std::string made;
  for (const vat_row& row : propose_vat_rows(lists)) {
    if (row.cls == cls) {
      made += (made.empty() ? "" : "|") + row.rate_id;
    }
  }
  return made;
}

TEST(propose, MoneybirdsUsualRates) {
  const ledger_lists lists = lists_of({{"21% btw", "21", ""},
                                       {"9% btw", "9", ""},
                                       {"0% btw", "0", ""},
                                       {"Geen btw", "0", ""},
                                       {"Btw verlegd", "0", ""},
                                       {"Verkoop binnen EU (diensten)", "0", ""},
                                       {"Verkoop binnen EU (goederen)", "0", ""},
                                       {"Verkoop buiten EU", "0", ""}});
  EXPECT_EQ(proposed(lists, vat_class::nl_high), "21% btw");
  EXPECT_EQ(proposed(lists, vat_class::nl_low), "9% btw");
  EXPECT_EQ(proposed(lists, vat_class::zero), "0% btw");
  EXPECT_EQ(proposed(lists, vat_class::none), "Geen btw");
  EXPECT_EQ(proposed(lists, vat_class::reverse_charged), "Btw verlegd");
  EXPECT_EQ(proposed(lists, vat_class::eu_services), "Verkoop binnen EU (diensten)");
  EXPECT_EQ(proposed(lists, vat_class::eu_goods), "Verkoop binnen EU (goederen)");
  EXPECT_EQ(proposed(lists, vat_class::outside_eu), "Verkoop buiten EU");
  EXPECT_EQ(propose_vat_rows(lists).size(), 8U);
}

TEST(propose, EnglishNames) {
  const ledger_lists lists = lists_of({{"No VAT", "0", ""},
                                       {"VAT reverse charged", "0", ""},
                                       {"ICP services 0%", "0", ""},
                                       {"Intra-EU supply of goods 0%", "0", ""},
                                       {"Export 0%", "0", ""},
                                       {"0% VAT", "0", ""}});
  EXPECT_EQ(proposed(lists, vat_class::none), "No VAT");
  EXPECT_EQ(proposed(lists, vat_class::reverse_charged), "VAT reverse charged");
  EXPECT_EQ(proposed(lists, vat_class::eu_services), "ICP services 0%");
  EXPECT_EQ(proposed(lists, vat_class::eu_goods), "Intra-EU supply of goods 0%");
  EXPECT_EQ(proposed(lists, vat_class::outside_eu), "Export 0%");
  EXPECT_EQ(proposed(lists, vat_class::zero), "0% VAT");
}

TEST(propose, ShortNamesAndBelgianAdministrations) {
  ledger_lists lists = lists_of({{"0% btw ICP goederen", "0", ""},
                                 {"0% btw ICP diensten", "0", ""},
                                 {"0% btw export buiten EU", "0", ""},
                                 {"6% btw", "6", ""},
                                 {"Nederland 9%", "9", "NL"}});
  EXPECT_EQ(proposed(lists, vat_class::eu_goods), "0% btw ICP goederen");
  EXPECT_EQ(proposed(lists, vat_class::eu_services), "0% btw ICP diensten");
  EXPECT_EQ(proposed(lists, vat_class::outside_eu), "0% btw export buiten EU");
  EXPECT_EQ(proposed(lists, vat_class::nl_low), "Nederland 9%NL");
  lists.admin.country = "BE";
  EXPECT_EQ(proposed(lists, vat_class::nl_low), "6% btw");
  EXPECT_EQ(proposed(lists, vat_class::oss), "Nederland 9%NL");
}

TEST(propose, OssByCountryAndPercentage) {
  const ledger_lists lists =
      lists_of({{"MwSt. 19%", "19", "DE"}, {"TVA 5,5%", "5.5", "FR"}, {"UK", "20", "GB"}});
  const auto rows = propose_vat_rows(lists);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].country, "DE");
  EXPECT_EQ(rows[0].percent, number("19"));
  EXPECT_EQ(rows[1].country, "FR");
  EXPECT_EQ(rows[1].percent, number("5.5"));
}

TEST(propose, DoubtfulOnesAreLeftOut) {
  ledger_lists lists = lists_of({{"21% btw", "21", ""},
                                 {"21% verkoop", "21", ""},
                                 {"9% btw", "9", ""},
                                 {"Marge 9%", "9", ""},
                                 {"Binnen EU", "0", ""},
                                 {"Iets anders", "0", ""},
                                 {"0% btw", "0", ""}});
  EXPECT_EQ(proposed(lists, vat_class::nl_high), "");       // two candidates
  EXPECT_EQ(proposed(lists, vat_class::nl_low), "9% btw");  // the margin scheme is none
  EXPECT_EQ(proposed(lists, vat_class::eu_goods), "");      // goods or services?
  EXPECT_EQ(proposed(lists, vat_class::eu_services), "");
  lists.rates[6].active = false;
  EXPECT_EQ(proposed(lists, vat_class::zero), "");
}

}  // namespace
}  // namespace boekbrug::test
