#include "sim/mijnwebwinkel/amount.hpp"

namespace boekbrug::sim::mijnwebwinkel {
namespace {

// GNU's 128-bit integer: a product of two amounts does not fit in 64 bits.
__extension__ using wide = __int128;

std::string decimal_text(std::int64_t amount, std::int64_t unit, std::size_t decimals) {
  const std::int64_t size = amount < 0 ? -amount : amount;
  const std::string fraction = std::to_string(size % unit);
  return (amount < 0 ? "-" : "") + std::to_string(size / unit) + "." +
         std::string(decimals - fraction.size(), '0') + fraction;
}

}  // namespace

std::int64_t multiply_divide(std::int64_t a, std::int64_t b, std::int64_t c) noexcept {
  const wide product = static_cast<wide>(a) * b;
  const wide size = product < 0 ? -product : product;
  const wide rounded = (2 * size + c) / (2 * static_cast<wide>(c));
  return static_cast<std::int64_t>(product < 0 ? -rounded : rounded);
}

cents to_cents(micros amount) noexcept {
  return multiply_divide(amount, 1, micros_per_cent);
}

std::string cents_text(cents amount) {
  return decimal_text(amount, 100, 2);
}
std::string micros_text(micros amount) {
  return decimal_text(amount, 1'000'000, 6);
}
std::string rate_text(rate_bp rate) {
  return decimal_text(rate, 100, 2);
}

std::string short_rate_text(rate_bp rate) {
  std::string out = rate_text(rate);
  while (out.ends_with('0')) {
    out.pop_back();
  }
  if (out.ends_with('.')) {
    out.pop_back();
  }
  return out;
}

std::optional<micros> parse_amount(std::string_view text) noexcept {
  const bool negative = text.starts_with('-');
  text.remove_prefix(negative ? 1 : 0);
  micros value = 0;
  int decimals = -1;  // -1 while before the point
  bool any = false;
  for (const char c : text) {
    if (c == '.' && decimals < 0 && any) {
      decimals = 0;
    } else if (c >= '0' && c <= '9' && decimals < 6 && value < 100'000'000'000'000) {
      value = value * 10 + (c - '0');
      decimals += decimals >= 0 ? 1 : 0;
      any = true;
    } else {
      return std::nullopt;
    }
  }
  if (!any || decimals == 0) {
    return std::nullopt;
  }
  for (int i = decimals < 0 ? 0 : decimals; i < 6; ++i) {
    if (value > 100'000'000'000'000'000) {
      return std::nullopt;
    }
    value *= 10;
  }
  return negative ? -value : value;
}

micros net_of(cents gross, rate_bp rate) noexcept {
  return multiply_divide(gross * micros_per_cent, 10'000, 10'000 + rate);
}

cents vat_in(cents gross, rate_bp rate) noexcept {
  return multiply_divide(gross, rate, 10'000 + rate);
}

}  // namespace boekbrug::sim::mijnwebwinkel
