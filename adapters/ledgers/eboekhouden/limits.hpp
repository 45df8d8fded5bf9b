#pragma once
// When the API may be called again.

#include "core/http/http_message.hpp"
#include "core/ports/remote.hpp"

namespace boekbrug::adapters::eboekhouden_api {

core::limit_signal read_limits(const core::http_response& answer, core::time_point now);

/// What a 429 asks for; two seconds when it names no time. Never more than a day.
std::chrono::seconds asked_to_wait(const core::http_response& answer);

}  // namespace boekbrug::adapters::eboekhouden_api
