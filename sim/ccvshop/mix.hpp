#pragma once
// Reads the chances of the generator by their names.

#include "sim/ccvshop/generator.hpp"
#include "sim/json_options.hpp"

namespace boekbrug::sim::ccvshop {

/// {"only_plain": true} first sets all but `returning` to 0. Throws bad_option.
order_mix read_mix(const boost::json::object& source);

}  // namespace boekbrug::sim::ccvshop
