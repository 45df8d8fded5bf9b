#include "core/base/decimal.hpp"

#include <algorithm>

namespace boekbrug::core {
namespace {

constexpr std::size_t digits_max = 15;

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

result<decimal> parse_decimal(std::string_view text) {
  auto body = text;
  if (!body.empty() && (body.front() == '-' || body.front() == '+')) {
    body.remove_prefix(1);
  }
  const auto point = body.find('.');
  auto whole = body.substr(0, point);
  const auto fraction =
      point == std::string_view::npos ? std::string_view{} : body.substr(point + 1);
  const auto first = whole.find_first_not_of('0');
  const auto significant = first == std::string_view::npos ? 0 : whole.size() - first;
  if ((whole.empty() && fraction.empty()) || !all_digits(whole) || !all_digits(fraction) ||
      significant > digits_max || fraction.size() > digits_max || text.size() > 64) {
    return fail(errc::invalid_input,
                "not a decimal number: '" + std::string(text.substr(0, 40)) + "'");
  }
  std::string plain{text.front() == '-' ? "-" : ""};
  plain += whole.empty() ? "0" : std::string(whole);
  if (!fraction.empty()) {
    plain += "." + std::string(fraction);
  }
  return decimal{plain};
}

std::string to_text(const decimal& value) {
  auto text = round_half_away(value, static_cast<int>(digits_max))
                  .str(static_cast<std::streamsize>(digits_max), std::ios_base::fixed);
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') {
      text.pop_back();
    }
  }
  return text == "-0" ? "0" : text;
}

decimal round_half_away(const decimal& value, int digits) {
  const decimal scale = boost::multiprecision::pow(decimal{10}, digits);
  const decimal half{"0.5"};
  const decimal scaled = value * scale;
  const decimal rounded = scaled < 0
                              ? decimal{-boost::multiprecision::floor(decimal{-scaled + half})}
                              : decimal{boost::multiprecision::floor(decimal{scaled + half})};
  return rounded / scale;
}

}  // namespace boekbrug::core
