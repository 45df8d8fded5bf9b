#include "sim/json_options.hpp"
#include "woocommerce_fixture.hpp"

namespace boekbrug::sim::woocommerce::test {
namespace {

class control_paths : public shop_test {};

TEST_F(control_paths, orders_arrive_now) {
  const auto ids =
      json::parse(control("arrive", R"({"count":3,"status":"completed","refunds":false})").raw.body)
          .at("ids")
          .as_array();
  ASSERT_EQ(ids.size(), 3U);
  const auto rows =
      get("orders?modified_after=2026-11-21T09:59:59&dates_are_gmt=true").body().as_array();
  ASSERT_EQ(rows.size(), 3U);
  for (const auto& row : rows) {
    EXPECT_EQ(row.at("status").as_string(), "completed");
    EXPECT_EQ(row.at("date_created_gmt").as_string(), "2026-11-21T10:00:00");
    EXPECT_EQ(row.at("date_paid_gmt").as_string(), "2026-11-21T10:00:00");
    EXPECT_EQ(row.at("date_modified_gmt").as_string(), "2026-11-21T10:00:00");
  }
}

TEST_F(control_paths, wishes_are_granted) {
  control("arrive", R"({"count":1,"status":"on-hold","paid":false,"market":"outside_eu"})");
  const auto order = get("orders").body().at(0);
  EXPECT_TRUE(order.at("date_paid").is_null());
  EXPECT_EQ(order.at("billing").at("country").as_string(), "CH");
  EXPECT_TRUE(order.at("tax_lines").as_array().empty());
  EXPECT_EQ(control("arrive", R"({"status":"nieuw"})").status(), 400);
  EXPECT_EQ(control("arrive", R"({"market":"maan"})").status(), 400);
  EXPECT_EQ(control("arrive", R"({"aantal":3})").status(), 400);
  EXPECT_EQ(control("arrive", "[").status(), 400);
}

TEST_F(control_paths, an_order_can_be_added_and_not_twice) {
  add_order(77, "2026-05-01T09:00:00", "2026-05-01T09:00:00");
  EXPECT_EQ(get("orders/77").status(), 200);
  EXPECT_EQ(control("orders", get("orders/77").raw.body).status(), 409);
  EXPECT_EQ(control("orders", R"({"line_items":[],"id":5})").status(), 400);
  EXPECT_EQ(control("orders", "{}").status(), 200);  // no order given: one is generated
}

TEST_F(control_paths, patches_change_status_payment_and_total) {
  add_order(5, "2026-05-01T09:00:00", "2026-05-01T09:00:00", "pending");
  ASSERT_EQ(control("orders/5", R"({"status":"completed"})").status(), 200);
  auto order = get("orders/5").body();
  EXPECT_EQ(order.at("date_completed_gmt").as_string(), "2026-11-21T10:00:00");
  EXPECT_EQ(order.at("date_paid_gmt").as_string(), "2026-11-21T10:00:00");
  EXPECT_EQ(order.at("date_modified_gmt").as_string(), "2026-11-21T10:00:00");
  EXPECT_EQ(get("orders?modified_after=2026-11-21T09:00:00&dates_are_gmt=true").ids().size(), 1U);
  ASSERT_EQ(
      control("orders/5", R"({"paid":false,"total":"99.95","date_modified":"2026-11-01T00:00:00"})")
          .status(),
      200);
  order = get("orders/5").body();
  EXPECT_TRUE(order.at("date_paid_gmt").is_null());
  EXPECT_EQ(order.at("total").as_string(), "99.95");
  EXPECT_EQ(order.at("date_modified_gmt").as_string(), "2026-11-01T00:00:00");
  EXPECT_EQ(get("orders?modified_after=2026-11-21T09:00:00&dates_are_gmt=true").ids().size(), 0U);
}

TEST_F(control_paths, a_direct_sql_edit_leaves_the_modification_date) {
  add_order(5, "2026-05-01T09:00:00", "2026-05-01T09:00:00", "pending");
  ASSERT_EQ(control("orders/5", R"({"status":"completed","date_modified":false})").status(), 200);
  EXPECT_EQ(get("orders/5").body().at("date_modified_gmt").as_string(), "2026-05-01T09:00:00");
}

TEST_F(control_paths, orders_on_account_never_get_a_payment_date) {
  control("arrive", R"({"count":1,"status":"processing","paid":false})");
  const auto id = std::to_string(get("orders").ids().at(0));
  auto order = get("orders/" + id).body().as_object();
  order["id"] = 900;
  order["payment_method"] = "op_rekening";
  ASSERT_EQ(control("orders", json::serialize(order)).status(), 200);
  control("orders/900", R"({"status":"completed"})");
  EXPECT_TRUE(get("orders/900").body().at("date_paid_gmt").is_null());
}

TEST_F(control_paths, trash_and_deletion) {
  add_order(5, "2026-05-01T09:00:00", "2026-05-01T09:00:00");
  control("orders/5", R"({"status":"trash"})");
  EXPECT_EQ(get("orders").raw.body, "[]");
  EXPECT_EQ(get("orders/5").status(), 200);
  control("orders/5", R"({"deleted":true})");
  EXPECT_EQ(get("orders/5").status(), 404);
  EXPECT_EQ(get("orders?status=trash").raw.body, "[]");
}

TEST_F(control_paths, bad_patches_are_named) {
  add_order(5, "2026-05-01T09:00:00", "2026-05-01T09:00:00");
  for (const char* bad : {R"({"status":"nieuw"})", R"({"total":5})", R"({"total":"1,5"})",
                          R"({"kleur":"x"})", R"({"paid":"gisteren"})", R"({"status":7})"}) {
    EXPECT_EQ(control("orders/5", bad).status(), 400) << bad;
  }
  EXPECT_EQ(control("orders/6", R"({"status":"completed"})").status(), 404);
  EXPECT_EQ(control("orders/x", R"({})").status(), 404);
  EXPECT_EQ(control("niets").status(), 404);
}

TEST_F(control_paths, books_count_requests_and_writes) {
  start(R"({"permissions":"read_write"})");
  add_order(5, "2026-05-01T09:00:00", "2026-05-01T09:00:00");
  get("orders");
  get("orders");
  get("orders/5");
  auto books = control("books").body();
  EXPECT_EQ(books.at("requests").at("orders").as_int64(), 2);
  EXPECT_EQ(books.at("requests").at("orders/#").as_int64(), 1);
  EXPECT_EQ(books.at("writes").as_int64(), 0);
  const auto& order = books.at("orders").at(0);
  EXPECT_EQ(order.at("number").as_string(), "N5");
  EXPECT_EQ(order.at("total").as_string(), "12.10");
  EXPECT_FALSE(order.at("paid").as_bool());
  EXPECT_EQ(order.at("vat").at(0).at("percent").as_int64(), 21);
  EXPECT_EQ(order.at("vat").at(0).at("vat").as_string(), "2.10");
  EXPECT_EQ(
      post("orders", R"({"line_items":[{"product_id":14,"quantity":2}],"set_paid":true})").status(),
      201);
  books = control("books").body();
  EXPECT_EQ(books.at("writes").as_int64(), 1);
  EXPECT_EQ(books.at("orders").at(1).at("total").as_string(), "25.90");
}

TEST_F(control_paths, orders_arrive_by_the_clock) {
  start(R"({"arrivals_per_minute":6,"arrivals":{"status":"completed","refunds":false}})");
  EXPECT_EQ(get("orders").header("X-WP-Total"), "0");
  now_ += std::chrono::seconds{25};
  const auto rows = get("orders?order=asc").body().as_array();
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].at("date_created_gmt").as_string(), "2026-11-21T10:00:10");
  EXPECT_EQ(rows[1].at("date_created_gmt").as_string(), "2026-11-21T10:00:20");
  now_ += std::chrono::minutes{10};
  EXPECT_EQ(get("orders").header("X-WP-Total"), "62");
  now_ -= std::chrono::minutes{30};  // a clock that is set back takes nothing away and adds nothing
  EXPECT_EQ(get("orders").header("X-WP-Total"), "62");
}

TEST_F(control_paths, bad_options_are_named) {
  const auto refused = [](const char* options, const char* named) {
    try {
      make_woocommerce(json::parse(options).as_object());
      ADD_FAILURE() << options;
    } catch (const bad_option& problem) {
      EXPECT_TRUE(std::string{problem.what()}.starts_with(named)) << problem.what();
    }
  };
  refused(R"({"orderz":1})", "orderz: unknown");
  refused(R"({"orders":-1})", "orders: ");
  refused(R"({"mix":{"coupon":1.5}})", "mix.coupon: ");
  refused(R"({"mix":{"kado":1}})", "mix.kado: unknown");
  refused(R"({"time_zone":"Europe/Paris"})", "time_zone: ");
  refused(R"({"from":"2026-05-02","to":"2026-05-01"})", "to: ");
  refused(R"({"base_url":"ftp://x"})", "base_url: ");
  refused(R"({"keys":[{"key":"ck"}]})", "keys: ");
  refused(R"({"version":"tien"})", "version: ");
  refused(R"({"permissions":"admin"})", "permissions: ");
}

}  // namespace
}  // namespace boekbrug::sim::woocommerce::test
