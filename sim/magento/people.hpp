#pragma once
// Made-up customers of the simulated shop. All addresses end in ".test".

#include <cstdint>
#include <string>
#include <string_view>

namespace boekbrug::sim::magento {

enum class market : std::uint8_t {
  domestic_consumer,
  domestic_company,
  eu_company,   // reverse charge
  eu_consumer,  // OSS
  outside_eu
};

struct customer {
  std::string prefix, first_name, last_name, company, street, house_number;
  std::string city, postcode, country, region, email, phone, vat_number;
};

/// The same number, market and seed give the same person.
customer make_customer(market kind, std::uint64_t number, std::uint64_t seed);

}  // namespace boekbrug::sim::magento
