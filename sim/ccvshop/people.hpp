#pragma once
// Made-up customers; all addresses end in ".test".

#include "sim/ccvshop/model.hpp"

#include <string>

namespace boekbrug::sim::ccvshop {

struct person {
  std::string first_name, last_name, company, vat_number, chamber_number;
  std::string street, suffix, zipcode, city, country, country_code, email, telephone;
  std::int64_t house_number = 1;
};

/// The same person for the same numbers.
person make_person(buyer_ref buyer, std::uint64_t seed);
std::string_view country_of(buyer_ref buyer, std::uint64_t seed);
/// A well spread number out of two.
std::uint64_t mixed(std::uint64_t a, std::uint64_t b) noexcept;

}  // namespace boekbrug::sim::ccvshop
