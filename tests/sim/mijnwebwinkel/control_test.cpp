// The control paths, and what changes do to the platform's markers.

#include "tests/sim/mijnwebwinkel/example_order.hpp"
#include "tests/sim/mijnwebwinkel/fixture.hpp"

namespace boekbrug::sim::mijnwebwinkel::test {
namespace {

class control_test : public shop_test {
protected:
  std::string place(int status = 1, const std::string& more = "") {
    return post("/arrive", "{\"status\":" + std::to_string(status) + more + "}").first_id();
  }
  json::object only_order() { return get("/orders", "test=1").body().at(0).as_object(); }
};

TEST_F(control_test, the_example_of_the_reference_is_served_back) {
  const auto made = post("/orders", example_order);
  ASSERT_EQ(made.status(), 200) << made.raw.body;
  EXPECT_EQ(get("/orders/1042").body(), json::parse(example_order));
  EXPECT_EQ(get("/orders").body().at(0), json::parse(example_order));
  const auto told = books().at("orders").at(0);
  EXPECT_EQ(text(told.at("id")), "af88e19b-a57b-4aae-a92b-f7078454d1e3");
  EXPECT_EQ(text(told.at("total")), "53.21");
  EXPECT_TRUE(told.at("finished_and_paid").as_bool());
  EXPECT_EQ(
      json::serialize(told.at("vat")),
      R"([{"percent":"9","net":"10.69","vat":"0.96"},{"percent":"21","net":"34.35","vat":"7.21"}])");
  EXPECT_EQ(post("/orders", example_order).status(), 409);
}

TEST_F(control_test, wrong_orders_are_refused_with_the_reason) {
  const auto refused = [&](const std::string& key, const json::value& value) {
    auto order = small_order("7", "2026-06-01", "");
    order[key] = value;
    const auto reply = post("/orders", json::serialize(order));
    EXPECT_EQ(reply.status(), 400) << key;
    return text(reply.body().at("error"));
  };
  EXPECT_NE(refused("number", "A7").find("number"), std::string::npos);
  EXPECT_NE(refused("date", "1-6-2026").find("date"), std::string::npos);
  EXPECT_NE(refused("orderlines", json::object{}).find("orderlines"), std::string::npos);
  EXPECT_NE(refused("price", json::object{{"total", "12.11"}}).find("12.10"), std::string::npos);
  EXPECT_NE(refused("status", 99).find("status"), std::string::npos);
  EXPECT_NE(refused("credited_order_number", "6").find("credited"), std::string::npos);
  EXPECT_EQ(post("/orders", "[1]").status(), 400);
  EXPECT_EQ(post("/orders", "{").status(), 400);
  auto wrong = small_order("7", "2026-06-01", "");
  wrong["price"] = json::object{{"total", "99.00"}};
  EXPECT_EQ(post("/orders?check=0", json::serialize(wrong)).status(), 200);
}

TEST_F(control_test, placing_leaves_no_time_of_change) {
  place(1, R"(,"paid":false)");
  EXPECT_TRUE(only_order().at("status_changed_date").is_null());
  start(R"({"placing_sets_status_changed":true})");
  place(1, R"(,"paid":false)");
  EXPECT_EQ(text(only_order().at("status_changed_date")), "2026-06-15");
}

TEST_F(control_test, a_status_change_moves_the_time_and_a_capture_does_not) {
  const std::string id = place(1, R"(,"paid":false)");
  now_ += std::chrono::hours{2};
  const auto captured = post("/orders/" + id, R"({"paid":true})");
  ASSERT_EQ(captured.status(), 200) << captured.raw.body;
  EXPECT_TRUE(captured.body().at("paid").as_bool());
  EXPECT_FALSE(captured.body().at("finished_and_paid").as_bool());
  EXPECT_TRUE(only_order().at("status_changed_date").is_null());
  post("/orders/" + id, R"({"status":2})");
  EXPECT_EQ(text(only_order().at("status_changed_time")), "14:00:00");  // Dutch summer time
  EXPECT_EQ(get("/orders", "status_changed_start_date=2026-06-15+14:00:00").rows(), 1U);
  now_ += std::chrono::hours{1};
  post("/orders/" + id, R"({"status":3,"silent":true})");
  EXPECT_EQ(text(only_order().at("status_changed_time")), "14:00:00");
  EXPECT_EQ(only_order().at("status").as_int64(), 3);
  post("/orders/" + id, R"({"touch":true})");
  EXPECT_EQ(text(only_order().at("status_changed_time")), "15:00:00");
}

TEST_F(control_test, a_capture_can_be_told_to_move_it) {
  start(R"({"capture_moves_status_changed":true})");
  const std::string id = place(1, R"(,"paid":false)");
  post("/orders/" + id, R"({"paid":true})");
  EXPECT_FALSE(only_order().at("status_changed_date").is_null());
}

TEST_F(control_test, a_bank_transfer_is_paid_by_its_status) {
  auto order = small_order("60", "2026-06-14", "", 1);
  order["payment_status"] = "unknown";
  order["payment"] = json::object{{"gateway_name", "basic"}, {"method_name", "advance"}};
  const std::string id = post("/orders", json::serialize(order)).first_id();
  EXPECT_FALSE(books().at("orders").at(0).at("paid").as_bool());
  const auto paid = post("/orders/" + id, R"({"paid":true})").body();
  EXPECT_TRUE(paid.at("finished_and_paid").as_bool());
  EXPECT_EQ(text(paid.at("status")), "3");
  EXPECT_EQ(text(only_order().at("payment_status")), "unknown");
  order = small_order("61", "2026-06-14", "", 1);
  order.erase("payment");
  const std::string bare = post("/orders", json::serialize(order)).first_id();
  EXPECT_EQ(post("/orders/" + bare, R"({"payment_status":"voided"})").status(), 200);
  EXPECT_FALSE(get("/orders/61").body().as_object().contains("payment"));
}

TEST_F(control_test, other_changes) {
  const std::string id = place(3);
  EXPECT_EQ(post("/orders/" + id, R"({"total":"1.00"})").status(), 200);
  EXPECT_EQ(text(only_order().at("price").at("total")), "1.00");
  post("/orders/" + id, R"({"archived":true,"payment_status":"refunded"})");
  EXPECT_EQ(get("/orders", "archived=1").rows(), 1U);
  EXPECT_FALSE(books().at("orders").at(0).at("paid").as_bool());
  EXPECT_EQ(post("/orders/" + id, R"({"status":77})").status(), 400);
  EXPECT_EQ(post("/orders/" + id, R"({"colour":"red"})").status(), 400);
  EXPECT_EQ(post("/orders/none", R"({"status":3})").status(), 404);
  post("/orders/" + id, R"({"deleted":true})");
  EXPECT_EQ(get("/orders", "test=1").rows(), 0U);
}

TEST_F(control_test, the_same_order_by_number_and_by_uuid) {
  const std::string id = place(3);
  const std::string number = text(books().at("orders").at(0).at("number"));
  EXPECT_EQ(send(http_method::get, "/_sim/orders/" + number).raw.body,
            send(http_method::get, "/_sim/orders/" + id).raw.body);
}

TEST_F(control_test, arrivals_by_the_clock) {
  start(R"({"arrivals_per_minute":6,"arrivals":{"status":3,"credits":false}})");
  EXPECT_EQ(get("/orders").rows(), 0U);
  now_ += std::chrono::seconds{61};
  EXPECT_EQ(get("/orders").rows(), 6U);
  now_ += std::chrono::minutes{1};
  EXPECT_EQ(get("/orders", "limit=100").rows(), 12U);
}

TEST_F(control_test, test_orders_are_told_apart) {
  place(3, R"(,"test":true)");
  EXPECT_EQ(get("/orders").rows(), 0U);
  EXPECT_EQ(get("/orders", "test=1").numbers(), std::vector<std::string>{"T-1"});
  EXPECT_FALSE(books().at("orders").at(0).at("finished_and_paid").as_bool());
}

}  // namespace
}  // namespace boekbrug::sim::mijnwebwinkel::test
