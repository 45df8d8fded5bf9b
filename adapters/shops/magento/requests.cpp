#include "adapters/shops/magento/requests.hpp"

#include "adapters/shops/magento/probe_address.hpp"
#include "adapters/shops/magento/types.hpp"

namespace boekbrug::adapters::magento_api {

namespace {

constexpr std::chrono::seconds list_deadline{60};

core::http_request plain_get(std::string url) {
  core::http_request request;
  request.url = std::move(url);
  request.headers = {{"Accept", "application/json"}, {"Cache-Control", "no-cache"}};
  request.deadline = list_deadline;
  request.body_limit = body_limit;
  return request;
}

signing_keys keys_of(const core::shop_connection& shop) {
  signing_keys keys;
  keys.consumer_key = option_of(shop, option::consumer_key);
  keys.consumer_secret = core::secret{std::string(option_of(shop, option::consumer_secret))};
  keys.token = shop.key;
  keys.token_secret = core::secret{std::string(option_of(shop, option::token_secret))};
  keys.sha1 = option_of(shop, option::signature) == "HMAC-SHA1";
  return keys;
}

}  // namespace

void criteria::add(std::string_view field, std::string_view condition, std::string_view value) {
  const std::string start = "searchCriteria[filter_groups][" + std::to_string(groups_ - 1) +
                            "][filters][" + std::to_string(filters_) + "]";
  query_.push_back({start + "[field]", std::string(field)});
  query_.push_back({start + "[value]", std::string(value)});
  query_.push_back({start + "[condition_type]", std::string(condition)});
}

criteria& criteria::also(std::string_view field, std::string_view condition,
                         std::string_view value) {
  ++groups_;
  filters_ = 0;
  add(field, condition, value);
  return *this;
}

criteria& criteria::either(std::string_view field, std::string_view condition,
                           std::string_view value) {
  ++filters_;
  add(field, condition, value);
  return *this;
}

criteria& criteria::sorted(std::string_view field, bool ascending) {
  query_.push_back({"searchCriteria[sortOrders][0][field]", std::string(field)});
  query_.push_back({"searchCriteria[sortOrders][0][direction]", ascending ? "ASC" : "DESC"});
  return *this;
}

parameters criteria::page(int size, std::string_view only) const {
  parameters query = query_;
  query.push_back({"searchCriteria[pageSize]", std::to_string(size)});
  query.push_back({"searchCriteria[currentPage]", "1"});
  if (!only.empty()) {
    query.push_back({"fields", "items[" + std::string(only) + "],total_count"});
  }
  return query;
}

bool can_sign(const core::shop_connection& shop) {
  return !shop.key.empty() && !option_of(shop, option::consumer_key).empty() &&
         !option_of(shop, option::consumer_secret).empty() &&
         !option_of(shop, option::token_secret).empty();
}

core::result<core::http_request> make_get(const core::shop_connection& shop, std::string_view path,
                                          const parameters& query,
                                          const core::request_context& context) {
  if (shop.base_url.empty()) {
    return core::fail(core::errc::invalid_input, "the shop has no address");
  }
  const auto rest = option_of(shop, option::rest);
  const std::string route = std::string(rest.empty() ? "/rest" : rest) + "/V1" + std::string(path);
  const std::string address = shop.base_url + route;
  auto request = plain_get(address + (query.empty() ? "" : "?" + encode_query(query)));
  if (option_of(shop, option::auth) == "oauth") {
    if (!can_sign(shop)) {
      return core::fail(core::errc::shop_refused,
                        "signing needs the consumer key, consumer secret and token secret");
    }
    const auto seen = option_of(shop, option::signed_origin);
    const std::string signed_address =
        seen.empty() ? address : std::string(seen) + folder_of(shop.base_url) + route;
    request.headers.push_back({"Authorization", oauth_header(core::http_method::get, signed_address,
                                                             query, keys_of(shop), context)});
    return request;
  }
  // From here on the token itself travels, and it alone opens the shop.
  if (shop.base_url.rfind("https://", 0) != 0) {
    return core::fail(core::errc::shop_refused, "the token is not sent over plain http");
  }
  request.headers.push_back({"Authorization", "Bearer " + shop.key.reveal()});
  return request;
}

core::http_request make_open_get(std::string_view url) {
  auto request = plain_get(std::string(url));
  request.headers[0].value = "text/html,application/xhtml+xml,*/*;q=0.5";
  request.follow_redirects = true;
  return request;
}

}  // namespace boekbrug::adapters::magento_api
