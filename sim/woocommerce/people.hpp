#pragma once
// Made-up customers of the simulated shop. All addresses end in ".test".

#include "sim/woocommerce/order_writer.hpp"

#include <cstdint>
#include <string>

namespace boekbrug::sim::woocommerce {

enum class market : std::uint8_t {
  domestic_consumer,
  domestic_company,
  eu_company,   // reverse charge
  eu_consumer,  // OSS
  outside_eu,   // export
};

struct customer {
  person who;
  std::string vat_number;  // companies only
};

/// The same customer for the same market and number: a returning one.
customer make_customer(market kind, std::uint64_t number, std::uint64_t seed);
/// VAT numbers with right check digits, for NL, BE, DE and FR.
std::string make_vat_number(std::string_view country, std::uint64_t number);

}  // namespace boekbrug::sim::woocommerce
