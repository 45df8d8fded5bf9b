#include "adapters/shops/magento/probe_login.hpp"

#include "adapters/shops/magento/errors.hpp"
#include "adapters/shops/magento/probe_address.hpp"
#include "adapters/shops/magento/requests.hpp"
#include "adapters/shops/magento/types.hpp"

#include <vector>

namespace boekbrug::adapters::magento_api {

namespace {

using core::errc;
using core::probe_state;

constexpr std::string_view stage_start = "auth:";

// The addresses to sign for: as called, with the other scheme (TLS that ends at a proxy), with or
// without "www.", both.
std::vector<std::string> origins(const probe_state& state) {
  const std::string called = origin_of(state.connection.base_url);
  const auto at = called.find("://");
  const std::string scheme = called.substr(0, at);
  const std::string host = called.substr(at + 3);
  const std::string other_scheme = scheme == "https" ? "http" : "https";
  const std::string other_host = host.rfind("www.", 0) == 0 ? host.substr(4) : "www." + host;
  return {called, other_scheme + "://" + host, scheme + "://" + other_host,
          other_scheme + "://" + other_host};
}

std::size_t attempt_of(const probe_state& state) {
  const auto number = read_count(std::string_view{state.stage}.substr(stage_start.size()));
  return static_cast<std::size_t>(number.value_or(0));
}

probe_state sign_with(probe_state state, std::size_t attempt) {
  set_option(state.connection, option::auth, "oauth");
  if (option_of(state.connection, option::signature).empty()) {
    set_option(state.connection, option::signature, "HMAC-SHA256");
  }
  set_option(state.connection, option::signed_origin, origins(state).at(attempt));
  state.stage = std::string(stage_start) + std::to_string(attempt);
  return state;
}

core::error refused(const probe_state& state, const core::error& why) {
  std::string cure;
  if (option_of(state.connection, option::auth) == "oauth") {
    cure =
        ". Check all four values of the integration (System > Integrations), that it is active, "
        "and that it may read Sales, Catalog and Stores";
  } else {
    cure =
        ". Check the access token and that the integration is active and may read Sales; since "
        "Magento 2.4.4 also switch on Stores > Configuration > Services > OAuth > Consumer "
        "Settings > 'Allow OAuth Access Tokens to be used as standalone Bearer tokens', or fill "
        "in consumer_key, consumer_secret and token_secret";
  }
  auto failure = core::fail(errc::shop_token_refused, why.detail + cure);
  failure.retry_after = why.retry_after;
  return failure;
}

core::result<probe_state> after_refusal(probe_state state, const core::http_response& answer,
                                        const core::error& why) {
  auto& shop = state.connection;
  const bool signs = option_of(shop, option::auth) == "oauth";
  if (!signs) {
    if (answer.status == 401 && can_sign(shop)) {
      return sign_with(std::move(state), 0);
    }
    return refused(state, why);
  }
  if (is_method_refused(answer) && option_of(shop, option::signature) != "HMAC-SHA1") {
    set_option(shop, option::signature, "HMAC-SHA1");
    const auto attempt = attempt_of(state);
    return sign_with(std::move(state), attempt);
  }
  if (is_signature_invalid(answer) && attempt_of(state) + 1 < origins(state).size()) {
    const auto next = attempt_of(state) + 1;
    return sign_with(std::move(state), next);
  }
  return refused(state, why);
}

bool is_missing(const core::http_response& answer, const core::error& why) {
  return why.code == errc::shop_api_missing || why.code == errc::order_gone ||
         (answer.status == 200 && is_page(answer)) ||
         (answer.status >= 301 && answer.status <= 308);
}

}  // namespace

bool is_login(std::string_view stage) noexcept {
  return stage.substr(0, stage_start.size()) == stage_start;
}

probe_state start_login(probe_state state) {
  auto& shop = state.connection;
  state.profile.home_url = shop.base_url;
  for (const auto key : {option::rest, option::auth, option::signature, option::signed_origin}) {
    shop.options.erase(std::string(key));
  }
  set_option(shop, option::rest, "/rest");
  // A bare token is never sent over plain http.
  if (scheme_of(shop.base_url) != "https" && can_sign(shop)) {
    return sign_with(std::move(state), 0);
  }
  set_option(shop, option::auth, "bearer");
  state.stage = std::string(stage_start) + "0";
  return state;
}

core::result<probe_state> after_login(probe_state state,
                                      const core::result<core::http_response>& answer) {
  if (!answer) {
    return unreachable(answer.error());
  }
  const auto list = read_search(*answer);
  if (list) {
    state.stage = "invoices";
    return state;
  }
  const auto& why = list.error();
  if (is_missing(*answer, why)) {
    if (option_of(state.connection, option::rest) == "/rest") {
      set_option(state.connection, option::rest, "/index.php/rest");
      return state;
    }
    if (why.code == errc::shop_api_missing) {
      state.stage = "old";
      return state;
    }
    return why;
  }
  const bool about_login = answer->status == 401 || is_method_refused(*answer) ||
                           (answer->status == 403 && find_message(*answer));
  return about_login ? after_refusal(std::move(state), *answer, why)
                     : core::result<probe_state>{why};
}

core::error after_old_api(const core::result<core::http_response>& answer) {
  const bool old = answer && (answer->status < 400 || answer->status == 401 ||
                              (answer->status == 403 && find_message(*answer)));
  if (old) {
    return core::fail(errc::shop_api_missing,
                      "this is Magento 1 or OpenMage; only Magento 2 can be connected");
  }
  return core::fail(errc::shop_api_missing,
                    "no REST API of Magento 2 was found at this address (/rest/V1). Check the "
                    "address, with the folder when the shop is in one, and that no password or "
                    "firewall stands before /rest");
}

}  // namespace boekbrug::adapters::magento_api
