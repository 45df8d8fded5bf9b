#pragma once
// OAuth 1.0a, one-legged (woocommerce.md 1.2), and base64.

#include "core/base/secret.hpp"
#include "core/http/http_message.hpp"
#include "core/ports/remote.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::adapters::woocommerce_api {

/// A parameter of a query string, not yet encoded.
struct parameter {
  std::string key;
  std::string value;
};
using parameters = std::vector<parameter>;

std::string base64(std::string_view bytes);

/// "GET&http%3A%2F%2F...&a%3D1%26b%3D2". `url` without query, as the shop itself writes it.
std::string signature_base(core::http_method method, std::string_view url, const parameters& query);
/// HMAC-SHA256 with key `secret&`, in base64; "" when OpenSSL fails, which it does not.
std::string sign(const core::secret& consumer_secret, std::string_view base);
/// `query` with the oauth_ parameters and the signature added.
parameters signed_query(core::http_method method, std::string_view url, parameters query,
                        const core::secret& key, const core::secret& key_secret,
                        const core::request_context& context);

/// "a=1&b=2", percent-encoded.
std::string encode_query(const parameters& query);

}  // namespace boekbrug::adapters::woocommerce_api
