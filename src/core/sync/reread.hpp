#pragma once
// Which waiting orders are read again although the shop does not say that they changed (product.md
// R2).

#include "core/sync/item.hpp"

namespace boekbrug::core {

/// Orders that wait for something of the shop: in each run while they are younger than 60 days,
/// older ones in the first run of each day (UTC). `last_run` is the start of the run before.
bool is_due_for_rereading(const item& known, time_point now, time_point last_run);

/// At most so many orders are read again one by one in one run, the youngest first: a shop answers
/// about one call per second.
inline constexpr std::size_t reread_max = 500;

}  // namespace boekbrug::core
