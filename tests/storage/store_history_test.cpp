// Histories: attempts of an item, runs of an integration, the audit log.
#include "storage/keys.hpp"
#include "tests/storage/store_fixture.hpp"

namespace boekbrug::storage {
namespace {

using core::item_kind;

using history = testing::any_store;
INSTANTIATE_TEST_SUITE_P(all, history, ::testing::Values("memory", "lmdb"),
                         [](const auto& test) { return test.param; });

const core::integration_id first{1};
const core::integration_id second{2};

TEST_P(history, attempts_come_oldest_first_and_the_newest_hundred_stay) {
  const core::item_key key{item_kind::order, "1"};
  auto batch = store_.batch();
  for (int i = 0; i < 130; ++i) {
    // All at one moment, as steps of one posting may be.
    batch.add(first, key, core::attempt{at(5), core::posting_step::done, true, std::to_string(i)});
  }
  ASSERT_TRUE(store_.commit_now(std::move(batch)));
  ASSERT_TRUE(append(first, core::item_key{item_kind::order, "10"},
                     core::attempt{at(1), {}, false, "other"}));
  ASSERT_TRUE(append(first, core::item_key{item_kind::credit, "1"},
                     core::attempt{at(1), {}, false, "credit"}));
  ASSERT_TRUE(append(second, key, core::attempt{at(1), {}, false, "neighbour"}));
  const auto found = store_.attempts(first, key).value();
  ASSERT_EQ(found.size(), 100U);
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_EQ(found[i].answer, std::to_string(30 + i));
  }
  EXPECT_EQ(store_.attempts(first, {item_kind::order, "10"}).value().at(0).answer, "other");
  EXPECT_EQ(store_.attempts(second, key).value().size(), 1U);
}

TEST_P(history, runs_come_newest_first_and_the_newest_two_hundred_stay) {
  for (int i = 0; i < 230; ++i) {
    core::run_record run{};
    run.started = at(i / 3);
    run.read = static_cast<std::uint32_t>(i);
    ASSERT_TRUE(append(first, run));
  }
  ASSERT_TRUE(append(second, core::run_record{}));
  const auto newest = store_.runs(first, 3).value();
  ASSERT_EQ(newest.size(), 3U);
  EXPECT_EQ(newest[0].read, 229U);
  EXPECT_EQ(newest[2].read, 227U);
  const auto all = store_.runs(first, 10'000).value();
  ASSERT_EQ(all.size(), 200U);
  EXPECT_EQ(all.back().read, 30U);
  EXPECT_EQ(store_.runs(second, 10).value().size(), 1U);
  EXPECT_TRUE(store_.runs(first, 0).value().empty());
}

TEST_P(history, the_audit_log_comes_newest_first) {
  ASSERT_TRUE(append(audit_entry{at(10), "shell", "ten"}));
  ASSERT_TRUE(append(audit_entry{at(30), "shell", "thirty"}));
  ASSERT_TRUE(append(audit_entry{at(20), "install", "twenty"}));
  ASSERT_TRUE(append(audit_entry{at(30), "shell", "thirty again"}));
  ASSERT_TRUE(append(audit_entry{at(-5), "shell", "before time"}));
  std::string order;
  for (const audit_entry& entry : store_.audit(100).value()) {
    order += entry.what + ", ";
  }
  EXPECT_EQ(order, "thirty again, thirty, twenty, ten, before time, ");
  EXPECT_EQ(store_.audit(2).value().size(), 2U);
}

}  // namespace
}  // namespace boekbrug::storage
