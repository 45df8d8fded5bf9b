#pragma once
// Which VAT rate each line was charged at (woocommerce.md 4, "Rate of a line").

#include "adapters/shops/woocommerce/types.hpp"
#include "core/order/order.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace boekbrug::adapters::woocommerce_api {

/// `taxes[]` of a line. Its total is only good for "was there tax at all": the figure is unrounded.
struct tax_entry {
  std::int64_t rate_id = 0;
  bool taxed = false;  // total is neither "" nor zero
};

/// A line on its way to a canonical one.
struct raw_line {
  core::order_line line;
  std::vector<tax_entry> taxes;
  std::vector<std::int64_t> rate_ids;  // those that count for this line; filled by `resolve_rates`
  std::string taken_back;              // refunds: id of the order's line
};

/// `tax_lines[]` of an order or refund.
struct order_rate {
  std::int64_t id = 0;
  std::optional<core::decimal> percent;
  bool compound = false;
  std::string country;  // first part of rate_code, when it is a country
  std::string label;
  std::string rate_code;
  core::minor_units vat = 0;  // tax_total + shipping_tax_total, rounded
};

struct rate_context {
  std::vector<order_rate> rates;  // of the order
  std::vector<rate_row> table;    // of the shop, as far as the probe could read it
  std::string destination;        // where VAT is due, for the last resort
};

/// Whether `vat` is `percent` of `net` as closely as the shop's rounding allows: a cent plus half a
/// cent per piece. A rate of 0 never explains VAT.
bool explains(const core::decimal& percent, const core::order_line& line);

/// Fills vat_percent and vat_country. A line whose rate cannot be told, or can be told in two ways,
/// keeps an empty vat_percent beside its VAT amount: no booking class has VAT without a rate, so
/// the booking rules must stop that order (E-BTW), and the other orders of the page go on.
void resolve_rates(std::vector<raw_line>& lines, const rate_context& context);

/// The percentages written in a text: "TVA 5,5%" -> 5.5.
std::vector<core::decimal> percentages_in(std::string_view text);
/// "NL-BTW 21%-1" -> "NL"; "" when the first part is no country.
std::string country_of_rate_code(std::string_view rate_code);

/// The shop's own VAT per percentage and country, in the order of the shop's tax lines.
std::vector<core::vat_total> vat_totals(const std::vector<raw_line>& lines,
                                        const rate_context& context);

}  // namespace boekbrug::adapters::woocommerce_api
