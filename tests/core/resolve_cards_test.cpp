#include "core/sync/resolve_cards.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace boekbrug::core {
namespace {

class resolve : public ::testing::Test {
protected:
  resolve() {
    lists.accounts = {{"a1", "Omzet", "8000", true, true},
                      {"a2", "Omzet laag", "8010", true, true},
                      {"a3", "Verzendkosten", "8020", true, true},
                      {"a4", "Oud", "8030", false, true},
                      {"a5", "Inkoop", "7000", true, false},
                      {"a6", "Dubbel", "1", true, true},
                      {"a7", "Dubbel", "2", true, true}};
    lists.rates = {{"r21", "21% btw", decimal{21}, "", true},
                   {"r9", "9% btw", decimal{9}, "", true},
                   {"r6", "6% btw", decimal{6}, "", false}};
    lists.styles = {{"s1", "Standaard", true, false}, {"s2", "Winkel", false, false}};
    lists.workflows = {{"w1", "Met herinneringen", true, true}, {"w2", "Zonder", false, false}};
    lists.payment_accounts = {{"p1", "Mollie", false, false}, {"p2", "Bank", true, false}};
    shop.statuses = {{"completed", "Afgerond"}, {"processing", "In behandeling"}};
    cards.workflow = "w2";
  }
  resolved_cards good(bool propose = false) {
    auto out = resolve_cards(cards, propose, shop, lists);
    EXPECT_TRUE(out.has_value()) << (out ? "" : out.error().detail);
    return out ? *out : resolved_cards{};
  }
  std::string problem(bool propose = false) {
    const auto out = resolve_cards(cards, propose, shop, lists);
    EXPECT_FALSE(out.has_value());
    if (out) {
      return {};
    }
    EXPECT_EQ(out.error().code, errc::invalid_input);
    return out.error().detail;
  }
  static bool has(const std::vector<std::string>& remarks, std::string_view part) {
    return std::any_of(remarks.begin(), remarks.end(),
                       [part](const auto& each) { return each.find(part) != std::string::npos; });
  }

