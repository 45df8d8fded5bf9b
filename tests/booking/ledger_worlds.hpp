#pragma once
// The two ledgers as the booking rules see them.

#include "fixtures.hpp"

#include <cstdint>

namespace boekbrug::test {

enum class ledger_kind : std::uint8_t { moneybird = 1, eboekhouden };

/// Rates, cards, arithmetic and traits of one ledger, as its adapter states them.
struct ledger_world {
  explicit ledger_world(ledger_kind which);
  core::plan_context context() const;

  ledger_kind kind;
  world base;
};

std::string_view title(ledger_kind kind);

}  // namespace boekbrug::test
