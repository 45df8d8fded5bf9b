#pragma once
// Kills the server again and again during a sync and compares the books at the end.

#include "demo/world.hpp"

namespace boekbrug::demo {

struct kill_options {
  std::uint32_t kills = 200;
  std::uint64_t seed = 0;  // 0 = from the clock; printed, so that a run can be repeated
};

/// Prints what happened; true when every order is booked and paid once and no contact is doubled.
bool run_kill_test(world& where, const kill_options& options);

}  // namespace boekbrug::demo
