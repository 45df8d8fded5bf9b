#pragma once
// Connecting a shop: store -> order statuses -> one order -> payment gateways -> VAT regions.

#include "core/ports/shop_adapter.hpp"

namespace boekbrug::adapters::mijnwebwinkel_api {

core::result<core::http_request> make_probe(const core::probe_state& state);
core::result<core::probe_state> parse_probe(const core::probe_state& state,
                                            const core::result<core::http_response>& answer);

}  // namespace boekbrug::adapters::mijnwebwinkel_api
