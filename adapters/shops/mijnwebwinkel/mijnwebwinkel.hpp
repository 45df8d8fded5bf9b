#pragma once
// The Mijnwebwinkel (MyOnlineStore) adapter: v1 requests and answers behind core::shop_adapter
// (README.md).

#include "core/ports/shop_adapter.hpp"

namespace boekbrug::adapters {

/// Stateless; safe from any thread.
const core::shop_adapter& mijnwebwinkel();

}  // namespace boekbrug::adapters
