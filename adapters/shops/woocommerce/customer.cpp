#include "adapters/shops/woocommerce/customer.hpp"

#include "adapters/shops/woocommerce/text.hpp"
#include "adapters/shops/woocommerce/types.hpp"
#include "core/time/time_text.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace boekbrug::adapters::woocommerce_api {

namespace {

// woocommerce.md 3, in its order.
constexpr std::array<std::string_view, 17> vat_keys{"_billing_vat_number",
                                                    "_vat_number",
                                                    "vat_number",
                                                    "VAT Number",
                                                    "_billing_eu_vat_number",
                                                    "billing_eu_vat_number",
                                                    "_billing_vat_id",
                                                    "_shipping_vat_id",
                                                    "billing_vat",
                                                    "yweu_billing_vat",
                                                    "billing_vat_number",
                                                    "_billing_eu_vat",
                                                    "_billing_btw_nummer",
                                                    "_billing_dic",
                                                    "_wpo_ips_checkout_field",
                                                    "_billing_vat",
                                                    "billing_btw_nummer"};

// Checkout fields that shops make themselves: "_wc_billing/winkel/btw-nummer",
// "billing_company_vat_id".
constexpr std::array<std::string_view, 4> vat_endings{"btw_nummer", "btwnummer", "vat_number",
                                                      "vat_id"};

bool looks_like_vat_key(std::string_view key) {
  std::string name = lower(key);
  std::replace(name.begin(), name.end(), '-', '_');
  return std::any_of(vat_endings.begin(), vat_endings.end(), [&name](std::string_view ending) {
    return name.size() >= ending.size() &&
           std::string_view{name}.substr(name.size() - ending.size()) == ending;
  });
}

std::string aelia_number(const order_meta& meta) {
  const auto* const evidence = meta.find("_eu_vat_evidence");
  if (evidence == nullptr || !evidence->is_object()) {
    return {};
  }
  const auto* const exemption = evidence->get_object().if_contains("exemption");
  if (exemption == nullptr || !exemption->is_object()) {
    return {};
  }
  const auto* const number = exemption->get_object().if_contains("vat_number");
  return number == nullptr ? std::string{} : scalar_text(*number).value_or(std::string{});
}

std::string raw_vat_number(const order_meta& meta, std::string_view own_field) {
  if (!own_field.empty()) {
    if (auto own = meta.text(own_field); !own.empty()) {
      return own;
    }
  }
  for (const auto key : vat_keys) {
    if (auto found = meta.text(key); !found.empty()) {
      return found;
    }
  }
  if (auto found = aelia_number(meta); !found.empty()) {
    return found;
  }
  // The buyer's own number before that of the place of delivery.
  const auto billing = meta.first_text([](std::string_view key) {
    return looks_like_vat_key(key) && lower(key).find("shipping") == std::string::npos;
  });
  return billing.empty() ? meta.first_text(looks_like_vat_key) : billing;
}

// Unix seconds (WP Overnight), or "2026-05-01 10:00:00" in old versions.
std::optional<core::time_point> invoice_date(const std::string& text) {
  if (const auto seconds = read_count(text);
      seconds && *seconds > 0 && *seconds < 253'402'300'800) {
    return core::time_point{std::chrono::seconds{*seconds}};
  }
  const auto read = core::parse_time(text);
  return read ? std::optional<core::time_point>{*read} : std::nullopt;
}

}  // namespace

core::address read_address(const fields& order, std::string_view key) {
  core::address out;
  const auto* const object = order.object(key);
  if (object == nullptr) {
    return out;
  }
  const fields source{*object, order.path() + (order.path().empty() ? "" : ".") + std::string(key),
                      order.problem()};
  const auto get = [&source](std::string_view name) {
    return field_text(source.loose_text(name), 250);
  };
  out.first_name = get("first_name");
  out.last_name = get("last_name");
  out.company = get("company");
  out.street = get("address_1");
  out.street2 = get("address_2");
  out.postcode = get("postcode");
  out.city = get("city");
  out.state = get("state");
  out.country = country_code(source.loose_text("country"));
  out.email = get("email");
  out.phone = get("phone");
  return out;
}

order_meta::order_meta(const fields& order) : rows_{&order.list_or_empty("meta_data")} {}

const json::value* order_meta::find(std::string_view key) const {
  for (const auto& row : *rows_) {
    const auto* const object = row.if_object();
    const auto* const name = object == nullptr ? nullptr : object->if_contains("key");
    if (name != nullptr && name->is_string() && view(name->get_string()) == key) {
      const auto* const value = object->if_contains("value");
      if (value != nullptr && !value->is_null()) {
        return value;
      }
    }
  }
  return nullptr;
}

std::string order_meta::text(std::string_view key) const {
  const auto* const value = find(key);
  return value == nullptr ? std::string{}
                          : field_text(scalar_text(*value).value_or(std::string{}), 100);
}

template <class Matches>
std::string order_meta::first_text(Matches matches) const {
  for (const auto& row : *rows_) {
    const auto* const object = row.if_object();
    const auto* const name = object == nullptr ? nullptr : object->if_contains("key");
    if (name == nullptr || !name->is_string() || !matches(view(name->get_string()))) {
      continue;
    }
    const auto* const value = object->if_contains("value");
    auto found = value == nullptr ? std::string{}
                                  : field_text(scalar_text(*value).value_or(std::string{}), 100);
    if (!found.empty()) {
      return found;
    }
  }
  return {};
}

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

std::string read_vat_number(const order_meta& meta, std::string_view own_field,
                            const core::address& billing) {
  return clean_vat_number(raw_vat_number(meta, own_field), billing.country);
}

shop_invoice read_invoice(const order_meta& meta) {
  for (const std::string_view key :
       {"_wcpdf_invoice_number", "_bewpi_invoice_number", "_ywpi_invoice_number"}) {
    if (auto number = meta.text(key); !number.empty()) {
      const bool dated = key == "_wcpdf_invoice_number";
      return {std::move(number),
              dated ? invoice_date(meta.text("_wcpdf_invoice_date")) : std::nullopt};
    }
  }
  return {};
}

}  // namespace boekbrug::adapters::woocommerce_api
