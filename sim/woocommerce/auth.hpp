#pragma once
// Who is asking: WooCommerce's three ways to send a key pair, and what each of them refuses.

#include "sim/woocommerce/shop_time.hpp"
#include "sim/woocommerce/url_query.hpp"

#include "net/http_server.hpp"

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace boekbrug::sim::woocommerce {

struct api_key {
  std::string key;
  std::string secret;
  bool may_read = true;
  bool may_write = true;
  bool sees_orders = true;  // false: the WordPress user behind the key is no shop manager
};

/// What the checks need of one request.
struct auth_request {
  std::string_view method;         // "GET"
  std::string_view authorization;  // the header; "" when absent or dropped by the host
  std::string url;  // scheme as WordPress believes, the shop's host, path; without query
  const url_query* query = nullptr;
  bool believed_https = false;
  seconds_utc now{};
};

/// Either a key, or nobody, or a refusal to send at once.
struct auth_outcome {
  const api_key* key = nullptr;
  std::optional<net::server_response> refusal;
};

class authenticator {
public:
  explicit authenticator(std::vector<api_key> keys) : keys_{std::move(keys)} {}
  auth_outcome check(const auth_request& request);

private:
  const api_key* find(std::string_view key) const noexcept;
  auth_outcome check_basic(const auth_request& request) const;
  auth_outcome check_oauth(const auth_request& request);
  bool remember_nonce(const std::string& nonce, seconds_utc now);

  std::vector<api_key> keys_;
  std::deque<std::pair<seconds_utc, std::string>> nonces_in_order_;
  std::unordered_set<std::string> nonces_;
};

}  // namespace boekbrug::sim::woocommerce
