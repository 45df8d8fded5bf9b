#include "adapters/shops/ccvshop/address.hpp"

#include "adapters/shops/ccvshop/types.hpp"
#include "core/booking/text.hpp"

namespace boekbrug::adapters::ccvshop_api {

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
  return host.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") ==
             std::string_view::npos &&
         (host.find('.') != std::string_view::npos || host == "localhost");
}

bool is_port(std::string_view port) {
  const auto number = read_count(port);
  return number && *number >= 1 && *number <= 65'535;
}

core::error bad_address(std::string_view why) {
  return core::fail(core::errc::invalid_input, "address of the shop: " + std::string(why));
}

}  // namespace

std::string scheme_of(std::string_view url) {
  const auto end = url.find("://");
  return end == std::string_view::npos ? std::string{} : core::lower(url.substr(0, end));
}

std::string bare_host(std::string_view url) {
  std::string host = host_of(url);
  const auto bracket = host.rfind(']');
  host = host.substr(0, host.find(':', bracket == std::string::npos ? 0 : bracket));
  return host.starts_with("www.") ? host.substr(4) : host;
}

core::result<std::string> canonical_base(std::string_view text) {
  text = core::trim(text);
  std::string scheme = scheme_of(text);
  if (!scheme.empty()) {
    if (scheme != "http" && scheme != "https") {
      return bad_address("only http and https");
    }
    text.remove_prefix(scheme.size() + 3);
  } else {
    scheme = "https";
  }
  const std::string authority = core::lower(text.substr(0, text.find_first_of("/?#")));
  if (authority.find('@') != std::string::npos) {
    return bad_address("no user name or password in it");
  }
  const auto bracket = authority.rfind(']');
  const auto colon = authority.find(':', bracket == std::string::npos ? 0 : bracket);
  const std::string host = authority.substr(0, colon);
  const std::string port = colon == std::string::npos ? std::string{} : authority.substr(colon + 1);
  if (!is_host(host) || (colon != std::string::npos && !is_port(port))) {
    return bad_address("type it as winkel.example or https://winkel.example");
  }
  const bool usual = port.empty() || (scheme == "http" ? port == "80" : port == "443");
  return scheme + "://" + host + (usual ? "" : ":" + port);
}

}  // namespace boekbrug::adapters::ccvshop_api
