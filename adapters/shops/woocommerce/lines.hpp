#pragma once
// line_items, shipping_lines, fee_lines and tax_lines of orders and refunds.

#include "adapters/shops/woocommerce/json.hpp"
#include "adapters/shops/woocommerce/rates.hpp"

#include <string>
#include <vector>

namespace boekbrug::adapters::woocommerce_api {

/// In the order of woocommerce.md 4: products, shipping, fees. Rates are not resolved yet.
std::vector<raw_line> read_lines(const fields& owner, core::currency unit);
std::vector<order_rate> read_order_rates(const fields& owner, core::currency unit);

/// The value of a line's meta field as text; "" when absent.
std::string line_meta(const fields& line, std::string_view key);

/// The objects of a list with their paths; anything else in it is a fault.
template <class Function>
void for_each_object(const fields& owner, std::string_view key, const json::array& rows,
                     Function&& function) {
  for (std::size_t at = 0; at < rows.size() && !owner.problem().failed(); ++at) {
    if (!rows[at].is_object()) {
      owner.problem().note(owner.path_of(key, at), "", "not an object");
      return;
    }
    function(fields{rows[at].get_object(), owner.path_of(key, at), owner.problem()});
  }
}

}  // namespace boekbrug::adapters::woocommerce_api
