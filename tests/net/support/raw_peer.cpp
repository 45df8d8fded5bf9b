#include "tests/net/support/raw_peer.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <stdexcept>

namespace boekbrug::net::test {
namespace {

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in out{};
  out.sin_family = AF_INET;
  out.sin_port = htons(port);
  out.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return out;
}

int listen_on_loopback(std::uint16_t& port) {
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  auto at = loopback(0);
  socklen_t size = sizeof at;
  if (::bind(listener, std::bit_cast<sockaddr*>(&at), size) != 0 || ::listen(listener, 64) != 0 ||
      ::getsockname(listener, std::bit_cast<sockaddr*>(&at), &size) != 0) {
    throw std::runtime_error("cannot listen on the loopback");
  }
  port = ntohs(at.sin_port);
  return listener;
}

}  // namespace

raw_connection::~raw_connection() {
  close();
}

bool raw_connection::fill() {
  std::array<char, 4096> chunk;
  const auto got = ::recv(descriptor_, chunk.data(), chunk.size(), 0);
  if (got <= 0) {
    return false;
  }
  buffer_.append(chunk.data(), static_cast<std::size_t>(got));
  return true;
}

std::string raw_connection::read_request() {
  auto end = buffer_.find("\r\n\r\n");
  while (end == std::string::npos) {
    if (!fill()) {
      return {};
    }
    end = buffer_.find("\r\n\r\n");
  }
  std::size_t length = end + 4;
  if (const auto at = buffer_.find("Content-Length: "); at < end) {
    length += std::stoul(buffer_.substr(at + 16));
  }
  return read_bytes(length);
}

std::string raw_connection::read_all() {
  while (fill()) {
  }
  return std::exchange(buffer_, {});
}

std::string raw_connection::read_bytes(std::size_t count) {
  while (buffer_.size() < count && fill()) {
  }
  const auto out = buffer_.substr(0, count);
  buffer_.erase(0, count);
  return out;
}

bool raw_connection::send(std::string_view text) {
  while (!text.empty()) {
    const auto sent = ::send(descriptor_, text.data(), text.size(), MSG_NOSIGNAL);
    if (sent <= 0) {
      return false;
    }
    text.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void raw_connection::close() {
  if (descriptor_ >= 0) {
    ::close(std::exchange(descriptor_, -1));
  }
}

void raw_connection::shut_down() {
  ::shutdown(descriptor_, SHUT_RDWR);
}

raw_connection connect_raw(std::uint16_t port) {
  const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  auto to = loopback(port);
  if (::connect(descriptor, std::bit_cast<sockaddr*>(&to), sizeof to) != 0) {
    ::close(descriptor);
    throw std::runtime_error("cannot connect to the loopback");
  }
  return raw_connection{descriptor};
}

raw_peer::raw_peer(script play) : play_{std::move(play)} {
  listener_ = listen_on_loopback(port_);
  acceptor_ = std::thread{[this] { accept(); }};
}

raw_peer::~raw_peer() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
    for (auto* each : open_) {
      each->shut_down();
    }
  }
  ::shutdown(listener_, SHUT_RDWR);
  acceptor_.join();
  for (auto& each : threads_) {
    each.join();
  }
  ::close(listener_);
}

void raw_peer::accept() {
  while (true) {
    const int descriptor = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (descriptor < 0) {
      return;
    }
    const int number = ++connections_;
    threads_.emplace_back([this, descriptor, number] {
      raw_connection connection{descriptor};
      {
        const std::lock_guard lock{mutex_};
        if (stopping_) {
          return;
        }
        open_.push_back(&connection);
      }
      play_(number, connection);
      const std::lock_guard lock{mutex_};
      std::erase(open_, &connection);
    });
  }
}

std::string raw_peer::url(const std::string& path) const {
  return "http://127.0.0.1:" + std::to_string(port_) + path;
}

std::uint16_t unused_port() {
  std::uint16_t port = 0;
  ::close(listen_on_loopback(port));
  return port;
}

}  // namespace boekbrug::net::test
