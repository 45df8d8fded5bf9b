// What must be true of a plan before it is written.

#include "adapters/ledgers/eboekhouden/documents.hpp"
#include "adapters/ledgers/eboekhouden/text.hpp"
#include "adapters/ledgers/eboekhouden/types.hpp"
#include "adapters/ledgers/eboekhouden/vat_codes.hpp"
#include "core/booking/text.hpp"

#include <algorithm>

namespace boekbrug::adapters::eboekhouden_api {
namespace {

using core::errc;
using core::fail;

constexpr std::size_t owner_chars_max = 12;

core::result<void> check_number(const std::string& number) {
  const bool printable =
      std::all_of(number.begin(), number.end(), [](unsigned char c) { return c >= 0x20; });
  if (number.empty() || !printable || core::trim(number) != number) {
    return fail(errc::ledger_refused_content, "invoice number '" + number + "' is not usable");
  }
  if (count_chars(number) > number_chars_max) {
    return fail(errc::ledger_refused_content,
                "invoice number '" + number + "' has more than 50 characters");
  }
  if (number.back() < '0' || number.back() > '9') {
    return fail(errc::ledger_refused_content,
                "invoice number '" + number + "' does not end in a digit");
  }
  return {};
}

core::result<void> check_lines(const core::booking_plan& plan) {
  if (plan.lines.empty() || plan.lines.size() > rows_max) {
    return fail(errc::line_count, std::to_string(plan.lines.size()) + " lines");
  }
  for (const auto& line : plan.lines) {
    if (!is_id(line.account_id)) {
      return fail(errc::ledger_account_unusable,
                  "card B3 (Omzetrekening) gives no account for '" + line.description + "'");
    }
    if (!is_vat_code(line.rate_id)) {
      return fail(errc::vat_rate_unusable, "'" + line.rate_id + "' is no VAT code for sales");
    }
  }
  return {};
}

}  // namespace

core::result<void> check_bookable(const core::booking_plan& plan) {
  if (plan.currency != core::currency::eur()) {
    return fail(errc::currency_off, std::string(plan.currency.text()));
  }
  if (!plan.finalise) {
    return fail(errc::ledger_refused_content, "e-Boekhouden.nl has no drafts");
  }
  if (auto fine = check_number(plan.reference); !fine) {
    return fine;
  }
  if (auto fine = check_lines(plan); !fine) {
    return fine;
  }
  if (!is_id(plan.debtor_account)) {
    return fail(errc::ledger_account_unusable, "card B5 (Debiteurenrekening) gives no account");
  }
  if (plan.form == core::booking_form::invoice && !is_id(plan.document_style)) {
    return fail(errc::profile_unusable, "card B2 (Factuursjabloon) gives no template");
  }
  if (!plan.cost_center.empty() && !is_id(plan.cost_center)) {
    return fail(errc::ledger_account_unusable, "card B10 (Kostenplaats): " + plan.cost_center);
  }
  for (const auto& payment : plan.payments) {
    if (!is_id(payment.account_id)) {
      // Said before the sale is booked, while nothing needs mending.
      return fail(
          errc::ledger_account_unusable,
          "card B7 (Betalingen registreren) gives no account for this payment method; gift cards "
          "and store credit need a row gift_card of their own");
    }
  }
  return {};
}

std::string payment_reference(const core::booking_plan& plan, std::string_view suffix) {
  const bool plain =
      plan.owner.size() <= owner_chars_max &&
      std::all_of(plan.owner.begin(), plan.owner.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      });
  std::string owner = plan.owner;
  if (!plain) {
    core::fingerprint print;
    print.add(plan.owner);
    owner = core::hex(print.value()).substr(0, owner_chars_max);
  }
  std::string made = "BB" + owner + "-" + plan.reference + "-" + std::string(suffix);
  if (count_chars(made) > number_chars_max) {
    core::fingerprint print;
    print.add(plan.reference);
    made = "BB" + owner + "-" + core::hex(print.value()) + "-" + std::string(suffix);
  }
  return made;
}

}  // namespace boekbrug::adapters::eboekhouden_api
