#include "sim/woocommerce/oauth.hpp"

#include "sim/woocommerce/url_query.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>

namespace boekbrug::sim::woocommerce {
namespace {

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

std::string base64(std::string_view bytes) {
  std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');
  const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()), bytes_of(bytes),
                                   static_cast<int>(bytes.size()));
  out.resize(static_cast<std::size_t>(size));
  return out;
}

std::string from_base64(std::string_view text) {
  std::string out(text.size() / 4 * 3 + 3, '\0');
  const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()), bytes_of(text),
                                   static_cast<int>(text.size()));
  if (size < 0) {
    return {};
  }
  // EVP counts the padding as zero bytes.
  const auto padding = static_cast<std::size_t>(text.ends_with("==")  ? 2
                                                : text.ends_with("=") ? 1
                                                                      : 0);
  out.resize(static_cast<std::size_t>(size) - padding);
  return out;
}

std::string oauth_base_string(std::string_view method, std::string_view url, oauth_pairs pairs) {
  for (auto& [key, value] : pairs) {
    key = url_encode(key);
    value = url_encode(value);
  }
  std::sort(pairs.begin(), pairs.end());
  std::string joined;
  for (const auto& [key, value] : pairs) {
    joined += (joined.empty() ? "" : "&") + key + "=" + value;
  }
  return std::string{method} + "&" + url_encode(url) + "&" + url_encode(joined);
}

std::string oauth_signature(std::string_view method, std::string_view base_string,
                            std::string_view secret) {
  const EVP_MD* digest = method == "HMAC-SHA256" ? EVP_sha256()
                         : method == "HMAC-SHA1" ? EVP_sha1()
                                                 : nullptr;
  if (digest == nullptr) {
    return {};
  }
  const std::string key = std::string{secret} + "&";
  std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
  unsigned size = 0;
  HMAC(digest, key.data(), static_cast<int>(key.size()), bytes_of(base_string), base_string.size(),
       out.data(), &size);
  return base64({reinterpret_cast<const char*>(out.data()), size});
}

oauth_pairs parse_oauth_header(std::string_view header) {
  oauth_pairs out;
  if (!header.starts_with("OAuth ")) {
    return out;
  }
  header.remove_prefix(6);
  while (!header.empty()) {
    const std::size_t end = std::min(header.find(','), header.size());
    std::string_view part = header.substr(0, end);
    header.remove_prefix(std::min(end + 1, header.size()));
    part.remove_prefix(std::min(part.find_first_not_of(" \t"), part.size()));
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos || part.size() < equals + 3 || part[equals + 1] != '"') {
      continue;
    }
    const std::size_t close = part.find('"', equals + 2);
    const std::string_view value =
        part.substr(equals + 2, close == std::string_view::npos ? close : close - equals - 2);
    out.emplace_back(url_decode(part.substr(0, equals), false), url_decode(value, false));
  }
  return out;
}

}  // namespace boekbrug::sim::woocommerce
