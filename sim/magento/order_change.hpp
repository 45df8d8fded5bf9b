#pragma once
// Changes that the control paths make to an order, as a merchant, a payment module or a direct
// database edit would.

#include "core/base/result.hpp"
#include "sim/magento/shop_state.hpp"

#include <boost/json/object.hpp>

namespace boekbrug::sim::magento {

/// Reads {"kind":"full"|"lines"|"amount",...}. `touch` tells whether updated_at moves.
core::result<document_wish> read_credit(const boost::json::object& body, const std::string& order,
                                        bool& touch);
/// status, state, paid, total, shipped, cancel_rest, updated_at, members, deleted, touch, silent.
core::result<bool> change_order(shop_state& shop, std::int64_t id, const boost::json::object& body,
                                std::string_view raw_body, seconds_utc now);

}  // namespace boekbrug::sim::magento
