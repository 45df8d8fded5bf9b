#include "adapters/shops/ccvshop/app_store.hpp"

#include "adapters/shops/ccvshop/address.hpp"
#include "adapters/shops/ccvshop/errors.hpp"
#include "adapters/shops/ccvshop/signing.hpp"
#include "adapters/shops/ccvshop/types.hpp"
#include "core/booking/text.hpp"

#include <algorithm>

namespace boekbrug::adapters::ccvshop_api {

namespace {

using core::errc;

constexpr std::size_t call_limit = 1U << 20U;

core::error bad_call(std::string_view what) {
  return core::fail(errc::invalid_input, "call from the CCV App Store: " + std::string(what));
}

core::result<void> check_hash(const core::secret& app_secret, std::string_view url,
                              std::string_view signed_text, std::string_view x_hash) {
  const std::string own =
      hmac_sha512_hex(app_secret, std::string(url) + '|' + std::string(signed_text));
  if (app_secret.empty() || !same_hash(own, core::trim(x_hash))) {
    return core::fail(errc::shop_refused,
                      "call from the CCV App Store: the hash does not fit the app's secret");
  }
  return {};
}

core::result<json::object> read_body(std::string_view raw_body) {
  if (raw_body.size() > call_limit) {
    return bad_call("too large");
  }
  auto value = parse_json(raw_body);
  if (!value || !value->is_object()) {
    return bad_call("not a JSON object");
  }
  return std::move(value->get_object());
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') {
    return c - '0';
  }
  const char small = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
  return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

std::optional<std::string> percent_decode(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '+') {
      out.push_back(' ');
      continue;
    }
    if (text[at] != '%') {
      out.push_back(text[at]);
      continue;
    }
    const int high = at + 2 < text.size() ? hex_digit(text[at + 1]) : -1;
    const int low = at + 2 < text.size() ? hex_digit(text[at + 2]) : -1;
    if (high < 0 || low < 0) {
      return std::nullopt;
    }
    out.push_back(static_cast<char>(high * 16 + low));
    at += 2;
  }
  return out;
}

/// "" when absent; nothing when it cannot be decoded.
std::optional<std::string> parameter(std::string_view query, std::string_view name) {
  if (!query.empty() && query.front() == '?') {
    query.remove_prefix(1);
  }
  for (const auto part : split(query, '&')) {
    const auto equals = part.find('=');
    if (part.substr(0, equals) == name) {
      return equals == std::string_view::npos ? std::string{}
                                              : percent_decode(part.substr(equals + 1));
    }
  }
  return std::string{};
}

bool is_language(std::string_view text) {
  return text.size() == 2 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

core::result<app_handshake> verify_handshake(const core::secret& app_secret,
                                             std::string_view registered_url,
                                             std::string_view raw_body, std::string_view x_hash) {
  if (const auto fits = check_hash(app_secret, registered_url, raw_body, x_hash); !fits) {
    return fits.error();
  }
  const auto body = read_body(raw_body);
  if (!body) {
    return body.error();
  }
  fault problem;
  const fields source{*body, "", problem};
  app_handshake out;
  out.api_public = core::secret{source.text("api_public")};
  out.api_secret = core::secret{source.text("api_secret")};
  out.return_url = source.text("return_url");
  const auto root = canonical_base(source.text("api_root"));
  if (problem.failed() || out.api_public.empty() || out.api_secret.empty()) {
    return bad_call(problem.failed() ? problem.detail() : "keys are missing");
  }
  if (!root || scheme_of(*root) != "https") {
    return bad_call("api_root is no https address");
  }
  if (!out.return_url.empty() && scheme_of(out.return_url) != "https") {
    return bad_call("return_url is no https address");
  }
  out.api_root = *root;
  return out;
}

core::result<app_visit> verify_install(const core::secret& app_secret,
                                       std::string_view url_without_query, std::string_view query) {
  const auto key = parameter(query, "api_public");
  const auto hash = parameter(query, "x-hash");
  if (!key || !hash || key->empty()) {
    return bad_call("api_public is missing");
  }
  if (const auto fits = check_hash(app_secret, url_without_query, *key, *hash); !fits) {
    return fits.error();
  }
  const std::string language = core::lower(parameter(query, "language").value_or(""));
  return app_visit{core::secret{*key}, is_language(language) ? language : "nl"};
}

core::result<core::secret> verify_uninstall(const core::secret& app_secret,
                                            std::string_view registered_url,
                                            std::string_view raw_body, std::string_view x_hash) {
  if (const auto fits = check_hash(app_secret, registered_url, raw_body, x_hash); !fits) {
    return fits.error();
  }
  const auto body = read_body(raw_body);
  if (!body) {
    return body.error();
  }
  fault problem;
  core::secret key{fields{*body, "", problem}.text("api_public")};
  if (key.empty()) {
    return bad_call("api_public is missing");
  }
  return key;
}

core::result<core::http_request> apps_request(const core::shop_connection& shop,
                                              const core::request_context& context) {
  return make_get(shop, "/api/rest/v1/apps", context);
}

core::result<std::string> apps_answer(const core::shop_connection& shop,
                                      const core::http_response& answer) {
  const auto page = read_collection(shop, answer);
  if (!page) {
    return page.error();
  }
  if (page->items.size() != 1 || !page->items.front().is_object()) {
    return core::fail(
        errc::shop_answer_unreadable,
        "the shop names " + std::to_string(page->items.size()) + " apps for this key, not one");
  }
  fault problem;
  auto id = fields{page->items.front().get_object(), "items[0]", problem}.id("id");
  if (problem.failed()) {
    return problem.error();
  }
  return id;
}

core::result<core::http_request> mark_installed_request(const core::shop_connection& shop,
                                                        std::string_view app_id,
                                                        const core::request_context& context) {
  if (!read_count(app_id)) {
    return core::fail(errc::invalid_input, "not an app's id");
  }
  return make_call(shop, core::http_method::patch, std::string("/api/rest/v1/apps/").append(app_id),
                   R"({"is_installed":true})", context);
}

core::result<void> mark_installed_answer(const core::http_response& answer) {
  if (answer.status >= 200 && answer.status < 300) {
    return {};
  }
  auto failure = refusal(answer);
  if (failure.code == errc::already_exists) {
    return {};  // 500.40, 500.50: it is marked already
  }
  return failure;
}

bool verify_webhook(const core::secret& key, std::string_view address, std::string_view raw_body,
                    std::string_view x_hash) {
  if (key.empty()) {
    return false;
  }
  const auto hash = core::trim(x_hash);
  const bool with_address =
      same_hash(hmac_sha512_hex(key, std::string(address) + '|' + std::string(raw_body)), hash);
  const bool alone = same_hash(hmac_sha512_hex(key, raw_body), hash);
  return with_address || alone;
}

core::result<std::string> read_webhook(std::string_view body) {
  const auto object = read_body(body);
  if (!object) {
    return object.error();
  }
  fault problem;
  auto id = fields{*object, "webhook", problem}.id("id");
  if (problem.failed()) {
    return core::fail(errc::invalid_input, problem.detail());
  }
  return id;
}

}  // namespace boekbrug::adapters::ccvshop_api
