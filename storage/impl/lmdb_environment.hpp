#pragma once
// The open LMDB files of one store: tables, format check, growth of the map.

#include "storage/engine.hpp"
#include "storage/impl/folder_guard.hpp"
#include "storage/impl/lmdb_handles.hpp"
#include "storage/impl/lmdb_reader_pool.hpp"

#include <array>
#include <memory>

namespace boekbrug::storage::impl {

/// Version of the layout of tables and keys (records have their own). Newer files are refused.
inline constexpr unsigned format_version = 1;

/// A read; `txn` is nullptr when it could not begin.
using read_lease = reader_pool::lease;

class lmdb_environment {
public:
  static core::result<std::unique_ptr<lmdb_environment>> open(const lmdb_options& options);

  const lmdb_options& options() const noexcept { return options_; }
  MDB_env* raw() const noexcept { return env_.get(); }
  reader_pool& readers() const noexcept { return readers_; }
  MDB_dbi dbi(table where) const noexcept { return tables_[static_cast<std::size_t>(where)]; }
  /// Whether the table exists: read-only stores of an older program may lack some.
  bool has(table where) const noexcept { return dbi(where) != no_table; }

  std::uint64_t map_bytes() const noexcept;
  /// Bytes up to the last page that was ever used.
  std::uint64_t file_bytes() const noexcept;
  /// Doubles the map. Waits for readers. False when it is as large as it may be, or cannot grow.
  bool grow();
  /// A little room beyond the largest map, and back to where it was (or to what is in use).
  bool open_reserve();
  void close_reserve();
  /// Follows a map that another process has grown. Waits for readers.
  void adopt_map_size();
  /// False when the files had to be let go of; only `heal` helps then. For the writer's thread.
  bool usable() const noexcept { return usable_; }
  /// After a write that failed: makes the environment usable again when LMDB has given it up.
  core::result<void> heal();
  /// After a short write: reserves `bytes` more for the file. 0 or errno, which says why it was
  /// short.
  int reserve(std::uint64_t bytes) noexcept;

private:
  static constexpr MDB_dbi no_table = ~MDB_dbi{0};

  lmdb_environment(lmdb_options options, folder_guard guard);
  bool resize(std::uint64_t bytes);
  core::result<void> open_files();
  core::result<void> open_tables();
  core::result<void> create_tables();
  core::result<void> check_format(MDB_txn* txn, MDB_dbi settings) const;

  lmdb_options options_;
  folder_guard guard_;  // outlives the environment
  environment_handle env_;
  mutable reader_pool readers_;  // dies before the environment
  std::array<MDB_dbi, static_cast<std::size_t>(table::count_)> tables_{};
  bool usable_ = false;
};

}  // namespace boekbrug::storage::impl
