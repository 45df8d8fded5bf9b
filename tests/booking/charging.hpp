#pragma once
// What the models of the shops share. Private to them.

#include "shop_ways.hpp"

#include <optional>

namespace boekbrug::test::charging {

/// VAT in or on an amount, in 1e-4 minor units.
core::minor_units fine_vat(core::minor_units amount, int hundredths, bool included);
/// Rounded to whole minor units.
core::minor_units vat_of(core::minor_units amount, int hundredths, bool included);

core::order_line make_line(core::line_kind kind, std::string name, const shop_rate& rate);
const shop_rate& no_rate();

/// The coupon spread over the rows by amount, beside their own discounts.
std::vector<core::minor_units> row_discounts(const basket& bought);
/// What the rows cost after their own discounts, per rate of the basket.
std::vector<core::minor_units> rows_per_rate(const basket& bought);
/// An amount with its rate: shipping and such, split where the basket says so.
struct rated_amount {
  std::size_t rate = 0;
  core::minor_units amount = 0;
};
std::vector<rated_amount> shipping_parts(const basket& bought);

charged_order start(const basket& bought);
void add(charged_order& made, core::order_line line);
/// Gives the order its total: of the lines, sometimes off by cents, sometimes partly paid by gift
/// cards.
void finish(charged_order& made, const chooser& choose, bool may_be_off = true);

charged_order woocommerce(const basket& bought, const chooser& choose);
charged_order magento(const basket& bought, const chooser& choose);
charged_order mijnwebwinkel(const basket& bought, const chooser& choose);
charged_order ccvshop(const basket& bought, const chooser& choose);

}  // namespace boekbrug::test::charging
