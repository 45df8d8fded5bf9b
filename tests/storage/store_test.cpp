#include "tests/storage/store_fixture.hpp"

#include "storage/keys.hpp"

namespace boekbrug::storage {
namespace {

using core::errc;
using core::item_key;
using core::item_kind;
using core::item_state;
using testing::same;
using testing::sample;

using store_on = testing::any_store;
INSTANTIATE_TEST_SUITE_P(all, store_on, ::testing::Values("memory", "lmdb"),
                         [](const auto& test) { return test.param; });

const core::integration_id first{1};
const core::integration_id second{2};

core::item item_of(const std::string& id, item_state state, std::int64_t next_ms,
                   std::int64_t placed_ms) {
  core::item value;
  value.key = {item_kind::order, id};
  value.state = state;
  value.next_attempt_at = core::time_point{std::chrono::milliseconds{next_ms}};
  value.placed = core::time_point{std::chrono::milliseconds{placed_ms}};
  return value;
}

TEST_P(store_on, an_empty_store_has_nothing_and_starts_counting_at_one) {
  const auto ids = store_.next_ids().value();
  EXPECT_EQ(ids.account + ids.integration + ids.connection, 3U);
  EXPECT_TRUE(store_.accounts().value().empty());
  EXPECT_TRUE(store_.connections().value().empty());
  EXPECT_FALSE(store_.integration(first).value());
  EXPECT_FALSE(store_.schedule(first).value());
  EXPECT_FALSE(store_.connection(core::connection_id{1}).value());
  EXPECT_FALSE(store_.item(first, {item_kind::order, "1"}).value());
  EXPECT_FALSE(store_.payload_of(first, {item_kind::order, "1"}).value());
  EXPECT_FALSE(store_.sent({"shop", "admin", {item_kind::order, "1"}}).value());
  EXPECT_FALSE(store_.contact(core::connection_id{1}, "a@b.nl").value());
  EXPECT_FALSE(store_.lists(core::connection_id{1}).value());
  EXPECT_FALSE(store_.budget("moneybird").value());
  EXPECT_TRUE(store_.items_in(first, item_state::ready, 10).value().empty());
  EXPECT_TRUE(store_.attempts(first, {item_kind::order, "1"}).value().empty());
  EXPECT_TRUE(store_.runs(first, 10).value().empty());
  EXPECT_TRUE(store_.audit(10).value().empty());
  EXPECT_FALSE(store_.app_install("key").value());
  EXPECT_TRUE(store_.app_installs().value().empty());
  EXPECT_FALSE(store_.hook_owner("0123").value());
}

TEST_P(store_on, keeps_and_drops_app_installs_and_hook_paths) {
  auto install = sample<app_install>(random_);
  install.api_public = "kT3^demoPublic_9";
  auto other = install;
  other.api_public = "other";
  auto batch = store_.batch();
  batch.put(install);
  batch.put(other);
  batch.put_hook_path("00ff", second);
  ASSERT_TRUE(store_.commit_now(std::move(batch)));
  const auto back = store_.app_install("kT3^demoPublic_9").value();
  ASSERT_TRUE(back);
  EXPECT_TRUE(same(*back, install));
  EXPECT_EQ(store_.app_installs().value().size(), 2U);
  EXPECT_EQ(store_.hook_owner("00ff").value(), second);
  EXPECT_FALSE(store_.hook_owner("00fe").value());

  auto later = store_.batch();
  later.drop_app_install("kT3^demoPublic_9");
  later.drop_hook_path("00ff");
  ASSERT_TRUE(store_.commit_now(std::move(later)));
  EXPECT_FALSE(store_.app_install("kT3^demoPublic_9").value());
  EXPECT_TRUE(store_.app_install("other").value());
  EXPECT_FALSE(store_.hook_owner("00ff").value());
}

TEST_P(store_on, gives_back_each_kind_of_record) {
  auto account = sample<core::account>(random_);
  auto integration = sample<core::integration>(random_);
  auto connection = sample<core::ledger_account_connection>(random_);
  const auto schedule = sample<core::integration_schedule>(random_);
  const auto order = sample<payload>(random_);
  const auto lists = sample<core::ledger_lists>(random_);
  const auto budget = sample<limiter_budget>(random_);
  const auto entry = sample<sent_entry>(random_);
  integration.id = first;
  const sent_key key{"shop", "admin", {item_kind::credit, "9"}};
  auto batch = store_.batch();
  EXPECT_TRUE(batch.empty());
  batch.put(account);
  batch.put(integration);
  batch.put(connection);
  batch.put(first, schedule);
  batch.put(first, {item_kind::order, "7"}, order);
  batch.put_lists(connection.id, lists, at(5));
  batch.put_budget("moneybird/1", budget);
  batch.put(key, entry);
  batch.put_contact(connection.id, "a@b.nl", "contact 1");
  batch.next_ids(4, 5, 6);
  EXPECT_FALSE(batch.empty());
  ASSERT_TRUE(store_.commit_now(std::move(batch)));

  EXPECT_TRUE(same(store_.accounts().value().at(0), account));
  EXPECT_TRUE(same(*store_.integration(first).value(), integration));
  EXPECT_TRUE(same(*store_.connection(connection.id).value(), connection));
  EXPECT_TRUE(same(store_.connections().value().at(0), connection));
  EXPECT_TRUE(same(*store_.schedule(first).value(), schedule));
  EXPECT_TRUE(same(*store_.payload_of(first, {item_kind::order, "7"}).value(), order));
  EXPECT_FALSE(store_.payload_of(first, {item_kind::credit, "7"}).value());
  EXPECT_TRUE(same(store_.lists(connection.id).value()->lists, lists));
  EXPECT_EQ(store_.lists(connection.id).value()->read_at, at(5));
  EXPECT_TRUE(same(*store_.budget("moneybird/1").value(), budget));
  EXPECT_TRUE(same(*store_.sent(key).value(), entry));
  EXPECT_EQ(store_.contact(connection.id, "a@b.nl").value(), "contact 1");
  EXPECT_EQ(store_.next_ids().value().integration, 5U);
}

TEST_P(store_on, drops_what_is_dropped) {
  const item_key key{item_kind::order, "7"};
  const sent_key sent{"shop", "admin", key};
  auto batch = store_.batch();
  batch.put(first, key, payload{});
  batch.put(sent, sent_entry{});
  batch.put_contact(core::connection_id{1}, "a", "1");
  auto later = store_.batch();
  later.drop_payload(first, key);
  later.drop(sent);
  later.drop_contact(core::connection_id{1}, "a");
  batch.append(std::move(later));
  ASSERT_TRUE(store_.commit_now(std::move(batch)));
  EXPECT_FALSE(store_.payload_of(first, key).value());
  EXPECT_FALSE(store_.sent(sent).value());
  EXPECT_FALSE(store_.contact(core::connection_id{1}, "a").value());
}

TEST_P(store_on, walks_schedules_and_integrations_by_id) {
  for (const std::uint64_t id : {300ULL, 2ULL, 1ULL << 40U, 255ULL}) {
    core::integration_schedule schedule;
    schedule.failures = static_cast<std::uint32_t>(id);
    ASSERT_TRUE(write(core::integration_id{id}, schedule));
    core::integration integration;
    integration.id = core::integration_id{id};
    ASSERT_TRUE(write(integration));
  }
  std::vector<std::uint64_t> seen;
  ASSERT_TRUE(
      store_.each_schedule([&](core::integration_id id, const core::integration_schedule& value) {
        EXPECT_EQ(value.failures, static_cast<std::uint32_t>(core::number(id)));
        // A look at another record from inside the walk is allowed.
        EXPECT_TRUE(store_.integration(id).value());
        seen.push_back(core::number(id));
        return true;
      }));
  EXPECT_EQ(seen, (std::vector<std::uint64_t>{2, 255, 300, 1ULL << 40U}));
  int visits = 0;
  ASSERT_TRUE(store_.each_schedule([&](auto, const auto&) { return ++visits < 2; }));
  EXPECT_EQ(visits, 2);
  seen.clear();
  ASSERT_TRUE(store_.each_integration([&](const core::integration& value) {
    seen.push_back(core::number(value.id));
    return true;
  }));
  EXPECT_EQ(seen, (std::vector<std::uint64_t>{2, 255, 300, 1ULL << 40U}));
}

TEST_P(store_on, items_of_a_state_come_by_next_attempt_then_by_date_placed) {
  const std::vector<core::item> items{
      item_of("late", item_state::ready, 200, 1),  item_of("old", item_state::ready, 100, 5),
      item_of("older", item_state::ready, 100, 4), item_of("never", item_state::ready, 0, 9),
      item_of("before", item_state::ready, 0, -9), item_of("waits", item_state::waiting, 50, 1),
  };
  auto batch = store_.batch();
  for (const auto& value : items) {
    batch.put(first, nullptr, value);
  }
  batch.put(second, nullptr, item_of("other", item_state::ready, 1, 1));
  ASSERT_TRUE(store_.commit_now(std::move(batch)));
  std::string order;
  for (const index_entry& entry : store_.items_in(first, item_state::ready, 100).value()) {
    order += entry.key.id + ":" + std::to_string(entry.next_attempt_at.time_since_epoch().count()) +
             ":" + std::to_string(entry.placed.time_since_epoch().count()) + " ";
  }
  EXPECT_EQ(order, "before:0:-9 never:0:9 older:100:4 old:100:5 late:200:1 ");
  EXPECT_EQ(store_.items_in(first, item_state::ready, 2).value().size(), 2U);
  EXPECT_TRUE(store_.items_in(first, item_state::ready, 0).value().empty());
  EXPECT_EQ(store_.count_in(first, item_state::ready).value(), 5U);
  EXPECT_EQ(store_.count_in(first, item_state::waiting).value(), 1U);
  EXPECT_EQ(store_.count_in(first, item_state::sent).value(), 0U);
  EXPECT_EQ(store_.count_in(second, item_state::ready).value(), 1U);
}

TEST_P(store_on, an_item_has_one_index_entry_whatever_happens_to_it) {
  testing::for_all_seeds("index follows", [this](testing::random_source& random) {
    const core::integration_id owner{random() | 1U};
    std::vector<core::item> items(4);
    std::vector<bool> stored(items.size(), false);
    auto batch = store_.batch();
    for (int step = 0; step < 25; ++step) {
      const auto i = testing::below(random, items.size());
      core::item next = sample<core::item>(random);
      next.key = {i % 2 == 0 ? item_kind::order : item_kind::credit,
                  std::string(i < 2 ? 3 : 300, 'x')};
      if (testing::below(random, 3) == 0) {  // only a change that does not move it
        next.state = items[i].state;
        next.next_attempt_at = items[i].next_attempt_at;
        next.placed = items[i].placed;
      }
      batch.put(owner, stored[i] ? &items[i] : nullptr, next);
      items[i] = next;
      stored[i] = true;
    }
    testing::demand(store_.commit_now(std::move(batch)).has_value(), "not stored");
    std::size_t entries = 0;
    for (int state = 1; state <= 5; ++state) {
      const auto found = store_.items_in(owner, static_cast<item_state>(state), 100).value();
      testing::demand(
          found.size() == store_.count_in(owner, static_cast<item_state>(state)).value(),
          "count differs");
      for (const index_entry& entry : found) {
        ++entries;
        const auto value = store_.item(owner, entry.key).value();
        testing::demand(
            value && value->state == static_cast<item_state>(state) && value->key == entry.key &&
                value->next_attempt_at == entry.next_attempt_at && value->placed == entry.placed,
            "the index tells something else than the item");
      }
    }
    std::size_t count = 0;
    testing::demand(
        store_.each_item(owner, [&](const core::item&) { return ++count, true; }).has_value(),
        "unreadable");
    testing::demand(entries == count, "not one entry per item");
  });
}

TEST_P(store_on, walks_the_items_of_one_integration) {
  auto batch = store_.batch();
  for (const char* id : {"3", "1", "2"}) {
    batch.put(first, nullptr, item_of(id, item_state::ready, 1, 1));
    batch.put(second, nullptr, item_of(id, item_state::sent, 1, 1));
  }
  ASSERT_TRUE(store_.commit_now(std::move(batch)));
  std::string ids;
  ASSERT_TRUE(store_.each_item(first, [&](const core::item& value) {
    EXPECT_EQ(value.state, item_state::ready);
    ids += value.key.id;
    return value.key.id != "2";
  }));
  EXPECT_EQ(ids, "12");
}

TEST_P(store_on, answers_a_commit_once) {
  auto batch = store_.batch();
  batch.put(core::account{core::account_id{1}, "a"});
  std::promise<bool> answered;
  store_.commit(std::move(batch),
                [&](core::result<void> stored) { answered.set_value(stored.has_value()); });
  EXPECT_TRUE(answered.get_future().get());
  EXPECT_TRUE(store_.commit_now(store_.batch()));
  EXPECT_GE(store_.stats().batches, 1U);
}

TEST(store, unreadable_records_are_named_and_do_not_stop_others) {
  auto raw = make_memory_engine();
  const std::string index = keys::index_prefix(first, item_state::ready) + "short";
  ASSERT_TRUE(testing::commit_now(
      *raw, {testing::put(table::accounts, keys::of(core::account_id{1}), "\x01garbage"),
             testing::put(table::schedules, keys::of(first), ""),
             testing::put(table::item_index, index, "")}));
  const store broken{std::move(raw), sealer{sealer::key{}}};
  EXPECT_EQ(broken.accounts().error().code, errc::storage_corrupt);
  EXPECT_EQ(broken.schedule(first).error().code, errc::storage_corrupt);
  EXPECT_EQ(broken.each_schedule([](auto, const auto&) { return true; }).error().code,
            errc::storage_corrupt);
  EXPECT_EQ(broken.items_in(first, item_state::ready, 5).error().code, errc::storage_corrupt);
  EXPECT_FALSE(broken.schedule(second).value());
}

}  // namespace
}  // namespace boekbrug::storage
