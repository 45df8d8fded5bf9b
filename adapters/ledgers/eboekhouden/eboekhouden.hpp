#pragma once
// e-Boekhouden.nl as a ledger of Boekbrug: the one entry that the rest of the program uses.

#include "core/ports/ledger_adapter.hpp"

namespace boekbrug::adapters {

/// Stateless and safe to call from any thread; lives as long as the program.
const core::ledger_adapter& eboekhouden();

}  // namespace boekbrug::adapters
