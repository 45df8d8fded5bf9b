#include "app/password_file.hpp"

#include "log/log.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <random>

namespace boekbrug::app {
namespace {

std::string random_password() {
  constexpr std::string_view letters = "abcdefghijkmnpqrstuvwxyz23456789";
  std::random_device random;
  std::string text;
  for (int i = 0; i < 24; ++i) {
    text += letters[random() % letters.size()];
  }
  return text;
}

}  // namespace

core::result<std::string> read_password(const std::string& file) {
  struct stat facts {};
  if (::stat(file.c_str(), &facts) != 0) {
    return core::fail(core::errc::invalid_input,
                      "the admin shell's password file " + file + ": " + std::strerror(errno));
  }
  if ((facts.st_mode & 077U) != 0) {
    return core::fail(core::errc::invalid_input, "the admin shell's password file " + file +
                                                     " can be read by others; chmod 600 it");
  }
  std::ifstream in{file};
  std::string line;
  if (!in || !std::getline(in, line) || line.empty()) {
    return core::fail(core::errc::invalid_input,
                      "the admin shell's password file " + file + " is empty or cannot be read");
  }
  return line;
}

core::result<std::string> ensure_password(const std::string& file) {
  struct stat facts {};
  if (::stat(file.c_str(), &facts) == 0) {
    return read_password(file);
  }
  std::error_code ignored;
  std::filesystem::create_directories(std::filesystem::path{file}.parent_path(), ignored);
  const int made = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (made < 0) {
    return core::fail(core::errc::invalid_input, "the admin shell's password file " + file +
                                                     " cannot be made: " + std::strerror(errno));
  }
  const auto line = random_password() + "\n";
  const bool written = ::write(made, line.data(), line.size()) == static_cast<ssize_t>(line.size());
  ::close(made);
  if (!written) {
    return core::fail(core::errc::invalid_input,
                      "the admin shell's password file " + file + " cannot be written");
  }
  log::info("made a password for the admin shell", {{"file", file}});
  return read_password(file);
}

}  // namespace boekbrug::app
