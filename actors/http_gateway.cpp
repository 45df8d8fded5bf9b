#include "actors/http_gateway.hpp"

#include "actors/errors.hpp"

namespace boekbrug::actors {

http_gateway_actor::behavior_type http_gateway_state::make_behavior(const services* house) {
  house_ = house;
  return {
      [this](send_atom, const request_ptr& request) { return send(request); },
      [this](done_atom, std::uint64_t number, const exchange_ptr& outcome) {
        done(number, outcome);
      },
  };
}

caf::result<response_ptr> http_gateway_state::send(const request_ptr& request) {
  if (*house_->stopping) {
    return to_caf(core::fail(core::errc::cancelled, "the server is stopping"));
  }
  auto promise = self_->make_response_promise<response_ptr>();
  ++*house_->calls_under_way;
  const auto number = next_++;
  waiting_.emplace(number, promise);
  auto me = caf::actor_cast<http_gateway_actor>(self_);
  house_->transport->send(std::move(*request), [me,
                                                number](core::result<core::http_response> outcome) {
    caf::anon_send(me, done_atom_v, number,
                   std::make_shared<const core::result<core::http_response>>(std::move(outcome)));
  });
  return promise;
}

void http_gateway_state::done(std::uint64_t number, const exchange_ptr& outcome) {
  const auto found = waiting_.find(number);
  if (found == waiting_.end()) {
    return;
  }
  if (outcome->has_value()) {
    // Shares the outcome's memory instead of copying a body of megabytes.
    found->second.deliver(response_ptr{outcome, &outcome->value()});
  } else {
    found->second.deliver(to_caf(outcome->error()));
  }
  waiting_.erase(found);
  --*house_->calls_under_way;
}

http_gateway_actor::behavior_type http_gateway(
    http_gateway_actor::stateful_pointer<http_gateway_state> self, const services* house) {
  return self->state.make_behavior(house);
}

}  // namespace boekbrug::actors
