#pragma once
// Looking up rates and accounts in the ledger's lists.

#include "core/booking/make_plan.hpp"

namespace boekbrug::core {

/// Whether a row of that class points to a ledger rate of exactly `percent`.
bool row_has_percent(vat_class cls, const decimal& percent, const card_settings& cards,
                     const ledger_lists& lists);

/// The account for a line by cards M1-M3; "" is the ledger's default. Checked when the ledger gave
/// us its accounts: ledger_account_unusable names the missing or unusable one.
result<std::string> map_account(line_kind kind, vat_class cls, const card_settings& cards,
                                const ledger_lists& lists);

}  // namespace boekbrug::core
