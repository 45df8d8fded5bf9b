#pragma once
// OAuth 1.0a as Magento's own helper checks it.

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace boekbrug::sim::magento {

using oauth_pairs = std::vector<std::pair<std::string, std::string>>;

/// PHP's strnatcmp: runs of digits compare as numbers. Below, 0 or above zero.
int natural_compare(std::string_view a, std::string_view b) noexcept;
/// The parameters of an `Authorization: OAuth a="b", ...` header, decoded.
std::map<std::string, std::string> parse_oauth_header(std::string_view header);
/// Query parts with exactly one "="; each name and value decoded once, "+" stays. The last of a
/// name wins.
std::map<std::string, std::string> signed_query(std::string_view query);
/// METHOD & url & pairs in natural order. `parameters` are decoded and without oauth_signature.
std::string oauth_base_string(std::string_view method, std::string_view url,
                              const std::map<std::string, std::string>& parameters);
/// "" for a method other than HMAC-SHA1 and HMAC-SHA256.
std::string oauth_signature(std::string_view method, std::string_view base_string,
                            std::string_view consumer_secret, std::string_view token_secret);

}  // namespace boekbrug::sim::magento
