// Which files are opened, and by whom.
#include "tests/storage/child_process.hpp"
#include "tests/storage/store_folder.hpp"

#include <lmdb.h>
#include <sys/stat.h>

namespace boekbrug::storage {
namespace {

using core::errc;
using testing::all;
using testing::child_process;
using testing::commit_now;
using testing::put;
using testing::small_store;

core::error failure_of(const lmdb_options& options) {
  const auto opened = open_lmdb(options);
  return opened ? core::error{} : opened.error();
}

/// Writes one entry with plain LMDB; `table_name` nullptr is the main table.
void write_foreign(const std::string& folder, const char* table_name, const std::string& name,
                   const std::string& text) {
  std::filesystem::create_directories(folder);
  MDB_env* env = nullptr;
  MDB_txn* txn = nullptr;
  MDB_dbi dbi = 0;
  ASSERT_EQ(mdb_env_create(&env), 0);
  ASSERT_EQ(mdb_env_set_maxdbs(env, 20), 0);
  ASSERT_EQ(mdb_env_open(env, folder.c_str(), 0, 0600), 0);
  ASSERT_EQ(mdb_txn_begin(env, nullptr, 0, &txn), 0);
  ASSERT_EQ(mdb_dbi_open(txn, table_name, MDB_CREATE, &dbi), 0);
  std::string key_text = name;
  std::string value_text = text;
  MDB_val key{key_text.size(), key_text.data()};
  MDB_val value{value_text.size(), value_text.data()};
  ASSERT_EQ(mdb_put(txn, dbi, &key, &value, 0), 0);
  ASSERT_EQ(mdb_txn_commit(txn), 0);
  mdb_env_close(env);
}

TEST(lmdb_open, makes_a_private_folder) {
  const testing::scratch_folder folder;
  const auto store = testing::open_or_fail(small_store(folder / "deep/er/store"));
  ASSERT_NE(store, nullptr);
  struct stat facts {};
  ASSERT_EQ(::stat((folder / "deep/er/store").c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777U, 0700U);
  ASSERT_EQ(::stat((folder / "deep/er/store/data.mdb").c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777U, 0600U);
}

TEST(lmdb_open, refuses_foreign_files_and_leaves_them_alone) {
  const testing::scratch_folder folder;
  std::filesystem::create_directories(folder / "text");
  std::ofstream{folder / "text/data.mdb"} << std::string(20'000, 'x');
  write_foreign(folder / "main", nullptr, "key", "value");
  write_foreign(folder / "value", nullptr, "settings", "not a table");
  write_foreign(folder / "other", "settings", "theirs", "value");
  write_foreign(folder / "magic", "settings", "format", "something else 1");
  write_foreign(folder / "number", "settings", "format", "boekbrug store x");
  for (const char* name : {"text", "main", "value", "other", "magic", "number"}) {
    const std::string file = folder / (std::string{name} + "/data.mdb");
    const std::string before = testing::read_whole(file);
    for (const bool read_only : {false, true}) {
      auto options = small_store(folder / name);
      options.read_only = read_only;
      const auto failure = failure_of(options);
      EXPECT_EQ(failure.code, errc::storage_corrupt) << name;
      EXPECT_NE(failure.detail.find(options.folder), std::string::npos) << failure.detail;
    }
    EXPECT_EQ(testing::read_whole(file), before) << name;
  }
}

TEST(lmdb_open, refuses_a_newer_format) {
  const testing::scratch_folder folder;
  write_foreign(folder / "store", "settings", "format", "boekbrug store 2");
  const auto failure = failure_of(small_store(folder / "store"));
  EXPECT_EQ(failure.code, errc::storage_corrupt);
  EXPECT_NE(failure.detail.find("newer Boekbrug"), std::string::npos) << failure.detail;
}

TEST(lmdb_open, refuses_folders_that_are_none) {
  const testing::scratch_folder folder;
  std::ofstream{folder / "file"} << "x";
  EXPECT_EQ(failure_of(small_store("")).code, errc::invalid_input);
  EXPECT_EQ(failure_of(small_store(folder / "file")).code, errc::invalid_input);
  EXPECT_EQ(failure_of(small_store(folder / "file/below")).code, errc::storage_failed);
}

TEST(lmdb_open, a_cut_off_file_is_an_error_and_not_a_crash) {
  const testing::scratch_folder folder;
  {
    auto store = testing::open_or_fail(small_store(folder / "store", 1U << 20U));
    for (int i = 0; i < 100; ++i) {
      ASSERT_TRUE(
          commit_now(*store, {put(table::items, std::to_string(i), std::string(1500, 'x'))}));
    }
  }
  const std::string file = folder / "store/data.mdb";
  const std::string whole = testing::read_whole(file);
  for (std::size_t size = whole.size() - 4096; size >= 8192; size -= 4096) {
    std::ofstream{file, std::ios::binary | std::ios::trunc} << whole.substr(0, size);
    EXPECT_EQ(failure_of(small_store(folder / "store", 1U << 20U)).code, errc::storage_corrupt)
        << size;
    EXPECT_EQ(std::filesystem::file_size(file), size) << "a refused file stays as it was";
  }
  for (const std::size_t size : {1U, 100U, 4095U, 4096U, 5000U}) {
    std::ofstream{file, std::ios::binary | std::ios::trunc} << whole.substr(0, size);
    EXPECT_NE(failure_of(small_store(folder / "store", 1U << 20U)).code, errc{}) << size;
  }
  std::ofstream{file, std::ios::binary | std::ios::trunc} << whole;
  EXPECT_EQ(failure_of(small_store(folder / "store", 1U << 20U)).code, errc{});
}

TEST(lmdb_open, a_file_that_lacks_only_free_pages_is_good) {
  const testing::scratch_folder folder;
  {
    auto store = testing::open_or_fail(small_store(folder / "store", 1U << 20U));
    ASSERT_TRUE(commit_now(*store, {put(table::items, "a", "1")}));
    ASSERT_TRUE(commit_now(*store, {put(table::items, "large", std::string(400'000, 'x'))}));
    ASSERT_TRUE(commit_now(*store, {testing::drop(table::items, "large")}));
    ASSERT_TRUE(commit_now(*store, {put(table::items, "b", "2")}));
  }
  const std::string file = folder / "store/data.mdb";
  const auto size = std::filesystem::file_size(file);
  std::filesystem::resize_file(file, size - 2 * 4096);
  auto store = testing::open_or_fail(small_store(folder / "store", 1U << 20U));
  ASSERT_NE(store, nullptr);
  EXPECT_EQ(std::filesystem::file_size(file), size);
  EXPECT_EQ(all(*store, table::items), (testing::entries{{"a", "1"}, {"b", "2"}}));
}

TEST(lmdb_open, one_process_opens_a_store_once) {
  const testing::scratch_folder folder;
  auto store = testing::open_or_fail(small_store(folder / "store"));
  EXPECT_EQ(failure_of(small_store(folder / "store")).code, errc::already_exists);
  std::filesystem::create_directory_symlink(folder / "store", folder / "link");
  EXPECT_EQ(failure_of(small_store(folder / "link")).code, errc::already_exists);
  auto reader = small_store(folder / "store");
  reader.read_only = true;
  EXPECT_EQ(failure_of(reader).code, errc::already_exists);
  store.reset();
  EXPECT_EQ(failure_of(small_store(folder / "store")).code, errc{});
}

TEST(lmdb_open, one_process_writes) {
  const testing::scratch_folder folder;
  child_process child{[&](const child_process::line& line) {
    while (line.receive()) {
      line.send(static_cast<std::uint64_t>(failure_of(small_store(folder / "store")).code));
    }
    return 0;
  }};
  auto store = testing::open_or_fail(small_store(folder / "store"));
  ASSERT_TRUE(child.send(1));
  EXPECT_EQ(child.receive(), static_cast<std::uint64_t>(errc::already_exists));
  EXPECT_TRUE(commit_now(*store, {put(table::items, "a", "1")}));
  store.reset();
  ASSERT_TRUE(child.send(1));
  EXPECT_EQ(child.receive(), 0U);
  EXPECT_EQ(child.end(), 0);
}

/// Answers each number with the count of items; refuses to write.
int read_beside(const std::string& folder, const child_process::line& line) {
  auto options = small_store(folder);
  options.read_only = true;
  std::unique_ptr<engine> store;
  while (line.receive()) {
    if (!store) {
      auto opened = open_lmdb(options);
      if (!opened) {
        return 1;
      }
      store = std::move(*opened);
    }
    std::uint64_t count = 0;
    const auto scanned = store->scan(table::items, "", "", [&](auto, auto) {
      ++count;
      return true;
    });
    const auto refused = commit_now(*store, {put(table::items, "x", "x")});
    if (!scanned || refused || refused.error().code != errc::storage_failed) {
      return 2;
    }
    line.send(count);
  }
  return 0;
}

TEST(lmdb_open, another_process_may_read_also_while_the_map_grows) {
  const testing::scratch_folder folder;
  child_process child{
      [&](const child_process::line& line) { return read_beside(folder / "store", line); }};
  auto store = testing::open_or_fail(small_store(folder / "store", 1U << 16U));
  const auto map_before = store->stats().map_bytes;
  std::uint64_t items = 0;
  for (int round = 0; round < 6; ++round) {
    for (int i = 0; i < 50; ++i) {
      ASSERT_TRUE(
          commit_now(*store, {put(table::items, std::to_string(items++), std::string(3000, 'x'))}));
    }
    ASSERT_TRUE(child.send(1));
    EXPECT_EQ(child.receive(), items);
  }
  EXPECT_GT(store->stats().map_bytes, map_before * 4);
  EXPECT_EQ(child.end(), 0);
}

TEST(lmdb_open, reading_needs_a_store) {
  const testing::scratch_folder folder;
  auto options = small_store(folder / "none");
  options.read_only = true;
  EXPECT_EQ(failure_of(options).code, errc::not_found);
  EXPECT_FALSE(std::filesystem::exists(folder / "none"));
  testing::open_or_fail(small_store(folder / "none"));
  auto store = testing::open_or_fail(options);
  EXPECT_TRUE(all(*store, table::items).empty());
  EXPECT_GT(store->stats().map_bytes, 0U);
}

}  // namespace
}  // namespace boekbrug::storage
