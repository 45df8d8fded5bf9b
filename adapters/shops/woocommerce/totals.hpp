#pragma once
// The lines against the order's total, to the cent (woocommerce.md 4, steps 2 and 3).

#include "adapters/shops/woocommerce/rates.hpp"

namespace boekbrug::adapters::woocommerce_api {

struct total_facts {
  core::minor_units payable = 0;    // total + gift cards
  core::minor_units total_vat = 0;  // as the shop says it
};

/// Places a difference of at most a cent per line and five cents: the part that is VAT on the line
/// with most VAT of its rate, the rest on a line 'Afrondingsverschil' without VAT. A larger one
/// stays visible, so that the booking rules refuse the order (E-TOTAAL).
void place_difference(std::vector<raw_line>& lines, const rate_context& context,
                      const total_facts& facts);

}  // namespace boekbrug::adapters::woocommerce_api
