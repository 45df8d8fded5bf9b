#pragma once
// Reads the options of a simulated Magento shop.

#include "sim/json_options.hpp"
#include "sim/magento/shop_state.hpp"

namespace boekbrug::sim::magento {

/// Throws bad_option that names the option.
shop_options read_options(const boost::json::object& json);
/// `status`, `market`, `refunds` of arriving orders.
order_wish read_wish(json_options& options);

}  // namespace boekbrug::sim::magento