  card_settings cards;
  shop_profile shop;
  ledger_lists lists;
};

TEST_F(resolve, names_become_ids_on_every_card) {
  cards.revenue_account = "Omzet";
  cards.revenue_account_low = "Omzet laag";
  cards.shipping_account = "Verzendkosten";
  cards.document_style = "Winkel";
  cards.workflow = "Zonder";
  cards.payment_routes = {{"ideal", "Mollie"}, {"*", "Bank"}};
  vat_row row;
  row.rate_id = "21% btw";
  cards.vat_rows = {row};
  const auto out = good().cards;
  EXPECT_EQ(out.revenue_account, "a1");
  EXPECT_EQ(out.revenue_account_low, "a2");
  EXPECT_EQ(out.shipping_account, "a3");
  EXPECT_EQ(out.document_style, "s2");
  EXPECT_EQ(out.workflow, "w2");
  EXPECT_EQ(out.payment_routes[0].account, "p1");
  EXPECT_EQ(out.payment_routes[1].account, "p2");
  ASSERT_EQ(out.vat_rows.size(), 1U);
  EXPECT_EQ(out.vat_rows[0].rate_id, "r21");
}

TEST_F(resolve, ids_and_empty_cards_stay) {
  cards.revenue_account = "a2";
  cards.payment_routes = {{"*", ""}};
  const auto out = good().cards;
  EXPECT_EQ(out.revenue_account, "a2");
  EXPECT_EQ(out.shipping_account, "");
  EXPECT_EQ(out.payment_routes[0].account, "");
}

TEST_F(resolve, an_unknown_name_lists_what_there_is) {
  cards.document_style = "Winkeltje";
  EXPECT_EQ(problem(),
            "cards.M5: no document style 'Winkeltje' in the administration; there are 'Standaard', "
            "'Winkel'");
}

TEST_F(resolve, a_name_that_fits_several_is_refused) {
  cards.revenue_account = "Dubbel";
  EXPECT_NE(problem().find("cards.M1: more than one ledger account 'Dubbel'"), std::string::npos);
  cards.revenue_account = "a7";
  EXPECT_EQ(good().cards.revenue_account, "a7");
}

TEST_F(resolve, all_problems_are_told_at_once) {
  cards.revenue_account = "Geen";
  cards.workflow = "Geen";
  cards.payment_routes = {{"ideal", "Geen"}};
  cards.order_statuses = {"completed", "klaar"};
  const auto text = problem();
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 3) << text;
  for (const auto* part :
       {"cards.M1", "cards.M6", "cards.M9.ideal",
        "cards.S1: the shop has no status 'klaar'; it has completed, processing"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part;
  }
}

TEST_F(resolve, an_account_that_cannot_take_sales_is_refused) {
  for (const auto* account : {"Oud", "Inkoop", "a4", "a5"}) {
    cards.shipping_account = account;
    EXPECT_NE(problem().find("is not active or not for sales invoices"), std::string::npos)
        << account;
  }
}

TEST_F(resolve, a_shop_that_hides_its_statuses_is_believed) {
  shop.statuses.clear();
  cards.order_statuses = {"anything"};
  EXPECT_EQ(good().cards.order_statuses, std::vector<std::string>{"anything"});
}

TEST_F(resolve, open_statuses_are_the_shops_default) {
  shop.statuses = {{"7", "Afgerond"}, {"8", "Geannuleerd"}};
  shop.default_statuses = {"7"};
  const auto out = resolve_cards(cards, false, shop, lists).value();
  EXPECT_EQ(out.cards.order_statuses, std::vector<std::string>{"7"});
  EXPECT_TRUE(has(out.remarks, "S1: orders are booked in status 7 (Afgerond)"));
}

TEST_F(resolve, a_ledger_without_drafts_gets_what_it_needs_beforehand) {
  cards.order_statuses.clear();
  shop.statuses.clear();
  lists.debtor_accounts = {{"1300", "Debiteuren", true, false}};
  lists.payment_accounts = {{"1010", "Kas", false, false}, {"1100", "Bank", true, false}};
  ledger_traits traits;
  traits.drafts = false;
  const auto out = resolve_cards(cards, false, shop, lists, traits).value();
  EXPECT_EQ(out.cards.debtor_account, "1300");
  EXPECT_FALSE(out.cards.revenue_account.empty());
  EXPECT_FALSE(out.cards.document_style.empty());
  ASSERT_EQ(out.cards.payment_routes.size(), 1U);
  EXPECT_EQ(out.cards.payment_routes[0].account, "1100");
  cards.status = document_status::draft;
  cards.email_invoice = true;
  const auto refused = resolve_cards(cards, false, shop, lists, traits);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().detail.find("cards.M7"), std::string::npos);
  EXPECT_NE(refused.error().detail.find("cards.M8"), std::string::npos);
}

TEST_F(resolve, proposed_vat_rows_are_told_and_so_are_open_ones) {
  const auto out = good(true);
  const auto high = std::find_if(out.cards.vat_rows.begin(), out.cards.vat_rows.end(),
                                 [](const auto& row) { return row.cls == vat_class::nl_high; });
  ASSERT_NE(high, out.cards.vat_rows.end());
  EXPECT_EQ(high->rate_id, "r21");
  EXPECT_TRUE(has(out.remarks, "VAT nl_high -> 21% btw"));
  EXPECT_TRUE(has(out.remarks, "VAT outside_eu -> left open: orders that need it wait with E-BTW"));
}

TEST_F(resolve, a_rate_that_is_not_there_is_refused) {
  vat_row row;
  row.cls = vat_class::oss;
  row.country = "FR";
  row.percent = decimal{20};
  row.rate_id = "20% FR";
  cards.vat_rows = {row};
  EXPECT_NE(problem().find("cards.M4.OSS FR 20"), std::string::npos);
}

TEST_F(resolve, a_workflow_that_sends_reminders_is_warned_of) {
  EXPECT_FALSE(has(good().remarks, "sends reminders"));
  cards.workflow = "w1";
  EXPECT_TRUE(has(good().remarks, "workflow 'Met herinneringen' sends reminders by itself"));
  cards.workflow = "";
  EXPECT_TRUE(has(good().remarks, "sends reminders")) << "the default one does";
}

TEST_F(resolve, a_list_that_is_not_given_is_told) {
  lists.refused = {"workflows"};
  EXPECT_TRUE(has(good().remarks, "does not give its list of workflows"));
}

}  // namespace
}  // namespace boekbrug::core
