#pragma once
// Peers on bare sockets, for what a proper server or client would never do.

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace boekbrug::net::test {

/// One blocking socket. Closes when destroyed.
class raw_connection {
public:
  explicit raw_connection(int descriptor) : descriptor_{descriptor} {}
  ~raw_connection();
  raw_connection(const raw_connection&) = delete;
  raw_connection& operator=(const raw_connection&) = delete;

  int descriptor() const noexcept { return descriptor_; }
  /// Head and body (by Content-Length) of the next request; "" when the other side closed.
  std::string read_request();
  /// Everything until the other side closes.
  std::string read_all();
  /// Exactly so many bytes, fewer when the other side closed.
  std::string read_bytes(std::size_t count);
  bool send(std::string_view text);
  void close();
  void shut_down();

private:
  bool fill();

  int descriptor_;
  std::string buffer_;
};

/// Connects to a port of the loopback.
raw_connection connect_raw(std::uint16_t port);

/// Listens on the loopback and runs the script once per connection, numbered from 1, each on a
/// thread of its own. The destructor ends all connections and joins.
class raw_peer {
public:
  using script = std::function<void(int number, raw_connection& connection)>;
  explicit raw_peer(script play);
  ~raw_peer();
  raw_peer(const raw_peer&) = delete;
  raw_peer& operator=(const raw_peer&) = delete;

  std::uint16_t port() const noexcept { return port_; }
  std::string url(const std::string& path = "/") const;
  int connections() const noexcept { return connections_; }

private:
  void accept();

  script play_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<int> connections_{0};
  std::mutex mutex_;
  bool stopping_ = false;
  std::vector<raw_connection*> open_;
  std::vector<std::thread> threads_;
  std::thread acceptor_;
};

/// A port on which nobody listens.
std::uint16_t unused_port();

}  // namespace boekbrug::net::test
