// GET /v1/orders: paging, every filter, single orders and payments.

#include "tests/sim/mijnwebwinkel/fixture.hpp"

namespace boekbrug::sim::mijnwebwinkel::test {
namespace {

using testing_numbers = std::vector<std::string>;

class orders_test : public shop_test {
protected:
  void add(const json::object& order) {
    const auto reply = post("/orders", json::serialize(order));
    ASSERT_EQ(reply.status(), 200) << reply.raw.body;
  }
  void add_three() {
    add(small_order("9", "2026-06-01", "2026-06-01 12:00:00"));
    add(small_order("10", "2026-06-02", "2026-06-05 12:00:00", 2));
    add(small_order("11", "2026-06-03", "", 1));
  }
};

TEST_F(orders_test, default_limit_is_ten_and_the_order_is_by_number) {
  for (int i = 8; i < 20; ++i) {
    add(small_order(std::to_string(i), "2026-06-01", ""));
  }
  const auto first = get("/orders");
  EXPECT_EQ(first.rows(), 10U);
  EXPECT_EQ(first.numbers().front(), "8");
  EXPECT_EQ(first.numbers()[2], "10");  // as numbers, not as texts
  EXPECT_EQ(get("/orders", "offset=10").numbers(), (testing_numbers{"18", "19"}));
  EXPECT_EQ(get("/orders", "limit=100").rows(), 12U);
  EXPECT_EQ(get("/orders", "limit=1&ordering=desc").numbers(), testing_numbers{"19"});
  EXPECT_EQ(get("/orders", "offset=12").rows(), 0U);
}

TEST_F(orders_test, limits_out_of_range) {
  for (const auto* bad : {"limit=101", "limit=0", "limit=x", "limit=", "offset=-1", "offset=x",
                          "ordering=up", "status_id=paid", "start_date=01-06-2026",
                          "end_date=2026-02-30", "status_changed_start_date=2026-06-01"}) {
    const auto refused = get("/orders", bad);
    EXPECT_EQ(refused.status(), 422) << bad;
    EXPECT_EQ(refused.body().at("code").as_int64(), 422);
  }
  start(R"({"limit_above_max":"clamp","orders":150,"mix":{"only_plain":true}})");
  EXPECT_EQ(get("/orders", "limit=500").rows(), 100U);
}

TEST_F(orders_test, order_date) {
  add_three();
  EXPECT_EQ(get("/orders", "start_date=2026-06-02").numbers(), (testing_numbers{"10", "11"}));
  EXPECT_EQ(get("/orders", "end_date=2026-06-02").numbers(), (testing_numbers{"9", "10"}));
  EXPECT_EQ(get("/orders", "start_date=2026-06-02&end_date=2026-06-02").numbers(),
            testing_numbers{"10"});
  start(R"({"end_date_inclusive":false})");
  add_three();
  EXPECT_EQ(get("/orders", "end_date=2026-06-02").numbers(), testing_numbers{"9"});
}

TEST_F(orders_test, status_and_its_change) {
  add_three();
  EXPECT_EQ(get("/orders", "status_id=2").numbers(), testing_numbers{"10"});
  EXPECT_EQ(get("/orders", "status_id=99").rows(), 0U);
  EXPECT_EQ(get("/orders", "status_changed_start_date=2026-06-05%2012%3A00%3A00").numbers(),
            testing_numbers{"10"});
  EXPECT_EQ(get("/orders", "status_changed_start_date=2026-06-05+12:00:01").rows(), 0U);
  EXPECT_EQ(get("/orders", "status_changed_end_date=2026-06-01+12:00:00").numbers(),
            testing_numbers{"9"});
  // An order that was only placed has no time of change: this filter never finds it.
  EXPECT_EQ(get("/orders", "status_changed_start_date=2000-01-01+00:00:00").rows(), 2U);
}

TEST_F(orders_test, archived_test_and_debtor) {
  add_three();
  auto old = small_order("12", "2026-06-04", "");
  old["archived"] = true;
  add(old);
  add(small_order("T-1", "2026-06-04", ""));
  EXPECT_EQ(get("/orders").rows(), 4U);
  EXPECT_EQ(get("/orders", "archived=1").numbers(), testing_numbers{"12"});
  EXPECT_EQ(get("/orders", "archived=0").rows(), 3U);
  EXPECT_EQ(get("/orders", "archived=false").numbers(), testing_numbers{"12"});  // PHP's truth
  EXPECT_EQ(get("/orders", "test=1").rows(), 5U);
  EXPECT_EQ(get("/orders", "test=0").rows(), 4U);
  EXPECT_EQ(get("/orders", "debtor_email=9%40x.test&debtor_id=d-11").numbers(),
            (testing_numbers{"9", "11"}));
  EXPECT_EQ(get("/orders/T-1").status(), 404);
  EXPECT_EQ(get("/orders/count").body().at("count").as_int64(), 4);
  EXPECT_EQ(get("/orders/count", "status_id=2&test=1").body().at("count").as_int64(), 1);
  start(R"({"archived_default":"unarchived"})");
  add(old);
  EXPECT_EQ(get("/orders").rows(), 0U);
}

TEST_F(orders_test, single_order) {
  add_three();
  EXPECT_EQ(text(get("/orders/10").body().at("uuid")), "uuid-10");
  const auto missing = get("/orders/404404");
  EXPECT_EQ(missing.status(), 404);
  EXPECT_EQ(missing.body().at("code").as_int64(), 404);
  EXPECT_EQ(get("/orders/uuid-10").status(), 404);
}

TEST_F(orders_test, payments) {
  add_three();
  const auto bare = get("/orders/10/payments").body().at("payments");
  ASSERT_EQ(bare.as_array().size(), 1U);
  EXPECT_EQ(bare.at(0).at("price").as_int64(), 1210);
  EXPECT_FALSE(bare.at(0).as_object().contains("mutations"));
  const auto full = get("/orders/10/payments", "embed=mutations,order").body().at("payments");
  EXPECT_EQ(text(full.at(0).at("mutations").at(0).at("type")), "capture");
  EXPECT_EQ(text(full.at(0).at("createdAt")), "2026-06-15T12:00:00+02:00");
  const auto missing = get("/orders/77/payments");
  EXPECT_EQ(missing.status(), 404);
  EXPECT_EQ(text(missing.body().at("title")), "Not Found");
}

TEST_F(orders_test, narrow_windows_and_scans_agree) {
  start(R"({"orders":6000,"from":"2026-01-01","to":"2026-06-01","seed":4})");
  std::vector<std::string> scanned;
  // The whole year is wider than the index is used for; its days are not.
  for (std::size_t offset = 0;; offset += 100) {
    const auto page =
        get("/orders", "start_date=2026-01-01&limit=100&test=1&offset=" + std::to_string(offset));
    const auto rows = page.body();
    for (const auto& row : rows.as_array()) {
      if (text(row.at("date")) == "2026-03-29") {
        scanned.push_back(json::serialize(row.at("number")));
      }
    }
    if (rows.as_array().size() < 100) {
      break;
    }
  }
  const auto day = get("/orders", "start_date=2026-03-29&end_date=2026-03-29&limit=100&test=1");
  std::vector<std::string> indexed;
  const auto rows = day.body();
  for (const auto& row : rows.as_array()) {
    indexed.push_back(json::serialize(row.at("number")));
  }
  EXPECT_GT(indexed.size(), 10U);
  EXPECT_EQ(indexed, scanned);
}

}  // namespace
}  // namespace boekbrug::sim::mijnwebwinkel::test
