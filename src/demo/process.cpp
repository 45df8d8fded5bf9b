#include "demo/process.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <thread>
#include <utility>

extern char** environ;

namespace boekbrug::demo {
namespace {

std::vector<char*> arguments(const std::vector<std::string>& command) {
  std::vector<char*> out;
  for (const auto& each : command) {
    out.push_back(const_cast<char*>(each.c_str()));
  }
  out.push_back(nullptr);
  return out;
}

// Signals that this program blocks or ignores must not be inherited.
struct clean_signals {
  posix_spawnattr_t attributes{};
  clean_signals() {
    posix_spawnattr_init(&attributes);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  }
  ~clean_signals() { posix_spawnattr_destroy(&attributes); }
  clean_signals(const clean_signals&) = delete;
  clean_signals& operator=(const clean_signals&) = delete;
};

}  // namespace

core::result<process> process::start(const std::vector<std::string>& command,
                                     const std::string& log_file) {
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&files, 1, log_file.c_str(), O_WRONLY | O_CREAT | O_APPEND,
                                   0600);
  posix_spawn_file_actions_adddup2(&files, 1, 2);
  clean_signals clean;
  pid_t pid = -1;
  auto argv = arguments(command);
  const int failed =
      posix_spawn(&pid, command.front().c_str(), &files, &clean.attributes, argv.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  if (failed != 0) {
    return core::fail(core::errc::internal, command.front() + ": " + std::strerror(failed));
  }
  return process{pid};
}

process::process(process&& other) noexcept
    : pid_{std::exchange(other.pid_, -1)}, status_{other.status_} {}

process& process::operator=(process&& other) noexcept {
  if (this != &other) {
    stop();
    pid_ = std::exchange(other.pid_, -1);
    status_ = other.status_;
  }
  return *this;
}

process::~process() {
  stop();
}

bool process::running() {
  if (pid_ < 0) {
    return false;
  }
  if (waitpid(pid_, &status_, WNOHANG) == pid_) {
    pid_ = -1;
    return false;
  }
  return true;
}

int process::stop(std::chrono::milliseconds patience) {
  if (pid_ >= 0) {
    ::kill(pid_, SIGTERM);
    const auto until = std::chrono::steady_clock::now() + patience;
    while (running() && std::chrono::steady_clock::now() < until) {
      std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
    kill();
  }
  return WIFEXITED(status_) ? WEXITSTATUS(status_) : -WTERMSIG(status_);
}

void process::kill() {
  if (pid_ >= 0) {
    ::kill(pid_, SIGKILL);
    waitpid(pid_, &status_, 0);
    pid_ = -1;
  }
}

finished run(const std::vector<std::string>& command) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) {
    return {127, std::strerror(errno)};
  }
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, ends[1], 1);
  posix_spawn_file_actions_adddup2(&files, ends[1], 2);
  clean_signals clean;
  pid_t pid = -1;
  auto argv = arguments(command);
  const int failed =
      posix_spawn(&pid, command.front().c_str(), &files, &clean.attributes, argv.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  close(ends[1]);
  finished out;
  if (failed != 0) {
    close(ends[0]);
    return {127, command.front() + ": " + std::strerror(failed)};
  }
  std::array<char, 4096> chunk{};
  for (ssize_t count = 0; (count = read(ends[0], chunk.data(), chunk.size())) > 0;) {
    out.output.append(chunk.data(), static_cast<std::size_t>(count));
  }
  close(ends[0]);
  int status = 0;
  waitpid(pid, &status, 0);
  out.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return out;
}

}  // namespace boekbrug::demo
