#pragma once
// Passes events on to whoever listens (`tail`, the demo's screen), and keeps the latest ones.

#include "actors/interfaces.hpp"

#include <deque>
#include <vector>

namespace boekbrug::actors {

class event_hub_state {
public:
  static inline const char* name = "event-hub";
  explicit event_hub_state(event_hub_actor::pointer self) : self_{self} {}
  event_hub_actor::behavior_type make_behavior();

private:
  event_hub_actor::pointer self_;
  std::deque<event_ptr> latest_;
  std::vector<caf::actor> listeners_;
};
static_assert(!std::is_aggregate_v<event_hub_state>);

event_hub_actor::behavior_type event_hub(event_hub_actor::stateful_pointer<event_hub_state> self);

}  // namespace boekbrug::actors
