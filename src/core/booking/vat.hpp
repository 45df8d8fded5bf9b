#pragma once
// VAT classes: where in the Dutch return a line belongs, and which rate of the ledger stands for
// it.

#include "core/base/money.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::core {

/// The rows of card M4 / B6 (product.md 4).
enum class vat_class : std::uint8_t {
  nl_high = 1,      // 'Btw hoog'
  nl_low,           // 'Btw laag'
  zero,             // 'Btw 0': a rate of 0 % was applied
  none,             // 'Geen btw': no rate applied; exempt or outside VAT
  reverse_charged,  // 'Btw verlegd': within the Netherlands
  eu_services,      // 'Binnen EU (diensten)'
  eu_goods,         // 'Binnen EU (goederen)': intra-Community supply
  outside_eu,       // 'Buiten EU': export
  oss,  // consumer in another EU country at that country's rate; needs country and percent
};
/// "nl_high", "oss", ...: the names used in install files.
std::string_view name(vat_class cls) noexcept;
std::optional<vat_class> vat_class_from_name(std::string_view text) noexcept;

struct vat_key {
  vat_class cls = vat_class::nl_high;
  std::string country;  // only for oss: ISO 3166 alpha-2
  decimal percent;      // what the shop charged
  bool operator==(const vat_key&) const = default;
};
/// For people and error texts: "NL 21 %", "OSS FR 5.5 %", "Binnen EU (goederen)".
std::string to_text(const vat_key& key);

/// One filled-in row of the mapping.
struct vat_row {
  vat_class cls = vat_class::nl_high;
  std::string country;             // only for oss
  std::optional<decimal> percent;  // only for oss
  std::string rate_id;             // the ledger's id
};

}  // namespace boekbrug::core
