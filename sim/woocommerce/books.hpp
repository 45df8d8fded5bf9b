#pragma once
// What the shop says it sold: the answer to GET /_sim/books, against which a bookkeeping is
// checked.

#include "sim/woocommerce/shop_state.hpp"

#include <string>

namespace boekbrug::sim::woocommerce {

/// One order: id, number, status, paid, total, VAT per rate as its lines have it, refunds.
const std::string& books_of(const stored_order& order);
std::string books_of(const shop_state& shop);

}  // namespace boekbrug::sim::woocommerce
