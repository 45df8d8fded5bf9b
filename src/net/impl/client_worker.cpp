#include "net/impl/client_worker.hpp"

#include "net/impl/exchange.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>

#include <utility>

namespace boekbrug::net::impl {
namespace {

constexpr std::chrono::seconds sweep_every{1};

}  // namespace

client_shared::client_shared(const client_options& chosen, connect_observer watcher,
                             resolver_override instead)
    : options{chosen},
      observe{std::move(watcher)},
      names{std::move(instead)},
      tls{make_client_tls(chosen.ca_file)} {}

void client_worker::sweeper::on_deadline() {
  const auto now = steady::now();
  armed = worker.pool_.sweep(now);
  if (armed) {
    worker.deadlines_.add(*this, now + sweep_every);
  }
}

client_worker::client_worker(client_shared& shared)
    : shared_{shared},
      keep_running_{asio::make_work_guard(io_)},
      deadlines_{io_},
      pool_{shared.options.idle_connections_per_host},
      sweeper_{*this},
      thread_{[this] { io_.run(); }} {}

client_worker::~client_worker() {
  finish();
}

void client_worker::finish() {
  if (thread_.joinable()) {
    asio::post(io_, [this] { stop(); });
    thread_.join();
  }
}

void client_worker::cancel_leftovers() {
  const auto late = [this] {
    const std::lock_guard lock{inbox_mutex_};
    return std::exchange(inbox_, {});
  }();
  for (const auto& each : late) {
    each.done(core::fail(core::errc::cancelled, "the client is stopping"));
  }
}

void client_worker::submit(job work) {
  load_.fetch_add(1, std::memory_order_relaxed);
  const std::lock_guard lock{inbox_mutex_};
  inbox_.push_back(std::move(work));
  if (!std::exchange(wake_posted_, true)) {
    asio::post(io_, [this] { drain(); });
  }
}

void client_worker::drain() {
  {
    const std::lock_guard lock{inbox_mutex_};
    wake_posted_ = false;
    std::swap(inbox_, draining_);
  }
  for (auto& each : draining_) {
    start(std::move(each));
  }
  draining_.clear();
}

void client_worker::stop() {
  stopping_ = true;
  for (auto& each : active_) {
    each.interrupt(core::errc::cancelled);
  }
  drain();
  pool_.clear();
  deadlines_.stop();
  keep_running_.reset();
}

void client_worker::start(job work) {
  auto next = std::make_unique<exchange>(*this, std::move(work.request), std::move(work.done));
  if (stopping_) {
    next->interrupt(core::errc::cancelled);
  } else if (work.deadline <= steady::now()) {
    next->interrupt(core::errc::timed_out);
  } else {
    deadlines_.add(*next, work.deadline);
  }
  active_.push_back(*next);
  asio::co_spawn(io_, serve(std::move(next)), asio::detached);
}

task<> client_worker::serve(std::unique_ptr<exchange> work) {
  co_await work->run();
  load_.fetch_sub(1, std::memory_order_relaxed);
}

void client_worker::release(std::unique_ptr<connection> idle) {
  if (stopping_) {
    return;
  }
  const auto now = steady::now();
  pool_.put(std::move(idle), now);
  if (!std::exchange(sweeper_.armed, true)) {
    deadlines_.add(sweeper_, now + sweep_every);
  }
}

}  // namespace boekbrug::net::impl
