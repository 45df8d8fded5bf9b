#pragma once
// Orders that a test brings along in the platform's own JSON.

#include "sim/ccvshop/model.hpp"

#include <variant>

namespace boekbrug::sim::ccvshop {

/// The order with its rows in member "rows", or what is wrong with it.
std::variant<stored_order, std::string> read_posted_order(std::string_view text);

}  // namespace boekbrug::sim::ccvshop
