#pragma once
// The end of the demo: the reports, the calls per order, the simulators' own books, and the closing
// line.

#include "demo/world.hpp"

namespace boekbrug::demo {

/// How far the bookings are, over all integrations.
struct progress {
  std::size_t integrations = 0;
  std::size_t scanned = 0;  // read to the end at least once
  std::size_t sent = 0;
  std::size_t ready = 0;
  std::size_t waiting = 0;
  std::size_t needs_action = 0;
  std::size_t skipped = 0;
  bool settled() const noexcept {
    return integrations > 0 && scanned == integrations && ready == 0;
  }
};
core::result<progress> read_progress(world& where);

/// Prints the reports and the closing line; true when everything agrees.
bool close_books(world& where);

}  // namespace boekbrug::demo
