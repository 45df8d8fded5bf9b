// Stopped in the middle of the work, and connections that are lost and come back.

#include "tests/app/server_fixture.hpp"

namespace boekbrug::app::test {
namespace {

using core::integration_state;
using core::item_state;
using verb = actors::integration_command::verb;

class restarting : public server_fixture {};

TEST_F(restarting, in_the_middle_of_a_sync_books_each_order_once) {
  constexpr std::size_t orders = 60;
  auto ledger = moneybird_service();
  ledger["latency_ms"] = 4;
  start_simulators({shop_service("Winkel", plain_orders(orders, 5)), ledger});
  start_server();
  const auto id = installed(install_file(url_of("Winkel")));
  for (std::size_t stop_at = 6; stop_at <= 42; stop_at += 9) {
    ASSERT_TRUE(wait_until_sent(id, stop_at)) << unsent(id);
    ASSERT_LT(count_in(id, item_state::sent), orders) << "nothing was left to interrupt";
    stop_server();
    start_server();
  }
  ASSERT_TRUE(wait_until_sent(id, orders)) << unsent(id);
  expect_booked_exactly_once({id});
  EXPECT_EQ(invoices_by_reference().size(), orders);
}

TEST_F(restarting, during_the_first_page_loses_nothing) {
  constexpr std::size_t orders = 40;
  auto shop = shop_service("Winkel", plain_orders(orders, 6));
  shop["latency_ms"] = 30;
  start_simulators({shop, moneybird_service()});
  start_server();
  const auto id = installed(install_file(url_of("Winkel")));
  for (int round = 0; round < 3; ++round) {  // as soon as it runs again
    stop_server();
    start_server();
  }
  // A generated order may not be completed yet: it waits, and is an item all the same.
  ASSERT_TRUE(wait_until([&] {
    return count_in(id, item_state::sent) + count_in(id, item_state::waiting) == orders;
  })) << unsent(id);
  EXPECT_EQ(items(id).size(), orders);
  EXPECT_GE(count_in(id, item_state::sent), orders - 4);
  expect_booked_exactly_once({id});
}

TEST_F(restarting, orders_of_the_meantime_are_caught_up) {
  start_simulators({shop_service("Winkel", plain_orders(5)), moneybird_service()});
  start_server();
  const auto id = installed(install_file(url_of("Winkel")));
  ASSERT_TRUE(wait_until_sent(id, 5)) << unsent(id);
  stop_server();
  control("Winkel", "/_sim/arrive",
          json::object{{"count", 4}, {"status", "completed"}, {"paid", true}});
  start_server();
  ASSERT_TRUE(wait_until_sent(id, 9)) << unsent(id);
  expect_booked_exactly_once({id});
}

TEST_F(restarting, a_revoked_token_loses_the_connection_until_resumed) {
  start_simulators({shop_service("Winkel", plain_orders(5)), moneybird_service()});
  start_server();
  const auto id = installed(install_file(url_of("Winkel")));
  ASSERT_TRUE(wait_until_sent(id, 5)) << unsent(id);
  control("Moneybird", "/_sim/faults",
          json::object{{"rules", json::array{json::object{{"kind", "revoke"}, {"times_max", 1}}}}});
  control("Winkel", "/_sim/arrive",
          json::object{{"count", 4}, {"status", "completed"}, {"paid", true}});
  ASSERT_TRUE(wait_until([&] { return schedule(id).state == integration_state::connection_lost; }))
      << unsent(id);
  EXPECT_EQ(core::code_name(schedule(id).last_error), core::code_name(core::errc::ledger_refused));
  EXPECT_TRUE(store().connections().value().at(0).lost);
  EXPECT_EQ(count_in(id, item_state::sent), 5U);

  // Not forgotten by a restart.
  stop_server();
  start_server();
  EXPECT_EQ(schedule(id).state, integration_state::connection_lost);

  control("Moneybird", "/_sim/faults",
          json::object{{"rules", json::array{}}, {"restore_credentials", true}});
  const auto answer = command(id, {verb::resume, {}});
  ASSERT_TRUE(answer) << answer.error().detail;
  ASSERT_TRUE(wait_until_sent(id, 9)) << unsent(id);
  EXPECT_EQ(schedule(id).state, integration_state::active);
  expect_booked_exactly_once({id});
}

TEST_F(restarting, a_paused_integration_does_nothing_until_resumed) {
  start_simulators({shop_service("Winkel", plain_orders(5)), shop_service("Buur", plain_orders(3)),
                    moneybird_service(2)});
  start_server();
  const auto id = installed(install_file(url_of("Winkel")));
  ASSERT_TRUE(wait_until_sent(id, 5)) << unsent(id);
  ASSERT_TRUE(command(id, {verb::pause, {}}));
  control("Winkel", "/_sim/arrive",
          json::object{{"count", 2}, {"status", "completed"}, {"paid", true}});
  // A neighbour's whole first sync and two of its later polls pass by.
  const auto neighbour = installed(install_file(url_of("Buur"), 1));
  ASSERT_TRUE(wait_until_sent(neighbour, 3)) << unsent(neighbour);
  const auto first = schedule(neighbour).last_run_at;
  ASSERT_TRUE(wait_until(
      [&] { return schedule(neighbour).last_run_at > first + std::chrono::milliseconds{1'500}; }));
  EXPECT_EQ(items(id).size(), 5U);
  ASSERT_TRUE(command(id, {verb::resume, {}}));
  ASSERT_TRUE(wait_until_sent(id, 7)) << unsent(id);
  expect_booked_exactly_once({id});
}

}  // namespace
}  // namespace boekbrug::app::test
