// What every engine promises, on each of them.
#include "tests/storage/store_folder.hpp"

namespace boekbrug::storage {
namespace {

using core::errc;
using testing::all;
using testing::commit_now;
using testing::drop;
using testing::entries;
using testing::put;

class any_engine : public ::testing::TestWithParam<std::string> {
protected:
  any_engine()
      : engine_{GetParam() == "memory"
                    ? make_memory_engine()
                    : testing::open_or_fail(testing::small_store(folder_ / "store"))} {}
  operation numbered(const std::string& key, const std::string& value, numbering number,
                     std::uint32_t keep) {
    return {table::runs, key, value, number, keep};
  }
  testing::scratch_folder folder_;
  std::unique_ptr<engine> engine_;
};
INSTANTIATE_TEST_SUITE_P(all, any_engine, ::testing::Values("memory", "lmdb"),
                         [](const auto& test) { return test.param; });

TEST_P(any_engine, gives_back_what_was_committed) {
  EXPECT_FALSE(engine_->get(table::items, "a").value());
  ASSERT_TRUE(commit_now(*engine_, {put(table::items, "a", "1"), put(table::items, "b", ""),
                                    put(table::payloads, "a", std::string(100'000, 'x'))}));
  EXPECT_EQ(engine_->get(table::items, "a").value(), "1");
  EXPECT_EQ(engine_->get(table::items, "b").value(), "");
  EXPECT_EQ(engine_->get(table::payloads, "a").value()->size(), 100'000U);
  EXPECT_FALSE(engine_->get(table::accounts, "a").value()) << "tables are separate";
}

TEST_P(any_engine, applies_a_batch_in_order) {
  ASSERT_TRUE(commit_now(*engine_, {put(table::items, "a", "1"), drop(table::items, "a"),
                                    put(table::items, "a", "2"), put(table::items, "b", "1"),
                                    drop(table::items, "b"), drop(table::items, "never there")}));
  EXPECT_EQ(all(*engine_, table::items), (entries{{"a", "2"}}));
}

TEST_P(any_engine, scans_a_prefix_from_a_key) {
  const std::string high(1, '\xff');
  ASSERT_TRUE(commit_now(*engine_, {put(table::items, "a", ""), put(table::items, "b", ""),
                                    put(table::items, "b1", ""), put(table::items, "b2", ""),
                                    put(table::items, "b" + high, ""), put(table::items, "c", ""),
                                    put(table::items, high + high, "")}));
  const auto keys_of = [&](std::string_view prefix, std::string_view from) {
    std::string joined;
    for (const auto& [key, value] : all(*engine_, table::items, prefix, from)) {
      joined += key + " ";
    }
    return joined;
  };
  EXPECT_EQ(keys_of("b", ""), "b b1 b2 b" + high + " ");
  EXPECT_EQ(keys_of("b", "b1"), "b1 b2 b" + high + " ");
  EXPECT_EQ(keys_of("b", "b11"), "b2 b" + high + " ");
  EXPECT_EQ(keys_of("b", "a"), "b b1 b2 b" + high + " ");
  EXPECT_EQ(keys_of("b", "c"), "");
  EXPECT_EQ(keys_of("", "c"), "c " + high + high + " ");
  EXPECT_EQ(keys_of(high, ""), high + high + " ");
  EXPECT_EQ(keys_of("zz", ""), "");
  EXPECT_EQ(keys_of(std::string(600, 'a'), ""), "");
  EXPECT_EQ(all(*engine_, table::items).size(), 7U);
  EXPECT_TRUE(all(*engine_, table::accounts).empty());
}

TEST_P(any_engine, stops_a_scan_when_told) {
  ASSERT_TRUE(commit_now(*engine_, {put(table::items, "a", ""), put(table::items, "b", ""),
                                    put(table::items, "c", "")}));
  int visited = 0;
  ASSERT_TRUE(engine_->scan(table::items, "", "", [&](auto, auto) { return ++visited < 2; }));
  EXPECT_EQ(visited, 2);
}

TEST_P(any_engine, refuses_bad_operations_whole) {
  const std::vector<operation> bad{
      put(table::items, "", "x"),
      put(table::items, std::string(512, 'k'), "x"),
      drop(table::items, ""),
      put(table::count_, "k", "x"),
      numbered(std::string(504, 'k'), "x", numbering::ascending, 0),
      {table::runs, "k", std::nullopt, numbering::ascending, 0},
      {table::runs, "k", "x", numbering::none, 5},
  };
  for (const operation& wrong : bad) {
    const auto answer = commit_now(*engine_, {put(table::items, "good", "x"), wrong});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, errc::storage_failed);
    EXPECT_NE(answer.error().detail.find("operation 1"), std::string::npos)
        << answer.error().detail;
  }
  EXPECT_TRUE(all(*engine_, table::items).empty());
  EXPECT_TRUE(
      commit_now(*engine_, {put(table::items, std::string(511, 'k'), "x"),
                            numbered(std::string(503, 'k'), "x", numbering::ascending, 0)}));
  EXPECT_FALSE(engine_->get(table::items, "").value());
  EXPECT_FALSE(engine_->get(table::items, std::string(600, 'k')).value());
}

TEST_P(any_engine, numbers_entries_and_keeps_the_newest) {
  for (int i = 1; i <= 7; ++i) {
    ASSERT_TRUE(commit_now(*engine_,
                           {numbered("a", "up" + std::to_string(i), numbering::ascending, 3),
                            numbered("b", "down" + std::to_string(i), numbering::descending, 3)}));
  }
  std::vector<operation> many;
  for (int i = 1; i <= 5; ++i) {
    many.push_back(numbered("c", std::to_string(i), numbering::descending, 0));
  }
  ASSERT_TRUE(commit_now(*engine_, many));
  const auto values = [&](std::string_view prefix) {
    std::string joined;
    for (const auto& [key, value] : all(*engine_, table::runs, prefix)) {
      EXPECT_EQ(key.size(), prefix.size() + 8);
      joined += value + " ";
    }
    return joined;
  };
  EXPECT_EQ(values("a"), "up5 up6 up7 ");
  EXPECT_EQ(values("b"), "down7 down6 down5 ");
  EXPECT_EQ(values("c"), "5 4 3 2 1 ");
}

TEST_P(any_engine, answers_an_empty_batch_and_one_without_listener) {
  EXPECT_TRUE(commit_now(*engine_, {}));
  engine_->commit({put(table::items, "a", "1")}, nullptr);
  EXPECT_TRUE(commit_now(*engine_, {}));
  EXPECT_EQ(engine_->get(table::items, "a").value(), "1");
}

TEST_P(any_engine, answers_in_order) {
  std::vector<int> order;
  for (int i = 0; i < 100; ++i) {
    engine_->commit({put(table::items, "k" + std::to_string(i), "v")},
                    [&order, i](core::result<void> stored) { order.push_back(stored ? i : -1); });
  }
  ASSERT_TRUE(commit_now(*engine_, {}));
  ASSERT_EQ(order.size(), 100U);
  EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
  EXPECT_EQ(order.front(), 0);
}

TEST_P(any_engine, a_scan_sees_its_beginning_and_may_read_and_commit) {
  std::vector<operation> batch;
  for (int i = 100; i < 200; ++i) {
    batch.push_back(put(table::items, std::to_string(i), "old"));
  }
  ASSERT_TRUE(commit_now(*engine_, batch));
  int visited = 0;
  ASSERT_TRUE(
      engine_->scan(table::items, "", "", [&](std::string_view key, std::string_view value) {
        EXPECT_EQ(value, "old");
        engine_->commit({put(table::items, "1999", "new"), put(table::items, "199", "new"),
                         drop(table::items, std::string{key})},
                        nullptr);
        EXPECT_TRUE(engine_->get(table::items, "150").has_value());
        EXPECT_TRUE(
            engine_->scan(table::items, "", "", [](auto, auto) { return false; }).has_value());
        ++visited;
        return true;
      }));
  EXPECT_EQ(visited, 100);
  ASSERT_TRUE(commit_now(*engine_, {}));
  EXPECT_EQ(all(*engine_, table::items), (entries{{"1999", "new"}}));
}

TEST_P(any_engine, counts_what_it_does) {
  const auto before = engine_->stats();
  ASSERT_TRUE(commit_now(*engine_, {put(table::items, "a", std::string(50'000, 'x'))}));
  const auto after = engine_->stats();
  EXPECT_EQ(after.batches, before.batches + 1);
  EXPECT_EQ(after.commits, before.commits + 1);
  EXPECT_GE(after.used_bytes, before.used_bytes + 50'000);
  EXPECT_GE(after.map_bytes, after.used_bytes);
}

}  // namespace
}  // namespace boekbrug::storage
