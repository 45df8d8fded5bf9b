#pragma once
// What the rest of the program knows of storage: typed reads, and batches of typed writes that
// become durable together.

#include "core/sync/integration.hpp"
#include "core/sync/item.hpp"
#include "storage/engine.hpp"
#include "storage/sealer.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace boekbrug::storage {

/// The order of an item that still has to be booked; for a credit also the credit.
struct payload {
  core::order order;
  std::optional<core::credit> credit;
};

/// Key of the sent register: one ledger document per (shop, order, kind, administration), for ever
/// (R4).
struct sent_key {
  std::string shop;            // kind + '|' + canonical base URL
  std::string administration;  // kind + '|' + administration id
  core::item_key item;
};
struct sent_entry {
  core::integration_id integration{};  // who booked it
  std::string document_id;             // "" while only intended
  std::string reference;
  core::time_point when{};
};

/// A limiter's spent budget, so that it survives a restart (DESIGN 3).
struct limiter_budget {
  std::vector<std::pair<core::time_point, std::uint32_t>> spent;  // time slice -> permits
  core::time_point blocked_until{};
};

struct audit_entry {
  core::time_point when{};
  std::string who;  // "shell", "install", ...
  std::string what;
};

/// What an app store's handshake told of a shop that installs us (ccvshop.md 1c).
struct app_install {
  std::string kind;         // "ccvshop"
  std::string api_public;   // the record's key
  core::secret api_secret;  // sealed
  std::string api_root;     // the shop's base URL
  std::string return_url;   // where the merchant goes afterwards; "" = unknown
  core::time_point received{};
  core::time_point marked{};           // when the shop took `is_installed`; 0 = not yet
  core::integration_id integration{};  // the newest one installed with it; 0 = none
};

struct index_entry {
  core::item_key key;
  core::time_point next_attempt_at{};
  core::time_point placed{};
};

/// Collects writes; nothing happens until store::commit.
class write_batch {
public:
  explicit write_batch(const sealer& seal) : seal_{&seal} {}
  void put(const core::account& value);
  void put(const core::integration& value);
  void put(core::integration_id id, const core::integration_schedule& value);
  void put(const core::ledger_account_connection& value);
  /// `before` is the stored version (nullptr for a new item): its index entry is replaced.
  void put(core::integration_id id, const core::item* before, const core::item& after);
  void put(core::integration_id id, const core::item_key& key, const payload& value);
  void drop_payload(core::integration_id id, const core::item_key& key);
  void add(core::integration_id id, const core::item_key& key, const core::attempt& value);
  void add(core::integration_id id, const core::run_record& value);
  void put(const sent_key& key, const sent_entry& value);
  void drop(const sent_key& key);
  void put_contact(core::connection_id ledger, const std::string& customer_key,
                   const std::string& contact_id);
  void drop_contact(core::connection_id ledger, const std::string& customer_key);
  void put_lists(core::connection_id ledger, const core::ledger_lists& lists,
                 core::time_point read_at);
  void put_budget(const std::string& limiter, const limiter_budget& value);
  void put(const app_install& value);
  void drop_app_install(const std::string& api_public);
  void put_hook_path(const std::string& path, core::integration_id owner);
  void drop_hook_path(const std::string& path);
  void add(const audit_entry& value);
  void next_ids(std::uint64_t account, std::uint64_t integration, std::uint64_t connection);

  bool empty() const noexcept { return operations_.empty(); }
  /// Appends another batch: both become durable together.
  void append(write_batch&& other);
  std::vector<operation> take() && { return std::move(operations_); }

private:
  const sealer* seal_;
  std::vector<operation> operations_;
};

struct id_counters {
  std::uint64_t account = 1;  // next free ones
  std::uint64_t integration = 1;
  std::uint64_t connection = 1;
};

/// Thread-safe. Reads see the last commit; errors are storage_failed and storage_corrupt.
class store {
public:
  store(std::unique_ptr<engine> engine, sealer seal);

  write_batch batch() const { return write_batch{seal_}; }
  void commit(write_batch batch, engine::completion done);
  /// Blocks until durable; for start-up and command line, never inside an actor.
  core::result<void> commit_now(write_batch batch);

  core::result<id_counters> next_ids() const;
  core::result<std::vector<core::account>> accounts() const;
  core::result<std::optional<core::integration>> integration(core::integration_id id) const;
  core::result<std::optional<core::integration_schedule>> schedule(core::integration_id id) const;
  /// In the order of ids; false stops.
  core::result<void> each_schedule(
      const std::function<bool(core::integration_id, const core::integration_schedule&)>& visit)
      const;
  core::result<void> each_integration(
      const std::function<bool(const core::integration&)>& visit) const;
  core::result<std::optional<core::ledger_account_connection>> connection(
      core::connection_id id) const;
  core::result<std::vector<core::ledger_account_connection>> connections() const;

  core::result<std::optional<core::item>> item(core::integration_id id,
                                               const core::item_key& key) const;
  /// All items in key order; false stops.
  core::result<void> each_item(core::integration_id id,
                               const std::function<bool(const core::item&)>& visit) const;
  /// Entries of one state, ordered by next attempt, then by date placed (oldest first).
  core::result<std::vector<index_entry>> items_in(core::integration_id id, core::item_state state,
                                                  std::size_t limit) const;
  core::result<std::size_t> count_in(core::integration_id id, core::item_state state) const;
  core::result<std::optional<payload>> payload_of(core::integration_id id,
                                                  const core::item_key& key) const;
  core::result<std::vector<core::attempt>> attempts(core::integration_id id,
                                                    const core::item_key& key) const;
  /// The newest `limit` runs, newest first.
  core::result<std::vector<core::run_record>> runs(core::integration_id id,
                                                   std::size_t limit) const;
  core::result<std::optional<sent_entry>> sent(const sent_key& key) const;
  core::result<std::optional<std::string>> contact(core::connection_id ledger,
                                                   const std::string& customer_key) const;
  struct cached_lists {
    core::ledger_lists lists;
    core::time_point read_at{};
  };
  core::result<std::optional<cached_lists>> lists(core::connection_id ledger) const;
  core::result<std::optional<limiter_budget>> budget(const std::string& limiter) const;
  core::result<std::vector<audit_entry>> audit(std::size_t limit) const;
  core::result<std::optional<storage::app_install>> app_install(
      const std::string& api_public) const;
  core::result<std::vector<storage::app_install>> app_installs() const;
  /// Whose webhooks come in under that path.
  core::result<std::optional<core::integration_id>> hook_owner(const std::string& path) const;

  engine_stats stats() const { return engine_->stats(); }
  core::result<void> backup(const std::string& folder) const { return engine_->backup(folder); }

private:
  std::unique_ptr<engine> engine_;
  sealer seal_;
};

}  // namespace boekbrug::storage
