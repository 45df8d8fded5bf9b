// Credit orders, both signs.

#include "tests/sim/mijnwebwinkel/fixture.hpp"

namespace boekbrug::sim::mijnwebwinkel::test {
namespace {

class credit_test : public shop_test {
protected:
  std::string sell() {
    auto order = small_order("50", "2026-06-01", "2026-06-01 10:05:00");
    auto& lines = order["orderlines"].as_array();
    lines[0].as_object()["quantity"] = 2;
    lines.push_back(json::object{
        {"type", "discount"},
        {"quantity", 1},
        {"description", "VIJF"},
        {"price",
         json::array{json::object{
             {"amount", "-0.826446"}, {"amount_including_tax", "-1.00"}, {"rate", "21.00"}}}}});
    lines.push_back(json::object{{"type", "shipping"},
                                 {"quantity", 1},
                                 {"description", ""},
                                 {"price", json::object{{"amount", "5.743802"},
                                                        {"amount_including_tax", "6.95"},
                                                        {"rate", "21.00"}}}});
    order["price"].as_object()["total"] = "18.05";
    return post("/orders", json::serialize(order)).first_id();
  }
  json::object credit_order() {
    const auto rows = get("/orders", "status_id=10").body();
    return rows.as_array().empty() ? json::object{} : rows.at(0).as_object();
  }
};

TEST_F(credit_test, full_credit_with_negative_amounts) {
  const std::string id = sell();
  const auto made = post("/orders/" + id + "/credit", R"({"kind":"full"})");
  ASSERT_EQ(made.status(), 200) << made.raw.body;
  const auto credit = credit_order();
  EXPECT_EQ(text(credit.at("credited_order_number")), "50");
  EXPECT_EQ(text(credit.at("number")), "51");
  EXPECT_EQ(text(credit.at("price").at("total")), "-18.05");
  EXPECT_EQ(text(credit.at("orderlines").at(0).at("price").at("amount_including_tax")), "-12.10");
  EXPECT_EQ(credit.at("orderlines").at(0).at("quantity").as_int64(), -2);
  EXPECT_EQ(text(credit.at("orderlines").at(1).at("price").at(0).at("amount_including_tax")),
            "1.00");
  EXPECT_FALSE(credit.contains("payment"));
  const auto original = get("/orders/50").body();
  EXPECT_EQ(text(original.at("credit_order_numbers").at(0)), "51");
  EXPECT_EQ(text(original.at("status_changed_time")), "10:05:00");  // does not move
  EXPECT_EQ(text(original.at("payment_status")), "captured");
  const auto told = books().at("orders");
  ASSERT_EQ(told.as_array().size(), 1U);  // credits are not orders
  EXPECT_EQ(text(told.at(0).at("credits").at(0).at("amount")), "18.05");
  EXPECT_EQ(text(told.at(0).at("credits").at(0).at("vat").at(0).at("vat")), "3.13");
}

TEST_F(credit_test, full_credit_with_positive_amounts) {
  start(R"({"credit_sign":"positive"})");
  const std::string id = sell();
  ASSERT_EQ(post("/orders/" + id + "/credit").status(), 200);
  const auto credit = credit_order();
  EXPECT_EQ(text(credit.at("price").at("total")), "18.05");
  EXPECT_EQ(credit.at("orderlines").at(0).at("quantity").as_int64(), 2);
  EXPECT_EQ(text(books().at("orders").at(0).at("credits").at(0).at("amount")), "18.05");
}

TEST_F(credit_test, one_piece_takes_its_share_of_the_discount) {
  start(R"({"credit_quantity":"positive"})");
  const std::string id = sell();
  ASSERT_EQ(post("/orders/" + id + "/credit",
                 R"({"kind":"lines","lines":[{"index":0,"quantity":1}],"status":11})")
                .status(),
            200);
  const auto rows = get("/orders", "status_id=11").body();
  const auto& credit = rows.at(0).as_object();
  EXPECT_EQ(text(credit.at("price").at("total")), "-5.55");  // 6.05 less 0.50
  EXPECT_EQ(credit.at("orderlines").at(0).at("quantity").as_int64(), 1);
  EXPECT_TRUE(credit.at("status_changed_date").is_null());
  EXPECT_EQ(get("/orders", "status_changed_start_date=2026-06-10+00:00:00").rows(), 0U);
  EXPECT_EQ(get("/orders", "start_date=2026-06-15").rows(), 1U);
}

TEST_F(credit_test, an_amount_and_the_money_back) {
  const std::string id = sell();
  ASSERT_EQ(post("/orders/" + id + "/credit",
                 R"({"kind":"amount","amount":"5.00","refund_payment":true})")
                .status(),
            200);
  EXPECT_EQ(text(credit_order().at("price").at("total")), "-5.00");
  const auto paid = get("/orders/50/payments", "embed=mutations").body().at("payments").at(0);
  const auto& last = paid.at("mutations").as_array().back();
  EXPECT_EQ(text(last.at("type")), "refund");
  EXPECT_EQ(last.at("price").as_int64(), 500);
  EXPECT_EQ(text(get("/orders/50").body().at("payment_status")), "captured");
  ASSERT_EQ(post("/orders/" + id + "/credit", R"({"refund_payment":true})").status(), 200);
  EXPECT_EQ(text(get("/orders/50").body().at("payment_status")), "refunded");
}

TEST_F(credit_test, what_cannot_be_credited) {
  const std::string id = sell();
  EXPECT_EQ(post("/orders/" + id + "/credit", R"({"kind":"amount","amount":"18.06"})").status(),
            400);
  EXPECT_EQ(post("/orders/" + id + "/credit", R"({"kind":"half"})").status(), 400);
  EXPECT_EQ(post("/orders/" + id + "/credit", R"({"status":3})").status(), 400);
  EXPECT_EQ(post("/orders/nothing/credit").status(), 404);
  EXPECT_EQ(get("/orders").rows(), 1U);
}

}  // namespace
}  // namespace boekbrug::sim::mijnwebwinkel::test
