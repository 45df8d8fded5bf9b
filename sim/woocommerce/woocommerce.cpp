#include "sim/woocommerce/woocommerce.hpp"

#include "sim/woocommerce/endpoints.hpp"
#include "sim/woocommerce/options.hpp"

#include <charconv>

namespace boekbrug::sim {
namespace {

using namespace woocommerce;
using core::http_method;

std::string_view method_name(http_method method) noexcept {
  switch (method) {
    case http_method::get:
      return "GET";
    case http_method::post:
      return "POST";
    case http_method::put:
      return "PUT";
    case http_method::patch:
      return "PATCH";
    case http_method::del:
      return "DELETE";
    case http_method::head:
      return "HEAD";
  }
  return "GET";
}

bool is_reading(http_method method) noexcept {
  return method == http_method::get || method == http_method::head;
}

/// Takes a number off the front of "42/refunds"; nothing when there is none.
std::optional<std::int64_t> take_number(std::string_view& rest) noexcept {
  std::int64_t value = 0;
  const auto [end, problem] = std::from_chars(rest.data(), rest.data() + rest.size(), value);
  if (problem != std::errc{} || rest.starts_with('-')) {
    return std::nullopt;
  }
  rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
  return value;
}

std::string header_of(const net::server_request& request, std::string_view wanted) {
  for (const auto& [name, value] : request.headers) {
    const bool same = name.size() == wanted.size() &&
                      std::equal(name.begin(), name.end(), wanted.begin(), [](char a, char b) {
                        return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b;
                      });
    if (same) {
      return value;
    }
  }
  return {};
}

/// Scheme, host and folder of the shop's address.
struct site {
  std::string origin;  // "https://winkel.example:8443"
  std::string folder;  // "/map" or ""
};

site site_of(const shop_options& options, const net::server_request& request, bool believed_https) {
  if (options.base_url.empty()) {
    const std::string host = header_of(request, "host");
    return {(believed_https ? "https://" : "http://") + (host.empty() ? "localhost" : host), ""};
  }
  const std::size_t host = options.base_url.find("//") + 2;
  const std::size_t slash = std::min(options.base_url.find('/', host), options.base_url.size());
  // WordPress signs and links with the scheme it believes in, whatever its address says.
  return {(believed_https ? "https://" : "http://") + options.base_url.substr(host, slash - host),
          options.base_url.substr(slash)};
}

std::string kind_of(std::string_view route) {
  if (route.empty() || route == "/") {
    return "index";
  }
  std::string out;
  for (const char c : route) {
    if (c >= '0' && c <= '9') {
      if (!out.ends_with('#')) {
        out += '#';
      }
    } else {
      out += c;
    }
  }
  // "/wc/v3/orders/42" counts as "orders/#"; the version keeps its digit out of the way.
  return out.starts_with("/wc/v#/") ? out.substr(7) : out == "/wc/v#" ? "namespace" : "other";
}

net::server_response page_not_found() {
  return html_reply(404, "Pagina niet gevonden", "De pagina die je zoekt bestaat niet (meer).");
}

}  // namespace

void woocommerce_shop::prepare(core::time_point now) {
  state_.advance(std::chrono::floor<std::chrono::seconds>(now));
}

net::server_response woocommerce_shop::handle(const net::server_request& request,
                                              core::time_point now) {
  const auto second = std::chrono::floor<std::chrono::seconds>(now);
  state_.advance(second);
  net::server_response reply = answer(request, second);
  reply.headers.push_back({"Date", to_http_date(second)});
  reply.headers.push_back({"Server", "nginx/1.22.1"});
  if (request.method == http_method::head) {
    reply.body.clear();
  }
  return reply;
}

net::server_response woocommerce_shop::answer(const net::server_request& request, seconds_utc now) {
  const std::size_t mark = std::min(request.target.find('?'), request.target.size());
  std::string path = request.target.substr(0, mark);
  shop_request asked;
  asked.method = request.method;
  asked.query =
      url_query{std::string_view{request.target}.substr(std::min(mark + 1, request.target.size()))};
  asked.body = request.body;
  asked.now = now;
  const bool believed_https = request.tls || state_.options.trust_http_basic;
  const site here = site_of(state_.options, request, believed_https);
  asked.base_url = here.origin + here.folder;
  append_escaped(asked.escaped_base_url, asked.base_url);
  const std::string own_path = path;
  if (path.starts_with("/_sim/")) {
    return control(state_, asked, std::string_view{path}.substr(5));
  }
  if (!path.starts_with(here.folder)) {
    return page_not_found();
  }
  path.erase(0, here.folder.size());
  const std::string* by_query = asked.query.find("rest_route");
  if (by_query != nullptr && !by_query->empty() &&
      (path.empty() || path == "/" || path == "/index.php")) {
    asked.route = *by_query;
  } else if (!state_.options.plain_permalinks &&
             (path == "/wp-json" || path.starts_with("/wp-json/"))) {
    asked.route = url_decode(path.substr(8), false);
  } else if (path.empty() || path == "/") {
    auto home = html_reply(200, state_.options.name, "Welkom in onze winkel.");
    home.headers.push_back(
        {"Link", "<" + asked.base_url +
                     (state_.options.plain_permalinks ? "/index.php?rest_route=/" : "/wp-json/") +
                     ">; rel=\"https://api.w.org/\""});
    return home;
  } else {
    return page_not_found();
  }
  while (asked.route.ends_with('/')) {
    asked.route.pop_back();
  }
  ++state_.requests[kind_of(asked.route)];
  if (asked.route.starts_with("/wc/")) {
    const std::string authorization =
        state_.options.drop_authorization ? std::string{} : header_of(request, "authorization");
    auto who = state_.auth.check({method_name(request.method), authorization,
                                  here.origin + own_path, &asked.query, believed_https, now});
    if (who.refusal) {
      return std::move(*who.refusal);
    }
    asked.key = who.key;
  }
  return route(asked);
}

net::server_response woocommerce_shop::route(const shop_request& request) {
  const std::string_view path = request.route;
  const bool reading = is_reading(request.method);
  if (path.starts_with("/wc/v3/orders")) {
    return route_order(request, path.substr(13));
  }
  if (path.starts_with("/wc/v3/webhooks")) {
    std::string_view rest = path.substr(15);
    if (rest.empty() && (reading || request.method == http_method::post)) {
      return webhooks(state_, request, std::nullopt);
    }
    if (rest.starts_with('/')) {
      rest.remove_prefix(1);
      const auto id = take_number(rest);
      return id && rest.empty() ? webhooks(state_, request, id) : no_route();
    }
    return no_route();
  }
  if (!reading) {
    return no_route();
  }
  if (path.empty()) {
    return site_index(state_, request);
  }
  if (path == "/wc/v3") {
    return namespace_index(state_, request);
  }
  if (path == "/wc/v3/refunds" && state_.at_least(9, 0)) {
    return list_refunds(state_, request);
  }
  if (path == "/wc/v3/taxes") {
    return taxes(state_, request);
  }
  if (path == "/wc/v3/taxes/classes") {
    return tax_classes(state_, request);
  }
  if (path.starts_with("/wc/v3/settings/")) {
    return settings_group(state_, request, std::string{path.substr(16)});
  }
  if (path == "/wc/v3/payment_gateways") {
    return payment_gateways(state_, request);
  }
  if (path == "/wc/v3/reports/orders/totals") {
    return order_totals(state_, request);
  }
  if (path == "/wc/v3/system_status") {
    return system_status(state_, request);
  }
  return path.starts_with("/wc/v3/products") ? route_product(request, path.substr(15)) : no_route();
}

net::server_response woocommerce_shop::route_order(const shop_request& request,
                                                   std::string_view rest) {
  const bool reading = is_reading(request.method);
  if (rest.empty()) {
    return reading                               ? list_orders(state_, request)
           : request.method == http_method::post ? create_order(state_, request)
                                                 : no_route();
  }
  if (!rest.starts_with('/')) {
    return no_route();
  }
  rest.remove_prefix(1);
  const auto id = take_number(rest);
  if (!id) {
    return no_route();
  }
  if (rest.empty()) {
    return reading                              ? get_order(state_, request, *id)
           : request.method == http_method::del ? delete_order(state_, request, *id)
                                                : change_order(state_, request, *id);
  }
  if (rest == "/refunds") {
    return reading                               ? list_order_refunds(state_, request, *id)
           : request.method == http_method::post ? create_refund(state_, request, *id)
                                                 : no_route();
  }
  if (rest.starts_with("/refunds/") && reading) {
    rest.remove_prefix(9);
    const auto refund = take_number(rest);
    return refund && rest.empty() ? get_order_refund(state_, request, *id, *refund) : no_route();
  }
  return no_route();
}

net::server_response woocommerce_shop::route_product(const shop_request& request,
                                                     std::string_view rest) {
  if (rest.empty()) {
    return list_products(state_, request);
  }
  if (!rest.starts_with('/')) {
    return no_route();
  }
  rest.remove_prefix(1);
  const auto id = take_number(rest);
  if (!id) {
    return no_route();
  }
  return rest.empty()            ? get_product(state_, request, *id)
         : rest == "/variations" ? list_variations(state_, request, *id)
                                 : no_route();
}

std::unique_ptr<simulator> make_woocommerce(const boost::json::object& options) {
  return std::make_unique<woocommerce_shop>(read_options(options));
}

}  // namespace boekbrug::sim
