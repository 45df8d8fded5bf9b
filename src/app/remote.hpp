#pragma once
// Talks to the admin shell of a running server in its machine mode (actors/admin/README.md): a
// command in, a framed answer out.

#include "config/server_settings.hpp"
#include "core/base/result.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace boekbrug::app {

class remote {
public:
  /// Connects to 127.0.0.1 and says the password of the settings. Errors: connection_failed,
  /// invalid_input (password).
  static core::result<std::unique_ptr<remote>> connect(
      const config::admin_shell_settings& settings);
  ~remote();
  remote(const remote&) = delete;
  remote& operator=(const remote&) = delete;
  /// One line; the answer may have many. An answer that reports a failure is an error.
  core::result<std::string> ask(std::string_view command);

private:
  explicit remote(int socket) : socket_{socket} {}
  core::result<std::string> read_line();
  core::result<void> write(std::string_view text);
  int socket_;
  std::string buffer_;
};

}  // namespace boekbrug::app
