#pragma once
// The settings cards as JSON: what install files hold and what `show` prints. Documented in
// docs/install-file.md.

#include "core/base/result.hpp"
#include "core/sync/settings.hpp"

#include <string>
#include <string_view>

namespace boekbrug::config {

/// Cards as given. Rates, accounts, styles and workflows are ids or exact names, unresolved.
struct cards_input {
  core::card_settings cards;
  /// M4 is "auto" or absent: the rows are to be proposed from the ledger's own rates
  /// (core::propose_vat_rows).
  bool propose_vat_rows = true;
};

/// A JSON object with card ids as names; a card that is left out has its default.
/// errc::invalid_input with all problems, one per line, each with its path ("cards.M7: ..").
core::result<cards_input> parse_cards(std::string_view json);

/// All cards, indented, defaults too. `parse_cards` of it gives the same cards.
std::string to_json(const cards_input& input);
/// With the mapping M4 as it is.
std::string to_json(const core::card_settings& cards);

}  // namespace boekbrug::config
