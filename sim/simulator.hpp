#pragma once
// What every simulated remote is: a state machine that answers requests. Sockets stay outside, so
// that the same simulator runs behind a real HTTP server and inside a simulation on virtual time
// (DESIGN 7).

#include "core/time/clock.hpp"
#include "net/http_server.hpp"

namespace boekbrug::sim {

/// Not thread-safe: one caller at a time (the server front serialises).
class simulator {
public:
  virtual ~simulator() = default;
  virtual net::server_response handle(const net::server_request& request, core::time_point now) = 0;
};

}  // namespace boekbrug::sim
