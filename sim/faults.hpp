#pragma once
// Misbehaviour on purpose: a seeded plan of what goes wrong between a client and a simulated
// service.

#include "sim/simulator.hpp"

#include <boost/json/object.hpp>

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::sim {

enum class fault_kind : std::uint8_t {
  drop_before,  // the connection ends and nothing happened
  drop_after,   // the connection ends after the service did what was asked
  delay,        // the answer comes late; goes together with another fault
  truncate,     // the answer breaks off
  html,         // somebody else's page, such as a login wall
  status,       // 429, 5xx
  garbage,      // bytes that are no JSON
  revoke,       // the credential of this request is worthless from now on
};
std::string_view name(fault_kind kind) noexcept;

struct fault_rule {
  fault_kind kind = fault_kind::delay;
  std::string path = "*";  // "*" stands for any text; with a "?" it is compared with path and query
  std::string method;      // "" = all
  double probability = 1.0;
  std::set<std::uint64_t>
      requests;  // the 1st, 4th, ... matching request; not empty = no chance involved
  std::uint64_t times_max = 0;  // 0 = no limit
  std::chrono::milliseconds delay{0};
  std::size_t bytes = 0;  // truncate: how much is sent; 0 = half
  int status = 0;         // 0 = 503 for `status`, 200 for `html` and `garbage`
  std::string retry_after;
  std::string body;
  bool apply = false;  // html, status, garbage: the service does the work all the same
  // Counted while running.
  std::uint64_t matched = 0;
  std::uint64_t injected = 0;
};

/// Throws bad_option. `where` leads the message.
fault_rule read_fault_rule(const boost::json::object& json, const std::string& where);

/// Wraps a simulator. POST /_sim/faults sets the plan, GET /_sim/faults counts; other /_sim paths
/// are never disturbed.
class faulty_simulator : public simulator {
public:
  explicit faulty_simulator(std::unique_ptr<simulator> inner,
                            std::chrono::milliseconds latency = {})
      : inner_{std::move(inner)}, latency_{latency} {}
  /// {"seed": 1, "append": false, "restore_credentials": false, "rules": [...]}. Throws bad_option.
  void configure(const boost::json::object& plan);
  net::server_response handle(const net::server_request& request, core::time_point now) override;
  std::uint64_t injected(fault_kind kind) const noexcept;

private:
  net::server_response control(const net::server_request& request);
  std::string report() const;
  /// The first rule that strikes, apart from delays, which are summed up.
  const fault_rule* draw(const net::server_request& request, std::chrono::milliseconds& delay);
  bool strikes(fault_rule& rule, const net::server_request& request);
  net::server_response disturbed(const fault_rule& rule, const net::server_request& request,
                                 core::time_point now);
  net::server_response pass_on(const net::server_request& request, core::time_point now);

  std::unique_ptr<simulator> inner_;
  std::chrono::milliseconds latency_;
  std::vector<fault_rule> rules_;
  std::mt19937_64 engine_{1};
  std::set<std::string> revoked_;
  std::map<fault_kind, std::uint64_t> injected_;
  std::uint64_t requests_ = 0;
};

bool matches_glob(std::string_view pattern, std::string_view text) noexcept;

}  // namespace boekbrug::sim
