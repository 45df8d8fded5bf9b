#include "sim/magento/auth.hpp"

#include "sim/magento/oauth.hpp"
#include "sim/magento/replies.hpp"

#include <algorithm>
#include <array>

namespace boekbrug::sim::magento {
namespace {

// Magento clears its table of nonces of what is older than two hours.
constexpr std::chrono::hours nonce_memory{2};
constexpr std::chrono::seconds ahead_max{600};
constexpr std::int64_t consumer_id = 1;

bool has_scheme(std::string_view header, std::string_view scheme) noexcept {
  return header.size() > scheme.size() && header[scheme.size()] == ' ' &&
         std::equal(scheme.begin(), scheme.end(), header.begin(),
                    [](char a, char b) { return (a | 0x20) == (b | 0x20); });
}

}  // namespace

bool authenticator::may_use(std::string_view resource) const {
  return options_.active && (resource.empty() || options_.resources.empty() ||
                             std::find(options_.resources.begin(), options_.resources.end(),
                                       resource) != options_.resources.end());
}

std::optional<net::server_response> authenticator::check(const auth_facts& facts,
                                                         std::string_view resource) {
  if (has_scheme(facts.authorization, "OAuth")) {
    if (auto refusal = check_signed(facts)) {
      return refusal;
    }
  } else {
    const bool known = has_scheme(facts.authorization, "Bearer") &&
                       facts.authorization.substr(7) == options_.access_token;
    if (!known || !options_.bearer_allowed) {
      return not_authorized(resource);
    }
  }
  return may_use(resource) ? std::nullopt : std::optional{not_authorized(resource)};
}

bool authenticator::take_nonce(const std::string& nonce, seconds_utc now) {
  while (!nonce_order_.empty() && nonce_order_.front().first + nonce_memory < now) {
    nonces_.erase(nonce_order_.front().second);
    nonce_order_.pop_front();
  }
  if (!nonces_.insert(nonce).second) {
    return false;
  }
  nonce_order_.emplace_back(now, nonce);
  return true;
}

std::string authenticator::url_seen(const auth_facts& facts) const {
  const std::string scheme = !options_.seen_scheme.empty() ? options_.seen_scheme
                             : facts.tls                   ? "https"
                                                           : "http";
  std::string host = options_.seen_host.empty() ? std::string{facts.host} : options_.seen_host;
  if (const std::size_t colon = host.rfind(':');
      colon != std::string::npos && host.find(']', colon) == std::string::npos) {
    const std::string_view port = std::string_view{host}.substr(colon);
    if (port == ":80" || port == ":443") {
      host.resize(colon);
    }
  }
  return scheme + "://" + host + std::string{facts.path};
}

std::optional<net::server_response> authenticator::check_signed(const auth_facts& facts) {
  static constexpr std::array<const char*, 6> required{"oauth_consumer_key",     "oauth_signature",
                                                       "oauth_signature_method", "oauth_nonce",
                                                       "oauth_timestamp",        "oauth_token"};
  auto given = parse_oauth_header(facts.authorization);
  if (const auto it = given.find("oauth_version"); it != given.end() && it->second != "1.0") {
    return listed_error_reply(400, "The '%1' Oauth version isn't supported.", {it->second});
  }
  for (const char* name : required) {
    if (given[name].empty()) {
      return error_reply(400, "\"%fieldName\" is required. Enter and try again.",
                         {{"fieldName", name}});
    }
  }
  const std::string method = given["oauth_signature_method"];
  if (std::find(options_.signatures.begin(), options_.signatures.end(), method) ==
      options_.signatures.end()) {
    return listed_error_reply(400, "Signature method %1 is not supported", {method});
  }
  if (given["oauth_consumer_key"] != options_.consumer_key) {
    return error_reply(401, "A consumer having the specified key does not exist");
  }
  const auto stamp = parse_id(given["oauth_timestamp"]);
  if (!stamp || *stamp <= 0 || seconds_utc{std::chrono::seconds{*stamp}} > facts.now + ahead_max) {
    return error_reply(400, "Incorrect timestamp value in the oauth_timestamp parameter");
  }
  const std::string nonce = given["oauth_nonce"];
  if (nonce.size() > 32) {
    return error_reply(400, "Invalid value of \"%value\" provided for the %fieldName field.",
                       {{"fieldName", "oauth_nonce"}, {"value", nonce}});
  }
  // The nonce is spent before anything secret is looked at, so a retry needs a new one.
  if (!take_nonce(nonce, facts.now)) {
    return listed_error_reply(401, "The nonce is already being used by the consumer with ID %1.",
                              {std::to_string(consumer_id)});
  }
  if (given["oauth_token"] != options_.access_token) {
    return error_reply(401, "Specified token does not exist");
  }
  auto parameters = signed_query(facts.query);
  parameters.insert(given.begin(), given.end());
  const std::string wanted =
      oauth_signature(method, oauth_base_string(facts.method, url_seen(facts), parameters),
                      options_.consumer_secret, options_.token_secret);
  if (given["oauth_signature"] != wanted) {
    return error_reply(401, "The signature is invalid. Verify and try again.");
  }
  return std::nullopt;
}

}  // namespace boekbrug::sim::magento
