#pragma once
// The one thread that writes: takes all waiting batches together into one durable commit.

#include "storage/engine.hpp"
#include "storage/impl/lmdb_environment.hpp"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

namespace boekbrug::storage::impl {

class lmdb_writer {
public:
  explicit lmdb_writer(lmdb_environment& environment);
  lmdb_writer(const lmdb_writer&) = delete;
  lmdb_writer& operator=(const lmdb_writer&) = delete;
  /// Stores what is still waiting, then ends the thread.
  ~lmdb_writer();

  void add(std::vector<operation> operations, engine::completion done);
  /// Doubles a map that is more than half full, and waits for that: a backup reads for a long time,
  /// and while it does the map cannot grow.
  void make_headroom();
  std::uint64_t commits() const noexcept { return commits_; }
  std::uint64_t batches() const noexcept { return batches_; }

private:
  struct pending {
    std::vector<operation> operations;
    engine::completion done;
    core::result<void> answer;
  };
  struct outcome {
    int code = 0;             // 0 = committed
    std::size_t applied = 0;  // batches that went well before the failure
  };

  void run();
  bool wait_for_work(std::vector<pending>& group);
  void take_group(std::vector<pending>& group);
  void write(std::span<pending> group);
  outcome try_write(std::span<pending> group);
  bool help(int& code, std::span<const pending> group);
  void give_up(pending& batch, int code);
  int apply(MDB_txn* txn, const operation& change);
  int put_numbered(MDB_txn* txn, const operation& change);

  lmdb_environment& environment_;
  std::mutex mutex_;
  std::condition_variable work_;
  std::condition_variable headroom_made_;
  std::vector<pending> waiting_;
  std::uint64_t headroom_wanted_ = 0;  // counts requests
  std::uint64_t headroom_done_ = 0;
  bool stopping_ = false;
  std::atomic<std::uint64_t> commits_{0};
  std::atomic<std::uint64_t> batches_{0};
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace boekbrug::storage::impl
