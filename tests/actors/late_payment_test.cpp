// An order that is open when the shop is connected and is paid weeks later is booked once: also in
// shops that do not say what changed, or only within the last two weeks.
#include "pair_fixture.hpp"

namespace boekbrug::actors::test {
namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr hours poll{6};

class late_payment : public pair_test {};

TEST_P(late_payment, is_seen_after_twenty_days) {
  life.open_plain_shop(3);
  const auto open = life.arrive(life.kind.open_order);
  life.start(poll);
  ASSERT_TRUE(life.settle(days{2}));
  ASSERT_EQ(life.count(core::item_state::sent), 3U);
  ASSERT_EQ(life.count(core::item_state::waiting), 1U) << "it is known, and not booked";

  life.server->advance(days{20}, pair_life::coarse);
  EXPECT_EQ(documents(life.world).size(), 3U) << "nothing happens to it by itself";
  EXPECT_EQ(life.count(core::item_state::waiting), 1U);

  life.change(open, life.kind.finish);
  ASSERT_TRUE(life.settle(days{3}));
  life.expect_exact_books(4);
}

// The first scan saw it unpaid; the payment comes in the very next minutes.
TEST_P(late_payment, is_seen_at_the_next_poll) {
  life.open_plain_shop(1);
  const auto open = life.arrive(life.kind.open_order);
  life.start();
  ASSERT_TRUE(life.settle());
  ASSERT_EQ(life.count(core::item_state::waiting), 1U);
  life.change(open, life.kind.finish);
  ASSERT_TRUE(life.wait_for(core::item_state::sent, 2, std::chrono::minutes{3}));
  life.expect_exact_books(2);
}

INSTANTIATE_TEST_SUITE_P(kinds, late_payment, ::testing::ValuesIn(all_pairs()), pair_name);

}  // namespace
}  // namespace boekbrug::actors::test
