#pragma once
// Small things that both kinds of adapters share.

#include "core/base/secret.hpp"
#include "core/time/clock.hpp"

#include <map>
#include <optional>
#include <string>

namespace boekbrug::core {

/// What a pure request builder may need from outside (OAuth 1.0a, cache busters).
struct request_context {
  time_point now;
  std::string nonce;  // random, [a-z0-9]{16}, new for each request
};

/// What an answer's headers say about the remote's limit (moneybird.md 3).
struct limit_signal {
  std::optional<std::int64_t> remaining;  // requests left in the window
  std::optional<time_point> window_ends;
  std::optional<time_point> blocked_until;  // set on 429
};

}  // namespace boekbrug::core
