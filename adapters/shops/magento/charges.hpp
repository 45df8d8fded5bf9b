#pragma once
// What an order has beside items and shipping: gift wrapping and payment fees, and what was paid
// with gift cards, store credit and reward points (magento.md 3).

#include "adapters/shops/magento/settle.hpp"

#include <vector>

namespace boekbrug::adapters::magento_api {

std::vector<core::gift_payment> read_gifts(const fields& owner, core::currency unit);
std::vector<extra_charge> read_extras(const fields& owner);
/// Amounts of fields whose name says fee or surcharge, of modules that we do not know.
std::vector<core::decimal> read_fee_hints(const fields& owner);

}  // namespace boekbrug::adapters::magento_api
