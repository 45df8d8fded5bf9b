#pragma once
// One network thread of the server with its sessions.

#include "net/http_server.hpp"
#include "net/impl/asio_types.hpp"
#include "net/impl/reply.hpp"
#include "net/impl/server_session.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/ssl/context.hpp>

#include <memory>
#include <thread>

namespace boekbrug::net::impl {

/// What all threads of one server share; constant.
struct server_shared {
  server_options options;
  http_server::handler handle;
  std::unique_ptr<asio::ssl::context> tls;  // null without TLS
};

class server_worker {
public:
  explicit server_worker(const server_shared& shared);
  /// Ends the sessions and joins.
  ~server_worker();
  server_worker(const server_worker&) = delete;
  server_worker& operator=(const server_worker&) = delete;

  /// Takes over a connection that was accepted on this worker's io_context; any thread.
  void adopt(tcp_socket socket);

  asio::io_context& io() noexcept { return io_; }
  const server_shared& shared() const noexcept { return shared_; }
  const std::shared_ptr<post_gate>& gate() const noexcept { return gate_; }

private:
  void start(tcp_socket socket);
  void tick();
  void stop();

  const server_shared& shared_;
  asio::io_context io_{1};
  asio::executor_work_guard<executor> keep_running_;
  std::shared_ptr<post_gate> gate_;
  boost::intrusive::list<server_session, boost::intrusive::base_hook<session_hook>,
                         boost::intrusive::constant_time_size<false>>
      sessions_;
  steady_timer ticker_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace boekbrug::net::impl
