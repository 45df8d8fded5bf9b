// The administration, the choices of the cards and the proposals for card B6.

#include "core/booking/make_plan.hpp"
#include "tests/adapters/eboekhouden/samples.hpp"

#include <map>

namespace boekbrug::tests {
namespace {

using core::errc;

constexpr std::string_view chart =
    R"({"id":4010,"code":"4000","description":"Inkoop","category":"VW","group":"KOST"},)"
    R"({"id":1301,"code":"1300","description":"Debiteuren","category":"DEB","group":""},)"
    R"({"id":1290,"code":"1310","description":"Debiteuren winkel","category":"DEB","group":null},)"
    R"({"id":8010,"code":"8000","description":"Omzet hoog","category":"VW","group":"OMZ"},)"
    R"({"id":8011,"code":"8100","description":"Verzendkosten","category":"VW"},)"
    R"({"id":1102,"code":"1020","description":"Mollie","category":"FIN"},)"
    R"({"id":1101,"code":"900","description":"Kas","category":"FIN"},)"
    R"({"id":1660,"code":"1660","description":"OSS Frankrijk","category":"BAL"},)"
    R"({"id":1601,"code":"1600","description":"Crediteuren","category":"CRED"},)"
    R"({"id":1501,"code":"1500","description":"Btw hoog","category":"AF19"})";

core::ledger_lists read_all() {
  core::ledger_lists lists;
  EXPECT_TRUE(ledger().list_answer(0, items(chart), lists));
  EXPECT_TRUE(ledger().list_answer(
      1,
      items(R"({"id":3,"name":"Standaard","active":true,"type":"E"},)"
            R"({"id":4,"name":"Oud","active":false,"type":"A"},{"id":5,"name":"Winkel"})"),
      lists));
  EXPECT_TRUE(ledger().list_answer(
      2,
      items(R"({"id":21,"description":"Winkel","parentId":null,"active":true},)"
            R"({"id":22,"description":"Oud","active":false})"),
      lists));
  return lists;
}

TEST(lists, requests) {
  EXPECT_EQ(ledger().list_count(), 3U);
  const auto connection = sample_connection();
  EXPECT_EQ(call_line(ledger().list_request(connection, 0)), "GET /v1/ledger?limit=2000");
  EXPECT_EQ(call_line(ledger().list_request(connection, 1)),
            "GET /v1/invoicetemplate?active=true&limit=2000");
  EXPECT_EQ(call_line(ledger().list_request(connection, 2)), "GET /v1/costcenter?limit=2000");
  EXPECT_EQ(ledger().list_request(connection, 3).error().code, errc::invalid_input);
}

TEST(lists, administration_is_told_by_its_oldest_debtor_account) {
  const auto found = ledger().administrations_answer(items(chart));
  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), 1U);
  const auto& admin = found->front();
  EXPECT_EQ(admin.id, "1290");
  EXPECT_EQ(admin.name, "e-Boekhouden.nl (1300 Debiteuren)");
  EXPECT_EQ(admin.country, "NL");
  EXPECT_EQ(admin.currency, "EUR");
  EXPECT_EQ(admin.time_zone, "Europe/Amsterdam");
  EXPECT_FALSE(admin.suspended);
  EXPECT_EQ(ledger().administrations_answer(items("")).error().code, errc::ledger_account_unusable);
}

TEST(lists, cards_choose_from_the_right_categories) {
  const auto lists = read_all();
  ASSERT_EQ(lists.accounts.size(), 4U);
  EXPECT_EQ(lists.accounts[0].id, "8010");  // revenue first: it is the default of B3
  EXPECT_EQ(lists.accounts[0].number, "8000");
  EXPECT_EQ(lists.accounts[0].name, "Omzet hoog");
  EXPECT_EQ(lists.accounts[1].id, "8011");
  EXPECT_EQ(lists.accounts[2].id, "1660");
  EXPECT_FALSE(lists.accounts[2].usable_for_sales);
  EXPECT_EQ(lists.accounts[3].id, "4010");
  EXPECT_TRUE(lists.accounts[3].usable_for_sales);
  ASSERT_EQ(lists.payment_accounts.size(), 2U);
  EXPECT_EQ(lists.payment_accounts[0].id, "1101");
  EXPECT_EQ(lists.payment_accounts[0].name, "900 Kas");
  EXPECT_TRUE(lists.payment_accounts[0].is_default);
  EXPECT_FALSE(lists.payment_accounts[1].is_default);
  ASSERT_EQ(lists.debtor_accounts.size(), 2U);
  EXPECT_EQ(lists.debtor_accounts[0].id, "1301");
  EXPECT_TRUE(lists.debtor_accounts[0].is_default);
  ASSERT_EQ(lists.styles.size(), 2U);
  EXPECT_EQ(lists.styles[0].id, "3");
  EXPECT_TRUE(lists.styles[0].is_default);
  EXPECT_EQ(lists.styles[1].name, "Winkel");
  ASSERT_EQ(lists.cost_centers.size(), 1U);
  EXPECT_EQ(lists.cost_centers[0].name, "Winkel");
  EXPECT_FALSE(lists.cost_centers[0].is_default);
  EXPECT_TRUE(lists.refused.empty());
}

