#include "app/remote.hpp"

#include "app/password_file.hpp"
#include "app/shell_socket.hpp"

#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <charconv>

namespace boekbrug::app {
namespace {

constexpr time_t patience_seconds =
    900;  // an installation may wait for permits, a report reads thousands of documents
constexpr std::size_t answer_max = 256U << 20U;

}  // namespace

core::result<std::unique_ptr<remote>> remote::connect(
    const config::admin_shell_settings& settings) {
  const auto password = read_password(settings.password_file);
  if (!password) {
    return password.error();
  }
  const auto connected = connect_shell(settings.port);
  if (!connected) {
    return connected.error();
  }
  const int made = *connected;
  std::unique_ptr<remote> out{new remote{made}};
  timeval patience{patience_seconds, 0};
  ::setsockopt(made, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  // The greeting for people ends with "password: ".
  while (out->buffer_.find("password: ") == std::string::npos) {
    char chunk[256];
    const auto count = ::recv(made, chunk, sizeof chunk, 0);
    if (count <= 0 || out->buffer_.size() > 4096) {
      return core::fail(core::errc::connection_broken,
                        "the admin shell closed the connection: " + out->buffer_);
    }
    out->buffer_.append(chunk, static_cast<std::size_t>(count));
  }
  out->buffer_.clear();
  if (auto sent = out->write("@boekbrug 1\n" + *password + "\n"); !sent) {
    return sent.error();
  }
  return out;
}

remote::~remote() {
  ::close(socket_);
}

core::result<void> remote::write(std::string_view text) {
  while (!text.empty()) {
    const auto count = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
    if (count <= 0) {
      return core::fail(core::errc::connection_broken, "the admin shell closed the connection");
    }
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return {};
}

core::result<std::string> remote::read_line() {
  for (;;) {
    if (const auto end = buffer_.find('\n'); end != std::string::npos) {
      auto line = buffer_.substr(0, end);
      buffer_.erase(0, end + 1);
      return line;
    }
    char chunk[4096];
    const auto count = ::recv(socket_, chunk, sizeof chunk, 0);
    if (count <= 0) {
      return core::fail(core::errc::connection_broken,
                        "the admin shell closed the connection (wrong password?)");
    }
    buffer_.append(chunk, static_cast<std::size_t>(count));
  }
}

// "+123\n" and 123 bytes, or "-123\n" and 123 bytes that say why not.
core::result<std::string> remote::ask(std::string_view command) {
  if (auto sent = write(std::string(command) + "\n"); !sent) {
    return sent.error();
  }
  const auto head = read_line();
  if (!head) {
    return head.error();
  }
  std::size_t size = 0;
  const auto* const end = head->data() + head->size();
  const bool framed = !head->empty() && (head->front() == '+' || head->front() == '-') &&
                      std::from_chars(head->data() + 1, end, size).ptr == end && size <= answer_max;
  if (!framed) {
    return core::fail(core::errc::not_http,
                      "unexpected answer of the admin shell: " + head->substr(0, 200));
  }
  while (buffer_.size() < size) {
    char chunk[65536];
    const auto count = ::recv(socket_, chunk, sizeof chunk, 0);
    if (count <= 0) {
      return core::fail(core::errc::connection_broken, "the admin shell closed the connection");
    }
    buffer_.append(chunk, static_cast<std::size_t>(count));
  }
  auto body = buffer_.substr(0, size);
  buffer_.erase(0, size);
  if (head->front() == '-') {
    return core::fail(core::errc::invalid_input, body);
  }
  return body;
}

}  // namespace boekbrug::app
