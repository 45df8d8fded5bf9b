#pragma once
// One way to read a money sheet: amounts with a rate, before VAT is worked out.

#include "adapters/shops/ccvshop/sheet.hpp"

namespace boekbrug::adapters::ccvshop_api {

/// Which members count, where the reference is not sure (ccvshop.md 4, step 4).
struct reading {
  bool discounts = true;
  int points = -1;  // -1: taken off, 0: in the rows already, +1: the shop's sign is the other one
  bool shipping = true;
  bool shipping_turned = false;  // VAT in or out otherwise than the rows
  bool total_is_net = false;
};

/// What `total_tax` decides, where the shop does not say the rate (step 2 and 5).
struct guess {
  std::optional<core::decimal> fee_rate{};
  bool spread_shipping = false;  // the coupon lowered shipping too
  bool shipping_first = false;   // the coupon paid shipping, and the rest lowered the rows
  bool spread_deposits = true;   // the coupon lowered deposits too
  bool spread_extra = false;     // extra costs below zero are spread like a coupon
};

struct part {
  core::order_line line;  // without net and vat
  core::minor_units amount = 0;
  bool included = true;
};

/// Nothing when a discount has nothing to be spread over.
std::optional<std::vector<part>> make_parts(const money_sheet& sheet, const reading& how,
                                            const guess& what);

std::vector<reading> readings_of(const money_sheet& sheet);
/// The reference's order: the likely rate of the fees first.
std::vector<guess> guesses_of(const money_sheet& sheet, const reading& how);

/// `amount` cut in whole units in proportion to `weights` (none below 0), by largest remainder.
std::vector<core::minor_units> cut_by_remainder(core::minor_units amount,
                                                const std::vector<core::minor_units>& weights);

}  // namespace boekbrug::adapters::ccvshop_api
