#pragma once
// Made-up customers of the simulated shop. All addresses end in ".test".

#include <cstdint>
#include <string>

namespace boekbrug::sim::mijnwebwinkel {

enum class market : std::uint8_t {
  domestic_consumer,
  domestic_company,
  eu_company,   // reverse charge
  eu_consumer,  // OSS
  outside_eu,   // export
};

struct customer {
  std::string id;  // UUID of the account; "" for a guest
  std::string name, company, gender, street, number, zipcode, city, country, email, phone;
  std::string vat_number;  // companies only
};

/// The same customer for the same market, number and seed.
customer make_customer(market kind, std::uint64_t number, std::uint64_t seed);

}  // namespace boekbrug::sim::mijnwebwinkel
