#pragma once
// Another process: what the parent sends and what it answers goes through pipes. Make it before the
// first store is opened: LMDB must not be carried through a fork.

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>
#include <functional>
#include <optional>
#include <stdexcept>

namespace boekbrug::storage::testing {

class child_process {
public:
  /// The child's side: both calls move one number.
  struct line {
    int in;
    int out;
    std::optional<std::uint64_t> receive() const {
      std::uint64_t number = 0;
      return ::read(in, &number, sizeof number) == sizeof number ? std::optional{number}
                                                                 : std::nullopt;
    }
    bool send(std::uint64_t number) const {
      return ::write(out, &number, sizeof number) == sizeof number;
    }
  };

  explicit child_process(const std::function<int(const line&)>& body) {
    int down[2];
    int up[2];
    if (::pipe(down) != 0 || ::pipe(up) != 0) {
      throw std::runtime_error{"no pipe"};
    }
    pid_ = ::fork();
    if (pid_ == 0) {
      ::close(down[1]);
      ::close(up[0]);
      ::_exit(body(line{down[0], up[1]}));
    }
    ::close(down[0]);
    ::close(up[1]);
    line_ = {up[0], down[1]};
  }
  child_process(const child_process&) = delete;
  child_process& operator=(const child_process&) = delete;
  ~child_process() { end(); }

  bool send(std::uint64_t number) const { return line_.send(number); }
  /// Nothing when the child has ended.
  std::optional<std::uint64_t> receive() const { return line_.receive(); }
  /// Waits; the exit code, or minus the signal.
  int end() {
    if (pid_ > 0) {
      ::close(line_.out);
      int status = 0;
      ::waitpid(pid_, &status, 0);
      ::close(line_.in);
      pid_ = -1;
      code_ = WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
    }
    return code_;
  }

private:
  pid_t pid_ = -1;
  int code_ = 0;
  line line_{};
};

}  // namespace boekbrug::storage::testing
