#include "tests/sim/ccvshop/fixture.hpp"

namespace boekbrug::sim::ccvshop::test {
namespace {

class ccv_webhooks : public shop_test {
protected:
  json::object create(const std::string& event,
                      const std::string& address = "https://hook.test/ccv") {
    const auto reply =
        call(http_method::post, "webhooks",
             R"({"event":")" + event + R"(","address":")" + address + R"(","is_active":true})");
    EXPECT_EQ(reply.status(), 201) << reply.raw.body;
    return reply.body().as_object();
  }
  json::array pending() {
    return json::parse(control("webhooks/pending").raw.body).at("pending").as_array();
  }
  static std::string text(const json::value& value) { return json::value_to<std::string>(value); }
};

TEST_F(ccv_webhooks, made_listed_changed_and_deleted) {
  const auto made = create("orders.updated.ispaid");
  const std::string id = std::to_string(made.at("id").as_int64());
  EXPECT_EQ(made.at("event").as_string(), "orders.updated.ispaid");
  EXPECT_EQ(made.at("key").as_string().size(), 32U);
  EXPECT_TRUE(made.at("is_active").as_bool());
  const auto other = create("orders.deleted");
  EXPECT_NE(made.at("key"), other.at("key"));
  EXPECT_EQ(get("webhooks/").count(), 2U);
  EXPECT_EQ(get("webhooks/" + id).body().as_object(), made);
  EXPECT_EQ(call(http_method::patch, "webhooks/" + id,
                 R"({"is_active":false,"address":"https://b.test/"})")
                .status(),
            204);
  EXPECT_FALSE(get("webhooks/" + id).body().at("is_active").as_bool());
  EXPECT_EQ(get("webhooks/" + id).body().at("address").as_string(), "https://b.test/");
  EXPECT_EQ(call(http_method::patch, "webhooks/" + id, R"({"event":"orders.deleted"})").status(),
            400);
  const auto gone = call(http_method::del, "webhooks/" + id);
  EXPECT_EQ(gone.status(), 204);
  EXPECT_EQ(gone.raw.body, "");
  EXPECT_EQ(get("webhooks/" + id).status(), 404);
  EXPECT_EQ(call(http_method::del, "webhooks/" + id).status(), 404);
  EXPECT_EQ(json::parse(control("books").raw.body).at("writes").as_int64(), 4);
}

TEST_F(ccv_webhooks, wrong_bodies_are_refused) {
  for (const auto* body :
       {"", "[]", "{}", R"({"event":"orders.created"})", R"({"address":"https://a.test"})",
        R"({"event":"orders.gemaakt","address":"https://a.test"})",
        R"({"event":"orders.created","address":"a.test"})",
        R"({"event":"orders.created","address":"https://a.test","key":"x"})",
        R"({"event":"invoices.created","address":"https://a.test"})"}) {
    EXPECT_EQ(call(http_method::post, "webhooks", body).status(), 400) << body;
  }
  start(R"({"invoice_created_event":true})");
  create("invoices.created");
  post_order(5);
  control("orders/5/credit", "{}");
  EXPECT_EQ(pending().size(), 1U);
}

TEST_F(ccv_webhooks, payment_is_announced_both_ways) {
  const auto hook = create("orders.updated.ispaid");
  post_order(1042, {{"paid", "false"}});
  EXPECT_TRUE(pending().empty());
  control("orders/1042", R"({"paid":true})");
  control("orders/1042", R"({"paid":false})");
  control("orders/1042", R"({"paid":true,"silent":true})");
  const auto posts = pending();
  ASSERT_EQ(posts.size(), 2U);
  const std::string body = text(posts[0].at("body"));
  EXPECT_EQ(text(posts[0].at("url")), "https://hook.test/ccv");
  EXPECT_EQ(text(posts[0].at("x-hash")),
            signature(text(hook.at("key")), {"https://hook.test/ccv", body}));
  const auto parsed = json::parse(body);
  EXPECT_EQ(parsed.at("id").as_int64(), 1042);
  EXPECT_EQ(parsed.at("order_number").as_int64(), 1042);
  EXPECT_EQ(parsed.at("ordernumber_full").as_string(), "2025-1042");
  EXPECT_EQ(parsed.at("href").as_string(), host + "/api/rest/v1/orders/1042");
  EXPECT_EQ(parsed.at("customer_email").as_string(), "sanne@example.nl");
  EXPECT_TRUE(parsed.at("paid").as_bool());
  EXPECT_FALSE(json::parse(text(posts[1].at("body"))).at("paid").as_bool());
  control("webhooks/clear", "{}");
  EXPECT_TRUE(pending().empty());
}

TEST_F(ccv_webhooks, status_deletion_and_completion) {
  start(R"({"webhook_hash":"body"})");
  const auto hook = create("orders.updated.status");
  create("orders.created");
  create("orders.deleted");
  create("invoices.updated.status");
  post_order(3, {{"is_completed", "false"},
                 {"ordernumber", "null"},
                 {"ordernumber_full", "null"},
                 {"status", "null"}});
  control("orders/3", R"({"completed":true})");
  control("orders/3", R"({"status":7})");
  control("orders/3", R"({"status":7})");
  control("orders/3", R"({"deleted":true})");
  const auto posts = pending();
  ASSERT_EQ(posts.size(), 3U);
  EXPECT_EQ(text(posts[0].at("event")), "orders.created");
  EXPECT_EQ(text(posts[1].at("event")), "orders.updated.status");
  EXPECT_EQ(text(posts[2].at("event")), "orders.deleted");
  const auto body = json::parse(text(posts[1].at("body")));
  EXPECT_EQ(body.at("previous_status").as_int64(), 1);
  EXPECT_EQ(body.at("status").as_int64(), 7);
  EXPECT_EQ(text(posts[1].at("x-hash")),
            signature(text(hook.at("key")), {text(posts[1].at("body"))}));
}

TEST_F(ccv_webhooks, inactive_ones_are_silent) {
  const auto hook = create("orders.updated.status");
  call(http_method::patch, "webhooks/" + std::to_string(hook.at("id").as_int64()),
       R"({"is_active":false})");
  post_order(3);
  control("orders/3", R"({"status":7})");
  EXPECT_TRUE(pending().empty());
}

}  // namespace
}  // namespace boekbrug::sim::ccvshop::test
