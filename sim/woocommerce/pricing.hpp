#pragma once
// What WooCommerce makes of a cart: net lines, VAT per line and rate, totals. Written from section
// 4 of the reference on the shop's own arithmetic; the booking rules of core are not used here.

#include "sim/woocommerce/catalogue.hpp"

#include <optional>
#include <string>
#include <vector>

namespace boekbrug::sim::woocommerce {

struct tax_settings {
  bool prices_include_tax = true;
  bool round_at_subtotal = false;
  std::string base_country = "NL";
};

struct cart_line {
  const product* item = nullptr;
  int quantity = 1;
};
struct cart_fee {
  std::string name;
  micro net = 0;  // negative fees are not taxed, as the block checkout leaves them
  bool taxable = true;
};
struct cart_coupon {
  std::string code;
  bool percent = true;
  micro amount = 0;  // percent, or money in the way prices are entered
};
struct cart_shipping {
  std::string method_id;
  std::string title;
  std::string instance_id;
  micro net = 0;
};
struct cart {
  std::vector<cart_line> lines;
  std::optional<cart_shipping> shipping;
  std::vector<cart_fee> fees;
  std::vector<cart_coupon> coupons;
  std::string tax_country;  // where the goods go
  bool vat_exempt = false;
};

struct line_tax {
  const tax_rate* rate;
  micro total;     // unrounded: what `taxes[].total` prints
  micro subtotal;  // before discount; unused by shipping and fees
};
/// One product, shipping or fee line.
struct priced_line {
  micro subtotal = 0;  // net before discount
  micro subtotal_tax = 0;
  micro total = 0;  // net after discount, up to six decimals
  micro total_tax = 0;
  std::vector<line_tax> taxes;  // at most one: no compound rates here
};
struct priced_rate {
  const tax_rate* rate;
  micro tax_total = 0;
  micro shipping_tax_total = 0;
};
struct priced_coupon {
  micro discount = 0;
  micro discount_tax = 0;
};
struct priced_cart {
  std::vector<priced_line> lines;
  std::optional<priced_line> shipping;
  std::vector<priced_line> fees;
  std::vector<priced_rate> rates;
  std::vector<priced_coupon> coupons;
  micro discount_total = 0, discount_tax = 0;
  micro shipping_total = 0, shipping_tax = 0;
  micro cart_tax = 0, total_tax = 0, total = 0;
};

priced_cart price(const cart& wanted, const tax_settings& settings);

}  // namespace boekbrug::sim::woocommerce
