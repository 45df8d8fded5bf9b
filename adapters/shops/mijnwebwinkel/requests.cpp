#include "adapters/shops/mijnwebwinkel/requests.hpp"

#include "adapters/shops/mijnwebwinkel/types.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace boekbrug::adapters::mijnwebwinkel_api {

namespace {

// The whole answer of a hundred orders takes its time (mijnwebwinkel.md 7).
constexpr std::chrono::seconds patience{60};

struct origin {
  std::string scheme;
  std::string host;
  std::string port;
  std::string text() const { return scheme + "://" + host + (port.empty() ? "" : ":" + port); }
};

std::optional<origin> read_origin(std::string_view text) {
  text = trim(text);
  origin out;
  for (const std::string_view scheme : {"https", "http"}) {
    const std::string start = std::string(scheme) + "://";
    if (starts_with_blind(text, start)) {
      out.scheme = scheme;
      text.remove_prefix(start.size());
      break;
    }
  }
  const std::string authority = lower(text.substr(0, text.find_first_of("/?#")));
  const auto bracket = authority.rfind(']');
  const auto colon = authority.find(':', bracket == std::string::npos ? 0 : bracket);
  out.host = authority.substr(0, colon);
  out.port = colon == std::string::npos ? std::string{} : authority.substr(colon + 1);
  const bool port_good = (colon == std::string::npos) ||
                         (out.port.size() <= 5 && read_count(out.port).value_or(0) > 0 &&
                          read_count(out.port) < 65536);
  const bool host_good =
      !out.host.empty() && std::all_of(out.host.begin(), out.host.end(), [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '-' ||
               c == '[' || c == ']' || c == ':';
      });
  if (out.scheme.empty() || !port_good || !host_good) {
    return std::nullopt;
  }
  if (out.port == (out.scheme == "https" ? "443" : "80")) {
    out.port.clear();
  }
  return out;
}

bool is_known_api(const origin& where) {
  constexpr std::array<std::string_view, 2> known{"api.myonlinestore.com", "api.mijnwebwinkel.nl"};
  return where.scheme == "https" && where.port.empty() &&
         std::find(known.begin(), known.end(), where.host) != known.end();
}

bool is_this_machine(const origin& where) {
  return where.host == "localhost" || where.host == "[::1]" || where.host.rfind("127.", 0) == 0;
}

// The partner token is the operator's: it never goes to a host that a merchant could name.
bool may_have_partner_token(const core::shop_connection& shop, std::string_view api) {
  const auto where = read_origin(api);
  const auto given = read_origin(option_of(shop, option::api_url));
  return where && (is_known_api(*where) || is_this_machine(*where) ||
                   (given && given->text() == where->text()));
}

}  // namespace

core::result<std::string> choose_api(const core::shop_connection& shop) {
  if (const auto given = option_of(shop, option::api_url); !trim(given).empty()) {
    const auto where = read_origin(given);
    if (!where) {
      return core::fail(core::errc::invalid_input, "api_url: not an address");
    }
    return where->text();
  }
  const auto where = read_origin(shop.base_url);
  if (where && (is_known_api(*where) || is_this_machine(*where) || !where->port.empty())) {
    if (where->scheme == "http" && !is_this_machine(*where)) {
      return core::fail(core::errc::invalid_input, "the token is not sent over plain http");
    }
    return where->text();
  }
  return std::string(default_api);
}

core::result<core::http_request> make_get(const core::shop_connection& shop, std::string_view path,
                                          const parameters& query) {
  if (shop.key.empty()) {
    return core::fail(core::errc::invalid_input, "the token of the shop is missing");
  }
  const auto api = choose_api(shop);
  if (!api) {
    return api.error();
  }
  core::http_request request;
  request.url = *api + "/v1" + std::string(path) + "?format=json&language=nl_NL";
  for (const auto& [name, value] : query) {
    request.url += '&' + core::percent_encode(name) + '=' + core::percent_encode(value);
  }
  const auto partner = trim(option_of(shop, option::partner_token));
  if (!partner.empty() && may_have_partner_token(shop, *api)) {
    request.url += "&partner_token=" + core::percent_encode(partner);
  }
  request.url += "&token=" + core::percent_encode(trim(shop.key.reveal()));
  request.headers = {{"Accept", "application/json"}};
  request.deadline = patience;
  request.body_limit = body_limit;
  return request;
}

core::result<core::http_request> make_order(const core::shop_connection& shop,
                                            std::string_view number) {
  if (!is_order_number(number)) {
    return core::fail(core::errc::invalid_input, "not an order number");
  }
  return make_get(shop, "/orders/" + std::string(number), {});
}

}  // namespace boekbrug::adapters::mijnwebwinkel_api
