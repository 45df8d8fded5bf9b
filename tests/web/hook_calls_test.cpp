// Which webhooks are kept, moved and created, and how the shop's answers are read.

#include "actors/hook_calls.hpp"

#include <gtest/gtest.h>

namespace boekbrug::actors {
namespace {

constexpr const char* ours = "00112233445566778899aabbccddeeff";
constexpr const char* other = "ffeeddccbbaa99887766554433221100";
constexpr const char* base = "https://sync.example.nl";

shop_hook hook(const std::string& id, const std::string& event, const std::string& address) {
  return {id, event, address, core::secret{"key" + id}, true};
}

core::shop_connection shop() {
  core::shop_connection out;
  out.kind = "ccvshop";
  out.base_url = "https://shop.example.nl";
  out.key = core::secret{"public"};
  out.key_secret = core::secret{"secret"};
  return out;
}

core::http_response answer(int status, const std::string& body) {
  core::http_response out;
  out.status = status;
  out.body = body;
  return out;
}

std::vector<hook_step> plan(const std::vector<shop_hook>& listed, bool other_is_owned = false) {
  return plan_hooks(listed, base, ours, [other_is_owned](const std::string& path) {
    return path == ours || other_is_owned;
  });
}

TEST(webhooks, are_created_when_there_are_none) {
  const auto steps = plan({});
  ASSERT_EQ(steps.size(), hook_events.size());
  for (const auto& each : steps) {
    EXPECT_EQ(each.what, hook_step::kind::create) << each.event;
  }
}

TEST(webhooks, of_ours_are_kept_or_moved) {
  auto off = hook("3", "orders.updated.status",
                  std::string(base) + "/hook/ccv/" + ours + "/orders.updated.status");
  off.active = false;
  const auto steps =
      plan({hook("1", "orders.created",
                 std::string("https://old.nl/hook/ccv/") + ours + "/orders.created"),
            hook("2", "orders.created", hook_address(base, ours, "orders.created")), off,
            hook("4", "orders.updated.ispaid",
                 std::string("https://old.nl/hook/ccv/") + ours + "/orders.updated.ispaid"),
            hook("5", "products.created", hook_address(base, ours, "products.created"))});
  EXPECT_EQ(steps[0].what, hook_step::kind::keep);
  EXPECT_EQ(steps[0].hook.id, "2");
  EXPECT_EQ(steps[1].what, hook_step::kind::move) << "an address from before";
  EXPECT_EQ(steps[1].hook.id, "4");
  EXPECT_EQ(steps[2].what, hook_step::kind::move) << "switched off";
  EXPECT_EQ(steps[3].what, hook_step::kind::create);
}

TEST(webhooks, of_others_are_left_alone) {
  const std::vector<shop_hook> listed{
      hook("1", "orders.created", "https://elders.nl/orders.created"),
      hook("2", "orders.updated.ispaid",
           std::string("https://elders.nl/hook/ccv/") + other + "/orders.updated.ispaid"),
      hook("3", "orders.updated.status", hook_address(base, other, "orders.updated.status"))};
  const auto owned = plan(listed, true);
  for (const auto& each : owned) {
    EXPECT_EQ(each.what, hook_step::kind::create) << each.event;
  }
  const auto orphaned = plan(listed, false);
  EXPECT_EQ(orphaned[0].what, hook_step::kind::create);
  EXPECT_EQ(orphaned[1].what, hook_step::kind::create) << "not our address";
  EXPECT_EQ(orphaned[2].what, hook_step::kind::move) << "ours, and nobody's any more";
}

TEST(webhooks, addresses_are_read_back) {
  const auto place = read_hook_address(hook_address(base, ours, "orders.created"));
  ASSERT_TRUE(place);
  EXPECT_EQ(place->path, ours);
  EXPECT_EQ(place->event, "orders.created");
  for (const auto* text :
       {"", "https://x.nl/", "https://x.nl/hook/ccv/", "https://x.nl/hook/ccv/ab/c",
        "https://x.nl/hook/ccv/00112233445566778899aabbccddeeff",
        "https://x.nl/hook/ccv/00112233445566778899aabbccddeeff/",
        "https://x.nl/hook/ccv/00112233445566778899AABBCCDDEEFF/orders.created"}) {
    EXPECT_FALSE(read_hook_address(text)) << text;
  }
}

TEST(webhooks, calls_are_signed_and_answers_read) {
  const core::request_context context{core::time_point{}, "nonce"};
  const auto list = list_hooks_request(shop(), {}, context);
  ASSERT_TRUE(list);
  EXPECT_EQ(list->url, "https://shop.example.nl/api/rest/v1/webhooks/");
  const auto create = create_hook_request(shop(), "orders.created", "https://a/b", context);
  ASSERT_TRUE(create);
  EXPECT_EQ(create->method, core::http_method::post);
  EXPECT_EQ(create->body, R"({"event":"orders.created","address":"https://a/b","is_active":true})");
  const auto move = move_hook_request(shop(), "12", "https://a/b", context);
  ASSERT_TRUE(move);
  EXPECT_EQ(move->method, core::http_method::patch);
  EXPECT_EQ(move->url, "https://shop.example.nl/api/rest/v1/webhooks/12");

  const auto page = list_hooks_answer(
      shop(), {},
      answer(200, R"({"start":0,"size":1,"next":null,"items":[{"id":5,"event":"orders.created",
                      "address":"https://a/b","key":"k","is_active":false}]})"));
  ASSERT_TRUE(page) << page.error().detail;
  ASSERT_EQ(page->hooks.size(), 1U);
  EXPECT_EQ(page->hooks[0].id, "5");
  EXPECT_EQ(page->hooks[0].key.reveal(), "k");
  EXPECT_FALSE(page->hooks[0].active);
  EXPECT_TRUE(page->next.empty());
  EXPECT_EQ(create_hook_answer(shop(), answer(201, R"({"id":5,"key":"k"})"))->reveal(), "k");
  EXPECT_TRUE(create_hook_answer(shop(), answer(204, ""))->empty());
  EXPECT_TRUE(move_hook_answer(answer(204, "")));
}

TEST(webhooks, refusals_are_named) {
  EXPECT_FALSE(create_hook_answer(shop(), answer(403, R"({"status":403})")));
  EXPECT_FALSE(list_hooks_answer(shop(), {}, answer(200, "nonsense")));
  EXPECT_FALSE(list_hooks_answer(shop(), {}, answer(200, R"({"items":[{"event":"no id"}]})")));
  EXPECT_FALSE(list_hooks_answer(shop(), {}, answer(404, "")));
  EXPECT_FALSE(move_hook_answer(answer(404, "")));
}

TEST(webhooks, further_pages_are_followed_on_the_same_host_only) {
  const auto body = [](const std::string& next) {
    return R"({"items":[{"id":1,"event":"e","address":"a","key":"k"}],"next":")" + next + R"("})";
  };
  const auto page = list_hooks_answer(
      shop(), {},
      answer(200, body("https://shop.example.nl/api/rest/v1/webhooks/?start=1&size=1")));
  ASSERT_TRUE(page) << page.error().detail;
  EXPECT_EQ(page->next, "/api/rest/v1/webhooks/?start=1&size=1");
  const auto elsewhere = list_hooks_answer(
      shop(), {}, answer(200, body("https://evil.example/api/rest/v1/webhooks/?start=1")));
  ASSERT_TRUE(elsewhere);
  EXPECT_TRUE(elsewhere->next.empty());
}

}  // namespace
}  // namespace boekbrug::actors
