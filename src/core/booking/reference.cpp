// References: what makes a document findable in the ledger again (R4).

#include "core/booking/make_plan.hpp"
#include "core/booking/text.hpp"

namespace boekbrug::core {

namespace {

constexpr std::size_t number_bytes_max = 40;  // some ledgers take 50 in all

bool is_searchable(char letter) noexcept {
  return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
         (letter >= 'A' && letter <= 'Z') || letter == ' ' || letter == '_' || letter == '#' ||
         letter == '-';
}

/// Only characters that every ledger can search for: no commas, colons, pipes, slashes, points.
std::string clean(std::string_view text) {
  std::string made;
  for (const char letter : shorten(trim(text), number_bytes_max)) {
    made.push_back(is_searchable(letter) ? letter : '-');
  }
  return made;
}

/// Ids that do not survive cleaning get a fingerprint, so that two of them stay two.
std::string clean_id(std::string_view id) {
  const std::string made = clean(id);
  if (made == id && !made.empty()) {
    return made;
  }
  fingerprint print;
  print.add(id);
  return hex(print.value());
}

}  // namespace

std::string make_reference(const order& source, const card_settings& cards) {
  const std::string_view number = cards.number == number_source::shop_invoice_number
                                      ? std::string_view(source.invoice_number)
                                      : std::string_view(source.number);
  const std::string prefix = clean(cards.reference_prefix);
  const std::string cleaned = clean(number);
  if (cleaned.empty()) {
    // A bare id could be the number of another order.
    return prefix + "ID-" + clean_id(source.id);
  }
  return cleaned == number ? prefix + cleaned : prefix + cleaned + "-" + clean_id(source.id);
}

std::string make_credit_reference(const credit& source, const order& original,
                                  const card_settings& cards) {
  return make_reference(original, cards) + "-C" + clean_id(source.id);
}

}  // namespace boekbrug::core
