#pragma once
// The simulated e-Boekhouden.nl: REST v1 on state in memory, as reference/e-boekhouden.md tells it.

#include "sim/simulator.hpp"

#include <boost/json/object.hpp>

#include <memory>

namespace boekbrug::sim {

/// The options are listed in README.md; an empty object gives one demo administration.
/// Throws bad_option (json_options.hpp) when they cannot be used.
std::unique_ptr<simulator> make_eboekhouden(const boost::json::object& options,
                                            core::time_point now);

}  // namespace boekbrug::sim
