// Moneybird's limit is kept on the wire, per egress address, and more addresses do more work.

#include "tests/app/server_fixture.hpp"

#include <iostream>

namespace boekbrug::app::test {
namespace {

using clock = std::chrono::steady_clock;

constexpr unsigned per_window = 30;
constexpr unsigned window_seconds = 1;

class limits : public server_fixture {
protected:
  limits() {
    settings_.moneybird.requests_per_window = per_window;
    settings_.moneybird.window = std::chrono::seconds{window_seconds};
    // After a restart the budget of calls that may still be under way is held for as long as a call
    // may take.
    settings_.net.request_timeout = std::chrono::seconds{2};
  }
  static json::object limited(std::size_t administrations) {
    return moneybird_service(
        administrations, {{"requests_per_window", per_window}, {"window_seconds", window_seconds}});
  }
  void expect_limit_kept() {
    const auto counted = counters();
    EXPECT_EQ(counted.at("refused_by_limit").to_number<std::uint64_t>(), 0U)
        << json::serialize(counted);
    EXPECT_LE(counted.at("largest_window").to_number<std::uint64_t>(), per_window)
        << json::serialize(counted);
  }
};

TEST_F(limits, no_call_is_refused) {
  start_simulators({shop_service("Winkel", plain_orders(25, 3)), limited(1)});
  start_server();
  const auto id = installed(install_file(url_of("Winkel")));
  ASSERT_TRUE(wait_until_sent(id, 25)) << unsent(id);
  expect_limit_kept();
  EXPECT_GT(counters().at("requests").to_number<std::uint64_t>(), 2 * per_window)
      << "too little work to meet the limit";
  expect_booked_exactly_once({id});
}

// The budget of the window survives a restart, or each one would cost refused calls.
TEST_F(limits, are_kept_over_restarts) {
  start_simulators({shop_service("Winkel", plain_orders(20, 4)), limited(1)});
  start_server();
  const auto id = installed(install_file(url_of("Winkel")));
  for (const std::size_t stop_at : {5U, 12U}) {
    ASSERT_TRUE(wait_until_sent(id, stop_at)) << unsent(id);
    stop_server();
    start_server();
  }
  ASSERT_TRUE(wait_until_sent(id, 20)) << unsent(id);
  expect_limit_kept();
  expect_booked_exactly_once({id});
}

class egress : public limits {
protected:
  /// Two shops on two administrations, from these addresses; how long all of it takes.
  double seconds_with(std::vector<std::string> addresses) {
    settings_.egress.addresses = std::move(addresses);
    settings_.data_directory =
        folder_ + "/store-" + std::to_string(settings_.egress.addresses.size());
    start_simulators({shop_service("Een", plain_orders(25, 8)),
                      shop_service("Twee", plain_orders(25, 9)), limited(2)});
    start_server();
    const auto started = clock::now();
    const auto one = installed(install_file(url_of("Een"), 0));
    const auto two = installed(install_file(url_of("Twee"), 1));
    EXPECT_TRUE(wait_until_sent(one, 25)) << unsent(one);
    EXPECT_TRUE(wait_until_sent(two, 25)) << unsent(two);
    const std::chrono::duration<double> took = clock::now() - started;
    expect_limit_kept();
    expect_booked_exactly_once({one}, 0);
    expect_booked_exactly_once({two}, 1);
    EXPECT_EQ(counters().at("by_peer").as_object().size(), settings_.egress.addresses.size());
    stop_server();
    return took.count();
  }
};

TEST_F(egress, two_addresses_do_the_work_in_about_half_the_time) {
  const auto one = seconds_with({"127.0.0.1"});
  const auto two = seconds_with({"127.0.0.1", "127.0.0.2"});
  RecordProperty("ratio", std::to_string(one / two));
  std::cout << "one address " << one << " s, two " << two << " s, ratio " << one / two << "\n";
  EXPECT_GE(one / two, 1.5);
  EXPECT_LE(one / two, 2.6);
}

}  // namespace
}  // namespace boekbrug::app::test
