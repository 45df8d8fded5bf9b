#include "sim/woocommerce/amount.hpp"

#include <algorithm>
#include <cstddef>

namespace boekbrug::sim::woocommerce {
namespace {

__extension__ using wide = __int128;

micro divide(wide value, wide by, half rule) noexcept {
  const bool negative = value < 0;
  const wide size = negative ? -value : value;
  wide whole = size / by;
  const wide twice = (size % by) * 2;
  if (twice > by || (twice == by && rule == half::up)) {
    ++whole;
  }
  return static_cast<micro>(negative ? -whole : whole);
}

}  // namespace

micro multiply_divide(micro a, micro b, micro c, half rule) noexcept {
  return divide(static_cast<wide>(a) * b, c, rule);
}

micro round_to_cents(micro amount, half rule) noexcept {
  return divide(amount, micro_per_cent, rule) * micro_per_cent;
}

void append_text(std::string& out, micro amount, int digits) {
  digits = std::clamp(digits, 0, 30);
  micro scale = micro_per_unit;
  for (int i = 0; i < std::min(digits, 6); ++i) {
    scale /= 10;
  }
  const micro rounded = divide(amount, scale, half::up);
  const auto size = static_cast<std::uint64_t>(rounded < 0 ? -rounded : rounded);
  const std::uint64_t per_unit = static_cast<std::uint64_t>(micro_per_unit / scale);
  if (rounded < 0) {
    out += '-';
  }
  out += std::to_string(size / per_unit);
  if (digits == 0) {
    return;
  }
  const std::string fraction = std::to_string(size % per_unit);
  out += '.';
  out.append(static_cast<std::size_t>(std::min(digits, 6)) - fraction.size(), '0');
  out += fraction;
  out.append(static_cast<std::size_t>(std::max(digits - 6, 0)), '0');
}

std::string to_text(micro amount, int digits) {
  std::string out;
  append_text(out, amount, digits);
  return out;
}

std::optional<micro> parse_amount(std::string_view text) noexcept {
  const bool negative = text.starts_with('-');
  if (negative) {
    text.remove_prefix(1);
  }
  micro value = 0;
  int before = 0;
  int after = -1;
  for (const char c : text) {
    if (c == '.' && after < 0) {
      after = 0;
    } else if (c < '0' || c > '9' || (after < 0 ? ++before > 12 : ++after > 6)) {
      return std::nullopt;
    } else {
      value = value * 10 + (c - '0');
    }
  }
  if (before == 0 || after == 0) {
    return std::nullopt;
  }
  for (int i = std::max(after, 0); i < 6; ++i) {
    value *= 10;
  }
  return negative ? -value : value;
}

std::string to_shortest_text(micro amount) {
  std::string out = to_text(amount, 6);
  out.erase(out.find_last_not_of('0') + 1);
  if (out.ends_with('.')) {
    out.pop_back();
  }
  return out;
}

}  // namespace boekbrug::sim::woocommerce
