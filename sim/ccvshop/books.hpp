#pragma once
// What the shop holds, for tests and reports.

#include "sim/ccvshop/shop_state.hpp"

namespace boekbrug::sim::ccvshop {

std::string books_of(shop_state& shop);
std::string books_of(shop_state& shop, const stored_order& order);

}  // namespace boekbrug::sim::ccvshop
