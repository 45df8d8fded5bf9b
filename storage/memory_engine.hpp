#pragma once
// The engine of simulations: everything in memory, with faults and crashes on demand.

#include "storage/engine.hpp"

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <mutex>

namespace boekbrug::storage {

/// Behaves as the LMDB engine does. Thread-safe; a scan sees the state of its beginning, also when
/// its visitor commits.
class memory_engine final : public engine {
  using contents = std::map<std::string, std::string, std::less<>>;
  using tables = std::array<std::shared_ptr<contents>, static_cast<std::size_t>(table::count_)>;

public:
  /// A copy of everything committed so far; cheap, because tables are shared until they change.
  class state {
    friend class memory_engine;
    tables tables_;
  };

  memory_engine();
  core::result<std::optional<std::string>> get(table where, std::string_view key) const override;
  core::result<void> scan(table where, std::string_view prefix, std::string_view from,
                          const visitor& visit) const override;
  void commit(std::vector<operation> batch, completion done) override;
  /// Remembers the copy under the folder's name; `backup_of` gives it back.
  core::result<void> backup(const std::string& folder) const override;
  engine_stats stats() const override;

  /// The next `count` commits store nothing and answer `code`.
  void fail_next(unsigned count, core::errc code = core::errc::storage_failed);
  /// Taken at the moment of a simulated crash, or of a backup.
  state snapshot() const;
  /// Goes back to `from`: what a new process finds after a crash.
  void restore(const state& from);
  std::optional<state> backup_of(const std::string& folder) const;

private:
  const std::shared_ptr<contents>& at(table where) const {
    return tables_[static_cast<std::size_t>(where)];
  }
  contents& writable(table where);
  void apply(const operation& change);
  void put_numbered(contents& entries, const operation& change);

  mutable std::mutex mutex_;
  tables tables_;
  mutable std::map<std::string, state> backups_;
  unsigned failures_left_ = 0;
  core::errc failure_ = core::errc::storage_failed;
  std::uint64_t commits_ = 0;
  std::uint64_t batches_ = 0;
};

}  // namespace boekbrug::storage
