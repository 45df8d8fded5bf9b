#pragma once
// What Magento makes of a cart with its default settings (tax on the total): row totals, tax after
// discount, the tax hidden in a discount. Written from section 4 of the reference and section 3's
// example; the booking rules of core are not used here.

#include "sim/magento/catalogue.hpp"

#include <string>
#include <vector>

namespace boekbrug::sim::magento {

struct tax_settings {
  bool prices_include_tax = true;  // catalogue, shipping and discounts alike
  bool tax_after_discount = true;
  std::string store_country = "NL";
};

/// One order row. Configurable and fixed bundle: the parent has the price; dynamic bundle: the
/// children have.
struct cart_line {
  const product* item = nullptr;
  money quantity = one;  // ten-thousandths of a piece
  int parent = -1;       // index of the parent's row
  bool priced = true;    // false: an unpriced child, or the parent of a dynamic bundle
};

struct cart {
  std::vector<cart_line> lines;
  bool has_shipping = false;
  money shipping = 0;          // as typed in the settings: with or without VAT
  money discount_percent = 0;  // ten-thousandths of a percent
  money discount_fixed = 0;    // over the whole cart
  bool discounts_shipping = false;
  std::string tax_country = "NL";
  bool vat_exempt = false;
};

struct priced_line {
  const tax_rate* rate = nullptr;
  money price = 0, price_incl = 0;
  money row_total = 0, row_incl = 0;
  money tax = 0, discount = 0, compensation = 0;
  money weee_row = 0, weee_row_incl = 0;
  money gross() const noexcept { return row_total + tax + compensation - discount + weee_row_incl; }
};

struct priced_cart {
  std::vector<priced_line> lines;  // as the cart's; dynamic parents hold the sum of their children
  priced_line shipping;
  money subtotal = 0, subtotal_incl = 0;
  money discount = 0;      // with the part on shipping; positive
  money compensation = 0;  // of the products
  money tax = 0;           // with shipping's and weee's
  money weee = 0;          // net
  money total = 0;         // before gift cards and the like
};

priced_cart price(const cart& wanted, const tax_settings& settings);

}  // namespace boekbrug::sim::magento
