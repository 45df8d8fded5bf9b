#include "fake_shop.hpp"

#include <algorithm>

namespace {

using namespace boekbrug;
using namespace boekbrug::test;

std::set<std::string> as_set(const std::vector<std::string>& ids) {
  return {ids.begin(), ids.end()};
}
std::set<std::string> numbers(int from, int to) {
  std::set<std::string> made;
  for (int at = from; at <= to; ++at) {
    made.insert(std::to_string(at));
  }
  return made;
}

fake_shop busy_shop() {
  fake_shop made;
  made.date_header = "Fri, 20 Mar 2026 11:00:00 GMT";
  for (int at = 1; at <= 250; ++at) {
    made.add(at, at <= 200 ? "2026-02-10 10:00:00" : "2026-03-18 10:00:00");
  }
  made.add_credit(251, 3, "2026-03-19 09:00:00");  // original on another page
  made.add_credit(252, 250, "2026-03-19 09:00:00");
  made.add_credit(253, 9999, "2026-03-19 09:00:00");  // original does not exist
  return made;
}

TEST(mijnwebwinkel_scan, first_run_reads_everything_once) {
  auto fake = busy_shop();
  const auto got = run_scan(fake, "");
  EXPECT_FALSE(got.failed) << got.failure.detail;
  EXPECT_EQ(as_set(got.orders), numbers(1, 250));
  EXPECT_EQ(got.orders.size(), 250U);
  EXPECT_EQ(as_set(got.credits), (std::set<std::string>{"251", "252"}));
  EXPECT_EQ(got.unreadable,
            (std::map<std::string, core::errc>{{"253", core::errc::credit_without_original}}));
  EXPECT_EQ(got.mark, "mw1;w=" + std::to_string(std::chrono::duration_cast<std::chrono::seconds>(
                                                    at("2026-03-20T11:00:00").time_since_epoch())
                                                    .count()));
  EXPECT_EQ(query_of(fake.urls[1]).at("start_date"), "2026-01-19");  // 60 days
  EXPECT_EQ(query_of(fake.urls[1]).at("limit"), "100");
}

TEST(mijnwebwinkel_scan, history_from_sets_the_start) {
  auto fake = busy_shop();
  core::scan_scope scope;
  scope.history_from = day("2025-01-01");
  run_scan(fake, "", scope);
  EXPECT_EQ(query_of(fake.urls[1]).at("start_date"), "2024-12-31");
  fake.urls.clear();
  scope.history_from = day("2026-03-19");  // the recent orders are read all the same
  run_scan(fake, "", scope);
  EXPECT_EQ(query_of(fake.urls[1]).at("start_date"), "2026-03-06");
}

TEST(mijnwebwinkel_scan, interruption_at_every_step_loses_nothing) {
  auto whole = busy_shop();
  run_scan(whole, "");
  for (int stop = 1; stop <= whole.calls; ++stop) {
    auto fake = busy_shop();
    const auto before = run_scan(fake, "", {}, stop);
    const auto after = run_scan(fake, before.mark);  // without memory
    EXPECT_FALSE(after.failed) << stop << ' ' << after.failure.detail;
    auto orders = as_set(before.orders);
    orders.insert(after.orders.begin(), after.orders.end());
    auto credits = as_set(before.credits);
    credits.insert(after.credits.begin(), after.credits.end());
    EXPECT_EQ(orders, numbers(1, 250)) << stop;
    EXPECT_EQ(credits, (std::set<std::string>{"251", "252"})) << stop;
  }
}

TEST(mijnwebwinkel_scan, later_runs_read_changes_recent_and_waiting) {
  auto fake = busy_shop();
  auto got = run_scan(fake, "");
  const auto mark = got.mark;
  fake.date_header = "Fri, 20 Mar 2026 11:15:00 GMT";
  fake.add(7, "2026-02-10 10:00:00", "2026-03-20 12:05:00");  // status only
  fake.add(254, "2026-03-20 12:10:00");
  core::scan_scope scope;
  scope.waiting = {"9", "8", "250", "777", "na 12"};
  scope.knows_credit = [](std::string_view id) { return id != "253"; };
  fake.urls.clear();
  got = run_scan(fake, mark, scope);
  EXPECT_FALSE(got.failed) << got.failure.detail;
  auto expected = numbers(201, 250);
  for (const char* id : {"7", "8", "9", "254"}) {
    expected.insert(id);
  }
  EXPECT_EQ(as_set(got.orders), expected);
  EXPECT_EQ(got.orders.size(), expected.size());  // 254 is in both lists, handed out once
  EXPECT_TRUE(got.credits.empty());
  EXPECT_EQ(got.unreadable.at("777"), core::errc::order_gone);
  const auto changed = query_of(fake.urls[1]);
  EXPECT_EQ(changed.at("status_changed_start_date"), "2026-03-20 08:00:00");
  EXPECT_NE(fake.urls[1].find("2026-03-20%2008%3A00%3A00"), std::string::npos);
  EXPECT_TRUE(std::any_of(fake.urls.begin(), fake.urls.end(), [](const std::string& url) {
    return query_of(url).count("start_date") != 0 && query_of(url).at("start_date") == "2026-03-06";
  }));
}

TEST(mijnwebwinkel_scan, late_payment_without_status_change_is_found) {
  auto fake = busy_shop();
  fake.orders[5]["payment_status"] = "pending";
  const auto first = run_scan(fake, "");
  fake.orders[5]["payment_status"] = "captured";
  core::scan_scope scope;
  scope.waiting = {"5"};
  const auto second = run_scan(fake, first.mark, scope);
  EXPECT_EQ(as_set(second.orders).count("5"), 1U);
}

TEST(mijnwebwinkel_scan, orders_that_vanish_while_paging_shift_nothing_out) {
  for (int stop = 2; stop <= 4; ++stop) {
    auto fake = busy_shop();
    const auto before = run_scan(fake, "", {}, stop);
    for (int gone = 1; gone <= 20; ++gone) {
      fake.orders.erase(gone);
    }
    const auto after = run_scan(fake, before.mark);
    auto orders = as_set(before.orders);
    orders.insert(after.orders.begin(), after.orders.end());
    for (const auto& id : numbers(21, 250)) {
      EXPECT_EQ(orders.count(id), 1U) << stop << ' ' << id;
    }
  }
}

TEST(mijnwebwinkel_scan, nothing_is_missed_around_clock_changes) {
  for (const char* night : {"2026-10-25", "2026-03-29"}) {
    const auto midnight = at(std::string(night) + "T00:00:00");
    for (int minutes = -120; minutes <= 300; minutes += 15) {
      for (int later = 1; later <= 120; later += 17) {
        fake_shop fake;
        const auto last_run = midnight + std::chrono::minutes{minutes};
        const auto changed = last_run + std::chrono::minutes{later};
        std::string local = core::to_bare_text(changed + amsterdam().offset_at(changed));
        local[10] = ' ';
        fake.add(1, "2026-01-10 10:00:00", local);
        fake.date_header = "Mon, 26 Oct 2026 11:00:00 GMT";
        const auto seconds = std::chrono::floor<std::chrono::seconds>(last_run);
        const auto got =
            run_scan(fake, "mw1;w=" + std::to_string(seconds.time_since_epoch().count()));
        EXPECT_EQ(as_set(got.orders), numbers(1, 1)) << night << ' ' << minutes << ' ' << later;
      }
    }
  }
}

TEST(mijnwebwinkel_scan, without_a_clock_the_newest_order_stands_in) {
  auto fake = busy_shop();
  fake.date_header.clear();
  const auto got = run_scan(fake, "");
  EXPECT_FALSE(got.failed) << got.failure.detail;
  EXPECT_EQ(as_set(got.orders), numbers(1, 250));
  const auto again = run_scan(fake, got.mark);
  EXPECT_EQ(as_set(again.orders), numbers(201, 250));
  fake_shop empty;
  EXPECT_FALSE(run_scan(empty, "").failed);
}

TEST(mijnwebwinkel_scan, one_order_that_cannot_be_delivered_is_named) {
  auto fake = busy_shop();
  fake.broken = {120};
  const auto got = run_scan(fake, "");
  EXPECT_FALSE(got.failed) << got.failure.detail;
  auto expected = numbers(1, 250);
  expected.erase("120");
  EXPECT_EQ(as_set(got.orders), expected);
  EXPECT_EQ(got.unreadable.count("rij 120 vanaf 2026-01-19"), 1U);
  fake.broken = {3};  // the original of credit 251; row 3 of the list too
  const auto credit = run_scan(fake, "");
  EXPECT_EQ(credit.unreadable.at("251"), core::errc::credit_without_original);
  core::scan_scope scope;
  scope.waiting = {"3", "4"};
  const auto later = run_scan(fake, got.mark, scope);
  EXPECT_EQ(later.unreadable.count("3"), 1U);
  EXPECT_EQ(as_set(later.orders).count("4"), 1U);
}

TEST(mijnwebwinkel_scan, a_shop_that_is_down_fails_the_run_and_keeps_the_mark) {
  auto fake = busy_shop();
  const auto first = run_scan(fake, "", {}, 2);
  fake.down = true;
  const auto got = run_scan(fake, first.mark);
  EXPECT_TRUE(got.failed);
  EXPECT_EQ(got.failure.code, core::errc::shop_unreachable);
  EXPECT_EQ(got.mark, first.mark);
}

TEST(mijnwebwinkel_scan, a_shop_made_anew_is_not_the_same_shop) {
  auto fake = busy_shop();
  const auto first = run_scan(fake, "");
  core::scan_scope scope;
  scope.stored_revision = [](std::string_view id) -> std::optional<std::uint64_t> {
    return id == "210" || id == "250" ? 77 : 0;
  };
  const auto again = run_scan(fake, first.mark, scope);  // same UUID, numbers used again
  EXPECT_EQ(again.unreadable.count("210 (uuid-of-)"), 1U);
  EXPECT_EQ(as_set(again.orders).count("210"), 0U);
  EXPECT_EQ(again.unreadable.at("252"), core::errc::credit_without_original);
  fake.uuid = "00000000-aaaa";
  const auto other = run_scan(fake, first.mark);
  EXPECT_EQ(other.failure.code, core::errc::shop_refused);
}

TEST(mijnwebwinkel_scan, marks_that_cannot_be_read_are_errors) {
  fake_shop fake;
  for (const char* bad : {"wc1;s=pages", "mw1;s=z", "mw1;s=d", "mw1;w=x", "mw1;n=7", "mw1;q=1"}) {
    EXPECT_EQ(run_scan(fake, bad).failure.code, core::errc::invalid_input) << bad;
  }
}

TEST(mijnwebwinkel_scan, period_reads_whole_days) {
  auto fake = busy_shop();
  const auto& adapter = adapters::mijnwebwinkel();
  std::set<std::string> ids;
  std::string page;
  int calls = 0;
  do {
    const auto request = adapter.period_request(shop(), at("2026-01-31T23:00:00"),
                                                at("2026-02-28T23:00:00"), page, {});
    ASSERT_TRUE(request);
    const auto got = adapter.period_answer(shop(), page, fake.serve(request->url));
    ASSERT_TRUE(got);
    for (const auto& order : got->orders) {
      ids.insert(order.id);
    }
    page = got->next;
  } while (!page.empty() && ++calls < 10);
  EXPECT_EQ(ids, numbers(1, 200));
  EXPECT_EQ(query_of(fake.urls[0]).at("start_date"), "2026-01-31");
  EXPECT_EQ(query_of(fake.urls[0]).at("end_date"), "2026-03-02");
}

}  // namespace
