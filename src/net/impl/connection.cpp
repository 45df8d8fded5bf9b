#include "net/impl/connection.hpp"

#include <boost/asio/write.hpp>

#include <sys/socket.h>

#include <algorithm>

namespace boekbrug::net::impl {
namespace {

constexpr std::size_t read_size_min = 8U << 10U;
constexpr std::size_t read_size_max = 64U << 10U;

}  // namespace

connection::~connection() {
  if (tls_) {
    // We close without the goodbyes of TLS; OpenSSL would hold that against the session.
    SSL_set_shutdown(tls_->native_handle(), SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
  }
}

task<io_outcome> connection::write(std::string_view body) {
  std::array<asio::const_buffer, 2> parts{asio::buffer(head), asio::buffer(body)};
  if (tls_) {
    // One record: a gather write would make two.
    if (!body.empty() && head.size() + body.size() <= read_size_max) {
      head += body;
      co_return co_await asio::async_write(*tls_, asio::buffer(head), as_values);
    }
    co_return co_await asio::async_write(*tls_, parts, as_values);
  }
  // Small requests fit the socket's buffer: then there is nothing to wait for.
  error_code failed;
  const std::size_t sent = socket_.write_some(parts, failed);
  if (failed && failed != asio::error::would_block) {
    co_return io_outcome{failed, sent};
  }
  if (sent == head.size() + body.size()) {
    co_return io_outcome{error_code{}, sent};
  }
  const auto from_head = std::min(sent, head.size());
  parts = {asio::buffer(head) + from_head, asio::buffer(body) + (sent - from_head)};
  const auto [rest_failed, rest] = co_await asio::async_write(socket_, parts, as_values);
  co_return io_outcome{rest_failed, sent + rest};
}

task<io_outcome> connection::read() {
  const auto room = in.max_size() - in.size();
  if (room == 0) {
    co_return io_outcome{asio::error::no_buffer_space, 0};
  }
  // Full buffers mean a long answer: read it in larger pieces.
  const auto wanted = in.capacity() > read_size_min ? read_size_max : read_size_min;
  const auto space = in.prepare(std::min(room, wanted));
  error_code failed;
  std::size_t got = 0;
  if (tls_) {
    std::tie(failed, got) = co_await tls_->async_read_some(space, as_values);
  } else {
    std::tie(failed, got) = co_await socket_.async_read_some(space, as_values);
  }
  in.commit(got);
  co_return io_outcome{failed, got};
}

void connection::abort() noexcept {
  error_code ignored;
  socket_.close(ignored);
}

void connection::trim() {
  if (in.capacity() > 2 * read_size_min) {
    in.clear();
    in.shrink_to_fit();
  }
  if (head.capacity() > read_size_max) {
    head = {};
  }
}

bool connection::is_quiet() noexcept {
  char one = 0;
  const auto got = ::recv(socket_.native_handle(), &one, 1, MSG_PEEK | MSG_DONTWAIT);
  return got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
}

}  // namespace boekbrug::net::impl
