#pragma once
// Time zones of the system's database as plain data for core.

#include "core/base/result.hpp"
#include "core/time/time_zone.hpp"

#include <string_view>

namespace boekbrug::config {

/// "Europe/Amsterdam", or a fixed offset such as "+02:00" (shops without a named zone). All changes
/// from 1990 to 2060; before, the offset of January 1990 holds, after, that of December 2059.
/// Cached; thread-safe. Errors: invalid_input for an unknown name; it names the nearest one.
core::result<core::time_zone> load_time_zone(std::string_view name);

}  // namespace boekbrug::config
