#pragma once
// Requests to the API: host, tokens in the query, what goes with every call.

#include "core/ports/shop_adapter.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace boekbrug::adapters::mijnwebwinkel_api {

using parameters = std::vector<std::pair<std::string, std::string>>;

/// Scheme, host and port of the API for what the merchant or the operator gave (README.md has the
/// rule); invalid_input when the tokens would travel over plain http.
core::result<std::string> choose_api(const core::shop_connection& shop);
/// GET of a path below /v1 ("/orders") with the tokens, format and language.
core::result<core::http_request> make_get(const core::shop_connection& shop, std::string_view path,
                                          const parameters& query);
/// One order by its number.
core::result<core::http_request> make_order(const core::shop_connection& shop,
                                            std::string_view number);

}  // namespace boekbrug::adapters::mijnwebwinkel_api
