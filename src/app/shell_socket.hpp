#pragma once
// The one way to the admin shell's port: both of its clients, `remote` and `tail_client`, begin
// here.

#include "core/base/result.hpp"

#include <cstdint>

namespace boekbrug::app {

/// A socket that is connected to 127.0.0.1; the caller closes it. errc::connection_failed names the
/// address and the cause.
core::result<int> connect_shell(std::uint16_t port);

}  // namespace boekbrug::app
