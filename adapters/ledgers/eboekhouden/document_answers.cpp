#include "adapters/ledgers/eboekhouden/documents.hpp"
#include "adapters/ledgers/eboekhouden/errors.hpp"
#include "adapters/ledgers/eboekhouden/text.hpp"
#include "adapters/ledgers/eboekhouden/vat_codes.hpp"
#include "core/booking/text.hpp"

#include <algorithm>
#include <set>

namespace boekbrug::adapters::eboekhouden_api {
namespace {

using core::errc;
using core::minor_units;
using rate_total = core::ledger_document::rate_total;

rate_total& rate_of(std::vector<rate_total>& rates, const std::string& code) {
  const auto found = std::find_if(rates.begin(), rates.end(),
                                  [&code](const rate_total& each) { return each.rate_id == code; });
  if (found != rates.end()) {
    return *found;
  }
  rates.push_back({code, 0, 0});
  return rates.back();
}

core::ledger_document begin_document(const json_reader& reader, std::string_view id_letter) {
  core::ledger_document document;
  document.id = std::string(id_letter) + reader.required_id("id");
  document.number = reader.text("invoiceNumber");
  document.reference = document.number;
  document.contact_id = reader.id("relationId");
  document.state = core::document_state::open;  // all that is in the books is final
  document.booked_on = reader.day("date");
  document.currency = core::currency::eur();
  document.paid_known = false;
  return document;
}

// The mode of a mutation; told from the sums when the answer leaves it out.
bool includes_vat(const json_reader& reader, minor_units rows, minor_units vat,
                  std::optional<minor_units> amount) {
  const auto mode = core::upper(core::trim(reader.text("inExVat")));
  if (mode == "IN" || mode == "EX") {
    return mode == "IN";
  }
  if (vat == 0 || (amount && *amount == rows)) {
    return true;
  }
  if (!amount || *amount != rows + vat) {
    reader.report("inExVat", "missing");
  }
  return false;
}

void check_vat_list(const json_reader& reader, const std::vector<rate_total>& rates) {
  const bool without = std::all_of(rates.begin(), rates.end(), [](const rate_total& each) {
    return is_without_vat(each.rate_id);
  });
  if (!reader.has("vat") && !without) {
    reader.report("vat", "missing");
  }
}

core::result<core::ledger_document> parse_created(const core::booking_plan& plan,
                                                  const core::http_response& answer) {
  const auto parsed = accepted_json(call::create_document, answer);
  if (!parsed) {
    return parsed.error();
  }
  fault problem;
  const json_reader reader{*parsed, "$", problem};
  const bool invoice = plan.form == core::booking_form::invoice;
  core::ledger_document made;
  made.id = (invoice ? "i" : "m") + reader.required_id("id");
  made.number = reader.text("invoiceNumber");
  if (made.number.empty()) {
    made.number = plan.reference;
  }
  if (problem) {
    return unreadable(answer, problem);
  }
  made.reference = plan.reference;
  made.state = core::document_state::open;
  made.booked_on = plan.booked_on;
  made.currency = core::currency::eur();
  made.totals_known = false;
  made.vat_per_rate = false;
  return made;
}

}  // namespace

bool is_sale(const json_reader& mutation) {
  const auto type = core::lower(core::trim(mutation.text("type")));
  if (type.empty() || type == "2") {
    return true;  // the list was asked for type 2
  }
  if (is_id(type)) {
    return false;
  }
  // "Factuur verstuurd", "FactuurVerstuurd"; not "Factuurbetaling verstuurd".
  const bool sent = core::mentions(type, "verstuurd") && core::mentions(type, "factuur");
  return sent && !core::mentions(type, "betaling");
}

core::ledger_document read_invoice(const json_reader& reader) {
  auto document = begin_document(reader, "i");
  document.total = reader.required_money("totalAmount");
  document.total_net = reader.required_money("totalExcl");
  std::set<std::string> codes;
  for (const auto& item : reader.rows("items")) {
    codes.insert(item.text("vatCode"));
  }
  // The answer has one sum of VAT; it is that of a rate when there is only one.
  document.vat_per_rate = codes.size() == 1 && is_vat_code(*codes.begin());
  if (document.vat_per_rate) {
    document.vat.push_back(
        {*codes.begin(), document.total_net, document.total - document.total_net});
  }
  return document;
}

core::ledger_document read_mutation(const json_reader& reader) {
  auto document = begin_document(reader, "m");
  minor_units sum = 0;
  for (const auto& row : reader.required_rows("rows")) {
    const auto amount = row.required_money("amount");
    rate_of(document.vat, row.text("vatCode")).net += amount;
    sum += amount;
  }
  check_vat_list(reader, document.vat);
  minor_units vat = 0;
  for (const auto& each : reader.rows("vat")) {
    const auto amount = each.required_money("amount");
    rate_of(document.vat, each.text("vatCode")).vat += amount;
    vat += amount;
  }
  const auto amount = reader.money("amount");
  const bool included = includes_vat(reader, sum, vat, amount);
  if (included) {
    for (auto& each : document.vat) {
      each.net -= each.vat;
    }
  }
  // The ledger's own word comes first; when it is not the rows' sum, the comparison with the plan
  // says so.
  document.total = amount.value_or(included ? sum : sum + vat);
  document.total_net = document.total - vat;
  return document;
}

core::result<core::ledger_document> parse_document(const core::booking_plan& plan,
                                                   const core::document_ref& asked,
                                                   const core::http_response& answer) {
  if (asked.id.empty()) {
    return parse_created(plan, answer);
  }
  const auto id = split_id(asked.id);
  if (!id) {
    return core::fail(errc::invalid_input, "eboekhouden: no document id: " + asked.id);
  }
  const auto parsed = accepted_json(call::read, answer);
  if (!parsed) {
    return parsed.error();
  }
  fault problem;
  const json_reader reader{*parsed, "$", problem};
  auto document = id->kind == 'i' ? read_invoice(reader) : read_mutation(reader);
  if (!problem && document.id != asked.id) {
    reader.report("id", "not the document that was asked for");
  }
  if (!problem && id->kind == 'm' && !is_sale(reader)) {
    reader.report("type", "not a sale");
  }
  if (problem) {
    return unreadable(answer, problem);
  }
  return document;
}

}  // namespace boekbrug::adapters::eboekhouden_api
