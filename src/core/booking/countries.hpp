#pragma once
// Countries as far as VAT cares: which codes exist and which of them are in the EU's VAT area.

#include <string>
#include <string_view>

namespace boekbrug::core {

/// Trimmed and upper case, with the codes that shops and VAT numbers use beside ISO 3166 replaced
/// (EL -> GR, UK -> GB). "" stays "".
std::string normalise_country(std::string_view text);

/// Whether `code` is an assigned ISO 3166 alpha-2 code (or XK, Kosovo).
bool is_country(std::string_view code) noexcept;

/// Member states only. Northern Ireland, Monaco, the Canary Islands and the like cannot be told
/// from the country code (moneybird.md 7), so GB and MC are outside and ES is inside.
bool is_eu_country(std::string_view code) noexcept;

}  // namespace boekbrug::core
