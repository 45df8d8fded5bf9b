#pragma once
// One TCP connection of the client, with or without TLS.

#include "net/impl/asio_types.hpp"
#include "net/impl/tls_context.hpp"

#include <boost/beast/core/flat_buffer.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <tuple>

namespace boekbrug::net::impl {

using io_outcome = std::tuple<error_code, std::size_t>;

class connection {
public:
  explicit connection(asio::io_context& io) : socket_{io} {}
  ~connection();
  connection(const connection&) = delete;
  connection& operator=(const connection&) = delete;

  tcp_socket& socket() noexcept { return socket_; }
  /// Sets TLS up on the connected socket; the handshake is the caller's.
  tls_stream& begin_tls(asio::ssl::context& context) { return tls_.emplace(socket_, context); }
  tls_stream* tls() noexcept { return tls_ ? &*tls_ : nullptr; }

  /// Sends head and body completely; the count says how far it came.
  task<io_outcome> write(std::string_view body);
  /// Reads what is there into `in`; errors with no_buffer_space when the buffer is full.
  task<io_outcome> read();
  /// Ends whatever is under way.
  void abort() noexcept;
  /// Whether an idle connection is still good: nothing to read, not even an end.
  bool is_quiet() noexcept;
  /// Gives back the memory of large messages before the connection idles.
  void trim();

  std::string head;  // request line and headers; keeps its memory between exchanges
  boost::beast::flat_buffer in{128U << 10U};
  std::string key;  // of the pool
  std::chrono::milliseconds idle_limit{0};
  steady::time_point idle_since{};
  bool session_kept = false;

private:
  tcp_socket socket_;
  std::optional<tls_stream> tls_;
};

}  // namespace boekbrug::net::impl
