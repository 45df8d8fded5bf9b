#include "core/sync/reread.hpp"

#include <gtest/gtest.h>

namespace boekbrug::core {
namespace {

constexpr time_point now{std::chrono::milliseconds{1'790'000'000'000}};
constexpr auto before = now - std::chrono::minutes{15};

item waiting_order(waiting_reason why, std::chrono::days age) {
  item made;
  made.waits_for = why;
  made.placed = now - age;
  return made;
}

TEST(reread, young_orders_in_each_run_and_old_ones_once_a_day) {
  const auto young = waiting_order(waiting_reason::not_paid, std::chrono::days{59});
  const auto old = waiting_order(waiting_reason::not_paid, std::chrono::days{61});
  EXPECT_TRUE(is_due_for_rereading(young, now, before));
  EXPECT_FALSE(is_due_for_rereading(old, now, before));
  EXPECT_TRUE(is_due_for_rereading(old, now, now - std::chrono::hours{24}));
  EXPECT_TRUE(is_due_for_rereading(old, now, time_point{})) << "never run before";
}

TEST(reread, only_what_the_shop_can_still_change) {
  for (const auto why : {waiting_reason::status_not_chosen, waiting_reason::no_invoice_number}) {
    EXPECT_TRUE(is_due_for_rereading(waiting_order(why, std::chrono::days{1}), now, before));
  }
  for (const auto why : {waiting_reason::finished_before_install, waiting_reason::original_not_sent,
                         waiting_reason::before_history_date}) {
    EXPECT_FALSE(is_due_for_rereading(waiting_order(why, std::chrono::days{1}), now, before));
  }
  auto sent = waiting_order(waiting_reason::not_paid, std::chrono::days{1});
  sent.state = item_state::sent;
  EXPECT_FALSE(is_due_for_rereading(sent, now, before));
  auto credit = waiting_order(waiting_reason::not_paid, std::chrono::days{1});
  credit.key.kind = item_kind::credit;
  EXPECT_FALSE(is_due_for_rereading(credit, now, before));
}

}  // namespace
}  // namespace boekbrug::core
