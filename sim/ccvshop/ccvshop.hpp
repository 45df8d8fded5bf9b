#pragma once
// A simulated CCV Shop (formerly Biedmeer): signed calls under /api/rest/v1, control paths under
// /_sim.

#include "sim/simulator.hpp"

#include <boost/json/object.hpp>

#include <memory>

namespace boekbrug::sim {

/// Throws bad_option when the options cannot be used.
std::unique_ptr<simulator> make_ccvshop(const boost::json::object& options, core::time_point now);

}  // namespace boekbrug::sim
