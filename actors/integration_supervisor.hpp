#pragma once
// One shard of the integrations: starts them, wakes who is due, restarts who failed (DESIGN 3,
// STYLE 4.1).

#include "actors/integration.hpp"
#include "core/sync/backoff.hpp"

#include <map>
#include <set>
#include <unordered_map>
#include <utility>

namespace boekbrug::actors {

class integration_supervisor_state {
public:
  static inline const char* name = "integration-shard";
  explicit integration_supervisor_state(integration_supervisor_actor::pointer self) : self_{self} {}
  integration_supervisor_actor::behavior_type make_behavior(const services* house,
                                                            integration_neighbours neighbours,
                                                            std::size_t index, std::size_t shards);

private:
  void start_all();
  void start(core::integration_id id, core::time_point first_wake);
  void plan(core::integration_id id, core::time_point when);
  void wake_due();
  void set_timer();
  void down(const caf::down_msg& message);
  void suspend(core::integration_id id, const core::error& why);
  caf::result<std::string> command(core::integration_id id, const command_ptr& what);

  integration_supervisor_actor::pointer self_;
  const services* house_ = nullptr;
  shared<integration_neighbours> near_;
  std::size_t index_ = 0;
  std::size_t shards_ = 1;
  std::unordered_map<core::integration_id, integration_actor> children_;
  std::set<std::pair<core::time_point, core::integration_id>> due_;
  std::unordered_map<core::integration_id, core::time_point> planned_;
  std::unordered_map<core::integration_id, core::restart_backoff>
      backoffs_;                 // only of those that ever failed
  core::time_point timer_at_{};  // when the next wake message arrives; 0 = none under way
};
static_assert(!std::is_aggregate_v<integration_supervisor_state>);

integration_supervisor_actor::behavior_type integration_supervisor(
    integration_supervisor_actor::stateful_pointer<integration_supervisor_state> self,
    const services* house, integration_neighbours neighbours, std::size_t index,
    std::size_t shards);

/// The shard of an integration.
std::size_t shard_of(core::integration_id id, std::size_t shards) noexcept;

}  // namespace boekbrug::actors
