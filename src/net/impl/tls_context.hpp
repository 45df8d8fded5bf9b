#pragma once
// TLS set-up for both sides, and words for what went wrong.

#include "core/base/result.hpp"
#include "net/impl/asio_types.hpp"

#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace boekbrug::net::impl {

using tls_stream = asio::ssl::stream<tcp_socket&>;

/// A client context that verifies; `ca_file` replaces the system's certificates when not empty.
/// errc::tls_failed when the file cannot be used.
core::result<std::unique_ptr<asio::ssl::context>> make_client_tls(const std::string& ca_file);

/// A server context; errc::tls_failed names the file that cannot be used.
core::result<std::unique_ptr<asio::ssl::context>> make_server_tls(
    const std::string& certificate_file, const std::string& private_key_file);

/// Makes the stream ask for and insist on `host`, a name or an address.
bool expect_host(tls_stream& stream, const std::string& host);

/// "the certificate has expired", "the certificate is for another host name", ...
std::string explain_tls(tls_stream& stream, const error_code& failed);

/// Remembers the last session per server, so that a new connection needs no full handshake. One
/// thread.
class tls_sessions {
public:
  /// Offers the session stored for `server`, if any.
  void offer(tls_stream& stream, const std::string& server);
  /// Keeps the session of a stream that has carried an answer (TLS 1.3 sends tickets along with
  /// it).
  void keep(tls_stream& stream, const std::string& server);

private:
  struct free_session {
    void operator()(SSL_SESSION* session) const noexcept { SSL_SESSION_free(session); }
  };
  static constexpr std::size_t sessions_max = 4096;
  std::unordered_map<std::string, std::unique_ptr<SSL_SESSION, free_session>> sessions_;
};

}  // namespace boekbrug::net::impl
