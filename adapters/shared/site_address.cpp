#include "adapters/shared/site_address.hpp"

#include "adapters/shared/words.hpp"

#include <algorithm>
#include <array>

namespace boekbrug::adapters::shared {

namespace {

bool is_host(std::string_view host) {
  if (host.empty() || host.size() > 253 || host.front() == '.' || host.front() == '-') {
    return false;
  }
  if (host.front() == '[') {
    return host.back() == ']' &&
           host.substr(1, host.size() - 2).find_first_not_of("0123456789abcdef:.") ==
               std::string_view::npos;
  }
  return host.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") == std::string_view::npos;
}

bool is_port(std::string_view port) {
  const auto number = read_count(port);
  return number && *number >= 1 && *number <= 65'535;
}

bool is_path(std::string_view path) {
  return std::all_of(path.begin(), path.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view{"-._~/%!$&'()*+,;=:@"}.find(c) != std::string_view::npos;
  });
}

// "/winkel1/wp-admin/edit.php" -> "/winkel1"
std::string site_folder(std::string_view path, page_list pages) {
  std::string folder;
  for (const auto part : split(path, '/')) {
    if (part.empty()) {
      continue;
    }
    const bool page = std::find(pages.begin(), pages.end(), lower(part)) != pages.end();
    if (page) {
      break;
    }
    folder += '/' + std::string(part);
  }
  return folder;
}

std::size_t authority_start(std::string_view url) {
  const auto at = url.find("://");
  return at == std::string_view::npos ? 0 : at + 3;
}

std::string_view authority_of(std::string_view url) {
  url.remove_prefix(authority_start(url));
  return url.substr(0, url.find_first_of("/?#"));
}

core::error bad_address(std::string_view why) {
  return core::fail(core::errc::invalid_input, "address of the shop: " + std::string(why));
}

}  // namespace

std::string typed_scheme(std::string_view text) {
  text = trim(text);
  if (starts_with_blind(text, "https://")) {
    return "https";
  }
  return starts_with_blind(text, "http://") ? "http" : "";
}

core::result<std::string> canonical_base(std::string_view text, page_list pages) {
  text = trim(text);
  const std::string scheme = typed_scheme(text);
  if (scheme.empty() && text.find("://") != std::string_view::npos) {
    return bad_address("only http and https");
  }
  if (!scheme.empty()) {
    text.remove_prefix(scheme.size() + 3);
  }
  text = text.substr(0, text.find_first_of("?#"));
  const auto slash = text.find('/');
  const std::string authority = lower(text.substr(0, slash));
  const auto path = slash == std::string_view::npos ? std::string_view{} : text.substr(slash);
  if (authority.find('@') != std::string::npos) {
    return bad_address("no user name or password in it");
  }
  const auto bracket = authority.rfind(']');
  const auto colon = authority.find(':', bracket == std::string::npos ? 0 : bracket);
  const std::string host = authority.substr(0, colon);
  const std::string port = colon == std::string::npos ? std::string{} : authority.substr(colon + 1);
  if (!is_host(host) || (colon != std::string::npos && !is_port(port)) || !is_path(path)) {
    return bad_address("type it as winkel.example or https://winkel.example");
  }
  const bool usual = port.empty() || (scheme == "http" ? port == "80" : port == "443");
  return (scheme.empty() ? "https" : scheme) + "://" + host + (usual ? "" : ":" + port) +
         site_folder(path, pages);
}

std::string scheme_of(std::string_view url) {
  return lower(url.substr(0, url.find("://") == std::string_view::npos ? 0 : url.find("://")));
}

std::string bare_host(std::string_view url) {
  std::string host = lower(authority_of(url));
  const auto bracket = host.rfind(']');
  host = host.substr(0, host.find(':', bracket == std::string::npos ? 0 : bracket));
  return host.rfind("www.", 0) == 0 ? host.substr(4) : host;
}

std::string origin_of(std::string_view url) {
  return std::string(url.substr(0, authority_start(url) + authority_of(url).size()));
}

std::string folder_of(std::string_view url) {
  const auto start = authority_start(url) + authority_of(url).size();
  auto path = url.substr(start);
  path = path.substr(0, path.find_first_of("?#"));
  while (!path.empty() && path.back() == '/') {
    path.remove_suffix(1);
  }
  return std::string(path);
}

}  // namespace boekbrug::adapters::shared
