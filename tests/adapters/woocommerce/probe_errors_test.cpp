// Conversations that end badly: each says what to do.
#include "probe_site.hpp"

#include <gtest/gtest.h>

namespace boekbrug::test {
namespace {

using core::errc;

core::error failure_of(site& remote, const std::string& typed = "winkel.example") {
  const auto state = converse(remote, typed);
  return state ? core::fail(errc::internal, "it succeeded") : state.error();
}

TEST(woocommerce_probe_errors, unknown_key) {
  site remote;
  remote.good_key = "ck_9";
  const auto failure = failure_of(remote);
  EXPECT_EQ(failure.code, errc::shop_refused);
  EXPECT_THAT(failure.detail, testing::HasSubstr("Check the API key"));
}

TEST(woocommerce_probe_errors, wrong_secret_is_known_at_once) {
  site remote;
  remote.good_secret = "cs_9";
  const auto failure = failure_of(remote);
  EXPECT_EQ(failure.code, errc::shop_refused);
  EXPECT_THAT(failure.detail, testing::HasSubstr("Consumer secret is invalid"));
  EXPECT_EQ(remote.requests.size(), 3U) << "no second way: the key was recognised";
}

TEST(woocommerce_probe_errors, wrong_secret_over_http) {
  site remote;
  remote.home = "http://winkel.example";
  remote.good_secret = "cs_9";
  EXPECT_EQ(failure_of(remote, "http://winkel.example").code, errc::shop_refused);
}

TEST(woocommerce_probe_errors, no_rights) {
  core::probe_state state;
  state.connection = shop();
  state.stage = "auth";
  const auto next = adapters::woocommerce().probe_answer(
      state,
      answer(403,
             R"({"code":"woocommerce_rest_cannot_view","message":"Nee","data":{"status":403}})"));
  ASSERT_FALSE(next);
  EXPECT_EQ(next.error().code, errc::shop_refused);
  EXPECT_THAT(next.error().detail, testing::HasSubstr("shop manager"));
}

TEST(woocommerce_probe_errors, no_wordpress) {
  site remote;
  remote.home = "https://winkel.example/elders";
  const auto failure = failure_of(remote);
  EXPECT_EQ(failure.code, errc::shop_api_missing);
  EXPECT_THAT(failure.detail, testing::HasSubstr("permalinks"));
}

TEST(woocommerce_probe_errors, woocommerce_switched_off) {
  site remote;
  remote.woocommerce_on = false;
  const auto failure = failure_of(remote);
  EXPECT_EQ(failure.code, errc::shop_api_missing);
  EXPECT_THAT(failure.detail, testing::HasSubstr("switch the plugin on"));
}

TEST(woocommerce_probe_errors, a_page_before_everything) {
  site remote;
  remote.html_everywhere = true;
  const auto failure = failure_of(remote);
  EXPECT_EQ(failure.code, errc::shop_answer_unreadable);
  EXPECT_THAT(failure.detail, testing::HasSubstr("Even inloggen"));
}

TEST(woocommerce_probe_errors, transport_errors_say_what_to_do) {
  const std::vector<std::tuple<errc, errc, const char*>> rows{
      {errc::tls_failed, errc::shop_unreachable, "certificate"},
      {errc::connection_failed, errc::shop_unreachable, "http://"},
      {errc::timed_out, errc::shop_unreachable, "timed_out"},
      {errc::connection_broken, errc::shop_unreachable, "connection_broken"},
      {errc::address_forbidden, errc::shop_unreachable, "public internet"},
      {errc::not_http, errc::shop_answer_unreadable, "not_http"},
      {errc::cancelled, errc::cancelled, ""}};
  core::probe_state state;
  state.connection.base_url = "winkel.example";
  for (const auto& [given, expected, words] : rows) {
    const auto next = adapters::woocommerce().probe_answer(state, core::fail(given, "x"));
    ASSERT_FALSE(next);
    EXPECT_EQ(next.error().code, expected);
    EXPECT_THAT(next.error().detail, testing::HasSubstr(words));
  }
  const auto large =
      adapters::woocommerce().probe_answer(state, core::fail(errc::body_too_large, "x"));
  EXPECT_TRUE(large) << "a heavy home page is no reason to stop";
}

TEST(woocommerce_probe_errors, cancelled_is_not_skipped) {
  core::probe_state state;
  state.connection = shop();
  state.stage = "tax";
  EXPECT_EQ(
      adapters::woocommerce().probe_answer(state, core::fail(errc::cancelled, "")).error().code,
      errc::cancelled);
}

TEST(woocommerce_probe_errors, leads_elsewhere) {
  site remote;
  remote.home = "https://elders.example";
  const auto failure = failure_of(remote);
  EXPECT_EQ(failure.code, errc::shop_unreachable);
  EXPECT_THAT(failure.detail, testing::HasSubstr("elders.example"));
  EXPECT_EQ(remote.requests.size(), 1U) << "no credentials went there";
}

TEST(woocommerce_probe_errors, never_down_to_http) {
  site remote;
  remote.home = "http://winkel.example";
  for (const char* const typed : {"https://winkel.example", "winkel.example"}) {
    const auto failure = failure_of(remote, typed);
    EXPECT_EQ(failure.code, errc::shop_unreachable);
    EXPECT_THAT(failure.detail, testing::HasSubstr("plain http"));
    EXPECT_EQ(remote.requests.size(), 1U);
  }
}

TEST(woocommerce_probe_errors, input) {
  site remote;
  EXPECT_EQ(failure_of(remote, "win kel").code, errc::invalid_input);
  core::probe_state state;
  state.connection.base_url = "winkel.example";
  EXPECT_EQ(adapters::woocommerce().probe_request(state, context()).error().code,
            errc::invalid_input)
      << "no key";
  state.stage = "onzin";
  EXPECT_EQ(adapters::woocommerce().probe_request(state, context()).error().code,
            errc::invalid_input);
  EXPECT_EQ(adapters::woocommerce().probe_answer(state, answer(200, "{}")).error().code,
            errc::invalid_input);
}

TEST(woocommerce_probe_errors, the_shop_is_down) {
  core::probe_state state;
  state.connection = shop();
  state.stage = "auth";
  EXPECT_EQ(adapters::woocommerce().probe_answer(state, page_answer(503)).error().code,
            errc::shop_unreachable);
  state.stage = "index:2";
  EXPECT_EQ(adapters::woocommerce().probe_answer(state, page_answer(503)).error().code,
            errc::shop_unreachable);
}

}  // namespace
}  // namespace boekbrug::test
