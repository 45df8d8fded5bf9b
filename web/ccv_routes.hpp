#pragma once
// What a CCV Shop and its App Store call: handshake, install, uninstall and webhooks (ccvshop.md
// 1c, 6). The routes decide; what they need of the house comes in as functions.

#include "core/base/ids.hpp"
#include "storage/store.hpp"
#include "web/router.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>

namespace boekbrug::web {

struct ccv_options {
  core::secret app_secret;  // empty: the App Store's calls are not served
  std::string public_url;   // as registered, letter for letter; empty: nothing is served
};

/// Where webhooks of one integration come in.
struct hook_door {
  core::integration_id integration{};
  std::map<std::string, core::secret> keys;  // event -> what the shop signs with
};

/// The house behind the routes. `done` is called once, later, on any thread.
struct ccv_house {
  using done = std::function<void(const core::result<std::string>&)>;
  std::function<core::time_point()> now;
  /// A time as people in the shop write it.
  std::function<std::string(core::time_point)> written;
  std::function<void(storage::app_install, done)> take_handshake;
  std::function<void(std::string api_public, done)> uninstall;
  /// Tells the shop that the app is installed, when it does not know yet.
  std::function<void(core::integration_id, done)> settle;
  std::function<core::result<std::optional<storage::app_install>>(const std::string& api_public)>
      find_install;
  std::function<bool(core::integration_id)> is_installed;
  /// Nothing for an unknown path and for a removed integration.
  std::function<core::result<std::optional<hook_door>>(const std::string& path)> find_hook;
  std::function<void(core::integration_id)> poll_soon;
};

/// POST /ccv/handshake, GET /ccv/install, POST /ccv/uninstall, POST /hook/ccv/{path}/{event}.
void add_ccv_routes(router& to, const ccv_options& options, const ccv_house& house);

}  // namespace boekbrug::web
