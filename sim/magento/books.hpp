#pragma once
// What the shop sold, for tests that compare it with what reached the ledger.

#include "sim/magento/shop_state.hpp"

#include <string>

namespace boekbrug::sim::magento {

std::string books_of(const shop_state& shop);
const std::string& books_of(const shop_state& shop, const row& order);

}  // namespace boekbrug::sim::magento
