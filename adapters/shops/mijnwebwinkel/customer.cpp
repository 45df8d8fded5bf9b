#include "adapters/shops/mijnwebwinkel/customer.hpp"

#include "adapters/shops/mijnwebwinkel/types.hpp"
#include "core/booking/countries.hpp"
#include "core/booking/text.hpp"

#include <algorithm>
#include <cctype>

namespace boekbrug::adapters::mijnwebwinkel_api {

namespace {

std::string country_of(const members& source) {
  std::string code = core::normalise_country(source.text("country_code"));
  return core::is_country(code) ? code : std::string{};
}

// The name is one field, and stays one: where it splits is a guess.
core::address read_address(const members& source) {
  core::address out;
  out.last_name = source.plain("name", 200);
  out.company = source.plain("company", 200);
  out.street = source.plain("street", 200);
  const auto number = source.plain("number", 40);
  if (!number.empty()) {
    out.street += (out.street.empty() ? "" : " ") + number;
  }
  out.postcode = source.plain("zipcode", 20);
  out.city = source.plain("city", 100);
  out.state = source.plain("state", 100);
  out.country = country_of(source);
  out.phone = source.plain("phone", 40);
  return out;
}

void fill_up(std::string& field, const std::string& other) {
  if (field.empty()) {
    field = other;
  }
}

std::string clean_vat_number(std::string_view text, std::string_view country) {
  std::string out;
  for (const char c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 || (c & 0x80) != 0) {
      out.push_back(c);
    }
  }
  out = core::upper(out).substr(0, 40);
  const bool prefixed = out.size() > 2 && std::isalpha(static_cast<unsigned char>(out[0])) != 0 &&
                        std::isalpha(static_cast<unsigned char>(out[1])) != 0;
  if (out.empty() || prefixed || !core::is_eu_country(country)) {
    return out;
  }
  return std::string(country == "GR" ? "EL" : country) + out;
}

}  // namespace

void read_people(const members& source, core::order& out) {
  const auto debtor = source.object("debtor");
  const auto addresses = debtor.object("address");
  const auto invoice = addresses.object("invoice");
  const auto delivery = addresses.object("delivery");
  out.customer_id = debtor.plain("id", 100);
  out.billing = read_address(invoice);
  fill_up(out.billing.last_name, debtor.plain("name", 200));
  fill_up(out.billing.company, debtor.plain("company", 200));
  fill_up(out.billing.phone, debtor.plain("phone", 40));
  out.billing.email = debtor.plain("email", 200);
  out.shipping = delivery.present() ? read_address(delivery) : out.billing;
  out.shipping.email.clear();
  // Where the goods go decides about VAT: the shipping country before that of the bill.
  const auto shipments = source.list("shipping");
  if (out.shipping.country.empty() && !shipments.empty()) {
    std::string code = core::normalise_country(shipments[0].object("country").text("isocode"));
    out.shipping.country = core::is_country(code) ? code : std::string{};
  }
  fill_up(out.shipping.country, out.billing.country);
  fill_up(out.billing.country, out.shipping.country);
  out.vat_number = clean_vat_number(invoice.text("taxnumber"), out.billing.country);
}

}  // namespace boekbrug::adapters::mijnwebwinkel_api
