#pragma once
// Money of the simulated shop: whole millionths for prices and counts, whole cents for totals.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace boekbrug::sim::ccvshop {

using micro = std::int64_t;
using cents = std::int64_t;
/// A VAT percentage in hundredths: 2100 is 21 %, 550 is 5.5 %.
using vat_rate = std::int64_t;

inline constexpr micro micro_per_unit = 1'000'000;
inline constexpr micro micro_per_cent = 10'000;

/// value x factor / divisor, rounded half away from zero; exact in between.
std::int64_t scaled(std::int64_t value, std::int64_t factor, std::int64_t divisor) noexcept;
struct share {
  std::int64_t whole = 0;
  std::int64_t rest = 0;
};
/// value x weight / total, cut off, and what is left over; exact in between.
share share_of(std::int64_t value, std::int64_t weight, std::int64_t total) noexcept;
cents to_cents(micro amount) noexcept;
constexpr micro from_cents(cents amount) noexcept {
  return amount * micro_per_cent;
}
/// As the API writes numbers: "590", "616.67", "-5".
std::string number_text(micro amount);
/// "12.34", for the books.
std::string cents_text(cents amount);
/// "21", "5.5".
std::string rate_text(vat_rate rate);
/// A JSON number of at most six decimals; no exponent.
std::optional<micro> parse_number(std::string_view text) noexcept;

}  // namespace boekbrug::sim::ccvshop
