#pragma once
// What the simulated shop sells, and its tax table: the one of the measured shop (BE, DE and FR for
// consumers abroad).

#include "sim/woocommerce/amount.hpp"

#include <cstdint>
#include <string_view>
#include <span>

namespace boekbrug::sim::woocommerce {

enum class tax_class : std::uint8_t {
  standard,
  reduced,
  zero,
  none
};  // none: the product is not taxable

struct tax_rate {
  std::int64_t id;
  std::string_view country;
  std::int64_t per_mille_percent;  // 21% = 21'000
  std::string_view label;
  tax_class cls;
};

struct product {
  std::int64_t id;
  std::int64_t variation_id;  // 0 for a simple product
  std::string_view name;      // as WordPress stores it: with entities
  std::string_view parent_name;
  std::string_view sku;
  micro price;      // as entered in a shop with prices including VAT
  micro net_price;  // as entered in a shop with prices excluding VAT
  tax_class cls;
  bool downloadable;  // virtual and downloadable: needs no processing
};

struct gateway {
  std::string_view id;
  std::string_view title;
  bool online;  // sets date_paid by itself
};

std::span<const tax_rate> tax_rates() noexcept;
std::span<const product> products() noexcept;
std::span<const gateway> gateways() noexcept;
/// The row of that country and class; nullptr when there is none (no VAT there).
const tax_rate* find_rate(std::string_view country, tax_class cls) noexcept;
const tax_rate* find_rate(std::int64_t id) noexcept;
const product* find_product(std::int64_t id, std::int64_t variation_id) noexcept;
/// "" / "reduced-rate" / "zero-rate", as lines and products print it.
std::string_view slug(tax_class cls) noexcept;

}  // namespace boekbrug::sim::woocommerce
