#include "magento_fixture.hpp"

namespace boekbrug::sim::magento::test {
namespace {

class control_paths : public shop_test {};

json::value example_order() {
  return json::parse(data_file("order.json"));
}

TEST_F(control_paths, the_documented_order_comes_back_with_the_same_members) {
  const auto reply = sim("orders", data_file("order.json"));
  ASSERT_EQ(reply.status(), 200) << reply.raw.body;
  EXPECT_EQ(v1("orders/4711").body(), example_order());
  EXPECT_EQ(v1("orders?searchCriteria=").body().at("items").at(0), example_order());
  EXPECT_EQ(sim("orders", data_file("order.json")).status(), 409);
  const auto books = sim("orders/4711").body();
  EXPECT_EQ(books.at("number"), "2000000387");
  EXPECT_EQ(books.at("total"), "101.02");
  EXPECT_EQ(books.at("payments"), "25.00");
  EXPECT_EQ(books.at("finished_and_paid"), true);
  EXPECT_EQ(books.at("vat"), json::parse(R"([{"percent":"0","net":"18.00","vat":"0.00"},
    {"percent":"9","net":"10.32","vat":"0.93"},{"percent":"21","net":"79.98","vat":"16.79"}])"));
}

TEST_F(control_paths, the_documented_memo_comes_back_with_the_same_members) {
  const std::string both = "{\"order\":" + data_file("order.json") + ",\"creditmemos\":[" +
                           data_file("memo.json") + "]}";
  ASSERT_EQ(sim("orders", both).status(), 200);
  EXPECT_EQ(v1("creditmemo/912").body(), json::parse(data_file("memo.json")));
  EXPECT_EQ(v1("creditmemos?searchCriteria=" + filter(0, "order_id", "eq", "4711"))
                .body()
                .at("items")
                .at(0),
            json::parse(data_file("memo.json")));
  const auto credit = sim("orders/4711").body().at("credits").at(0);
  EXPECT_EQ(credit.at("amount"), "33.46");
  EXPECT_EQ(credit.at("vat"), json::parse(R"([{"percent":"0","net":"-2.50","vat":"0.00"},
    {"percent":"21","net":"29.72","vat":"6.24"}])"));
}

TEST_F(control_paths, the_simulators_own_memo_has_the_documented_amounts) {
  sim("orders", data_file("order.json"));
  const auto made =
      sim("orders/4711/credit", R"({"kind":"lines","items":[{"item_id":8101,"qty":"1"}],)"
                                R"("adjustment_negative":"2.50","comment":"1 deken retour"})");
  ASSERT_EQ(made.status(), 200) << made.raw.body;
  const auto memo = v1("creditmemos?searchCriteria=").body().at("items").at(0);
  const auto wanted = json::parse(data_file("memo.json"));
  for (const char* key : {"subtotal", "discount_amount", "discount_tax_compensation_amount",
                          "tax_amount", "adjustment", "adjustment_negative", "grand_total"}) {
    EXPECT_EQ(memo.at(key).to_number<double>(), wanted.at(key).to_number<double>()) << key;
  }
  for (const char* key : {"row_total", "tax_amount", "discount_amount", "order_item_id",
                          "discount_tax_compensation_amount"}) {
    EXPECT_EQ(memo.at("items").at(0).at(key).to_number<double>(),
              wanted.at("items").at(0).at(key).to_number<double>())
        << key;
  }
  const auto order = v1("orders/4711").body();
  EXPECT_EQ(order.at("total_refunded"), wanted.at("grand_total"));
  EXPECT_EQ(order.at("items").at(0).at("qty_refunded"), 1);
  EXPECT_EQ(order.at("state"), "complete");
  EXPECT_EQ(order.at("updated_at"), "2026-05-10 12:00:00");
}

TEST_F(control_paths, what_is_wrong_with_an_order_is_said) {
  const auto wrong = [&](const char* key, const char* value) {
    std::string order = compact(data_file("order.json"));
    set_member(order, key, value);
    const auto reply = sim("orders", order);
    EXPECT_EQ(reply.status(), 400) << key;
    EXPECT_NE(reply.message().find(key), std::string::npos) << reply.message();
  };
  wrong("entity_id", "\"abc\"");
  wrong("increment_id", "null");
  wrong("state", "\"finished\"");
  wrong("created_at", "\"2026-05-01T10:00:00\"");
  wrong("items", "5");
  wrong("grand_total", "1e2");
  wrong("items",
        R"([{"item_id":1,"sku":"a","qty_ordered":1},{"item_id":1,"sku":"a","qty_ordered":1}])");
  EXPECT_EQ(sim("orders", "{").status(), 400);
  EXPECT_EQ(sim("orders", "[]").status(), 400);
  EXPECT_EQ(sim("orders", "{}").status(), 400);
  EXPECT_EQ(sim("arrive", R"({"cuont":1})").status(), 400);
  EXPECT_EQ(sim("nothing").status(), 404);
  EXPECT_EQ(sim("orders/77").status(), 404);
}

TEST_F(control_paths, an_order_is_paid_shipped_and_refunded) {
  const auto id = sim("arrive", R"({"status":"pending","market":"domestic_consumer"})")
                      .body()
                      .at("ids")
                      .at(0)
                      .as_int64();
  const std::string order = "orders/" + std::to_string(id);
  EXPECT_EQ(sim(order).body().at("paid"), false);
  later(60);
  sim(order, R"({"paid":true})");
  auto seen = v1(order).body();
  EXPECT_EQ(seen.at("total_due"), 0);
  EXPECT_EQ(seen.at("total_paid"), seen.at("grand_total"));
  EXPECT_EQ(seen.at("updated_at"), "2026-05-10 12:01:00");
  const auto invoice =
      v1("invoices?searchCriteria=" + filter(0, "order_id", "eq", std::to_string(id)))
          .body()
          .at("items")
          .at(0);
  EXPECT_EQ(invoice.at("created_at"), "2026-05-10 12:01:00");
  EXPECT_EQ(invoice.at("grand_total"), seen.at("grand_total"));
  sim(order, R"({"status":"complete"})");
  EXPECT_EQ(sim(order).body().at("finished_and_paid"), true);
  EXPECT_EQ(sim(order + "/credit", R"({"kind":"full"})").status(), 200);
  EXPECT_EQ(v1(order).body().at("state"), "closed");
  EXPECT_EQ(sim(order + "/credit", R"({"kind":"full"})").status(), 400);
}

TEST_F(control_paths, unpaid_again_cancelled_and_deleted) {
  start(R"({"orders":2,"mix":{"only_plain":true}})");
  sim("orders/1", R"({"paid":false})");
  auto seen = v1("orders/1").body();
  EXPECT_FALSE(seen.as_object().contains("total_paid"));
  EXPECT_EQ(seen.at("total_due"), seen.at("grand_total"));
  EXPECT_EQ(sim("orders/1").body().at("paid"), false);
  sim("orders/2", R"({"total":"12.34","silent":true})");
  EXPECT_EQ(sim("orders/2").body().at("total"), "12.34");
  EXPECT_EQ(sim("orders/2", R"({"deleted":true})").status(), 200);
  EXPECT_EQ(v1("orders/2").status(), 404);
  EXPECT_EQ(sim("books").body().at("counts").at("orders"), 1);
  const auto id = sim("arrive", R"({"status":"pending"})").body().at("ids").at(0).as_int64();
  const std::string order = "orders/" + std::to_string(id);
  sim(order, R"({"status":"canceled"})");
  seen = v1(order).body();
  EXPECT_EQ(seen.at("state"), "canceled");
  EXPECT_EQ(seen.at("total_canceled"), seen.at("grand_total"));
  EXPECT_EQ(seen.at("items").at(0).at("qty_canceled"), seen.at("items").at(0).at("qty_ordered"));
}

TEST_F(control_paths, the_books_know_every_order) {
  start(R"({"orders":200,"seed":2,"shop_name":"Wolwinkel"})");
  const auto books = sim("books").body();
  EXPECT_EQ(books.at("kind"), "magento");
  EXPECT_EQ(books.at("name"), "Wolwinkel");
  EXPECT_EQ(books.at("writes"), 0);
  std::int64_t finished = 0;
  for (const auto& order : books.at("orders").as_array()) {
    finished += order.at("finished_and_paid").as_bool() ? 1 : 0;
    money sum = 0;
    for (const auto& rate : order.at("vat").as_array()) {
      sum += *parse_money(std::string{rate.at("net").as_string()}) +
             *parse_money(std::string{rate.at("vat").as_string()});
    }
    EXPECT_EQ(sum, *parse_money(std::string{order.at("total").as_string()}) +
                       *parse_money(std::string{order.at("payments").as_string()}))
        << order;
  }
  EXPECT_GT(finished, 100);
  EXPECT_EQ(books.at("counts").at("finished_and_paid"), finished);
}

TEST_F(control_paths, options_are_checked) {
  for (const char* wrong :
       {R"({"page_past_end":"never"})", R"({"mix":{"cuopon":1}})", R"({"x":1})",
        R"({"seen_scheme":"ftp"})", R"({"from":"2026-05-02","to":"2026-05-01"})",
        R"({"stores":[{"code":"all"}]})", R"({"base_url":"winkel"})"}) {
    EXPECT_THROW(start(wrong), std::invalid_argument) << wrong;
  }
}

}  // namespace
}  // namespace boekbrug::sim::magento::test
