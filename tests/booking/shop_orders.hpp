#pragma once
// The twenty orders of a real WooCommerce 10.0.2 shop, with the numbers it computed, and their
// refunds.

#include "core/order/order.hpp"

#include <string_view>
#include <vector>

namespace boekbrug::test {

std::vector<core::order> shop_orders();
core::order shop_order(std::string_view id);

core::credit refund_of_49();  // one of two mugs, by line
core::credit refund_of_56();  // everything, by lines
core::credit refund_of_57();  // 10.00 by amount only
core::credit refund_of_60();  // everything, by setting the status

}  // namespace boekbrug::test
