#pragma once
// The shop's orders and credit orders -> canonical values (mijnwebwinkel.md 2 to 4). All pure.

#include "adapters/shops/mijnwebwinkel/json.hpp"
#include "core/ports/shop_adapter.hpp"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace boekbrug::adapters::mijnwebwinkel_api {

/// "1042" of a row, "T-12" of a test order; "" when there is none that could be an id.
std::string number_of(const json::value& row);
/// A credit order: never an order.
bool is_credit_order(const core::shop_connection& shop, const json::value& row);
/// The number of the order that is credited; "" when the row does not say.
std::string credited_number(const json::value& row);
/// Identity of the order behind a number: FNV-1a of its uuid; 0 when the shop gives none.
std::uint64_t identity_of(const json::value& row);
/// Identity and content, to recognise a row that was handed out already in this run.
std::uint64_t fingerprint_of(const json::value& row);
/// When it was placed; nothing when that cannot be read.
std::optional<core::time_point> placed_at(const json::value& row);

/// Errors are per order: shop_answer_unreadable, totals_differ, vat_unmapped.
core::result<core::order> read_order(const core::shop_connection& shop, const json::value& row);
core::result<core::credit> read_credit(const core::shop_connection& shop, const json::value& row);
/// Whether a credit order was itself called off: then it is no credit.
bool is_cancelled(const core::shop_connection& shop, const json::value& row);

}  // namespace boekbrug::adapters::mijnwebwinkel_api
