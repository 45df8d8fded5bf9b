#include "storage/impl/folder_guard.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <mutex>
#include <set>

namespace boekbrug::storage::impl {

using core::errc;
using core::fail;
using core::result;

namespace {

std::mutex open_folders_mutex;
// Global on purpose: it is the process that LMDB's locks belong to.
std::set<std::pair<dev_t, ino_t>>& open_folders() {
  static std::set<std::pair<dev_t, ino_t>> folders;
  return folders;
}

}  // namespace

file_descriptor::~file_descriptor() {
  if (number_ >= 0) {
    ::close(number_);
  }
}

core::error system_error(int number, const std::string& doing) {
  const bool full = number == ENOSPC || number == EDQUOT || number == EFBIG;
  return fail(full ? errc::storage_full : errc::storage_failed,
              doing + ": " + std::strerror(number));
}

result<void> make_folder(const std::string& folder) {
  if (folder.empty()) {
    return fail(errc::invalid_input, "no folder given for the store");
  }
  const std::filesystem::path path{folder};
  std::error_code problem;
  if (path.has_parent_path()) {
    std::filesystem::create_directories(path.parent_path(), problem);
    if (problem) {
      return system_error(problem.value(), "cannot make the folder above " + folder);
    }
  }
  if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) {
    return system_error(errno, "cannot make the folder " + folder);
  }
  if (!std::filesystem::is_directory(path, problem)) {
    return fail(errc::invalid_input, folder + " is not a folder");
  }
  return {};
}

result<void> sync_folder(const std::string& folder) {
  const std::string name = folder.empty() ? "." : folder;
  const file_descriptor opened{::open(name.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (!opened || ::fsync(opened.get()) != 0) {
    return system_error(errno, "cannot sync the folder " + name);
  }
  return {};
}

result<folder_guard> folder_guard::take(const std::string& folder, bool for_writing) {
  struct stat facts {};
  if (::stat(folder.c_str(), &facts) != 0) {
    return errno == ENOENT ? fail(errc::not_found, "no store at " + folder)
                           : system_error(errno, "cannot look at " + folder);
  }
  const identity id{facts.st_dev, facts.st_ino};
  {
    const std::lock_guard lock{open_folders_mutex};
    if (!open_folders().insert(id).second) {
      return fail(errc::already_exists, "this process has the store open already: " + folder);
    }
  }
  folder_guard guard{id};
  if (for_writing) {
    const std::string name = folder + "/writer.lock";
    guard.lock_ = file_descriptor{::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)};
    if (!guard.lock_) {
      return system_error(errno, "cannot open " + name);
    }
    if (::flock(guard.lock_.get(), LOCK_EX | LOCK_NB) != 0) {
      return errno == EWOULDBLOCK
                 ? fail(errc::already_exists,
                        "another process has the store open for writing: " + folder)
                 : system_error(errno, "cannot lock " + name);
    }
  }
  return guard;
}

folder_guard::folder_guard(folder_guard&& other) noexcept
    : folder_{other.folder_},
      lock_{std::move(other.lock_)},
      held_{std::exchange(other.held_, false)} {}

folder_guard::~folder_guard() {
  if (held_) {
    lock_ = file_descriptor{};  // before the folder counts as free
    const std::lock_guard lock{open_folders_mutex};
    open_folders().erase(folder_);
  }
}

}  // namespace boekbrug::storage::impl
