#pragma once
// The scan that loses nothing (woocommerce.md 2.3) as a machine of pure steps:
//
//   idle --T0--> pages 1, 2, ... n --> idle with W = T0                   (all shops, first run)
//   idle --T0--> pages 1, 2, ... n (modified_after) --> idle with W = T0  (later runs)
//   idle --T0--> list 1 --> fetch ids ... --> list 2 ... --> idle with W = T0  (later runs, shops
//   before 5.8)
//
// After each step the mark is stored, so a run that ends halfway goes on where it was.

#include "adapters/shops/woocommerce/scan_mark.hpp"
#include "core/ports/shop_adapter.hpp"

namespace boekbrug::adapters::woocommerce_api {

core::result<core::http_request> make_scan(const core::shop_connection& shop,
                                           const core::scan_scope& scope, const scan_mark& mark,
                                           const core::request_context& context);
core::result<core::scan_page> parse_scan(const core::shop_connection& shop,
                                         const core::scan_scope& scope, const scan_mark& mark,
                                         const core::http_response& answer);
/// A mark that asks for less; at one row, one that asks for that row's id to leave it out. Nothing
/// when there is no way left.
std::optional<scan_mark> ask_less(const scan_mark& mark);

}  // namespace boekbrug::adapters::woocommerce_api
