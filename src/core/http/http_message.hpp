#pragma once
// Plain HTTP messages: what adapters build and read, and what the transport carries.

#include "core/base/result.hpp"
#include "core/base/secret.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::core {

enum class http_method : std::uint8_t { get, post, put, patch, del, head };
std::string_view name(http_method method) noexcept;

struct http_header {
  std::string name;
  std::string value;
};

struct http_request {
  http_method method = http_method::get;
  std::string url;  // absolute, already percent-encoded; may hold secrets: never log it whole
  std::vector<http_header>
      headers;  // without Host, Content-Length, Connection, Accept-Encoding: the transport's
  std::string body;
  std::string local_address;  // egress address to bind to; "" = the system's choice
  std::chrono::milliseconds deadline{30'000};  // for the whole exchange, connecting included
  std::size_t body_limit = 32U << 20U;         // bytes of the answer after decompression
  bool trusted_host =
      false;  // typed by the operator, not by a tenant: forbidden ranges are not checked
  bool follow_redirects =
      false;  // GET only; each hop is checked; credentials are dropped on another host
};

struct http_response {
  int status = 0;
  std::vector<http_header> headers;
  std::string body;
  std::string final_url;  // differs from the request's after redirects
  /// Case-blind; "" when absent; the first one when repeated.
  std::string_view header(std::string_view header_name) const noexcept;
};

/// Sends requests. Errors: connection_failed, connection_broken, timed_out, tls_failed,
/// address_forbidden, body_too_large, not_http, cancelled. Any HTTP status is a response, not an
/// error. (STYLE 6.2)
class transport {
public:
  using completion = std::function<void(result<http_response>)>;
  virtual ~transport() = default;
  /// Calls `done` exactly once, on any thread, within the request's deadline plus a second.
  virtual void send(http_request request, completion done) = 0;
};

/// The address without user info, query and fragment, for logs:
/// "https://winkel.example/wp-json/wc/v3/orders".
std::string redacted(std::string_view url);

/// Percent-encodes all but A-Z a-z 0-9 - . _ ~ (RFC 3986).
std::string percent_encode(std::string_view text);

}  // namespace boekbrug::core
