#include "net/impl/deadline_queue.hpp"

namespace boekbrug::net::impl {

void deadline_queue::add(deadline_entry& entry, steady::time_point at) {
  entry.unlink();
  entry.at_ = at;
  entries_.insert(entry);
  if (at < armed_for_ && !stopped_) {
    arm(at);
  }
}

void deadline_queue::stop() {
  stopped_ = true;
  timer_.cancel();
}

void deadline_queue::arm(steady::time_point at) {
  armed_for_ = at;
  timer_.expires_at(at);
  timer_.async_wait([this](const error_code& failed) {
    if (!failed && !stopped_) {
      fire();
    }
  });
}

void deadline_queue::fire() {
  armed_for_ = steady::time_point::max();
  const auto now = steady::now();
  while (!entries_.empty() && entries_.begin()->at() <= now) {
    auto& due = *entries_.begin();
    due.unlink();
    due.on_deadline();
  }
  if (!entries_.empty() && entries_.begin()->at() < armed_for_ && !stopped_) {
    arm(entries_.begin()->at());
  }
}

}  // namespace boekbrug::net::impl
