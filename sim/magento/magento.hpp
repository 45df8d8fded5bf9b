#pragma once
// The simulated Magento 2 shop: REST V1 on orders in memory, as reference/magento.md tells it.

#include "sim/simulator.hpp"

#include <boost/json/object.hpp>

#include <memory>

namespace boekbrug::sim {

/// The options are listed in sim/magento/README.md; an empty object gives an empty shop with the
/// default secrets. Throws bad_option (a std::invalid_argument) that names the option.
std::unique_ptr<simulator> make_magento(const boost::json::object& options, core::time_point now);

}  // namespace boekbrug::sim
