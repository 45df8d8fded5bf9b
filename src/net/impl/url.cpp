#include "net/impl/url.hpp"

#include <algorithm>
#include <charconv>

namespace boekbrug::net::impl {
namespace {

core::error bad(std::string_view why) {
  return core::fail(core::errc::invalid_input, "address: " + std::string(why));
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool begins_with_blind(std::string_view text, std::string_view start) {
  return text.size() >= start.size() && std::equal(start.begin(), start.end(), text.begin(),
                                                   [](char a, char b) { return a == lower(b); });
}

bool is_name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
}

bool is_v6_char(char c) {
  return (c >= 'a' && c <= 'f') || (c >= '0' && c <= '9') || c == ':' || c == '.';
}

bool read_port(std::string_view text, std::uint16_t& port) {
  const auto* end = text.data() + text.size();
  const auto [stop, status] = std::from_chars(text.data(), end, port);
  return status == std::errc{} && stop == end && port != 0;
}

}  // namespace

core::result<url> parse_url(std::string_view text) {
  if (std::any_of(text.begin(), text.end(), [](char c) { return c <= ' ' || c >= 0x7f; })) {
    return bad("contains a space, a control character or a byte outside ASCII");
  }
  url out;
  if (begins_with_blind(text, "https://")) {
    out.tls = true;
    out.port = 443;
    text.remove_prefix(8);
  } else if (begins_with_blind(text, "http://")) {
    text.remove_prefix(7);
  } else {
    return bad("does not begin with http:// or https://");
  }
  const auto authority_end = std::min(text.find_first_of("/?#\\"), text.size());
  auto authority = text.substr(0, authority_end);
  out.target = text.substr(authority_end);
  out.target = out.target.substr(0, out.target.find('#'));
  if (authority.find('@') != std::string_view::npos) {
    return bad("holds a user name");
  }
  if (!out.target.empty() && out.target.front() == '\\') {
    return bad("has a backslash after the host");
  }
  const bool v6 = !authority.empty() && authority.front() == '[';
  auto host_end = authority.find(v6 ? ']' : ':');
  if (v6 && host_end == std::string_view::npos) {
    return bad("has no closing bracket");
  }
  host_end = std::min(host_end, authority.size());
  const auto host = v6 ? authority.substr(1, host_end - 1) : authority.substr(0, host_end);
  auto rest = authority.substr(v6 ? host_end + 1 : host_end);
  if (host.empty() || host.size() > 253) {
    return bad("has no host or one that is too long");
  }
  out.host.resize(host.size());
  std::transform(host.begin(), host.end(), out.host.begin(), lower);
  if (!std::all_of(out.host.begin(), out.host.end(), v6 ? is_v6_char : is_name_char)) {
    return bad("has a host with a character that is not allowed");
  }
  if (!rest.empty() &&
      (rest.front() != ':' || (rest.size() > 1 && !read_port(rest.substr(1), out.port)))) {
    return bad("has a port that is not a number from 1 to 65535");
  }
  return out;
}

void append_authority(const url& of, std::string& out) {
  const bool v6 = of.host.find(':') != std::string::npos;
  if (v6) {
    out += '[';
  }
  out += of.host;
  if (v6) {
    out += ']';
  }
  if (of.port != (of.tls ? 443 : 80)) {
    out += ':';
    out += std::to_string(of.port);
  }
}

}  // namespace boekbrug::net::impl
