#pragma once
// Lines of an order by their price parts, and the proof that they add up (mijnwebwinkel.md 4).

#include "adapters/shops/mijnwebwinkel/json.hpp"
#include "core/order/order.hpp"

#include <string>
#include <vector>

namespace boekbrug::adapters::mijnwebwinkel_api {

struct read_lines_result {
  std::vector<core::order_line> lines;
  std::vector<core::gift_payment> gifts;  // lines that are payments
  core::minor_units gross = 0;            // sum of `lines`
};
core::result<read_lines_result> read_lines(const members& source, core::currency unit,
                                           const std::string& tax_region);
/// `price.tax`: informative only.
std::vector<core::vat_total> read_vat_totals(const members& source, core::currency unit);
/// Adds a line of kind rounding for a difference of 1 or 2 cents.
void add_rounding(std::vector<core::order_line>& lines, core::minor_units difference);

}  // namespace boekbrug::adapters::mijnwebwinkel_api
