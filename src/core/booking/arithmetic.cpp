#include "core/booking/arithmetic.hpp"

#include <array>

namespace boekbrug::core {

namespace {

__extension__ using wide = __int128;

constexpr scaled_percent whole_percent = 1'000'000'000'000'000;  // 1 %

wide divide_rounded(wide numerator, wide denominator) {
  if (denominator < 0) {
    numerator = -numerator;
    denominator = -denominator;
  }
  const bool negative = numerator < 0;
  const wide size = negative ? -numerator : numerator;
  const wide rounded = (2 * size + denominator) / (2 * denominator);
  return negative ? -rounded : rounded;
}

}  // namespace

std::optional<std::int64_t> scale_exactly(const decimal& value, int digits) {
  static const std::array<decimal, 4> powers{decimal{1}, decimal{10}, decimal{100}, decimal{1000}};
  const decimal scaled = value * powers.at(static_cast<std::size_t>(digits));
  static const decimal limit{"1000000000000000"};
  if (scaled > limit || scaled < -limit || scaled != boost::multiprecision::trunc(scaled)) {
    return std::nullopt;
  }
  return scaled.convert_to<std::int64_t>();
}

std::optional<scaled_percent> scale_percent(const decimal& percent) {
  static const decimal most{1000};
  static const decimal unit{"1000000000000000"};
  if (percent < 0 || percent > most) {
    return std::nullopt;
  }
  const decimal scaled = percent * unit;
  if (scaled != boost::multiprecision::trunc(scaled)) {
    return std::nullopt;
  }
  return scaled.convert_to<std::int64_t>();
}

minor_units share_of(minor_units part, minor_units factor, minor_units whole) {
  return static_cast<minor_units>(divide_rounded(wide{part} * factor, wide{whole}));
}

minor_units vat_in(minor_units base, scaled_percent percent, bool included) {
  constexpr wide hundred = wide{100} * whole_percent;
  if (!included) {
    return static_cast<minor_units>(divide_rounded(wide{base} * percent, hundred));
  }
  return base - static_cast<minor_units>(divide_rounded(wide{base} * hundred, hundred + percent));
}

bool is_vat_tie(minor_units base, scaled_percent percent, bool included) {
  constexpr wide hundred = wide{100} * whole_percent;
  const wide whole = included ? hundred + percent : hundred;
  const wide rest = (wide{base < 0 ? -base : base} * (included ? hundred : wide{percent})) % whole;
  return rest * 2 == whole;
}

decimal exact_amount(minor_units amount, currency unit) {
  static const std::array<decimal, 4> units{decimal{1}, decimal{"0.1"}, decimal{"0.01"},
                                            decimal{"0.001"}};
  return decimal{amount} * units.at(static_cast<std::size_t>(unit.minor_digits()));
}

}  // namespace boekbrug::core
