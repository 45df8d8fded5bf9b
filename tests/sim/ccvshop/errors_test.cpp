#include "tests/sim/ccvshop/fixture.hpp"

namespace boekbrug::sim::ccvshop::test {
namespace {

class ccv_errors : public shop_test {};

TEST_F(ccv_errors, unknown_resources_and_methods) {
  EXPECT_EQ(get("bestellingen").status(), 404);
  EXPECT_EQ(get("bestellingen").code(), "404.20");
  EXPECT_EQ(call(http_method::del, "orders").status(), 405);
  EXPECT_EQ(call(http_method::post, "invoices", "{}").code(), "405.10");
  EXPECT_EQ(call(http_method::put, "webhooks", "{}").code(), "405.10");
  post_order(12);
  EXPECT_EQ(call(http_method::patch, "orders/12", "{}").code(), "405.10");
  EXPECT_EQ(get("orders/12/regels").code(), "404.20");
  EXPECT_EQ(get("orders/13").status(), 404);
  EXPECT_EQ(get("orders/13/orderrows").status(), 404);
  EXPECT_EQ(get("orders/x").status(), 404);
  EXPECT_EQ(get("invoices/13").status(), 404);
  EXPECT_EQ(get("orders/12/ordernotes/").count(), 0U);
  const auto error = get("bestellingen").body();
  EXPECT_EQ(error.at("status").as_int64(), 404);
  EXPECT_TRUE(error.at("developermessage").is_string());
}

TEST_F(ccv_errors, paths_outside_the_api_are_pages) {
  auto request = bare("/winkel/koffie");
  EXPECT_EQ(send(request).status(), 404);
  EXPECT_NE(send(request).raw.body.find("<html>"), std::string::npos);
  request.target = "/api/rest/v2/orders";
  EXPECT_EQ(send(request).status(), 404);
}

TEST_F(ccv_errors, hundred_and_fifty_gets_per_minute_per_resource) {
  now_ = std::chrono::floor<std::chrono::minutes>(now_);
  post_order(12);
  for (int i = 0; i < 150; ++i) {
    ASSERT_EQ(get(i % 2 == 0 ? "orders" : "orders/12").status(), 200);
  }
  const auto refused = get("orders");
  EXPECT_EQ(refused.status(), 429);
  EXPECT_EQ(refused.code(), "429.10");
  EXPECT_EQ(refused.header("Retry-After"), "");
  EXPECT_EQ(get("orders/12").status(), 429);
  // Another resource and another method have their own count.
  EXPECT_EQ(get("orders/12/orderrows").status(), 200);
  EXPECT_EQ(call(http_method::post, "orders", "{}").status(), 405);
  now_ += std::chrono::seconds{59};
  EXPECT_EQ(get("orders").status(), 429);
  now_ += std::chrono::seconds{1};
  EXPECT_EQ(get("orders").status(), 200);
}

TEST_F(ccv_errors, limits_by_option) {
  start(R"({"limit_get":3,"limit_write":1,"limit_total":5,"retry_after":60})");
  now_ = std::chrono::floor<std::chrono::minutes>(now_);
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(get("orders").status(), 200);
  }
  EXPECT_EQ(get("orders").code(), "429.10");
  EXPECT_EQ(get("orders").header("Retry-After"), "60");
  EXPECT_EQ(get("invoices").status(), 200);
  EXPECT_EQ(call(http_method::patch, "apps/4711", R"({"is_installed":true})").status(), 204);
  EXPECT_EQ(call(http_method::patch, "apps/4711", R"({"is_installed":false})").code(), "429.10");
  EXPECT_EQ(get("products").code(), "429.11");
  start(R"({"limit_get":0})");
  for (int i = 0; i < 400; ++i) {
    ASSERT_EQ(get("orders").status(), 200);
  }
}

TEST_F(ccv_errors, keys_have_their_own_limits_and_refusals_cost_nothing) {
  start(R"({"limit_get":2,"keys":[{"public":"a","secret":"s"},{"public":"b","secret":"s"}]})");
  const auto as = [&](const std::string& name, const std::string& with) {
    auto request = bare("/api/rest/v1/orders");
    sign(request, utc_text(now_), name, with);
    return send(request).status();
  };
  EXPECT_EQ(as("a", "wrong"), 401);
  EXPECT_EQ(as("a", "wrong"), 401);
  EXPECT_EQ(as("a", "s"), 200);
  EXPECT_EQ(as("a", "s"), 200);
  EXPECT_EQ(as("a", "s"), 429);
  EXPECT_EQ(as("b", "s"), 200);
}

TEST_F(ccv_errors, errors_on_demand) {
  start(R"({"errors":[{"path":"orders/*/orderrows","code":"500.10","times":2},)"
        R"({"path":"products","status":501,"code":"501.10"}]})");
  post_order(12);
  EXPECT_EQ(get("orders/12").status(), 200);
  EXPECT_EQ(get("orders/12/orderrows").code(), "500.10");
  EXPECT_EQ(get("orders/12/orderrows/").code(), "500.10");
  EXPECT_EQ(get("orders/12/orderrows").status(), 200);
  EXPECT_EQ(get("products").status(), 501);
  EXPECT_EQ(get("products").status(), 200);
  EXPECT_EQ(
      control("errors", R"({"path":"orders","method":"GET","status":503,"message":"Even geduld"})")
          .status(),
      200);
  const auto plain = get("orders");
  EXPECT_EQ(plain.status(), 503);
  EXPECT_EQ(plain.code(), "");
  EXPECT_EQ(control("errors", R"({"pad":"orders"})").status(), 400);
}

TEST_F(ccv_errors, one_broken_order_spoils_its_page) {
  for (std::int64_t id = 1; id <= 5; ++id) {
    post_order(id);
  }
  control("orders/3", R"({"broken":true})");
  EXPECT_EQ(get("orders").status(), 500);
  EXPECT_EQ(get("orders").code(), "500.20");
  EXPECT_EQ(get("orders?start=0&size=2").count(), 2U);
  EXPECT_EQ(get("orders?start=2&size=1").code(), "500.20");
  EXPECT_EQ(get("orders?start=3&size=2").count(), 2U);
  EXPECT_EQ(get("orders/3").code(), "500.20");
  control("orders/3", R"({"broken":false})");
  EXPECT_EQ(get("orders").count(), 5U);
}

TEST_F(ccv_errors, returns_need_their_app) {
  EXPECT_EQ(get("returns").count(), 0U);
  EXPECT_EQ(get("returns/4").status(), 404);
  start(R"({"returns_app":false})");
  EXPECT_EQ(get("returns").status(), 500);
  EXPECT_EQ(get("returns").code(), "500.90");
}

TEST_F(ccv_errors, unusable_options_are_named) {
  const auto why = [&](const std::string& text) -> std::string {
    try {
      make_ccvshop(json::parse(text).as_object(), now_);
    } catch (const bad_option& problem) {
      return problem.what();
    }
    return "";
  };
  EXPECT_EQ(why("{}"), "");
  for (const auto* name :
       {"tax_rounding", "credit_sign", "from", "orders", "limit_get", "onbekend"}) {
    EXPECT_TRUE(why(std::string{"{\""} + name + R"(":"x"})").starts_with(name)) << name;
  }
  EXPECT_TRUE(why(R"({"mix":{"taart":1}})").starts_with("mix.taart"));
  EXPECT_TRUE(why(R"({"mix":{"coupon":2}})").starts_with("mix.coupon"));
  EXPECT_TRUE(why(R"({"keys":[{"public":"a"}]})").starts_with("keys"));
}

}  // namespace
}  // namespace boekbrug::sim::ccvshop::test
