// The scan: nothing is lost, whatever happens on the way.
#include "fake_shop.hpp"

#include "adapters/shops/magento/magento.hpp"

#include <gmock/gmock.h>

namespace boekbrug::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

fake_shop shop_with(int count) {
  fake_shop shop;
  for (int id = 1; id <= count; ++id) {
    shop.sell(id);
  }
  return shop;
}

members memo(int id, int order, std::string_view total) {
  return {{"entity_id", std::to_string(id)},
          {"order_id", std::to_string(order)},
          {"increment_id", json_text("C" + std::to_string(id))},
          {"state", "2"},
          {"created_at", json_text("2026-05-06 09:00:00")},
          {"grand_total", std::string(total)}};
}

void refund(fake_shop& shop, int order, int memo_id, std::string_view total,
            std::string_view updated = "2026-05-06 09:00:00") {
  shop.memos[memo_id] = memo(memo_id, order, total);
  shop.update(order, {{"total_refunded", std::string(total)}, {"updated_at", json_text(updated)}});
}

TEST(magento_scan, reads_orders_with_their_invoices) {
  auto shop = shop_with(3);
  scanned result;
  run(shop, result);
  ASSERT_EQ(result.orders.size(), 3U);
  const auto& first = result.orders.at("1");
  EXPECT_EQ(first.invoice_number, "F1");
  EXPECT_EQ(first.paid, at("2026-05-02T08:00:00"));
  EXPECT_EQ(first.invoiced, at("2026-05-02T08:00:00"));
  EXPECT_NE(first.revision, 0U);
  EXPECT_THAT(shop.calls, ElementsAre("orders", "orders", "invoices"));
  EXPECT_THAT(result.mark, HasSubstr("w=2026-05-04T07:15:30"));
  EXPECT_LT(result.mark.size(), 120U);
}

TEST(magento_scan, empty_shop_is_complete_and_stays_unscanned) {
  fake_shop shop;
  scanned result;
  run(shop, result);
  EXPECT_EQ(result.steps, 0);
  EXPECT_THAT(result.mark, testing::Not(HasSubstr("w=")));
  shop.sell(1);
  run(shop, result);
  EXPECT_EQ(result.orders.size(), 1U);
}

TEST(magento_scan, many_pages_with_and_without_a_count) {
  for (const bool counts : {true, false}) {
    auto shop = shop_with(173);
    shop.counts = counts;
    scanned result;
    run(shop, result);
    EXPECT_EQ(result.orders.size(), 173U);
    EXPECT_EQ(result.emitted, 173);
    EXPECT_EQ(result.orders.at("173").invoice_number, "F173");
  }
}

TEST(magento_scan, exactly_full_pages_end) {
  auto shop = shop_with(100);
  shop.counts = false;
  scanned result;
  run(shop, result);
  EXPECT_EQ(result.orders.size(), 100U);
}

TEST(magento_scan, lost_scratch_at_any_step_loses_nothing) {
  auto whole = shop_with(120);
  refund(whole, 7, 901, "121");
  scanned expected;
  run(whole, expected);
  ASSERT_EQ(expected.orders.size(), 120U);
  ASSERT_EQ(expected.credits.size(), 1U);
  for (int interrupt = 0; interrupt <= expected.steps; ++interrupt) {
    auto shop = shop_with(120);
    refund(shop, 7, 901, "121");
    scanned result;
    run(shop, result, {}, interrupt);
    EXPECT_EQ(result.orders.size(), 120U) << interrupt;
    EXPECT_EQ(result.emitted, 120) << interrupt;
    EXPECT_EQ(result.credits.size(), 1U) << interrupt;
    EXPECT_EQ(result.mark, expected.mark) << interrupt;
  }
}

TEST(magento_scan, changes_during_the_scan_come_with_the_next_one) {
  for (int call = 1; call <= 8; ++call) {
    auto shop = shop_with(120);
    shop.before = [&shop, call](int now) {
      if (now == call) {
        shop.update(3, {{"status", json_text("closed")},
                        {"state", json_text("closed")},
                        {"updated_at", json_text("2026-05-06 11:59:00")}});
        shop.sell(500, "2026-05-06 11:59:30");
      }
    };
    scanned result;
    run(shop, result);
    run(shop, result);
    EXPECT_EQ(result.orders.size(), 121U) << call;
    EXPECT_EQ(result.orders.at("3").status, "closed") << call;
  }
}

