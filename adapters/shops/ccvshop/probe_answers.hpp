#pragma once
// What single answers of the probe teach.

#include "adapters/shops/ccvshop/json.hpp"
#include "core/ports/shop_adapter.hpp"

namespace boekbrug::adapters::ccvshop_api {

/// The root lists the resources that the key may use. errc::shop_refused, naming those that are
/// needed and not there.
core::result<void> learn_resources(const json::object& root, core::probe_state& state);
/// errc::invalid_input for a multi-shop system: its orders live in the shops below.
core::result<void> learn_webshop(const json::object& webshops, core::probe_state& state);
void learn_merchant(const json::object& merchant, core::probe_state& state);
void learn_settings(const json::object& settings, core::probe_state& state);
void learn_paymethods(const json::object& paymethods, core::probe_state& state);
/// The shop's own numbers with Dutch names, where the settings gave none.
void assume_statuses(core::shop_profile& profile);

}  // namespace boekbrug::adapters::ccvshop_api
