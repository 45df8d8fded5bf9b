#include "actors/storage_writer.hpp"

#include "actors/errors.hpp"

namespace boekbrug::actors {

storage_writer_actor::behavior_type storage_writer_state::make_behavior(const services* house) {
  house_ = house;
  return {
      [this](commit_atom, const batch_ptr& batch) { return commit(batch); },
      [this](done_atom, std::uint64_t number, const stored_ptr& outcome) { done(number, outcome); },
  };
}

caf::result<bool> storage_writer_state::commit(const batch_ptr& batch) {
  auto promise = self_->make_response_promise<bool>();
  if (batch->empty()) {
    promise.deliver(true);
    return promise;
  }
  const auto number = next_++;
  waiting_.emplace(number, promise);
  // Another thread calls back: hand out the handle, never `this` (STYLE 3.7).
  auto me = caf::actor_cast<storage_writer_actor>(self_);
  house_->store->commit(std::move(*batch), [me, number](core::result<void> outcome) {
    caf::anon_send(me, done_atom_v, number,
                   std::make_shared<const core::result<void>>(std::move(outcome)));
  });
  return promise;
}

void storage_writer_state::done(std::uint64_t number, const stored_ptr& outcome) {
  const auto found = waiting_.find(number);
  if (found == waiting_.end()) {
    return;
  }
  if (outcome->has_value()) {
    found->second.deliver(true);
  } else {
    found->second.deliver(to_caf(outcome->error()));
  }
  waiting_.erase(found);
}

storage_writer_actor::behavior_type storage_writer(
    storage_writer_actor::stateful_pointer<storage_writer_state> self, const services* house) {
  return self->state.make_behavior(house);
}

}  // namespace boekbrug::actors
