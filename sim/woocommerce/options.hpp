#pragma once
// The options of a simulated shop as JSON (sim/README.md lists them).

#include "sim/json_options.hpp"
#include "sim/woocommerce/shop_state.hpp"

namespace boekbrug::sim::woocommerce {

/// Throws bad_option.
shop_options read_options(const boost::json::object& json);
/// "status", "paid", "market", "refunds" of a request for new orders.
order_wish read_wish(json_options& options);

}  // namespace boekbrug::sim::woocommerce
