#pragma once
// The front door of the operator: a line-based console on 127.0.0.1 (telnet, nc, `boekbrug shell`).
// Sockets, lines and paging here; commands at the desk.

#include "actors/interfaces.hpp"

#include <caf/io/all.hpp>

#include <chrono>
#include <cstdint>
#include <string>

namespace boekbrug::actors {

struct admin_shell_options {
  std::uint16_t port = 0;  // 0 = any free one
  std::string password;
  std::size_t connections_max = 8;
  std::chrono::seconds idle_timeout{900};
  std::size_t line_max = 4'096;              // of a person
  std::size_t machine_line_max = 1'500'000;  // an install file is one line in machine mode
  std::size_t page_lines = 40;
};

/// Listens on 127.0.0.1 only. The broker must be sent an exit message to stop. Errors:
/// connection_failed (port taken).
struct admin_shell_handle {
  caf::actor broker;
  std::uint16_t port = 0;
};
core::result<admin_shell_handle> start_admin_shell(caf::actor_system& system,
                                                   admin_shell_options options,
                                                   admin_desk_actor desk, event_hub_actor events);

}  // namespace boekbrug::actors
