#pragma once
// CCV Shop (formerly SecureArea, Biedmeer).

#include "core/ports/shop_adapter.hpp"

namespace boekbrug::adapters {

const core::shop_adapter& ccvshop();

}  // namespace boekbrug::adapters
