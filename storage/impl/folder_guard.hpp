#pragma once
// Files and folders of a store, and the promise that one writer at a time works on them.

#include "core/base/result.hpp"

#include <sys/types.h>

#include <string>
#include <utility>

namespace boekbrug::storage::impl {

/// Owns a file descriptor.
class file_descriptor {
public:
  file_descriptor() = default;
  explicit file_descriptor(int number) noexcept : number_{number} {}
  file_descriptor(file_descriptor&& other) noexcept : number_{std::exchange(other.number_, -1)} {}
  file_descriptor& operator=(file_descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~file_descriptor();
  explicit operator bool() const noexcept { return number_ >= 0; }
  int get() const noexcept { return number_; }

private:
  int number_ = -1;
};

/// Makes the folder (0700) and those above it.
core::result<void> make_folder(const std::string& folder);
/// Makes new names in the folder durable. "" is the current folder.
core::result<void> sync_folder(const std::string& folder);
/// errno as storage_full or storage_failed.
core::error system_error(int number, const std::string& doing);

/// Held while a store is open. LMDB may be opened only once per process, and only one process may
/// write.
class folder_guard {
public:
  /// already_exists when the folder is taken.
  static core::result<folder_guard> take(const std::string& folder, bool for_writing);
  folder_guard(folder_guard&& other) noexcept;
  folder_guard& operator=(folder_guard&&) = delete;
  ~folder_guard();

private:
  using identity = std::pair<dev_t, ino_t>;
  explicit folder_guard(identity folder) : folder_{folder}, held_{true} {}
  identity folder_;
  file_descriptor lock_;
  bool held_ = false;
};

}  // namespace boekbrug::storage::impl
