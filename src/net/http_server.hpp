#pragma once
// A small HTTP/1.1 server on Boost.Beast: keep-alive, optional TLS, handlers on plain message
// structs. Used by the simulators and by `web`.

#include "core/http/http_message.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace boekbrug::net {

/// A request as it came in.
struct server_request {
  core::http_method method = core::http_method::get;
  std::string target;  // path and query, still encoded
  std::vector<core::http_header> headers;
  std::string body;
  std::string peer_address;  // "127.0.0.2"
  bool tls = false;
  std::string_view header(std::string_view name) const noexcept;
};

/// What goes out, with the misbehaviour that simulators need.
struct server_response {
  int status = 200;
  std::vector<core::http_header> headers;
  std::string body;
  std::chrono::milliseconds delay{0};  // before the first byte
  bool drop_connection = false;        // close without any answer
  std::size_t truncate_after = 0;      // > 0: send only so many bytes of the body, then close
};

struct server_options {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;  // 0 = any free one
  unsigned threads = 1;
  std::string certificate_file;  // PEM; both set = TLS
  std::string private_key_file;
  std::size_t body_limit = 16U << 20U;
  std::chrono::seconds idle_timeout{60};
};

class http_server {
public:
  using responder = std::function<void(server_response)>;
  /// Called on a server thread; must not block; calls the responder once, on any thread.
  using handler = std::function<void(server_request, responder)>;
  /// Listens when it returns. errc::connection_failed when the port is taken.
  static core::result<std::unique_ptr<http_server>> start(const server_options& options,
                                                          handler handle);
  virtual ~http_server() = default;  // stops and joins
  virtual std::uint16_t port() const noexcept = 0;
};

}  // namespace boekbrug::net
