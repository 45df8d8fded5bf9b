#pragma once
// Checks of orders and documents that are handed in whole.

#include <cstdint>
#include <string>
#include <string_view>

namespace boekbrug::sim::magento {

/// "" when it can be served; else the member and what is wrong. The text is valid, compact JSON.
std::string what_is_wrong_with_order(std::string_view order);
std::string what_is_wrong_with_document(std::string_view document, std::int64_t order_id);

}  // namespace boekbrug::sim::magento
