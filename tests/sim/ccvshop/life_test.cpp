// What happens to orders as the clock goes on, and the control paths.

#include "tests/sim/ccvshop/fixture.hpp"

#include <map>
#include <set>

namespace boekbrug::sim::ccvshop::test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

class ccv_life : public shop_test {
protected:
  json::value books() { return json::parse(control("books").raw.body); }
  json::value books_of(std::int64_t id) {
    return json::parse(control("orders/" + std::to_string(id)).raw.body);
  }
};

TEST_F(ccv_life, only_plain_orders_can_all_be_booked) {
  start(R"({"orders":200,"mix":{"only_plain":true},"number_prefix":"W"})");
  const auto all_books = books();
  EXPECT_EQ(all_books.at("counts").at("finished_and_paid").as_int64(), 200);
  EXPECT_EQ(all_books.at("kind").as_string(), "ccvshop");
  std::set<std::string> numbers;
  std::set<std::string> emails;
  for (const auto& order : all_books.at("orders").as_array()) {
    EXPECT_TRUE(order.at("finished_and_paid").as_bool());
    EXPECT_EQ(order.at("status").as_string(), "7");
    EXPECT_TRUE(order.at("id").is_string());
    EXPECT_TRUE(order.at("credits").as_array().empty());
    EXPECT_TRUE(numbers.emplace(order.at("number").as_string()).second);
    emails.emplace(order.at("email").as_string());
  }
  EXPECT_TRUE(numbers.begin()->starts_with("W-"));
  EXPECT_LT(emails.size(), 195U);
  EXPECT_GT(emails.size(), 100U);
}

TEST_F(ccv_life, same_seed_same_orders) {
  start(R"({"orders":30,"seed":5})");
  const auto first = get("orders").raw.body;
  start(R"({"orders":30,"seed":5})");
  EXPECT_EQ(get("orders").raw.body, first);
  start(R"({"orders":30,"seed":6})");
  EXPECT_NE(get("orders").raw.body, first);
}

TEST_F(ccv_life, baskets_have_no_number) {
  start(R"({"orders":40,"mix":{"basket":1}})");
  EXPECT_EQ(get("orders").count(), 0U);
  const auto baskets = get("orders?is_completed=false").body();
  EXPECT_EQ(baskets.at("items").as_array().size(), 40U);
  for (const auto& basket : baskets.at("items").as_array()) {
    EXPECT_TRUE(basket.at("ordernumber").is_null());
    EXPECT_TRUE(basket.at("status").is_null());
    EXPECT_FALSE(basket.at("paid").as_bool());
    EXPECT_TRUE(basket.as_object().contains("checkout_href"));
  }
}

TEST_F(ccv_life, numbers_follow_completion_and_not_the_basket) {
  start(R"({"orders":300,"mix":{"basket_later":0.3}})");
  bool crossed = false;
  std::int64_t last = 0;
  for (const auto& order : all("orders?orderby=id")) {
    const auto number = std::stoll(*member(order, "ordernumber"));
    crossed = crossed || number < last;
    last = number;
  }
  EXPECT_TRUE(crossed);
}

TEST_F(ccv_life, baskets_complete_and_are_paid_later) {
  start(R"({"mix":{"only_plain":true,"basket_later":1,"paid_later":1}})");
  const auto reply = control("arrive", R"({"count":20})");
  EXPECT_EQ(reply.body().at("ids").as_array().size(), 20U);
  EXPECT_EQ(get("orders").count(), 0U);
  now_ += hours{26};
  EXPECT_EQ(get("orders").count(), 20U);
  EXPECT_EQ(get("orders?is_paid=true").count(), 0U);
  EXPECT_EQ(get("orders?is_paid=false&status=7").count(), 20U);
  now_ += hours{24 * 13};
  const auto some = get("orders?is_paid=true").count();
  EXPECT_GT(some, 0U);
  EXPECT_LT(some, 20U);
  now_ += hours{24 * 14};
  EXPECT_EQ(get("orders?is_paid=true").count(), 20U);
}

TEST_F(ccv_life, default_mix_shows_every_kind) {
  start(R"({"orders":1500,"from":"2024-12-01","to":"2025-02-01","limit_get":0})");
  std::map<std::string, int> statuses;
  int unpaid = 0, paid_not_seven = 0, seven_unpaid = 0;
  for (const auto& order : all("orders?size=250")) {
    const std::string status = *member(order, "status");
    const bool paid = *member(order, "paid") == "true";
    ++statuses[status];
    unpaid += paid ? 0 : 1;
    paid_not_seven += paid && status != "7" ? 1 : 0;
    seven_unpaid += !paid && status == "7" ? 1 : 0;
  }
  EXPECT_GT(statuses.size(), 5U);
  EXPECT_GT(statuses["8"], 0);
  EXPECT_GT(unpaid, 0);
  EXPECT_GT(paid_not_seven, 0);
  EXPECT_GT(seven_unpaid, 0);
  const auto all_books = books();
  EXPECT_GT(all_books.at("counts").at("deleted").as_int64(), 0);
  EXPECT_GT(all_books.at("counts").at("credits").as_int64(), 0);
  EXPECT_GT(all_books.at("counts").at("baskets").as_int64(), 0);
}

