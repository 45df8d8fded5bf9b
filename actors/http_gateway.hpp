#pragma once
// The actor in front of the transport: requests in, answers out, sockets nowhere in sight.

#include "actors/interfaces.hpp"
#include "actors/services.hpp"

#include <unordered_map>

namespace boekbrug::actors {

class http_gateway_state {
public:
  static inline const char* name = "http-gateway";
  explicit http_gateway_state(http_gateway_actor::pointer self) : self_{self} {}
  http_gateway_actor::behavior_type make_behavior(const services* house);

private:
  caf::result<response_ptr> send(const request_ptr& request);
  void done(std::uint64_t number, const exchange_ptr& outcome);

  http_gateway_actor::pointer self_;
  const services* house_ = nullptr;
  std::uint64_t next_ = 1;
  std::unordered_map<std::uint64_t, caf::typed_response_promise<response_ptr>> waiting_;
};
static_assert(!std::is_aggregate_v<http_gateway_state>);

http_gateway_actor::behavior_type http_gateway(
    http_gateway_actor::stateful_pointer<http_gateway_state> self, const services* house);

}  // namespace boekbrug::actors
