#pragma once
// OAuth 1.0a with four secrets (magento.md 1.3). The oauth_ parameters travel in the Authorization
// header, the query stays as it is.

#include "core/base/secret.hpp"
#include "core/http/http_message.hpp"
#include "core/ports/remote.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::adapters::magento_api {

/// A parameter of a query string, not yet encoded.
struct parameter {
  std::string key;
  std::string value;
};
using parameters = std::vector<parameter>;

/// "a=1&b=2", percent-encoded, brackets too: firewalls refuse them bare.
std::string encode_query(const parameters& query);

struct signing_keys {
  std::string consumer_key;
  core::secret consumer_secret;
  core::secret token;
  core::secret token_secret;
  bool sha1 = false;  // HMAC-SHA1 for shops that know no other
};

/// "GET&http%3A%2F%2F...&a%3D1%26b%3D2". `url` without query, as Magento itself sees it.
std::string signature_base(core::http_method method, std::string_view url, const parameters& query);
/// HMAC with key `secret&token_secret`, in base64; "" when OpenSSL fails, which it does not.
std::string sign(const signing_keys& keys, std::string_view base);
/// The value of the Authorization header.
std::string oauth_header(core::http_method method, std::string_view url, const parameters& query,
                         const signing_keys& keys, const core::request_context& context);

}  // namespace boekbrug::adapters::magento_api
