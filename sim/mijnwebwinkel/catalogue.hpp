#pragma once
// What the simulated shop sells, its VAT rates per country, and the lists of the platform.

#include "sim/mijnwebwinkel/amount.hpp"

#include <boost/json/object.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace boekbrug::sim::mijnwebwinkel {

enum class vat_kind : std::uint8_t { standard, reduced, zero };

struct article {
  std::int64_t id;
  std::string_view name, sku;
  cents gross;  // with Dutch VAT, what a shop with prices including VAT enters
  cents net;    // what a shop with prices excluding VAT enters
  vat_kind vat;
  std::int64_t grams;
};

struct gateway_method {
  std::string_view gateway, method, title;
  cents fee;    // asked from the customer, with Dutch VAT
  bool manual;  // the merchant checks by hand
};

std::span<const article> articles() noexcept;
std::span<const gateway_method> gateway_methods() noexcept;
/// Of NL, BE, DE, FR; 0 elsewhere.
rate_bp vat_rate(std::string_view country, vat_kind kind) noexcept;
/// A UUID that belongs to that number and purpose for ever.
std::string make_uuid(std::uint64_t purpose, std::uint64_t number);
/// "Nederland"
std::string_view country_name(std::string_view code) noexcept;

}  // namespace boekbrug::sim::mijnwebwinkel
