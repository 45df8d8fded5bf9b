#include "app/shell_socket.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

namespace boekbrug::app {

core::result<int> connect_shell(std::uint16_t port) {
  const int made = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (made < 0) {
    return core::fail(core::errc::connection_failed, std::strerror(errno));
  }
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(made, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    const std::string cause = std::strerror(errno);
    ::close(made);
    return core::fail(
        core::errc::connection_failed,
        "the admin shell at 127.0.0.1:" + std::to_string(port) + " does not answer: " + cause);
  }
  return made;
}

}  // namespace boekbrug::app
