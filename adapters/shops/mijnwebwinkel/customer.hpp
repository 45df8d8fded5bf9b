#pragma once
// Who bought, where it goes, which VAT number.

#include "adapters/shops/mijnwebwinkel/json.hpp"
#include "core/order/order.hpp"

namespace boekbrug::adapters::mijnwebwinkel_api {

/// Fills in customer_id, billing, shipping and vat_number.
void read_people(const members& source, core::order& out);

}  // namespace boekbrug::adapters::mijnwebwinkel_api
