#pragma once
// A CCV order with its rows -> the canonical order.

#include "adapters/shops/ccvshop/json.hpp"
#include "core/ports/shop_adapter.hpp"

namespace boekbrug::adapters::ccvshop_api {

/// What the list of orders says, before the rows are read.
struct order_head {
  std::string id;
  std::uint64_t revision = 0;  // never 0
};

core::result<order_head> read_head(const json::value& header);

/// errc::totals_differ, errc::shop_answer_unreadable.
core::result<core::order> read_order(const core::shop_connection& shop, const json::object& header,
                                     const json::array& rows);

/// Billing, delivery, VAT number, note.
void read_customer(const core::shop_connection& shop, const fields& header, core::order& out);

/// VAT abroad: the country of delivery, when the rate is none of the Netherlands (customer.cpp).
std::string rate_country(const core::order_line& line, const core::order& source);

}  // namespace boekbrug::adapters::ccvshop_api
