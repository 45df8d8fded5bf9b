// Who may ask, how often, and what refusals look like.

#include "tests/sim/mijnwebwinkel/fixture.hpp"

namespace boekbrug::sim::mijnwebwinkel::test {
namespace {

class access_test : public shop_test {};

TEST_F(access_test, both_tokens_are_needed) {
  EXPECT_EQ(get("/store").status(), 200);
  const auto none = send(http_method::get, "/v1/store");
  EXPECT_EQ(none.status(), 403);
  EXPECT_EQ(none.body().at("code").as_int64(), 403);
  EXPECT_EQ(text(none.body().at("description")), "Partner token missing");
  const auto wrong = send(http_method::get, "/v1/store?token=other&partner_token=sim-partner");
  EXPECT_EQ(wrong.status(), 401);
  EXPECT_EQ(text(wrong.body().at("message")), "Unauthorized");
  EXPECT_EQ(send(http_method::get, "/v1/store?token=sim-token&partner_token=x").status(), 403);
  EXPECT_EQ(send(http_method::get, "/v1/store?partner_token=sim-partner").status(), 401);
}

TEST_F(access_test, partner_token_can_be_optional) {
  start(R"({"partner_token_required":false,"token":"geheim"})");
  EXPECT_EQ(send(http_method::get, "/v1/store?token=geheim").status(), 200);
  EXPECT_EQ(send(http_method::get, "/v1/store?token=geheim&partner_token=x").status(), 403);
}

TEST_F(access_test, platform_lists_need_the_partner_only) {
  EXPECT_EQ(send(http_method::get, "/v1/orderstatuses?partner_token=sim-partner").status(), 200);
  EXPECT_EQ(send(http_method::get, "/v1/orders?partner_token=sim-partner").status(), 401);
}

TEST_F(access_test, refusals_in_other_forms) {
  start(R"({"refusal_body":"html","token_refusal":403})");
  const auto html = send(http_method::get, "/v1/store?token=x&partner_token=sim-partner");
  EXPECT_EQ(html.status(), 403);
  EXPECT_NE(html.header("Content-Type").find("text/html"), std::string::npos);
  start(R"({"refusal_body":"problem"})");
  const auto problem = send(http_method::get, "/v1/store?token=x&partner_token=sim-partner");
  EXPECT_EQ(text(problem.body().at("title")), "Unauthorized");
  EXPECT_EQ(problem.body().at("status").as_int64(), 401);
}

TEST_F(access_test, tokens_end_and_are_switched_off) {
  start(R"({"token_until":"2026-06-15T11:00:00"})");
  EXPECT_EQ(get("/store").status(), 200);
  now_ += std::chrono::hours{1};
  EXPECT_EQ(get("/store").status(), 401);
  start("{}");
  post("/token", R"({"active":false})");
  EXPECT_EQ(get("/orders").status(), 401);
  post("/token", R"({"active":true})");
  EXPECT_EQ(get("/orders").status(), 200);
}

TEST_F(access_test, rate_limit_with_retry_after) {
  start(R"({"rate_limit":2,"rate_seconds":60})");
  EXPECT_EQ(get("/store").status(), 200);
  now_ += std::chrono::seconds{20};
  EXPECT_EQ(get("/store").status(), 200);
  const auto limited = get("/store");
  EXPECT_EQ(limited.status(), 429);
  EXPECT_EQ(limited.header("Retry-After"), "40");
  EXPECT_EQ(limited.body().at("code").as_int64(), 429);
  EXPECT_EQ(send(http_method::get, "/_sim/books").status(), 200);
  now_ += std::chrono::seconds{40};
  EXPECT_EQ(get("/store").status(), 200);
}

TEST_F(access_test, writes_are_refused_and_counted) {
  const std::string tokens = "?token=sim-token&partner_token=sim-partner";
  EXPECT_EQ(send(http_method::post, "/v1/orders" + tokens, "{}").status(), 403);
  EXPECT_EQ(send(http_method::patch, "/v1/orders/1" + tokens, "{}").status(), 403);
  EXPECT_EQ(books().at("writes").as_int64(), 2);
  EXPECT_EQ(books().at("requests").at("PATCH orders/#").as_int64(), 1);
}

TEST_F(access_test, wrong_paths_and_formats) {
  EXPECT_EQ(get("/nothing").status(), 404);
  EXPECT_EQ(get("/nothing").body().at("code").as_int64(), 404);
  EXPECT_EQ(send(http_method::get, "/v2/orders").status(), 404);
  EXPECT_EQ(get("/orders", "format=xml").status(), 406);
  EXPECT_EQ(get("/orders", "format=json&language=nl_NL").status(), 200);
  EXPECT_EQ(get("/customers").status(), 403);
  get("/orders", "paged=1");
  EXPECT_EQ(books().at("unknown_parameters").at("paged").as_int64(), 1);
  EXPECT_FALSE(books().at("unknown_parameters").as_object().contains("token"));
}

TEST_F(access_test, lists_of_the_shop) {
  start(R"({"shop_name":"Proefwinkel"})");
  EXPECT_EQ(text(get("/store").body().at("name")), "Proefwinkel");
  const auto statuses = get("/orderstatuses").body();
  bool credit = false;
  for (const auto& one : statuses.as_array()) {
    credit = credit || (one.at("status").as_int64() == 10 && one.at("credit_order").as_bool());
  }
  EXPECT_TRUE(credit);
  EXPECT_EQ(text(get("/orderstatuses", "language=en_GB").body().at(0).at("description")),
            "Order Pending");
  const auto regions = get("/tax-policy/regions").body();
  EXPECT_EQ(text(regions.at("regions").at(0).at("taxRate")), "0.2100");
  EXPECT_EQ(text(regions.at("regions").at(0).at("shippingTaxMethod")), "proportional");
  EXPECT_EQ(text(get("/tax-policy/regions/DE").body().at("region").at("taxRate")), "0.1900");
  EXPECT_EQ(get("/tax-policy/regions/XX").status(), 404);
  EXPECT_EQ(text(get("/payment/stores/me/gateways").body().at("gateways").at(0).at("name")),
            "mollie");
  EXPECT_GE(get("/shipping/methods").rows(), 1U);
  start(R"({"regions_bare":true})");
  EXPECT_TRUE(get("/tax-policy/regions").body().is_array());
}

TEST_F(access_test, articles) {
  EXPECT_EQ(get("/articles").rows(), 10U);
  EXPECT_EQ(get("/articles", "offset=10").rows(), 2U);
  EXPECT_EQ(get("/articles/count").body().at("count").as_int64(), 12);
  EXPECT_EQ(get("/articles", "ids[]=3327557&ids[]=3327558").rows(), 2U);
  const auto one = get("/articles/3327557").body();
  EXPECT_EQ(text(one.at("price").at("default")), "18.45");
  EXPECT_EQ(get("/articles/1").status(), 404);
  const auto since = "changed_start_date=" + text(one.at("updated_date")) + "%2000:00:00";
  EXPECT_GE(get("/articles", since).rows(), 1U);
  EXPECT_EQ(get("/articles", "changed_start_date=2030-01-01%2000:00:00").rows(), 0U);
  EXPECT_EQ(get("/articles", "changed_start_date=x").status(), 422);
}

TEST(options_test, wrong_options_are_named) {
  for (const auto* bad : {R"({"unknown":1})", R"({"mix":{"oss":2}})", R"({"credit_sign":"x"})",
                          R"({"number_prefix":"A-"})", R"({"refusal_body":"x"})"}) {
    EXPECT_THROW(make_mijnwebwinkel(json::parse(bad).as_object(), core::time_point{}),
                 std::invalid_argument)
        << bad;
  }
}

}  // namespace
}  // namespace boekbrug::sim::mijnwebwinkel::test
