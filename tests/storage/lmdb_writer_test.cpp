// Group commit and the growth of the map.
#include "tests/storage/store_folder.hpp"

#include <atomic>
#include <thread>

namespace boekbrug::storage {
namespace {

using core::errc;
using testing::all;
using testing::commit_now;
using testing::drop;
using testing::put;
using testing::small_store;

std::string number_text(std::size_t i) {
  std::string text = std::to_string(i);
  return std::string(8 - text.size(), '0') + text;
}

TEST(lmdb_writer, many_batches_share_a_commit) {
  const testing::scratch_folder folder;
  auto store = testing::open_or_fail(small_store(folder / "store"));
  constexpr std::size_t batches = 5000;
  // The writer is kept busy inside the first answer until all others wait.
  std::promise<void> all_added;
  auto added = all_added.get_future().share();
  store->commit({put(table::items, "first", "")}, [added](core::result<void>) { added.wait(); });
  std::atomic<std::size_t> stored{0};
  for (std::size_t i = 0; i < batches; ++i) {
    store->commit({put(table::items, number_text(i), "value")},
                  [&](core::result<void> answer) { stored += answer ? 1 : 0; });
  }
  all_added.set_value();
  ASSERT_TRUE(commit_now(*store, {}));
  EXPECT_EQ(stored, batches);
  const auto stats = store->stats();
  EXPECT_GE(stats.batches, batches + 1);
  EXPECT_LE(stats.commits, 4U);
  EXPECT_EQ(all(*store, table::items).size(), batches + 1);
}

TEST(lmdb_writer, waits_for_company_when_told) {
  const testing::scratch_folder folder;
  lmdb_options options = small_store(folder / "store");
  options.group_commit_wait_us = 20'000;
  auto store = testing::open_or_fail(options);
  for (std::size_t i = 0; i < 50; ++i) {
    store->commit({put(table::items, number_text(i), "value")}, nullptr);
  }
  ASSERT_TRUE(commit_now(*store, {}));
  EXPECT_LE(store->stats().commits, 10U);
  EXPECT_EQ(all(*store, table::items).size(), 50U);
}

TEST(lmdb_writer, stores_what_waits_when_it_ends) {
  const testing::scratch_folder folder;
  std::size_t answered = 0;
  {
    auto store = testing::open_or_fail(small_store(folder / "store"));
    for (std::size_t i = 0; i < 1000; ++i) {
      store->commit({put(table::items, number_text(i), "value")},
                    [&](core::result<void> stored) { answered += stored ? 1 : 0; });
    }
  }
  EXPECT_EQ(answered, 1000U);
  auto store = testing::open_or_fail(small_store(folder / "store"));
  EXPECT_EQ(all(*store, table::items).size(), 1000U);
}

TEST(lmdb_writer, grows_the_map_under_readers) {
  const testing::scratch_folder folder;
  auto store = testing::open_or_fail(small_store(folder / "store", 1U << 16U));
  const auto map_before = store->stats().map_bytes;
  std::atomic<bool> finished{false};
  std::atomic<std::size_t> reads{0};
  std::vector<std::thread> readers;
  for (int t = 0; t < 4; ++t) {
    readers.emplace_back([&] {
      std::size_t last = 0;
      while (!finished) {
        // Every scan sees whole commits: entries come in pairs with equal values.
        std::size_t count = 0;
        std::string previous;
        const auto scanned =
            store->scan(table::items, "", "", [&](std::string_view, std::string_view value) {
              if (++count % 2 == 0) {
                EXPECT_EQ(value, previous);
              }
              previous = value;
              return true;
            });
        EXPECT_TRUE(scanned.has_value());
        EXPECT_EQ(count % 2, 0U);
        EXPECT_GE(count, last);
        last = count;
        ++reads;
      }
    });
  }
  std::atomic<std::size_t> stored{0};
  for (std::size_t i = 0; i < 2000; ++i) {
    const std::string value = number_text(i) + std::string(2000, 'v');
    store->commit({put(table::items, number_text(i) + "a", value),
                   put(table::items, number_text(i) + "b", value)},
                  [&](core::result<void> answer) { stored += answer ? 1 : 0; });
    if (i % 100 == 0) {
      ASSERT_TRUE(commit_now(*store, {}));
    }
  }
  ASSERT_TRUE(commit_now(*store, {}));
  finished = true;
  for (auto& reader : readers) {
    reader.join();
  }
  EXPECT_EQ(stored, 2000U);
  EXPECT_GT(reads, 0U);
  EXPECT_GE(store->stats().map_bytes, map_before * 64);
  EXPECT_EQ(all(*store, table::items).size(), 4000U);
}

TEST(lmdb_writer, a_full_map_refuses_only_what_does_not_fit) {
  const testing::scratch_folder folder;
  const auto options = small_store(folder / "store", 1U << 16U, 3U << 18U);
  auto store = testing::open_or_fail(options);
  std::size_t kept = 0;
  const std::string value(4000, 'v');
  core::result<void> answer;
  while ((answer = commit_now(*store, {put(table::items, number_text(kept), value)}))) {
    ++kept;
    ASSERT_LT(kept, 1000U);
  }
  EXPECT_EQ(answer.error().code, errc::storage_full);
  EXPECT_GT(kept, 50U);
  EXPECT_EQ(store->stats().map_bytes, options.map_bytes_max);
  EXPECT_EQ(all(*store, table::items).size(), kept);

  // Together: large ones fail, small ones between them are stored, in order.
  std::promise<void> gate;
  auto opened = gate.get_future().share();
  store->commit({}, [opened](core::result<void>) { opened.wait(); });
  std::string outcome;
  for (int i = 0; i < 6; ++i) {
    const bool large = i % 2 == 0;
    store->commit({put(table::runs, number_text(static_cast<std::size_t>(i)),
                       std::string(large ? 200'000U : 1U, 'x'))},
                  [&](core::result<void> stored) {
                    outcome += stored ? '+' : stored.error().code == errc::storage_full ? '-' : '?';
                  });
  }
  gate.set_value();
  ASSERT_TRUE(commit_now(*store, {}));
  EXPECT_EQ(outcome, "-+-+-+");
  EXPECT_EQ(all(*store, table::runs).size(), 3U);

  // Room comes back without a restart.
  std::vector<operation> drops;
  for (std::size_t i = 0; i < kept; ++i) {
    drops.push_back(drop(table::items, number_text(i)));
  }
  for (const operation& change : drops) {
    ASSERT_TRUE(commit_now(*store, {change}));
  }
  EXPECT_TRUE(commit_now(*store, {put(table::runs, "large", std::string(200'000, 'x'))}));

  // With a higher limit as well.
  store.reset();
  store = testing::open_or_fail(small_store(folder / "store", 1U << 16U, 1U << 24U));
  EXPECT_EQ(all(*store, table::runs).size(), 4U);
  EXPECT_TRUE(commit_now(*store, {put(table::runs, "larger", std::string(2'000'000, 'x'))}));
}

TEST(lmdb_writer, serves_many_callers_at_once) {
  const testing::scratch_folder folder;
  auto store = testing::open_or_fail(small_store(folder / "store"));
  std::vector<std::thread> callers;
  std::atomic<std::size_t> stored{0};
  for (std::size_t t = 0; t < 4; ++t) {
    callers.emplace_back([&, t] {
      for (std::size_t i = 0; i < 200; ++i) {
        const std::string key = std::to_string(t) + number_text(i);
        store->commit({put(table::items, key, key)},
                      [&](core::result<void> answer) { stored += answer ? 1 : 0; });
      }
      // Its own answers are in when a later one is.
      EXPECT_TRUE(commit_now(*store, {}));
      EXPECT_EQ(all(*store, table::items, std::to_string(t)).size(), 200U);
    });
  }
  for (auto& caller : callers) {
    caller.join();
  }
  EXPECT_EQ(stored, 800U);
  EXPECT_LE(store->stats().commits, store->stats().batches);
}

}  // namespace
}  // namespace boekbrug::storage
