#pragma once
// Read transactions, reused, and the gate that keeps them out while the map moves.

#include <lmdb.h>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <vector>

namespace boekbrug::storage::impl {

/// LMDB may change the size of the map only while no transaction is active, so every read enters
/// here. A read inside a read (of the same thread) shares the transaction: waiting at the gate
/// there would wait for oneself.
class reader_pool {
public:
  reader_pool() = default;
  reader_pool(const reader_pool&) = delete;
  reader_pool& operator=(const reader_pool&) = delete;
  ~reader_pool() { clear(); }

  /// Only before the first read, or inside `alone`.
  void use(MDB_env* env) noexcept { env_ = env; }

  /// One read; short, because pages that it sees cannot be reused.
  class lease {
  public:
    explicit lease(reader_pool& pool);
    lease(const lease&) = delete;
    lease& operator=(const lease&) = delete;
    ~lease();
    /// 0, or LMDB's error; then there is no transaction.
    int code() const noexcept { return code_; }
    MDB_txn* get() const noexcept { return txn_; }

  private:
    reader_pool& pool_;
    MDB_txn* txn_ = nullptr;
    int code_ = 0;
    bool owner_ = false;
  };

  /// Runs `action` while no read is under way; new ones wait.
  void alone(const std::function<void()>& action);
  /// Drops the transactions at rest. Only inside `alone` or at the end.
  void clear() noexcept;

private:
  int enter(MDB_txn*& txn);
  void leave(MDB_txn* txn) noexcept;

  MDB_env* env_ = nullptr;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<MDB_txn*> resting_;  // reset, keeping their reader slot
  std::size_t active_ = 0;
  bool closed_ = false;
};

}  // namespace boekbrug::storage::impl
