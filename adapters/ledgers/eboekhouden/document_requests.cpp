#include "adapters/ledgers/eboekhouden/document_rows.hpp"
#include "adapters/ledgers/eboekhouden/documents.hpp"
#include "adapters/ledgers/eboekhouden/requests.hpp"
#include "adapters/ledgers/eboekhouden/text.hpp"
#include "adapters/ledgers/eboekhouden/types.hpp"
#include "core/time/time_text.hpp"

namespace boekbrug::adapters::eboekhouden_api {
namespace {

using core::errc;

// 200 by the SOAP manual, 50 by one client: what fits both.
constexpr std::size_t description_chars = 50;

std::string mode_of(const core::booking_plan& plan) {
  return plan.prices_include_vat ? "IN" : "EX";
}

std::string reference_of(const core::booking_plan& plan) {
  return first_chars(plan.original_reference.empty() ? "Order " + plan.reference
                                                     : "Credit van " + plan.original_reference,
                     number_chars_max);
}

std::string description_of(const core::booking_plan& plan) {
  return first_chars(plan.original_reference.empty() ? "Webwinkel order " + plan.reference
                                                     : "Credit van " + plan.original_reference,
                     description_chars);
}

core::result<core::http_request> make_invoice(const core::ledger_connection& ledger,
                                              const core::booking_plan& plan,
                                              std::string_view contact_id) {
  const auto items = invoice_items(plan);
  if (!items) {
    return items.error();
  }
  json_object mutation;  // present: booked at once
  mutation.text("description", description_of(plan))
      .number("ledgerId", plan.debtor_account)
      .flag("checkPaymentReference", true)
      .text("paymentReference", payment_reference(plan, "V"));
  json_object body;
  body.text("invoiceNumber", plan.reference)
      .number("relationId", contact_id)
      .text("date", core::to_text(plan.booked_on))
      .number("termOfPayment", std::to_string(plan.payment_term_days))
      .text("inExVat", mode_of(plan))
      .number("templateId", plan.document_style)
      .text("reference", reference_of(plan))
      .array("items", *items)
      .object("mutation", mutation);
  return make_post(ledger, "/v1/invoice", body);
}

core::result<core::http_request> make_mutation(const core::ledger_connection& ledger,
                                               const core::booking_plan& plan,
                                               std::string_view contact_id) {
  const auto rows = mutation_rows(plan);
  if (!rows) {
    return rows.error();
  }
  json_object body;
  body.number("type", "2")
      .text("date", core::to_text(plan.booked_on))
      .number("ledgerId", plan.debtor_account)
      .text("invoiceNumber", plan.reference)
      .number("relationId", contact_id)
      .number("termOfPayment", std::to_string(plan.payment_term_days))
      .text("inExVat", mode_of(plan))
      .text("description", description_of(plan))
      .flag("checkPaymentReference", true)
      .text("paymentReference", payment_reference(plan, "V"))
      .array("rows", *rows);
  return make_post(ledger, "/v1/mutation", body);
}

}  // namespace

std::optional<document_id> split_id(std::string_view id) {
  if (id.size() < 2 || (id.front() != 'i' && id.front() != 'm') || !is_id(id.substr(1))) {
    return std::nullopt;
  }
  return document_id{id.front(), std::string(id.substr(1))};
}

core::result<core::http_request> make_create_document(const core::ledger_connection& ledger,
                                                      const core::booking_plan& plan,
                                                      std::string_view contact_id) {
  if (auto fine = check_bookable(plan); !fine) {
    return fine.error();
  }
  if (!is_id(contact_id)) {
    return core::fail(errc::customer_refused, "no relation for this document");
  }
  return plan.form == core::booking_form::invoice ? make_invoice(ledger, plan, contact_id)
                                                  : make_mutation(ledger, plan, contact_id);
}

core::result<core::http_request> make_read_document(const core::ledger_connection& ledger,
                                                    const core::document_ref& document) {
  const auto id = split_id(document.id);
  if (!id) {
    return core::fail(errc::invalid_input, "eboekhouden: no document id: " + document.id);
  }
  return make_get(ledger, (id->kind == 'i' ? "/v1/invoice/" : "/v1/mutation/") + id->number);
}

}  // namespace boekbrug::adapters::eboekhouden_api
