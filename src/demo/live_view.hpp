#pragma once
// What the demo shows while it runs: events as they come and a line that counts.

#include "demo/world.hpp"

#include <atomic>
#include <memory>
#include <thread>

namespace boekbrug::demo {

/// Follows `tail` of the admin shell as a person would, and prints its lines; at most a screenful a
/// second.
class live_view {
public:
  explicit live_view(world& where);
  ~live_view();
  live_view(const live_view&) = delete;
  live_view& operator=(const live_view&) = delete;

private:
  void follow();
  void print(const std::string& line);

  world& where_;
  std::atomic<bool> ending_{false};
  std::thread thread_;
};

/// Prints the counts on one line (a terminal rewrites it), until everything is booked or `patience`
/// is over.
bool watch_until_settled(world& where, std::chrono::seconds patience);

}  // namespace boekbrug::demo
