#pragma once
// The whole actor tree: started in order, stopped in reverse (DESIGN 3, STYLE 4.6).

#include "actors/connection_supervisor.hpp"
#include "actors/interfaces.hpp"
#include "actors/services.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace boekbrug::actors {

/// Handles of the parts, for the admin shell and the command line.
struct house_parts {
  storage_writer_actor writer;
  http_gateway_actor gateway;
  limiter_map limiters;
  event_hub_actor events;
  shop_supervisor_actor shops;
  ledger_supervisor_actor ledgers;
  std::vector<integration_supervisor_actor> shards;  // empty in an idle house
  app_store_actor app_store;
  installer_actor installer;
};

struct house_options {
  bool run_integrations =
      true;  // false: only what a command needs (install and report on an idle store)
  std::chrono::milliseconds grace{8'000};
  std::function<void()>
      on_fatal;  // a part of the infrastructure died: the process must end and be restarted
};

/// Registers messages and error texts; call before the actor system is made.
void configure(caf::actor_system_config& config);

class house {
public:
  house(caf::actor_system& system, const services* services, house_options options);
  ~house();
  house(const house&) = delete;
  house& operator=(const house&) = delete;

  const house_parts& parts() const noexcept { return parts_; }
  /// Ends what is under way within the grace period; called by the destructor at the latest.
  void stop();

private:
  void start_limiters();
  void start_shards();
  void watch();

  caf::actor_system& system_;
  const services* services_;
  house_options options_;
  house_parts parts_;
  caf::actor watchman_;
  bool stopped_ = false;
};

}  // namespace boekbrug::actors
