#include "core/booking/vat_number.hpp"

#include "core/booking/countries.hpp"
#include "core/booking/text.hpp"

#include <algorithm>

namespace boekbrug::core {

namespace {

bool is_digit(char letter) noexcept {
  return letter >= '0' && letter <= '9';
}

bool is_letter(char letter) noexcept {
  return letter >= 'A' && letter <= 'Z';
}

bool body_is_plausible(std::string_view body) {
  if (body.size() < 2 || body.size() > 13) {
    return false;
  }
  // '+' and '*' occur in Irish and Dutch numbers.
  const bool clean = std::all_of(body.begin(), body.end(), [](char letter) {
    return is_digit(letter) || is_letter(letter) || letter == '+' || letter == '*';
  });
  const auto digits = std::count_if(body.begin(), body.end(), is_digit);
  const auto zeros = std::count(body.begin(), body.end(), '0');
  return clean && digits >= 2 && zeros < digits;
}

}  // namespace

vat_number_check check_vat_number(std::string_view text) {
  vat_number_check made;
  for (const char letter : upper(text)) {
    if (std::string_view(" \t\r\n.-").find(letter) == std::string_view::npos) {
      made.number.push_back(letter);
    }
  }
  if (made.number.empty()) {
    return made;
  }
  const std::string country = normalise_country(std::string_view(made.number).substr(0, 2));
  const bool known = is_eu_country(country) || country == "XI";
  if (!known || !body_is_plausible(std::string_view(made.number).substr(2))) {
    made.found = vat_number_check::status::invalid;
    return made;
  }
  made.found = vat_number_check::status::valid;
  made.country = country;
  return made;
}

}  // namespace boekbrug::core
