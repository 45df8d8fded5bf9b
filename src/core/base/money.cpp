#include "core/base/money.hpp"

#include <algorithm>
#include <cctype>

namespace boekbrug::core {
namespace {

// ISO 4217 currencies whose minor unit is not a hundredth.
constexpr std::array<std::string_view, 16> without_minor{"BIF", "CLP", "DJF", "GNF", "ISK", "JPY",
                                                         "KMF", "KRW", "PYG", "RWF", "UGX", "UYI",
                                                         "VND", "VUV", "XAF", "XOF"};
constexpr std::array<std::string_view, 7> three_digits{"BHD", "IQD", "JOD", "KWD",
                                                       "LYD", "OMR", "TND"};

decimal power_of_ten(int digits) {
  static const std::array<decimal, 4> powers{decimal{1}, decimal{10}, decimal{100}, decimal{1000}};
  return powers.at(static_cast<std::size_t>(digits));
}

}  // namespace

result<currency> currency::parse(std::string_view text) {
  if (text.size() != 3 || !std::all_of(text.begin(), text.end(), [](unsigned char c) {
        return std::isalpha(c) != 0 && c < 128;
      })) {
    return fail(errc::invalid_input,
                "not a currency code: '" + std::string(text.substr(0, 20)) + "'");
  }
  std::array<char, 3> letters{};
  std::transform(text.begin(), text.end(), letters.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return currency{letters};
}

int currency::minor_digits() const noexcept {
  if (std::find(without_minor.begin(), without_minor.end(), text()) != without_minor.end()) {
    return 0;
  }
  return std::find(three_digits.begin(), three_digits.end(), text()) != three_digits.end() ? 3 : 2;
}

result<minor_units> to_minor(const decimal& amount, currency unit) {
  const decimal scaled = round_half_away(amount * power_of_ten(unit.minor_digits()), 0);
  static const decimal limit{"9000000000000000"};
  if (scaled > limit || scaled < -limit) {
    return fail(errc::invalid_input, "amount out of range");
  }
  return scaled.convert_to<minor_units>();
}

decimal from_minor(minor_units amount, currency unit) {
  return decimal{amount} / power_of_ten(unit.minor_digits());
}

result<minor_units> parse_minor(std::string_view text, currency unit) {
  if (text.empty()) {
    return minor_units{0};
  }
  auto amount = parse_decimal(text);
  if (!amount) {
    return amount.error();
  }
  return to_minor(*amount, unit);
}

std::string to_text(minor_units amount, currency unit) {
  const auto digits = static_cast<std::size_t>(unit.minor_digits());
  auto text = std::to_string(amount < 0 ? -amount : amount);
  if (text.size() <= digits) {
    text.insert(0, digits + 1 - text.size(), '0');
  }
  if (digits > 0) {
    text.insert(text.size() - digits, ".");
  }
  return amount < 0 ? "-" + text : text;
}

}  // namespace boekbrug::core
