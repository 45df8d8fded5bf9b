#include "adapters/shops/magento/customer.hpp"

#include "adapters/shops/magento/text.hpp"
#include "adapters/shops/magento/types.hpp"

#include <cctype>

namespace boekbrug::adapters::magento_api {

namespace {

std::string street_lines(const json::array& street, std::size_t from, std::size_t to) {
  std::string out;
  for (std::size_t at = from; at < street.size() && at < to; ++at) {
    const std::string part = field_text(scalar_text(street[at]).value_or(std::string{}), 250);
    if (!part.empty()) {
      out += (out.empty() ? "" : " ") + part;
    }
  }
  return out;
}

// "Lijnbaan", "5", "2e verdieping": shops with a field for the house number keep it as the second
// line.
bool is_house_number(const json::array& street) {
  if (street.size() < 2) {
    return false;
  }
  const std::string second{trim(scalar_text(street[1]).value_or(std::string{}))};
  return !second.empty() && second.size() <= 8 &&
         std::isdigit(static_cast<unsigned char>(second.front())) != 0;
}

core::address read_address(const fields& source) {
  core::address out;
  const auto get = [&source](std::string_view name) {
    return field_text(source.loose_text(name), 250);
  };
  out.first_name = get("firstname");
  out.last_name = get("lastname");
  if (const auto middle = get("middlename"); !middle.empty()) {
    out.last_name = middle + (out.last_name.empty() ? "" : " ") + out.last_name;
  }
  out.company = get("company");
  const auto& street = source.list_or_empty("street");
  const std::size_t first = is_house_number(street) ? 2 : 1;
  out.street = street_lines(street, 0, first);
  out.street2 = street_lines(street, first, 10);
  out.postcode = get("postcode");
  out.city = get("city");
  out.state = get("region");
  out.country = country_code(source.loose_text("country_id"));
  out.email = get("email");
  out.phone = get("telephone");
  return out;
}

// Null when the order has none: virtual ones.
const json::object* shipping_address(const fields& source) {
  const auto* const list = source.child("extension_attributes").find("shipping_assignments");
  if (list == nullptr || !list->is_array() || list->get_array().empty()) {
    return nullptr;
  }
  const auto* const first = list->get_array().front().if_object();
  const auto* const shipping = first == nullptr ? nullptr : first->if_contains("shipping");
  const auto* const address = shipping == nullptr || !shipping->is_object()
                                  ? nullptr
                                  : shipping->get_object().if_contains("address");
  return address == nullptr ? nullptr : address->if_object();
}

std::string method_title(const fields& source) {
  std::string title;
  for_each_object(source.child("extension_attributes"), "payment_additional_info",
                  [&title](const fields& row) {
                    if (title.empty() && row.loose_text("key") == "method_title") {
                      title = plain_text(row.loose_text("value"), 200);
                    }
                  });
  return title;
}

std::string visible_note(const fields& source) {
  std::string note = field_text(source.loose_text("customer_note"), 2'000);
  if (!note.empty()) {
    return note;
  }
  for_each_object(source, "status_histories", [&note](const fields& row) {
    if (note.empty() && row.flag("is_visible_on_front")) {
      note = plain_text(row.loose_text("comment"), 2'000);
    }
  });
  return note;
}

}  // namespace

std::string clean_vat_number(std::string_view text, std::string_view country) {
  std::string number;
  for (const char c : upper(text)) {
    if (c != ' ' && c != '.' && c != '-' && c != '\t') {
      number.push_back(c);
    }
  }
  const bool bare =
      !number.empty() && std::isdigit(static_cast<unsigned char>(number.front())) != 0;
  if (bare && country.size() == 2) {
    number.insert(
        0, country == "GR" ? "EL" : std::string(country));  // Greece writes EL in VAT numbers
  }
  return number;
}

void read_people(const fields& source, core::order& out) {
  const auto customer = source.id_or_none("customer_id");
  out.customer_id = customer ? std::to_string(*customer) : "0";
  const auto billing = source.child("billing_address");
  out.billing = read_address(billing);
  const std::string email = field_text(source.loose_text("customer_email"), 250);
  if (!email.empty()) {
    out.billing.email = email;
  }
  if (out.billing.first_name.empty() && out.billing.last_name.empty()) {
    out.billing.first_name = field_text(source.loose_text("customer_firstname"), 250);
    out.billing.last_name = field_text(source.loose_text("customer_lastname"), 250);
  }
  std::string number = billing.loose_text("vat_id");
  if (trim(number).empty()) {
    number = source.loose_text("customer_taxvat");
  }
  const auto* const shipping = shipping_address(source);
  if (shipping != nullptr) {
    const fields address{*shipping, source.path() + ".shipping", source.problem()};
    if (!source.flag("is_virtual")) {
      out.shipping = read_address(address);
    }
    if (trim(number).empty()) {
      number = address.loose_text("vat_id");
    }
  }
  out.vat_number = clean_vat_number(field_text(number, 100), out.billing.country);
  out.customer_note = visible_note(source);
}

void read_payment(const fields& source, core::order& out) {
  const auto payment = source.child("payment");
  out.payment_method = field_text(payment.loose_text("method"), 100);
  out.transaction_id = field_text(payment.loose_text("last_trans_id"), 200);
  out.payment_method_title = method_title(source);
  if (out.payment_method_title.empty()) {
    out.payment_method_title = out.payment_method;
  }
}

}  // namespace boekbrug::adapters::magento_api
