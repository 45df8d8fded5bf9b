// Who bought, and where it went.

#include "adapters/shops/ccvshop/orders.hpp"
#include "adapters/shops/ccvshop/text.hpp"
#include "adapters/shops/ccvshop/types.hpp"
#include "core/booking/text.hpp"

#include <cctype>

namespace boekbrug::adapters::ccvshop_api {

namespace {

std::string street_of(const fields& source) {
  std::string line = plain_text(source.text("address_line_1"), 250);
  if (!line.empty()) {
    return line;
  }
  line = plain_text(source.text("street"), 200);
  for (const std::string_view key : {"housenumber", "housenumber_suffix"}) {
    const std::string more = plain_text(source.text(key), 20);
    if (!more.empty()) {
      line += (line.empty() || key == "housenumber_suffix" ? "" : " ") + more;
    }
  }
  return line;
}

core::address read_address(const fields& source) {
  core::address out;
  out.first_name = plain_text(source.text("first_name"), 250);
  out.last_name = plain_text(source.text("last_name"), 250);
  if (out.last_name.empty()) {
    // Delivery addresses have only the whole name.
    const std::string whole = plain_text(source.text("full_name"), 250);
    out.last_name = out.first_name.empty() || whole != out.first_name ? whole : "";
    if (!out.last_name.empty()) {
      out.first_name.clear();
    }
  } else if (out.first_name.empty()) {
    out.first_name = plain_text(source.text("initials"), 50);
  }
  out.company = plain_text(source.text("company"), 250);
  out.street = street_of(source);
  out.street2 = plain_text(source.text("address_line_2"), 250);
  out.postcode = plain_text(source.text("zipcode"), 50);
  out.city = plain_text(source.text("city"), 250);
  out.state = plain_text(source.text("province"), 100);
  out.country = country_code(source.text("country_code"));
  out.phone = plain_text(source.text("telephone"), 50);
  if (out.phone.empty()) {
    out.phone = plain_text(source.text("mobile"), 50);
  }
  return out;
}

bool is_empty(const core::address& where) {
  return where.street.empty() && where.city.empty() && where.postcode.empty() &&
         where.country.empty() && where.last_name.empty() && where.company.empty();
}

std::string clean_vat_number(std::string_view text, std::string_view country) {
  std::string number;
  for (const char c : core::upper(text)) {
    if (std::string_view{" .-\t"}.find(c) == std::string_view::npos) {
      number.push_back(c);
    }
  }
  const bool bare =
      !number.empty() && std::isdigit(static_cast<unsigned char>(number.front())) != 0;
  if (bare && country.size() == 2) {
    number.insert(0, country == "GR" ? "EL" : std::string(country));  // Greece writes EL
  }
  return number;
}

/// Goods that are fetched change hands where they are fetched; unless the shop calls it an
/// intra-EU supply: it decided what was charged.
void read_pickup(const core::shop_connection& shop, const fields& header, core::order& out) {
  if (core::lower(header.text("deliver_method")) != "pickup" ||
      header.flag_or("is_intra_community_order", false)) {
    return;
  }
  core::address where;
  if (const auto* const point = header.object("pickup_address")) {
    where = read_address(fields{*point, "pickup_address", header.problem()});
  }
  if (where.country.empty()) {
    where.country = country_code(option_of(shop, option::country));
  }
  if (!where.country.empty()) {
    out.shipping = where;
  }
}

void read_note(const fields& billing, const fields& customer, core::order& out) {
  out.customer_note = field_text(billing.text("comment"), 2000);
  const std::string reference = plain_text(customer.text("reference"), 200);
  if (!reference.empty()) {
    out.customer_note += (out.customer_note.empty() ? "" : "\n") + ("Referentie: " + reference);
  }
}

}  // namespace

void read_customer(const core::shop_connection& shop, const fields& header, core::order& out) {
  if (const auto* const user = header.object("user")) {
    out.customer_id = fields{*user, "user", header.problem()}.text("id");
  }
  // Orders of the till may lack a customer.
  if (const auto* const object = header.object("customer")) {
    const fields customer{*object, "customer", header.problem()};
    if (const auto* const billing = customer.object("billingaddress")) {
      const fields source{*billing, "customer.billingaddress", header.problem()};
      out.billing = read_address(source);
      read_note(source, customer, out);
    }
    if (const auto* const delivery = customer.object("deliveryaddress")) {
      out.shipping = read_address(fields{*delivery, "customer.deliveryaddress", header.problem()});
    }
    for (const std::string_view key : {"email_invoice", "email"}) {
      if (out.billing.email.empty()) {
        out.billing.email = plain_text(customer.text(key), 250);
      }
    }
    out.vat_number = clean_vat_number(plain_text(customer.text("btw"), 50), out.billing.country);
  }
  if (is_empty(out.billing) && is_empty(out.shipping)) {
    // Sold over the counter: the till knows no customer.
    out.billing.country = country_code(option_of(shop, option::country));
  }
  if (is_empty(out.shipping)) {
    out.shipping = out.billing;
    out.shipping.email.clear();
  } else if (out.shipping.country.empty()) {
    out.shipping.country = out.billing.country;
  }
  read_pickup(shop, header, out);
}

std::string rate_country(const core::order_line& line, const core::order& source) {
  const core::decimal percent = line.vat_percent.value_or(0);
  // Fetched goods may still carry the VAT of the customer's country.
  const bool abroad = !source.shipping.country.empty() && source.shipping.country != "NL";
  const std::string& country = abroad ? source.shipping.country : source.billing.country;
  // 21 and 9 may be the shop's own rates (below the OSS threshold) as well as the customer's: the
  // shop does not say, so the booking rules decide.
  const bool dutch = percent == 21 || percent == 9;
  return percent > 0 && !dutch && country != "NL" ? country : std::string{};
}

}  // namespace boekbrug::adapters::ccvshop_api
