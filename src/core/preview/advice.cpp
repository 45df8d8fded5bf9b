// What a person does about an error; the same advice as in docs/operations.md.
#include "core/preview/preview.hpp"

namespace boekbrug::core {

std::string_view advice_for(errc code) noexcept {
  switch (code) {
    case errc::vat_unmapped:
      return "choose a rate of the ledger for this VAT on card M4 (B6) and install again";
    case errc::vat_rate_unusable:
      return "choose on card M4 (B6) an active rate of the right percentage, or mend it in the "
             "ledger";
    case errc::vat_number_invalid:
      return "correct the customer's VAT number in the shop; the order is read again";
    case errc::ledger_account_unusable:
      return "choose another account on cards M1 to M3 (B2 to B5), or mend it in the ledger";
    case errc::profile_unusable:
      return "choose another layout or workflow on cards M5 and M6 (B7)";
    case errc::customer_refused:
    case errc::email_refused:
    case errc::country_unknown:
      return "correct the customer's data in the shop; the order is read again";
    case errc::document_exists:
      return "look in the ledger: remove or renumber what bears this reference and 'retry', or "
             "'ignore' the order";
    case errc::period_closed:
      return "open the period in the ledger, or book by hand and 'ignore' the order";
    case errc::totals_differ:
      return "look at the order in the shop (fees, plugins), or book by hand and 'ignore' it";
    case errc::ledger_computes_otherwise:
      return "report it: our model of the ledger is wrong for this order";
    case errc::line_count:
      return "card S6 groups lines; else book by hand and 'ignore' the order";
    case errc::currency_off:
      return "card S9 allows it where the ledger can; else book by hand and 'ignore' the order";
    case errc::credit_without_original:
    case errc::credit_vat_unknown:
      return "book the credit by hand and 'ignore' it";
    case errc::order_gone:
      return "nothing, when the shop removed it on purpose: 'ignore' it";
    case errc::shop_answer_unreadable:
      return "look at the order in the shop; a plugin may have changed what the shop answers";
    case errc::still_draft:
    case errc::payment_missing:
      return "mend what the detail says, then 'retry'";
    case errc::ledger_refused_content:
      return "read the ledger's words, mend what they name, then 'retry'";
    case errc::invalid_input:
      return "look at the amounts of the order in the shop, or book by hand and 'ignore' it";
    case errc::internal:
      return "report it: a fault of Boekbrug";
    default:
      break;
  }
  return decide(code) == decision::ask_operator ? "see docs/operations.md, then 'retry'" : "";
}

preview_failure tell(const error& failure, const std::string& ledger) {
  preview_failure made;
  made.code = std::string(code_name(failure.code));
  made.sentence = explain(failure, "en", ledger.empty() ? "The ledger" : ledger);
  const bool told =
      failure.detail.empty() || made.sentence.find(failure.detail) != std::string::npos;
  made.detail = told ? std::string{} : failure.detail;
  made.advice = std::string(advice_for(failure.code));
  return made;
}

}  // namespace boekbrug::core
