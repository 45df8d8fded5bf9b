// A disk without room, and a write that fails where LMDB cannot go on. The disk is played by a
// limit on the size of files (EFBIG instead of ENOSPC, and short writes), the failing write by a
// closed-off descriptor.
#include "tests/storage/store_folder.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <thread>

namespace boekbrug::storage {
namespace {

using core::errc;
using testing::all;
using testing::commit_now;
using testing::put;

class file_size_limit {
public:
  explicit file_size_limit(rlim_t bytes) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    handler_ = ::signal(SIGXFSZ, SIG_IGN);
    rlimit now = before_;
    now.rlim_cur = bytes;
    ::setrlimit(RLIMIT_FSIZE, &now);
  }
  ~file_size_limit() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    ::signal(SIGXFSZ, handler_);
  }
  file_size_limit(const file_size_limit&) = delete;
  file_size_limit& operator=(const file_size_limit&) = delete;

private:
  rlimit before_{};
  sighandler_t handler_ = nullptr;
};

TEST(disk_full, is_said_and_passes) {
  const testing::scratch_folder folder;
  auto store = testing::open_or_fail(testing::small_store(folder / "store"));
  ASSERT_TRUE(commit_now(*store, {put(table::items, "before", std::string(10'000, 'x'))}));
  const auto size = std::filesystem::file_size(folder / "store/data.mdb");
  for (const std::uintmax_t room :
       {std::uintmax_t{0}, std::uintmax_t{4096}, std::uintmax_t{30'000}, std::uintmax_t{100'001}}) {
    const file_size_limit limit{size + room};
    const auto answer =
        commit_now(*store, {put(table::items, "too large", std::string(500'000, 'x'))});
    ASSERT_FALSE(answer) << room;
    EXPECT_EQ(answer.error().code, errc::storage_full) << room << ": " << answer.error().detail;
    EXPECT_EQ(all(*store, table::items).size(), 1U);
  }
  EXPECT_TRUE(commit_now(*store, {put(table::items, "too large", std::string(500'000, 'x'))}));
  store.reset();
  store = testing::open_or_fail(testing::small_store(folder / "store"));
  EXPECT_EQ(all(*store, table::items).size(), 2U);
}

TEST(disk_full, refuses_only_the_batches_that_do_not_fit) {
  const testing::scratch_folder folder;
  auto store = testing::open_or_fail(testing::small_store(folder / "store", 1U << 26U));
  ASSERT_TRUE(commit_now(*store, {put(table::items, "before", std::string(10'000, 'x'))}));
  const auto size = std::filesystem::file_size(folder / "store/data.mdb");
  std::string outcome;
  {
    const file_size_limit limit{size + 300'000};
    std::promise<void> gate;
    auto opened = gate.get_future().share();
    store->commit({}, [opened](core::result<void>) { opened.wait(); });
    for (int i = 0; i < 8; ++i) {
      const bool large = i % 4 == 2;
      store->commit(
          {put(table::runs, std::to_string(i), std::string(large ? 1'000'000U : 100U, 'x'))},
          [&](core::result<void> stored) {
            outcome += stored ? '+' : stored.error().code == errc::storage_full ? '-' : '?';
          });
    }
    gate.set_value();
    ASSERT_TRUE(commit_now(*store, {}));
  }
  EXPECT_EQ(outcome, "++-+++-+");
  EXPECT_EQ(all(*store, table::runs).size(), 6U);
}

TEST(disk_full, a_backup_without_room_leaves_nothing) {
  const testing::scratch_folder folder;
  auto store = testing::open_or_fail(testing::small_store(folder / "store"));
  ASSERT_TRUE(commit_now(*store, {put(table::items, "a", std::string(300'000, 'x'))}));
  {
    const file_size_limit limit{50'000};
    const auto answer = store->backup(folder / "copy");
    ASSERT_FALSE(answer);
  }
  EXPECT_FALSE(std::filesystem::exists(folder / "copy"));
  EXPECT_FALSE(std::filesystem::exists(folder / "copy.partial"));
  EXPECT_TRUE(store->backup(folder / "copy"));
}

/// The descriptor through which LMDB writes its meta pages: the one opened for synchronous writing.
int meta_descriptor(const std::string& data_file) {
  for (const auto& entry : std::filesystem::directory_iterator{"/proc/self/fd"}) {
    std::error_code gone;
    if (std::filesystem::read_symlink(entry.path(), gone) == data_file) {
      const int number = std::stoi(entry.path().filename().string());
      if ((::fcntl(number, F_GETFL) & O_DSYNC) != 0) {
        return number;
      }
    }
  }
  return -1;
}

TEST(disk_full, goes_on_after_a_failed_meta_page) {
  const testing::scratch_folder folder;
  auto store = testing::open_or_fail(testing::small_store(folder / "store"));
  ASSERT_TRUE(commit_now(*store, {put(table::items, "a", "1")}));
  const int meta = meta_descriptor(std::filesystem::canonical(folder / "store/data.mdb").string());
  ASSERT_GE(meta, 0);
  const int unwritable = ::open((folder / "store/data.mdb").c_str(), O_RDONLY | O_CLOEXEC);
  ASSERT_GE(::dup2(unwritable, meta), 0);
  ::close(unwritable);
  const auto answer = commit_now(*store, {put(table::items, "b", "2")});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, errc::storage_failed) << answer.error().detail;
  // The files were opened again at once: reads and writes work, nothing was lost.
  EXPECT_EQ(all(*store, table::items), (testing::entries{{"a", "1"}}));
  EXPECT_TRUE(commit_now(*store, {put(table::items, "c", "3")}));
  store.reset();
  store = testing::open_or_fail(testing::small_store(folder / "store"));
  EXPECT_EQ(all(*store, table::items), (testing::entries{{"a", "1"}, {"c", "3"}}));
}

}  // namespace
}  // namespace boekbrug::storage
