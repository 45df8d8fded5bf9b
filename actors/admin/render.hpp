#pragma once
// Answers of the admin shell as text. Pure: values in, text out.

#include "core/sync/integration.hpp"
#include "core/sync/item.hpp"
#include "storage/store.hpp"

#include <string>
#include <vector>

namespace boekbrug::actors {

/// Pads columns to their widest cell; the last column is left as it is. Widths count characters,
/// not bytes.
std::string render_table(const std::vector<std::vector<std::string>>& rows);

/// "in 3 min", "12 s ago", "now".
std::string render_when(core::time_point when, core::time_point now);

std::string render_state(const core::integration_schedule& schedule);

struct item_counts {
  std::size_t waiting = 0;
  std::size_t ready = 0;
  std::size_t sent = 0;
  std::size_t needs_action = 0;
  std::size_t skipped = 0;
};

std::string render_integration(const core::integration& each,
                               const core::integration_schedule& schedule,
                               const std::string& administration, const item_counts& counts,
                               const std::vector<core::run_record>& runs, core::time_point now);

/// One line's cells: id, number, date, customer, amount, state, why or document.
std::vector<std::string> item_cells(const core::item& each);
std::string why_of(const core::item& each);
std::string render_item(const core::item& each, const std::vector<core::attempt>& attempts);

}  // namespace boekbrug::actors
