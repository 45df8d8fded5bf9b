#pragma once
// What each answer of the probe teaches. Nothing here fails: what cannot be read is not learned.

#include "adapters/shops/magento/json.hpp"
#include "core/ports/shop_adapter.hpp"

namespace boekbrug::adapters::magento_api {

void learn_store_views(const json::value& list, core::probe_state& state);
void learn_store_configs(const json::value& list, core::probe_state& state);
/// The newest orders: statuses, payment methods, whether prices include tax.
void learn_sample(const json::value& found, core::probe_state& state);
void learn_tax_rates(const json::value& found, core::probe_state& state);
/// "Magento/2.4 (Community)"
void learn_version(std::string_view body, core::probe_state& state);
/// What holds for every shop, and what the merchant should know.
void complete_profile(core::probe_state& state);

}  // namespace boekbrug::adapters::magento_api
