#include "actors/event_hub.hpp"

#include <algorithm>

namespace boekbrug::actors {
namespace {

constexpr std::size_t kept_max = 50;

}  // namespace

event_hub_actor::behavior_type event_hub_state::make_behavior() {
  self_->set_down_handler([this](caf::down_msg& message) {
    std::erase_if(listeners_,
                  [&](const caf::actor& each) { return each.address() == message.source; });
  });
  return {
      [this](publish_atom, const event_ptr& news) {
        latest_.push_back(news);
        if (latest_.size() > kept_max) {
          latest_.pop_front();
        }
        for (const auto& each : listeners_) {
          caf::anon_send(each, publish_atom_v, news);
        }
      },
      [this](listen_atom, const caf::actor& listener) {
        self_->monitor(listener);
        for (const auto& each : latest_) {
          caf::anon_send(listener, publish_atom_v, each);
        }
        listeners_.push_back(listener);
      },
  };
}

event_hub_actor::behavior_type event_hub(event_hub_actor::stateful_pointer<event_hub_state> self) {
  return self->state.make_behavior();
}

}  // namespace boekbrug::actors
