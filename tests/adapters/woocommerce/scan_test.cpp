// The scan against shops that know modified_after (woocommerce.md 2.3).
#include "adapters/shops/woocommerce/scan_mark.hpp"
#include "adapters/shops/woocommerce/woocommerce.hpp"
#include "core/time/time_text.hpp"
#include "fake_shop.hpp"

#include <gtest/gtest.h>

namespace boekbrug::test {
namespace {

using adapters::woocommerce;
namespace api = adapters::woocommerce_api;

fake_shop shop_with(int orders) {
  fake_shop remote;
  for (int id = 1; id <= orders; ++id) {
    remote.add(id, at("2026-05-01T00:00:00") + std::chrono::minutes{id});
  }
  return remote;
}

api::scan_mark mark_of(const std::string& text) {
  return api::decode_mark(text).value();
}

TEST(woocommerce_scan, first_run_lists_everything) {
  auto remote = shop_with(120);
  const auto run = run_scan(remote, "");
  EXPECT_EQ(run.seen.size(), 120U);
  EXPECT_EQ(run.requests, 4);
  EXPECT_EQ(mark_of(run.mark).watermark, at("2026-05-01T02:00:00"));
  EXPECT_EQ(mark_of(run.mark).step, api::scan_step::idle);
  EXPECT_EQ(mark_of(run.mark).pending, std::nullopt);
}

TEST(woocommerce_scan, asks_as_the_reference_says) {
  auto remote = shop_with(60);
  const auto first = run_scan(remote, "");
  const auto& newest = remote.asked.at(0);
  EXPECT_EQ(newest.at("orderby"), "modified");
  EXPECT_EQ(newest.at("order"), "desc");
  EXPECT_EQ(newest.at("per_page"), "1");
  const auto& page = remote.asked.at(1);
  EXPECT_EQ(page.at("orderby"), "id");
  EXPECT_EQ(page.at("order"), "asc");
  EXPECT_EQ(page.at("per_page"), "50");
  EXPECT_EQ(page.at("dp"), "6");
  EXPECT_FALSE(page.contains("modified_after"));
  EXPECT_FALSE(page.contains("modified_before"));
  EXPECT_FALSE(page.contains("after"));
  EXPECT_FALSE(page.contains("_fields"));
  EXPECT_FALSE(page.contains("status"));

  remote.asked.clear();
  run_scan(remote, first.mark);
  const auto& later = remote.asked.at(1);
  EXPECT_EQ(later.at("modified_after"), "2026-04-30T23:00:00") << "W - 2h, bare";
  EXPECT_EQ(later.at("dates_are_gmt"), "true");
  EXPECT_FALSE(later.contains("modified_before"));
}

TEST(woocommerce_scan, history_filters_on_creation_a_day_early) {
  auto remote = shop_with(10);
  core::scan_scope scope;
  scope.history_from = core::parse_date("2026-05-01").value();
  const auto run = run_scan(remote, "", scope);
  EXPECT_EQ(run.seen.size(), 10U);
  EXPECT_EQ(remote.asked.at(1).at("after"), "2026-04-30T00:00:00");
  EXPECT_FALSE(remote.asked.at(1).contains("modified_after"));
  remote.asked.clear();
  run_scan(remote, run.mark, scope);
  EXPECT_FALSE(remote.asked.at(1).contains("after")) << "only the first scan";
}

TEST(woocommerce_scan, a_later_run_brings_what_changed) {
  auto remote = shop_with(120);
  const auto first = run_scan(remote, "");
  remote.now = at("2026-05-02T10:00:00");
  remote.touch(7);
  remote.add(121, remote.now);
  const auto second = run_scan(remote, first.mark);
  EXPECT_TRUE(second.seen.contains(7));
  EXPECT_TRUE(second.seen.contains(121));
  EXPECT_EQ(mark_of(second.mark).watermark, at("2026-05-02T10:00:00"));
  const auto third = run_scan(remote, second.mark);
  EXPECT_EQ(third.seen.size(), 2U);
}

TEST(woocommerce_scan, resumes_from_each_step) {
  // The same run, each time continued by an adapter that knows nothing but the stored mark.
  auto remote = shop_with(260);
  const auto whole = run_scan(remote, "");
  std::string mark;
  std::set<int> seen;
  std::vector<std::string> marks;
  for (bool complete = false; !complete;) {
    const core::scan_cursor cursor{mark, ""};
    const auto request = woocommerce().scan_request(shop(), {}, cursor, context()).value();
    const auto page = woocommerce().scan_answer(shop(), {}, cursor, remote.serve(request)).value();
    complete = page.complete;
    mark = page.next.mark;
    marks.push_back(mark);
    // Each stored mark leads to the same end.
    if (!complete) {
      EXPECT_EQ(run_scan(remote, mark).mark, whole.mark);
    }
  }
  EXPECT_EQ(mark, whole.mark);
  EXPECT_EQ(std::set<std::string>(marks.begin(), marks.end()).size(), marks.size())
      << "each step moves on";
}

TEST(woocommerce_scan, the_watermark_waits_for_the_last_page) {
  auto remote = shop_with(120);
  const auto first = run_scan(remote, "");
  remote.now = at("2026-05-03T00:00:00");
  remote.touch(1);
  std::string mark = first.mark;
  const core::scan_cursor cursor{mark, ""};
  const auto page =
      woocommerce()
          .scan_answer(
              shop(), {}, cursor,
              remote.serve(woocommerce().scan_request(shop(), {}, cursor, context()).value()))
          .value();
  EXPECT_FALSE(page.complete);
  EXPECT_EQ(mark_of(page.next.mark).watermark, at("2026-05-01T02:00:00"));
  EXPECT_EQ(mark_of(page.next.mark).pending, at("2026-05-03T00:00:00"));
}

TEST(woocommerce_scan, changes_during_the_run_are_not_lost) {
  auto remote = shop_with(120);
  const auto run = run_scan(remote, "", {}, [&remote](int request) {
    if (request == 3) {
      remote.now = at("2026-05-01T11:00:00");
      remote.touch(2);  // on a page already read
    }
  });
  EXPECT_LT(run.seen.at(2), at("2026-05-01T11:00:00"));
  EXPECT_EQ(mark_of(run.mark).watermark, at("2026-05-01T02:00:00")) << "T0, from before the change";
  EXPECT_EQ(run_scan(remote, run.mark).seen.at(2), at("2026-05-01T11:00:00"));
}

TEST(woocommerce_scan, a_shrinking_list_is_read_again) {
  auto remote = shop_with(150);
  const auto run = run_scan(remote, "", {}, [&remote](int request) {
    if (request == 3) {
      remote.remove(3);  // 51 moves to the page that was read
    }
  });
  EXPECT_TRUE(run.seen.contains(51));
  EXPECT_EQ(run.seen.size(), 150U) << "3 was read before it went";
}

TEST(woocommerce_scan, a_list_that_loses_several_pages) {
  auto remote = shop_with(300);
  const auto run = run_scan(remote, "", {}, [&remote](int request) {
    if (request == 5) {
      for (int id = 1; id <= 120; ++id) {
        remote.remove(id);
      }
    }
  });
  EXPECT_EQ(run.seen.size(), 300U);
}

TEST(woocommerce_scan, shrinking_at_the_last_page) {
  auto remote = shop_with(51);
  const auto run = run_scan(remote, "", {}, [&remote](int request) {
    if (request == 3) {
      remote.remove(1);  // page 2 is empty now, 51 is on page 1
    }
  });
  EXPECT_TRUE(run.seen.contains(51));
}

TEST(woocommerce_scan, dates_in_the_future_do_not_blind_it) {
  auto remote = shop_with(3);
  remote.add(4, at("2030-01-01T00:00:00"));
  const auto run = run_scan(remote, "");
  EXPECT_EQ(mark_of(run.mark).watermark, at("2026-05-01T10:00:00")) << "the shop's own clock";
  remote.now = at("2026-05-01T12:30:00");
  remote.touch(1);
  EXPECT_TRUE(run_scan(remote, run.mark).seen.contains(1));
}

TEST(woocommerce_scan, an_empty_shop) {
  fake_shop remote;
  const auto run = run_scan(remote, "");
  EXPECT_EQ(run.requests, 1);
  EXPECT_TRUE(run.seen.empty());
  EXPECT_EQ(mark_of(run.mark).watermark, std::nullopt);
  remote.add(1, remote.now);
  EXPECT_EQ(run_scan(remote, run.mark).seen.size(), 1U);
}

TEST(woocommerce_scan, hosts_that_strip_headers) {
  for (const int count : {0, 1, 49, 50, 51, 100, 120}) {
    auto remote = shop_with(count);
    remote.sends_headers = false;
    remote.sends_date = false;
    EXPECT_EQ(run_scan(remote, "").seen.size(), static_cast<std::size_t>(count)) << count;
  }
}

TEST(woocommerce_scan, a_page_past_the_end) {
  auto remote = shop_with(10);
  const auto run = run_scan(remote, "wc1;s=pages;t=2026-05-01T00:10:00;p=9;n=50");
  EXPECT_TRUE(run.complete);
  EXPECT_TRUE(run.seen.empty());
  EXPECT_EQ(mark_of(run.mark).watermark, at("2026-05-01T00:10:00"));
}

TEST(woocommerce_scan, drafts_count_as_rows_but_are_no_orders) {
  auto remote = shop_with(60);
  for (auto& order : remote.orders) {
    order.status = order.id <= 45 ? "checkout-draft" : order.status;
  }
  remote.sends_headers = false;
  EXPECT_EQ(run_scan(remote, "").seen.size(), 15U);
}

TEST(woocommerce_scan, failing_pages_are_asked_smaller) {
  auto remote = shop_with(120);
  remote.rows_deliverable = 12;
  const auto run = run_scan(remote, "");
  EXPECT_EQ(run.seen.size(), 120U);
  EXPECT_TRUE(run.unreadable.empty());
  EXPECT_LT(run.requests, 30);
}

TEST(woocommerce_scan, an_order_that_cannot_be_delivered_is_named_and_left_out) {
  auto remote = shop_with(130);
  remote.undeliverable = {64, 65, 130};
  const auto run = run_scan(remote, "");
  EXPECT_EQ(run.seen.size(), 127U);
  EXPECT_EQ(run.unreadable, (std::vector<std::string>{"64", "65", "130"}));
  EXPECT_EQ(remote.asked.back().at("exclude"), "64,65,130");
  EXPECT_LT(run.requests, 60);
  EXPECT_EQ(mark_of(run.mark).excluded.size(), 0U) << "the next run tries again";
}

TEST(woocommerce_scan, sizes_step_down_and_end) {
  core::scan_cursor cursor{"wc1;s=pages;t=2026-05-01T00:10:00;p=3;n=50", ""};
  const std::vector<std::pair<int, std::int64_t>> expected{{25, 5}, {10, 11}, {1, 101}};
  for (const auto& [size, page] : expected) {
    cursor = woocommerce().scan_smaller(cursor).value();
    EXPECT_EQ(mark_of(cursor.mark).size, size);
    EXPECT_EQ(mark_of(cursor.mark).page, page);
  }
  cursor = woocommerce().scan_smaller(cursor).value();
  EXPECT_EQ(mark_of(cursor.mark).step, api::scan_step::name);
  EXPECT_EQ(woocommerce().scan_smaller(cursor), std::nullopt) << "not even an id";
  EXPECT_EQ(woocommerce().scan_smaller({"", ""}), std::nullopt) << "one row is asked already";
  EXPECT_EQ(woocommerce().scan_smaller({"onzin", ""}), std::nullopt);
}

TEST(woocommerce_scan, unreadable_orders_do_not_stop_it) {
  auto orders = load_json("orders-page-1.json");
  orders.as_array()[0].as_object()["total"] = 5;
  const core::scan_cursor cursor{"wc1;s=pages;t=2026-11-21T00:10:00;p=1;n=50", ""};
  const auto page = woocommerce().scan_answer(shop(), {}, cursor, answer(orders)).value();
  EXPECT_TRUE(page.complete);
  EXPECT_EQ(page.orders.size(), 19U);
  ASSERT_EQ(page.unreadable.size(), 1U);
  EXPECT_EQ(page.unreadable[0].id, "42");
}

TEST(woocommerce_scan, errors_keep_the_mark) {
  const core::scan_cursor cursor{"", ""};
  EXPECT_EQ(woocommerce().scan_answer(shop(), {}, cursor, answer(503, "")).error().code,
            core::errc::shop_unreachable);
  EXPECT_EQ(woocommerce().scan_answer(shop(), {}, cursor, page_answer(200)).error().code,
            core::errc::shop_answer_unreadable);
  EXPECT_EQ(
      woocommerce().scan_answer(shop(), {}, cursor, answer(200, R"([{"id":1}])")).error().code,
      core::errc::shop_answer_unreadable);
}

TEST(woocommerce_scan, marks_survive_their_text) {
  api::scan_mark mark;
  mark.step = api::scan_step::fetch;
  mark.watermark = at("2026-05-01T10:00:00");
  mark.pending = at("2026-05-02T10:00:00");
  mark.page = 0;
  mark.size = 10;
  mark.count = 0;
  mark.excluded = {"1", "22"};
  mark.wanted = {"3"};
  mark.failed = {"4", "5"};
  const auto text = api::encode(mark);
  const auto back = api::decode_mark(text).value();
  EXPECT_EQ(api::encode(back), text);
  EXPECT_EQ(back.step, mark.step);
  EXPECT_EQ(back.watermark, mark.watermark);
  EXPECT_EQ(back.pending, mark.pending);
  EXPECT_EQ(back.page, 0);
  EXPECT_EQ(back.size, 10);
  EXPECT_EQ(back.count, 0);
  EXPECT_EQ(back.excluded, mark.excluded);
  EXPECT_EQ(back.wanted, mark.wanted);
  EXPECT_EQ(back.failed, mark.failed);
}

TEST(woocommerce_scan, foreign_marks_are_refused) {
  for (const char* const text :
       {"x", "wc2;s=idle", "wc1;s=rust", "wc1;p=0", "wc1;p=-1", "wc1;n=51", "wc1;w=gisteren",
        "wc1;s", "wc1;x=a,b", "wc1;q=1", "wc1;s=pages;p=1;n=50", "wc1;s=list;t=2026-05-01T00:00:00",
        "wc1;s=fetch;w=2026-05-01T00:00:00;t=2026-05-01T00:00:00", "wc1;p=999999999999"}) {
    const auto request = woocommerce().scan_request(shop(), {}, {text, ""}, context());
    ASSERT_FALSE(request) << text;
    EXPECT_EQ(request.error().code, core::errc::invalid_input);
    EXPECT_FALSE(woocommerce().scan_answer(shop(), {}, {text, ""}, answer(200, "[]")));
  }
}

}  // namespace
}  // namespace boekbrug::test
