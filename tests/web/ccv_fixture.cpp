#include "tests/web/ccv_fixture.hpp"

#include <algorithm>

namespace boekbrug::web::test {

namespace json = boost::json;
using actors::test::shop_host;

ccv_life::ccv_life() {
  world_.open_shop({{"orders", 3},
                    {"seed", 5},
                    {"from", "2026-01-05"},
                    {"to", "2026-03-01"},
                    {"mix", json::object{{"only_plain", true}}}});
}

ccv_life::~ccv_life() {
  routes_.reset();
}

void ccv_life::start() {
  server_ = std::make_unique<actors::test::server_life>(world_, saved_ ? &*saved_ : nullptr);
  auto& with = server_->with();
  with.public_url = url_;
  with.poll_interval = std::chrono::hours{6};
  with.poll_jitter = std::chrono::hours{6};
  with.unguessable = [count = 0]() mutable {
    auto text = std::to_string(++count);
    return std::string(32 - text.size(), 'a') + text;
  };
  server_->start_house();
  config::server_settings settings;
  settings.web.public_url = url_;
  settings.ccvshop.app_secret = core::secret{app_secret};
  routes_ = make_routes(server_->system(), server_->with(), server_->tree().parts(), settings);
}

void ccv_life::stop() {
  routes_.reset();
  saved_ = server_->engine().snapshot();
  server_.reset();
}

net::server_request ccv_life::shop_says(const std::string& what, const std::string& more) {
  const auto call = shop_control(what + "?url=" + core::percent_encode(url_ + "/ccv/" + what) +
                                 "&secret=" + app_secret + more);
  net::server_request request;
  request.method =
      call.at("method").as_string() == "GET" ? core::http_method::get : core::http_method::post;
  request.target = std::string(call.at("url").as_string()).substr(url_.size());
  request.body = call.at("body").as_string();
  request.headers = {{"x-hash", std::string(call.at("x-hash").as_string())}};
  return request;
}

net::server_response ccv_life::ask(const net::server_request& request) {
  auto answer = std::make_shared<std::optional<net::server_response>>();
  routes_->handle(request, [answer](net::server_response out) { *answer = std::move(out); });
  EXPECT_TRUE(server_->advance_until([&] { return answer->has_value(); }, std::chrono::minutes{5}))
      << request.target;
  return answer->value_or(net::server_response{});
}

net::server_request ccv_life::last_webhook() {
  const auto all = shop_control("webhooks/pending");
  const auto& pending = all.at("pending").as_array();
  EXPECT_FALSE(pending.empty());
  net::server_request request;
  if (!pending.empty()) {
    const auto& last = pending.back();
    request.method = core::http_method::post;
    request.target = std::string(last.at("url").as_string()).substr(url_.size());
    request.body = last.at("body").as_string();
    request.headers = {{"x-public", std::string(last.at("x-public").as_string())},
                       {"x-hash", std::string(last.at("x-hash").as_string())}};
  }
  return request;
}

std::string ccv_life::install_file(bool update) {
  json::object file{{"account", "Test"},
                    {"shop", json::object{{"kind", "ccvshop"}, {"app_install", api_public}}},
                    {"ledger", json::object{{"kind", "moneybird"},
                                            {"administration", actors::test::administration_id},
                                            {"token", actors::test::ledger_token_text}}},
                    {"cards", json::object{{"S3", "2025-01-01"}}}};
  if (update) {
    file["update"] = true;
  }
  return json::serialize(file);
}

core::result<std::string> ccv_life::install(bool update) {
  const auto answer = server_->ask<std::string>(server_->tree().parts().installer,
                                                actors::install_atom_v, install_file(update));
  EXPECT_TRUE(
      server_->advance_until([&] { return answer->has_value(); }, std::chrono::minutes{10}));
  return answer->value_or(core::fail(core::errc::timed_out, "no answer"));
}

core::integration_schedule ccv_life::schedule(std::uint64_t id) {
  return store().schedule(core::integration_id{id}).value().value();
}

core::integration ccv_life::settings(std::uint64_t id) {
  return store().integration(core::integration_id{id}).value().value();
}

std::size_t ccv_life::sent(std::uint64_t id) {
  return store().count_in(core::integration_id{id}, core::item_state::sent).value();
}

bool ccv_life::until_sent(std::size_t count, std::uint64_t id) {
  return server_->advance_until([&] { return sent(id) == count; }, std::chrono::minutes{5});
}

std::size_t ccv_life::calls(core::http_method method, const std::string& path, int status) {
  return static_cast<std::size_t>(
      std::count_if(world_.internet.calls.begin(), world_.internet.calls.end(),
                    [&](const actors::test::made_call& each) {
                      return each.host == shop_host && each.method == method &&
                             each.path.starts_with("/api/rest/v1" + path) &&
                             (status == 0 || each.status == status);
                    }));
}

void ccv_life::order_arrives() {
  shop_control("arrive",
               R"({"count":1,"status":7,"paid":true,"market":"domestic_consumer","credits":false,)"
               R"("at_once":true})");
}

}  // namespace boekbrug::web::test
