#pragma once
// Amounts as the simulated shop computes them: whole cents for what is paid, whole millionths for
// what is net. Arithmetic of its own, so that it is not wrong in the way the product is (DESIGN 7).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace boekbrug::sim::mijnwebwinkel {

using cents = std::int64_t;
/// Millionths of the currency's unit.
using micros = std::int64_t;
/// Hundredths of a percent: 21% is 2100, 5.5% is 550.
using rate_bp = std::int64_t;
inline constexpr micros micros_per_cent = 10'000;

/// a * b / c, halves away from zero; `c` is positive.
std::int64_t multiply_divide(std::int64_t a, std::int64_t b, std::int64_t c) noexcept;
cents to_cents(micros amount) noexcept;
/// "-12.34"
std::string cents_text(cents amount);
/// "-12.340000"
std::string micros_text(micros amount);
/// "21.00"
std::string rate_text(rate_bp rate);
/// "21", "5.5": without needless zeros.
std::string short_rate_text(rate_bp rate);
/// "-12.345678", at most six decimals; nothing for any other text.
std::optional<micros> parse_amount(std::string_view text) noexcept;
/// Net part of a gross amount at that rate, in millionths.
micros net_of(cents gross, rate_bp rate) noexcept;
/// VAT inside a gross amount, in whole cents.
cents vat_in(cents gross, rate_bp rate) noexcept;

}  // namespace boekbrug::sim::mijnwebwinkel
