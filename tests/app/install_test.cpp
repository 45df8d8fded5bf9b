// A bad install file stores nothing, and says what is wrong.

#include "tests/app/server_fixture.hpp"

namespace boekbrug::app::test {
namespace {

using core::errc;

class installing : public server_fixture {
protected:
  void SetUp() override {
    start_simulators({shop_service("Winkel", plain_orders(3)), moneybird_service(2)});
    start_server();
  }
  json::object good() { return install_file(url_of("Winkel")); }

  void expect_refused(const json::object& file, errc code, const std::string& named) {
    const auto answer = install(file);
    ASSERT_FALSE(answer) << *answer;
    EXPECT_EQ(core::code_name(answer.error().code), core::code_name(code)) << answer.error().detail;
    EXPECT_NE(answer.error().detail.find(named), std::string::npos) << answer.error().detail;
    for (const auto* secret : {"ck_000", "cs_000", "test-token"}) {
      EXPECT_EQ(answer.error().detail.find(secret), std::string::npos) << answer.error().detail;
    }
    expect_nothing_stored();
  }
  void expect_nothing_stored() {
    EXPECT_EQ(integrations(), 0U);
    EXPECT_TRUE(store().accounts().value().empty());
    EXPECT_TRUE(store().connections().value().empty());
    std::size_t schedules = 0;
    ASSERT_TRUE(store().each_schedule([&](core::integration_id, const core::integration_schedule&) {
      ++schedules;
      return true;
    }));
    EXPECT_EQ(schedules, 0U);
    EXPECT_EQ(store().next_ids().value().integration, 1U);
    EXPECT_TRUE(invoices_by_reference().empty());
  }
};

TEST_F(installing, text_that_is_no_json) {
  const auto answer = install_text("{\"account\": ");
  ASSERT_FALSE(answer);
  EXPECT_EQ(core::code_name(answer.error().code), core::code_name(errc::invalid_input));
  expect_nothing_stored();
}

TEST_F(installing, an_unknown_field) {
  auto file = good();
  file["cards"].as_object()["S33"] = true;
  expect_refused(file, errc::invalid_input, "S33");
}

TEST_F(installing, a_wrong_shop_key) {
  auto file = good();
  file["shop"].as_object()["key"] = "ck_9999999999999999999999999999999999999999";
  expect_refused(file, errc::shop_refused, "shop:");
}

TEST_F(installing, a_wrong_ledger_token) {
  auto file = good();
  file["ledger"].as_object()["token"] = "not-a-token";
  expect_refused(file, errc::ledger_refused, "ledger:");
}

TEST_F(installing, an_unknown_administration) {
  auto file = good();
  file["ledger"].as_object()["administration"] = "178732006888903999";
  expect_refused(file, errc::invalid_input, "ledger.administration: '178732006888903999'");
}

TEST_F(installing, an_administration_of_another_token) {
  auto file = good();
  file["ledger"].as_object()["administration"] = administration_id(1);
  expect_refused(file, errc::invalid_input, administration_id(1));
}

TEST_F(installing, a_suspended_administration) {
  control("Moneybird", "/_sim/administrations/" + administration_id(0),
          json::object{{"suspended", true}});
  const auto answer = install(good());
  ASSERT_FALSE(answer);
  expect_nothing_stored();
}

TEST_F(installing, an_unreachable_shop) {
  auto file = good();
  file["shop"].as_object()["url"] = "http://127.0.0.1:1";
  expect_refused(file, errc::shop_unreachable, "127.0.0.1:1");
}

TEST_F(installing, an_address_that_is_no_shop) {
  auto file = good();
  file["shop"].as_object()["url"] = url_of("Moneybird");
  expect_refused(file, errc::shop_api_missing, "shop:");
}

TEST_F(installing, an_unknown_order_status) {
  auto file = good();
  file["cards"].as_object()["S1"] = json::array{"verzondenn"};
  expect_refused(file, errc::invalid_input, "cards.S1: the shop has no status 'verzondenn'");
}

TEST_F(installing, an_unknown_vat_rate) {
  auto file = good();
  file["cards"].as_object()["M4"] = json::object{{"nl_high", "22% btw"}, {"nl_low", "9% btw"}};
  expect_refused(file, errc::invalid_input, "22% btw");
}

TEST_F(installing, an_unknown_revenue_account) {
  auto file = good();
  file["cards"].as_object()["M1"] = "Omzet van morgen";
  expect_refused(file, errc::invalid_input, "cards.M1");
}

TEST_F(installing, the_same_pair_twice) {
  const auto id = installed(good());
  ASSERT_TRUE(wait_until_sent(id, 3)) << unsent(id);
  auto again = good();
  again["account"] = "Another account";  // the same administration under another account would book
                                         // everything twice
  for (const auto& file : {good(), again}) {
    const auto answer = install(file);
    ASSERT_FALSE(answer) << *answer;
    EXPECT_EQ(core::code_name(answer.error().code), core::code_name(errc::already_exists))
        << answer.error().detail;
    EXPECT_NE(answer.error().detail.find("integration 1"), std::string::npos)
        << answer.error().detail;
  }
  EXPECT_EQ(integrations(), 1U);
  EXPECT_EQ(store().accounts().value().size(), 1U);
  EXPECT_EQ(store().connections().value().size(), 1U);
  expect_booked_exactly_once({id});
}

// New keys and cards for a pair that is installed: what was sent stays, what waits is judged anew.
TEST_F(installing, update_replaces_keys_and_cards) {
  auto file = good();
  file["update"] = true;
  const auto nothing_yet = install(file);
  ASSERT_FALSE(nothing_yet) << *nothing_yet;
  EXPECT_EQ(core::code_name(nothing_yet.error().code), core::code_name(errc::not_found));
  EXPECT_EQ(integrations(), 0U);

  auto first = good();
  first["cards"].as_object()["S1"] = json::array{"processing"};
  const auto id = installed(first);
  ASSERT_TRUE(wait_until([&] { return count_in(id, core::item_state::waiting) == 3; }))
      << unsent(id);

  const auto answer = install(file);
  ASSERT_TRUE(answer) << answer.error().detail;
  EXPECT_NE(answer->find("updated: integration 1"), std::string::npos) << *answer;
  EXPECT_EQ(integrations(), 1U);
  ASSERT_TRUE(wait_until_sent(id, 3)) << unsent(id);
  expect_booked_exactly_once({id});
}

TEST_F(installing, after_a_refusal_the_corrected_file_goes_in) {
  auto file = good();
  file["cards"].as_object()["S33"] = true;
  ASSERT_FALSE(install(file));
  const auto id = installed(good());
  EXPECT_TRUE(wait_until_sent(id, 3)) << unsent(id);
  expect_booked_exactly_once({id});
}

}  // namespace
}  // namespace boekbrug::app::test
