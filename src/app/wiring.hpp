#pragma once
// The composition root: builds the parts in order from the settings, and takes them down in
// reverse.

#include "actors/house.hpp"
#include "config/server_settings.hpp"
#include "core/base/result.hpp"
#include "net/http_client.hpp"

#include <functional>
#include <memory>

namespace boekbrug::app {

struct wiring_options {
  bool run_integrations = true;
  std::function<void()> on_fatal;
  net::connect_observer
      observe;  // sees every connection made; tests prove with it what was never called
  net::resolver_override resolve;  // replaces DNS in tests
};

/// A running server without its front doors (admin shell, signals). Lives in main's scope.
class wiring {
public:
  /// Errors: storage_corrupt, storage_failed, already_exists (another process has the store),
  /// invalid_input (key file).
  static core::result<std::unique_ptr<wiring>> build(const config::server_settings& settings,
                                                     wiring_options options);
  ~wiring();
  wiring(const wiring&) = delete;
  wiring& operator=(const wiring&) = delete;

  actors::house& house() noexcept;
  caf::actor_system& system() noexcept;
  const actors::services& services() const noexcept;
  storage::store& store() noexcept;
  void stop();

private:
  wiring();
  struct parts;
  std::unique_ptr<parts> parts_;
};

/// What the actors need, from settings; the pointers inside point to `store` and `transport`.
actors::services make_services(const config::server_settings& settings, const core::clock& clock,
                               storage::store& store, core::transport& transport);

}  // namespace boekbrug::app
