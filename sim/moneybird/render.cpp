#include "sim/moneybird/render.hpp"

#include <algorithm>

namespace boekbrug::sim::moneybird {

namespace {

json::array notes_json(const administration& of, const std::vector<note>& notes) {
  json::array out;
  for (const auto& one : notes) {
    out.push_back(json::object{{"id", id_json(one.id)},
                               {"administration_id", of.settings.id},
                               {"note", one.text},
                               {"created_at", text(one.created_at)}});
  }
  return out;
}

json::array events_json(const administration& of, const std::vector<event>& events) {
  json::array out;
  for (const auto& one : events) {
    out.push_back(json::object{{"administration_id", of.settings.id},
                               {"user_id", id_json(of.user)},
                               {"action", one.action},
                               {"link_entity_id", nullptr},
                               {"link_entity_type", nullptr},
                               {"data", json::object{}},
                               {"created_at", text(one.at)},
                               {"updated_at", text(one.at)}});
  }
  return out;
}

json::array custom_fields_json(const administration& of, const custom_values& values) {
  json::array out;
  for (const auto& [id, value] : values) {
    const auto at = std::find_if(of.custom_fields.begin(), of.custom_fields.end(),
                                 [id = id](const custom_field& field) { return field.id == id; });
    out.push_back(json::object{{"id", id_json(id)},
                               {"name", at == of.custom_fields.end() ? "" : at->name},
                               {"value", value}});
  }
  return out;
}

/// VIES is asked in the background: unknown for half a minute, then an answer.
json::value tax_number_valid(const contact& one, time_point now) {
  const auto& number = one.texts[tax_number];
  if (number.empty() || !one.tax_number_set_at ||
      now - *one.tax_number_set_at < std::chrono::seconds{30}) {
    return nullptr;
  }
  return number.find("000000000") == std::string::npos;
}

json::array people_json(const administration& of, const contact& one) {
  json::array out;
  for (const auto& person : one.people) {
    out.push_back(json::object{{"id", id_json(person.id)},
                               {"contact_id", id_json(one.id)},
                               {"administration_id", of.settings.id},
                               {"firstname", person.firstname},
                               {"lastname", person.lastname},
                               {"phone", nullptr},
                               {"email", nullptr},
                               {"department", nullptr},
                               {"created_at", text(person.created_at)},
                               {"updated_at", text(person.created_at)}});
  }
  return out;
}

amount in_base(const invoice& of, amount value) {
  return to_cents(multiply(value, of.exchange_rate));
}

json::object detail_json(const administration& of, const invoice& owner, const detail& line) {
  json::array boxes;
  if (!line.rate->report_box.empty()) {
    boxes.emplace_back(line.rate->report_box);
  }
  json::object out{{"id", id_json(line.id)},
                   {"administration_id", of.settings.id},
                   {"tax_rate_id", id_json(line.rate->id)},
                   {"ledger_account_id", id_json(line.ledger_account)},
                   {"project_id", nullptr},
                   {"product_id", id_json(line.product)}};
  out["amount"] = line.quantity_text ? json::value(*line.quantity_text) : json::value(nullptr);
  out["amount_decimal"] = text(line.quantity);
  out["description"] = line.description;
  out["price"] = text(line.price);
  out["period"] = text_or_null(line.period);
  out["row_order"] = line.row_order;
  out["total_price_excl_tax_with_discount"] = text(line.net);
  out["total_price_excl_tax_with_discount_base"] = text(in_base(owner, line.net));
  out["tax_report_reference"] = std::move(boxes);
  out["mandatory_tax_text"] = text_or_null(line.rate->mandatory_text);
  out["created_at"] = text(line.created_at);
  out["updated_at"] = text(line.updated_at);
  return out;
}

void add_money(json::object& out, const administration& of, const invoice& one) {
  json::array details;
  for (const auto& line : one.details) {
    details.push_back(detail_json(of, one, line));
  }
  out["details"] = std::move(details);
  json::array payments;
  for (const auto& paid : one.payments) {
    payments.push_back(payment_json(of, one, paid));
  }
  out["payments"] = std::move(payments);
  out["total_paid"] = text(one.paid());
  out["total_unpaid"] = text(one.unpaid());
  out["total_unpaid_base"] = text(in_base(one, one.unpaid()));
  out["prices_are_incl_tax"] = one.incl_tax;
  out["total_price_excl_tax"] = text(one.total_excl);
  out["total_price_excl_tax_base"] = text(in_base(one, one.total_excl));
  out["total_price_incl_tax"] = text(one.total_incl);
  out["total_price_incl_tax_base"] = text(in_base(one, one.total_incl));
}

void add_ends(json::object& out, const administration& of, const invoice& one) {
  out["marked_dubious_on"] = nullptr;
  out["marked_uncollectible_on"] = nullptr;
  out["notes"] = notes_json(of, one.notes);
  json::array attachments;
  for (const auto id : one.attachments) {
    attachments.push_back(json::object{{"id", id_json(id)}});
  }
  out["attachments"] = std::move(attachments);
  out["events"] = events_json(of, one.events);
  out["tax_totals"] = tax_totals_json(one);
}

json::object head_json(const administration& of, const invoice& one, time_point now) {
  json::object out{{"id", id_json(one.id)},
                   {"administration_id", of.settings.id},
                   {"contact_id", id_json(one.contact)}};
  const auto* who = of.find_contact(one.contact);
  out["contact"] = who != nullptr ? json::value(contact_json(of, *who, now, false)) : nullptr;
  return out;
}

json::object external_json(const administration& of, const invoice& one, time_point now) {
  auto out = head_json(of, one, now);
  out["date"] = optional_text(one.date);
  out["state"] = one.state_name(of.today(now));
  out["due_date"] = optional_text(one.due_date);
  out["reference"] = text_or_null(one.reference);
  out["entry_number"] = one.entry_number;
  out["origin"] = "api";
  out["source"] = text_or_null(one.source);
  out["source_url"] = text_or_null(one.source_url);
  out["currency"] = one.currency;
  out["paid_at"] = optional_text(one.paid_at);
  out["created_at"] = text(one.created_at);
  out["updated_at"] = text(one.updated_at);
  out["version"] = one.version;
  add_money(out, of, one);
  add_ends(out, of, one);
  return out;
}

}  // namespace

json::array tax_totals_json(const invoice& of) {
  json::array out;
  for (const auto& total : of.taxes) {
    out.push_back(json::object{{"tax_rate_id", id_json(total.rate->id)},
                               {"taxable_amount", text(total.base)},
                               {"taxable_amount_base", text(in_base(of, total.base))},
                               {"tax_amount", text(total.tax)},
                               {"tax_amount_base", text(in_base(of, total.tax))}});
  }
  return out;
}

json::object contact_json(const administration& of, const contact& one, time_point now,
                          bool with_events) {
  json::object out{{"id", id_json(one.id)}, {"administration_id", of.settings.id}};
  for (std::size_t i = company_name; i <= bank_account; ++i) {
    out[contact_texts[i]] = one.texts[i];
  }
  out["is_trusted"] = false;
  out["max_transfer_amount"] = nullptr;
  out["attention"] = one.texts[invoices_attention];
  out["email"] = one.texts[invoices_email];
  out["email_ubl"] = one.email_ubl;
  for (std::size_t i = invoices_attention; i <= estimates_email; ++i) {
    out[contact_texts[i]] = one.texts[i];
  }
  out["direct_debit"] = one.direct_debit;
  out["sepa_active"] = one.sepa_active;
  for (std::size_t i = sepa_iban; i <= sepa_mandate_id; ++i) {
    out[contact_texts[i]] = one.texts[i];
  }
  out["sepa_mandate_date"] = text_or_null(one.sepa_mandate_date);
  out["sepa_sequence_type"] = one.sepa_sequence_type;
  out["credit_card_number"] = "";
  out["credit_card_reference"] = "";
  out["credit_card_type"] = nullptr;
  const auto valid = tax_number_valid(one, now);
  out["tax_number_validated_at"] =
      valid.is_null() ? json::value(nullptr)
                      : json::value(text(*one.tax_number_set_at + std::chrono::seconds{30}));
  out["tax_number_valid"] = valid;
  out["invoice_workflow_id"] = id_json(one.invoice_workflow);
  out["estimate_workflow_id"] = id_json(one.estimate_workflow);
  out["si_identifier"] = one.texts[si_identifier];
  out["si_identifier_type"] = text_or_null(one.texts[si_identifier_type]);
  out["moneybird_payments_mandate"] = false;
  out["created_at"] = text(one.created_at);
  out["updated_at"] = text(one.updated_at);
  out["version"] = one.version;
  // The real one ends in 64 hexadecimal digits that tell nothing.
  auto token = std::to_string(one.id);
  token.insert(0, 64 - std::min<std::size_t>(token.size(), 64), 'a');
  out["sales_invoices_url"] =
      "https://moneybird.com/" + of.settings.id + "/sales_invoices/" + token + "/all";
  out["notes"] = notes_json(of, one.notes);
  out["custom_fields"] = custom_fields_json(of, one.custom_fields);
  out["contact_people"] = people_json(of, one);
  out["archived"] = one.archived;
  if (with_events) {
    out["events"] = events_json(of, one.events);
  }
  return out;
}

json::object payment_json(const administration& of, const invoice& owner, const payment& one) {
  return {{"id", id_json(one.id)},
          {"administration_id", of.settings.id},
          {"invoice_type", owner.external ? "ExternalSalesInvoice" : "SalesInvoice"},
          {"invoice_id", id_json(owner.id)},
          {"financial_account_id", id_json(one.financial_account)},
          {"user_id", id_json(of.user)},
          {"payment_transaction_id", nullptr},
          {"transaction_identifier", text_or_null(one.transaction_identifier)},
          {"price", text(one.price)},
          {"price_base", text(one.price_base)},
          {"payment_date", text(one.date)},
          {"credit_invoice_id", nullptr},
          {"financial_mutation_id", nullptr},
          {"ledger_account_id", id_json(one.ledger_account)},
          {"linked_payment_id", nullptr},
          {"manual_payment_action", text_or_null(one.manual_action)},
          {"created_at", text(one.created_at)},
          {"updated_at", text(one.created_at)}};
}

json::object invoice_json(const administration& of, const invoice& one, time_point now) {
  if (one.external) {
    return external_json(of, one, now);
  }
  const day today = of.today(now);
  const bool sent = one.was_sent();
  auto out = head_json(of, one, now);
  out["contact_person_id"] = nullptr;
  out["contact_person"] = nullptr;
  out["invoice_id"] = text_or_null(one.number);
  out["recurring_sales_invoice_id"] = nullptr;
  out["subscription_id"] = nullptr;
  out["workflow_id"] = id_json(one.flow->id);
  out["document_style_id"] = id_json(one.document_style);
  out["identity_id"] = id_json(of.identity);
  out["draft_id"] = sent ? json::value(nullptr) : json::value(one.draft_number);
  out["state"] = one.state_name(today);
  out["invoice_date"] = optional_text(one.date);
  out["due_date"] = text(one.due(today));
  out["payment_conditions"] = one.payment_conditions;
  out["payment_reference"] = text_or_null(one.payment_reference);
  out["reference"] = text_or_null(one.reference);
  out["language"] = of.settings.language;
  out["currency"] = one.currency;
  out["discount"] = text(one.discount);
  out["original_sales_invoice_id"] = id_json(one.original);
  out["paused"] = one.paused;
  out["paid_at"] = optional_text(one.paid_at);
  out["sent_at"] = optional_text(one.sent_at);
  out["created_at"] = text(one.created_at);
  out["updated_at"] = text(one.updated_at);
  out["version"] = one.version;
  add_money(out, of, one);
  out["total_discount"] = text(one.total_discount);
  out["reminder_count"] = 0;
  out["next_reminder"] =
      sent && one.state != invoice_state::paid ? json::value(text(one.due(today))) : nullptr;
  out["original_estimate_id"] = nullptr;
  const auto url = "https://moneybird.com/" + of.settings.id + "/external/" +
                   std::to_string(one.id) + "/sales_invoice";
  out["url"] = url;
  out["payment_url"] = url;
  out["custom_fields"] = custom_fields_json(of, one.custom_fields);
  add_ends(out, of, one);
  out["time_entries"] = json::array{};
  return out;
}

}  // namespace boekbrug::sim::moneybird
