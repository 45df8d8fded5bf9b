#pragma once
// Child processes of the demo: started here, ended here, by pid.

#include "core/base/result.hpp"

#include <chrono>
#include <string>
#include <sys/types.h>
#include <vector>

namespace boekbrug::demo {

class process {
public:
  /// stdout and stderr go to `log_file`.
  static core::result<process> start(const std::vector<std::string>& command,
                                     const std::string& log_file);
  process() = default;
  ~process();
  process(process&& other) noexcept;
  process& operator=(process&& other) noexcept;
  process(const process&) = delete;
  process& operator=(const process&) = delete;

  bool running();
  /// SIGTERM, and SIGKILL when it has not ended in time. The exit code, or -signal.
  int stop(std::chrono::milliseconds patience = std::chrono::seconds{12});
  /// SIGKILL: no goodbye.
  void kill();
  pid_t pid() const noexcept { return pid_; }

private:
  explicit process(pid_t pid) : pid_{pid} {}
  pid_t pid_ = -1;
  int status_ = 0;
};

/// Runs a command to its end; its standard output and exit code.
struct finished {
  int code = 0;
  std::string output;
};
finished run(const std::vector<std::string>& command);

}  // namespace boekbrug::demo
