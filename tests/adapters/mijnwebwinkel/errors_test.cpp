#include "support.hpp"

namespace {

using namespace boekbrug;
using namespace boekbrug::test;
using core::errc;

struct refusal_case {
  int status;
  const char* body;
  errc code;
};

const core::scan_cursor listing{"mw1;s=h;t=1774000000;f=2026-01-01", {}};

TEST(mijnwebwinkel_errors, by_status_and_body) {
  const std::vector<refusal_case> cases{
      {401, R"({"code":401,"message":"Invalid token"})", errc::shop_refused},
      {403, "", errc::shop_refused},
      {403, R"({"title":"Forbidden","detail":"Upgrade naar pakket PREMIUM","status":403})",
       errc::shop_plan},
      {402, "", errc::shop_plan},
      {404, "", errc::shop_answer_unreadable},
      {422, R"({"title":"Invalid","detail":"limit"})", errc::invalid_input},
      {429, "", errc::shop_unreachable},
      {500, "<html><title>Storing</title></html>", errc::shop_unreachable},
      {503, "", errc::shop_unreachable},
      {302, "", errc::shop_unreachable},
      {200, "<html><h1>Onderhoud</h1></html>", errc::shop_answer_unreadable},
      {200, "", errc::shop_answer_unreadable},
      {200, "[{\"number\":\"1\"", errc::shop_answer_unreadable},
      {200, R"({"code":403,"message":"Token expired"})", errc::shop_refused},
      {200, R"({"code":12,"message":"Vreemd"})", errc::shop_answer_unreadable},
      {200, R"({"orders":5})", errc::shop_answer_unreadable},
      {200, "[5]", errc::shop_answer_unreadable},
      {200, "7", errc::shop_answer_unreadable}};
  for (const auto& each : cases) {
    const auto got =
        adapters::mijnwebwinkel().scan_answer(shop(), {}, listing, answer(each.status, each.body));
    ASSERT_FALSE(got) << each.status << each.body;
    EXPECT_EQ(got.error().code, each.code) << each.status << each.body << got.error().detail;
  }
  EXPECT_EQ(code_of(adapters::mijnwebwinkel().order_answer(shop(), answer(404, ""))),
            errc::order_gone);
}

TEST(mijnwebwinkel_errors, waits_as_asked) {
  const auto wait = [](int status, std::vector<core::http_header> headers) {
    return adapters::mijnwebwinkel()
        .scan_answer(shop(), {}, listing, answer(status, "", std::move(headers)))
        .error()
        .retry_after;
  };
  EXPECT_EQ(wait(429, {{"Retry-After", "90"}}), std::chrono::seconds{90});
  EXPECT_EQ(wait(429, {}), std::chrono::seconds{60});
  EXPECT_EQ(wait(503, {}), std::nullopt);
  EXPECT_EQ(wait(503, {{"Date", "Fri, 20 Mar 2026 11:00:00 GMT"},
                       {"Retry-After", "Fri, 20 Mar 2026 11:02:00 GMT"}}),
            std::chrono::seconds{120});
}

TEST(mijnwebwinkel_errors, never_show_a_token) {
  const std::string token = shop().key.reveal();
  const std::string partner = shop().options.at("partner_token");
  for (const int status : {200, 302, 401, 403, 404, 422, 429, 500}) {
    const auto got = adapters::mijnwebwinkel().scan_answer(
        shop(), {}, listing,
        answer(status, R"({"code":9,"message":"Token )" + token + " of " + partner + R"( fout"})"));
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().detail.find(token), std::string::npos) << got.error().detail;
    EXPECT_EQ(got.error().detail.find(partner), std::string::npos) << got.error().detail;
  }
  core::probe_state state;
  state.connection = shop();
  const auto broken = adapters::mijnwebwinkel().probe_answer(
      state, core::fail(errc::connection_failed, "GET /v1/store?token=" + token));
  EXPECT_EQ(broken.error().detail.find(token), std::string::npos);
  const auto request = adapters::mijnwebwinkel().order_request(shop(), "1042", {}).value();
  EXPECT_NE(request.url.find(token), std::string::npos);
  EXPECT_EQ(core::redacted(request.url), "https://api.myonlinestore.com/v1/orders/1042");
  EXPECT_FALSE(request.follow_redirects);
}

TEST(mijnwebwinkel_errors, odd_order_ids_are_not_asked_for) {
  for (const char* id : {"", "T-12", "../store", "1?x=1", "-1", "0"}) {
    EXPECT_EQ(code_of(adapters::mijnwebwinkel().order_request(shop(), id, {})),
              errc::invalid_input);
  }
}

TEST(mijnwebwinkel_products, pages_without_rate) {
  const auto& adapter = adapters::mijnwebwinkel();
  const auto page = adapter.products_answer(
      shop(), "", answer(200, R"([{"id":1,"uuid":"a-1","name":"Mok &amp; schotel","sku":"MOK",
                       "price":{"default":"18.95"}}])"));
  ASSERT_TRUE(page);
  ASSERT_EQ(page->products.size(), 1U);
  EXPECT_EQ(page->products[0].id, "a-1");
  EXPECT_EQ(page->products[0].name, "Mok & schotel");
  EXPECT_EQ(page->products[0].price, number("18.95"));
  EXPECT_FALSE(page->products[0].vat_percent);
  EXPECT_EQ(page->next, "");
  EXPECT_FALSE(adapter.products_request(shop(), "x", {}));
  EXPECT_EQ(query_of(adapter.products_request(shop(), "100", {}).value().url).at("offset"), "100");
}

}  // namespace
