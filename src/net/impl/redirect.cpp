#include "net/impl/redirect.hpp"

#include "net/impl/header_text.hpp"

#include <algorithm>
#include <array>

namespace boekbrug::net::impl {
namespace {

/// Servers send raw UTF-8 and spaces in Location; everything else is left as it came.
std::string escape_stray_bytes(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char each : text) {
    if (each > ' ' && each < 0x7f) {
      out += each;
    } else {
      out += core::percent_encode(std::string_view(&each, 1));
    }
  }
  return out;
}

bool has_scheme(std::string_view text) {
  const auto colon = text.find(':');
  return colon != std::string_view::npos && colon != 0 && text.find_first_of("/?#") > colon;
}

/// Removes "." and ".." (RFC 3986 5.2.4) from a path that begins with '/'.
std::string remove_dot_segments(std::string_view path) {
  std::string out;
  while (!path.empty()) {
    const auto end = std::min(path.find('/', 1), path.size());
    const auto segment = path.substr(0, end);
    const bool last = end == path.size();
    path.remove_prefix(end);
    if (segment == "/.") {
      out += last ? "/" : "";
    } else if (segment == "/..") {
      out.erase(std::min(out.rfind('/'), out.size()));
      out += last ? "/" : "";
    } else {
      out += segment;
    }
  }
  return out.empty() ? "/" : out;
}

std::string origin(const url& of) {
  std::string out = of.tls ? "https://" : "http://";
  append_authority(of, out);
  return out;
}

}  // namespace

bool is_redirect(int status) noexcept {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

std::optional<std::string> resolve_location(const url& from, std::string_view location) {
  if (location.empty()) {
    return std::nullopt;
  }
  const auto text = escape_stray_bytes(location.substr(0, location.find('#')));
  std::string absolute;
  if (has_scheme(text)) {
    absolute = text;
  } else if (text.starts_with("//")) {
    absolute = (from.tls ? "https:" : "http:") + text;
  } else {
    const auto base_path = from.target.substr(0, from.target.find('?'));
    const auto split = std::min(text.find('?'), text.size());
    const auto path = text.substr(0, split);
    std::string full;
    if (path.empty()) {
      full = base_path.empty() ? "/" : std::string(base_path);
    } else if (path.front() == '/') {
      full = path;
    } else {
      const auto slash = base_path.rfind('/');
      full = slash == std::string_view::npos ? "/" : std::string(base_path.substr(0, slash + 1));
      full += path;
    }
    absolute = origin(from) + remove_dot_segments(full) + text.substr(split);
  }
  if (!parse_url(absolute)) {
    return std::nullopt;
  }
  return absolute;
}

bool same_party(const url& from, const url& to) noexcept {
  if (from.host != to.host) {
    return false;
  }
  if (from.tls == to.tls) {
    return from.port == to.port;
  }
  return !from.tls && from.port == 80 && to.port == 443;
}

void drop_credentials(std::vector<core::http_header>& headers) {
  constexpr std::array<std::string_view, 4> harmless{"accept", "accept-language", "user-agent",
                                                     "content-type"};
  std::erase_if(headers, [&](const core::http_header& header) {
    return std::none_of(harmless.begin(), harmless.end(),
                        [&](std::string_view name) { return same_blind(header.name, name); });
  });
}

}  // namespace boekbrug::net::impl
