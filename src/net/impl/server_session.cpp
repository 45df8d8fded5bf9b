#include "net/impl/server_session.hpp"

#include "net/impl/response_text.hpp"
#include "net/impl/server_worker.hpp"

#include <boost/asio/write.hpp>

#include <algorithm>
#include <array>
#include <exception>
#include <tuple>
#include <utility>

namespace boekbrug::net::impl {
namespace http = boost::beast::http;

namespace {

constexpr std::size_t read_size = 16U << 10U;
constexpr std::size_t joined_body_max = 16U << 10U;
constexpr std::size_t drained_max = 4U << 20U;

}  // namespace

server_session::server_session(server_worker& worker, tcp_socket socket)
    : worker_{worker}, socket_{std::move(socket)}, wake_{worker.io()} {
  error_code failed;
  const auto peer = socket_.remote_endpoint(failed);
  if (!failed) {
    peer_ = peer.address().to_string();
  }
  socket_.set_option(tcp::no_delay{true}, failed);
  socket_.non_blocking(true, failed);
}

server_session::~server_session() {
  if (tls_) {
    // Closing without TLS's goodbyes must not make the session unusable for resumption.
    SSL_set_shutdown(tls_->native_handle(), SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
  }
}

void server_session::abort() noexcept {
  aborted_ = true;
  error_code ignored;
  socket_.close(ignored);
  wake_.cancel();
}

void server_session::be_patient() noexcept {
  patience_ends_ = steady::now() + worker_.shared().options.idle_timeout;
}

task<> server_session::run() {
  const auto self = shared_from_this();
  be_patient();
  if (co_await handshake()) {
    co_await serve();
  }
  error_code ignored;
  socket_.shutdown(tcp::socket::shutdown_both, ignored);
  socket_.close(ignored);
}

task<bool> server_session::handshake() {
  if (worker_.shared().tls == nullptr) {
    co_return true;
  }
  tls_.emplace(socket_, *worker_.shared().tls);
  const auto [failed] = co_await tls_->async_handshake(asio::ssl::stream_base::server, as_values);
  co_return !failed;
}

task<> server_session::serve() {
  bool keep_alive = true;
  while (keep_alive && !aborted_) {
    be_patient();
    server_request request;
    int refused_with = 0;
    switch (co_await read_request(request, keep_alive, refused_with)) {
      case reading::ended:
        co_return;
      case reading::refused:
        co_await refuse(refused_with);
        co_return;
      case reading::complete:
        break;
    }
    request.peer_address = peer_;
    request.tls = tls_.has_value();
    const bool head_request = request.method == core::http_method::head;
    patience_ends_ = steady::time_point::max();  // the handler may take its time
    const auto answer = co_await ask_handler(std::move(request));
    if (answer.delay.count() > 0) {
      co_await wait(answer.delay);
    }
    if (aborted_ || answer.drop_connection) {
      co_return;
    }
    be_patient();
    keep_alive = keep_alive && !asks_to_close(answer);
    keep_alive = co_await send(answer, head_request, keep_alive) && keep_alive;
  }
}

task<server_session::reading> server_session::read_request(server_request& request,
                                                           bool& keep_alive, int& refused_with) {
  request_reader reader{request, worker_.shared().options.body_limit};
  bool told_to_continue = false;
  while (true) {
    error_code failed = http::error::need_more;
    if (in_.size() > 0) {
      in_.consume(reader.put(in_.data(), failed));
      if (failed && failed != http::error::need_more) {
        refused_with = reader.refusal(failed);
        co_return reading::refused;
      }
      if (reader.is_done()) {
        keep_alive = reader.keep_alive();
        co_return reading::complete;
      }
      if (!failed && in_.size() > 0) {
        continue;
      }
    }
    if (reader.is_header_done() && reader.expects_continue() &&
        !std::exchange(told_to_continue, true)) {
      out_ = "HTTP/1.1 100 Continue\r\n\r\n";
      if (!co_await write({})) {
        co_return reading::ended;
      }
    }
    if (in_.size() == in_.max_size()) {
      refused_with = 400;
      co_return reading::refused;
    }
    if (!co_await read_some()) {
      co_return reading::ended;
    }
  }
}

task<bool> server_session::read_some() {
  const auto space = in_.prepare(std::min(in_.max_size() - in_.size(), read_size));
  error_code failed;
  std::size_t got = 0;
  if (tls_) {
    std::tie(failed, got) = co_await tls_->async_read_some(space, as_values);
  } else {
    std::tie(failed, got) = co_await socket_.async_read_some(space, as_values);
  }
  in_.commit(got);
  co_return !failed;
}

task<server_response> server_session::ask_handler(server_request request) {
  reply_.reset();
  const auto serial = ++serial_;
  auto holder = std::make_shared<reply>(worker_.gate(), weak_from_this(), serial);
  try {
    worker_.shared().handle(std::move(request), [held = std::move(holder)](server_response answer) {
      held->answer(std::move(answer));
    });
  } catch (const std::exception&) {
    // A bug of the handler costs one request, not the server: the reply it dropped answers 500.
    holder.reset();
  }
  if (!reply_ && !aborted_) {
    waiting_ = true;
    co_await wait(std::chrono::milliseconds::max());
    waiting_ = false;
  }
  if (!reply_) {
    reply_.emplace().drop_connection = true;  // the server is stopping
  }
  co_return *std::exchange(reply_, std::nullopt);
}

void server_session::on_reply(std::uint64_t serial, server_response answer) {
  if (serial != serial_) {
    return;
  }
  reply_ = std::move(answer);
  if (waiting_) {
    wake_.cancel();
  }
}

task<> server_session::wait(std::chrono::milliseconds time) {
  if (time == std::chrono::milliseconds::max()) {
    wake_.expires_at(steady::time_point::max());
  } else {
    wake_.expires_after(time);
  }
  co_await wake_.async_wait(as_values);
}

/// False when the connection cannot go on.
task<bool> server_session::send(const server_response& answer, bool head_request, bool keep_alive) {
  out_.clear();
  append_response_head(answer, {head_request, keep_alive}, out_);
  std::string_view body = answer.body;
  if (head_request || !has_body(answer.status)) {
    body = {};
  }
  const bool truncated = answer.truncate_after > 0 && answer.truncate_after < body.size();
  if (truncated) {
    body = body.substr(0, answer.truncate_after);
  }
  if (body.size() <= joined_body_max) {
    out_ += body;
    body = {};
  }
  co_return co_await write(body) && !truncated;
}

/// Sends out_ and the body.
task<bool> server_session::write(std::string_view body) {
  std::array<asio::const_buffer, 2> parts{asio::buffer(out_), asio::buffer(body)};
  if (tls_) {
    const auto [failed, count] = co_await asio::async_write(*tls_, parts, as_values);
    co_return !failed;
  }
  // Most answers fit the socket's buffer: then there is nothing to wait for.
  error_code failed;
  const std::size_t sent = socket_.write_some(parts, failed);
  if (failed && failed != asio::error::would_block) {
    co_return false;
  }
  if (sent == out_.size() + body.size()) {
    co_return true;
  }
  const auto from_head = std::min(sent, out_.size());
  parts = {asio::buffer(out_) + from_head, asio::buffer(body) + (sent - from_head)};
  const auto [rest_failed, rest] = co_await asio::async_write(socket_, parts, as_values);
  co_return !rest_failed;
}

/// Answers and reads on for a while: closing with unread data would reset the connection and
/// destroy the answer before the client has read it.
task<> server_session::refuse(int status) {
  server_response answer;
  answer.status = status;
  if (!co_await send(answer, false, false)) {
    co_return;
  }
  error_code failed;
  socket_.shutdown(tcp::socket::shutdown_send, failed);
  std::size_t drained = 0;
  while (!failed && !aborted_ && drained < drained_max) {
    in_.clear();
    if (!co_await read_some()) {
      break;
    }
    drained += in_.size();
  }
}

}  // namespace boekbrug::net::impl
