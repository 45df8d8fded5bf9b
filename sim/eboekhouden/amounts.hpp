#pragma once
// Exact numbers for the simulator's own arithmetic; shares nothing with core's.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace boekbrug::sim::eboekhouden {

using cents = std::int64_t;
__extension__ using wide = __int128;

/// A number in units of 10^-8.
struct decimal {
  wide units = 0;
  bool operator==(const decimal&) const = default;
};

inline constexpr wide decimal_one = 100'000'000;
inline constexpr unsigned decimal_places_max = 8;

inline decimal whole(std::int64_t value) {
  return {static_cast<wide>(value) * decimal_one};
}

/// Rounds the quotient half away from zero.
wide divide_rounded(wide dividend, wide divisor);
/// A JSON number without exponent; up to 1e9 either way, at most eight decimals.
std::optional<decimal> parse_number(std::string_view text);
/// Half away from zero.
decimal rounded_to(decimal value, unsigned places);
/// quantity x price to cents; nullopt when it is far beyond any invoice.
std::optional<cents> line_amount(decimal quantity, decimal price);
/// The amount in cents; nullopt when there are more than two decimals.
std::optional<cents> exact_cents(decimal value);

/// VAT on an amount without VAT; the rate in hundredths of a percent.
cents vat_on(cents excl, int rate);
/// The amount without VAT inside an amount with VAT.
cents excl_inside(cents incl, int rate);

/// "31.15", "-0.05".
std::string money_text(cents value);
/// "2", "0.125".
std::string number_text(decimal value);
/// 2100 -> "21", 950 -> "9.5".
std::string rate_text(int rate);

}  // namespace boekbrug::sim::eboekhouden
