#include "fake_shop.hpp"

#include <algorithm>

namespace boekbrug::test {

namespace {

using core::errc;

fake_ccv filled(int count) {
  fake_ccv shop;
  for (int id = 1; id <= count; ++id) {
    shop.add({.id = 1000 + id,
              .created = "2025-03-0" + std::to_string(1 + id % 4) + "T10:00:00",
              .paid = id % 3 != 0});
  }
  return shop;
}

bool run(fake_ccv& shop, fake_store& store) {
  const auto done = run_scan(shop, store);
  EXPECT_TRUE(done) << detail_of(done);
  return done && *done;
}

std::size_t calls_for(const fake_ccv& shop, const std::string& part) {
  return static_cast<std::size_t>(std::count_if(
      shop.asked.begin(), shop.asked.end(),
      [&part](const std::string& uri) { return uri.find(part) != std::string::npos; }));
}

}  // namespace

TEST(CcvScan, FirstRunReadsPaidAndUnpaid) {
  auto shop = filled(7);
  fake_store store;
  ASSERT_TRUE(run(shop, store));
  EXPECT_EQ(store.orders.size(), 7U);
  EXPECT_TRUE(store.unreadable.empty());
  EXPECT_EQ(store.mark, "ccv1;d=2025-03-05;y=2025-03-05;f=2025-01-04");
  EXPECT_EQ(shop.asked.front(),
            "/api/rest/v1/orders/?is_completed=true&min_create_date=2025-01-03&orderby=id&start=0"
            "&size=100");
}

TEST(CcvScan, LaterRunsReadOnlyWhatChanged) {
  auto shop = filled(7);
  fake_store store;
  ASSERT_TRUE(run(shop, store));
  shop.asked.clear();
  ASSERT_TRUE(run(shop, store));
  EXPECT_EQ(calls_for(shop, "orderrows"), 0U);
  EXPECT_EQ(shop.asked.size(), 3U);  // recent, paid, invoices
  EXPECT_EQ(shop.asked[1],
            "/api/rest/v1/orders/?is_paid=true&is_completed=true&min_create_date=2025-01-03"
            "&orderby=id&start=0&size=100");
  shop.order(1002).status = 5;
  ASSERT_TRUE(run(shop, store));
  EXPECT_EQ(store.orders.at("1002").status, "5");
  EXPECT_EQ(store.times.at("1002"), 2);
  EXPECT_EQ(store.times.at("1001"), 1);
}

TEST(CcvScan, PagesAreFollowed) {
  for (const bool tells : {true, false}) {
    auto shop = filled(230);
    shop.tells_next = tells;
    shop.size_max = 40;  // the shop decides
    fake_store store;
    ASSERT_TRUE(run(shop, store));
    EXPECT_EQ(store.orders.size(), 230U) << tells;
    EXPECT_TRUE(std::all_of(store.times.begin(), store.times.end(),
                            [](const auto& each) { return each.second == 1; }));
  }
}

TEST(CcvScan, InterruptionLosesNothing) {
  auto shop = filled(6);
  shop.invoices = {{.id = 71, .order_id = 1002, .created = "2025-03-04T12:00:00"},
                   {.id = 72, .order_id = 1003, .created = "2025-03-04T13:00:00"}};
  shop.size_max = 4;
  fake_store whole;
  ASSERT_TRUE(run(shop, whole));
  const auto steps = static_cast<int>(shop.asked.size());
  for (int stop = 1; stop < steps; ++stop) {
    fake_store store;
    const auto broken = run_scan(shop, store, stop);
    ASSERT_TRUE(broken);
    EXPECT_FALSE(*broken);
    EXPECT_EQ(store.mark, "ccv1") << stop;  // it does not move before the end
    ASSERT_TRUE(run(shop, store));
    EXPECT_EQ(store.revisions, whole.revisions) << stop;
    EXPECT_EQ(store.credits.size(), 2U) << stop;
    EXPECT_EQ(store.mark, whole.mark);
  }
}

TEST(CcvScan, ChangesDuringTheRunAreFoundByTheNext) {
  auto shop = filled(12);
  shop.size_max = 3;
  fake_store store;
  const auto done = run_scan(shop, store, 10'000, [&shop](int step) {
    if (step == 3) {
      std::erase_if(shop.orders, [](const auto& each) { return each.id == 1001; });
    }
    if (step == 9) {
      shop.order(1002).paid = !shop.order(1002).paid;
      shop.add({.id = 1100, .created = "2025-03-05T07:00:00"});
    }
  });
  ASSERT_TRUE(done && *done);
  ASSERT_TRUE(run(shop, store));
  for (const auto& each : shop.orders) {
    const auto& seen = store.orders.at(std::to_string(each.id));
    EXPECT_EQ(seen.paid.has_value(), each.paid) << each.id;
  }
}

