#include "sim/woocommerce/auth.hpp"

#include "sim/woocommerce/oauth.hpp"
#include "sim/woocommerce/replies.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace boekbrug::sim::woocommerce {
namespace {

constexpr std::chrono::minutes nonce_window{15};

auth_outcome refuse(std::string_view message,
                    std::string_view code = "woocommerce_rest_authentication_error") {
  return {nullptr, error_reply(401, code, message)};
}

std::string value_of(const oauth_pairs& pairs, std::string_view name) {
  const auto it = std::find_if(pairs.begin(), pairs.end(),
                               [&](const auto& pair) { return pair.first == name; });
  return it == pairs.end() ? std::string{} : it->second;
}

/// The refusal when some of the five were sent and others are missing.
std::optional<auth_outcome> missing_parameters(const oauth_pairs& pairs, bool& any_present) {
  static constexpr std::array<std::string_view, 5> names{"oauth_consumer_key", "oauth_timestamp",
                                                         "oauth_nonce", "oauth_signature",
                                                         "oauth_signature_method"};
  std::string missing;
  int count = 0;
  for (const auto name : names) {
    if (!value_of(pairs, name).empty()) {
      any_present = true;
    } else {
      missing += (missing.empty() ? "" : ", ") + std::string{name};
      ++count;
    }
  }
  if (!any_present || count == 0) {
    return std::nullopt;
  }
  return refuse((count == 1 ? "Missing OAuth parameter " : "Missing OAuth parameters ") + missing,
                "woocommerce_rest_authentication_missing_parameter");
}

}  // namespace

const api_key* authenticator::find(std::string_view key) const noexcept {
  const auto it =
      std::find_if(keys_.begin(), keys_.end(), [&](const api_key& k) { return k.key == key; });
  return it == keys_.end() ? nullptr : &*it;
}

auth_outcome authenticator::check(const auth_request& request) {
  auth_outcome outcome;
  if (request.believed_https) {
    outcome = check_basic(request);
  }
  if (outcome.key == nullptr && !outcome.refusal) {
    outcome = check_oauth(request);
  }
  if (outcome.key == nullptr) {
    return outcome;
  }
  const bool reading = request.method == "GET" || request.method == "HEAD";
  if (reading && !outcome.key->may_read) {
    return refuse("The API key provided does not have read permissions.");
  }
  if (!reading && !outcome.key->may_write) {
    return refuse("The API key provided does not have write permissions.");
  }
  return outcome;
}

auth_outcome authenticator::check_basic(const auth_request& request) const {
  std::string key = request.query->get("consumer_key");
  std::string secret = request.query->get("consumer_secret");
  if (key.empty() || secret.empty()) {
    key.clear();
    if (request.authorization.starts_with("Basic ")) {
      const std::string pair = from_base64(request.authorization.substr(6));
      const std::size_t colon = std::min(pair.find(':'), pair.size());
      key = pair.substr(0, colon);
      secret = pair.substr(std::min(colon + 1, pair.size()));
    }
  }
  const api_key* found = key.empty() ? nullptr : find(key);
  if (found != nullptr && found->secret != secret) {
    return refuse("Consumer secret is invalid.");
  }
  return {found, std::nullopt};
}

auth_outcome authenticator::check_oauth(const auth_request& request) {
  oauth_pairs pairs = request.query->pairs();
  const oauth_pairs from_header = parse_oauth_header(request.authorization);
  pairs.insert(pairs.end(), from_header.begin(), from_header.end());
  bool any_present = false;
  if (auto refusal = missing_parameters(pairs, any_present)) {
    return *refusal;
  }
  if (!any_present) {
    return {};
  }
  const api_key* found = find(value_of(pairs, "oauth_consumer_key"));
  if (found == nullptr) {
    return refuse("Consumer key is invalid.");
  }
  const std::string given = value_of(pairs, "oauth_signature");
  const std::string method = value_of(pairs, "oauth_signature_method");
  std::erase_if(pairs, [](const auto& pair) {
    return pair.first == "oauth_signature" || pair.first == "realm";
  });
  const std::string wanted =
      oauth_signature(method, oauth_base_string(request.method, request.url, pairs), found->secret);
  if (wanted.empty()) {
    return refuse("Invalid signature - signature method is invalid.");
  }
  if (wanted != given) {
    return refuse("Invalid signature - provided signature does not match.");
  }
  const std::string stamp = value_of(pairs, "oauth_timestamp");
  std::int64_t sent = 0;
  if (stamp.size() <= 12) {  // longer ones are no times, and would overflow
    std::from_chars(stamp.data(), stamp.data() + stamp.size(), sent);
  }
  const auto distance = request.now.time_since_epoch() - std::chrono::seconds{sent};
  if (distance > nonce_window || distance < -nonce_window) {
    return refuse("Invalid timestamp.");
  }
  if (!remember_nonce(value_of(pairs, "oauth_nonce"), request.now)) {
    return refuse("Invalid nonce - nonce has already been used.");
  }
  return {found, std::nullopt};
}

bool authenticator::remember_nonce(const std::string& nonce, seconds_utc now) {
  while (!nonces_in_order_.empty() && nonces_in_order_.front().first < now - nonce_window) {
    nonces_.erase(nonces_in_order_.front().second);
    nonces_in_order_.pop_front();
  }
  if (!nonces_.insert(nonce).second) {
    return false;
  }
  nonces_in_order_.emplace_back(now, nonce);
  return true;
}

}  // namespace boekbrug::sim::woocommerce
