#pragma once
// One order and the cards to book it with.

#include "core/booking/make_plan.hpp"

namespace boekbrug::bench {

/// Cards, lists and zone, with the context that points to them; must outlive it.
struct world {
  world();
  world(const world&) = delete;
  world& operator=(const world&) = delete;
  core::plan_context context() const;

  core::card_settings cards;
  core::ledger_lists lists;
  core::time_zone zone;
};

/// Five lines: two products at 21 %, one at 9 %, shipping and a discount; paid, prices incl. VAT.
core::order five_lines();

}  // namespace boekbrug::bench