TEST(lists, token_of_another_administration_is_refused) {
  core::ledger_lists lists;
  lists.admin.id = "1301";  // chosen once, when it was the oldest
  lists.admin.name = "De Fietsenmaker";
  ASSERT_TRUE(ledger().list_answer(0, items(chart), lists));
  EXPECT_EQ(lists.admin.id, "1301");
  EXPECT_EQ(lists.admin.name, "De Fietsenmaker");
  EXPECT_EQ(lists.admin.country, "NL");
  lists.admin.id = "999";
  const auto read = ledger().list_answer(0, items(chart), lists);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, errc::administration_gone);
  lists.admin.id = "1660";  // an account, but no debtor account
  EXPECT_FALSE(ledger().list_answer(0, items(chart), lists));
}

TEST(lists, modules_outside_the_plan_are_noted) {
  core::ledger_lists lists;
  ASSERT_TRUE(ledger().list_answer(1, refused("MODULE_001"), lists));
  ASSERT_TRUE(ledger().list_answer(2, refused("SECURITY_001", 403), lists));
  EXPECT_EQ(lists.refused, (std::vector<std::string>{"templates", "cost_centers"}));
  EXPECT_EQ(ledger().list_answer(1, answer(401, ""), lists).error().code, errc::access_expired);
  EXPECT_EQ(ledger().list_answer(0, refused("SECURITY_001", 403), lists).error().code,
            errc::ledger_refused);
  EXPECT_EQ(ledger().list_answer(2, answer(503, ""), lists).error().code, errc::ledger_unreachable);
  EXPECT_EQ(ledger().list_answer(7, items(""), lists).error().code, errc::invalid_input);
}

TEST(lists, proposals_are_the_rows_of_card_b6) {
  const auto rows = core::propose_vat_rows(read_all());
  std::map<core::vat_class, std::string> found;
  for (const auto& row : rows) {
    EXPECT_TRUE(found.emplace(row.cls, row.rate_id).second);
    EXPECT_TRUE(row.country.empty());
  }
  const std::map<core::vat_class, std::string> wanted{
      {core::vat_class::nl_high, "HOOG_VERK_21"},
      {core::vat_class::nl_low, "LAAG_VERK_9"},
      {core::vat_class::none, "GEEN"},
      {core::vat_class::reverse_charged, "VERL_VERK"},
      {core::vat_class::eu_services, "BI_EU_VERK_D"},
      {core::vat_class::eu_goods, "BI_EU_VERK"},
      {core::vat_class::outside_eu, "BU_EU_VERK"},
  };  // zero and OSS stay open
  EXPECT_EQ(found, wanted);
}

TEST(lists, no_old_or_unconfirmed_code_is_offered) {
  for (const auto& rate : read_all().rates) {
    EXPECT_NE(rate.id, "LAAG_VERK");
    EXPECT_NE(rate.id, "AFST_VERK");
    EXPECT_NE(rate.id, "AFW_VERK");
    EXPECT_TRUE(rate.active);
  }
  EXPECT_EQ(read_all().rates.size(), 8U);
}

TEST(lists, wrong_shapes_are_errors) {
  for (const auto* body : {"", "[]", "{}", R"({"items":{}})", R"({"items":[5]})",
                           R"({"items":[{"id":"x"}]})", R"({"items":[{"id":true}]})",
                           R"({"items":[{"code":"1"}]})", R"({"items":[{"id":1,"code":[]}]})"}) {
    core::ledger_lists lists;
    const auto read = ledger().list_answer(0, answer(200, body), lists);
    ASSERT_FALSE(read) << body;
    EXPECT_EQ(read.error().code, errc::ledger_unreachable) << body;
  }
}

}  // namespace
}  // namespace boekbrug::tests
