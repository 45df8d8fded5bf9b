#include "core/sync/reread.hpp"

namespace boekbrug::core {
namespace {

constexpr std::chrono::days young{60};

bool may_change(waiting_reason reason) {
  return reason == waiting_reason::status_not_chosen || reason == waiting_reason::not_paid ||
         reason == waiting_reason::no_invoice_number;
}

}  // namespace

bool is_due_for_rereading(const item& known, time_point now, time_point last_run) {
  if (known.key.kind != item_kind::order || known.state != item_state::waiting ||
      !may_change(known.waits_for)) {
    return false;
  }
  const bool new_day =
      std::chrono::floor<std::chrono::days>(now) != std::chrono::floor<std::chrono::days>(last_run);
  return now - known.placed < young || new_day;
}

}  // namespace boekbrug::core
