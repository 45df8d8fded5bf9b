#include "storage/impl/lmdb_reader_pool.hpp"

#include <algorithm>

namespace boekbrug::storage::impl {

namespace {

struct active_read {
  const reader_pool* pool;
  MDB_txn* txn;
};
// The reads that this thread is in; more than one only with several stores.
thread_local std::vector<active_read> reads_of_thread;

}  // namespace

reader_pool::lease::lease(reader_pool& pool) : pool_{pool} {
  for (const active_read& read : reads_of_thread) {
    if (read.pool == &pool) {
      txn_ = read.txn;
      return;
    }
  }
  code_ = pool.enter(txn_);
  if (code_ == 0) {
    owner_ = true;
    reads_of_thread.push_back({&pool, txn_});
  }
}

reader_pool::lease::~lease() {
  if (owner_) {
    std::erase_if(reads_of_thread, [this](const active_read& read) { return read.pool == &pool_; });
    pool_.leave(txn_);
  }
}

int reader_pool::enter(MDB_txn*& txn) {
  txn = nullptr;
  {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [this] { return !closed_; });
    if (env_ == nullptr) {
      return MDB_PANIC;  // the map could not be restored after a failed resize
    }
    ++active_;
    if (!resting_.empty()) {
      txn = resting_.back();
      resting_.pop_back();
    }
  }
  const int code =
      txn != nullptr ? mdb_txn_renew(txn) : mdb_txn_begin(env_, nullptr, MDB_RDONLY, &txn);
  if (code != 0) {
    if (txn != nullptr) {
      mdb_txn_abort(txn);
      txn = nullptr;
    }
    leave(nullptr);
  }
  return code;
}

void reader_pool::leave(MDB_txn* txn) noexcept {
  if (txn != nullptr) {
    mdb_txn_reset(txn);
  }
  const std::lock_guard lock{mutex_};
  if (txn != nullptr) {
    resting_.push_back(txn);
  }
  if (--active_ == 0 && closed_) {
    changed_.notify_all();
  }
}

void reader_pool::alone(const std::function<void()>& action) {
  {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [this] { return !closed_; });
    closed_ = true;
    changed_.wait(lock, [this] { return active_ == 0; });
  }
  action();
  {
    const std::lock_guard lock{mutex_};
    closed_ = false;
  }
  changed_.notify_all();
}

void reader_pool::clear() noexcept {
  for (MDB_txn* txn : resting_) {
    mdb_txn_abort(txn);
  }
  resting_.clear();
}

}  // namespace boekbrug::storage::impl
