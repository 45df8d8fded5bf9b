// Shops before 5.8, which answer modified_after with all orders (woocommerce.md 2).
#include "adapters/shops/woocommerce/scan_mark.hpp"
#include "fake_shop.hpp"

#include <gtest/gtest.h>

namespace boekbrug::test {
namespace {

namespace api = adapters::woocommerce_api;

fake_shop old_shop(int orders) {
  fake_shop remote;
  remote.is_old = true;
  for (int id = 1; id <= orders; ++id) {
    remote.add(id, remote.now - std::chrono::hours{24 * 100} + std::chrono::hours{6 * id});
  }
  return remote;
}

TEST(woocommerce_old_shop, first_run_lists_everything) {
  auto remote = old_shop(120);
  const auto run = run_scan(remote, "");
  EXPECT_EQ(run.seen.size(), 120U);
  EXPECT_EQ(api::decode_mark(run.mark)->watermark, remote.now)
      << "no sorting by modification: the Date header";
}

TEST(woocommerce_old_shop, later_runs_list_ids_and_fetch_what_changed) {
  auto remote = old_shop(390);
  const auto first = run_scan(remote, "");
  remote.now += std::chrono::hours{24};
  for (const int id : {160, 200, 385, 390}) {
    remote.touch(id);
  }
  remote.add(391, remote.now);
  remote.asked.clear();
  const auto second = run_scan(remote, first.mark);
  std::set<int> seen;
  for (const auto& one : second.seen) {
    seen.insert(one.first);
  }
  EXPECT_EQ(seen, (std::set<int>{160, 200, 385, 390, 391}));
  EXPECT_EQ(api::decode_mark(second.mark)->watermark, remote.now);
  EXPECT_EQ(remote.asked.at(1).at("order"), "desc");
  EXPECT_EQ(remote.asked.at(1).at("_fields"), "id,status,date_created_gmt,date_modified_gmt");
  EXPECT_EQ(remote.asked.at(2).at("include"), "391,390,385");
  EXPECT_EQ(remote.asked.at(2).at("dp"), "6");
}

TEST(woocommerce_old_shop, looks_back_sixty_days_and_no_further) {
  auto remote = old_shop(390);  // 6 hours apart: 60 days are 240 orders
  const auto first = run_scan(remote, "");
  remote.asked.clear();
  const auto second = run_scan(remote, first.mark);
  EXPECT_EQ(second.seen.size(), 0U);
  EXPECT_EQ(remote.asked.size(), 1U + 4U) << "pages of 100, until one is older as a whole";
  EXPECT_TRUE(second.complete);
}

TEST(woocommerce_old_shop, many_changes_are_fetched_in_portions) {
  auto remote = old_shop(0);
  for (int id = 1; id <= 130; ++id) {
    remote.add(id, remote.now - std::chrono::hours{24 * 50} + std::chrono::hours{6 * id});
  }
  const auto first = run_scan(remote, "");
  remote.now += std::chrono::hours{24};
  for (int id = 1; id <= 130; ++id) {
    remote.touch(id);
  }
  EXPECT_EQ(run_scan(remote, first.mark).seen.size(), 130U);
  remote.rows_deliverable = 3;
  const auto third = run_scan(remote, first.mark);
  EXPECT_EQ(third.seen.size(), 130U);
  EXPECT_TRUE(third.unreadable.empty());
}

TEST(woocommerce_old_shop, undeliverable_orders_are_reported_once) {
  auto remote = old_shop(20);
  const auto first = run_scan(remote, "");
  remote.now += std::chrono::hours{24};
  for (const int id : {1, 5, 20}) {
    remote.touch(id);
  }
  remote.undeliverable = {1, 5};
  const auto second = run_scan(remote, first.mark);
  EXPECT_TRUE(second.seen.contains(20));
  EXPECT_EQ(second.unreadable, (std::vector<std::string>{"5", "1"}));
}

TEST(woocommerce_old_shop, without_any_header) {
  auto remote = old_shop(230);
  remote.sends_headers = false;
  remote.sends_date = false;
  const auto first = run_scan(remote, "");
  EXPECT_EQ(first.seen.size(), 230U);
  remote.now += std::chrono::hours{24};
  remote.touch(120);
  EXPECT_TRUE(run_scan(remote, first.mark).seen.contains(120));
}

TEST(woocommerce_old_shop, an_empty_one) {
  auto remote = old_shop(0);
  EXPECT_TRUE(run_scan(remote, "").complete);
}

}  // namespace
}  // namespace boekbrug::test
