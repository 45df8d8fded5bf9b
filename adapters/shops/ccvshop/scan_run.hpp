#pragma once
// The state of a scan together with the page that its current answer fills.

#include "adapters/shops/ccvshop/errors.hpp"
#include "adapters/shops/ccvshop/scan_plan.hpp"

namespace boekbrug::adapters::ccvshop_api {

struct scan_run {
  const core::shop_connection& shop;
  const core::scan_scope& scope;
  const core::http_response& answer;
  scan_state state;
  core::scan_page page;
};

/// Failures of one record are gone around; these stop the run: refused keys, limits, too many
/// failures in a row.
inline constexpr int misses_max = 3;
inline constexpr int tries_max = 3;
inline constexpr int broken_max = 20;  // records in a row that no list can show

bool stops_run(const core::error& failure);
/// The report of a record that cannot be used: an order, or a credit while invoices are read.
core::scan_page::unreadable_order report_on(const scan_state& state, std::string id,
                                            std::string detail, core::errc code);

/// The front of the queue is done with.
void pop(scan_state& state);
/// A failed call for the front of the queue: again, then after the others, then a report. The error
/// when the run should stop.
core::result<void> set_back(scan_run& run, const core::error& failure);
/// One page of rows; whether the rows are complete now.
core::result<bool> take_rows(scan_run& run, std::string_view base);

/// The answers of the steps.
core::result<void> take_list(scan_run& run);
core::result<void> take_waiting(scan_run& run);
core::result<void> take_order_rows(scan_run& run);
core::result<void> take_credit(scan_run& run);

}  // namespace boekbrug::adapters::ccvshop_api
