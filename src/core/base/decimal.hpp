#pragma once
// Exact decimal numbers for rates, quantities and unit prices.

#include "core/base/result.hpp"

#include <boost/multiprecision/cpp_dec_float.hpp>

#include <string>
#include <string_view>

namespace boekbrug::core {

/// 50 decimal digits: every sum and product in this program is exact, divisions are rounded far
/// below a cent. Never built from a double.
using decimal = boost::multiprecision::number<boost::multiprecision::cpp_dec_float<50>,
                                              boost::multiprecision::et_off>;

/// Reads "-12.345"; at most 15 digits before and 15 after the point. No exponent, no separators.
result<decimal> parse_decimal(std::string_view text);
/// The shortest plain text ("21", "5.5", "-0.125"), never an exponent; at most 15 decimals.
std::string to_text(const decimal& value);
/// Rounds half away from zero to `digits` decimals (0..15).
decimal round_half_away(const decimal& value, int digits);

}  // namespace boekbrug::core
