#include "adapters/ledgers/moneybird/requests.hpp"
#include "adapters/ledgers/moneybird/types.hpp"

#include <boost/json/object.hpp>

namespace boekbrug::adapters::moneybird_api {
namespace {

using core::errc;

void put(boost::json::object& object, std::string_view key, const std::string& value) {
  if (!value.empty()) {
    object[{key.data(), key.size()}] = value;
  }
}

}  // namespace

std::string contact_query(const core::contact_spec& who) {
  if (who.collective) {
    return who.company;
  }
  // Without an e-mail address the street comes first: few contacts share it, and the answer has one
  // page.
  for (const auto* candidate :
       {&who.email, &who.street, &who.postcode, &who.company, &who.last_name, &who.first_name}) {
    if (!candidate->empty()) {
      return *candidate;
    }
  }
  return {};
}

core::result<core::http_request> make_find_contact(const core::ledger_connection& ledger,
                                                   const core::contact_spec& who) {
  const auto query = contact_query(who);
  if (query.empty()) {
    return core::fail(errc::customer_refused,
                      "the customer has neither an e-mail address nor a name");
  }
  return make_call(ledger, core::http_method::get,
                   "/contacts.json?query=" + core::percent_encode(query) +
                       "&per_page=" + std::to_string(page_size));
}

core::result<core::http_request> make_create_contact(const core::ledger_connection& ledger,
                                                     const core::contact_spec& who) {
  const bool nameless = who.company.empty() && who.first_name.empty() && who.last_name.empty();
  if (nameless && (who.email.empty() || who.collective)) {
    return core::fail(errc::customer_refused,
                      "the customer has neither a name nor an e-mail address");
  }
  boost::json::object contact;
  put(contact, "company_name", who.company);
  put(contact, "firstname", who.first_name);
  // Moneybird wants one of the three names; the address is what people know a nameless guest by.
  put(contact, "lastname", nameless ? who.email : who.last_name);
  put(contact, "address1", who.street);
  put(contact, "address2", who.street2);
  put(contact, "zipcode", who.postcode);
  put(contact, "city", who.city);
  put(contact, "country", who.country);
  put(contact, "phone", who.phone);
  contact["delivery_method"] = "Manual";  // without it Moneybird would mail by default
  put(contact, "send_invoices_to_email", who.email);
  put(contact, "tax_number", who.vat_number);
  return make_call(ledger, core::http_method::post, "/contacts.json",
                   boost::json::object{{"contact", std::move(contact)}});
}

}  // namespace boekbrug::adapters::moneybird_api
