#pragma once
// JSON in without binary floating point.

#include "adapters/shared/json_text.hpp"

namespace boekbrug::adapters::eboekhouden_api {

using shared::parse_json;

}  // namespace boekbrug::adapters::eboekhouden_api
