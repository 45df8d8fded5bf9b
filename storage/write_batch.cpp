#include "storage/keys.hpp"
#include "storage/records.hpp"

#include <iterator>

namespace boekbrug::storage {

namespace {

// History that a person may want to see; the rest would only grow.
constexpr std::uint32_t attempts_kept = 100;
constexpr std::uint32_t runs_kept = 200;

}  // namespace

void write_batch::put(const core::account& value) {
  operations_.push_back({table::accounts, keys::of(value.id), encode(value)});
}

void write_batch::put(const core::integration& value) {
  std::string key = keys::of(value.id);
  std::string record = encode_sealed(value, *seal_, key);
  operations_.push_back({table::integrations, std::move(key), std::move(record)});
}

void write_batch::put(core::integration_id id, const core::integration_schedule& value) {
  operations_.push_back({table::schedules, keys::of(id), encode(value)});
}

void write_batch::put(const core::ledger_account_connection& value) {
  std::string key = keys::of(value.id);
  std::string record = encode_sealed(value, *seal_, key);
  operations_.push_back({table::connections, std::move(key), std::move(record)});
}

void write_batch::put(core::integration_id id, const core::item* before, const core::item& after) {
  operations_.push_back({table::items, keys::item(id, after.key), encode(after)});
  std::string entry = keys::index(id, after);
  if (before != nullptr) {
    std::string old = keys::index(id, *before);
    if (old == entry) {
      return;  // most steps of a posting do not move the item
    }
    operations_.push_back({table::item_index, std::move(old), std::nullopt});
  }
  // The key tells the id, unless it is too long for a key.
  operations_.push_back({table::item_index, std::move(entry),
                         keys::is_hashed(after.key.id) ? after.key.id : std::string{}});
}

void write_batch::put(core::integration_id id, const core::item_key& key, const payload& value) {
  operations_.push_back({table::payloads, keys::item(id, key), encode(value)});
}

void write_batch::drop_payload(core::integration_id id, const core::item_key& key) {
  operations_.push_back({table::payloads, keys::item(id, key), std::nullopt});
}

void write_batch::add(core::integration_id id, const core::item_key& key,
                      const core::attempt& value) {
  operations_.push_back({table::attempts, keys::attempts(id, key), encode(value),
                         numbering::ascending, attempts_kept});
}

void write_batch::add(core::integration_id id, const core::run_record& value) {
  operations_.push_back(
      {table::runs, keys::runs(id), encode(value), numbering::descending, runs_kept});
}

void write_batch::put(const sent_key& key, const sent_entry& value) {
  operations_.push_back({table::sent_register, keys::sent(key), encode(value)});
}

void write_batch::drop(const sent_key& key) {
  operations_.push_back({table::sent_register, keys::sent(key), std::nullopt});
}

void write_batch::put_contact(core::connection_id ledger, const std::string& customer_key,
                              const std::string& contact_id) {
  operations_.push_back(
      {table::contacts, keys::contact(ledger, customer_key), encode(contact_record{contact_id})});
}

void write_batch::drop_contact(core::connection_id ledger, const std::string& customer_key) {
  operations_.push_back({table::contacts, keys::contact(ledger, customer_key), std::nullopt});
}

void write_batch::put_lists(core::connection_id ledger, const core::ledger_lists& lists,
                            core::time_point read_at) {
  operations_.push_back(
      {table::lists, keys::of(ledger), encode(store::cached_lists{lists, read_at})});
}

void write_batch::put_budget(const std::string& limiter, const limiter_budget& value) {
  operations_.push_back({table::limiter_budgets, keys::budget(limiter), encode(value)});
}

void write_batch::put(const app_install& value) {
  std::string key = keys::app_install(value.api_public);
  std::string record = encode_sealed(value, *seal_, key);
  operations_.push_back({table::app_installs, std::move(key), std::move(record)});
}

void write_batch::drop_app_install(const std::string& api_public) {
  operations_.push_back({table::app_installs, keys::app_install(api_public), std::nullopt});
}

void write_batch::put_hook_path(const std::string& path, core::integration_id owner) {
  operations_.push_back(
      {table::hook_paths, keys::hook_path(path), encode(hook_path_record{owner})});
}

void write_batch::drop_hook_path(const std::string& path) {
  operations_.push_back({table::hook_paths, keys::hook_path(path), std::nullopt});
}

void write_batch::add(const audit_entry& value) {
  operations_.push_back(
      {table::audit_log, keys::audit(value.when), encode(value), numbering::descending});
}

void write_batch::next_ids(std::uint64_t account, std::uint64_t integration,
                           std::uint64_t connection) {
  operations_.push_back(
      {table::settings, keys::next_ids(), encode(id_counters{account, integration, connection})});
}

void write_batch::append(write_batch&& other) {
  if (operations_.empty()) {
    operations_ = std::move(other.operations_);
  } else {
    operations_.insert(operations_.end(), std::make_move_iterator(other.operations_.begin()),
                       std::make_move_iterator(other.operations_.end()));
  }
  other.operations_.clear();
}

}  // namespace boekbrug::storage
