#pragma once
// Money: minor units with a currency, never binary floating point (DESIGN 5).

#include "core/base/decimal.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace boekbrug::core {

/// An ISO 4217 code: three capital letters.
class currency {
public:
  constexpr currency() = default;
  /// errc::invalid_input unless three ASCII letters; lower case is accepted.
  static result<currency> parse(std::string_view text);
  static constexpr currency eur() { return currency{{'E', 'U', 'R'}}; }
  std::string_view text() const noexcept { return {letters_.data(), letters_.size()}; }
  /// Digits after the point: 2 for EUR, 0 for JPY, 3 for KWD.
  int minor_digits() const noexcept;
  bool operator==(const currency&) const = default;

private:
  constexpr explicit currency(std::array<char, 3> letters) : letters_{letters} {}
  std::array<char, 3> letters_{'E', 'U', 'R'};
};

/// A count of minor units (cents for EUR). The currency stands once beside a group of amounts: on
/// the order, the plan or the document.
using minor_units = std::int64_t;

/// Rounds half away from zero to whole minor units; errc::invalid_input beyond +-9e15.
result<minor_units> to_minor(const decimal& amount, currency unit);
decimal from_minor(minor_units amount, currency unit);
/// Reads an amount text such as "12.345" and rounds it to minor units; "" reads as 0.
result<minor_units> parse_minor(std::string_view text, currency unit);
/// "1234.50": a plain number with all minor digits.
std::string to_text(minor_units amount, currency unit);

}  // namespace boekbrug::core
