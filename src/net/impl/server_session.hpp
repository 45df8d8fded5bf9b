#pragma once
// One connection of the server.

#include "net/http_server.hpp"
#include "net/impl/asio_types.hpp"
#include "net/impl/reply.hpp"
#include "net/impl/request_reader.hpp"
#include "net/impl/tls_context.hpp"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/intrusive/list.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace boekbrug::net::impl {

class server_worker;

using session_hook =
    boost::intrusive::list_base_hook<boost::intrusive::link_mode<boost::intrusive::auto_unlink>>;

class server_session final : public reply_receiver,
                             public session_hook,
                             public std::enable_shared_from_this<server_session> {
public:
  server_session(server_worker& worker, tcp_socket socket);
  ~server_session();
  server_session(const server_session&) = delete;
  server_session& operator=(const server_session&) = delete;

  /// Serves requests until either side closes. Holds the session alive.
  task<> run();
  /// Ends whatever is under way.
  void abort() noexcept;
  /// After this the client has been silent or deaf for too long.
  steady::time_point patience_ends() const noexcept { return patience_ends_; }

private:
  enum class reading : std::uint8_t { complete, ended, refused };

  task<> serve();
  task<bool> handshake();
  task<reading> read_request(server_request& request, bool& keep_alive, int& refused_with);
  task<server_response> ask_handler(server_request request);
  task<bool> send(const server_response& answer, bool head_request, bool keep_alive);
  task<bool> write(std::string_view body);
  task<bool> read_some();
  task<> refuse(int status);
  task<> wait(std::chrono::milliseconds time);
  void be_patient() noexcept;

  void on_reply(std::uint64_t serial, server_response answer) override;

  server_worker& worker_;
  tcp_socket socket_;
  std::optional<tls_stream> tls_;
  std::string peer_;
  boost::beast::flat_buffer in_{128U << 10U};
  std::string out_;
  steady_timer wake_;
  std::uint64_t serial_ = 0;
  std::optional<server_response> reply_;
  bool waiting_ = false;
  bool aborted_ = false;
  steady::time_point patience_ends_ = steady::time_point::max();
};

}  // namespace boekbrug::net::impl
