#pragma once
// An answer of the server as the bytes that go out.

#include "net/http_server.hpp"

#include <string>

namespace boekbrug::net::impl {

/// What the status and the request leave to be sent.
struct answer_shape {
  bool head_request = false;
  bool keep_alive = true;
};

/// Whether an answer of this status has a body at all (1xx, 204 and 304 have none).
bool has_body(int status) noexcept;

/// Appends status line and headers up to and including the empty line. Headers that are ours
/// (Content-Length, Connection, Transfer-Encoding) and unclean ones of the handler are left out.
void append_response_head(const server_response& answer, const answer_shape& shape,
                          std::string& out);

/// Whether the handler asked to close ("Connection: close").
bool asks_to_close(const server_response& answer) noexcept;

}  // namespace boekbrug::net::impl
