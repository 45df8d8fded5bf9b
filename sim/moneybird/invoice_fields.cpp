#include "sim/moneybird/invoice_fields.hpp"

#include "sim/moneybird/totals.hpp"

#include <algorithm>

namespace boekbrug::sim::moneybird {

namespace {

bool is_currency(std::string_view code) {
  return code.size() == 3 &&
         std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// The fields that both kinds of invoice share, read one by one.
class field_reader {
public:
  field_reader(context in, const json::object& fields, invoice& to, std::string_view holder)
      : in_{in}, fields_{fields}, to_{to}, holder_{holder} {}

  violations found;

  /// nullptr when absent or null.
  const json::value* find(std::string_view key) const {
    const auto* value = fields_.if_contains(key);
    return value != nullptr && !value->is_null() ? value : nullptr;
  }

  refusal only(std::initializer_list<std::string_view> known) const {
    for (const auto& member : fields_) {
      if (std::find(known.begin(), known.end(), std::string_view{member.key()}) == known.end()) {
        return not_allowed(holder_, member.key());
      }
    }
    return std::nullopt;
  }

  refusal text(std::string_view key, std::string& out) const {
    const auto* value = find(key);
    if (value == nullptr) {
      if (fields_.contains(key)) {
        out.clear();
      }
      return std::nullopt;
    }
    if (!value->is_string()) {
      return invalid_shape(holder_, key);
    }
    out = value->get_string();
    return std::nullopt;
  }

  void date(std::string_view key, std::optional<day>& out) {
    const auto* value = find(key);
    if (value == nullptr) {
      if (fields_.contains(key)) {
        out.reset();
      }
      return;
    }
    const auto* written = value->if_string();
    if (written != nullptr && written->empty()) {
      out.reset();
      return;
    }
    out = written != nullptr ? parse_day(std::string_view{*written}) : std::nullopt;
    if (!out) {
      found.add(key, "is not a valid date", "is not a valid date");
    }
  }

  refusal incl_tax(bool standard, bool creating) {
    const auto* value = find("prices_are_incl_tax");
    if (value == nullptr) {
      to_.incl_tax = creating ? standard : to_.incl_tax;
      return std::nullopt;
    }
    const auto flag = flag_of(*value);
    if (!flag) {
      return invalid_shape(holder_, "prices_are_incl_tax");
    }
    to_.incl_tax = *flag;
    return std::nullopt;
  }

  void currency(const std::string& standard, bool creating) {
    const auto* value = find("currency");
    if (value != nullptr) {
      to_.currency = value->is_string() ? std::string(value->get_string()) : "";
    } else if (creating) {
      to_.currency = standard;
    }
    if (!is_currency(to_.currency)) {
      found.add("currency", "is invalid", "invalid");
    }
    const auto rate = in_.all.options.exchange_rates.find(to_.currency);
    const bool foreign = to_.currency != in_.books.settings.currency;
    to_.exchange_rate =
        foreign && rate != in_.all.options.exchange_rates.end() ? rate->second : whole(1);
  }

  /// Anything that points at records the simulator does not have.
  void nothing_behind(std::initializer_list<std::string_view> keys) {
    for (const auto key : keys) {
      const auto* value = find(key);
      const bool empty_list = value != nullptr && value->is_array() && value->get_array().empty();
      if (value != nullptr && !empty_list) {
        found.add(key, "is not found", "invalid");
      }
    }
  }

  refusal finish() {
    if (const auto* rows = find("details_attributes")) {
      if (auto refused = apply_details(in_, *rows, to_, found)) {
        return refused;
      }
    }
    if (!found.empty()) {
      return found.answer();
    }
    compute_totals(to_, in_.all.options.doubtful.round_lines);
    return std::nullopt;
  }

private:
  context in_;
  const json::object& fields_;
  invoice& to_;
  std::string_view holder_;
};

refusal refuse_contact(const context& in, violations& found) {
  switch (in.all.options.doubtful.unknown_contact_status) {
    case 400:
      return refuse(400, "Contact ID is invalid",
                    {{"sales_invoice", json::object{{"contact_id", "contact_invalid"}}}});
    case 404:
      return record_not_found("contact_id");
    default:
      found.add("contact", "must exist", "blank");
      return std::nullopt;
  }
}

/// The contact of a sales invoice; nullptr when it was refused.
refusal read_contact(context in, field_reader& reader, invoice& to, bool creating) {
  const auto* value = reader.find("contact_id");
  if (value == nullptr) {
    if (creating) {
      reader.found.add("contact", "can't be blank", "blank");
    }
    return std::nullopt;
  }
  const auto id = id_of(*value);
  const auto* who = id ? in.books.find_contact(*id) : nullptr;
  if (who == nullptr) {
    return refuse_contact(in, reader.found);
  }
  if (who->archived) {
    reader.found.add("contact", "is archived", "archived");
    return std::nullopt;
  }
  to.contact = who->id;
  const auto* given = reader.find("contact_person_id");
  const auto person = given != nullptr ? id_of(*given) : std::nullopt;
  const bool known = person && std::any_of(who->people.begin(), who->people.end(),
                                           [&](const auto& one) { return one.id == *person; });
  if (given != nullptr && !known) {
    reader.found.add("contact_person_id", "is not found", "invalid");
  }
  return std::nullopt;
}

void read_workflow(context in, field_reader& reader, invoice& to, bool creating) {
  if (const auto* value = reader.find("workflow_id")) {
    const auto id = id_of(*value);
    const auto* flow = id ? in.books.find_workflow(*id) : nullptr;
    if (flow == nullptr) {
      reader.found.add("workflow_id", "is not found", "invalid");
    } else if (!flow->for_invoices) {
      reader.found.add("workflow_id", "is not an invoice workflow", "invalid");
    } else if (!flow->active) {
      reader.found.add("workflow_id", "is not active", "inactive");
    } else {
      to.flow = flow;
    }
  }
  if (to.flow == nullptr) {
    const auto* who = in.books.find_contact(to.contact);
    const auto* own = who != nullptr ? in.books.find_workflow(who->invoice_workflow) : nullptr;
    to.flow = own != nullptr ? own : &in.books.default_workflow();
  }
  if (creating && !to.flow->steps.empty()) {
    to.due_interval = to.flow->steps.front().due_interval;
  }
}

void read_style(context in, field_reader& reader, invoice& to) {
  if (const auto* value = reader.find("document_style_id")) {
    const auto id = id_of(*value);
    if (!id || in.books.find_style(*id) == nullptr) {
      reader.found.add("document_style_id", "is not found", "invalid");
    }
    to.document_style = id.value_or(0);
  }
  if (to.document_style == 0) {
    to.document_style = in.books.document_styles.front().id;
  }
}

refusal read_numbers(field_reader& reader, invoice& to) {
  if (const auto* value = reader.find("first_due_interval")) {
    if (!value->is_int64()) {
      return invalid_shape("sales_invoice", "first_due_interval");
    }
    if (value->get_int64() < 0 || value->get_int64() > 3650) {
      reader.found.add("first_due_interval", "must be greater than or equal to 0",
                       "greater_than_or_equal_to");
    } else {
      to.due_interval = static_cast<int>(value->get_int64());
    }
  }
  if (const auto* value = reader.find("discount")) {
    const auto percentage = amount_of(*value);
    if (!percentage || percentage->units < 0 || *percentage > whole(100)) {
      reader.found.add("discount", "is invalid", "invalid");
    } else {
      to.discount = *percentage;
    }
  }
  return std::nullopt;
}

}  // namespace

refusal apply_sales_fields(context in, const json::object& fields, invoice& to, bool creating) {
  field_reader reader{in, fields, to, "sales_invoice"};
  if (auto refused = reader.only(
          {"contact_id", "contact_person_id", "original_estimate_id", "document_style_id",
           "workflow_id", "reference", "invoice_sequence_id", "invoice_date", "first_due_interval",
           "currency", "prices_are_incl_tax", "payment_conditions", "discount", "time_entry_ids",
           "details_attributes", "custom_fields_attributes"})) {
    return refused;
  }
  if (auto refused = read_contact(in, reader, to, creating)) {
    return refused;
  }
  read_workflow(in, reader, to, creating);
  read_style(in, reader, to);
  if (auto refused = read_numbers(reader, to)) {
    return refused;
  }
  reader.currency(to.flow->currency, creating);
  if (auto refused = reader.incl_tax(to.flow->prices_are_incl_tax, creating)) {
    return refused;
  }
  for (auto refused : {reader.text("reference", to.reference),
                       reader.text("payment_conditions", to.payment_conditions)}) {
    if (refused) {
      return refused;
    }
  }
  reader.date("invoice_date", to.date);
  reader.nothing_behind({"original_estimate_id", "invoice_sequence_id", "time_entry_ids"});
  if (const auto* values = reader.find("custom_fields_attributes")) {
    if (auto refused = read_custom_fields(in.books, *values, "sales_invoice", to.custom_fields)) {
      return refused;
    }
  }
  return reader.finish();
}

refusal apply_external_fields(context in, const json::object& fields, invoice& to, bool creating) {
  field_reader reader{in, fields, to, "external_sales_invoice"};
  if (auto refused =
          reader.only({"contact_id", "reference", "date", "due_date", "currency",
                       "prices_are_incl_tax", "source", "source_url", "details_attributes"})) {
    return refused;
  }
  const auto* value = reader.find("contact_id");
  const auto id = value != nullptr ? id_of(*value) : std::nullopt;
  const auto* who = id ? in.books.find_contact(*id) : nullptr;
  if ((creating || value != nullptr) && (who == nullptr || who->archived)) {
    return refuse(400, "Contact ID is invalid",
                  {{"external_sales_invoice", json::object{{"contact_id", "contact_invalid"}}}});
  }
  to.contact = who != nullptr ? who->id : to.contact;
  reader.currency(in.books.settings.currency, creating);
  if (auto refused = reader.incl_tax(false, creating)) {
    return refused;
  }
  for (auto refused : {reader.text("reference", to.reference), reader.text("source", to.source),
                       reader.text("source_url", to.source_url)}) {
    if (refused) {
      return refused;
    }
  }
  reader.date("date", to.date);
  reader.date("due_date", to.due_date);
  if (to.reference.empty()) {
    reader.found.add("reference", "can't be blank", "blank");
  }
  const auto& locked = in.books.settings.period_locked_until;
  if (locked && to.date.value_or(in.today()) <= *locked) {
    reader.found.add("date", "is in a locked period", "period_locked");
  }
  return reader.finish();
}

}  // namespace boekbrug::sim::moneybird
