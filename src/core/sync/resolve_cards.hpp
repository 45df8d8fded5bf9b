#pragma once
// Turns cards as a person gave them (names or ids) into cards that name ids of the ledger, checked
// against its lists.

#include "core/ports/ledger_adapter.hpp"
#include "core/ports/shop_adapter.hpp"
#include "core/sync/settings.hpp"

#include <string>
#include <vector>

namespace boekbrug::core {

struct resolved_cards {
  card_settings cards;
  std::vector<std::string> remarks;  // for the person: proposed VAT rows, rows left open, warnings
};

/// errc::invalid_input with all problems, one per line: names that fit nothing or several, inactive
/// rates, statuses that the shop does not have. `propose` fills the VAT rows from the ledger's
/// rates. What was left open and has a sensible default gets it, and a remark says which: statuses
/// (product.md 3.1), and for a ledger whose documents are final at once accounts and template
/// (B2-B7).
result<resolved_cards> resolve_cards(const card_settings& given, bool propose,
                                     const shop_profile& shop, const ledger_lists& lists,
                                     const ledger_traits& traits = {});

}  // namespace boekbrug::core
