// A process that dies at any moment: what was acknowledged is there.
#include "tests/storage/child_process.hpp"
#include "tests/storage/property.hpp"
#include "tests/storage/store_folder.hpp"

namespace boekbrug::storage {
namespace {

using testing::child_process;
using testing::put;

std::string number_text(std::uint64_t i) {
  std::string text = std::to_string(i);
  return std::string(8 - text.size(), '0') + text;
}

/// Commits pairs of entries without end and tells each answer; kills itself after
/// `acknowledged_max` answers.
int commit_until_death(const std::string& folder, std::uint64_t acknowledged_max,
                       const child_process::line& line) {
  auto opened = open_lmdb(testing::small_store(folder, 1U << 16U));
  if (!opened) {
    return 1;
  }
  std::uint64_t acknowledged = 0;
  for (std::uint64_t i = 0; i < 1'000'000; ++i) {
    const std::string value(50 + i % 1500, 'v');
    (*opened)->commit(
        {put(table::items, number_text(i), value), put(table::runs, number_text(i), value)},
        [&, i](core::result<void> stored) {
          if (stored) {
            line.send(i);
          }
          if (++acknowledged > acknowledged_max) {
            ::kill(::getpid(), SIGKILL);
          }
        });
  }
  return 2;
}

TEST(crash, acknowledged_batches_survive) {
  testing::random_source random{20240601};
  for (int round = 0; round < 12; ++round) {
    const testing::scratch_folder folder;
    const std::uint64_t length = testing::below(random, round < 6 ? 5 : 2000);
    child_process child{
        [&](const auto& line) { return commit_until_death(folder / "store", length, line); }};
    std::uint64_t acknowledged = 0;
    while (const auto number = child.receive()) {
      EXPECT_EQ(*number, acknowledged) << "answers come in order";
      ++acknowledged;
    }
    ASSERT_EQ(child.end(), -SIGKILL);
    EXPECT_GE(acknowledged, length);

    auto store = testing::open_or_fail(testing::small_store(folder / "store", 1U << 16U));
    const auto items = testing::all(*store, table::items);
    EXPECT_GE(items.size(), acknowledged);
    EXPECT_EQ(items, testing::all(*store, table::runs)) << "a batch is stored whole";
    for (std::size_t i = 0; i < items.size(); ++i) {
      ASSERT_EQ(items[i].first, number_text(i)) << "no hole";
    }
    EXPECT_TRUE(testing::commit_now(*store, {put(table::items, "after", "x")}));
  }
}

}  // namespace
}  // namespace boekbrug::storage
