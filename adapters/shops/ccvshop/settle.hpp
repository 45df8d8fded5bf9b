#pragma once
// Lines with net and VAT that add up to the shop's total and to its VAT, or a refusal that names
// both sums (ccvshop.md 4).

#include "adapters/shops/ccvshop/sheet.hpp"

namespace boekbrug::adapters::ccvshop_api {

struct settled_lines {
  std::vector<core::order_line> lines;
  core::minor_units total = 0;  // incl. VAT: what the lines add up to
};

/// errc::totals_differ when no reading of the members fits.
core::result<settled_lines> settle(const money_sheet& sheet);

}  // namespace boekbrug::adapters::ccvshop_api
