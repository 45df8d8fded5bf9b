#pragma once
// What a run looks at: windows, addresses, the order of its stages.

#include "adapters/shops/ccvshop/scan_state.hpp"

namespace boekbrug::adapters::ccvshop_api {

inline constexpr int recent_days = 14;
inline constexpr int paid_days = 60;
inline constexpr int deep_days = 365;

/// Nothing was listed yet, or the merchant asks for older orders than were.
bool is_first(const scan_mark& mark, const core::scan_scope& scope);
/// Once a day the paid orders of a year.
bool is_deep(const scan_mark& mark, core::date today);

/// Address of the list of this stage, ready for start and size.
std::string list_base(const scan_state& state, const core::scan_scope& scope, core::date today);
/// Address of the next call.
std::string next_uri(const scan_state& state, const core::scan_scope& scope, core::date today);

/// Goes on to the next stage with work; false when the run is over.
bool advance(scan_state& state, const core::shop_connection& shop, const core::scan_scope& scope);
/// The mark of a run that is over.
scan_mark finished(const scan_state& state, const core::scan_scope& scope);

enum class credit_step : std::uint8_t { seek = 1, original, original_rows, rows };
credit_step next_credit_step(const scan_state& state);

/// Address of the rows of an order or invoice: bare at first, then as the shop says.
std::string rows_uri(std::string_view base, const list_place& place);
/// "/api/rest/v1/orders/12/orderrows/"
std::string order_rows(std::string_view id);
std::string invoice_rows(std::string_view id);

}  // namespace boekbrug::adapters::ccvshop_api
