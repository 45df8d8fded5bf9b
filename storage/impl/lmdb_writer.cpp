#include "storage/impl/lmdb_writer.hpp"

#include "storage/impl/lmdb_errors.hpp"
#include "storage/impl/operation_rules.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>

namespace boekbrug::storage::impl {

namespace {

// LMDB keeps the changed pages of a transaction in memory, and at most 512 MB of them.
constexpr std::size_t group_bytes_max = 32U << 20U;

std::size_t bytes_of(const std::vector<operation>& operations) {
  std::size_t bytes = 0;
  for (const operation& change : operations) {
    bytes += change.key.size() + (change.value ? change.value->size() : 0);
  }
  return bytes;
}

/// The newest and the oldest number below a prefix; equal zeros when there is none.
struct number_range {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
};

int find_numbers(MDB_cursor* cursor, const std::string& prefix, number_range& found) {
  MDB_val value{};
  MDB_val key = value_of(prefix);
  int code = mdb_cursor_get(cursor, &key, &value, MDB_SET_RANGE);
  if (code == MDB_NOTFOUND) {
    return 0;
  }
  if (code != 0) {
    return code;
  }
  const auto low = number_of(view_of(key), prefix);
  if (!low) {
    return 0;
  }
  std::string end = prefix;
  append_number(end, ~0ULL);
  key = value_of(end);
  code = mdb_cursor_get(cursor, &key, &value, MDB_SET_RANGE);
  if (code == MDB_NOTFOUND) {
    code = mdb_cursor_get(cursor, &key, &value, MDB_LAST);
  } else if (code == 0 && view_of(key) != end) {
    code = mdb_cursor_get(cursor, &key, &value, MDB_PREV);
  }
  if (code == 0) {
    found = {*low, number_of(view_of(key), prefix).value_or(*low)};
  }
  return code;
}

}  // namespace

lmdb_writer::lmdb_writer(lmdb_environment& environment)
    : environment_{environment}, thread_{[this] { run(); }} {}

lmdb_writer::~lmdb_writer() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  work_.notify_one();
  thread_.join();
}

void lmdb_writer::add(std::vector<operation> operations, engine::completion done) {
  {
    const std::lock_guard lock{mutex_};
    waiting_.push_back({std::move(operations), std::move(done), {}});
  }
  work_.notify_one();
}

void lmdb_writer::make_headroom() {
  std::unique_lock lock{mutex_};
  const std::uint64_t request = ++headroom_wanted_;
  work_.notify_one();
  headroom_made_.wait(lock, [&] { return headroom_done_ >= request || stopping_; });
}

bool lmdb_writer::wait_for_work(std::vector<pending>& group) {
  std::unique_lock lock{mutex_};
  work_.wait(lock, [this] {
    return stopping_ || !waiting_.empty() || headroom_wanted_ != headroom_done_;
  });
  if (headroom_wanted_ != headroom_done_) {
    const std::uint64_t request = headroom_wanted_;
    lock.unlock();
    if (environment_.usable() && environment_.file_bytes() > environment_.map_bytes() / 2) {
      environment_.grow();
    }
    lock.lock();
    headroom_done_ = request;
    headroom_made_.notify_all();
  }
  const unsigned wait_us = environment_.options().group_commit_wait_us;
  if (wait_us > 0 && !stopping_ && !waiting_.empty()) {
    work_.wait_for(lock, std::chrono::microseconds{wait_us}, [this] { return stopping_; });
  }
  take_group(group);
  return !group.empty() || !stopping_;
}

void lmdb_writer::take_group(std::vector<pending>& group) {
  std::size_t bytes = 0;
  std::size_t count = 0;
  while (count < waiting_.size() && (count == 0 || bytes <= group_bytes_max)) {
    bytes += bytes_of(waiting_[count].operations);
    ++count;
  }
  if (count == waiting_.size()) {
    group.swap(waiting_);
  } else {
    const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(count);
    group.assign(std::make_move_iterator(waiting_.begin()), std::make_move_iterator(end));
    waiting_.erase(waiting_.begin(), end);
  }
}

void lmdb_writer::run() {
  std::vector<pending> group;
  while (wait_for_work(group)) {
    write(group);
    for (pending& batch : group) {
      if (batch.done) {
        batch.done(std::move(batch.answer));
      }
    }
    group.clear();
  }
}

