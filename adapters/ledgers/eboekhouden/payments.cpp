#include "adapters/ledgers/eboekhouden/documents.hpp"
#include "adapters/ledgers/eboekhouden/errors.hpp"
#include "adapters/ledgers/eboekhouden/requests.hpp"
#include "adapters/ledgers/eboekhouden/text.hpp"
#include "core/time/time_text.hpp"

namespace boekbrug::adapters::eboekhouden_api {
namespace {

using core::errc;

std::string description_of(const core::plan_payment& payment, const std::string& number) {
  return first_chars(
      "Betaling " + (payment.transaction_id.empty() ? number : payment.transaction_id), 50);
}

core::result<void> check_payable(const core::document_ref& document, const core::booking_plan& plan,
                                 std::size_t index) {
  if (index >= plan.payments.size()) {
    return core::fail(errc::invalid_input, "eboekhouden: no payment " + std::to_string(index));
  }
  if (!is_id(plan.payments[index].account_id)) {
    return core::fail(
        errc::payment_missing,
        "card B7 (Betalingen registreren) gives no account for this payment method; gift cards "
        "and store credit need a row gift_card of their own");
  }
  if (!is_id(plan.debtor_account)) {
    return core::fail(errc::payment_missing, "card B5 (Debiteurenrekening) gives no account");
  }
  if (!is_id(document.contact_id) || (document.number.empty() && plan.reference.empty())) {
    return core::fail(errc::payment_missing,
                      "the document's relation or number is not known any more");
  }
  return {};
}

}  // namespace

core::result<core::http_request> make_payments(const core::ledger_connection& ledger,
                                               const core::document_ref& document) {
  if (document.number.empty()) {
    return core::fail(errc::invalid_input, "eboekhouden: the document has no number");
  }
  return make_get(ledger, "/v1/mutation/invoice/outstanding?credDeb=D&" +
                              filter("invoiceNumber", document.number) + "&" +
                              paging(page_size_max));
}

core::result<core::minor_units> parse_payments(const core::booking_plan& plan,
                                               const core::document_ref& document,
                                               const core::http_response& answer) {
  const auto parsed = accepted_json(call::collection, answer);
  if (!parsed) {
    return parsed.error();
  }
  fault problem;
  std::optional<core::minor_units> paid;
  const auto rows = json_reader{*parsed, "$", problem}.required_rows("items");
  for (const auto& row : rows) {
    const auto relation = row.id("relationId");
    const bool ours =
        row.text("invoiceNumber") == document.number &&
        (relation.empty() || document.contact_id.empty() || relation == document.contact_id);
    if (!ours) {
      continue;
    }
    const auto total = row.required_money("totalAmount");
    const auto open = row.required_money("outstandingAmount");
    // Whether credits stand here as they were booked is not known; both signs are read alike.
    const bool mirrored = (total < 0) != (plan.total < 0);
    paid = mirrored ? open - total : total - open;
  }
  if (problem) {
    return unreadable(answer, problem);
  }
  if (!paid && rows.size() >= page_size_max) {
    return core::fail(errc::ledger_unreachable,
                      "the search for the open amount answered a full page of others");
  }
  return paid.value_or(plan.total);  // booked and not open any more: fully paid
}

core::result<core::http_request> make_pay(const core::ledger_connection& ledger,
                                          const core::document_ref& document,
                                          const core::booking_plan& plan,
                                          std::size_t payment_index) {
  if (auto fine = check_payable(document, plan, payment_index); !fine) {
    return fine.error();
  }
  const auto& payment = plan.payments[payment_index];
  const auto number = document.number.empty() ? plan.reference : document.number;
  const auto suffix = payment_index == 0 ? "B" : "B" + std::to_string(payment_index + 1);
  json_object row;
  row.number("ledgerId", plan.debtor_account)
      .text("vatCode", "GEEN")
      .number("amount", core::to_text(payment.amount, core::currency::eur()))
      .text("invoiceNumber", number)
      .number("relationId", document.contact_id);
  json_object body;
  body.number("type", "3")
      .text("date", core::to_text(payment.paid_on))
      .number("ledgerId", payment.account_id)
      .text("invoiceNumber", number)
      .number("relationId", document.contact_id)
      .text("inExVat", "EX")
      .text("description", description_of(payment, number))
      .flag("checkPaymentReference", true)
      .text("paymentReference", payment_reference(plan, suffix))
      .array("rows", {row});
  return make_post(ledger, "/v1/mutation", body);
}

core::result<core::payment_ref> parse_payment(const core::http_response& answer) {
  if (const auto refused = refusal(call::pay, answer)) {
    // Our own reference of this payment is in use: an earlier call registered it.
    const bool done = refused->code == errc::document_exists && refusal_code(answer) == "MUTA_008";
    return done ? core::result<core::payment_ref>{core::payment_ref{}} : *refused;
  }
  const auto parsed = accepted_json(call::pay, answer);
  if (!parsed) {
    return parsed.error();
  }
  fault problem;
  core::payment_ref payment{json_reader{*parsed, "$", problem}.required_id("id")};
  if (problem) {
    return unreadable(answer, problem);
  }
  return payment;
}

}  // namespace boekbrug::adapters::eboekhouden_api
