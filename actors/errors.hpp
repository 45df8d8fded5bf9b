#pragma once
// The only bridge between core::error and caf::error (STYLE 2.4).

#include "actors/messages.hpp"

namespace boekbrug::actors {

caf::error to_caf(const core::error& failure);
/// CAF's own errors (timeouts, receiver gone) become timed_out, cancelled or internal.
core::error from_caf(const caf::error& failure);

}  // namespace boekbrug::actors
