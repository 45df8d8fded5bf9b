// A credit made in the shop becomes one credit invoice, after the invoice of its order.
#include "pair_fixture.hpp"

namespace boekbrug::actors::test {
namespace {

using std::chrono::minutes;

class credits : public pair_test {
protected:
  sold order_of(const std::string& id) {
    for (const auto& each : life.shop_books()) {
      if (each.id == id || each.number == id) {
        return each;
      }
    }
    ADD_FAILURE() << "no order " << id;
    return {};
  }
  // The one credit of that order, booked once and after it; its amount is the shop's.
  void expect_credited(const std::string& id, bool whole) {
    const auto order = order_of(id);
    ASSERT_EQ(order.credits.size(), 1U);
    const auto original = life.item(core::item_kind::order, order.number);
    ASSERT_TRUE(original.has_value());
    auto credit = life.item(core::item_kind::credit, order.credits[0].id);
    credit = credit ? credit : life.item(core::item_kind::credit, order.credits[0].number);
    ASSERT_TRUE(credit.has_value());
    ASSERT_EQ(core::name(credit->state), core::name(core::item_state::sent))
        << (credit->failure ? credit->failure->detail : std::string{});
    EXPECT_EQ(credit->total, -order.credits[0].total);
    EXPECT_LT(credit->total, 0);
    if (whole) {
      EXPECT_EQ(credit->total, -original->total);
    } else {
      EXPECT_GT(credit->total, -original->total);
    }
    expect_document(*credit, documents(life.world));
    expect_order(*original, *credit);
  }
  // Customers can be made, documents cannot, and nobody knows whether they were.
  static void refuse_documents(pair_life& of) {
    of.world.internet.decide = [](const made_call& call) {
      const bool makes = call.host == ledger_host && call.method == core::http_method::post &&
                         call.path.find("invoice") != std::string::npos;
      return makes ? fate::server_error : fate::normal;
    };
  }
  // In the ledger the invoice came first.
  void expect_order(const core::item& original, const core::item& credit) {
    const auto invoiced = life.writes_with("\"" + original.reference + "\"");
    const auto credited = life.writes_with("\"" + credit.reference + "\"");
    ASSERT_FALSE(invoiced.empty());
    ASSERT_FALSE(credited.empty());
    EXPECT_LT(invoiced.front(), credited.front());
  }
};

TEST_P(credits, full_and_in_part_become_one_credit_invoice_each) {
  life.open_plain_shop(2);
  const auto whole = life.arrive(life.kind.finished_order);
  const auto part = life.arrive(life.kind.finished_order);
  life.start();
  ASSERT_TRUE(life.settle());
  ASSERT_EQ(life.count(core::item_state::sent), 4U);
  life.credit(whole, life.kind.full_credit);
  life.credit(part, life.kind.part_credit);
  ASSERT_TRUE(life.settle());
  life.expect_exact_books(6);
  expect_credited(whole, true);
  expect_credited(part, false);
}

TEST_P(credits, wait_until_their_order_is_booked) {
  life.open_plain_shop(1);
  const auto id = life.arrive(life.kind.finished_order);
  life.credit(id, life.kind.part_credit);
  refuse_documents(life);
  life.start();
  life.server->advance(minutes{4});
  const auto order = order_of(id);
  ASSERT_EQ(order.credits.size(), 1U);
  std::size_t waiting = 0;
  for (const auto& each : life.items()) {
    EXPECT_NE(core::name(each.state), core::name(core::item_state::sent));
    if (each.key.kind == core::item_kind::credit) {
      ++waiting;
      EXPECT_EQ(core::name(each.state), core::name(core::item_state::waiting));
      EXPECT_EQ(each.waits_for, core::waiting_reason::original_not_sent);
    }
  }
  EXPECT_EQ(waiting, 1U) << "the credit is known, and not tried before its order";
  life.world.internet.decide = nullptr;
  ASSERT_TRUE(life.settle());
  life.expect_exact_books(3);
  expect_credited(id, false);
}

// The booking has begun and nobody knows how it ended; the order is not judged anew.
TEST_P(credits, that_come_while_their_order_is_being_booked_are_not_forgotten) {
  for (const bool restarts : {false, true}) {
    pair_life other{GetParam()};
    other.open_plain_shop(1);
    const auto id = other.arrive(other.kind.finished_order);
    refuse_documents(other);
    other.start();
    other.server->advance(minutes{2});
    other.credit(id, other.kind.part_credit);
    other.server->advance(minutes{3});
    if (restarts) {
      other.restart();
    }
    other.world.internet.decide = nullptr;
    ASSERT_TRUE(other.settle());
    other.expect_exact_books(3);
  }
}

INSTANTIATE_TEST_SUITE_P(kinds, credits, ::testing::ValuesIn(all_pairs()), pair_name);

}  // namespace
}  // namespace boekbrug::actors::test
