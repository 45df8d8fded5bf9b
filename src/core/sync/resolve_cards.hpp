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
/// rates.
result<resolved_cards> resolve_cards(const card_settings& given, bool propose,
                                     const shop_profile& shop, const ledger_lists& lists);

}  // namespace boekbrug::core
