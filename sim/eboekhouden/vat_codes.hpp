#pragma once
// The fixed VAT codes of Dutch and Belgian administrations.

#include "sim/eboekhouden/dates.hpp"

#include <optional>
#include <string_view>

namespace boekbrug::sim::eboekhouden {

enum class vat_side : std::uint8_t { sale, purchase, both };

struct vat_code {
  std::string_view name;
  std::string_view country;  // "NL", "BE", "" = any
  vat_side side = vat_side::sale;
  int rate = 0;                 // hundredths of a percent
  bool amount_given = false;    // AFW_VERK, AFW: the VAT comes with the row
  std::string_view ended = {};  // first day on which the code is gone
};

/// nullptr for a code that does not exist.
const vat_code* find_vat_code(std::string_view name);
bool usable_in(const vat_code& code, std::string_view country, day when);
inline bool sells(const vat_code& code) {
  return code.side != vat_side::purchase;
}

}  // namespace boekbrug::sim::eboekhouden
