#include "sim/eboekhouden/amounts.hpp"

namespace boekbrug::sim::eboekhouden {

namespace {

constexpr wide largest = static_cast<wide>(1'000'000'000) * decimal_one;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

wide power_of_ten(unsigned exponent) {
  wide out = 1;
  while (exponent-- > 0) {
    out *= 10;
  }
  return out;
}

}  // namespace

wide divide_rounded(wide dividend, wide divisor) {
  const bool negative = (dividend < 0) != (divisor < 0);
  const wide top = dividend < 0 ? -dividend : dividend;
  const wide bottom = divisor < 0 ? -divisor : divisor;
  const wide quotient = (2 * top + bottom) / (2 * bottom);
  return negative ? -quotient : quotient;
}

std::optional<decimal> parse_number(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) {
    text.remove_prefix(1);
  }
  if (text.empty() || !is_digit(text.front()) || !is_digit(text.back()) || text.size() > 30) {
    return std::nullopt;
  }
  wide units = 0;
  unsigned places = 0;
  bool point = false;
  for (const char c : text) {
    if (c == '.' && !point) {
      point = true;
      continue;
    }
    if (!is_digit(c) || (point && places == decimal_places_max && c != '0')) {
      return std::nullopt;
    }
    if (point && places == decimal_places_max) {
      continue;
    }
    units = units * 10 + (c - '0');
    places += point ? 1U : 0U;
  }
  units *= power_of_ten(decimal_places_max - places);
  if (units > largest) {
    return std::nullopt;
  }
  return decimal{negative ? -units : units};
}

decimal rounded_to(decimal value, unsigned places) {
  const wide step = power_of_ten(decimal_places_max - places);
  return {divide_rounded(value.units, step) * step};
}

std::optional<cents> line_amount(decimal quantity, decimal price) {
  constexpr wide beyond = 1'000'000'000'000'000;
  const wide out = divide_rounded(quantity.units * price.units, decimal_one * (decimal_one / 100));
  if (out > beyond || out < -beyond) {
    return std::nullopt;
  }
  return static_cast<cents>(out);
}

std::optional<cents> exact_cents(decimal value) {
  if (value.units % (decimal_one / 100) != 0) {
    return std::nullopt;
  }
  return static_cast<cents>(value.units / (decimal_one / 100));
}

cents vat_on(cents excl, int rate) {
  return static_cast<cents>(divide_rounded(static_cast<wide>(excl) * rate, 10'000));
}

cents excl_inside(cents incl, int rate) {
  return static_cast<cents>(divide_rounded(static_cast<wide>(incl) * 10'000, 10'000 + rate));
}

std::string money_text(cents value) {
  const cents magnitude = value < 0 ? -value : value;
  const auto rest = magnitude % 100;
  return (value < 0 ? "-" : "") + std::to_string(magnitude / 100) + (rest < 10 ? ".0" : ".") +
         std::to_string(rest);
}

std::string number_text(decimal value) {
  const wide magnitude = value.units < 0 ? -value.units : value.units;
  std::string out = value.units < 0 ? "-" : "";
  out += std::to_string(static_cast<std::int64_t>(magnitude / decimal_one));
  auto fraction = std::to_string(static_cast<std::int64_t>(magnitude % decimal_one + decimal_one));
  fraction.front() = '.';
  while (fraction.back() == '0') {
    fraction.pop_back();
  }
  return fraction.size() > 1 ? out + fraction : out;
}

std::string rate_text(int rate) {
  return number_text({static_cast<wide>(rate) * (decimal_one / 100)});
}

}  // namespace boekbrug::sim::eboekhouden
