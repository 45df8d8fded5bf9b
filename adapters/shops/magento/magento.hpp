#pragma once
// The Magento 2 adapter: REST V1 requests and answers behind core::shop_adapter (README.md).

#include "core/ports/shop_adapter.hpp"

namespace boekbrug::adapters {

/// Stateless; safe from any thread.
const core::shop_adapter& magento();

}  // namespace boekbrug::adapters
