#include "storage/store.hpp"

#include "storage/keys.hpp"
#include "storage/records.hpp"

#include <future>

namespace boekbrug::storage {

using core::errc;
using core::fail;
using core::result;

namespace {

/// Reads one record with `read(bytes)`.
template <class T, class Read>
result<std::optional<T>> find(const engine& from, table where, const std::string& key,
                              Read&& read) {
  auto bytes = from.get(where, key);
  if (!bytes) {
    return std::move(bytes).error();
  }
  if (!*bytes) {
    return std::optional<T>{};
  }
  result<T> value = read(std::string_view{**bytes});
  if (!value) {
    return std::move(value).error();
  }
  return std::optional<T>{std::move(*value)};
}

template <class T>
result<std::optional<T>> find(const engine& from, table where, const std::string& key) {
  return find<T>(from, where, key, [](std::string_view bytes) { return decode<T>(bytes); });
}

/// Visits the records below `prefix`, read with `read(key, bytes)`, until `visit(key, value)` says
/// stop. The first record that cannot be read ends it with its error.
template <class Read, class Visit>
result<void> each(const engine& from, table where, std::string_view prefix, Read&& read,
                  Visit&& visit) {
  result<void> answer;
  auto scanned = from.scan(where, prefix, {}, [&](std::string_view key, std::string_view bytes) {
    auto value = read(key, bytes);
    if (!value) {
      answer = std::move(value).error();
      return false;
    }
    return visit(key, *value);
  });
  return scanned ? answer : scanned;
}

template <class T>
result<std::vector<T>> list(const engine& from, table where, std::string_view prefix,
                            std::size_t limit = static_cast<std::size_t>(-1)) {
  std::vector<T> values;
  if (limit == 0) {
    return values;
  }
  auto read = each(
      from, where, prefix,
      [](std::string_view, std::string_view bytes) { return decode<T>(bytes); },
      [&](std::string_view, T& value) {
        values.push_back(std::move(value));
        return values.size() < limit;
      });
  if (!read) {
    return std::move(read).error();
  }
  return values;
}

}  // namespace

store::store(std::unique_ptr<engine> engine, sealer seal)
    : engine_{std::move(engine)}, seal_{std::move(seal)} {}

void store::commit(write_batch batch, engine::completion done) {
  engine_->commit(std::move(batch).take(), std::move(done));
}

result<void> store::commit_now(write_batch batch) {
  // Shared, because the writer may still be inside set_value when the answer arrives here.
  auto answer = std::make_shared<std::promise<result<void>>>();
  auto future = answer->get_future();
  engine_->commit(std::move(batch).take(),
                  [answer](result<void> stored) { answer->set_value(std::move(stored)); });
  return future.get();
}

result<id_counters> store::next_ids() const {
  auto found = find<id_counters>(*engine_, table::settings, keys::next_ids());
  if (!found) {
    return std::move(found).error();
  }
  return found->value_or(id_counters{});
}

result<std::vector<core::account>> store::accounts() const {
  return list<core::account>(*engine_, table::accounts, {});
}

result<std::optional<core::integration>> store::integration(core::integration_id id) const {
  const std::string key = keys::of(id);
  return find<core::integration>(*engine_, table::integrations, key, [&](std::string_view bytes) {
    return decode_integration(bytes, seal_, key);
  });
}

result<std::optional<core::integration_schedule>> store::schedule(core::integration_id id) const {
  return find<core::integration_schedule>(*engine_, table::schedules, keys::of(id));
}

result<void> store::each_schedule(
    const std::function<bool(core::integration_id, const core::integration_schedule&)>& visit)
    const {
  return each(
      *engine_, table::schedules, {},
      [](std::string_view, std::string_view bytes) {
        return decode<core::integration_schedule>(bytes);
      },
      [&](std::string_view key, const core::integration_schedule& value) {
        return visit(core::integration_id{keys::owner(key).value_or(0)}, value);
      });
}

result<void> store::each_integration(
    const std::function<bool(const core::integration&)>& visit) const {
  return each(
      *engine_, table::integrations, {},
      [&](std::string_view key, std::string_view bytes) {
        return decode_integration(bytes, seal_, key);
      },
      [&](std::string_view, const core::integration& value) { return visit(value); });
}

result<std::optional<core::ledger_account_connection>> store::connection(
    core::connection_id id) const {
  const std::string key = keys::of(id);
  return find<core::ledger_account_connection>(
      *engine_, table::connections, key,
      [&](std::string_view bytes) { return decode_connection(bytes, seal_, key); });
}

result<std::vector<core::ledger_account_connection>> store::connections() const {
  std::vector<core::ledger_account_connection> values;
  auto read = each(
      *engine_, table::connections, {},
      [&](std::string_view key, std::string_view bytes) {
        return decode_connection(bytes, seal_, key);
      },
      [&](std::string_view, core::ledger_account_connection& value) {
        values.push_back(std::move(value));
        return true;
      });
  if (!read) {
    return std::move(read).error();
  }
  return values;
}

result<std::optional<core::item>> store::item(core::integration_id id,
                                              const core::item_key& key) const {
  return find<core::item>(*engine_, table::items, keys::item(id, key));
}

result<void> store::each_item(core::integration_id id,
                              const std::function<bool(const core::item&)>& visit) const {
  return each(
      *engine_, table::items, keys::of(id),
      [](std::string_view, std::string_view bytes) { return decode<core::item>(bytes); },
      [&](std::string_view, const core::item& value) { return visit(value); });
}

result<std::vector<index_entry>> store::items_in(core::integration_id id, core::item_state state,
                                                 std::size_t limit) const {
  std::vector<index_entry> entries;
  if (limit == 0) {
    return entries;
  }
  bool corrupt = false;
  auto scanned = engine_->scan(
      table::item_index, keys::index_prefix(id, state), {},
      [&](std::string_view key, std::string_view value) {
        auto parts = keys::read_index(key);
        if (!parts) {
          corrupt = true;
          return false;
        }
        if (parts->id_hashed) {
          parts->key.id = value;
        }
        entries.push_back({std::move(parts->key), parts->next_attempt_at, parts->placed});
        return entries.size() < limit;
      });
  if (!scanned) {
    return std::move(scanned).error();
  }
  if (corrupt) {
    return fail(errc::storage_corrupt, "unreadable entry in the index of items");
  }
  return entries;
}

result<std::size_t> store::count_in(core::integration_id id, core::item_state state) const {
  std::size_t count = 0;
  auto scanned = engine_->scan(table::item_index, keys::index_prefix(id, state), {},
                               [&](std::string_view, std::string_view) {
                                 ++count;
                                 return true;
                               });
  if (!scanned) {
    return std::move(scanned).error();
  }
  return count;
}

result<std::optional<payload>> store::payload_of(core::integration_id id,
                                                 const core::item_key& key) const {
  return find<payload>(*engine_, table::payloads, keys::item(id, key));
}

result<std::vector<core::attempt>> store::attempts(core::integration_id id,
                                                   const core::item_key& key) const {
  return list<core::attempt>(*engine_, table::attempts, keys::attempts(id, key));
}

result<std::vector<core::run_record>> store::runs(core::integration_id id,
                                                  std::size_t limit) const {
  return list<core::run_record>(*engine_, table::runs, keys::runs(id), limit);
}

result<std::optional<sent_entry>> store::sent(const sent_key& key) const {
  return find<sent_entry>(*engine_, table::sent_register, keys::sent(key));
}

result<std::optional<std::string>> store::contact(core::connection_id ledger,
                                                  const std::string& customer_key) const {
  auto found = find<contact_record>(*engine_, table::contacts, keys::contact(ledger, customer_key));
  if (!found) {
    return std::move(found).error();
  }
  return *found ? std::optional<std::string>{std::move((*found)->contact_id)} : std::nullopt;
}

result<std::optional<store::cached_lists>> store::lists(core::connection_id ledger) const {
  return find<cached_lists>(*engine_, table::lists, keys::of(ledger));
}

result<std::optional<limiter_budget>> store::budget(const std::string& limiter) const {
  return find<limiter_budget>(*engine_, table::limiter_budgets, keys::budget(limiter));
}

result<std::vector<audit_entry>> store::audit(std::size_t limit) const {
  return list<audit_entry>(*engine_, table::audit_log, {}, limit);
}

result<std::optional<app_install>> store::app_install(const std::string& api_public) const {
  const std::string key = keys::app_install(api_public);
  return find<storage::app_install>(
      *engine_, table::app_installs, key,
      [&](std::string_view bytes) { return decode_app_install(bytes, seal_, key); });
}

result<std::vector<app_install>> store::app_installs() const {
  std::vector<storage::app_install> all;
  auto read = each(
      *engine_, table::app_installs, {},
      [&](std::string_view key, std::string_view bytes) {
        return decode_app_install(bytes, seal_, key);
      },
      [&](std::string_view, storage::app_install& value) {
        all.push_back(std::move(value));
        return true;
      });
  if (!read) {
    return std::move(read).error();
  }
  return all;
}

result<std::optional<core::integration_id>> store::hook_owner(const std::string& path) const {
  auto found = find<hook_path_record>(*engine_, table::hook_paths, keys::hook_path(path));
  if (!found) {
    return std::move(found).error();
  }
  return *found ? std::optional{(*found)->owner} : std::nullopt;
}

}  // namespace boekbrug::storage
