#pragma once
// Amounts as the simulated shop computes them: whole millionths, WooCommerce's internal precision.
// Deliberately not core's decimals: a simulator has to be wrong in its own way (DESIGN 7).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace boekbrug::sim::woocommerce {

/// Millionths of the currency's unit: 12.95 is 12'950'000.
using micro = std::int64_t;
inline constexpr micro micro_per_unit = 1'000'000;
inline constexpr micro micro_per_cent = 10'000;

enum class half : std::uint8_t {
  up,
  down
};  // what happens to an exact half: away from zero, or towards it

/// a * b / c, rounded to a whole number; `c` is positive.
micro multiply_divide(micro a, micro b, micro c, half rule = half::up) noexcept;
/// Rounds to whole cents.
micro round_to_cents(micro amount, half rule = half::up) noexcept;
/// "12.950000": `digits` decimals (0..30), halves away from zero; what `dp` does to an answer.
std::string to_text(micro amount, int digits);
void append_text(std::string& out, micro amount, int digits);
/// "-12.345" with at most 6 decimals; nothing for any other text.
std::optional<micro> parse_amount(std::string_view text) noexcept;
/// "5.5" or "21": without needless zeros, as PHP prints a number.
std::string to_shortest_text(micro amount);

}  // namespace boekbrug::sim::woocommerce
