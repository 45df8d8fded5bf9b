#pragma once
// What each answer of the probe teaches. Nothing here fails: what cannot be read is not learned.

#include "adapters/shops/woocommerce/json.hpp"
#include "core/ports/shop_adapter.hpp"

namespace boekbrug::adapters::woocommerce_api {

/// The API index (/wp-json/): name, home, time zone. False when it does not offer wc/v3.
bool learn_index(const json::value& index, core::probe_state& state);
/// The first order: currency and price mode, in case the settings may not be read.
void learn_order(const json::value& orders, core::probe_state& state);
/// The index of wc/v3: whether orders know modified_after.
void learn_routes(const json::value& index, core::probe_state& state);
void learn_tax_settings(const json::value& settings, core::probe_state& state);
void learn_general_settings(const json::value& settings, core::probe_state& state);
void learn_tax_rates(const json::value& taxes, core::probe_state& state);
void learn_statuses(const json::value& totals, core::probe_state& state);
void learn_gateways(const json::value& gateways, core::probe_state& state);
void learn_system_status(const json::value& status, core::probe_state& state);
/// The seven statuses of every shop, when the list could not be read.
void assume_statuses(core::probe_state& state);

}  // namespace boekbrug::adapters::woocommerce_api
