#pragma once
// The name that somebody probably meant.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::config {

/// Least number of letters inserted, left out, replaced or swapped with their neighbour.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The nearest of the known names, case-blind; "" when none is near: more than a third of the
/// letters differ.
std::string_view nearest(std::string_view text, const std::vector<std::string_view>& known);

/// "; did you mean \"x\"?", or "" when nothing is near.
std::string suggestion(std::string_view text, const std::vector<std::string_view>& known);

}  // namespace boekbrug::config
