#pragma once
// A server whose App Store calls and webhooks come in without a socket, on virtual time: the routes
// are those of the real web side, the shop is the simulated one.

#include "tests/actors/fixture.hpp"
#include "web/web_server.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>

namespace boekbrug::web::test {

inline const std::string public_url = "https://sync.example.nl";
inline const std::string app_secret = "appSecretFromDeveloperCenter";
inline const std::string api_public = "demo4public5key6";

class ccv_life : public testing::Test {
protected:
  ccv_life();
  ~ccv_life() override;
  /// Also after `stop`: the same store, a new process.
  void start();
  void stop();

  /// What the shop would send: "handshake", "install" or "uninstall"; `more` of its parameters
  /// ("&api_public=..").
  net::server_request shop_says(const std::string& what, const std::string& more = {});
  /// Hands it to the routes and moves on until it is answered.
  net::server_response ask(const net::server_request& request);
  net::server_response say(const std::string& what, const std::string& more = {}) {
    return ask(shop_says(what, more));
  }
  /// The newest webhook that the shop would have posted, as it would post it.
  net::server_request last_webhook();

  static std::string install_file(bool update = false);
  core::result<std::string> install(bool update = false);

  core::integration_schedule schedule(std::uint64_t id = 1);
  core::integration settings(std::uint64_t id = 1);
  std::size_t sent(std::uint64_t id = 1);
  std::size_t documents() { return actors::test::documents(world_).size(); }
  bool until_sent(std::size_t count, std::uint64_t id = 1);
  /// Calls of that method whose path begins so, and their last status.
  std::size_t calls(core::http_method method, const std::string& path, int status = 0);
  void order_arrives();
  boost::json::value shop_control(const std::string& path, const std::string& body = {}) {
    return world_.internet.control(actors::test::shop_host, path, body);
  }
  storage::store& store() { return server_->store(); }
  void advance(std::chrono::milliseconds by) {
    server_->advance(by, std::chrono::milliseconds{250});
  }

  actors::test::outside_world world_{"ccvshop"};
  std::string url_ = public_url;
  std::optional<actors::test::server_life::saved> saved_;
  std::unique_ptr<actors::test::server_life> server_;
  std::optional<router> routes_;
};

}  // namespace boekbrug::web::test
