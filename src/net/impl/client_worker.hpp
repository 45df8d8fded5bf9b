#pragma once
// One network thread of the client with everything it owns.

#include "net/http_client.hpp"
#include "net/impl/connection_pool.hpp"
#include "net/impl/deadline_queue.hpp"
#include "net/impl/resolver.hpp"
#include "net/impl/tls_context.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/intrusive/list.hpp>

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace boekbrug::net::impl {

class exchange;

/// What all threads of one client share; constant after the start but for counters and the
/// resolver.
struct client_shared {
  client_shared(const client_options& chosen, connect_observer watcher, resolver_override instead);

  client_options options;
  connect_observer observe;
  resolver names;
  core::result<std::unique_ptr<asio::ssl::context>> tls;
  std::atomic<std::uint64_t> requests{0};
  std::atomic<std::uint64_t> connections_opened{0};
};

/// A request on its way to a network thread.
struct job {
  core::http_request request;
  core::transport::completion done;
  steady::time_point deadline;
};

using exchange_hook =
    boost::intrusive::list_base_hook<boost::intrusive::link_mode<boost::intrusive::auto_unlink>>;

class client_worker {
public:
  explicit client_worker(client_shared& shared);
  ~client_worker();
  client_worker(const client_worker&) = delete;
  client_worker& operator=(const client_worker&) = delete;

  /// Any thread.
  void submit(job work);
  /// Cancels what is under way and joins.
  void finish();
  /// After finish(): cancels what was submitted too late to be seen.
  void cancel_leftovers();
  std::size_t load() const noexcept { return load_.load(std::memory_order_relaxed); }
  std::size_t idle_connections() const noexcept { return pool_.size(); }

  // For exchanges, on the worker's thread.
  asio::io_context& io() noexcept { return io_; }
  client_shared& shared() noexcept { return shared_; }
  connection_pool& pool() noexcept { return pool_; }
  tls_sessions& sessions() noexcept { return sessions_; }
  deadline_queue& deadlines() noexcept { return deadlines_; }
  /// Gives a connection back after a complete answer.
  void release(std::unique_ptr<connection> idle);

private:
  struct sweeper final : deadline_entry {
    explicit sweeper(client_worker& owner) : worker{owner} {}
    void on_deadline() override;
    client_worker& worker;
    bool armed = false;
  };

  void drain();
  void stop();
  void start(job work);
  task<> serve(std::unique_ptr<exchange> work);

  client_shared& shared_;
  asio::io_context io_{1};
  asio::executor_work_guard<executor> keep_running_;
  deadline_queue deadlines_;
  connection_pool pool_;
  tls_sessions sessions_;
  sweeper sweeper_;
  boost::intrusive::list<exchange, boost::intrusive::base_hook<exchange_hook>,
                         boost::intrusive::constant_time_size<false>>
      active_;
  bool stopping_ = false;
  std::atomic<std::size_t> load_{0};

  // Senders fill the inbox and wake the thread only when it was empty: a burst costs one wake-up.
  std::mutex inbox_mutex_;
  std::vector<job> inbox_;
  std::vector<job> draining_;
  bool wake_posted_ = false;

  std::thread thread_;
};

}  // namespace boekbrug::net::impl
