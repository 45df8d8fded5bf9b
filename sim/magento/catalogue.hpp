#pragma once
// What the simulated shop sells, and the VAT rates it knows.

#include "sim/magento/text.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::sim::magento {

enum class product_type : std::uint8_t {
  simple,
  configurable,
  bundle_dynamic,
  bundle_fixed,
  grouped,
  virtual_item,
  downloadable,
  giftcard
};

enum class tax_class : std::uint8_t { high, low, none };

struct bundle_part {
  int child = 0;  // id of the child product
  int quantity = 1;
};

struct product {
  int id = 0;
  product_type type = product_type::simple;
  std::string_view sku, name;
  money price = 0;  // as typed in the catalogue: with or without VAT, as the shop is set
  tax_class tax = tax_class::high;
  bool alone = true;               // false: only as a part of another
  money weee = 0;                  // fixed product tax, net, per piece
  std::vector<bundle_part> parts;  // of configurable (one), bundle, grouped
};

const std::vector<product>& products();
const product& product_by_id(int id);
std::string_view type_code(product_type type) noexcept;
bool ships(product_type type) noexcept;

struct tax_rate {
  int id = 0;
  std::string_view country;
  std::int64_t percent = 0;  // hundredths of a percent: 550 = 5.5%
  std::string_view code, title;
  tax_class tax = tax_class::high;
};
const std::vector<tax_rate>& tax_rates();
/// nullptr: no VAT there.
const tax_rate* rate_for(std::string_view country, tax_class tax) noexcept;

}  // namespace boekbrug::sim::magento
