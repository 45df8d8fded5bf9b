#pragma once
// Taking http and https addresses apart.

#include "core/base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace boekbrug::net::impl {

/// An absolute http(s) address. `target` is a view into the text that was parsed.
struct url {
  bool tls = false;
  std::string host;  // lower case, without brackets
  std::uint16_t port = 80;
  std::string_view target;  // path and query; may be empty or begin with '?'
};

/// errc::invalid_input for anything but a clean absolute http(s) address. User info is refused: it
/// only serves to disguise the real host.
core::result<url> parse_url(std::string_view text);

/// The value of a Host header: brackets around IPv6, the port unless it is the scheme's own.
void append_authority(const url& of, std::string& out);

}  // namespace boekbrug::net::impl
