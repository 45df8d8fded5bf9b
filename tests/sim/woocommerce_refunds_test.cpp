#include "woocommerce_fixture.hpp"

namespace boekbrug::sim::woocommerce::test {
namespace {

micro amount_of(const json::value& from, const char* name) {
  return parse_amount(json::value_to<std::string>(from.at(name))).value();
}

class refunds : public shop_test {
protected:
  refunds() { start_with_files(); }
  json::value first_refund(int order) {
    return get("orders/" + std::to_string(order) + "/refunds?dp=2").body().at(0);
  }
};

TEST_F(refunds, one_piece_of_a_line) {
  ASSERT_EQ(control("orders/42/refund", R"({"kind":"lines","reason":"Retour"})").status(), 200);
  const auto refund = first_refund(42);
  const auto& line = refund.at("line_items").at(0);
  EXPECT_EQ(line.at("quantity").as_int64(), -1);
  EXPECT_EQ(amount_of(refund, "amount"),
            -(amount_of(line, "total") + amount_of(line, "total_tax")));
  EXPECT_EQ(line.at("meta_data").at(0).at("key").as_string(), "_refunded_item_id");
  EXPECT_EQ(line.at("meta_data").at(0).at("value").as_string(), "3");
  EXPECT_EQ(refund.at("tax_lines").at(0).at("rate_percent").as_int64(), 21);
  const auto order = get("orders/42").body();
  EXPECT_EQ(order.at("status").as_string(), "processing");
  EXPECT_EQ(order.at("total").as_string(), "52.75");  // never changes
  EXPECT_EQ(amount_of(order.at("refunds").at(0), "total"), -amount_of(refund, "amount"));
  EXPECT_EQ(order.at("date_modified_gmt").as_string(), "2026-11-21T10:00:00");
}

TEST_F(refunds, all_lines_make_the_order_refunded) {
  ASSERT_EQ(control("orders/42/refund", R"({"kind":"full"})").status(), 200);
  const auto refund = first_refund(42);
  EXPECT_EQ(amount_of(refund, "amount"), 52'750'000);
  micro lines = 0;
  for (const char* kind : {"line_items", "shipping_lines", "fee_lines"}) {
    for (const auto& line : refund.at(kind).as_array()) {
      lines += amount_of(line, "total") + amount_of(line, "total_tax");
    }
  }
  EXPECT_EQ(lines, -52'750'000);
  const auto order = get("orders/42").body();
  EXPECT_EQ(order.at("status").as_string(), "refunded");
  EXPECT_EQ(order.at("date_paid_gmt").as_string(), "2026-09-30T21:46:51");  // kept
}

TEST_F(refunds, money_without_lines_adds_up_to_refunded) {
  ASSERT_EQ(control("orders/48/refund", R"({"amount":"46.04","reason":"Coulance"})").status(), 200);
  EXPECT_EQ(get("orders/48").body().at("status").as_string(), "completed");
  EXPECT_TRUE(first_refund(48).at("line_items").as_array().empty());
  ASSERT_EQ(control("orders/48/refund", R"({"kind":"amount","amount":"200.00"})").status(), 200);
  EXPECT_EQ(get("orders/48").body().at("status").as_string(), "refunded");
  EXPECT_EQ(get("orders/48").body().at("refunds").as_array().size(), 2U);
  const auto more = control("orders/48/refund", R"({"kind":"amount","amount":"0.01"})");
  EXPECT_EQ(more.status(), 400);
  EXPECT_EQ(more.message(), "Invalid refund amount.");
}

TEST_F(refunds, a_status_set_by_hand_refunds_the_rest) {
  ASSERT_EQ(control("orders/57/refund", R"({"kind":"status"})").status(), 200);
  const auto refund = get("orders/57/refunds").body().at(0);
  EXPECT_EQ(amount_of(refund, "amount"), 100'290'000);
  EXPECT_EQ(refund.at("reason").as_string(), "Order fully refunded.");
}

TEST_F(refunds, chosen_lines_with_shipping) {
  ASSERT_EQ(control("orders/42/refund", R"({"kind":"lines","line_ids":[4,5]})").status(), 200);
  const auto refund = first_refund(42);
  EXPECT_EQ(amount_of(refund, "amount"), 20'630'000 + 1'860'000 + 5'740'000 + 1'210'000);
  EXPECT_EQ(refund.at("shipping_lines").as_array().size(), 1U);
  EXPECT_EQ(refund.at("tax_lines").as_array().size(), 2U);
}

TEST_F(refunds, the_list_of_all_filters_and_pages) {
  ASSERT_EQ(control("orders/42/refund", R"({"amount":"1.00"})").status(), 200);
  EXPECT_EQ(get("refunds?after=2026-11-21T09:59:59&dates_are_gmt=true").ids().size(), 1U);
  EXPECT_EQ(get("refunds?after=2026-11-21T10:00:00&dates_are_gmt=true").ids().size(), 0U);
  EXPECT_EQ(get("refunds").header("X-WP-Total"), "5");
  EXPECT_EQ(get("refunds?per_page=2&page=3").ids().size(), 1U);
  EXPECT_EQ(get("refunds?before=nooit").status(), 400);
}

TEST_F(refunds, refund_ids_come_from_the_order_numbering) {
  const auto made = json::parse(control("orders/42/refund", R"({"amount":"1.00"})").raw.body)
                        .at("ids")
                        .at(0)
                        .as_int64();
  EXPECT_GT(made, 98);
  EXPECT_EQ(get("orders/" + std::to_string(made)).status(), 404);
  const auto next = json::parse(control("arrive", R"({"count":1,"refunds":false})").raw.body)
                        .at("ids")
                        .at(0)
                        .as_int64();
  EXPECT_GT(next, made);
}

TEST_F(refunds, of_orders_that_are_not_there) {
  EXPECT_EQ(control("orders/4242/refund", R"({"kind":"full"})").status(), 404);
  EXPECT_EQ(get("orders/4242/refunds").status(), 404);
  EXPECT_EQ(control("orders/42/refund", R"({"kind":"alles"})").status(), 400);
}

}  // namespace
}  // namespace boekbrug::sim::woocommerce::test
