#include "net/impl/response_text.hpp"

#include "net/impl/header_text.hpp"

#include <boost/beast/http/status.hpp>

#include <algorithm>
#include <array>

namespace boekbrug::net::impl {

bool has_body(int status) noexcept {
  return status >= 200 && status != 204 && status != 304;
}

void append_response_head(const server_response& answer, const answer_shape& shape,
                          std::string& out) {
  constexpr std::array<std::string_view, 3> ours{"content-length", "connection",
                                                 "transfer-encoding"};
  const int status = answer.status >= 100 && answer.status <= 999 ? answer.status : 500;
  const auto reason = boost::beast::http::obsolete_reason(
      boost::beast::http::int_to_status(static_cast<unsigned>(status)));
  out += "HTTP/1.1 ";
  out += std::to_string(status);
  out += ' ';
  out.append(reason.data(), reason.size());
  out += "\r\n";
  for (const auto& [name, value] : answer.headers) {
    const bool is_ours = std::any_of(ours.begin(), ours.end(),
                                     [&](std::string_view each) { return same_blind(each, name); });
    if (is_ours || !is_clean_header(name, value)) {
      continue;
    }
    out += name;
    out += ": ";
    out += value;
    out += "\r\n";
  }
  if (has_body(status)) {
    out += "Content-Length: ";
    out += std::to_string(answer.body.size());
    out += "\r\n";
  }
  if (!shape.keep_alive) {
    out += "Connection: close\r\n";
  }
  out += "\r\n";
}

bool asks_to_close(const server_response& answer) noexcept {
  return std::any_of(
      answer.headers.begin(), answer.headers.end(), [](const core::http_header& header) {
        return same_blind(header.name, "connection") && same_blind(header.value, "close");
      });
}

}  // namespace boekbrug::net::impl
