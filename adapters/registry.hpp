#pragma once
// Every shop and ledger that this program can talk to: one line each in registry.cpp.

#include "core/ports/ledger_adapter.hpp"
#include "core/ports/shop_adapter.hpp"

#include <string_view>

namespace boekbrug::adapters {

/// nullptr for an unknown kind.
const core::shop_adapter* find_shop(std::string_view kind) noexcept;
const core::ledger_adapter* find_ledger(std::string_view kind) noexcept;

}  // namespace boekbrug::adapters
