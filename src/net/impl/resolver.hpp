#pragma once
// Host names to addresses, without blocking the network threads.

#include "net/http_client.hpp"
#include "net/impl/asio_types.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace boekbrug::net::impl {

/// What a name resolves to; `failure` says why when there are no addresses.
struct resolved {
  std::vector<asio::ip::address> addresses;
  std::string failure;
};

/// getaddrinfo on threads of its own: it cannot be interrupted, and one slow name server must hold
/// up neither the other hosts nor the deadline of an exchange nor the end of the program. Answers
/// are kept for half a minute; lookups of one name share one query. Thread-safe.
class resolver {
public:
  using callback = std::function<void(const resolved&)>;

  explicit resolver(resolver_override instead);
  ~resolver() { stop(); }
  resolver(const resolver&) = delete;
  resolver& operator=(const resolver&) = delete;

  /// An address literal, a remembered answer or the test's override.
  std::optional<resolved> at_once(const std::string& host);
  /// Calls `done` on a resolver thread; it must not block.
  void look_up(const std::string& host, callback done);

  /// After it no callback is called any more. Threads stuck in the system's resolver are left to
  /// end alone.
  void stop();

private:
  struct shared;
  resolver_override instead_;
  std::shared_ptr<shared> shared_;
};

}  // namespace boekbrug::net::impl
