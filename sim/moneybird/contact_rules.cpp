#include "sim/moneybird/contact_rules.hpp"

#include "sim/moneybird/world.hpp"

#include <algorithm>

namespace boekbrug::sim::moneybird {

namespace {

constexpr std::string_view countries =
    " AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR "
    "BS"
    " BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC "
    "EE"
    " EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK "
    "HM"
    " HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB "
    "LC"
    " LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ "
    "NA"
    " NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU "
    "RW"
    " SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN "
    "TO"
    " TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW ";

bool digits_only(std::string_view text, std::size_t low, std::size_t high) {
  return text.size() >= low && text.size() <= high &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_alphanumeric(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '+' || c == '*';
  });
}

bool is_blank(const std::string& text) {
  return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

refusal set_flag(std::string_view key, const json::value& value, bool& to) {
  const auto flag = flag_of(value);
  if (!flag) {
    return invalid_shape("contact", key);
  }
  to = *flag;
  return std::nullopt;
}

refusal set_workflow(std::string_view key, const json::value& value, record_id& to) {
  const auto id = id_of(value);
  const bool cleared = value.is_string() && value.get_string().empty();
  if (!id && !cleared) {
    return invalid_shape("contact", key);
  }
  to = id.value_or(0);
  return std::nullopt;
}

refusal set_person(const json::value& value, contact& to, time_point now) {
  const auto* fields = value.if_object();
  const auto part = [fields](std::string_view key) -> std::string {
    const auto* found = fields != nullptr ? fields->if_contains(key) : nullptr;
    return found != nullptr && found->is_string() ? std::string(found->get_string()) : "";
  };
  const person made{0, part("firstname"), part("lastname"), now};
  if (made.firstname.empty() || made.lastname.empty()) {
    return invalid_shape("contact", "contact_person");
  }
  to.people.push_back(made);
  return std::nullopt;
}

/// Members that are not plain texts; `known` tells whether there is such a member.
refusal apply_other(const administration& of, std::string_view key, const json::value& value,
                    contact& to, time_point now, bool& known) {
  known = true;
  if (key == "email_ubl") {
    return set_flag(key, value, to.email_ubl);
  }
  if (key == "direct_debit") {
    return set_flag(key, value, to.direct_debit);
  }
  if (key == "sepa_active") {
    return set_flag(key, value, to.sepa_active);
  }
  if (key == "invoice_workflow_id") {
    return set_workflow(key, value, to.invoice_workflow);
  }
  if (key == "estimate_workflow_id") {
    return set_workflow(key, value, to.estimate_workflow);
  }
  if (key == "custom_fields_attributes") {
    return read_custom_fields(of, value, "contact", to.custom_fields);
  }
  if (key == "contact_person") {
    return set_person(value, to, now);
  }
  if (key == "sepa_sequence_type" || key == "sepa_mandate_date") {
    if (!value.is_string()) {
      return invalid_shape("contact", key);
    }
    (key == "sepa_sequence_type" ? to.sepa_sequence_type : to.sepa_mandate_date) =
        value.get_string();
    return std::nullopt;
  }
  known = false;
  return std::nullopt;
}

void check_emails(const std::string& field, std::string_view name, violations& found) {
  for (const auto& address : addresses(field)) {
    if (!is_email(address)) {
      found.add(name, "is not a valid email address", "invalid_email");
    } else if (address.ends_with(".invalid")) {
      found.add(name, "includes a domain which cannot receive emails",
                "domain_cannot_receive_emails");
    }
  }
}

void check_choices(const administration& of, const contact& one, violations& found) {
  static constexpr std::array<std::string_view, 5> deliveries{"Email", "Manual", "Peppol",
                                                              "Simplerinvoicing", "Post"};
  const auto& delivery = one.texts[delivery_method];
  if (std::find(deliveries.begin(), deliveries.end(), delivery) == deliveries.end()) {
    found.add("delivery_method", "is not included in the list", "inclusion");
  }
  if (!is_country(one.texts[country])) {
    found.add("country", "is invalid", "invalid");
  }
  const auto& number = one.texts[tax_number];
  if (!number.empty() && !is_vat_number(number)) {
    found.add("tax_number", "is invalid", "invalid");
  }
  if (one.invoice_workflow != 0) {
    const auto* flow = of.find_workflow(one.invoice_workflow);
    if (flow == nullptr || !flow->for_invoices) {
      found.add("invoice_workflow_id", "is not found", "invalid");
    }
  }
}

}  // namespace

bool is_country(std::string_view code) {
  return code.size() == 2 && code.find(' ') == std::string_view::npos &&
         countries.find(" " + std::string(code) + " ") != std::string_view::npos;
}

bool is_email(std::string_view address) {
  const auto at = address.find('@');
  if (at == std::string_view::npos || at == 0 ||
      address.find('@', at + 1) != std::string_view::npos ||
      address.find_first_of(" \t\r\n;<>\"()") != std::string_view::npos) {
    return false;
  }
  const auto domain = address.substr(at + 1);
  return domain.find('.') != std::string_view::npos && domain.front() != '.' &&
         domain.back() != '.' && domain.find("..") == std::string_view::npos &&
         domain.front() != '-';
}

bool is_vat_number(std::string_view number) {
  std::string plain;
  for (const char c : number) {
    if (c != ' ' && c != '.' && c != '-') {
      plain.push_back(c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
    }
  }
  if (plain.size() < 4 || plain.size() > 17 || !is_alphanumeric(plain) ||
      plain.find_first_of("0123456789") == std::string::npos) {
    return false;
  }
  const std::string_view prefix{plain.data(), 2};
  const std::string_view rest{plain.data() + 2, plain.size() - 2};
  if (prefix == "NL") {
    return rest.size() == 12 && digits_only(rest.substr(0, 9), 9, 9) && rest[9] == 'B' &&
           digits_only(rest.substr(10), 2, 2);
  }
  if (prefix == "BE") {
    return digits_only(rest, 9, 10);
  }
  if (prefix == "DE") {
    return digits_only(rest, 9, 9);
  }
  if (prefix == "FR") {
    return rest.size() == 11 && digits_only(rest.substr(2), 9, 9);
  }
  return true;
}

refusal apply_contact_fields(const administration& of, const json::object& fields, contact& to,
                             time_point now) {
  for (const auto& member : fields) {
    const std::string_view key = member.key();
    const auto& value = member.value();
    const auto at = std::find(contact_texts.begin(), contact_texts.end(), key);
    if (at != contact_texts.end()) {
      if (!value.is_string() && !value.is_null()) {
        return invalid_shape("contact", key);
      }
      auto& held = to.texts[static_cast<std::size_t>(at - contact_texts.begin())];
      const auto written = value.is_null() ? std::string{} : std::string(value.get_string());
      if (key == "tax_number" && written != held) {
        to.tax_number_set_at = now;
      }
      held = written;
      continue;
    }
    bool known = false;
    if (auto refused = apply_other(of, key, value, to, now, known); refused && !value.is_null()) {
      return refused;
    }
    if (!known) {
      // So `email` and `attention` are refused too: only the send_invoices_to_ forms can be
      // written.
      return not_allowed("contact", key);
    }
  }
  return std::nullopt;
}

refusal check_contact(const administration& of, const contact& one) {
  violations found;
  if (is_blank(one.texts[company_name]) && is_blank(one.texts[firstname]) &&
      is_blank(one.texts[lastname])) {
    for (const auto* name : {"firstname", "lastname", "company_name"}) {
      found.add(name, "is required", "is required");
    }
  }
  check_emails(one.texts[invoices_email], "send_invoices_to_email", found);
  check_emails(one.texts[estimates_email], "send_estimates_to_email", found);
  check_choices(of, one, found);
  const auto holder = of.by_customer_id.find(one.texts[customer_id]);
  if (!one.texts[customer_id].empty() && holder != of.by_customer_id.end() &&
      holder->second != one.id) {
    found.add("customer_id", "has already been taken", "taken");
  }
  return found.empty() ? std::nullopt : refusal{found.answer()};
}

}  // namespace boekbrug::sim::moneybird
