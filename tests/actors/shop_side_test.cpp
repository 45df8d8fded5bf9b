// What a shop may do: refuse its keys for a while, and lose an order that waits.
#include "pair_fixture.hpp"

namespace boekbrug::actors::test {
namespace {

using std::chrono::minutes;

class shop_side : public pair_test {
protected:
  std::size_t shop_calls() const {
    const auto& calls = life.world.internet.calls;
    return static_cast<std::size_t>(std::count_if(
        calls.begin(), calls.end(), [](const made_call& each) { return each.host == shop_host; }));
  }
};

TEST_P(shop_side, keys_that_are_refused_three_times_stop_it_and_resume_catches_up) {
  life.open_plain_shop(2);
  life.start();
  ASSERT_TRUE(life.settle());
  life.switch_key(false);
  life.arrive(life.kind.finished_order);
  ASSERT_TRUE(
      life.server->advance_until([this] { return life.schedule().failures == 2; }, minutes{60}));
  EXPECT_FALSE(life.is_lost()) << "twice may be a firewall";
  ASSERT_TRUE(life.server->advance_until([this] { return life.is_lost(); }, minutes{60}));
  EXPECT_EQ(life.schedule().failures, 3U);
  EXPECT_EQ(core::code_name(life.schedule().last_error), core::code_name(core::errc::shop_refused));
  const auto calls = shop_calls();
  life.server->advance(minutes{20});
  EXPECT_EQ(shop_calls(), calls) << "a refused key is not tried for ever";

  life.switch_key(true);
  tell(*life.server, integration_command::verb::resume);
  ASSERT_TRUE(life.settle());
  life.expect_exact_books(3);
}

TEST_P(shop_side, keys_that_are_refused_once_are_only_tried_again) {
  life.open_plain_shop(1);
  life.start();
  ASSERT_TRUE(life.settle());
  life.switch_key(false);
  ASSERT_TRUE(
      life.server->advance_until([this] { return life.schedule().failures == 1; }, minutes{60}));
  life.switch_key(true);
  life.arrive(life.kind.finished_order);
  ASSERT_TRUE(life.wait_for(core::item_state::sent, 2));
  ASSERT_TRUE(life.settle());
  EXPECT_EQ(life.schedule().failures, 0U);
  life.expect_exact_books(2);
}

TEST_P(shop_side, an_order_that_is_deleted_while_it_waits_is_named) {
  life.open_plain_shop(1);
  const auto id = life.arrive(life.kind.open_order);
  life.start();
  ASSERT_TRUE(life.settle());
  ASSERT_EQ(life.count(core::item_state::waiting), 1U);
  life.change(id, R"({"deleted": true})");
  life.server->advance(minutes{5});
  if (!life.kind.notices_deletion) {
    EXPECT_EQ(life.count(core::item_state::waiting), 1U) << "these shops tell what changed only";
    return;
  }
  ASSERT_EQ(life.count(core::item_state::needs_action), 1U);
  for (const auto& each : life.items()) {
    if (each.state == core::item_state::needs_action) {
      EXPECT_EQ(core::code_name(each.failure->code), core::code_name(core::errc::order_gone));
    }
  }
  EXPECT_EQ(documents(life.world).size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(kinds, shop_side, ::testing::ValuesIn(pairs_with("moneybird")), pair_name);

}  // namespace
}  // namespace boekbrug::actors::test
