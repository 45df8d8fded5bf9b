#pragma once
// The shop's answers -> canonical values. All pure.

#include "core/ports/shop_adapter.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::adapters::woocommerce_api {

/// Never booked and never shown: carts of the block checkout, half-made posts, the bin.
bool is_ignored_status(std::string_view status) noexcept;

/// One answer of a list of orders.
struct order_rows {
  std::size_t rows = 0;  // as the shop sent them, ignored ones too: paging counts these
  std::vector<core::order> orders;
  std::vector<core::scan_page::unreadable_order> unreadable;
};
core::result<order_rows> parse_orders(const core::shop_connection& shop,
                                      const core::http_response& answer);
core::result<core::order> parse_order(const core::shop_connection& shop,
                                      const core::http_response& answer);

/// Refunds of one order, oldest first.
core::result<std::vector<core::credit>> parse_credits(const core::shop_connection& shop,
                                                      const core::order& original,
                                                      const core::http_response& answer);

core::result<core::shop_adapter::period_page> parse_period(const core::shop_connection& shop,
                                                           std::string_view page,
                                                           const core::http_response& answer);

/// What to do after a page of `rows` rows: X-WP-TotalPages when the host lets it through, else
/// whether the page was full.
bool is_last_page(const core::http_response& answer, std::int64_t page, std::size_t rows,
                  std::int64_t per_page);

}  // namespace boekbrug::adapters::woocommerce_api
