// A webhook makes a poll happen sooner, at most every 10 seconds, and the last of many is not lost.

#include "tests/web/ccv_fixture.hpp"

namespace boekbrug::web::test {
namespace {

class hooks : public ccv_life {
protected:
  void SetUp() override {
    start();
    ASSERT_EQ(say("handshake").status, 200);
    ASSERT_TRUE(install());
    ASSERT_TRUE(until_sent(3));
    advance(std::chrono::minutes{1});
  }
  std::size_t polls() {
    // Each poll asks for the first page of its window.
    return calls(core::http_method::get, "/orders/?");
  }
};

TEST_F(hooks, wake_the_poll) {
  order_arrives();
  advance(std::chrono::minutes{5});
  EXPECT_EQ(sent(), 3U) << "the next poll is hours away";
  EXPECT_EQ(ask(last_webhook()).status, 200);
  EXPECT_TRUE(until_sent(4));
  EXPECT_EQ(documents(), 4U);
}

TEST_F(hooks, in_a_burst_poll_at_most_every_ten_seconds) {
  order_arrives();
  const auto hook = last_webhook();
  EXPECT_EQ(ask(hook).status, 200);
  advance(std::chrono::seconds{2});
  const auto first = schedule().last_run_at;
  EXPECT_TRUE(until_sent(4));
  order_arrives();
  for (int i = 0; i < 50; ++i) {
    EXPECT_EQ(ask(hook).status, 200);
  }
  advance(std::chrono::seconds{5});
  EXPECT_EQ(schedule().last_run_at, first) << "too soon after the one before";
  advance(std::chrono::seconds{5});
  const auto second = schedule().last_run_at;
  EXPECT_GE((second - first).count(), 10'000);
  EXPECT_TRUE(until_sent(5)) << "the last of the burst is not lost";
  advance(std::chrono::minutes{2});
  EXPECT_EQ(schedule().last_run_at, second) << "one poll for the whole burst";
}

TEST_F(hooks, with_a_wrong_hash_still_only_make_a_poll) {
  order_arrives();
  auto forged = last_webhook();
  forged.body = R"({"id": 999999999, "paid": true, "total_price": 1000000})";
  EXPECT_EQ(ask(forged).status, 200);
  EXPECT_TRUE(until_sent(4));
  EXPECT_EQ(documents(), 4U) << "never booked from the body";
}

TEST_F(hooks, to_an_unknown_path_do_nothing) {
  order_arrives();
  auto hook = last_webhook();
  const auto polled = polls();
  hook.target = "/hook/ccv/ffffffffffffffffffffffffffffffff/orders.created";
  EXPECT_EQ(ask(hook).status, 404);
  advance(std::chrono::minutes{5});
  EXPECT_EQ(polls(), polled);
  EXPECT_EQ(sent(), 3U);
}

TEST_F(hooks, that_get_lost_lose_nothing) {
  order_arrives();
  EXPECT_TRUE(server_->advance_until([&] { return sent() == 4; }, std::chrono::hours{13},
                                     std::chrono::seconds{60}));
}

TEST_F(hooks, do_not_hurry_a_shop_that_fails) {
  order_arrives();
  const auto hook = last_webhook();
  shop_control("errors", R"({"path":"orders","status":503,"times":100})");
  EXPECT_EQ(ask(hook).status, 200);
  ASSERT_TRUE(
      server_->advance_until([&] { return schedule().failures == 1; }, std::chrono::minutes{1}));
  const auto first = schedule().last_run_at;
  for (int i = 0; i < 5; ++i) {
    advance(std::chrono::seconds{10});
    EXPECT_EQ(ask(hook).status, 200);
  }
  EXPECT_EQ(schedule().last_run_at, first) << "the backoff of a minute holds";
}

TEST_F(hooks, do_not_wake_a_paused_integration) {
  actors::test::tell(*server_, actors::integration_command::verb::pause);
  order_arrives();
  EXPECT_EQ(ask(last_webhook()).status, 200);
  advance(std::chrono::minutes{1});
  EXPECT_EQ(sent(), 3U);
  EXPECT_EQ(core::name(schedule().state), core::name(core::integration_state::paused));
}

}  // namespace
}  // namespace boekbrug::web::test
