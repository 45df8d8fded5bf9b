#include "adapters/ledgers/eboekhouden/contacts.hpp"

#include "adapters/ledgers/eboekhouden/countries.hpp"
#include "adapters/ledgers/eboekhouden/errors.hpp"
#include "adapters/ledgers/eboekhouden/requests.hpp"
#include "adapters/ledgers/eboekhouden/text.hpp"
#include "core/booking/text.hpp"

namespace boekbrug::adapters::eboekhouden_api {
namespace {

using core::errc;

constexpr std::size_t email_chars_max = 150;

std::string person(const core::contact_spec& who) {
  const auto first = std::string(core::trim(who.first_name));
  const auto last = std::string(core::trim(who.last_name));
  return first + (first.empty() || last.empty() ? "" : " ") + last;
}

bool is_business(const core::contact_spec& who) {
  return who.collective || !core::trim(who.company).empty() || !who.vat_number.empty();
}

std::string base36(std::uint64_t value, std::size_t digits) {
  constexpr std::string_view letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  std::string text(digits, '0');
  for (std::size_t left = digits; left > 0; --left) {
    text[left - 1] = letters[value % letters.size()];
    value /= letters.size();
  }
  return text;
}

}  // namespace

std::string relation_code(const core::contact_spec& who) {
  core::fingerprint print;
  if (who.cache_key.empty()) {
    for (const auto* part : {&who.email, &who.company, &who.first_name, &who.last_name, &who.street,
                             &who.street2, &who.postcode, &who.city, &who.country}) {
      print.add(core::lower(core::trim(*part)));
    }
  } else {
    print.add(who.cache_key);
  }
  return "BB" + base36(print.value(), 13);  // 13 places hold all 64 bits
}

std::string relation_name(const core::contact_spec& who) {
  auto name = std::string(core::trim(who.company));
  if (name.empty()) {
    name = person(who);
  }
  if (name.empty() && !who.collective) {
    name = who.email;  // what people know a nameless guest by
  }
  return first_chars(name, 100);
}

std::string relation_address(const core::contact_spec& who) {
  const auto more = std::string(core::trim(who.street2));
  return first_chars(std::string(core::trim(who.street)) + (more.empty() ? "" : " ") + more, 150);
}

core::result<core::http_request> make_create_contact(const core::ledger_connection& ledger,
                                                     const core::contact_spec& who) {
  const auto name = relation_name(who);
  if (name.empty()) {
    return core::fail(errc::customer_refused,
                      "the customer has neither a name nor an e-mail address");
  }
  const auto email = core::trim(who.email);
  if (count_chars(email) > email_chars_max) {
    return core::fail(errc::email_refused,
                      "longer than " + std::to_string(email_chars_max) + " characters");
  }
  const auto contact = core::trim(who.company).empty() ? std::string{} : person(who);
  json_object body;
  body.text("type", is_business(who) ? "B" : "P")
      .text("code", relation_code(who))
      .text("name", name)
      .text_if("contact", first_chars(contact, 50))
      .text_if("address", relation_address(who))
      .text_if("postalCode", first_chars(who.postcode, 50))
      .text_if("city", first_chars(who.city, 50))
      .text_if("country", first_chars(dutch_country(who.country), 50))
      .text_if("phoneNumber", first_chars(who.phone, 50))
      .text_if("emailAddress", email)
      .text_if("vatNumber", first_chars(who.vat_number, 50))
      .text("note", "Boekbrug")
      .flag("doNotReceiveNewsletters", true);
  return make_post(ledger, "/v1/relation", body);
}

core::result<core::contact_ref> parse_created_contact(const core::http_response& answer) {
  const auto parsed = accepted_json(call::create_contact, answer);
  if (!parsed) {
    return parsed.error();
  }
  fault problem;
  core::contact_ref made{json_reader{*parsed, "$", problem}.required_id("id"), false};
  if (problem) {
    return unreadable(answer, problem);
  }
  return made;
}

}  // namespace boekbrug::adapters::eboekhouden_api
