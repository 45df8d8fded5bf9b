// Who a document is booked on (R10).

#include "core/booking/countries.hpp"
#include "core/booking/make_plan.hpp"
#include "core/booking/text.hpp"
#include "core/booking/vat_number.hpp"

namespace boekbrug::core {

namespace {

bool has_place(const address& where) {
  return !trim(where.street).empty() || !trim(where.postcode).empty() || !trim(where.city).empty();
}

bool has_name(const address& who) {
  return !trim(who.company).empty() || !trim(who.first_name).empty() ||
         !trim(who.last_name).empty();
}

std::string text_of(std::string_view text) {
  return std::string(trim(text));
}

/// Two orders of one customer without an e-mail address must give one key, whatever the blanks and
/// case.
std::string address_key(const contact_spec& who) {
  fingerprint print;
  for (const std::string* part : {&who.company, &who.first_name, &who.last_name, &who.street,
                                  &who.street2, &who.postcode, &who.city, &who.country}) {
    std::string plain;
    for (const char letter : lower(*part)) {
      if (letter != ' ') {
        plain.push_back(letter);
      }
    }
    print.add(plain);
  }
  return "address:" + hex(print.value());
}

contact_spec collective_contact(const card_settings& cards) {
  contact_spec made;
  made.collective = true;
  made.company = text_of(cards.collective_name);
  if (made.company.empty()) {
    made.company = "Webwinkelklanten";
  }
  made.cache_key = "collective:" + lower(made.company);
  return made;
}

void fill_name(contact_spec& made, const order& source) {
  const address& from = has_name(source.billing) ? source.billing : source.shipping;
  made.company = text_of(from.company);
  made.first_name = text_of(from.first_name);
  made.last_name = text_of(from.last_name);
  if (!has_name(from)) {
    made.last_name = made.email.empty() ? "Onbekend" : made.email;
  }
}

void fill_place(contact_spec& made, const order& source) {
  const address& from = has_place(source.billing) ? source.billing : source.shipping;
  made.street = text_of(from.street);
  made.street2 = text_of(from.street2);
  made.postcode = text_of(from.postcode);
  made.city = text_of(from.city);
  for (const address* where : {&from, &source.billing, &source.shipping}) {
    made.country = normalise_country(where->country);
    if (!made.country.empty()) {
      break;
    }
  }
}

}  // namespace

contact_spec make_contact(const order& source, const card_settings& cards) {
  if (cards.customers == customer_mode::collective) {
    return collective_contact(cards);
  }
  contact_spec made;
  made.email = text_of(source.billing.email.empty() ? source.shipping.email : source.billing.email);
  fill_name(made, source);
  fill_place(made, source);
  made.phone = text_of(source.billing.phone.empty() ? source.shipping.phone : source.billing.phone);
  const vat_number_check number = check_vat_number(source.vat_number);
  if (number.found == vat_number_check::status::valid) {
    made.vat_number = number.number;
  }
  made.cache_key = made.email.empty() ? address_key(made) : lower(made.email);
  return made;
}

}  // namespace boekbrug::core
