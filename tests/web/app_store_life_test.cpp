// From handshake to uninstall, with all that goes wrong on the way, on virtual time.

#include "tests/web/ccv_fixture.hpp"

#include "actors/hook_calls.hpp"
#include "adapters/shops/ccvshop/signing.hpp"

namespace boekbrug::web::test {
namespace {

using core::http_method;

class app_store : public ccv_life {
protected:
  void SetUp() override { start(); }
  void installed() {
    ASSERT_EQ(say("handshake").status, 200);
    const auto done = install();
    ASSERT_TRUE(done) << done.error().detail;
    ASSERT_TRUE(until_sent(3));
  }
  storage::app_install record() { return store().app_install(api_public).value().value(); }
};

TEST_F(app_store, a_handshake_makes_an_installation_possible) {
  EXPECT_FALSE(install()) << "no handshake yet";
  EXPECT_EQ(say("handshake").status, 200);
  EXPECT_EQ(record().api_root, "https://" + actors::test::shop_host);
  const auto page = say("install").body;
  EXPECT_NE(page.find(api_public), std::string::npos);
  EXPECT_NE(page.find("14-03-2026 11:00"), std::string::npos) << page;
  const auto done = install();
  ASSERT_TRUE(done) << done.error().detail;
  EXPECT_NE(done->find("the shop was told that the app is installed"), std::string::npos) << *done;
  EXPECT_NE(done->find("the shop sends webhooks (4)"), std::string::npos) << *done;
  EXPECT_EQ(done->find("ccv-secret"), std::string::npos);
  EXPECT_EQ(calls(http_method::patch, "/apps/4711", 204), 1U);
  EXPECT_EQ(calls(http_method::post, "/webhooks", 201), actors::hook_events.size());
  EXPECT_TRUE(until_sent(3));
  EXPECT_NE(say("install").body.find("Terug naar de webshop"), std::string::npos);
  EXPECT_EQ(calls(http_method::patch, "/apps/4711"), 1U) << "told is told";
}

TEST_F(app_store, a_handshake_that_comes_twice_changes_nothing) {
  installed();
  const auto before = store().audit(100).value().size();
  EXPECT_EQ(say("handshake").status, 200);
  advance(std::chrono::minutes{1});
  EXPECT_EQ(store().audit(100).value().size(), before);
  EXPECT_EQ(calls(http_method::get, "/apps"), 1U);
  EXPECT_EQ(calls(http_method::get, "/webhooks"), 1U);
  EXPECT_NE(record().marked, core::time_point{});
}

TEST_F(app_store, new_keys_take_a_lost_connection_up_again) {
  installed();
  // The shop's key is refused until it is three times in a row: the connection is lost.
  shop_control("keys", R"({"public":"demo4public5key6","revoked":true})");
  order_arrives();
  ASSERT_TRUE(server_->advance_until(
      [&] { return schedule().state == core::integration_state::connection_lost; },
      std::chrono::hours{48}, std::chrono::seconds{60}));
  // As if the integration had kept an older secret than the shop's.
  auto stale = settings();
  stale.shop.key_secret = core::secret{"an older secret"};
  auto batch = store().batch();
  batch.put(stale);
  ASSERT_TRUE(store().commit_now(std::move(batch)));
  shop_control("keys", R"({"public":"demo4public5key6","revoked":false})");
  EXPECT_EQ(say("handshake").status, 200);
  EXPECT_TRUE(until_sent(4));
  EXPECT_EQ(core::name(schedule().state), core::name(core::integration_state::active));
  EXPECT_EQ(settings().shop.key_secret.reveal(), "ccv-secret-1");
}

TEST_F(app_store, a_second_handshake_may_bring_another_key) {
  installed();
  actors::test::tell(*server_, actors::integration_command::verb::pause);
  auto request = shop_says("handshake");
  request.body = R"({"api_public":"new^key","api_secret":"new secret","api_root":"https://)" +
                 actors::test::shop_host + R"(","return_url":""})";
  request.headers = {
      {"x-hash", adapters::ccvshop_api::hmac_sha512_hex(
                     core::secret{app_secret}, public_url + "/ccv/handshake|" + request.body)}};
  EXPECT_EQ(ask(request).status, 200);
  EXPECT_FALSE(store().app_install(api_public).value()) << "the new one takes its place";
  EXPECT_EQ(store().app_install("new^key").value()->integration, core::integration_id{1});
  EXPECT_EQ(settings().shop.key.reveal(), "new^key");
  EXPECT_EQ(settings().shop.key_secret.reveal(), "new secret");
  advance(std::chrono::minutes{1});
  EXPECT_EQ(core::name(schedule().state), core::name(core::integration_state::paused));
  EXPECT_EQ(say("uninstall").status, 200);
  EXPECT_EQ(core::name(schedule().state), core::name(core::integration_state::paused))
      << "a late farewell of the old key is for nobody";
}

