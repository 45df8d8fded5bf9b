#include "sim/moneybird/amounts.hpp"

#include <algorithm>
#include <cstddef>

namespace boekbrug::sim::moneybird {

namespace {

constexpr std::size_t decimals = 8;
constexpr wide largest = static_cast<wide>(1'000'000'000) * amount_one;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

wide divide_rounded(wide dividend, wide divisor) {
  const bool negative = (dividend < 0) != (divisor < 0);
  const wide top = dividend < 0 ? -dividend : dividend;
  const wide bottom = divisor < 0 ? -divisor : divisor;
  const wide quotient = (2 * top + bottom) / (2 * bottom);
  return negative ? -quotient : quotient;
}

amount multiply(amount a, amount b) {
  return {divide_rounded(a.units * b.units, amount_one)};
}

amount to_cents(amount value) {
  return {divide_rounded(value.units, amount_cent) * amount_cent};
}

amount percentage_of(amount value, amount percentage) {
  return {divide_rounded(value.units * percentage.units, amount_one * 100 * amount_cent) *
          amount_cent};
}

amount tax_inside(amount gross, amount percentage) {
  const wide divisor = (100 * amount_one + percentage.units) * amount_cent;
  return {divide_rounded(gross.units * percentage.units, divisor) * amount_cent};
}

std::optional<amount> parse_amount(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) {
    text.remove_prefix(1);
  }
  if (text.empty() || !is_digit(text.front()) || text.size() > 40) {
    return std::nullopt;
  }
  wide units = 0;
  std::size_t places = 0;
  bool point = false;
  bool round_up = false;
  for (const char c : text) {
    if ((c == '.' || c == ',') && !point) {
      point = true;
      continue;
    }
    if (!is_digit(c)) {
      return std::nullopt;
    }
    if (!point || places < decimals) {
      units = units * 10 + (c - '0');
      places += point ? 1U : 0U;
    } else if (places++ == decimals) {
      round_up = c >= '5';
    }
    if (units > largest * 10) {
      return std::nullopt;
    }
  }
  for (std::size_t i = std::min(places, decimals); i < decimals; ++i) {
    units *= 10;
  }
  units += round_up ? 1 : 0;
  if (units > largest) {
    return std::nullopt;
  }
  return amount{negative ? -units : units};
}

std::string text(amount value) {
  const wide magnitude = value.units < 0 ? -value.units : value.units;
  std::string out = value.units < 0 ? "-" : "";
  std::string digits;
  wide rest = magnitude / amount_one;
  do {
    digits.push_back(static_cast<char>('0' + static_cast<int>(rest % 10)));
    rest /= 10;
  } while (rest > 0);
  out.append(digits.rbegin(), digits.rend());
  std::string fraction(decimals, '0');
  rest = magnitude % amount_one;
  for (std::size_t i = decimals; i-- > 0;) {
    fraction[i] = static_cast<char>('0' + static_cast<int>(rest % 10));
    rest /= 10;
  }
  while (fraction.size() > 1 && fraction.back() == '0') {
    fraction.pop_back();
  }
  return out + "." + fraction;
}

}  // namespace boekbrug::sim::moneybird
