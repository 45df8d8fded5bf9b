#include "net/impl/server_worker.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>

namespace boekbrug::net::impl {
namespace {

constexpr std::chrono::seconds tick_every{1};

}  // namespace

server_worker::server_worker(const server_shared& shared)
    : shared_{shared},
      keep_running_{asio::make_work_guard(io_)},
      gate_{std::make_shared<post_gate>(io_)},
      ticker_{io_},
      thread_{[this] {
        tick();
        io_.run();
      }} {}

server_worker::~server_worker() {
  gate_->close();
  asio::post(io_, [this] { stop(); });
  thread_.join();
}

void server_worker::adopt(tcp_socket socket) {
  asio::post(io_, [this, moved = std::move(socket)]() mutable { start(std::move(moved)); });
}

void server_worker::start(tcp_socket socket) {
  if (stopping_) {
    return;
  }
  const auto session = std::make_shared<server_session>(*this, std::move(socket));
  sessions_.push_back(*session);
  asio::co_spawn(io_, session->run(), asio::detached);
}

/// Looks over all sessions once a second: cheaper than a timer that moves with every request.
void server_worker::tick() {
  const auto now = steady::now();
  for (auto& each : sessions_) {
    if (each.patience_ends() <= now) {
      each.abort();
    }
  }
  ticker_.expires_after(tick_every);
  ticker_.async_wait([this](const error_code& failed) {
    if (!failed && !stopping_) {
      tick();
    }
  });
}

void server_worker::stop() {
  stopping_ = true;
  for (auto& each : sessions_) {
    each.abort();
  }
  ticker_.cancel();
  keep_running_.reset();
}

}  // namespace boekbrug::net::impl
