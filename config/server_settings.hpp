#pragma once
// The server's own settings: one TOML file of the operator, read once at start (STYLE 8.3).

#include "core/base/result.hpp"
#include "core/base/secret.hpp"
#include "log/log.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::config {

/// Defaults stand here and nowhere else; ranges, units and descriptions stand in key_table.cpp.
struct net_settings {
  bool allow_private_hosts = false;
  std::string ca_file;  // "" = the system's
  std::uint32_t threads = 2;
  std::chrono::seconds connect_timeout{10};
  std::chrono::seconds request_timeout{30};
  std::uint64_t body_limit = 32ULL << 20U;  // bytes
  std::uint32_t idle_connections = 8;       // per host
  std::chrono::seconds idle_timeout{30};
};

struct egress_settings {
  std::vector<std::string> addresses;  // empty = the system's choice
};

struct schedule_settings {
  bool pace_shops = true;  // space out calls to shops whose API counts them
  std::chrono::seconds poll_interval{900};
  std::chrono::seconds jitter{900};  // width over which the runs of one interval are spread
  std::chrono::seconds run_timeout{1800};
};

struct moneybird_settings {
  std::string base_url = "https://moneybird.com/api/v2";
  std::string oauth_base_url = "https://moneybird.com";
  std::string client_id;
  core::secret client_secret;  // from the file when `client_secret_file` is set
  std::string client_secret_file;
  std::uint32_t requests_per_window = 150;
  std::chrono::seconds window{300};
  std::uint32_t margin = 2;  // requests per window that are never used
};

struct eboekhouden_settings {
  std::string base_url = "https://api.e-boekhouden.nl";
  std::uint32_t requests_per_window = 5;  // our own choice: none is published (e-boekhouden.md 4)
  std::chrono::seconds window{1};
};

struct mijnwebwinkel_settings {
  std::string api_url = "https://api.myonlinestore.com";
  core::secret partner_token;  // from the file when `partner_token_file` is set
  std::string partner_token_file;
};

struct ccvshop_settings {
  std::string app_id;       // of our app in CCV's Developer App Center
  core::secret app_secret;  // from the file when `app_secret_file` is set
  std::string app_secret_file;
};

/// What the world may call: handshakes, webhooks, health.
struct web_settings {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;  // 0 = off
  std::string public_url;  // "" = nobody reaches us: no webhooks are asked for
};

struct supervision_settings {
  std::uint32_t restarts_max = 5;
  std::chrono::seconds window{3600};
};

struct storage_settings {
  std::uint64_t map_size = 1ULL << 30U;  // bytes
  std::uint64_t map_size_max = 256ULL << 30U;
};

struct admin_shell_settings {
  std::uint16_t port = 4747;  // 0 = off
  std::string password_file = "/etc/boekbrug/shell.password";
  std::uint32_t connections_max = 8;
  std::chrono::seconds idle_timeout{900};
};

struct server_settings {
  std::string data_directory = "/var/lib/boekbrug";
  std::string master_key_file = "/etc/boekbrug/master.key";
  std::string catalogue_directory;  // "" = the pages that are built in
  net_settings net;
  egress_settings egress;
  schedule_settings schedule;
  moneybird_settings moneybird;
  eboekhouden_settings eboekhouden;
  mijnwebwinkel_settings mijnwebwinkel;
  ccvshop_settings ccvshop;
  web_settings web;
  supervision_settings supervision;
  storage_settings storage;
  admin_shell_settings admin_shell;
  log::options log;
};

/// Reads the file. errc::invalid_input with one problem per line, "file:line: what", all of them at
/// once; an unknown key names the nearest one. `client_secret_file` is read too.
core::result<server_settings> load(const std::string& path);
/// The same for a text; `path` is only named in problems.
core::result<server_settings> load_text(std::string_view text, const std::string& path);

/// The shipped example file, config/boekbrug.example.toml: every key with description, range and
/// default.
std::string render_example();
/// One line per key: name, default, range, description.
std::string render_keys();
/// The settings in force, one `section.key = value` per line; secrets only as "(set)" or "(not
/// set)".
std::string render_settings(const server_settings& settings);

}  // namespace boekbrug::config
