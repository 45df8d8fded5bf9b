#pragma once
// A request as the bytes that go out.

#include "core/http/http_message.hpp"
#include "net/impl/url.hpp"

#include <string>
#include <string_view>

namespace boekbrug::net::impl {

/// errc::invalid_input when a header could smuggle in another line or is one the transport sets
/// itself.
core::result<void> check_headers(const core::http_request& request);

/// Appends request line and headers up to and including the empty line. Written by hand and not
/// with Beast's message: one buffer that keeps its memory, no field container.
void append_request_head(const core::http_request& request, const url& to,
                         std::string_view user_agent, std::string& out);

}  // namespace boekbrug::net::impl
