#include "adapters/shops/woocommerce/woocommerce.hpp"
#include "support.hpp"

#include <gtest/gtest.h>

namespace boekbrug::test {
namespace {

using adapters::woocommerce;

TEST(woocommerce_period, both_bounds_are_made_exclusive) {
  const auto request = woocommerce()
                           .period_request(shop(), at("2026-06-30T22:00:00"),
                                           at("2026-09-30T22:00:00"), "", context())
                           .value();
  const auto query = query_of(request.url);
  EXPECT_EQ(query.at("after"), "2026-06-30T21:59:59");
  EXPECT_EQ(query.at("before"), "2026-09-30T22:00:00");
  EXPECT_EQ(query.at("dates_are_gmt"), "true");
  EXPECT_EQ(query.at("orderby"), "id");
  EXPECT_EQ(query.at("order"), "asc");
  EXPECT_EQ(query.at("per_page"), "100");
  EXPECT_EQ(query.at("page"), "1");
  EXPECT_EQ(query.at("dp"), "6");
  EXPECT_FALSE(query.contains("status"));
  EXPECT_FALSE(query.contains("modified_after"));
}

TEST(woocommerce_period, pages) {
  const auto orders = load_json("orders-page-1.json");
  const auto next = [&orders](std::string_view page, std::vector<core::http_header> headers) {
    return woocommerce().period_answer(shop(), page, answer(orders, std::move(headers)))->next;
  };
  EXPECT_EQ(next("", {{"X-WP-TotalPages", "3"}}), "2");
  EXPECT_EQ(next("2", {{"X-WP-TotalPages", "3"}}), "3");
  EXPECT_EQ(next("3", {{"X-WP-TotalPages", "3"}}), "");
  EXPECT_EQ(next("", {}), "") << "20 of 100 rows and no header: the last one";
  json::array full;
  for (int id = 1; id <= 100; ++id) {
    auto order = order_json(43);
    order["id"] = id;
    full.push_back(order);
  }
  EXPECT_EQ(woocommerce().period_answer(shop(), "", answer(full))->next, "2");
}

TEST(woocommerce_period, refuses_other_pages) {
  for (const char* const page : {"x", "0", "-1", "1;2"}) {
    EXPECT_FALSE(woocommerce().period_request(shop(), at("2026-01-01T00:00:00"),
                                              at("2026-02-01T00:00:00"), page, context()));
  }
  EXPECT_FALSE(woocommerce().period_answer(shop(), "x", answer(200, "[]")));
}

}  // namespace
}  // namespace boekbrug::test
