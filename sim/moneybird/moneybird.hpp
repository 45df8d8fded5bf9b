#pragma once
// The simulated Moneybird: API v2 and OAuth on state in memory, as reference/moneybird.md tells it.

#include "core/base/result.hpp"
#include "sim/simulator.hpp"

#include <boost/json/object.hpp>

#include <memory>

namespace boekbrug::sim {

/// errc::invalid_input names the first option that cannot be used ("administrations[0].plan").
core::result<void> check_moneybird_options(const boost::json::object& options);

/// The options are listed in README.md; an empty object gives one demo administration.
/// Throws bad_option (json_options.hpp) with the text of `check_moneybird_options` when they are
/// unusable.
std::unique_ptr<simulator> make_moneybird(const boost::json::object& options);

}  // namespace boekbrug::sim
