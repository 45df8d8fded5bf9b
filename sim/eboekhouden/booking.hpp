#pragma once
// What booking a document does: VAT, account balances, open items.

#include "sim/eboekhouden/world.hpp"

#include <span>

namespace boekbrug::sim::eboekhouden {

/// Splits each amount in VAT and the rest and adds up per code. Per line, each amount is rounded on
/// its own; per total, the sum of a code is, and its last amount takes the difference.
std::vector<vat_total> compute_vat(std::span<taxed* const> amounts, bool incl, bool per_line);

/// Whether the VAT given with a row can be true: of the same sign and not larger.
bool plausible_given_vat(const taxed& one, bool incl);

/// The sale that a row names; `wrong` is the code when there is none.
struct found_sale {
  mutation* sale = nullptr;
  std::string_view wrong;
};
found_sale find_sale(world& all, administration& books, std::string_view number, record_id relation,
                     record_id ledger);

/// The code of what forbids another sale with that number; "" when nothing does.
std::string_view number_taken(world& all, const administration& books, std::string_view number,
                              record_id relation, day date);

/// Gives an id, computes nothing but totals from the rows, and books. The rows are right already.
mutation& book(world& all, administration& books, mutation made);

}  // namespace boekbrug::sim::eboekhouden
