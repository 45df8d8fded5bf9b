#include "demo/live_view.hpp"

#include "app/password_file.hpp"
#include "demo/closing.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cstdio>
#include <iostream>
#include <map>

namespace boekbrug::demo {
namespace {

constexpr int lines_per_second = 12;

int connect_shell(std::uint16_t port) {
  const int made = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  timeval patience{0, 200'000};
  ::setsockopt(made, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  if (::connect(made, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    ::close(made);
    return -1;
  }
  return made;
}

}  // namespace

live_view::live_view(world& where) : where_{where}, thread_{[this] { follow(); }} {}

live_view::~live_view() {
  ending_ = true;
  thread_.join();
}

void live_view::follow() {
  const auto password = app::read_password(where_.shell().password_file);
  const int socket = connect_shell(where_.shell_port());
  if (!password || socket < 0) {
    std::cerr << "the admin shell does not answer\n";
    return;
  }
  const auto hello = *password + "\ntail\n";
  if (::send(socket, hello.data(), hello.size(), MSG_NOSIGNAL) < 0) {
    ::close(socket);
    return;
  }
  std::string buffer;
  int shown = 0;
  int held_back = 0;
  auto second = std::chrono::steady_clock::now();
  while (!ending_) {
    char chunk[4096];
    const auto count = ::recv(socket, chunk, sizeof chunk, 0);
    if (count == 0) {
      break;
    }
    if (count > 0) {
      buffer.append(chunk, static_cast<std::size_t>(count));
    }
    if (std::chrono::steady_clock::now() - second > std::chrono::seconds{1}) {
      second = std::chrono::steady_clock::now();
      if (held_back > 0) {
        std::cout << "          ... and " << held_back << " more\n";
      }
      shown = 0;
      held_back = 0;
    }
    for (auto end = buffer.find('\n'); end != std::string::npos; end = buffer.find('\n')) {
      auto line = buffer.substr(0, end);
      buffer.erase(0, end + 1);
      while (!line.empty() && line.back() == '\r') {
        line.pop_back();
      }
      // Events begin with the time; the shell's own words do not.
      const bool is_event = line.size() > 8 && line[2] == ':' && line[5] == ':';
      if (is_event && shown++ < lines_per_second) {
        print(line);
      } else if (is_event) {
        ++held_back;
      }
    }
  }
  ::close(socket);
}

// "12:00:01  2  sent  1042  23.45 EUR -> 2026-0007": the integration's number becomes its name.
void live_view::print(const std::string& line) {
  const auto at = line.find_first_not_of(' ', 8);
  const auto end = line.find(' ', at);
  const auto number = line.substr(at, end - at);
  std::string name = number;
  for (const auto& each : where_.shops()) {
    if (std::to_string(each.integration) == number) {
      name = each.name;
    }
  }
  name.resize(20, ' ');
  std::cout << line.substr(0, 8) << "  " << name << line.substr(end) << std::endl;
}

bool watch_until_settled(world& where, std::chrono::seconds patience) {
  const bool terminal = isatty(STDOUT_FILENO) != 0;
  const auto start = std::chrono::steady_clock::now();
  std::size_t last = static_cast<std::size_t>(-1);
  for (;;) {
    const auto now = read_progress(where);
    const auto spent = std::chrono::steady_clock::now() - start;
    const auto seconds = std::chrono::duration<double>(spent).count();
    if (now && (terminal || now->sent >= last + 50 || last == static_cast<std::size_t>(-1) || now->settled())) {
      last = now->sent;
      std::printf("%s%6.1f s   read %zu of %zu shops   booked %zu   to book %zu   waiting %zu   needs action %zu   skipped %zu%s",
                  terminal ? "\r" : "", seconds, now->scanned, now->integrations, now->sent, now->ready, now->waiting,
                  now->needs_action, now->skipped, terminal ? "  " : "\n");
      std::fflush(stdout);
    }
    const bool settled = now && now->settled();
    if (settled || spent > patience) {
      std::printf("%s", terminal ? "\n" : "");
      return settled;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{100});
  }
}

}  // namespace boekbrug::demo
