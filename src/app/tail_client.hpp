#pragma once
// Follows `tail` of a running server's admin shell, as a person at a terminal would.

#include "config/server_settings.hpp"
#include "core/base/result.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace boekbrug::app {

class tail_client {
public:
  /// `id` is an integration's number, or "" for all. Errors as for `remote`.
  static core::result<std::unique_ptr<tail_client>> connect(
      const config::admin_shell_settings& settings, const std::string& id);
  ~tail_client();
  tail_client(const tail_client&) = delete;
  tail_client& operator=(const tail_client&) = delete;

  /// The next event ("12:00:01  2  sent  1042  .."); nothing when none came in time or the server
  /// is gone.
  std::optional<std::string> next(std::chrono::milliseconds patience);
  bool ended() const noexcept { return ended_; }
  int socket() const noexcept { return socket_; }

private:
  explicit tail_client(int socket) : socket_{socket} {}
  int socket_;
  bool ended_ = false;
  std::string buffer_;
};

/// Prints events until Enter is pressed (or input ends).
core::result<void> follow_tail(const config::admin_shell_settings& settings, const std::string& id);

}  // namespace boekbrug::app
