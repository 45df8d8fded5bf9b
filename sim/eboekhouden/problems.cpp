#include "sim/eboekhouden/problems.hpp"

#include <algorithm>
#include <array>

namespace boekbrug::sim::eboekhouden {

namespace {

using entry = std::pair<std::string_view, std::string_view>;

// Sorted by code. Titles but that of MUT_019 are our own words: the reference has the meanings.
constexpr std::array titles{
    entry{"API_SESSION_001", "Source is required."},
    entry{"API_SESSION_002", "Source is not valid."},
    entry{"API_SESSION_003", "Access token is required."},
    entry{"API_SESSION_004", "Access token has expired."},
    entry{"ART_001", "Product code is missing or in use."},
    entry{"ART_002", "Product description is missing or too long."},
    entry{"ART_016", "Price excluding or including VAT is required."},
    entry{"ART_017", "Only one of both prices can be given."},
    entry{"ART_018", "VAT code of the product is not a sales code."},
    entry{"ART_019", "Ledger of the product cannot be used."},
    entry{"ART_300", "Product not found."},
    entry{"COST_001", "Cost center not found."},
    entry{"COST_002", "Cost center description is missing or too long."},
    entry{"DATA_01", "Request body is not valid JSON."},
    entry{"EP_001", "This endpoint is not available for this token."},
    entry{"ERR_002", "A value in the request is not valid."},
    entry{"FACT_001", "Relation is required."},
    entry{"FACT_002", "Relation not found."},
    entry{"FACT_003", "Relation is inactive."},
    entry{"FACT_004", "Total amount is too high."},
    entry{"FACT_005", "Total amount is too low."},
    entry{"FACT_007", "Invoice number is too long."},
    entry{"FACT_009", "Invoice number must end with a digit."},
    entry{"FACT_013", "Date is out of range."},
    entry{"FACT_016", "Term of payment is out of range."},
    entry{"FACT_018", "Invoice template not found."},
    entry{"FACT_019", "Number of lines is not between 1 and 100."},
    entry{"FACT_101", "Invoice number already exists."},
    entry{"FACT_102", "Trial is limited to a number of invoices."},
    entry{"FACT_EMAIL_001", "E-mail cannot be sent."},
    entry{"FACT_ITEM_001", "Description is required."},
    entry{"FACT_ITEM_002", "Description is too long."},
    entry{"FACT_ITEM_003", "Product code is too long."},
    entry{"FACT_ITEM_006", "VAT code not found."},
    entry{"FACT_ITEM_007", "Ledger not found."},
    entry{"FACT_ITEM_012", "Ledger has the wrong category."},
    entry{"FACT_ITEM_013", "Use either a discount amount or a discount percentage."},
    entry{"FACT_ITEM_014", "VAT code cannot be used."},
    entry{"FACT_ITEM_015", "VAT amount only goes with AFW_VERK."},
    entry{"FACT_VERWERK_001", "Period is closed."},
    entry{"FACT_VERWERK_004", "Payment reference already exists."},
    entry{"LEDG_001", "Ledger code is missing or too long."},
    entry{"LEDG_002", "Ledger description is missing or too long."},
    entry{"LEDG_003", "Ledger category is not valid."},
    entry{"LEDG_013", "Ledger code already exists."},
    entry{"MODULE_001", "Trial is limited to a number of mutations."},
    entry{"MODULE_002", "Trial is limited to a number of relations."},
    entry{"MUTA_003", "VAT amount only goes with AFW_VERK or AFW."},
    entry{"MUTA_005", "InExVat is required."},
    entry{"MUTA_006", "CredDeb is required."},
    entry{"MUTA_007", "CredDeb is not valid."},
    entry{"MUTA_008", "Payment reference already exists."},
    entry{"MUT_003", "Date is required."},
    entry{"MUT_004", "Date is out of range."},
    entry{"MUT_005", "Period is closed."},
    entry{"MUT_007", "Ledger is required."},
    entry{"MUT_008", "Ledger not found."},
    entry{"MUT_011", "Ledger has the wrong category for this type."},
    entry{"MUT_012", "Relation is required."},
    entry{"MUT_013", "Relation not found or inactive."},
    entry{"MUT_016", "Term of payment does not go with this type."},
    entry{"MUT_017", "InExVat is not valid."},
    entry{"MUT_018", "Invoice number is missing or too long."},
    entry{"MUT_019", "Invoice number already exists."},
    entry{"MUT_020", "Invoice number already exists for this relation."},
    entry{"MUT_100", "At least one row is required."},
    entry{"MUT_101", "Too many rows."},
    entry{"MUT_104", "Ledger of the row is required."},
    entry{"MUT_105", "Ledger of the row not found."},
    entry{"MUT_106", "Ledger of the row has the wrong category."},
    entry{"MUT_108", "Ledger of the row must be a debtor account."},
    entry{"MUT_109", "VAT code not found."},
    entry{"MUT_110", "VAT code cannot be used in this administration."},
    entry{"MUT_111", "VAT code does not go with this type."},
    entry{"MUT_112", "Relation of the row is required."},
    entry{"MUT_113", "Relation of the row not found."},
    entry{"MUT_115", "Invoice not found."},
    entry{"MUT_116", "Invoice belongs to another relation."},
    entry{"MUT_118", "Amounts do not fit."},
    entry{"MUT_120", "Payment cannot be linked to the invoice."},
    entry{"MUT_300", "Mutation not found."},
    entry{"PAGE_001", "Limit must be between 1 and 2000."},
    entry{"PAGE_002", "Offset must not be negative."},
    entry{"PAKKET_001", "The plan is limited to a number of products."},
    entry{"REL_001", "Name is required."},
    entry{"REL_002", "Type is not valid."},
    entry{"REL_003", "A value is too long."},
    entry{"REL_004", "Code is too long."},
    entry{"REL_005", "Code holds characters that are not allowed."},
    entry{"REL_006", "Company registration number must hold digits only."},
    entry{"REL_007", "Gender is not valid."},
    entry{"REL_008", "Mandate type is not valid."},
    entry{"REL_009", "Peppol id is for companies only."},
    entry{"REL_010", "Term of payment is out of range."},
    entry{"REL_022", "E-mail address is too long."},
    entry{"REL_023", "E-mail address is not valid."},
    entry{"REL_024", "E-mail address for invoices is too long."},
    entry{"REL_025", "E-mail address for invoices is not valid."},
    entry{"REL_026", "E-mail address for reminders is too long."},
    entry{"REL_027", "E-mail address for reminders is not valid."},
    entry{"REL_049", "Relation code already exists."},
    entry{"SECURITY_001", "No rights for this action."},
    entry{"SECURITY_003", "User is not active."},
    entry{"SECURITY_004", "Administration is not active."},
    entry{"SECURITY_005", "Administration has unpaid bills."},
    entry{"SECURITY_007", "Period is closed."},
    entry{"SECURITY_010", "Session has expired."},
    entry{"SECURITY_011", "Wrong domain for this administration."},
    entry{"SIM_001", "The simulator books mutations of type 2, 3 and 7 only."},
};
static_assert(std::is_sorted(titles.begin(), titles.end()));

std::string hex(std::uint64_t value, std::size_t digits) {
  std::string out(digits, '0');
  for (std::size_t i = digits; i-- > 0 && value != 0; value >>= 4U) {
    out[i] = "0123456789abcdef"[value & 15U];
  }
  return out;
}

reply render(std::uint64_t trace, std::string_view type, const problems& what, int status) {
  array_text errors;
  for (const auto& one : what.all()) {
    errors.add(object_text{}
                   .text("code", one.code)
                   .text("title", title_of(one.code))
                   .text_or_null("propertyName", one.property)
                   .done());
  }
  const auto& first = what.all().front();
  object_text body;
  body.text("type", type).text("code", first.code).text("title", title_of(first.code));
  body.raw("message", "null").text_or_null("propertyName", first.property);
  if (type == "security") {
    const bool session = first.code == "SECURITY_010";
    body.number("securityType", session ? 0 : first.code == "SECURITY_007" ? 2 : 1);
  }
  body.raw("errors", errors.done()).number("status", status);
  body.text("traceId", "00-" + hex(trace * 0x9e3779b97f4a7c15U, 32) + "-" + hex(trace, 16) + "-00");
  return answer(status, body.done());
}

}  // namespace

void problems::add(std::string_view code, std::string_view property) {
  all_.push_back({std::string{code}, std::string{property}});
}

std::string_view title_of(std::string_view code) {
  const auto* const at = std::lower_bound(
      titles.begin(), titles.end(), code,
      [](const entry& one, std::string_view wanted) { return one.first < wanted; });
  return at != titles.end() && at->first == code ? at->second : "The request is not valid.";
}

reply refuse(std::uint64_t trace, const problems& what, int status) {
  return render(trace, "validation", what, status);
}

reply refuse(std::uint64_t trace, std::string_view code, std::string_view property, int status) {
  problems what;
  what.add(code, property);
  return render(trace, "validation", what, status);
}

reply refuse_security(std::uint64_t trace, std::string_view code, int status) {
  problems what;
  what.add(code);
  return render(trace, "security", what, status);
}

}  // namespace boekbrug::sim::eboekhouden
