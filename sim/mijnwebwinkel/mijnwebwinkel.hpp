#pragma once
// The simulated Mijnwebwinkel (MyOnlineStore) shop: API v1 on orders in memory, as
// reference/mijnwebwinkel.md tells it.

#include "sim/simulator.hpp"

#include <boost/json/object.hpp>

#include <memory>

namespace boekbrug::sim {

/// The options are listed in README.md; an empty object gives an empty shop with the default
/// tokens. Throws bad_option (a std::invalid_argument) that names the option.
std::unique_ptr<simulator> make_mijnwebwinkel(const boost::json::object& options,
                                              core::time_point now);

}  // namespace boekbrug::sim
