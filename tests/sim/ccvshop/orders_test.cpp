#include "tests/sim/ccvshop/fixture.hpp"

#include <algorithm>
#include <set>

namespace boekbrug::sim::ccvshop::test {
namespace {

using ids = std::vector<std::int64_t>;

class ccv_orders : public shop_test {};

TEST_F(ccv_orders, example_order_is_served_back) {
  EXPECT_EQ(control("orders", data_file("example-order.json")).status(), 200);
  auto given = split_object(data_file("example-order.json"));
  const auto rows = split_array(*member(given, "rows"));
  given.pop_back();
  EXPECT_EQ(get("orders/340400123/").raw.body, join_object(given));
  EXPECT_EQ(json::parse(get("orders/340400123").raw.body), json::parse(join_object(given)));
  EXPECT_EQ(get("orders/").ids(), ids{340'400'123});
  const auto served = get("orders/340400123/orderrows/");
  ASSERT_EQ(served.count(), 2U);
  EXPECT_EQ(json::parse(served.raw.body).at("items").at(1), json::parse(rows[1]));
  const auto books = json::parse(control("orders/340400123").raw.body);
  EXPECT_EQ(books.at("total").as_string(), "80.30");
  EXPECT_EQ(books.at("vat").as_array().size(), 2U);
  EXPECT_EQ(books.at("vat").at(0).at("vat").as_string(), "4.39");
  EXPECT_EQ(books.at("vat").at(1).at("vat").as_string(), "4.70");
  EXPECT_EQ(books.at("email").as_string(), "sanne@example.nl");
}

TEST_F(ccv_orders, posted_orders_are_checked) {
  const auto refused = [&](const std::string& name, const std::string& raw) {
    auto members = split_object(data_file("example-order.json"));
    set_member(members, name, raw);
    const auto reply = control("orders", join_object(members));
    EXPECT_EQ(reply.status(), 400) << name << raw;
    EXPECT_NE(reply.raw.body.find(name), std::string::npos) << reply.raw.body;
  };
  refused("rows", "5");
  refused("rows", R"([{"id":1,"count":"a"}])");
  refused("total_price", "\"80.30\"");
  refused("total_price", "1e2");
  refused("total_price", "99999999");
  refused("shipping_tax_percentage", "-100");
  refused("rows", R"([{"id":1,"count":1,"price":1,"tax":-100}])");
  refused("rows", R"([{"id":1,"count":9000000,"price":9000000,"tax":21}])");
  refused("create_date", "\"gisteren\"");
  refused("paid", "1");
  refused("status", "15");
  refused("currency", "\"\"");
  refused("ordernumber", "null");
  EXPECT_EQ(control("orders", "[1").status(), 400);
  post_order(5);
  EXPECT_EQ(control("orders", data_file("example-order.json")).status(), 200);
  EXPECT_EQ(control("orders", data_file("example-order.json")).status(), 409);
}

TEST_F(ccv_orders, every_filter) {
  post_order(1, {{"create_date", "\"2025-03-01T23:59:59Z\""}, {"status", "7"}});
  post_order(
      2, {{"create_date", "\"2025-03-02T00:00:00Z\""}, {"paid", "false"}, {"paymethod_id", "44"}});
  post_order(3, {{"create_date", "\"2025-03-03T12:00:00Z\""}, {"transaction_id", "\"tr_x\""}});
  post_order(4, {{"create_date", "\"2025-02-03T12:00:00Z\""},
                 {"is_completed", "false"},
                 {"ordernumber", "null"},
                 {"status", "null"},
                 {"paid", "false"}});
  post_order(5, {{"create_date", "\"2025-03-04T09:00:00Z\""},
                 {"deliver_date", "\"2025-03-09\""},
                 {"take_out_window", R"({"start":"2025-03-10T09:00:00Z","end":null})"}});
  EXPECT_EQ(get("orders").ids(), (ids{1, 2, 3, 5}));
  EXPECT_EQ(get("orders?is_paid=true").ids(), (ids{1, 3, 5}));
  EXPECT_EQ(get("orders/?is_paid=false").ids(), ids{2});
  EXPECT_EQ(get("orders/?is_completed=false").ids(), ids{4});
  EXPECT_EQ(get("orders/?is_completed=true").ids(), (ids{1, 2, 3, 5}));
  EXPECT_EQ(get("orders/?status=7").ids(), ids{1});
  EXPECT_EQ(get("orders/?status=2").ids(), (ids{2, 3, 5}));
  EXPECT_EQ(get("orders/?ordernumber=3").ids(), ids{3});
  EXPECT_EQ(get("orders/?paymethod_id=44").ids(), ids{2});
  EXPECT_EQ(get("orders/?transaction_id=tr_x").ids(), ids{3});
  EXPECT_EQ(get("orders/?min_create_date=2025-03-02").ids(), (ids{2, 3, 5}));
  EXPECT_EQ(get("orders/?max_create_date=2025-03-02").ids(), (ids{1, 2}));
  EXPECT_EQ(get("orders/?min_create_date=2025-03-02&max_create_date=2025-03-04").ids(),
            (ids{2, 3}));
  EXPECT_EQ(get("orders/?deliver_date=2025-03-09").ids(), ids{5});
  EXPECT_EQ(get("orders/?take_out_date=2025-03-10").ids(), ids{5});
  EXPECT_EQ(get("orders/?take_out_date=2025-03-09").ids(), ids{});
  EXPECT_EQ(get("orders/?is_paid=true&status=2&min_create_date=2025-03-04").ids(), ids{5});
}

TEST_F(ccv_orders, orderings) {
  post_order(1, {{"create_date", "\"2025-03-03T00:00:00Z\""},
                 {"ordernumber", "30"},
                 {"deliver_date", "\"2025-04-02\""}});
  post_order(2, {{"create_date", "\"2025-03-01T00:00:00Z\""},
                 {"ordernumber", "20"},
                 {"deliver_date", "\"2025-04-01\""}});
  post_order(3, {{"create_date", "\"2025-03-02T00:00:00Z\""},
                 {"ordernumber", "40"},
                 {"deliver_date", "\"2025-04-03\""}});
  EXPECT_EQ(get("orders?orderby=id").ids(), (ids{1, 2, 3}));
  EXPECT_EQ(get("orders?orderby=id_desc").ids(), (ids{3, 2, 1}));
  EXPECT_EQ(get("orders?orderby=ordernumber").ids(), (ids{2, 1, 3}));
  EXPECT_EQ(get("orders?orderby=ordernumber_desc").ids(), (ids{3, 1, 2}));
  EXPECT_EQ(get("orders?orderby=create_date").ids(), (ids{2, 3, 1}));
  EXPECT_EQ(get("orders?orderby=create_date_desc").ids(), (ids{1, 3, 2}));
  EXPECT_EQ(get("orders?orderby=deliver_date").ids(), (ids{2, 1, 3}));
  post_order(4, {{"create_date", "\"2025-02-02T00:00:00Z\""}});
  EXPECT_EQ(get("orders?orderby=create_date").ids(), (ids{4, 2, 3, 1}));
}

TEST_F(ccv_orders, bad_filters_are_refused_unless_ignored) {
  const std::vector<std::string> bad{"is_paid=1",
                                     "status=abc",
                                     "min_create_date=2025-13-01",
                                     "min_create_date=2025-03-04T00:00:00Z",
                                     "orderby=total",
                                     "orderby=id_asc",
                                     "ordernumber=2025-1042"};
  for (const auto& query : bad) {
    const auto reply = get("orders?" + query);
    EXPECT_EQ(reply.status(), 400) << query;
    EXPECT_EQ(reply.body().at("status").as_int64(), 400);
  }
  start(R"({"ignore_bad_filters":true})");
  for (const auto& query : bad) {
    EXPECT_EQ(get("orders?" + query).status(), 200) << query;
  }
  start(R"({"iso_dates":true,"max_date_whole_day":true})");
  EXPECT_EQ(get("orders?min_create_date=2025-03-04T00:00:00Z").status(), 200);
  post_order(1, {{"create_date", "\"2025-03-04T09:00:00Z\""}});
  EXPECT_EQ(get("orders?max_create_date=2025-03-04").ids(), ids{1});
  EXPECT_EQ(get("orders?max_create_date=2025-03-04T08:00:00Z").ids(), ids{});
}

TEST_F(ccv_orders, pages_by_next) {
  start(R"({"orders":57,"mix":{"only_plain":true}})");
  const auto first = get("orders/?is_paid=true&size=10&orderby=id");
  const auto body = first.body();
  EXPECT_EQ(body.at("start").as_int64(), 0);
  EXPECT_EQ(body.at("size").as_int64(), 10);
  EXPECT_TRUE(body.at("previous").is_null());
  EXPECT_EQ(body.at("next").as_string(),
            host + "/api/rest/v1/orders/?start=10&size=10&is_paid=true&orderby=id");
  const auto items = all("orders/?is_paid=true&size=10&orderby=id");
  EXPECT_EQ(items.size(), 57U);
  std::set<std::string> seen;
  std::string last;
  for (const auto& item : items) {
    EXPECT_TRUE(seen.insert(*member(item, "id")).second);
    EXPECT_LT(last, *member(item, "id"));
    last = *member(item, "id");
  }
  const auto end = get("orders?start=50&size=10").body();
  EXPECT_EQ(end.at("items").as_array().size(), 7U);
  EXPECT_TRUE(end.at("next").is_null());
  EXPECT_EQ(end.at("previous").as_string(), host + "/api/rest/v1/orders/?start=40&size=10");
  EXPECT_EQ(get("orders?start=500").count(), 0U);
  EXPECT_EQ(get("orders?start=47&size=10").body().at("next").is_null(), true);
}

TEST_F(ccv_orders, size_is_clamped) {
  start(R"({"orders":300,"mix":{"only_plain":true}})");
  EXPECT_EQ(get("orders").count(), 150U);
  EXPECT_EQ(get("orders?size=1000").count(), 250U);
  EXPECT_EQ(get("orders?size=0").count(), 1U);
  EXPECT_EQ(get("orders?size=-4").count(), 1U);
  start(R"({"orders":30,"next_links":false,"mix":{"only_plain":true}})");
  EXPECT_FALSE(get("orders?size=10").body().as_object().contains("next"));
}

TEST_F(ccv_orders, unknown_parameters_are_counted) {
  get("orders?modified_after=2025-01-01&is_paid=true");
  const auto books = json::parse(control("books").raw.body);
  EXPECT_EQ(books.at("unknown_parameters").at("modified_after").as_int64(), 1);
  EXPECT_FALSE(books.at("unknown_parameters").as_object().contains("is_paid"));
  EXPECT_EQ(books.at("requests").at("GET orders").as_int64(), 1);
  EXPECT_EQ(books.at("writes").as_int64(), 0);
}

TEST_F(ccv_orders, orders_have_no_lines_of_their_own) {
  start(R"({"orders":3,"mix":{"only_plain":true}})");
  const auto list = get("orders").body();
  for (const auto& order : list.at("items").as_array()) {
    EXPECT_EQ(order.at("orderrows").as_object().size(), 1U);
    const auto rows = get("orders/" + std::to_string(order.at("id").as_int64()) + "/orderrows");
    EXPECT_GE(rows.count(), 1U);
  }
}

}  // namespace
}  // namespace boekbrug::sim::ccvshop::test
