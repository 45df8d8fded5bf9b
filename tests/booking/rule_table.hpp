#pragma once
// Tables of booked orders: what was sold in short words, and what the ledger must hold, worked out
// by hand. Each row names the rule that it comes from.

#include "ledger_worlds.hpp"

#include <functional>
#include <optional>
#include <ostream>

namespace boekbrug::test {

/// One order or credit on its way into one ledger.
struct scene {
  ledger_world here;
  core::order source;
  std::optional<core::credit> back;
};

struct rule_case {
  const char* name;
  const char* rule;  // product.md R, S, M, B, or a section of the reference
  ledger_kind ledger;
  std::vector<const char*> lines;  // as `parse_line` reads them
  std::function<void(scene&)> change;
  const char* expected;  // as `money_of` or `head_of` says it, or the code of the error
};
std::ostream& operator<<(std::ostream& out, const rule_case& given);

/// "[ship|fee|disc|round] [3 x] 10.00 + 2.10 @ 21"; "@ none" has no rate.
core::order_line parse_line(std::string_view text);

/// "incl. 3 x 12.10 high; 1 x 0.01 none | high 30.00+6.30, none 0.01+0.00 | 36.31 | 2026-05-01 |
/// 36.31 on 2026-05-02 by bank", with "~" before rounding lines.
std::string money_of(const core::result<core::booking_plan>& plan);
/// "4711 | Noor de Wit <noor@atelier.example> NL | 2 lines" and the notes.
std::string head_of(const core::result<core::booking_plan>& plan);

/// The plan of the order, or of the credit where the case has one.
core::result<core::booking_plan> planned(const rule_case& given);

std::string case_name(const testing::TestParamInfo<rule_case>& given);

/// Changes that rows share.
void nothing(scene& made);
std::function<void(scene&)> refund(const char* amount, std::vector<const char*> lines = {});

}  // namespace boekbrug::test
