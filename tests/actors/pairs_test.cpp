// Every kind of shop with every kind of ledger, with the orders that such a shop has: what is
// finished and paid is booked once, or a named error says why not.
#include "pair_fixture.hpp"

#include <map>

namespace boekbrug::actors::test {
namespace {

namespace json = boost::json;

constexpr int orders = 60;

class pairs : public pair_test {
protected:
  void SetUp() override {
    life.open_mixed_shop(orders, 41);
    life.start();
    ASSERT_TRUE(life.settle());
  }
  // An order that could not be read bears its id as number.
  std::optional<core::item> known(const sold& order) {
    auto found = life.item(core::item_kind::order, order.number);
    return found ? found : life.item(core::item_kind::order, order.id);
  }
  // What the shop's orders and the ledger's rules make impossible to book.
  std::set<core::errc> allowed() const {
    auto out = life.kind.refusals;
    if (GetParam().shop == "magento" && GetParam().ledger == "eboekhouden") {
      // A payment by gift card needs an account that no card can name yet.
      out.insert(core::errc::ledger_account_unusable);
    }
    return out;
  }
  void expect_refused(const core::item& item) {
    ASSERT_EQ(core::name(item.state), core::name(core::item_state::needs_action))
        << item.number << " waits for " << core::explain(item.waits_for, "en", item.waits_for_what);
    ASSERT_TRUE(item.failure.has_value()) << item.number;
    EXPECT_TRUE(allowed().contains(item.failure->code))
        << item.number << ": " << core::code_name(item.failure->code) << " "
        << item.failure->detail;
  }
};

TEST_P(pairs, book_what_is_finished_and_paid_once) {
  const auto rows = documents(life.world);
  std::size_t booked_orders = 0;
  std::size_t booked_credits = 0;
  for (const auto& order : life.shop_books()) {
    const auto item = known(order);
    const bool sent = item && item->state == core::item_state::sent;
    if (!order.finished_and_paid || order.total + order.gifts == 0) {
      EXPECT_FALSE(sent) << order.number << " is not finished and paid: " << order.status;
      continue;
    }
    ASSERT_TRUE(item.has_value()) << order.number << " was never read";
    if (!sent) {
      expect_refused(*item);
      continue;
    }
    ++booked_orders;
    EXPECT_EQ(item->total, order.total) << order.number;
    expect_document(*item, rows, order.gifts);
    for (const auto& credit : order.credits) {
      const auto part = life.item(core::item_kind::credit, credit.id);
      const auto found = part ? part : life.item(core::item_kind::credit, credit.number);
      ASSERT_TRUE(found.has_value()) << order.number << ": credit " << credit.id << " not read";
      if (found->state != core::item_state::sent) {
        expect_refused(*found);
        continue;
      }
      ++booked_credits;
      EXPECT_EQ(found->total, -credit.total) << found->number;
      expect_document(*found, rows, -credit.gifts);
    }
  }
  EXPECT_EQ(rows.size(), booked_orders + booked_credits) << "nothing else is booked";
  EXPECT_GT(booked_orders, 20U);
}

TEST_P(pairs, no_customer_is_there_twice) {
  const auto books = life.ledger_books();
  EXPECT_TRUE(books.at("duplicate_references").as_object().empty());
  EXPECT_TRUE(books.at("duplicate_emails").as_object().empty())
      << json::serialize(books.at("duplicate_emails"));
  std::set<std::string> emails;
  for (const auto& order : life.shop_books()) {
    const auto item = known(order);
    if (item && !item->progress.contact_id.empty()) {
      emails.insert(order.email);
    }
  }
  EXPECT_EQ(books.at("contacts").as_array().size(), emails.size());
}

void expect_report_closes(pair_life& life) {
  const auto report = life.report();
  ASSERT_FALSE(report.empty());
  for (const auto& each : report.at("differences").as_array()) {
    const bool unreadable = each.at("what").as_string() == "unreadable";
    EXPECT_TRUE(each.at("explained").as_bool() || unreadable) << json::serialize(each);
  }
  // What is still to be done is all that is missing.
  EXPECT_EQ(report.at("difference"), report.at("open_total"));
  std::size_t booked = 0;
  for (const auto& row : report.at("rows").as_array()) {
    if (row.at("ledger").is_null()) {
      continue;
    }
    ++booked;
    EXPECT_EQ(row.at("state").as_string(), "sent") << json::serialize(row);
    EXPECT_EQ(row.at("difference").as_string(), "0.00") << json::serialize(row);
    EXPECT_EQ(row.at("vat_difference").as_string(), "0.00") << json::serialize(row);
  }
  EXPECT_EQ(booked, documents(life.world).size());
}

TEST_P(pairs, the_report_closes_for_what_is_booked) {
  expect_report_closes(life);
}

// Order 35 needs a rounding pair of twelve cents: no booking on another rate.
TEST(report_of_a_pair, takes_a_rounding_pair_for_what_it_is) {
  for (const auto& ledger : ledger_kinds) {
    pair_life life{{"woocommerce", ledger}};
    life.open_mixed_shop(orders, 43);
    life.start();
    ASSERT_TRUE(life.settle());
    expect_report_closes(life);
  }
}

// No money moved, so the account of the bank would be wrong: only a row of its own in card B7 will
// do, and these installations have none.
TEST(gift_cards, ask_for_their_row_in_eboekhouden) {
  pair_life life{{"magento", "eboekhouden"}};
  life.open_mixed_shop(orders, 41);
  life.start();
  ASSERT_TRUE(life.settle());
  int refused = 0;
  for (const auto& each : life.items()) {
    if (each.failure && each.failure->code == core::errc::ledger_account_unusable) {
      EXPECT_NE(each.failure->detail.find("gift_card"), std::string::npos) << each.failure->detail;
      ++refused;
    }
  }
  EXPECT_GT(refused, 0) << "or this test shows nothing";
}

INSTANTIATE_TEST_SUITE_P(kinds, pairs, ::testing::ValuesIn(all_pairs()), pair_name);

}  // namespace
}  // namespace boekbrug::actors::test
