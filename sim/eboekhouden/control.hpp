#pragma once
// Parts of /_sim.

#include "sim/eboekhouden/world.hpp"

namespace boekbrug::sim::eboekhouden {

std::string counters_json(const world& all);
reply books_endpoint(world& all, const call& request);

}  // namespace boekbrug::sim::eboekhouden
