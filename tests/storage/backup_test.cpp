#include "tests/storage/store_folder.hpp"

#include <atomic>
#include <thread>

namespace boekbrug::storage {
namespace {

using core::errc;
using testing::all;
using testing::commit_now;
using testing::put;
using testing::small_store;

std::string number_text(int i) {
  std::string text = std::to_string(i);
  return std::string(8 - text.size(), '0') + text;
}

TEST(backup, while_writing_holds_whole_commits) {
  const testing::scratch_folder folder;
  auto store = testing::open_or_fail(small_store(folder / "store", 1U << 16U));
  std::atomic<int> stored{0};
  std::atomic<bool> stop{false};
  std::thread writer{[&] {
    for (int i = 0; !stop || i < 500; ++i) {
      const std::string value(700, static_cast<char>('a' + i % 26));
      ASSERT_TRUE(commit_now(*store, {put(table::items, number_text(i), value),
                                      put(table::runs, number_text(i), value)}));
      ++stored;
    }
  }};
  constexpr int copies = 5;
  int before[copies];
  for (int copy = 0; copy < copies; ++copy) {
    while (stored < (copy + 1) * 20) {
      std::this_thread::yield();
    }
    before[copy] = stored;
    const auto made = store->backup(folder / ("copy" + std::to_string(copy)));
    ASSERT_TRUE(made) << made.error().detail;
  }
  stop = true;
  writer.join();
  const auto items = all(*store, table::items);
  for (int copy = 0; copy < copies; ++copy) {
    auto copied =
        testing::open_or_fail(small_store(folder / ("copy" + std::to_string(copy)), 1U << 16U));
    const auto there = all(*copied, table::items);
    EXPECT_GE(there.size(), static_cast<std::size_t>(before[copy]));
    EXPECT_EQ(there, all(*copied, table::runs));
    ASSERT_LE(there.size(), items.size());
    EXPECT_TRUE(std::equal(there.begin(), there.end(), items.begin()));
    EXPECT_TRUE(commit_now(*copied, {put(table::items, "z", "goes on")}));
  }
}

TEST(backup, is_compact_private_and_new) {
  const testing::scratch_folder folder;
  auto store = testing::open_or_fail(small_store(folder / "store"));
  ASSERT_TRUE(commit_now(*store, {put(table::items, "large", std::string(5'000'000, 'x'))}));
  ASSERT_TRUE(commit_now(*store, {put(table::items, "large", "small")}));
  ASSERT_TRUE(store->backup(folder / "copy/"));
  EXPECT_LT(std::filesystem::file_size(folder / "copy/data.mdb"), 200'000U);
  EXPECT_GT(std::filesystem::file_size(folder / "store/data.mdb"), 5'000'000U);
  EXPECT_EQ(std::filesystem::status(folder / "copy").permissions(),
            std::filesystem::perms::owner_all);
  EXPECT_FALSE(std::filesystem::exists(folder / "copy.partial"));
  EXPECT_EQ(store->backup(folder / "copy").error().code, errc::already_exists);
  EXPECT_EQ(store->backup("").error().code, errc::already_exists);
}

TEST(backup, takes_the_place_of_one_that_was_cut_short) {
  const testing::scratch_folder folder;
  auto store = testing::open_or_fail(small_store(folder / "store"));
  ASSERT_TRUE(commit_now(*store, {put(table::items, "a", "1")}));
  std::filesystem::create_directories(folder / "copy.partial");
  std::ofstream{folder / "copy.partial/data.mdb"} << "half";
  ASSERT_TRUE(store->backup(folder / "copy"));
  auto copied = testing::open_or_fail(small_store(folder / "copy"));
  EXPECT_EQ(all(*copied, table::items), (testing::entries{{"a", "1"}}));
}

TEST(backup, makes_headroom_before_it_reads_for_long) {
  const testing::scratch_folder folder;
  auto store = testing::open_or_fail(small_store(folder / "store", 1U << 18U));
  ASSERT_TRUE(commit_now(*store, {put(table::items, "a", std::string(160'000, 'x'))}));
  const auto before = store->stats().map_bytes;
  ASSERT_TRUE(store->backup(folder / "copy"));
  EXPECT_EQ(store->stats().map_bytes, before * 2);
}

}  // namespace
}  // namespace boekbrug::storage
