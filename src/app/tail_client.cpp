#include "app/tail_client.hpp"

#include "app/password_file.hpp"
#include "app/shell_socket.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <iostream>

namespace boekbrug::app {

core::result<std::unique_ptr<tail_client>> tail_client::connect(
    const config::admin_shell_settings& settings, const std::string& id) {
  const auto password = read_password(settings.password_file);
  if (!password) {
    return password.error();
  }
  const auto connected = connect_shell(settings.port);
  if (!connected) {
    return connected.error();
  }
  std::unique_ptr<tail_client> out{new tail_client{*connected}};
  const auto hello = *password + "\ntail " + id + "\n";
  if (::send(*connected, hello.data(), hello.size(), MSG_NOSIGNAL) < 0) {
    return core::fail(core::errc::connection_failed,
                      "the admin shell does not answer: " + std::string(std::strerror(errno)));
  }
  return out;
}

tail_client::~tail_client() {
  ::close(socket_);
}

std::optional<std::string> tail_client::next(std::chrono::milliseconds patience) {
  for (;;) {
    for (auto end = buffer_.find('\n'); end != std::string::npos; end = buffer_.find('\n')) {
      auto line = buffer_.substr(0, end);
      buffer_.erase(0, end + 1);
      while (!line.empty() && line.back() == '\r') {
        line.pop_back();
      }
      // Events begin with the time; the shell's own words do not.
      if (line.size() > 8 && line[2] == ':' && line[5] == ':') {
        return line;
      }
    }
    pollfd waiting{socket_, POLLIN, 0};
    if (ended_ || ::poll(&waiting, 1, static_cast<int>(patience.count())) <= 0) {
      return std::nullopt;
    }
    std::array<char, 4096> chunk{};
    const auto count = ::recv(socket_, chunk.data(), chunk.size(), 0);
    if (count <= 0) {
      ended_ = true;
      return std::nullopt;
    }
    buffer_.append(chunk.data(), static_cast<std::size_t>(count));
  }
}

core::result<void> follow_tail(const config::admin_shell_settings& settings,
                               const std::string& id) {
  auto tail = tail_client::connect(settings, id);
  if (!tail) {
    return tail.error();
  }
  std::cout << "-- live events; Enter ends --" << std::endl;
  while (!(*tail)->ended()) {
    while (const auto line = (*tail)->next(std::chrono::milliseconds{0})) {
      std::cout << *line << std::endl;
    }
    std::array<pollfd, 2> waiting{pollfd{STDIN_FILENO, POLLIN, 0},
                                  pollfd{(*tail)->socket(), POLLIN, 0}};
    if (::poll(waiting.data(), waiting.size(), 1'000) > 0 &&
        (waiting[0].revents & (POLLIN | POLLHUP)) != 0) {
      std::string rest;
      std::getline(std::cin, rest);
      return {};
    }
  }
  return core::fail(core::errc::connection_broken, "the server closed the connection");
}

}  // namespace boekbrug::app