TEST_F(ccv_life, orders_arrive_by_the_clock) {
  start(R"({"arrivals_per_minute":2,"mix":{"only_plain":true}})");
  EXPECT_EQ(get("orders").count(), 0U);
  now_ += minutes{10};
  EXPECT_EQ(get("orders").count(), 20U);
  now_ += std::chrono::seconds{29};
  EXPECT_EQ(get("orders").count(), 20U);
  now_ += std::chrono::seconds{1};
  EXPECT_EQ(get("orders").count(), 21U);
}

TEST_F(ccv_life, wishes_are_kept) {
  const auto arrive = [&](const std::string& wish) {
    return books_of(control("arrive", wish).body().at("ids").at(0).as_int64());
  };
  EXPECT_EQ(arrive(R"({"status":8,"paid":true,"at_once":true})").at("status").as_string(), "8");
  EXPECT_FALSE(arrive(R"({"paid":false,"at_once":true})").at("paid").as_bool());
  EXPECT_TRUE(arrive(R"({"paid":true,"at_once":true})").at("paid").as_bool());
  EXPECT_FALSE(arrive(R"({"basket":true})").at("completed").as_bool());
  const auto company = arrive(R"({"market":"eu_company","at_once":true})");
  EXPECT_TRUE(company.at("email").as_string().starts_with("einkauf."));
  EXPECT_EQ(company.at("total_tax").as_string(), "0.00");
  EXPECT_EQ(control("arrive", R"({"market":"maan"})").status(), 400);
  EXPECT_EQ(control("arrive", R"({"aantal":1})").status(), 400);
}

TEST_F(ccv_life, changes_from_behind) {
  post_order(5);
  EXPECT_FALSE(books_of(5).at("finished_and_paid").as_bool());
  control("orders/5", R"({"status":7})");
  EXPECT_TRUE(books_of(5).at("finished_and_paid").as_bool());
  EXPECT_EQ(get("orders/5").body().at("status").as_int64(), 7);
  EXPECT_EQ(get("orders?status=7").count(), 1U);
  control("orders/5", R"({"paid":false,"total":"12.34","touch":true})");
  EXPECT_EQ(get("orders?is_paid=true").count(), 0U);
  EXPECT_EQ(books_of(5).at("total").as_string(), "12.34");
  EXPECT_EQ(*member(split_object(get("orders/5").raw.body), "total_price"), "12.34");
  control("orders/5", R"({"deleted":true})");
  EXPECT_EQ(get("orders/5").status(), 404);
  EXPECT_EQ(get("orders").count(), 0U);
  EXPECT_TRUE(books_of(5).at("deleted").as_bool());
  EXPECT_EQ(control("orders/5", R"({"prijs":1})").status(), 400);
  EXPECT_EQ(control("orders/6", R"({"paid":true})").status(), 404);
  EXPECT_EQ(control("iets", "{}").status(), 404);
  EXPECT_EQ(control("iets").status(), 404);
  EXPECT_EQ(control("orders/5", "{").status(), 400);
}

TEST_F(ccv_life, generated_orders_can_be_edited_after_payment) {
  start(R"({"orders":1,"mix":{"only_plain":true,"invoice":1}})");
  const auto before = get("orders").body().at("items").at(0);
  const std::string id = std::to_string(before.at("id").as_int64());
  EXPECT_TRUE(before.at("invoicenumber").is_int64());
  EXPECT_EQ(control("orders/" + id, R"({"add_row":true})").status(), 200);
  const auto after = get("orders/" + id).body();
  EXPECT_NE(after.at("total_price"), before.at("total_price"));
  EXPECT_EQ(get("orders/" + id + "/invoices").count(), 2U);
  EXPECT_EQ(call(http_method::post, "orders/" + id + "/invoices").status(), 201);
  EXPECT_EQ(books().at("writes").as_int64(), 1);
}

TEST_F(ccv_life, hundred_thousand_orders_are_listed_at_once) {
  start(R"({"orders":100000,"limit_get":0,"mix":{"only_plain":true}})");
  const auto last = get("orders?is_paid=true&start=99900&size=100&orderby=id");
  EXPECT_EQ(last.count(), 100U);
  EXPECT_TRUE(last.body().at("next").is_null());
}

}  // namespace
}  // namespace boekbrug::sim::ccvshop::test
