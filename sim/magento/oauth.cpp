#include "sim/magento/oauth.hpp"

#include "sim/magento/text.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>

namespace boekbrug::sim::magento {
namespace {

bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

std::string_view digits_at(std::string_view text, std::size_t at) noexcept {
  std::size_t end = at;
  while (end < text.size() && is_digit(text[end])) {
    ++end;
  }
  return text.substr(at, end - at);
}

const unsigned char* bytes_of(std::string_view text) noexcept {
  return static_cast<const unsigned char*>(static_cast<const void*>(text.data()));
}

std::string base64(const unsigned char* bytes, std::size_t size) {
  std::array<unsigned char, 128> out{};
  const int length = EVP_EncodeBlock(out.data(), bytes, static_cast<int>(size));
  return {out.begin(), out.begin() + length};
}

}  // namespace

int natural_compare(std::string_view a, std::string_view b) noexcept {
  std::size_t i = 0;
  std::size_t k = 0;
  while (i < a.size() && k < b.size()) {
    if (is_digit(a[i]) && is_digit(b[k])) {
      const std::string_view x = digits_at(a, i);
      const std::string_view y = digits_at(b, k);
      const bool fraction = x.front() == '0' || y.front() == '0';
      // Without leading zeros the longer run of digits is the larger number.
      if (!fraction && x.size() != y.size()) {
        return x.size() < y.size() ? -1 : 1;
      }
      if (const int order = x.compare(y); order != 0) {
        return order;
      }
      i += x.size();
      k += y.size();
      continue;
    }
    if (a[i] != b[k]) {
      return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[k]) ? -1 : 1;
    }
    ++i;
    ++k;
  }
  return i < a.size() ? 1 : k < b.size() ? -1 : 0;
}

std::map<std::string, std::string> parse_oauth_header(std::string_view header) {
  std::map<std::string, std::string> out;
  header.remove_prefix(std::min<std::size_t>(6, header.size()));
  while (!header.empty()) {
    const std::size_t end = std::min(header.find(','), header.size());
    std::string_view part = header.substr(0, end);
    header.remove_prefix(std::min(end + 1, header.size()));
    part.remove_prefix(std::min(part.find_first_not_of(" \t"), part.size()));
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos) {
      continue;
    }
    std::string_view value = part.substr(equals + 1);
    while (value.ends_with(' ')) {
      value.remove_suffix(1);
    }
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
      value = value.substr(1, value.size() - 2);
    }
    const std::string name = url_decode(part.substr(0, equals), false);
    if (name != "realm") {
      out[name] = url_decode(value, false);
    }
  }
  return out;
}

std::map<std::string, std::string> signed_query(std::string_view query) {
  std::map<std::string, std::string> out;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view part = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    const std::size_t equals = part.find('=');
    if (equals != std::string_view::npos && part.find('=', equals + 1) == std::string_view::npos) {
      out[url_decode(part.substr(0, equals), false)] = url_decode(part.substr(equals + 1), false);
    }
  }
  return out;
}

std::string oauth_base_string(std::string_view method, std::string_view url,
                              const std::map<std::string, std::string>& parameters) {
  oauth_pairs pairs;
  for (const auto& [name, value] : parameters) {
    if (name != "oauth_signature") {
      pairs.emplace_back(url_encode(name), url_encode(value));
    }
  }
  std::stable_sort(pairs.begin(), pairs.end(), [](const auto& a, const auto& b) {
    return natural_compare(a.first, b.first) < 0;
  });
  std::string joined;
  for (const auto& [name, value] : pairs) {
    joined += (joined.empty() ? "" : "&") + name + "=" + value;
  }
  return std::string{method} + "&" + url_encode(url) + "&" + url_encode(joined);
}

std::string oauth_signature(std::string_view method, std::string_view base_string,
                            std::string_view consumer_secret, std::string_view token_secret) {
  const EVP_MD* digest = method == "HMAC-SHA256" ? EVP_sha256()
                         : method == "HMAC-SHA1" ? EVP_sha1()
                                                 : nullptr;
  if (digest == nullptr) {
    return {};
  }
  const std::string key = url_encode(consumer_secret) + "&" + url_encode(token_secret);
  std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
  unsigned size = 0;
  HMAC(digest, key.data(), static_cast<int>(key.size()), bytes_of(base_string), base_string.size(),
       out.data(), &size);
  return base64(out.data(), size);
}

}  // namespace boekbrug::sim::magento
