#pragma once
// Every refusal of the shop -> core::errc, with a text that holds no token.

#include "adapters/shops/mijnwebwinkel/json.hpp"
#include "core/ports/shop_adapter.hpp"

namespace boekbrug::adapters::mijnwebwinkel_api {

/// What an answer is that is not what was asked for. `order`: one order was asked for, so that 404
/// means that it is gone.
core::error refusal(const core::shop_connection& shop, const core::http_response& answer,
                    bool order = false);
/// A 2xx answer's JSON, else the refusal; an error in a 2xx answer is a refusal too.
core::result<json::value> read_json(const core::shop_connection& shop,
                                    const core::http_response& answer, bool order = false);
/// As above, of a list (bare, or under `key`).
core::result<json::array> read_list(const core::shop_connection& shop,
                                    const core::http_response& answer, std::string_view key);
/// The transport's error as one of the shop.
core::error unreachable(const core::shop_connection& shop, const core::error& failure);
/// `text` without the tokens of this shop.
std::string without_tokens(const core::shop_connection& shop, std::string text);

}  // namespace boekbrug::adapters::mijnwebwinkel_api
