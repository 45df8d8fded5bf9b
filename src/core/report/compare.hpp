#pragma once
// Two sides against each other: the total to the cent, and the VAT of each rate.

#include "core/report/report.hpp"

#include <string>

namespace boekbrug::core {

/// "" when both agree; else what differs, with both amounts. Nets per rate are left alone: a
/// rounding line or pair moves them without touching VAT or total.
std::string difference_between(const report_side& shop, const report_side& ledger,
                               const std::string& home, currency unit);

/// Gives the shop's shares the ledger's own rate where percentage and country agree: the mapping
/// may have changed since the booking. Where the shop left the VAT open, the ledger's split is
/// taken over.
void align_rates(report_side& shop, const report_side& ledger, const std::string& home,
                 const card_settings& cards);

/// After `align_rates`: a share that stands on another rate than the shop's lines lead to; "" when
/// there is none, or when it cannot be told. `names` gives the rates their names.
std::string other_rate(const report_side& shop, const report_side& ledger,
                       const ledger_lists& names, currency unit);

/// "NL high 21 %".
std::string rate_name(const std::string& rate_id, const ledger_lists& lists);

}  // namespace boekbrug::core
