#pragma once
// OAuth 1.0a as WooCommerce checks it: one-legged, no token.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace boekbrug::sim::woocommerce {

using oauth_pairs = std::vector<std::pair<std::string, std::string>>;

std::string base64(std::string_view bytes);
/// Nothing decodable reads as "".
std::string from_base64(std::string_view text);
/// METHOD & url & sorted pairs. `pairs` are decoded and without oauth_signature.
std::string oauth_base_string(std::string_view method, std::string_view url, oauth_pairs pairs);
/// Base64 of the HMAC under "secret&"; "" for a method other than HMAC-SHA1 and HMAC-SHA256.
std::string oauth_signature(std::string_view method, std::string_view base_string,
                            std::string_view secret);
/// The parameters of an `Authorization: OAuth a="b", ...` header.
oauth_pairs parse_oauth_header(std::string_view header);

}  // namespace boekbrug::sim::woocommerce
