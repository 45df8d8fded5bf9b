// The lists behind the settings cards.

#include "tests/adapters/moneybird/samples.hpp"

namespace boekbrug::tests {
namespace {

using core::errc;

const core::ledger_adapter& ledger() {
  return adapters::moneybird();
}
enum index : std::size_t {
  administrations,
  rates,
  accounts,
  styles,
  workflows,
  payment_accounts,
  inactive_rates
};

core::ledger_lists filled(std::size_t which, const core::http_response& response,
                          core::ledger_lists lists = {}) {
  const auto outcome = ledger().list_answer(which, response, lists);
  EXPECT_TRUE(outcome) << (outcome ? "" : outcome.error().detail);
  return lists;
}

TEST(lists, all_administrations) {
  const auto all = ledger().administrations_answer(golden_answer("administrations")).value();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].id, "178732006888903010");
  EXPECT_EQ(all[0].name, "Winkel B.V.");
  EXPECT_EQ(all[0].country, "NL");
  EXPECT_EQ(all[0].currency, "EUR");
  EXPECT_EQ(all[0].time_zone, "Europe/Amsterdam");
  EXPECT_FALSE(all[0].suspended);
  EXPECT_EQ(all[0].locked_until, day(2025, 12, 31));
  EXPECT_TRUE(all[1].suspended);
  EXPECT_EQ(all[1].locked_until, std::nullopt);
}

TEST(lists, the_connected_administration_is_picked) {
  core::ledger_lists lists;
  lists.admin.id = "178732006918727798";
  lists = filled(administrations, golden_answer("administrations"), lists);
  EXPECT_EQ(lists.admin.name, "Parkietje B.V.");
  EXPECT_TRUE(lists.admin.suspended);
}

TEST(lists, an_administration_that_is_not_there_is_gone) {
  core::ledger_lists lists;
  lists.admin.id = "17873200688890301";  // all but the last digit of one that is
  EXPECT_EQ(
      ledger().list_answer(administrations, golden_answer("administrations"), lists).error().code,
      errc::administration_gone);
  EXPECT_EQ(ledger().list_answer(administrations, answer(200, "[]"), lists).error().code,
            errc::administration_gone);
}

TEST(lists, without_an_id_only_a_single_administration_is_taken) {
  core::ledger_lists lists;
  EXPECT_EQ(
      ledger().list_answer(administrations, golden_answer("administrations"), lists).error().code,
      errc::invalid_input);
  EXPECT_EQ(filled(administrations, answer(200, R"([{"id":123,"name":"Een"}])")).admin.id, "123");
}

TEST(lists, rates) {
  auto lists = filled(rates, golden_answer("tax_rates"));
  ASSERT_EQ(lists.rates.size(), 5U);  // without the purchase rate
  EXPECT_EQ(lists.rates[0].id, "496081347565061258");
  EXPECT_EQ(lists.rates[0].name, "21% btw");
  EXPECT_EQ(lists.rates[0].percent, 21);
  EXPECT_TRUE(lists.rates[0].active);
  EXPECT_EQ(lists.rates[3].percent, 0);
  EXPECT_EQ(lists.rates[4].percent, core::decimal{"5.5"});
  EXPECT_EQ(lists.rates[4].country, "FR");
  lists = filled(inactive_rates, golden_answer("tax_rates_inactive"), lists);
  ASSERT_EQ(lists.rates.size(), 6U);
  EXPECT_FALSE(lists.rates[5].active);
  EXPECT_EQ(lists.rates[5].name, "6% btw");
  // Reading again replaces.
  lists = filled(rates, golden_answer("tax_rates"), lists);
  EXPECT_EQ(lists.rates.size(), 5U);
}

TEST(lists, rates_of_the_wrong_state_are_left_out_when_the_filter_is_not_obeyed) {
  EXPECT_TRUE(filled(rates, golden_answer("tax_rates_inactive")).rates.empty());
  auto lists = filled(rates, golden_answer("tax_rates"));
  lists = filled(inactive_rates, golden_answer("tax_rates"), lists);
  EXPECT_EQ(lists.rates.size(), 5U);
}

TEST(lists, more_rates_than_a_page_are_reported) {
  std::string body = "[";
  for (int i = 0; i < 100; ++i) {
    body += (i == 0 ? "" : ",") + std::string(R"({"id":")") + std::to_string(i + 1) +
            R"(","percentage":"21.0"})";
  }
  const auto lists = filled(rates, answer(200, body + "]"));
  EXPECT_EQ(lists.rates.size(), 100U);
  EXPECT_EQ(lists.refused, std::vector<std::string>{"tax_rates_beyond_100"});
}

