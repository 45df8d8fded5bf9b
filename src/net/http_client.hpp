#pragma once
// The HTTP client: core::transport on Boost.Beast coroutines (DESIGN 6).

#include "core/http/http_message.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace boekbrug::net {

struct client_options {
  unsigned threads = 1;
  bool allow_private_hosts = false;  // demo and tests
  std::string ca_file;               // PEM bundle that replaces the system's; "" = the system's
  std::string user_agent = "Boekbrug/1.0";
  std::chrono::milliseconds connect_timeout{
      10'000};  // per address tried; the request's deadline may be earlier
  std::size_t idle_connections_per_host = 8;  // per (egress address, scheme, host, port)
  std::chrono::seconds idle_timeout{30};
  unsigned redirects_max = 5;
};

struct client_stats {
  std::uint64_t requests = 0;
  std::uint64_t connections_opened = 0;
  std::uint64_t connections_idle = 0;
};

/// Watches what the client connects to; tests use it to prove that no packet leaves.
using connect_observer = std::function<void(const std::string& address, std::uint16_t port)>;
/// Replaces the system's resolver in tests: host -> addresses as text.
using resolver_override = std::function<std::vector<std::string>(const std::string& host)>;

/// Thread-safe. The destructor cancels what is under way (errc::cancelled) and joins.
class http_client : public core::transport {
public:
  static std::unique_ptr<http_client> create(const client_options& options,
                                             connect_observer observe = {},
                                             resolver_override resolve = {});
  virtual client_stats stats() const = 0;
};

/// Whether tenants may not reach this address (IPv4 or IPv6 text): loopback, private, link-local,
/// shared (100.64/10), metadata, multicast, unspecified, documentation and reserved ranges, and
/// IPv4 inside IPv6.
bool is_forbidden_address(const std::string& address);

}  // namespace boekbrug::net
