#include "storage/memory_engine.hpp"

#include "tests/storage/store_folder.hpp"

#include <thread>

namespace boekbrug::storage {
namespace {

using core::errc;
using testing::all;
using testing::commit_now;
using testing::entries;
using testing::put;

TEST(memory_engine, answers_before_commit_returns) {
  memory_engine engine;
  bool answered = false;
  engine.commit({put(table::items, "a", "1")},
                [&](core::result<void> stored) { answered = stored.has_value(); });
  EXPECT_TRUE(answered);
}

TEST(memory_engine, fails_as_often_as_asked) {
  memory_engine engine;
  engine.fail_next(2, errc::storage_full);
  for (int i = 0; i < 2; ++i) {
    const auto answer = commit_now(engine, {put(table::items, "a", "1")});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, errc::storage_full);
  }
  EXPECT_TRUE(all(engine, table::items).empty());
  EXPECT_TRUE(commit_now(engine, {put(table::items, "a", "1")}));
  EXPECT_EQ(engine.stats().commits, 1U);
}

TEST(memory_engine, goes_back_to_a_snapshot) {
  memory_engine engine;
  ASSERT_TRUE(commit_now(engine, {put(table::items, "a", "1"), put(table::runs, "r", "1")}));
  const auto before = engine.snapshot();
  ASSERT_TRUE(commit_now(engine, {put(table::items, "a", "2"), put(table::items, "b", "2")}));
  EXPECT_EQ(all(engine, table::items).size(), 2U);
  for (int again = 0; again < 2; ++again) {
    engine.restore(before);
    EXPECT_EQ(all(engine, table::items), (entries{{"a", "1"}}));
    EXPECT_EQ(all(engine, table::runs), (entries{{"r", "1"}}));
    ASSERT_TRUE(commit_now(engine, {put(table::items, "a", "3")}));
  }
  memory_engine other;
  other.restore(before);
  EXPECT_EQ(all(other, table::items), (entries{{"a", "1"}}));
  other.restore(memory_engine::state{});
  EXPECT_TRUE(all(other, table::items).empty());
}

TEST(memory_engine, keeps_backups) {
  memory_engine engine;
  ASSERT_TRUE(commit_now(engine, {put(table::items, "a", "1")}));
  ASSERT_TRUE(engine.backup("b1"));
  ASSERT_TRUE(commit_now(engine, {put(table::items, "a", "2")}));
  EXPECT_EQ(engine.backup("b1").error().code, errc::already_exists);
  EXPECT_FALSE(engine.backup_of("b2"));
  memory_engine copy;
  copy.restore(engine.backup_of("b1").value());
  EXPECT_EQ(all(copy, table::items), (entries{{"a", "1"}}));
}

TEST(memory_engine, serves_several_threads) {
  memory_engine engine;
  constexpr int writes = 300;
  std::vector<std::thread> threads;
  for (int t = 0; t < 3; ++t) {
    threads.emplace_back([&engine, t] {
      for (int i = 0; i < writes; ++i) {
        const std::string name = std::to_string(t) + "/" + std::to_string(i);
        engine.commit({put(table::items, name, name), put(table::payloads, name, name)}, nullptr);
      }
    });
    threads.emplace_back([&engine] {
      std::size_t last = 0;
      for (int i = 0; i < 50; ++i) {
        const std::size_t now = all(engine, table::items).size();
        EXPECT_GE(now, last);
        last = now;
      }
    });
  }
  for (auto& thread : threads) {
    thread.join();
  }
  EXPECT_EQ(all(engine, table::items).size(), 3U * writes);
}

}  // namespace
}  // namespace boekbrug::storage
