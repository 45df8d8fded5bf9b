#include "adapters/shops/woocommerce/signing.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <utility>

namespace boekbrug::adapters::woocommerce_api {

std::string base64(std::string_view bytes) {
  std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');
  const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                                     reinterpret_cast<const unsigned char*>(bytes.data()),
                                     static_cast<int>(bytes.size()));
  out.resize(length < 0 ? 0 : static_cast<std::size_t>(length));
  return out;
}

std::string signature_base(core::http_method method, std::string_view url,
                           const parameters& query) {
  std::vector<std::pair<std::string, std::string>> pairs;
  pairs.reserve(query.size());
  for (const auto& one : query) {
    pairs.emplace_back(core::percent_encode(one.key), core::percent_encode(one.value));
  }
  std::sort(pairs.begin(), pairs.end());
  std::string joined;
  for (const auto& [key, value] : pairs) {
    joined += joined.empty() ? "" : "&";
    joined += key + '=' + value;
  }
  return std::string(core::name(method)) + '&' + core::percent_encode(url) + '&' +
         core::percent_encode(joined);
}

std::string sign(const core::secret& consumer_secret, std::string_view base) {
  const std::string key = core::percent_encode(consumer_secret.reveal()) + '&';
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
           reinterpret_cast<const unsigned char*>(base.data()), base.size(), digest.data(),
           &length) == nullptr) {
    return {};
  }
  return base64({reinterpret_cast<const char*>(digest.data()), length});
}

parameters signed_query(core::http_method method, std::string_view url, parameters query,
                        const core::secret& key, const core::secret& key_secret,
                        const core::request_context& context) {
  const auto seconds =
      std::chrono::floor<std::chrono::seconds>(context.now).time_since_epoch().count();
  query.push_back({"oauth_consumer_key", key.reveal()});
  query.push_back({"oauth_nonce", context.nonce});
  query.push_back({"oauth_signature_method", "HMAC-SHA256"});
  query.push_back({"oauth_timestamp", std::to_string(seconds)});
  const std::string signature = sign(key_secret, signature_base(method, url, query));
  query.push_back({"oauth_signature", signature});
  return query;
}

std::string encode_query(const parameters& query) {
  std::string text;
  for (const auto& one : query) {
    text += text.empty() ? "" : "&";
    text += core::percent_encode(one.key) + '=' + core::percent_encode(one.value);
  }
  return text;
}

}  // namespace boekbrug::adapters::woocommerce_api