TEST(CcvScan, LatePaymentsAreFound) {
  fake_ccv shop;
  shop.add({.id = 1, .created = "2025-01-20T10:00:00", .paid = false});
  shop.add({.id = 2, .created = "2024-06-01T10:00:00", .paid = false});
  fake_store store;
  store.history_from = day("2024-05-01");
  ASSERT_TRUE(run(shop, store));
  EXPECT_EQ(store.orders.size(), 2U);
  shop.order(1).paid = true;
  ASSERT_TRUE(run(shop, store));  // 60 days, each run
  EXPECT_TRUE(store.orders.at("1").paid);
  shop.order(2).paid = true;
  ASSERT_TRUE(run(shop, store));
  EXPECT_FALSE(store.orders.at("2").paid);
  shop.now = "2025-03-06T08:00:00";
  ASSERT_TRUE(run(shop, store));  // a year, once a day
  EXPECT_TRUE(store.orders.at("2").paid);
}

TEST(CcvScan, OlderOrdersThanTheFirstRunSawStayOut) {
  fake_ccv shop;
  shop.add({.id = 1, .created = "2024-10-01T10:00:00"});
  fake_store store;
  ASSERT_TRUE(run(shop, store));
  shop.now = "2025-03-07T08:00:00";
  ASSERT_TRUE(run(shop, store));
  EXPECT_TRUE(store.orders.empty());
  store.history_from = day("2024-10-01");  // the merchant asks for them later
  ASSERT_TRUE(run(shop, store));
  EXPECT_EQ(store.orders.size(), 1U);
  EXPECT_NE(store.mark.find("f=2024-10-01"), std::string::npos);
}

TEST(CcvScan, WindowsCoverAPause) {
  fake_ccv shop;
  fake_store store;
  ASSERT_TRUE(run(shop, store));
  shop.add({.id = 1, .created = "2025-03-20T10:00:00", .paid = false});
  shop.now = "2025-05-20T08:00:00";
  ASSERT_TRUE(run(shop, store));
  EXPECT_EQ(store.orders.count("1"), 1U);
}

TEST(CcvScan, WaitingOrdersAreReadById) {
  fake_ccv shop;
  shop.add({.id = 1, .created = "2024-03-01T10:00:00", .paid = false, .status = 1});
  shop.add({.id = 3, .created = "2025-03-04T10:00:00"});
  fake_store store;
  store.waiting = {"1", "2", "3", "x"};
  ASSERT_TRUE(run(shop, store));
  EXPECT_EQ(store.orders.at("1").status, "1");
  EXPECT_EQ(store.unreadable.at("2"), errc::order_gone);
  EXPECT_EQ(store.unreadable.at("x"), errc::order_gone);
  EXPECT_EQ(calls_for(shop, "/orders/3/?"), 0U);
  shop.asked.clear();
  ASSERT_TRUE(run(shop, store));
  EXPECT_EQ(calls_for(shop, "/orders/1/"), 1U);  // unchanged: no rows
  shop.order(1).status = 7;
  ASSERT_TRUE(run(shop, store));
  EXPECT_EQ(store.orders.at("1").status, "7");
}

TEST(CcvScan, BrokenOrdersAreGoneAround) {
  auto shop = filled(5);
  shop.rows_refused = {1002};
  shop.rows_failing = {1004};
  fake_store store;
  ASSERT_TRUE(run(shop, store));
  EXPECT_EQ(store.orders.size(), 3U);
  EXPECT_EQ(store.unreadable.at("1002"), errc::shop_answer_unreadable);
  EXPECT_EQ(store.unreadable.at("1004"), errc::shop_answer_unreadable);
  shop.rows_refused.clear();
  shop.rows_failing.clear();
  ASSERT_TRUE(run(shop, store));
  EXPECT_EQ(store.orders.size(), 5U);
}

TEST(CcvScan, AnOrderThatNoListCanShow) {
  auto shop = filled(60);
  shop.list_refused = {1031};
  fake_store store;
  ASSERT_TRUE(run(shop, store));
  EXPECT_EQ(store.orders.size(), 59U);
  EXPECT_EQ(store.unreadable.size(), 1U);
  EXPECT_EQ(store.unreadable.begin()->first, "after-1030");
}

TEST(CcvScan, UnreadableAndDifferingOrdersAreNamed) {
  auto shop = filled(3);
  shop.order(1001).rows_total = "24.2";
  shop.order(1002).broken_header = true;
  fake_store store;
  ASSERT_TRUE(run(shop, store));
  EXPECT_EQ(store.orders.size(), 1U);
  EXPECT_EQ(store.unreadable.at("1001"), errc::totals_differ);
  EXPECT_EQ(store.unreadable.at("1002"), errc::shop_answer_unreadable);
  shop.order(1001).rows_total.clear();
  ASSERT_TRUE(run(shop, store));
  EXPECT_EQ(store.orders.count("1001"), 1U);
}

