#include "net/impl/request_text.hpp"

#include "net/impl/header_text.hpp"

#include <algorithm>
#include <array>

namespace boekbrug::net::impl {

core::result<void> check_headers(const core::http_request& request) {
  constexpr std::array<std::string_view, 6> ours{
      "host", "content-length", "connection", "accept-encoding", "transfer-encoding", "expect"};
  for (const auto& [name, value] : request.headers) {
    if (!is_clean_header(name, value)) {
      return core::fail(core::errc::invalid_input,
                        "a request header holds a character that is not allowed");
    }
    if (std::any_of(ours.begin(), ours.end(),
                    [&](std::string_view each) { return same_blind(each, name); })) {
      return core::fail(core::errc::invalid_input,
                        "the transport sets the header " + name + " itself");
    }
  }
  return {};
}

void append_request_head(const core::http_request& request, const url& to,
                         std::string_view user_agent, std::string& out) {
  out += core::name(request.method);
  out += to.target.starts_with('/') ? " " : " /";
  out += to.target;
  out += " HTTP/1.1\r\nHost: ";
  append_authority(to, out);
  out += "\r\nAccept-Encoding: gzip\r\n";
  bool has_agent = false;
  for (const auto& [name, value] : request.headers) {
    has_agent = has_agent || same_blind(name, "user-agent");
    out += name;
    out += ": ";
    out += value;
    out += "\r\n";
  }
  if (!has_agent && !user_agent.empty()) {
    out += "User-Agent: ";
    out += user_agent;
    out += "\r\n";
  }
  using enum core::http_method;
  const bool always_has_body =
      request.method == post || request.method == put || request.method == patch;
  if (always_has_body || !request.body.empty()) {
    out += "Content-Length: ";
    out += std::to_string(request.body.size());
    out += "\r\n";
  }
  out += "\r\n";
}

}  // namespace boekbrug::net::impl
