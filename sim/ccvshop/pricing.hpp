#pragma once
// The platform's own arithmetic: from rows, shipping, fees and discounts to total and VAT.

#include "sim/ccvshop/model.hpp"

#include <map>

namespace boekbrug::sim::ccvshop {

enum class tax_rounding : std::uint8_t { per_rate, per_line };
enum class fee_taxing : std::uint8_t { as_shipping, zero, highest };

struct price_rules {
  tax_rounding rounding = tax_rounding::per_rate;
  fee_taxing fees = fee_taxing::as_shipping;
};

struct rate_total {
  cents net = 0;
  cents vat = 0;
};

struct price_result {
  cents total = 0;
  cents tax = 0;
  std::map<vat_rate, rate_total> rates;
};

micro selling_price(const order_row& row) noexcept;
micro attributes_price(const order_row& row) noexcept;
/// total_price_with_attributes.
cents row_total(const order_row& row) noexcept;
cents rows_total(const money_sheet& sheet) noexcept;
/// `amount` parted in proportion to the weights (largest remainder); all of it to the first when
/// the weights add up to nothing.
std::vector<cents> spread(cents amount, const std::vector<cents>& weights);
price_result price(const money_sheet& sheet, const price_rules& rules);
/// Sets total and tax.
void settle(money_sheet& sheet, const price_rules& rules);

}  // namespace boekbrug::sim::ccvshop
