#pragma once
// The shop's calls to us: installing from the CCV App Store (ccvshop.md 1c) and webhooks (6). Pure:
// whoever serves them passes what came in. Every hash is compared in constant time.

#include "core/ports/shop_adapter.hpp"

#include <string>
#include <string_view>

namespace boekbrug::adapters::ccvshop_api {

struct app_handshake {
  core::secret api_public;
  core::secret api_secret;
  std::string api_root;    // "https://shop.ccvshop.nl"
  std::string return_url;  // where the merchant's browser goes after installing
};
/// `registered_url` is the handshake address as registered, letter for letter. errc::shop_refused
/// when the hash does not fit, errc::invalid_input when the body is not what it should be.
core::result<app_handshake> verify_handshake(const core::secret& app_secret,
                                             std::string_view registered_url,
                                             std::string_view raw_body, std::string_view x_hash);

struct app_visit {
  core::secret api_public;
  std::string language;  // two letters, "nl" when absent
};
/// `query` is what stands behind the '?', still percent-encoded.
core::result<app_visit> verify_install(const core::secret& app_secret,
                                       std::string_view url_without_query, std::string_view query);

/// The public key whose shop dropped the app.
core::result<core::secret> verify_uninstall(const core::secret& app_secret,
                                            std::string_view registered_url,
                                            std::string_view raw_body, std::string_view x_hash);

/// The app as the shop knows it: exactly one.
core::result<core::http_request> apps_request(const core::shop_connection& shop,
                                              const core::request_context& context);
core::result<std::string> apps_answer(const core::shop_connection& shop,
                                      const core::http_response& answer);
/// Mandatory after our own screens are done; 204 is success.
core::result<core::http_request> mark_installed_request(const core::shop_connection& shop,
                                                        std::string_view app_id,
                                                        const core::request_context& context);
core::result<void> mark_installed_answer(const core::http_response& answer);

/// How a webhook is signed is unverified: over "{address}|{body}" or over the body alone. Without a
/// match the body is not to be trusted; reading the order again is harmless.
bool verify_webhook(const core::secret& key, std::string_view address, std::string_view raw_body,
                    std::string_view x_hash);
/// The order's id; errc::invalid_input for anything else.
core::result<std::string> read_webhook(std::string_view body);

}  // namespace boekbrug::adapters::ccvshop_api
