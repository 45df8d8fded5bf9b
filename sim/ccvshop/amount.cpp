#include "sim/ccvshop/amount.hpp"

#include <cstdlib>

namespace boekbrug::sim::ccvshop {
namespace {

__extension__ using wide = __int128;

std::string with_decimals(std::int64_t whole, std::int64_t part, std::size_t width, bool negative,
                          bool shorten) {
  std::string digits = std::to_string(part);
  digits.insert(0, width - digits.size(), '0');
  while (shorten && !digits.empty() && digits.back() == '0') {
    digits.pop_back();
  }
  return (negative ? "-" : "") + std::to_string(whole) + (digits.empty() ? "" : "." + digits);
}

}  // namespace

std::int64_t scaled(std::int64_t value, std::int64_t factor, std::int64_t divisor) noexcept {
  const wide product = static_cast<wide>(value) * factor;
  const wide half = divisor / 2;
  return static_cast<std::int64_t>(product < 0 ? -((-product + half) / divisor)
                                               : (product + half) / divisor);
}

share share_of(std::int64_t value, std::int64_t weight, std::int64_t total) noexcept {
  const wide product = static_cast<wide>(value) * weight;
  return {static_cast<std::int64_t>(product / total), static_cast<std::int64_t>(product % total)};
}

cents to_cents(micro amount) noexcept {
  return scaled(amount, 1, micro_per_cent);
}

std::string number_text(micro amount) {
  return with_decimals(std::abs(amount / micro_per_unit), std::abs(amount % micro_per_unit), 6,
                       amount < 0, true);
}

std::string cents_text(cents amount) {
  return with_decimals(std::abs(amount / 100), std::abs(amount % 100), 2, amount < 0, false);
}

std::string rate_text(vat_rate rate) {
  return with_decimals(std::abs(rate / 100), std::abs(rate % 100), 2, rate < 0, true);
}

std::optional<micro> parse_number(std::string_view text) noexcept {
  const bool negative = text.starts_with('-');
  text.remove_prefix(negative ? 1 : 0);
  if (text.empty() || text.size() > 20) {
    return std::nullopt;
  }
  micro out = 0;
  int decimals = -1;
  int digits = 0;
  for (const char c : text) {
    if (c == '.' && decimals < 0 && digits > 0) {
      decimals = 0;
      continue;
    }
    // 12 digits before the point and 6 behind it fit in 64 bits.
    if (c < '0' || c > '9' || decimals == 6 || (decimals < 0 && digits == 12)) {
      return std::nullopt;
    }
    out = out * 10 + (c - '0');
    decimals < 0 ? ++digits : ++decimals;
  }
  if (decimals == 0) {
    return std::nullopt;
  }
  for (int i = decimals < 0 ? 0 : decimals; i < 6; ++i) {
    out *= 10;
  }
  return negative ? -out : out;
}

}  // namespace boekbrug::sim::ccvshop
