#pragma once
// The way of an answer from any thread back to the session that waits for it.

#include "net/http_server.hpp"
#include "net/impl/asio_types.hpp"

#include <atomic>
#include <memory>
#include <mutex>

namespace boekbrug::net::impl {

/// Lets other threads post to an io_context that may be gone already.
class post_gate {
public:
  explicit post_gate(asio::io_context& io) : io_{&io} {}
  /// After it nothing is posted any more.
  void close();
  /// Whether the caller is on the thread of the io_context.
  bool is_here() const noexcept;
  /// Runs `work` on the thread of the io_context, or never.
  void post(std::function<void()> work);

private:
  mutable std::mutex mutex_;
  asio::io_context* io_;
};

/// Waits for one answer at a time; all on the session's thread.
class reply_receiver {
public:
  virtual void on_reply(std::uint64_t serial, server_response answer) = 0;

protected:
  ~reply_receiver() = default;
};

/// What the responder holds. The first answer counts; without any, the last copy to go answers 500,
/// so that a forgetful handler does not leave a client waiting.
class reply {
public:
  reply(std::shared_ptr<post_gate> gate, std::weak_ptr<reply_receiver> to, std::uint64_t serial)
      : gate_{std::move(gate)}, to_{std::move(to)}, serial_{serial} {}
  ~reply();
  reply(const reply&) = delete;
  reply& operator=(const reply&) = delete;

  void answer(server_response answer);

private:
  std::shared_ptr<post_gate> gate_;
  std::weak_ptr<reply_receiver> to_;
  std::uint64_t serial_;
  std::atomic<bool> answered_{false};
};

}  // namespace boekbrug::net::impl