TEST(CcvScan, ManyBrokenOrdersInARow) {
  auto shop = filled(9);
  shop.rows_refused = {1002, 1003, 1004, 1005, 1006};
  fake_store store;
  ASSERT_TRUE(run(shop, store));
  EXPECT_EQ(store.orders.size(), 4U);
  EXPECT_EQ(store.unreadable.size(), 5U);
  shop.rows_refused.clear();
  shop.list_refused = {1002, 1003, 1004, 1005, 1006};
  fake_store other;
  ASSERT_TRUE(run(shop, other));
  EXPECT_EQ(other.orders.size(), 4U);
  EXPECT_EQ(other.unreadable.size(), 5U);
}

TEST(CcvScan, AListThatRepeatsItselfEnds) {
  auto shop = filled(9);
  shop.size_max = 3;
  shop.heeds_start = false;
  shop.tells_next = false;
  fake_store store;
  EXPECT_EQ(code_of(run_scan(shop, store, 500)), errc::shop_answer_unreadable);
}

TEST(CcvScan, LimitsAndRefusalsStopTheRun) {
  auto shop = filled(3);
  fake_store store;
  shop.status = 401;
  EXPECT_EQ(code_of(run_scan(shop, store)), errc::shop_refused);
  shop.status = 429;
  shop.asked.clear();
  const auto limited = run_scan(shop, store);
  EXPECT_EQ(code_of(limited), errc::shop_unreachable);
  EXPECT_EQ(limited.error().retry_after, std::chrono::seconds{61});
  EXPECT_EQ(shop.asked.size(), 2U);
  shop.status = 503;
  EXPECT_EQ(code_of(run_scan(shop, store)), errc::shop_unreachable);
  shop.status = 0;
  ASSERT_TRUE(run(shop, store));
  EXPECT_EQ(store.orders.size(), 3U);
}

TEST(CcvScan, ADeadShopIsNotHundredBrokenOrders) {
  auto shop = filled(40);
  fake_store store;
  const auto done =
      run_scan(shop, store, 10'000, [&shop](int step) { shop.status = step >= 5 ? 500 : 0; });
  EXPECT_EQ(code_of(done), errc::shop_unreachable);
  EXPECT_TRUE(store.unreadable.empty());
}

TEST(CcvScan, SmallerAfterFailedCalls) {
  const auto& adapter = adapters::ccvshop();
  auto cursor = std::optional<core::scan_cursor>{core::scan_cursor{"", ""}};
  std::vector<std::string> marks;
  while ((cursor = adapter.scan_smaller(*cursor))) {
    marks.push_back(cursor->mark);
  }
  EXPECT_EQ(marks, (std::vector<std::string>{"ccv1;n=25;t=1", "ccv1;n=5;t=2", "ccv1;n=1;t=3"}));
  const auto request =
      adapter.scan_request(ccv_connection(), {}, {marks.back(), ""}, ccv_context());
  ASSERT_TRUE(request);
  EXPECT_NE(request->url.find("size=1"), std::string::npos);
  EXPECT_FALSE(adapter.scan_smaller({"rommel", ""}));
  EXPECT_EQ(code_of(adapter.scan_request(ccv_connection(), {}, {"rommel", ""}, ccv_context())),
            errc::invalid_input);
}

TEST(CcvScan, TimeoutsOfOneOrderAreGoneAround) {
  // The transport failed: the caller asks for less, each time.
  const auto& adapter = adapters::ccvshop();
  auto shop = filled(2);
  fake_store store;
  const auto scope = store.scope();
  core::scan_cursor cursor{"", ""};
  std::set<std::string> read;
  std::set<std::string> reported;
  for (int step = 0; step < 50; ++step) {
    const auto request =
        adapter.scan_request(ccv_connection(), scope, cursor, ccv_context(shop.now));
    ASSERT_TRUE(request);
    if (request->url.find("/orders/1001/orderrows") != std::string::npos) {
      const auto less = adapter.scan_smaller(cursor);
      ASSERT_TRUE(less);
      EXPECT_NE(less->mark, cursor.mark);
      cursor = *less;
      continue;
    }
    const auto page = adapter.scan_answer(ccv_connection(), scope, cursor, shop.serve(*request));
    ASSERT_TRUE(page) << detail_of(page);
    for (const auto& order : page->orders) {
      read.insert(order.id);
    }
    for (const auto& each : page->unreadable) {
      reported.insert(each.id);
    }
    cursor = page->next;
    if (page->complete) {
      EXPECT_EQ(read, std::set<std::string>{"1002"});
      EXPECT_EQ(reported, std::set<std::string>{"1001"});
      return;
    }
  }
  FAIL() << "the run does not end";
}

}  // namespace boekbrug::test
