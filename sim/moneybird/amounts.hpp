#pragma once
// Exact decimals with eight places for the simulator's own arithmetic; shares nothing with core's.

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace boekbrug::sim::moneybird {

__extension__ using wide = __int128;

/// A number in units of 10^-8.
struct amount {
  wide units = 0;
  auto operator<=>(const amount&) const = default;
};

inline constexpr wide amount_one = 100'000'000;
inline constexpr wide amount_cent = 1'000'000;

inline amount operator+(amount a, amount b) {
  return {a.units + b.units};
}
inline amount operator-(amount a, amount b) {
  return {a.units - b.units};
}
inline amount operator-(amount a) {
  return {-a.units};
}
inline amount& operator+=(amount& a, amount b) {
  a.units += b.units;
  return a;
}
inline amount whole(long long value) {
  return {static_cast<wide>(value) * amount_one};
}
inline bool is_zero(amount value) {
  return value.units == 0;
}

/// Rounds the quotient half away from zero.
wide divide_rounded(wide dividend, wide divisor);
amount multiply(amount a, amount b);
/// To cents, half away from zero.
amount to_cents(amount value);
/// value x percentage / 100, to cents.
amount percentage_of(amount value, amount percentage);
/// The tax inside a gross sum, to cents: value x percentage / (100 + percentage).
amount tax_inside(amount gross, amount percentage);
/// "-12.345" or "12,345"; up to 1e9 either way, digits beyond the eighth decimal are rounded.
std::optional<amount> parse_amount(std::string_view text);
/// The form of Moneybird's answers: at least one decimal ("0.0", "12.1", "0.125").
std::string text(amount value);

}  // namespace boekbrug::sim::moneybird
