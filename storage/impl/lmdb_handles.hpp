#pragma once
// Owners of LMDB's handles.

#include <lmdb.h>

#include <memory>
#include <string_view>
#include <utility>

namespace boekbrug::storage::impl {

struct close_environment {
  void operator()(MDB_env* env) const noexcept { mdb_env_close(env); }
};
using environment_handle = std::unique_ptr<MDB_env, close_environment>;

struct close_cursor {
  void operator()(MDB_cursor* cursor) const noexcept { mdb_cursor_close(cursor); }
};
/// Dies before its transaction ends.
using cursor_handle = std::unique_ptr<MDB_cursor, close_cursor>;

/// A transaction that is rolled back unless it is committed.
class transaction {
public:
  transaction() = default;
  transaction(const transaction&) = delete;
  transaction& operator=(const transaction&) = delete;
  ~transaction() { abort(); }
  int begin(MDB_env* env, unsigned flags) noexcept {
    return mdb_txn_begin(env, nullptr, flags, &txn_);
  }
  int commit() noexcept { return mdb_txn_commit(std::exchange(txn_, nullptr)); }
  void abort() noexcept {
    if (txn_ != nullptr) {
      mdb_txn_abort(std::exchange(txn_, nullptr));
    }
  }
  MDB_txn* get() const noexcept { return txn_; }

private:
  MDB_txn* txn_ = nullptr;
};

inline int open_cursor(MDB_txn* txn, MDB_dbi dbi, cursor_handle& cursor) noexcept {
  MDB_cursor* raw = nullptr;
  const int code = mdb_cursor_open(txn, dbi, &raw);
  cursor.reset(raw);
  return code;
}

/// LMDB takes a pointer to bytes that it does not change, but without const.
inline MDB_val value_of(std::string_view bytes) noexcept {
  return {bytes.size(), const_cast<char*>(bytes.data())};
}
inline std::string_view view_of(const MDB_val& value) noexcept {
  return {static_cast<const char*>(value.mv_data), value.mv_size};
}

}  // namespace boekbrug::storage::impl
