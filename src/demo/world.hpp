#pragma once
// The little world of the demo: simulated shops and ledgers, the real server, and integrations
// between them.

#include "app/remote.hpp"
#include "core/http/http_message.hpp"
#include "demo/plans.hpp"
#include "demo/process.hpp"

#include <boost/json/value.hpp>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace boekbrug::demo {

struct world_options {
  std::string folder;                          // for stores, logs and settings
  std::string binaries;                        // where boekbrug and boekbrug-sim are
  scene_options scene;                         // which shops
  std::uint32_t requests_per_window = 15'000;  // of the simulated Moneybird; the real one takes 150
  std::uint32_t window_seconds = 300;
  std::vector<std::string> addresses{"127.0.0.1"};  // egress addresses of the server
  std::uint32_t poll_seconds = 5;
  std::uint32_t latency_ms = 0;  // of the simulated ledgers
  std::string
      proxy;  // shell command of a proxy before Moneybird: {upstream} and {port} are filled in
};

struct shop {
  shop_plan plan;
  std::string url;
  std::uint64_t integration = 0;
};

class world {
public:
  /// Starts everything and waits until it answers. Errors say which part and where its log is.
  static core::result<std::unique_ptr<world>> build(const world_options& options);
  ~world();
  world(const world&) = delete;
  world& operator=(const world&) = delete;

  core::result<void> start_simulators();
  core::result<void> start_proxy();
  core::result<void> start_server();
  core::result<void> install_all();
  void kill_server() { server_.kill(); }
  bool server_running() { return server_.running(); }
  int stop_server() { return server_.stop(); }

  /// One command in the admin shell.
  core::result<std::string> ask(const std::string& command);
  /// GET or POST of a simulator's own path ("/_sim/books"), as JSON.
  core::result<boost::json::value> simulator(const std::string& base, const std::string& path,
                                             const std::string& body = {});

  const std::vector<shop>& shops() const noexcept { return shops_; }
  /// Addresses of the simulated ledgers that this world has, by kind.
  const std::map<std::string, std::string>& ledgers() const noexcept { return ledgers_; }
  const std::string& config_file() const noexcept { return config_file_; }
  const std::string& program() const noexcept { return program_; }
  std::uint16_t shell_port() const noexcept { return settings_.port; }
  const config::admin_shell_settings& shell() const noexcept { return settings_; }
  const world_options& options() const noexcept { return options_; }

private:
  explicit world(const world_options& options) : options_{options} {}
  void write_config() const;
  core::result<void> write_catalogue() const;
  boost::json::array services() const;
  core::result<std::string> install(const shop& where, std::size_t number);

  world_options options_;
  process simulators_;
  process proxy_;
  std::uint16_t proxy_port_ = 0;
  process server_;
  std::vector<shop> shops_;
  std::map<std::string, std::string> ledgers_;
  std::string config_file_;
  std::string program_;
  config::admin_shell_settings settings_;
  std::unique_ptr<core::transport> client_;
  std::unique_ptr<app::remote> shell_;
};

/// A port of 127.0.0.1 that is free now.
std::uint16_t free_port();
/// Whether somebody listens there.
bool answers(std::uint16_t port);

}  // namespace boekbrug::demo
