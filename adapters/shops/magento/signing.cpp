#include "adapters/shops/magento/signing.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <utility>

namespace boekbrug::adapters::magento_api {

namespace {

std::string base64(std::string_view bytes) {
  std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');
  const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                                     reinterpret_cast<const unsigned char*>(bytes.data()),
                                     static_cast<int>(bytes.size()));
  out.resize(length < 0 ? 0 : static_cast<std::size_t>(length));
  return out;
}

}  // namespace

std::string encode_query(const parameters& query) {
  std::string text;
  for (const auto& one : query) {
    text += text.empty() ? "" : "&";
    text += core::percent_encode(one.key) + '=' + core::percent_encode(one.value);
  }
  return text;
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

std::string sign(const signing_keys& keys, std::string_view base) {
  const std::string key = core::percent_encode(keys.consumer_secret.reveal()) + '&' +
                          core::percent_encode(keys.token_secret.reveal());
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  if (HMAC(keys.sha1 ? EVP_sha1() : EVP_sha256(), key.data(), static_cast<int>(key.size()),
           reinterpret_cast<const unsigned char*>(base.data()), base.size(), digest.data(),
           &length) == nullptr) {
    return {};
  }
  return base64({reinterpret_cast<const char*>(digest.data()), length});
}

std::string oauth_header(core::http_method method, std::string_view url, const parameters& query,
                         const signing_keys& keys, const core::request_context& context) {
  const auto seconds =
      std::chrono::floor<std::chrono::seconds>(context.now).time_since_epoch().count();
  parameters own{{"oauth_consumer_key", keys.consumer_key},
                 {"oauth_nonce", context.nonce},
                 {"oauth_signature_method", keys.sha1 ? "HMAC-SHA1" : "HMAC-SHA256"},
                 {"oauth_timestamp", std::to_string(seconds)},
                 {"oauth_token", keys.token.reveal()}};
  parameters all = query;
  all.insert(all.end(), own.begin(), own.end());
  own.push_back({"oauth_signature", sign(keys, signature_base(method, url, all))});
  std::string text = "OAuth ";
  for (const auto& one : own) {
    text += text.size() > 6 ? ", " : "";
    text += one.key + "=\"" + core::percent_encode(one.value) + '"';
  }
  return text;
}

}  // namespace boekbrug::adapters::magento_api
