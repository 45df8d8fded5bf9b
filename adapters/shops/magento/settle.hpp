#pragma once
// The lines of an order against its total, to the cent (magento.md 4).

#include "adapters/shops/magento/items.hpp"
#include "adapters/shops/magento/rates.hpp"

#include <string>
#include <vector>

namespace boekbrug::adapters::magento_api {

/// A charge that is no item: gift wrapping, a known payment fee. Net and tax as the shop says.
struct extra_charge {
  std::string id;
  std::string name;
  core::decimal net;
  core::decimal tax;
};

struct shipping_charge {
  std::string name;
  core::decimal amount;
  core::decimal tax;
  core::decimal hidden_tax;
  core::decimal discount;
  bool is_service = false;
};
shipping_charge read_shipping(const fields& owner);

/// Everything that makes up the total.
struct order_parts {
  std::vector<item_row> rows;
  std::vector<item_group> groups;
  shipping_charge shipping;
  std::vector<extra_charge> extras;
  std::vector<core::decimal> fee_hints;  // fields that look like a fee of a payment module
  std::optional<core::decimal> subtotal;
  core::currency unit;
  core::minor_units payable = 0;    // grand_total + gift cards and credit
  core::minor_units total_vat = 0;  // as the shop says it
};

/// How the rows are to be read.
struct reading {
  bool already_discounted = false;  // equation B: row_total is net of discount
  enum class weee : std::uint8_t { with_tax = 1, without_tax, in_row };
  weee deposits = weee::with_tax;
  bool extras_are_gross = false;
  bool operator==(const reading&) const = default;
};

struct settled {
  std::vector<core::order_line> lines;  // rates resolved
  std::vector<item_group> groups;       // the choice that fitted
  reading how;
  bool exact = false;  // the lines gave the total without any help
};

/// Amounts of one row: gross, VAT and the discount that is in it.
core::order_line item_line(const item_row& row, const reading& how, core::currency unit);
core::order_line shipping_line(const shipping_charge& shipping, core::currency unit);
std::vector<core::order_line> deposit_lines(const item_row& row, const reading& how,
                                            core::currency unit);
core::minor_units sum_of(const std::vector<core::order_line>& lines);
core::minor_units vat_of(const std::vector<core::order_line>& lines);
/// Rounded half away from zero; amounts out of range become 0, so that the sums cannot fit.
core::minor_units cents(const core::decimal& amount, core::currency unit);

/// The first reading whose lines give the total; when there is none the lines as they are, for the
/// booking rules to refuse with both sums (E-TOTAAL).
settled settle(const order_parts& parts, const tax_facts& taxes);

}  // namespace boekbrug::adapters::magento_api
