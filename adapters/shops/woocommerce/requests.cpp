#include "adapters/shops/woocommerce/requests.hpp"

#include "adapters/shops/woocommerce/types.hpp"
#include "core/time/time_text.hpp"

#include <algorithm>

namespace boekbrug::adapters::woocommerce_api {

namespace {

constexpr std::chrono::seconds list_deadline{60};
constexpr std::string_view api_path = "/wc/v3";

bool uses_rest_route(const core::shop_connection& shop) {
  return option_of(shop, option::route) == "rest_route";
}

// Page caches have served stale API answers: a parameter that nobody has seen yet.
void add_cache_buster(parameters& query, const core::request_context& context) {
  query.push_back({"_", std::to_string(context.now.time_since_epoch().count())});
}

core::http_request plain_get(std::string url) {
  core::http_request request;
  request.url = std::move(url);
  request.headers = {{"Accept", "application/json"}, {"Cache-Control", "no-cache"}};
  request.deadline = list_deadline;
  request.body_limit = body_limit;
  return request;
}

// Where a REST path lives: the address without query, and the query with rest_route where that is
// needed.
std::string rest_address(const core::shop_connection& shop, std::string_view base,
                         std::string_view rest_path, parameters& query) {
  if (!uses_rest_route(shop)) {
    return std::string(base) + "/wp-json" + std::string(rest_path);
  }
  const bool there =
      std::any_of(query.begin(), query.end(), [](const auto& p) { return p.key == "rest_route"; });
  if (!there) {
    query.insert(query.begin(), {"rest_route", std::string(rest_path)});
  }
  return std::string(base) + "/";
}

// The address as WordPress sees it: its own home with the scheme that it believes in.
std::string signed_base(const core::shop_connection& shop) {
  std::string home{option_of(shop, option::home)};
  if (home.empty()) {
    home = shop.base_url;
  }
  const auto start = home.find("://");
  const auto scheme = option_of(shop, option::scheme_seen);
  if (start == std::string::npos || scheme.empty()) {
    return home;
  }
  return std::string(scheme) + home.substr(start);
}

bool is_order_id(std::string_view id) {
  return read_count(id).value_or(0) > 0;
}

}  // namespace

core::result<core::http_request> make_get(const core::shop_connection& shop, std::string_view path,
                                          parameters query, const core::request_context& context) {
  if (shop.base_url.empty()) {
    return core::fail(core::errc::invalid_input, "the shop has no address");
  }
  add_cache_buster(query, context);
  const auto auth = option_of(shop, option::auth);
  const std::string rest_path = std::string(api_path) + std::string(path);
  if (auth == "oauth1") {
    const std::string seen = rest_address(shop, signed_base(shop), rest_path, query);
    query = signed_query(core::http_method::get, seen, std::move(query), shop.key, shop.key_secret,
                         context);
    const std::string address = rest_address(shop, shop.base_url, rest_path, query);
    return plain_get(address + '?' + encode_query(query));
  }
  // From here on the secret itself travels.
  if (shop.base_url.rfind("https://", 0) != 0) {
    return core::fail(core::errc::shop_refused, "the API secret is not sent over plain http");
  }
  if (auth == "query") {
    query.push_back({"consumer_key", shop.key.reveal()});
    query.push_back({"consumer_secret", shop.key_secret.reveal()});
  }
  const std::string address = rest_address(shop, shop.base_url, rest_path, query);
  auto request = plain_get(address + '?' + encode_query(query));
  if (auth != "query") {
    request.headers.push_back(
        {"Authorization", "Basic " + base64(shop.key.reveal() + ':' + shop.key_secret.reveal())});
  }
  return request;
}

core::http_request make_open_get(const core::shop_connection& shop, std::string_view rest_path,
                                 parameters query, const core::request_context& context) {
  add_cache_buster(query, context);
  const std::string address = rest_address(shop, shop.base_url, rest_path, query);
  auto request = plain_get(address + '?' + encode_query(query));
  request.follow_redirects = true;  // no credentials go along
  return request;
}

core::http_request make_page_get(std::string_view url) {
  auto request = plain_get(std::string(url));
  request.headers = {{"Accept", "text/html,application/xhtml+xml"}};
  request.follow_redirects = true;
  return request;
}

parameters by_id(std::int64_t page, std::int64_t per_page) {
  return {{"orderby", "id"},
          {"order", "asc"},
          {"per_page", std::to_string(per_page)},
          {"page", std::to_string(page)}};
}

core::result<core::http_request> make_order(const core::shop_connection& shop,
                                            std::string_view order_id,
                                            const core::request_context& context) {
  if (!is_order_id(order_id)) {
    return core::fail(core::errc::invalid_input, "not an order id");
  }
  return make_get(shop, "/orders/" + std::string(order_id), {{"dp", "6"}}, context);
}

core::result<core::http_request> make_credits(const core::shop_connection& shop,
                                              std::string_view order_id,
                                              const core::request_context& context) {
  if (!is_order_id(order_id)) {
    return core::fail(core::errc::invalid_input, "not an order id");
  }
  return make_get(shop, "/orders/" + std::string(order_id) + "/refunds",
                  {{"dp", "6"}, {"per_page", "100"}}, context);
}

core::result<core::http_request> make_period(const core::shop_connection& shop, const period& span,
                                             std::string_view page,
                                             const core::request_context& context) {
  const auto number = page.empty() ? std::optional<std::int64_t>{1} : read_count(page);
  if (!number || *number < 1) {
    return core::fail(core::errc::invalid_input, "not a page of orders");
  }
  // The shop keeps whole seconds and both bounds are exclusive.
  const auto first = std::chrono::ceil<std::chrono::seconds>(span.from) - std::chrono::seconds{1};
  const auto last = std::chrono::ceil<std::chrono::seconds>(span.to);
  auto query = by_id(*number, 100);
  query.push_back({"after", core::to_bare_text(first)});
  query.push_back({"before", core::to_bare_text(last)});
  query.push_back({"dates_are_gmt", "true"});
  query.push_back({"dp", "6"});
  return make_get(shop, "/orders", std::move(query), context);
}

}  // namespace boekbrug::adapters::woocommerce_api
