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

constexpr std::size_t number_max = 50;  // e-boekhouden.md 2.2

/// The number as it was meant where that is possible, else one made of its fingerprint; always ends
/// in a digit.
std::string fit_number(const std::string& head, const std::string& tail) {
  const std::string whole = head + tail;
  const bool ends_well = !tail.empty() && tail.back() >= '0' && tail.back() <= '9';
  if (ends_well && whole.size() <= number_max) {
    return whole;
  }
  fingerprint print;
  print.add(tail);
  return shorten(head, number_max - 20) + std::to_string(print.value());
}

std::string head_of(const order& source, const card_settings& cards, const time_zone* zone,
                    std::string_view series) {
  std::string made = clean(cards.reference_prefix) + std::string(series);
  if (cards.year_in_number) {
    const auto day =
        zone == nullptr ? time_zone{}.local_date(source.created) : zone->local_date(source.created);
    made += std::to_string(static_cast<int>(day.year()));
  }
  return made;
}

std::string tail_of(const order& source, const card_settings& cards) {
  card_settings bare = cards;
  bare.reference_prefix.clear();
  return make_reference(source, bare);
}

}  // namespace

std::string make_invoice_number(const order& source, const card_settings& cards,
                                const time_zone* zone) {
  return fit_number(head_of(source, cards, zone, {}), tail_of(source, cards));
}

std::string make_credit_number(const credit& source, const order& original,
                               const card_settings& cards, const time_zone* zone) {
  return fit_number(head_of(original, cards, zone, "C"),
                    tail_of(original, cards) + "-" + clean_id(source.id));
}

std::string make_reference(const order& source, const plan_context& context) {
  return context.traits.numbers_are_ours ? make_invoice_number(source, *context.cards, context.zone)
                                         : make_reference(source, *context.cards);
}

std::string make_credit_reference(const credit& source, const order& original,
                                  const plan_context& context) {
  return context.traits.numbers_are_ours
             ? make_credit_number(source, original, *context.cards, context.zone)
             : make_credit_reference(source, original, *context.cards);
}

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
