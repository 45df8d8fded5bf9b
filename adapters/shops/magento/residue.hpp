#pragma once
// What is left between the lines and the total, and lines whose VAT belongs to another amount
// (magento.md 4, "If not equal").

#include "adapters/shops/magento/settle.hpp"

namespace boekbrug::adapters::magento_api {

/// At most a cent per line and five cents: the VAT part on the line with most VAT of its rate as
/// applied_taxes say, the rest as 'Afrondingsverschil' without VAT. More stays visible.
void place_residue(std::vector<core::order_line>& lines, const order_parts& parts,
                   const tax_facts& taxes);

/// A difference that is a payment fee beyond doubt becomes the line 'Betaalkosten': net and VAT fit
/// exactly one rate of the order, or a field of the payment module names it.
void place_fee(std::vector<core::order_line>& lines, const order_parts& parts,
               const tax_facts& taxes);

/// A known fee without a tax of its own, while the order's tax has more than its lines.
void complete_fees(std::vector<core::order_line>& lines, const order_parts& parts,
                   const tax_facts& taxes);

/// Shops that take VAT over the price before discount: the full line, and a line 'Korting' without
/// VAT.
void part_full_tax_lines(std::vector<core::order_line>& lines, const order_parts& parts,
                         const tax_facts& taxes);

}  // namespace boekbrug::adapters::magento_api
