#pragma once
// A folder of its own for each test, engines in it, and commits that wait.

#include "storage/engine.hpp"
#include "storage/memory_engine.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>
#include <map>
#include <string>

namespace boekbrug::storage::testing {

class scratch_folder {
public:
  scratch_folder() {
    std::string name =
        (std::filesystem::temp_directory_path() / "boekbrug-storage-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  scratch_folder(const scratch_folder&) = delete;
  scratch_folder& operator=(const scratch_folder&) = delete;
  ~scratch_folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  const std::string& path() const { return path_; }

private:
  std::string path_;
};

inline lmdb_options small_store(const std::string& folder, std::uint64_t map_bytes = 1U << 20U,
                                std::uint64_t map_bytes_max = 1U << 30U) {
  lmdb_options options;
  options.folder = folder;
  options.map_bytes = map_bytes;
  options.map_bytes_max = map_bytes_max;
  return options;
}

inline std::unique_ptr<engine> open_or_fail(const lmdb_options& options) {
  auto opened = open_lmdb(options);
  if (!opened) {
    ADD_FAILURE() << opened.error().detail;
    return nullptr;
  }
  return std::move(*opened);
}

inline core::result<void> commit_now(engine& target, std::vector<operation> batch) {
  auto answer = std::make_shared<std::promise<core::result<void>>>();
  auto future = answer->get_future();
  target.commit(std::move(batch),
                [answer](core::result<void> stored) { answer->set_value(std::move(stored)); });
  return future.get();
}

inline operation put(table where, std::string key, std::string value) {
  return {where, std::move(key), std::move(value)};
}
inline operation drop(table where, std::string key) {
  return {where, std::move(key), std::nullopt};
}

using entries = std::vector<std::pair<std::string, std::string>>;
inline entries all(const engine& from, table where, std::string_view prefix = {},
                   std::string_view start = {}) {
  entries found;
  auto scanned = from.scan(where, prefix, start, [&](std::string_view key, std::string_view value) {
    found.emplace_back(key, value);
    return true;
  });
  EXPECT_TRUE(scanned.has_value());
  return found;
}

inline std::string read_whole(const std::string& path) {
  std::ifstream in{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace boekbrug::storage::testing