/// Stores the group, if need be in parts: a batch that fails must not take others with it.
void lmdb_writer::write(std::span<pending> group) {
  bool helped = false;
  while (!group.empty()) {
    outcome tried = try_write(group);
    if (tried.code == 0) {
      batches_ += group.size();
      return;
    }
    if (tried.code == MDB_MAP_FULL && environment_.grow()) {
      continue;
    }
    if (help(tried.code, group) && !helped) {
      helped = true;
      continue;
    }
    if (tried.applied < group.size()) {
      // It is known which batch failed: store those before it, answer it, go on with those after
      // it.
      write(group.first(tried.applied));
      give_up(group[tried.applied], tried.code);
      group = group.subspan(tried.applied + 1);
    } else if (group.size() == 1) {
      give_up(group.front(), tried.code);
      return;
    } else {
      // The commit itself failed. A smaller one may fit.
      write(group.first(group.size() / 2));
      group = group.subspan(group.size() / 2);
    }
    helped = false;
  }
}

/// Answers a batch that cannot be stored. Dropping takes pages first, so in a full map it gets a
/// last chance: else nothing could ever make room again.
void lmdb_writer::give_up(pending& batch, int code) {
  const bool only_drops =
      std::none_of(batch.operations.begin(), batch.operations.end(),
                   [](const operation& change) { return change.value.has_value(); });
  if (code == MDB_MAP_FULL && only_drops && environment_.open_reserve()) {
    code = try_write({&batch, 1}).code;
    environment_.close_reserve();
  }
  if (code == 0) {
    ++batches_;
  } else {
    batch.answer = lmdb_error(code, "cannot store");
  }
}

/// True when another try with the same group may go better.
bool lmdb_writer::help(int& code, std::span<const pending> group) {
  if (code == EIO) {
    // LMDB says so after a short write, which most often means a full disk. Reserving room tells.
    std::size_t bytes = 1U << 20U;
    for (const pending& batch : group) {
      bytes += 4 * bytes_of(batch.operations);
    }
    const int reason = environment_.reserve(bytes);
    if (reason == 0) {
      return true;
    }
    code = reason == EOPNOTSUPP ? code : reason;
  }
  const bool given_up = code == MDB_PANIC;
  // Also after other failures: readers need a usable environment before the next write comes.
  const bool healed = environment_.heal().has_value();
  return given_up && healed;
}

lmdb_writer::outcome lmdb_writer::try_write(std::span<pending> group) {
  if (!environment_.usable()) {
    return {MDB_PANIC, group.size()};
  }
  transaction txn;
  int code = txn.begin(environment_.raw(), 0);
  if (code != 0) {
    return {code, group.size()};
  }
  bool changes = false;
  for (std::size_t i = 0; i < group.size(); ++i) {
    for (const operation& change : group[i].operations) {
      code = apply(txn.get(), change);
      if (code != 0) {
        return {code, i};
      }
      changes = true;
    }
  }
  if (!changes) {
    return {};
  }
  code = txn.commit();
  if (code == 0) {
    ++commits_;
  }
  return {code, group.size()};
}

int lmdb_writer::apply(MDB_txn* txn, const operation& change) {
  if (change.number != numbering::none) {
    return put_numbered(txn, change);
  }
  const MDB_dbi dbi = environment_.dbi(change.where);
  MDB_val key = value_of(change.key);
  if (change.value) {
    MDB_val value = value_of(*change.value);
    return mdb_put(txn, dbi, &key, &value, 0);
  }
  const int code = mdb_del(txn, dbi, &key, nullptr);
  return code == MDB_NOTFOUND ? 0 : code;
}

int lmdb_writer::put_numbered(MDB_txn* txn, const operation& change) {
  const MDB_dbi dbi = environment_.dbi(change.where);
  const bool ascending = change.number == numbering::ascending;
  number_range found;
  cursor_handle cursor;
  int code = open_cursor(txn, dbi, cursor);
  if (code == 0) {
    code = find_numbers(cursor.get(), change.key, found);
  }
  cursor.reset();
  if (code != 0) {
    return code;
  }
  const bool none = found.low == 0 && found.high == 0;
  const std::uint64_t number = none        ? (ascending ? 1 : first_descending)
                               : ascending ? found.high + 1
                                           : found.low - 1;
  std::uint64_t oldest = none ? number : ascending ? found.low : found.high;
  std::string name = change.key;
  append_number(name, number);
  MDB_val key = value_of(name);
  MDB_val value = value_of(*change.value);
  code = mdb_put(txn, dbi, &key, &value, 0);
  while (code == 0 && change.keep != 0 &&
         (ascending ? number - oldest : oldest - number) + 1 > change.keep) {
    name.resize(change.key.size());
    append_number(name, oldest);
    key = value_of(name);
    code = mdb_del(txn, dbi, &key, nullptr);
    code = code == MDB_NOTFOUND ? 0 : code;
    oldest = ascending ? oldest + 1 : oldest - 1;
  }
  return code;
}

}  // namespace boekbrug::storage::impl
