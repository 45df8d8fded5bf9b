#include "woocommerce_fixture.hpp"

#include <algorithm>

namespace boekbrug::sim::woocommerce::test {
namespace {

using id_list = std::vector<std::int64_t>;

class orders : public shop_test {};

TEST_F(orders, pages_and_their_headers) {
  for (std::int64_t id = 1; id <= 25; ++id) {
    add_order(id, "2026-05-01T10:00:00", "2026-05-01T10:00:00");
  }
  const auto first = get("orders?orderby=id&order=asc");
  EXPECT_EQ(first.ids(), (id_list{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}));
  EXPECT_EQ(first.header("X-WP-Total"), "25");
  EXPECT_EQ(first.header("X-WP-TotalPages"), "3");
  EXPECT_EQ(
      first.header("Link"),
      "<https://winkel.example/wp-json/wc/v3/"
      "orders?orderby=id&order=asc&page=2&status%5B0%5D=any&dp=2&context=view>; rel=\"next\"");
  const auto last = get("orders?orderby=id&order=asc&page=3&per_page=10");
  EXPECT_EQ(last.ids(), (id_list{21, 22, 23, 24, 25}));
  EXPECT_NE(last.header("Link").find("rel=\"prev\""), std::string::npos);
  EXPECT_EQ(last.header("Link").find("rel=\"next\""), std::string::npos);
  const auto past = get("orders?page=4&per_page=10");
  EXPECT_EQ(past.status(), 200);
  EXPECT_EQ(past.raw.body, "[]");
  EXPECT_EQ(past.header("X-WP-Total"), "25");
  EXPECT_EQ(get("orders?orderby=id&order=asc&offset=23&page=1").ids(), (id_list{24, 25}));
  EXPECT_EQ(get("orders?orderby=id&per_page=2").ids(), (id_list{25, 24}));
}

TEST_F(orders, the_link_is_that_of_the_recorded_answer) {
  start_with_files();
  for (std::int64_t id = 1'001; id <= 1'034; ++id) {
    add_order(id, "2026-05-01T10:00:00", "2026-05-01T10:00:00");
  }
  std::string link = get("orders?per_page=20&page=1&orderby=id&order=asc").header("Link");
  const std::string headers = data_file("orders-page-1.headers.txt");
  const std::size_t from = headers.find("Link: ") + 6;
  std::string wanted = headers.substr(from, headers.find_first_of("\r\n", from) - from);
  wanted.replace(wanted.find("localhost:8891"), 14, "winkel.example");
  EXPECT_EQ(link, wanted);
}

TEST_F(orders, bad_parameters_are_named_together) {
  const auto reply =
      get("orders?page=0&per_page=x&orderby=total&order=up&dates_are_gmt=maybe&include=1,a&dp=two");
  EXPECT_EQ(reply.status(), 400);
  EXPECT_EQ(reply.code(), "rest_invalid_param");
  const auto params = reply.body().at("data").at("params").as_object();
  EXPECT_EQ(params.at("page").as_string(), "page must be greater than or equal to 1");
  EXPECT_EQ(params.at("per_page").as_string(), "per_page is not of type integer.");
  EXPECT_EQ(params.at("order").as_string(), "order is not one of asc and desc.");
  EXPECT_TRUE(params.contains("orderby") && params.contains("dates_are_gmt") &&
              params.contains("include") && params.contains("dp"));
}

TEST_F(orders, unknown_parameters_are_ignored) {
  add_order(1, "2026-05-01T10:00:00", "2026-05-01T10:00:00");
  EXPECT_EQ(get("orders?_=1780000000&modified_since=x").ids(), id_list{1});
}

TEST_F(orders, date_bounds_are_exclusive_to_the_second) {
  add_order(1, "2026-05-01T10:00:00", "2026-05-02T10:00:00");
  add_order(2, "2026-05-01T10:00:01", "2026-05-02T10:00:01");
  add_order(3, "2026-05-01T10:00:02", "2026-05-02T10:00:02");
  EXPECT_EQ(get("orders?after=2026-05-01T10:00:00&dates_are_gmt=true&order=asc").ids(),
            (id_list{2, 3}));
  EXPECT_EQ(get("orders?before=2026-05-01T10:00:02&dates_are_gmt=true&order=asc").ids(),
            (id_list{1, 2}));
  EXPECT_EQ(get("orders?modified_after=2026-05-02T10:00:01&dates_are_gmt=true").ids(), id_list{3});
  EXPECT_EQ(get("orders?modified_before=2026-05-02T10:00:01&dates_are_gmt=1").ids(), id_list{1});
  EXPECT_EQ(get("orders?modified_after=2026-05-02T10:00:00&modified_before=2026-05-02T10:00:02&"
                "dates_are_gmt=true")
                .ids(),
            id_list{2});
}

TEST_F(orders, zones_in_filters_have_their_pitfalls) {
  add_order(1, "2026-05-01T09:00:00", "2026-05-01T09:00:00");
  add_order(2, "2026-05-01T11:00:00", "2026-05-01T11:00:00");
  add_order(3, "2026-05-01T13:00:00", "2026-05-01T13:00:00");
  // Bare and local: 12:00 in Amsterdam is 10:00 GMT.
  EXPECT_EQ(get("orders?modified_after=2026-05-01T12:00:00&order=asc").ids(), (id_list{2, 3}));
  EXPECT_EQ(get("orders?modified_after=2026-05-01T10:00:00Z&order=asc").ids(), (id_list{2, 3}));
  EXPECT_EQ(get("orders?modified_after=2026-05-01T12:00:00%2B02:00&order=asc").ids(),
            (id_list{2, 3}));
  EXPECT_EQ(get("orders?modified_after=2026-05-01T10:00:00&dates_are_gmt=true&order=asc").ids(),
            (id_list{2, 3}));
  // With the flag, Z moves the bound by the shop's offset: order 2 is lost.
  EXPECT_EQ(get("orders?modified_after=2026-05-01T10:00:00Z&dates_are_gmt=true&order=asc").ids(),
            id_list{3});
  // A plus sign that was not encoded is a space to PHP.
  EXPECT_EQ(get("orders?modified_after=2026-05-01T12:00:00+02:00").status(), 400);
}

TEST_F(orders, old_shops_ignore_what_they_do_not_know) {
  start(R"({"version":"5.6"})");
  add_order(1, "2026-05-01T09:00:00", "2026-05-01T09:00:00");
  EXPECT_EQ(get("orders?modified_after=2030-01-01T00:00:00").ids(), id_list{1});
  EXPECT_EQ(get("refunds").code(), "rest_no_route");
  EXPECT_EQ(get("").raw.body.find("modified_after\":{\"required\":false},\"modified_before"),
            std::string::npos);
  start("{}");
  EXPECT_NE(get("").raw.body.find("\"modified_after\""), std::string::npos);
}

TEST_F(orders, statuses) {
  add_order(1, "2026-05-01T09:00:00", "2026-05-01T09:00:00", "completed");
  add_order(2, "2026-05-01T09:00:00", "2026-05-01T09:00:00", "checkout-draft");
  add_order(3, "2026-05-01T09:00:00", "2026-05-01T09:00:00", "verzonden");
  add_order(4, "2026-05-01T09:00:00", "2026-05-01T09:00:00", "trash");
  add_order(5, "2026-05-01T09:00:00", "2026-05-01T09:00:00", "auto-draft");
  add_order(6, "2026-05-01T09:00:00", "2026-05-01T09:00:00", "on-hold");
  const std::string sorted = "&orderby=id&order=asc";
  EXPECT_EQ(get("orders?x=1" + sorted).ids(), (id_list{1, 2, 3, 6}));
  EXPECT_EQ(get("orders?status=any" + sorted).ids(), (id_list{1, 2, 3, 6}));
  EXPECT_EQ(get("orders?status=trash" + sorted).ids(), id_list{4});
  EXPECT_EQ(get("orders?status=completed,on-hold" + sorted).ids(), (id_list{1, 6}));
  EXPECT_EQ(get("orders?status[]=verzonden&status[]=on-hold" + sorted).ids(), (id_list{3, 6}));
  EXPECT_EQ(get("orders?status=completed,nieuw").status(), 400);
  EXPECT_EQ(get("orders?status=wc-completed").status(), 400);
  EXPECT_EQ(get("orders/4").status(), 200);  // still readable in the trash
}

TEST_F(orders, include_exclude_parent_customer_product_and_search) {
  for (std::int64_t id = 1; id <= 4; ++id) {
    add_order(id, "2026-05-01T09:00:00", "2026-05-01T09:00:00");
  }
  EXPECT_EQ(get("orders?include=3,1,99&orderby=include").ids(), (id_list{3, 1}));
  EXPECT_EQ(get("orders?include=3,1&orderby=id&order=asc").ids(), (id_list{1, 3}));
  EXPECT_EQ(get("orders?exclude=2,3&orderby=id&order=asc").ids(), (id_list{1, 4}));
  EXPECT_EQ(get("orders?parent=0&per_page=1").header("X-WP-Total"), "4");
  EXPECT_EQ(get("orders?parent=9").raw.body, "[]");
  EXPECT_EQ(get("orders?customer=7").header("X-WP-Total"), "4");
  EXPECT_EQ(get("orders?customer=8").header("X-WP-Total"), "0");
  EXPECT_EQ(get("orders?product=14").header("X-WP-Total"), "4");
  EXPECT_EQ(get("orders?product=15").header("X-WP-Total"), "0");
  EXPECT_EQ(get("orders?search=ZOE@voorbeeld").header("X-WP-Total"), "4");
  EXPECT_EQ(get("orders?search=N3").header("X-WP-Total"), "0");  // numbers of plugins are not found
}

TEST_F(orders, sorting_by_date_and_by_modified_breaks_ties_by_id) {
  add_order(1, "2026-05-03T00:00:00", "2026-06-01T00:00:00");
  add_order(2, "2026-05-01T00:00:00", "2026-06-02T00:00:00");
  add_order(3, "2026-05-02T00:00:00", "2026-06-02T00:00:00");
  EXPECT_EQ(get("orders").ids(), (id_list{1, 3, 2}));
  EXPECT_EQ(get("orders?order=asc").ids(), (id_list{2, 3, 1}));
  EXPECT_EQ(get("orders?orderby=modified").ids(), (id_list{3, 2, 1}));
  EXPECT_EQ(get("orders?orderby=modified&order=asc").ids(), (id_list{1, 2, 3}));
  EXPECT_EQ(get("orders?modified_after=2026-06-01T00:00:00&dates_are_gmt=true&orderby=id&order=asc")
                .ids(),
            (id_list{2, 3}));
}

TEST_F(orders, fields_make_answers_small) {
  add_order(1, "2026-05-03T00:00:00", "2026-06-01T00:00:00");
  EXPECT_EQ(get("orders?_fields=id,status,date_modified_gmt").raw.body,
            R"([{"id":1,"status":"completed","date_modified_gmt":"2026-06-01T00:00:00"}])");
  EXPECT_EQ(get("orders/1?_fields=number").raw.body, R"({"number":"N1"})");
}

TEST_F(orders, dp_changes_the_decimals_of_generated_orders) {
  start(R"({"orders":1,"seed":3,"mix":{"only_plain":true}})");
  const auto two = get("orders").body().at(0);
  const auto six = get("orders?dp=6").body().at(0);
  const auto none = get("orders?dp=0").body().at(0);
  const auto text = [](const json::value& order, const char* name) {
    return json::value_to<std::string>(order.at(name));
  };
  const std::string total = text(two, "total");
  EXPECT_EQ(text(six, "total"), total + "0000");
  EXPECT_EQ(total[total.size() - 3], '.');
  EXPECT_EQ(text(none, "total").find('.'), std::string::npos);
  const std::string fine = json::value_to<std::string>(six.at("line_items").at(0).at("total"));
  const std::string coarse = json::value_to<std::string>(two.at("line_items").at(0).at("total"));
  EXPECT_EQ(to_text(*parse_amount(fine), 2), coarse);
  EXPECT_EQ(fine.size() - fine.find('.'), 7U);
  EXPECT_EQ(two.at("line_items").at(0).at("price"),
            six.at("line_items").at(0).at("price"));  // a number, whatever dp says
}

TEST_F(orders, local_times_repeat_at_the_clock_change) {
  start(R"({"permissions":"read_write"})");
  set_time("2026-10-25T00:30:00");
  ASSERT_EQ(control("arrive", R"({"count":1})").status(), 200);
  set_time("2026-10-25T01:30:00");
  ASSERT_EQ(control("arrive", R"({"count":1})").status(), 200);
  const auto rows = get("orders?orderby=id&order=asc&_fields=date_created,date_created_gmt").body();
  EXPECT_EQ(rows.at(0).at("date_created"), rows.at(1).at("date_created"));
  EXPECT_EQ(rows.at(0).at("date_created").as_string(), "2026-10-25T02:30:00");
  EXPECT_EQ(rows.at(0).at("date_created_gmt").as_string(), "2026-10-25T00:30:00");
  EXPECT_EQ(rows.at(1).at("date_created_gmt").as_string(), "2026-10-25T01:30:00");
}

TEST_F(orders, a_scan_by_id_loses_nothing_while_orders_change) {
  start(R"({"orders":60,"from":"2026-05-01","to":"2026-05-31","mix":{"draft":0}})");
  std::vector<std::int64_t> seen;
  for (int page = 1; page <= 13; ++page) {
    for (const auto id : get("orders?modified_after=2026-04-01T00:00:00&dates_are_gmt=true&orderby="
                             "id&order=asc&per_page=5&page=" +
                             std::to_string(page))
                             .ids()) {
      seen.push_back(id);
    }
    if (!seen.empty()) {
      control("orders/" + std::to_string(seen.back()), R"({"customer_note":"x"})");
    }
  }
  EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
  EXPECT_EQ(seen.size(), 60U);
}

TEST_F(orders, head_has_no_body) {
  const auto reply = send(with_basic(bare("/wp-json/wc/v3/orders", http_method::head)));
  EXPECT_EQ(reply.status(), 200);
  EXPECT_TRUE(reply.raw.body.empty());
  EXPECT_EQ(reply.header("X-WP-Total"), "0");
}

TEST_F(orders, the_date_header_is_the_shops_clock) {
  EXPECT_EQ(get("orders").header("Date"), "Sat, 21 Nov 2026 10:00:00 GMT");
}

TEST_F(orders, odd_paths_are_refused_calmly) {
  for (const char* path : {"orders/abc", "orders/", "orders/1/notes", "ordersx",
                           "orders/99999999999999999999", "orders/-1", "orders/1/refunds/x"}) {
    const int status = get(path).status();
    EXPECT_TRUE(status == 404 || (std::string{path} == "orders/" && status == 200))
        << path << status;
  }
  EXPECT_EQ(send(bare("/wp-admin/")).status(), 404);
  EXPECT_EQ(send(bare("")).status(), 200);
  EXPECT_EQ(send(bare("/wp-json/%%%?&&=&a")).status(), 404);
}

}  // namespace
}  // namespace boekbrug::sim::woocommerce::test
