#include "adapters/shops/ccvshop/signing.hpp"

#include "adapters/shops/ccvshop/types.hpp"
#include "core/booking/text.hpp"
#include "core/time/time_text.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

namespace boekbrug::adapters::ccvshop_api {

namespace {

unsigned char small(char letter) noexcept {
  return static_cast<unsigned char>(letter >= 'A' && letter <= 'F' ? letter - 'A' + 'a' : letter);
}

}  // namespace

std::string hmac_sha512_hex(const core::secret& key, std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  if (HMAC(EVP_sha512(), key.reveal().data(), static_cast<int>(key.reveal().size()),
           reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data(),
           &length) == nullptr) {
    return {};
  }
  std::string out;
  for (unsigned int at = 0; at < length; ++at) {
    out.push_back(digits[digest[at] >> 4U]);
    out.push_back(digits[digest[at] & 15U]);
  }
  return out;
}

bool same_hash(std::string_view left, std::string_view right) noexcept {
  if (left.size() != right.size() || left.empty()) {
    return false;
  }
  unsigned difference = 0;
  for (std::size_t at = 0; at < left.size(); ++at) {
    difference |= static_cast<unsigned>(small(left[at]) ^ small(right[at]));
  }
  return difference == 0;
}

std::string string_to_sign(std::string_view key, core::http_method method, std::string_view uri,
                           std::string_view body, std::string_view date) {
  std::string text(key);
  for (const std::string_view part : {core::name(method), uri, body, date}) {
    text += '|';
    text += part;
  }
  return text;
}

core::result<core::http_request> make_call(const core::shop_connection& shop,
                                           core::http_method method, std::string_view uri,
                                           std::string body, const core::request_context& context) {
  if (shop.key.empty() || shop.key_secret.empty()) {
    return core::fail(core::errc::invalid_input, "both the API key and the API secret are needed");
  }
  if (host_of(shop.base_url).empty()) {
    return core::fail(core::errc::invalid_input, "the address of the shop is missing");
  }
  const std::string date = core::to_text(context.now);
  core::http_request call;
  call.method = method;
  call.url = shop.base_url + std::string(uri);
  call.headers = {
      {"Accept", "application/vnd.verto.webshop+json"},
      {"accept-language", "nl"},
      {"x-public", shop.key.reveal()},
      {"x-date", date},
      {"x-hash", hmac_sha512_hex(shop.key_secret,
                                 string_to_sign(shop.key.reveal(), method, uri, body, date))}};
  if (!body.empty()) {
    call.headers.push_back({"Content-Type", "application/json"});
  }
  call.body = std::move(body);
  call.body_limit = body_limit;
  call.follow_redirects = false;  // the signature is for this address only
  return call;
}

core::result<core::http_request> make_get(const core::shop_connection& shop, std::string_view uri,
                                          const core::request_context& context) {
  return make_call(shop, core::http_method::get, uri, {}, context);
}

core::result<void> check_signature(const core::shop_connection& shop, core::http_method method,
                                   const core::http_response& answer) {
  const auto hash = core::trim(answer.header("x-hash"));
  const auto date = core::trim(answer.header("x-date"));
  const std::string uri = uri_of(answer.final_url);
  if (hash.empty() || date.empty() || uri.empty()) {
    return {};
  }
  const std::string own = hmac_sha512_hex(
      shop.key_secret, string_to_sign(shop.key.reveal(), method, uri, answer.body, date));
  if (!same_hash(own, hash)) {
    return core::fail(core::errc::shop_answer_unreadable,
                      "the signature (x-hash) of the answer does not fit: something between the "
                      "shop and us changed it");
  }
  return {};
}

}  // namespace boekbrug::adapters::ccvshop_api
