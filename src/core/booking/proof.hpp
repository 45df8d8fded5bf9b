#pragma once
// The proof that a document's lines give the shop's total and the shop's VAT per rate, the way the
// ledger will compute them (R8, moneybird.md 7).

#include "core/booking/charge.hpp"

namespace boekbrug::core {

struct proof_task {
  std::vector<charged_line> lines;  // as the shop charged them
  minor_units total = 0;            // what the document must say
  bool prices_include_vat = true;   // the shop's price mode, tried first
  core::currency currency;
};

struct proven_lines {
  std::vector<plan_line> lines;
  bool prices_include_vat = true;
  proof_rule rule = proof_rule::as_charged;
  plan_totals totals;
};

/// Errors: totals_differ; vat_unmapped when a rounding line needs the row 'Geen btw' and it is
/// empty.
result<proven_lines> prove(const proof_task& task, const plan_context& context);

}  // namespace boekbrug::core
