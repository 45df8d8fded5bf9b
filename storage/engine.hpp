#pragma once
// The key-value engine below the store. LMDB in production, a map in simulations; nothing above
// `storage` knows which (DESIGN 4).

#include "core/base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::storage {

enum class table : std::uint8_t {
  settings = 0,  // of the store itself: format version, next ids
  accounts,
  integrations,  // secrets sealed
  schedules,
  connections,  // secrets sealed
  items,
  item_index,  // integration, state, next attempt, placed, key -> nothing
  payloads,    // the order (and credit) of items that still have to be booked
  attempts,
  sent_register,  // kept for ever
  contacts,       // cache: connection, customer key -> contact id
  lists,          // cache: connection -> ledger lists
  runs,
  limiter_budgets,
  audit_log,
  app_installs,  // what an app store told of a shop: public key -> keys (sealed) and address
  hook_paths,    // the unguessable part of a webhook's address -> integration
  count_         // number of tables
};

/// How the engine completes the key of a put with a number of its own: 8 bytes, big-endian, one
/// past the newest entry whose key starts with `operation::key`. So entries get unique keys in the
/// order in which they were added, without a read before the write.
enum class numbering : std::uint8_t {
  none = 0,
  ascending,   // 1, 2, 3: a scan meets the oldest first
  descending,  // a scan meets the newest first
};

struct operation {
  table where{};
  std::string key;
  std::optional<std::string> value;  // empty = delete
  numbering number = numbering::none;
  std::uint32_t keep =
      0;  // only with a number: drop the oldest entries beyond so many; 0 = keep all
};

struct engine_stats {
  std::uint64_t map_bytes = 0;   // size of the map
  std::uint64_t used_bytes = 0;  // pages in use
  std::uint64_t commits = 0;     // since start
  std::uint64_t batches = 0;     // since start; batches / commits = group size
};

class engine {
public:
  using completion = std::function<void(core::result<void>)>;
  /// Returns false to stop the scan. The views die with the call.
  using visitor = std::function<bool(std::string_view key, std::string_view value)>;

  virtual ~engine() = default;
  /// Reads see the last commit. Thread-safe.
  virtual core::result<std::optional<std::string>> get(table where, std::string_view key) const = 0;
  /// Visits the keys >= `from` that start with `prefix`, ascending, as they were when the scan
  /// began. Reads inside the visitor are allowed and see that same state (LMDB) or the last commit
  /// (memory). A visitor may call `commit` but must not wait for its answer: a growing map waits
  /// for readers to leave.
  virtual core::result<void> scan(table where, std::string_view prefix, std::string_view from,
                                  const visitor& visit) const = 0;
  /// Applies all operations of one batch in one transaction and calls `done` after it is durable,
  /// on any thread; batches of several callers may share a commit. Order between batches is kept.
  /// On an error (storage_full, storage_failed) nothing of that batch was stored. Keys have 1 to
  /// 511 bytes, the number included. `done` must not throw, wait for another commit, or destroy the
  /// engine.
  virtual void commit(std::vector<operation> batch, completion done) = 0;
  /// Hot copy of the whole store into a new folder; blocks the calling thread. The folder appears
  /// only when the copy is complete; already_exists when it is there already.
  virtual core::result<void> backup(const std::string& folder) const = 0;
  virtual engine_stats stats() const = 0;
};

struct lmdb_options {
  std::string folder;                     // created when missing, mode 0700
  std::uint64_t map_bytes = 1ULL << 30U;  // grown by doubling when full, up to map_bytes_max
  std::uint64_t map_bytes_max = 1ULL << 40U;
  unsigned group_commit_wait_us =
      0;                   // how long the writer waits for company; 0 = take what is there
  bool read_only = false;  // beside a server that has it open; commits are refused
};
/// Opens or creates the store. errc::storage_corrupt for files that are not ours or of a newer
/// format, already_exists when another process has it open for writing, or this process in any way
/// (LMDB forbids that); not_found when there is nothing to open read-only.
core::result<std::unique_ptr<engine>> open_lmdb(const lmdb_options& options);

/// Everything in memory; `commit` answers before it returns. `fail_next` makes the next commits
/// fail (storage/memory_engine.hpp).
class memory_engine;
std::unique_ptr<engine> make_memory_engine();

}  // namespace boekbrug::storage
