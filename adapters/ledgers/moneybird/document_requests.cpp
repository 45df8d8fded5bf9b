#include "adapters/ledgers/moneybird/json_reader.hpp"
#include "adapters/ledgers/moneybird/requests.hpp"
#include "adapters/ledgers/moneybird/types.hpp"
#include "core/time/time_text.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>

namespace boekbrug::adapters::moneybird_api {
namespace {

using core::errc;
using core::http_method;

void put(boost::json::object& object, std::string_view key, const std::string& value) {
  if (!value.empty()) {
    object[{key.data(), key.size()}] = value;
  }
}

// The filter's own signs cannot be escaped within a reference, and edges of blanks may be trimmed.
// What cannot be found again must not be created either.
bool is_findable(std::string_view reference) {
  return !reference.empty() && reference.size() <= 200 && reference.front() != ' ' &&
         reference.back() != ' ' &&
         std::none_of(reference.begin(), reference.end(), [](unsigned char c) {
           return c == ',' || c == ':' || c == '|' || c < 0x20 || c == 0x7F;
         });
}

core::error not_findable(std::string_view reference) {
  return core::fail(errc::invalid_input, "moneybird cannot be searched for the reference '" +
                                             std::string(reference.substr(0, 80)) + "'");
}

core::date years_later(core::date day, int years) {
  const auto moved = day + std::chrono::years{years};
  return moved.ok() ? moved
                    : core::date{moved.year() / moved.month() / std::chrono::last};  // 29 February
}

std::string list_path(const std::string& filter) {
  return "/sales_invoices.json?filter=" + core::percent_encode(filter) +
         "&per_page=" + std::to_string(page_size);
}

std::string period(core::date from, core::date to) {
  return "period:" + core::to_compact_text(from) + ".." + core::to_compact_text(to);
}

core::result<std::string> document_path(std::string_view document_id, std::string_view rest) {
  if (!is_id(document_id)) {
    return core::fail(errc::invalid_input, "not an id of a Moneybird document");
  }
  return "/sales_invoices/" + std::string(document_id) + std::string(rest);
}

// The administration's currency is not part of a connection; Moneybird's administrations (NL and
// BE) keep their books in euros. Another currency needs `price_base`, the day's rate, which nobody
// knows here.
std::optional<core::error> payment_impossible(const core::booking_plan& plan) {
  if (plan.currency == core::currency::eur()) {
    return std::nullopt;
  }
  return core::fail(errc::currency_off, "a payment in " + std::string(plan.currency.text()) +
                                            " needs its value in euros, which is not known");
}

core::result<boost::json::array> make_lines(const core::booking_plan& plan) {
  boost::json::array lines;
  lines.reserve(plan.lines.size());
  for (const auto& line : plan.lines) {
    if (line.rate_id.empty()) {
      return core::fail(errc::vat_unmapped,
                        core::to_text(line.vat));  // else Moneybird's default would be taken
    }
    boost::json::object detail;
    put(detail, "description", line.description);
    detail["price"] = core::to_text(line.unit_price);
    detail["amount"] = core::to_text(line.quantity);
    detail["tax_rate_id"] = line.rate_id;
    put(detail, "ledger_account_id", line.account_id);
    put(detail, "product_id", line.product_id);
    detail["row_order"] = lines.size();
    lines.push_back(std::move(detail));
  }
  return lines;
}

std::optional<core::error> plan_unusable(const core::booking_plan& plan,
                                         std::string_view contact_id) {
  if (!is_findable(plan.reference)) {
    return not_findable(plan.reference);
  }
  if (!is_id(contact_id)) {
    return core::fail(errc::invalid_input, "not an id of a Moneybird contact");
  }
  if (!plan.booked_on.ok()) {
    return core::fail(errc::invalid_input,
                      "the plan has no date");  // a draft without one hides from look-ups
  }
  if (plan.lines.empty()) {
    return core::fail(errc::line_count, "no lines");
  }
  // Better no document than one that stays unpaid.
  return plan.payments.empty() || !plan.finalise ? std::nullopt : payment_impossible(plan);
}

}  // namespace

core::result<core::http_request> make_find_document(const core::ledger_connection& ledger,
                                                    std::string_view reference,
                                                    core::date booked_on) {
  if (!is_findable(reference)) {
    return not_findable(reference);
  }
  if (!booked_on.ok()) {
    return core::fail(errc::invalid_input, "no date to search around");
  }
  // Without a period Moneybird looks at this year only. Drafts carry the same date, so they are
  // found too.
  return make_call(ledger, http_method::get,
                   list_path("reference:" + std::string(reference) + ",state:all," +
                             period(years_later(booked_on, -2), years_later(booked_on, 2))));
}

core::result<core::http_request> make_list_documents(const core::ledger_connection& ledger,
                                                     core::date from, core::date to,
                                                     std::string_view page) {
  if (!from.ok() || !to.ok() || to < from) {
    return core::fail(errc::invalid_input, "not a period");
  }
  const auto number = page.empty() ? std::string_view{"1"} : page;
  if (!is_id(number) || number.size() > 6 || number.front() == '0') {
    return core::fail(errc::invalid_input, "not a page: '" + std::string(page.substr(0, 40)) + "'");
  }
  return make_call(ledger, http_method::get,
                   list_path("state:all," + period(from, to)) + "&page=" + std::string(number));
}

core::result<core::http_request> make_read_document(const core::ledger_connection& ledger,
                                                    std::string_view document_id) {
  const auto path = document_path(document_id, ".json");
  return path ? make_call(ledger, http_method::get, *path) : path.error();
}

core::result<core::http_request> make_create_document(const core::ledger_connection& ledger,
                                                      const core::booking_plan& plan,
                                                      std::string_view contact_id) {
  if (auto problem = plan_unusable(plan, contact_id)) {
    return *problem;
  }
  auto lines = make_lines(plan);
  if (!lines) {
    return lines.error();
  }
  boost::json::object invoice;
  invoice["contact_id"] = std::string(contact_id);
  invoice["reference"] = plan.reference;
  invoice["invoice_date"] = core::to_text(plan.booked_on);
  invoice["currency"] = std::string(plan.currency.text());
  invoice["prices_are_incl_tax"] = plan.prices_include_vat;
  put(invoice, "workflow_id", plan.workflow);
  put(invoice, "document_style_id", plan.document_style);
  invoice["details_attributes"] = std::move(*lines);
  return make_call(ledger, http_method::post, "/sales_invoices.json",
                   boost::json::object{{"sales_invoice", std::move(invoice)}});
}

core::result<core::http_request> make_delete_draft(const core::ledger_connection& ledger,
                                                   std::string_view document_id) {
  const auto path = document_path(document_id, ".json");
  return path ? make_call(ledger, http_method::del, *path) : path.error();
}

core::result<core::http_request> make_send_document(const core::ledger_connection& ledger,
                                                    std::string_view document_id,
                                                    const core::booking_plan& plan) {
  const auto path = document_path(document_id, "/send_invoice.json");
  if (!path) {
    return path.error();
  }
  // The method is always named: an empty body takes the contact's default and would mail the
  // customer.
  boost::json::object sending;
  if (plan.send_by_email && !plan.contact.email.empty()) {
    sending["delivery_method"] = "Email";
    sending["email_address"] =
        plan.contact.email;  // the customer's, also when booked on a collective contact
  } else {
    sending["delivery_method"] = "Manual";
  }
  return make_call(ledger, http_method::patch, *path,
                   boost::json::object{{"sales_invoice_sending", std::move(sending)}});
}

core::result<core::http_request> make_pay(const core::ledger_connection& ledger,
                                          std::string_view document_id,
                                          const core::booking_plan& plan,
                                          std::size_t payment_index) {
  const auto path = document_path(document_id, "/payments.json");
  if (!path) {
    return path.error();
  }
  if (payment_index >= plan.payments.size()) {
    return core::fail(errc::invalid_input,
                      "the plan has no payment " + std::to_string(payment_index));
  }
  if (auto problem = payment_impossible(plan)) {
    return *problem;
  }
  const auto& paid = plan.payments[payment_index];
  if (paid.amount == 0 || !paid.paid_on.ok()) {
    return core::fail(errc::invalid_input, "a payment needs an amount and a date");
  }
  // What was paid back on a credit is a payment below zero, whichever sign the plan uses.
  const bool pays_back = plan.kind == core::document_kind::credit_invoice && paid.amount > 0;
  boost::json::object payment;
  payment["payment_date"] = core::to_text(paid.paid_on);
  payment["price"] = core::to_text(pays_back ? -paid.amount : paid.amount, plan.currency);
  if (paid.account_id.empty()) {
    payment["manual_payment_action"] = "payment_without_proof";
  } else {
    payment["financial_account_id"] = paid.account_id;
  }
  put(payment, "transaction_identifier", paid.transaction_id);
  return make_call(ledger, http_method::post, *path,
                   boost::json::object{{"payment", std::move(payment)}});
}

}  // namespace boekbrug::adapters::moneybird_api
