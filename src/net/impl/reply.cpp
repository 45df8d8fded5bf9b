#include "net/impl/reply.hpp"

#include <boost/asio/post.hpp>

#include <utility>

namespace boekbrug::net::impl {

void post_gate::close() {
  const std::lock_guard lock{mutex_};
  io_ = nullptr;
}

bool post_gate::is_here() const noexcept {
  const std::lock_guard lock{mutex_};
  return io_ != nullptr && io_->get_executor().running_in_this_thread();
}

void post_gate::post(std::function<void()> work) {
  const std::lock_guard lock{mutex_};
  if (io_ != nullptr) {
    asio::post(*io_, std::move(work));
  }
}

reply::~reply() {
  if (!answered_) {
    server_response missing;
    missing.status = 500;
    answer(std::move(missing));
  }
}

void reply::answer(server_response answer) {
  if (answered_.exchange(true)) {
    return;
  }
  if (gate_->is_here()) {
    if (const auto receiver = to_.lock()) {
      receiver->on_reply(serial_, std::move(answer));
    }
    return;
  }
  // The session is only touched on its own thread: its last owner must not be another one.
  gate_->post([to = to_, serial = serial_, parcel = std::move(answer)]() mutable {
    if (const auto receiver = to.lock()) {
      receiver->on_reply(serial, std::move(parcel));
    }
  });
}

}  // namespace boekbrug::net::impl
