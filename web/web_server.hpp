#pragma once
// The web side of a running server: the routes, what they ask of the actors, and the socket.

#include "actors/house.hpp"
#include "config/server_settings.hpp"
#include "core/base/result.hpp"
#include "web/router.hpp"

#include <cstdint>
#include <memory>

namespace boekbrug::web {

/// All routes of the server. What they point to must outlive the router.
router make_routes(caf::actor_system& system, const actors::services& services,
                   const actors::house_parts& parts, const config::server_settings& settings);

/// Listens until it is destroyed. Stop it before the actors (STYLE 4.6).
class web_server {
public:
  /// errc::connection_failed when the port is taken, invalid_input for a bad address.
  static core::result<std::unique_ptr<web_server>> start(const config::web_settings& settings,
                                                         router routes);
  std::uint16_t port() const noexcept { return server_->port(); }

private:
  web_server() = default;
  std::shared_ptr<const router> routes_;
  std::unique_ptr<net::http_server> server_;
};

}  // namespace boekbrug::web
