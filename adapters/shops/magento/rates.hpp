#pragma once
// Which VAT rate each line was charged at (magento.md 4, "Rates").

#include "adapters/shops/magento/json.hpp"
#include "adapters/shops/magento/types.hpp"
#include "core/order/order.hpp"

#include <map>
#include <string>
#include <vector>

namespace boekbrug::adapters::magento_api {

struct applied_tax {
  std::string code;  // percent-encoded, as in the tax table
  core::decimal percent;
  core::minor_units amount = 0;
};

/// Everything an order says about its rates, and the shop's tax table as far as it may be read.
struct tax_facts {
  std::map<std::string, std::vector<applied_tax>> by_line;  // item id, or "shipping"
  std::vector<applied_tax> totals;                          // applied_taxes: per code
  std::vector<core::decimal> known;                         // rates that this order could have
  std::vector<rate_row> table;
  std::string destination;  // country of taxation, as far as the order tells
};

tax_facts read_taxes(const fields& order, const core::shop_connection& shop, core::currency unit,
                     std::string destination);
/// Adds the percentages of items and of the destination's rows of the table.
void add_known_rates(tax_facts& facts, const std::vector<core::decimal>& of_items);

/// |net x percent - vat| within 0.02 + 0.005 per piece.
bool rate_fits(const core::order_line& line, const core::decimal& percent, core::currency unit);

/// Sets `vat_percent` and `vat_country` from what the shop said: `stated` (tax_percent), else the
/// taxes applied to the line, else the only known rate that fits. Nothing fits: the stated one
/// stays, and the booking rules refuse what does not add up.
void resolve_rate(core::order_line& line, const std::optional<core::decimal>& stated,
                  const tax_facts& facts, core::currency unit);

/// The only known rate above 0 that fits; nothing when there are none or several.
std::optional<core::decimal> only_fitting_rate(const core::order_line& line, const tax_facts& facts,
                                               core::currency unit);

}  // namespace boekbrug::adapters::magento_api
