#pragma once
// Idle keep-alive connections of one network thread.

#include "net/impl/connection.hpp"

#include <atomic>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace boekbrug::net::impl {

/// Last in, first out, so that the freshest connection is used and the surplus ages. The limit per
/// host is enforced by sweep(), not at once: the answers of a burst come together, and closing what
/// the next burst needs would cost a handshake each.
class connection_pool {
public:
  explicit connection_pool(std::size_t per_host_max) : per_host_max_{per_host_max} {}

  /// A live idle connection or null; dead ones met on the way are closed.
  std::unique_ptr<connection> take(const std::string& key, steady::time_point now);
  void put(std::unique_ptr<connection> idle, steady::time_point now);
  /// Closes what is too old or too many; true while connections remain.
  bool sweep(steady::time_point now);
  void clear();
  /// Any thread.
  std::size_t size() const noexcept { return size_.load(std::memory_order_relaxed); }

private:
  static constexpr std::size_t total_max = 4096;
  std::size_t per_host_max_;
  std::unordered_map<std::string, std::vector<std::unique_ptr<connection>>> idle_;
  std::atomic<std::size_t> size_{0};
};

}  // namespace boekbrug::net::impl