TEST(magento_scan, a_late_payment_is_seen) {
  auto shop = shop_with(2);
  shop.invoices.erase(5002);
  shop.update(2, {{"state", json_text("new")},
                  {"status", json_text("pending")},
                  {"total_due", "121"},
                  {"total_paid", ""}});
  scanned result;
  run(shop, result);
  EXPECT_FALSE(result.orders.at("2").paid);
  EXPECT_EQ(result.orders.at("2").status, "pending");
  shop.sell(2, "2026-05-05 10:00:00");
  run(shop, result);
  EXPECT_EQ(result.orders.at("2").paid, at("2026-05-02T08:00:00"));
  EXPECT_EQ(result.orders.at("2").status, "complete");
}

TEST(magento_scan, known_revisions_are_not_read_again) {
  auto shop = shop_with(3);
  scanned result;
  run(shop, result);
  core::scan_scope scope;
  scope.stored_revision = [&result](std::string_view id) -> std::optional<std::uint64_t> {
    const auto found = result.orders.find(std::string(id));
    return found == result.orders.end() ? std::nullopt
                                        : std::optional<std::uint64_t>{found->second.revision};
  };
  shop.calls.clear();
  run(shop, result, scope);
  EXPECT_EQ(result.emitted, 3);
  EXPECT_THAT(shop.calls, ElementsAre("orders", "orders"));
  shop.update(2, {{"status", json_text("picking")}});  // by SQL: not even updated_at moved
  run(shop, result, scope);
  EXPECT_EQ(result.emitted, 4);
  EXPECT_EQ(result.orders.at("2").status, "picking");
}

TEST(magento_scan, dates_in_the_future_do_not_carry_the_mark_along) {
  auto shop = shop_with(2);
  shop.update(2, {{"updated_at", json_text("2031-01-01 00:00:00")}});
  scanned result;
  run(shop, result);
  EXPECT_THAT(result.mark, HasSubstr("w=2026-05-06T12:00:00"));
  shop.sell(3, "2026-05-06 12:01:00");
  run(shop, result);
  EXPECT_EQ(result.orders.size(), 3U);
}

TEST(magento_scan, history_starts_at_its_date_and_keeps_what_changed_since) {
  fake_shop shop;
  shop.sell(1, "2026-01-02 00:00:00");
  shop.sell(2, "2026-03-05 00:00:00");
  shop.sell(3, "2026-03-06 00:00:00");
  shop.update(1, {{"created_at", json_text("2026-01-01 00:00:00")}});
  shop.update(2, {{"created_at", json_text("2026-02-01 00:00:00")}});
  shop.update(3, {{"created_at", json_text("2026-03-02 00:00:00")}});
  core::scan_scope scope;
  scope.history_from = day("2026-03-01");
  scanned result;
  run(shop, result, scope);
  EXPECT_FALSE(result.orders.contains("1"));
  EXPECT_TRUE(result.orders.contains("2"));
  EXPECT_TRUE(result.orders.contains("3"));
  shop.update(1, {{"updated_at", json_text("2026-03-06 01:00:00")}});
  run(shop, result, scope);
  EXPECT_TRUE(result.orders.contains("1"));
}

TEST(magento_scan, broken_orders_are_left_out_by_name) {
  auto shop = shop_with(60);
  shop.broken = {1, 17, 60};
  scanned result;
  run(shop, result);
  ASSERT_FALSE(result.failure) << result.failure->detail;
  EXPECT_EQ(result.orders.size(), 57U);
  EXPECT_EQ(result.unreadable.size(), 3U);
  EXPECT_TRUE(result.unreadable.contains("17"));
  EXPECT_THAT(result.mark, HasSubstr("s=idle"));
}

TEST(magento_scan, an_order_that_cannot_be_read_does_not_stop_the_others) {
  auto shop = shop_with(3);
  shop.update(2, {{"grand_total", json_text("veel")}});
  scanned result;
  run(shop, result);
  EXPECT_EQ(result.orders.size(), 2U);
  EXPECT_THAT(result.unreadable.at("2"), HasSubstr("grand_total"));
}

TEST(magento_scan, more_invoices_than_a_page) {
  auto shop = shop_with(40);
  shop.invoices.clear();
  for (int id = 1; id <= 40; ++id) {
    for (int part = 0; part < 6; ++part) {
      const int key = id * 10 + part;
      shop.invoices[key] = {
          {"entity_id", std::to_string(key)},
          {"order_id", std::to_string(id)},
          {"increment_id", json_text("F" + std::to_string(key))},
          {"state", part == 5 ? "3" : "2"},
          {"created_at", json_text("2026-05-02 0" + std::to_string(part) + ":00:00")}};
    }
  }
  for (const bool counts : {true, false}) {
    shop.counts = counts;
    scanned result;
    run(shop, result);
    EXPECT_EQ(result.orders.at("40").invoice_number, "F404");
    EXPECT_EQ(result.orders.at("40").paid, at("2026-05-02T04:00:00"));
    EXPECT_EQ(result.orders.at("1").invoice_number, "F14");
  }
}

