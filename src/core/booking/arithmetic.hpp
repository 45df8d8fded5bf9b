#pragma once
// The integer arithmetic of VAT: exact, half away from zero, no decimals in between.

#include "core/base/money.hpp"
#include "core/booking/plan.hpp"

#include <cstdint>
#include <optional>

namespace boekbrug::core {

/// A percentage as a whole number of 1e-15: "21" is 21e15. Percentages have at most 15 decimals.
using scaled_percent = std::int64_t;

/// Nothing when the percentage is outside 0..1000 or has more than 15 decimals.
std::optional<scaled_percent> scale_percent(const decimal& percent);

/// `value` * 10^`digits` when that is a whole number below 1e15; else nothing.
std::optional<std::int64_t> scale_exactly(const decimal& value, int digits);

/// `part` * `factor` / `whole`, rounded half away from zero; `whole` is not 0.
minor_units share_of(minor_units part, minor_units factor, minor_units whole);

/// The VAT in (incl.) or on (excl.) a base: incl. takes the rounded net out of the gross.
minor_units vat_in(minor_units base, scaled_percent percent, bool included);

/// Whether the VAT of that base lies exactly between two minor units: then it depends on whether
/// the net or the VAT is rounded, and ledgers differ.
bool is_vat_tie(minor_units base, scaled_percent percent, bool included);

/// An exact amount as a decimal: `from_minor` divides, which may leave a trace in the 50th digit.
decimal exact_amount(minor_units amount, currency unit);

/// Amounts beyond this are refused, so that no sum of lines can overflow.
inline constexpr minor_units amount_max = 1'000'000'000'000;  // ten billion euro
inline constexpr std::size_t lines_max = 100'000;

}  // namespace boekbrug::core
