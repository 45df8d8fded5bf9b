#pragma once
// Who asks: a Bearer token, or a request signed with the four secrets of the integration.

#include "net/http_server.hpp"
#include "sim/magento/text.hpp"

#include <deque>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace boekbrug::sim::magento {

struct auth_options {
  std::string consumer_key = "ckey00000000000000000000000000001";
  std::string consumer_secret = "csec00000000000000000000000000001";
  std::string access_token = "token0000000000000000000000000001";
  std::string token_secret = "tsec00000000000000000000000000001";
  bool bearer_allowed = true;
  bool active = true;                  // false: the merchant switched the integration off
  std::vector<std::string> resources;  // empty = all
  std::vector<std::string> signatures{"HMAC-SHA256"};
  std::string seen_scheme, seen_host;  // what the shop sees behind a proxy; "" = as requested
};

/// What the check looks at.
struct auth_facts {
  std::string_view method;         // "GET"
  std::string_view path;           // as requested, encoded
  std::string_view query;          // as requested, encoded
  std::string_view authorization;  // header
  std::string_view host;           // header
  bool tls = false;
  seconds_utc now{};
};

class authenticator {
public:
  explicit authenticator(auth_options options) : options_{std::move(options)} {}
  /// The refusal, or nothing when the request may use the resource.
  std::optional<net::server_response> check(const auth_facts& facts, std::string_view resource);

private:
  bool may_use(std::string_view resource) const;
  std::optional<net::server_response> check_signed(const auth_facts& facts);
  bool take_nonce(const std::string& nonce, seconds_utc now);
  std::string url_seen(const auth_facts& facts) const;

  auth_options options_;
  std::set<std::string, std::less<>> nonces_;
  std::deque<std::pair<seconds_utc, std::string>> nonce_order_;
};

}  // namespace boekbrug::sim::magento