TEST(magento_scan, canceled_and_open_invoices) {
  auto shop = shop_with(2);
  shop.invoices[5001]["state"] = "3";
  shop.invoices[5002]["state"] = "1";
  scanned result;
  run(shop, result);
  EXPECT_EQ(result.orders.at("1").invoice_number, "");
  EXPECT_FALSE(result.orders.at("1").invoiced);
  EXPECT_EQ(result.orders.at("2").invoice_number, "F2");
  EXPECT_EQ(result.orders.at("2").paid, result.orders.at("2").created);
}

TEST(magento_scan, credits_come_once_with_their_original) {
  auto shop = shop_with(2);
  scanned result;
  run(shop, result);
  refund(shop, 2, 901, "60.5");
  core::scan_scope scope;
  scope.knows_credit = [&result](std::string_view id) {
    return result.credits.contains(std::string(id));
  };
  run(shop, result, scope);
  ASSERT_EQ(result.credits.size(), 1U);
  EXPECT_EQ(result.credits.at("901").amount, 6050);
  EXPECT_EQ(result.credits.at("901").number, "C901");
  result.credits.at("901").number = "stored";
  refund(shop, 2, 902, "10", "2026-05-06 09:30:00");
  run(shop, result, scope);
  EXPECT_EQ(result.credits.size(), 2U);
  EXPECT_EQ(result.credits.at("901").number, "stored");
}

TEST(magento_scan, many_memos) {
  auto shop = shop_with(50);
  int key = 1000;
  for (int id = 1; id <= 50; ++id) {
    for (int part = 0; part < 5; ++part) {
      refund(shop, id, ++key, "10");
    }
  }
  scanned result;
  run(shop, result);
  EXPECT_EQ(result.credits.size(), 250U);
}

TEST(magento_scan, a_shop_that_ignores_filters_is_told_so) {
  const auto& adapter = adapters::magento();
  auto shop = shop_with(3);
  const core::scan_cursor cursor{"mg1;s=pages;t=2026-05-01T00:00:00;l=2;n=50", ""};
  std::vector<std::string> rows;
  for (const auto& [id, row] : shop.orders) {
    rows.push_back(object(row));
  }
  const auto page = adapter.scan_answer(magento_shop(), {}, cursor, answer(200, found(rows)));
  EXPECT_EQ(code_of(page), core::errc::shop_answer_unreadable);
  EXPECT_THAT(detail_of(page), HasSubstr("ignores the filter"));
  std::swap(rows[0], rows[2]);
  EXPECT_THAT(detail_of(adapter.scan_answer(magento_shop(), {},
                                            {"mg1;s=pages;t=2026-05-01T00:00:00;l=0;n=50", ""},
                                            answer(200, found(rows)))),
              HasSubstr("rising order"));
  const auto none = adapter.scan_answer(magento_shop(), {}, cursor,
                                        answer(200, R"({"items":[],"total_count":7})"));
  EXPECT_EQ(code_of(none), core::errc::shop_answer_unreadable);
}

TEST(magento_scan, foreign_marks_are_refused) {
  const auto& adapter = adapters::magento();
  for (const std::string mark : {"wc1;s=idle", "mg1;s=what", "mg1;n=7", "mg1;s=pages;l=1", "x"}) {
    EXPECT_EQ(code_of(adapter.scan_request(magento_shop(), {}, {mark, ""}, context())),
              core::errc::invalid_input)
        << mark;
  }
}

TEST(magento_scan, periods_are_read_page_by_page) {
  auto shop = shop_with(73);
  shop.update(9, {{"created_at", json_text("2026-04-30 23:59:59")}});
  shop.update(10, {{"created_at", json_text("2026-05-03 00:00:00")}});
  const auto& adapter = adapters::magento();
  std::map<std::string, core::order> orders;
  std::string page;
  for (int step = 0; step < 20; ++step) {
    const auto request = adapter.period_request(magento_shop(), at("2026-05-01T00:00:00"),
                                                at("2026-05-03T00:00:00"), page, context());
    ASSERT_TRUE(request);
    const auto read = adapter.period_answer(magento_shop(), page, shop.serve(*request));
    ASSERT_TRUE(read) << detail_of(read);
    for (const auto& one : read->orders) {
      orders[one.id] = one;
    }
    page = read->next;
    if (page.empty()) {
      break;
    }
  }
  EXPECT_EQ(orders.size(), 71U);
  EXPECT_EQ(orders.at("73").invoice_number, "F73");
  EXPECT_FALSE(orders.contains("10"));
  EXPECT_EQ(code_of(adapter.period_request(magento_shop(), {}, {}, "x", context())),
            core::errc::invalid_input);
}

}  // namespace
}  // namespace boekbrug::test
