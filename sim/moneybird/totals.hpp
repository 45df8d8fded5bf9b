#pragma once
// The arithmetic of an invoice: VAT per rate over the summed base, and what payments do to the
// state.

#include "sim/moneybird/model.hpp"

namespace boekbrug::sim::moneybird {

/// Fills the lines' nets, the totals and the tax totals. `round_lines`: the base of an invoice with
/// prices including tax is the sum of the lines' rounded bases instead of being taken out of the
/// rate's sum.
void compute_totals(invoice& of, bool round_lines);
/// open <-> paid after a change of payments or totals.
void settle_state(invoice& of, day today);

}  // namespace boekbrug::sim::moneybird
