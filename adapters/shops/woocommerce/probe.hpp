#pragma once
// Connecting a shop (woocommerce.md 1): find the API, find a way of logging in, learn the settings.
//
//   "" (home page) -> index:1..4 -> auth -> routes -> tax -> general -> taxes -> statuses ->
//   gateways -> version
//
// Everything up to `auth` must succeed; what comes after it may be refused to the key and is
// skipped then.

#include "core/ports/shop_adapter.hpp"

namespace boekbrug::adapters::woocommerce_api {

core::result<core::http_request> make_probe(const core::probe_state& state,
                                            const core::request_context& context);
core::result<core::probe_state> parse_probe(const core::probe_state& state,
                                            const core::result<core::http_response>& answer);

}  // namespace boekbrug::adapters::woocommerce_api
