#pragma once
// VAT numbers by their shape; whether one exists is for VIES, not for us.

#include <cstdint>
#include <string>
#include <string_view>

namespace boekbrug::core {

struct vat_number_check {
  enum class status : std::uint8_t { absent = 1, valid, invalid };
  status found = status::absent;
  std::string number;  // upper case, without blanks, dots and dashes
  std::string
      country;  // of a valid one, as ISO code: EL numbers are GR, XI (Northern Ireland) stays XI
};

/// Valid: the prefix of an EU country (or XI) and 2 to 13 letters or digits of which at least two
/// digits, not all of them zero; so placeholders such as "NL000000000B00" or "ONBEKEND" are not.
vat_number_check check_vat_number(std::string_view text);

}  // namespace boekbrug::core