TEST_F(app_store, a_shop_with_keys_made_by_hand_gets_webhooks_too) {
  actors::test::install(*server_);
  EXPECT_EQ(calls(http_method::get, "/apps"), 0U);
  EXPECT_EQ(calls(http_method::post, "/webhooks", 201), actors::hook_events.size());
  ASSERT_TRUE(until_sent(3));
  order_arrives();
  EXPECT_EQ(ask(last_webhook()).status, 200);
  EXPECT_TRUE(until_sent(4));
}

TEST_F(app_store, what_the_shop_refuses_is_said_and_tried_again_on_the_page) {
  shop_control("errors", R"({"path":"apps/*","method":"PATCH","status":500,"times":1})");
  shop_control("errors", R"({"path":"webhooks","method":"GET","status":403,"times":1})");
  ASSERT_EQ(say("handshake").status, 200);
  const auto done = install();
  ASSERT_TRUE(done) << done.error().detail;
  EXPECT_NE(done->find("refused to mark the app as installed"), std::string::npos) << *done;
  EXPECT_NE(done->find("only polled"), std::string::npos) << *done;
  EXPECT_TRUE(until_sent(3)) << "it is installed all the same";
  EXPECT_EQ(record().marked, core::time_point{});

  const auto page = say("install");
  EXPECT_EQ(page.status, 200);
  EXPECT_NE(page.body.find("Terug naar de webshop"), std::string::npos) << page.body;
  EXPECT_EQ(calls(http_method::patch, "/apps/4711", 204), 1U);
  EXPECT_EQ(calls(http_method::post, "/webhooks", 201), actors::hook_events.size());
}

TEST_F(app_store, webhooks_of_before_are_used_again) {
  installed();
  const auto path = settings().shop.options.at(std::string(actors::hook_path_option));
  const auto made = calls(http_method::post, "/webhooks");
  const auto done = install(true);
  ASSERT_TRUE(done) << done.error().detail;
  EXPECT_EQ(calls(http_method::post, "/webhooks"), made);
  EXPECT_EQ(settings().shop.options.at(std::string(actors::hook_path_option)), path);

  // A server that is reached elsewhere from now on moves them at its start.
  stop();
  url_ = "https://elders.example.nl";
  start();
  advance(std::chrono::minutes{1});
  EXPECT_EQ(calls(http_method::post, "/webhooks"), made);
  EXPECT_EQ(calls(http_method::patch, "/webhooks/", 204), actors::hook_events.size());
  order_arrives();
  EXPECT_EQ(ask(last_webhook()).status, 200);
  EXPECT_TRUE(until_sent(4));
}

TEST_F(app_store, an_uninstall_stops_it_for_good) {
  installed();
  order_arrives();
  const auto hook = last_webhook();
  EXPECT_EQ(say("uninstall").status, 200);
  EXPECT_EQ(core::name(schedule().state), core::name(core::integration_state::removed));
  EXPECT_TRUE(settings().shop.key.empty());
  EXPECT_TRUE(settings().shop.key_secret.empty());
  EXPECT_TRUE(settings().shop.options.empty());
  EXPECT_FALSE(store().app_install(api_public).value());
  EXPECT_EQ(ask(hook).status, 404);
  const auto asked = world_.internet.calls.size();
  server_->advance(std::chrono::hours{24}, std::chrono::seconds{60});
  EXPECT_EQ(world_.internet.calls.size(), asked) << "nothing is called any more";
  EXPECT_EQ(sent(), 3U) << "the items stay";
  const auto audit = store().audit(10).value();
  EXPECT_TRUE(std::any_of(audit.begin(), audit.end(), [](const auto& each) {
    return each.what.find("remove integration 1") != std::string::npos;
  }));
  EXPECT_EQ(say("uninstall").status, 200) << "nothing is known, and that is fine";
  EXPECT_EQ(say("install").status, 404);

  actors::test::tell(*server_, actors::integration_command::verb::hook);
  EXPECT_EQ(world_.internet.calls.size(), asked);
  auto resume = std::make_shared<const actors::integration_command>(
      actors::integration_command{actors::integration_command::verb::resume, {}});
  for (const auto& shard : server_->tree().parts().shards) {
    const auto refused =
        server_->ask<std::string>(shard, actors::command_atom_v, core::integration_id{1}, resume);
    EXPECT_TRUE(refused->has_value() && !(*refused)->has_value());
  }
  EXPECT_EQ(core::name(schedule().state), core::name(core::integration_state::removed));
}

TEST_F(app_store, a_new_installation_after_it_books_nothing_twice) {
  installed();
  ASSERT_EQ(say("uninstall").status, 200);
  stop();
  start();
  order_arrives();
  ASSERT_EQ(say("handshake").status, 200);
  const auto done = install();
  ASSERT_TRUE(done) << done.error().detail;
  EXPECT_TRUE(until_sent(1, 2)) << "only the new order";
  advance(std::chrono::minutes{5});
  EXPECT_EQ(documents(), 4U);
  EXPECT_EQ(sent(1), 3U);
  EXPECT_EQ(core::name(schedule(1).state), core::name(core::integration_state::removed));
  EXPECT_EQ(core::name(schedule(2).state), core::name(core::integration_state::active));
}

TEST_F(app_store, an_uninstall_in_the_middle_of_everything_wins) {
  ASSERT_EQ(say("handshake").status, 200);
  const auto answer = server_->ask<std::string>(server_->tree().parts().installer,
                                                actors::install_atom_v, install_file());
  ASSERT_TRUE(server_->advance_until(
      [&] { return store().schedule(core::integration_id{1}).value().has_value(); },
      std::chrono::minutes{10}, std::chrono::milliseconds{1}));
  EXPECT_EQ(say("uninstall").status, 200);
  advance(std::chrono::minutes{10});
  EXPECT_TRUE(answer->has_value());
  EXPECT_EQ(core::name(schedule().state), core::name(core::integration_state::removed));
  EXPECT_TRUE(settings().shop.key.empty());
  EXPECT_TRUE(settings().shop.options.empty());
  const auto asked = world_.internet.calls.size();
  server_->advance(std::chrono::hours{24}, std::chrono::seconds{60});
  EXPECT_EQ(world_.internet.calls.size(), asked);
}

TEST_F(app_store, a_full_store_takes_nothing_and_says_so) {
  server_->engine().fail_next(1, core::errc::storage_full);
  EXPECT_EQ(say("handshake").status, 500);
  EXPECT_FALSE(store().app_install(api_public).value());
  EXPECT_EQ(say("handshake").status, 200);
  installed();
  server_->engine().fail_next(1, core::errc::storage_full);
  EXPECT_EQ(say("uninstall").status, 500);
  EXPECT_EQ(core::name(schedule().state), core::name(core::integration_state::active));
  EXPECT_EQ(say("uninstall").status, 200) << "the shop tries again";
  EXPECT_EQ(core::name(schedule().state), core::name(core::integration_state::removed));
}

}  // namespace
}  // namespace boekbrug::web::test
