#pragma once
// Many deadlines on one timer.

#include "net/impl/asio_types.hpp"

#include <boost/intrusive/set.hpp>

namespace boekbrug::net::impl {

/// Something that must happen at a time unless it is taken back. Leaves its queue when destroyed.
class deadline_entry : public boost::intrusive::set_base_hook<
                           boost::intrusive::link_mode<boost::intrusive::auto_unlink>> {
public:
  deadline_entry() = default;
  virtual ~deadline_entry() = default;
  deadline_entry(const deadline_entry&) = delete;
  deadline_entry& operator=(const deadline_entry&) = delete;
  /// May destroy the entry or put it in again.
  virtual void on_deadline() = 0;
  steady::time_point at() const noexcept { return at_; }
  bool operator<(const deadline_entry& other) const noexcept { return at_ < other.at_; }

private:
  friend class deadline_queue;
  steady::time_point at_{};
};

/// A timer per request would cost an allocation, a heap operation and a posted cancellation each.
/// Here adding and removing only link a node; the timer is set for the earliest deadline ever asked
/// for and looks again when it fires. One thread.
class deadline_queue {
public:
  explicit deadline_queue(asio::io_context& io) : timer_{io} {}
  ~deadline_queue() { entries_.clear(); }
  deadline_queue(const deadline_queue&) = delete;
  deadline_queue& operator=(const deadline_queue&) = delete;

  void add(deadline_entry& entry, steady::time_point at);
  /// Nothing fires any more, so that the io_context can run dry.
  void stop();

private:
  void arm(steady::time_point at);
  void fire();

  using entry_set =
      boost::intrusive::multiset<deadline_entry, boost::intrusive::constant_time_size<false>>;
  steady_timer timer_;
  entry_set entries_;
  steady::time_point armed_for_ = steady::time_point::max();
  bool stopped_ = false;
};

}  // namespace boekbrug::net::impl