TEST(lists, accounts) {
  const auto lists = filled(accounts, golden_answer("ledger_accounts"));
  ASSERT_EQ(lists.accounts.size(), 3U);
  EXPECT_EQ(lists.accounts[0].id, "496081347348006010");
  EXPECT_EQ(lists.accounts[0].name, "Omzet");
  EXPECT_EQ(lists.accounts[0].number, "80001");
  EXPECT_TRUE(lists.accounts[0].usable_for_sales);
  EXPECT_TRUE(lists.accounts[0].active);
  EXPECT_FALSE(lists.accounts[1].usable_for_sales);
  EXPECT_FALSE(lists.accounts[2].active);
  EXPECT_EQ(lists.accounts[2].number, "");
}

TEST(lists, styles) {
  const auto lists = filled(styles, golden_answer("document_styles"));
  ASSERT_EQ(lists.styles.size(), 2U);
  EXPECT_EQ(lists.styles[0].name, "Standaard");
  EXPECT_TRUE(lists.styles[0].is_default);
  EXPECT_FALSE(lists.styles[1].is_default);
}

TEST(lists, workflows_for_invoices_that_are_active) {
  const auto lists = filled(workflows, golden_answer("workflows"));
  ASSERT_EQ(lists.workflows.size(), 2U);
  EXPECT_EQ(lists.workflows[0].id, "496081347889071247");
  EXPECT_TRUE(lists.workflows[0].is_default);
  EXPECT_TRUE(lists.workflows[0].warns);
  EXPECT_EQ(lists.workflows[1].name, "Reeds betaald");
  EXPECT_FALSE(lists.workflows[1].warns);
}

TEST(lists, payment_accounts_carry_their_number_once) {
  const auto lists = filled(payment_accounts, golden_answer("financial_accounts"));
  ASSERT_EQ(lists.payment_accounts.size(), 2U);
  EXPECT_EQ(lists.payment_accounts[0].name, "Zakelijk (NL91ADYB2006011082)");
  EXPECT_EQ(lists.payment_accounts[1].name, "Moneybird NL20ADYB2006011083");
}

TEST(lists, refused_optional_lists_are_noted_once) {
  core::ledger_lists lists;
  const std::vector<std::pair<std::size_t, std::string>> optional{
      {accounts, "ledger_accounts"},
      {styles, "document_styles"},
      {workflows, "workflows"},
      {payment_accounts, "financial_accounts"},
      {inactive_rates, "inactive_tax_rates"}};
  for (const auto& [which, name] : optional) {
    lists = filled(which, golden_answer("errors/401_no_access", 401), lists);
    lists = filled(which, golden_answer("errors/403_no_access", 403), lists);
    lists = filled(which, golden_answer("errors/402_limit_reached", 402), lists);
    EXPECT_EQ(lists.refused.back(), name);
  }
  EXPECT_EQ(lists.refused.size(), optional.size());
  lists = filled(accounts, golden_answer("ledger_accounts"), lists);
  EXPECT_EQ(lists.refused.size(), optional.size() - 1);
  EXPECT_EQ(lists.refused.front(), "document_styles");
}

TEST(lists, other_failures_of_optional_lists_are_errors) {
  for (std::size_t which = rates; which <= inactive_rates; ++which) {
    core::ledger_lists lists;
    EXPECT_EQ(ledger()
                  .list_answer(which, golden_answer("errors/401_unknown_token", 401), lists)
                  .error()
                  .code,
              errc::access_expired);
    EXPECT_EQ(ledger().list_answer(which, answer(403, "<html>", {}), lists).error().code,
              errc::ledger_unreachable);
    EXPECT_EQ(ledger().list_answer(which, answer(500, ""), lists).error().code,
              errc::ledger_unreachable);
    EXPECT_EQ(
        ledger().list_answer(which, golden_answer("errors/404_record", 404), lists).error().code,
        errc::administration_gone);
    EXPECT_TRUE(lists.refused.empty());
  }
}

TEST(lists, an_unreadable_answer_changes_nothing) {
  auto lists = filled(accounts, golden_answer("ledger_accounts"));
  const auto outcome =
      ledger().list_answer(accounts, answer(200, R"([{"id":"1"},{"id":[]}])"), lists);
  EXPECT_EQ(outcome.error().code, errc::ledger_unreachable);
  EXPECT_NE(outcome.error().detail.find("$[1].id: not text"), std::string::npos)
      << outcome.error().detail;
  EXPECT_EQ(lists.accounts.size(), 3U);
}

TEST(lists, there_are_no_others) {
  core::ledger_lists lists;
  EXPECT_EQ(ledger().list_answer(ledger().list_count(), answer(200, "[]"), lists).error().code,
            errc::invalid_input);
}

}  // namespace
}  // namespace boekbrug::tests
