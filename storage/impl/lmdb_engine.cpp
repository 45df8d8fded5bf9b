#include "storage/impl/lmdb_engine.hpp"

#include "storage/impl/lmdb_errors.hpp"
#include "storage/impl/operation_rules.hpp"

namespace boekbrug::storage::impl {

using core::errc;
using core::fail;
using core::result;

namespace {

/// Begins a read; follows the map when a server in another process has grown it.
class reading {
public:
  explicit reading(lmdb_environment& environment) {
    lease_.emplace(environment.readers());
    for (int tries = 0; lease_->code() == MDB_MAP_RESIZED && tries < 8; ++tries) {
      lease_.reset();
      environment.adopt_map_size();
      lease_.emplace(environment.readers());
    }
  }
  MDB_txn* txn() const noexcept { return lease_->get(); }
  int code() const noexcept { return lease_->code(); }

private:
  std::optional<read_lease> lease_;
};

bool possible_key(std::string_view key) {
  return !key.empty() && key.size() <= key_bytes_max;
}

}  // namespace

lmdb_engine::lmdb_engine(std::unique_ptr<lmdb_environment> environment)
    : environment_{std::move(environment)} {
  if (!environment_->options().read_only) {
    writer_ = std::make_unique<lmdb_writer>(*environment_);
  }
}

result<std::optional<std::string>> lmdb_engine::get(table where, std::string_view key) const {
  const reading read{*environment_};
  if (read.code() != 0) {
    return lmdb_error(read.code(), "cannot begin to read");
  }
  if (!possible_key(key) || !environment_->has(where)) {
    return std::optional<std::string>{};
  }
  MDB_val name = value_of(key);
  MDB_val value{};
  const int code = mdb_get(read.txn(), environment_->dbi(where), &name, &value);
  if (code == MDB_NOTFOUND) {
    return std::optional<std::string>{};
  }
  if (code != 0) {
    return lmdb_error(code, "cannot read");
  }
  return std::optional<std::string>{view_of(value)};
}

result<void> lmdb_engine::scan(table where, std::string_view prefix, std::string_view from,
                               const visitor& visit) const {
  const reading read{*environment_};
  if (read.code() != 0) {
    return lmdb_error(read.code(), "cannot begin to read");
  }
  const std::string_view start = std::max(prefix, from);
  if (!environment_->has(where)) {
    return {};
  }
  cursor_handle cursor;
  int code = open_cursor(read.txn(), environment_->dbi(where), cursor);
  MDB_val key = value_of(start.substr(0, key_bytes_max));
  MDB_val value{};
  if (code == 0) {
    code = mdb_cursor_get(cursor.get(), &key, &value, start.empty() ? MDB_FIRST : MDB_SET_RANGE);
  }
  if (code == 0 && view_of(key) < start) {  // `start` is longer than any key
    code = mdb_cursor_get(cursor.get(), &key, &value, MDB_NEXT);
  }
  while (code == 0 && view_of(key).starts_with(prefix) && visit(view_of(key), view_of(value))) {
    code = mdb_cursor_get(cursor.get(), &key, &value, MDB_NEXT);
  }
  return code == 0 || code == MDB_NOTFOUND ? result<void>{} : lmdb_error(code, "cannot scan");
}

void lmdb_engine::commit(std::vector<operation> batch, completion done) {
  result<void> checked = check(batch);
  if (checked && !writer_) {
    checked = fail(errc::storage_failed, "the store is open for reading only");
  }
  if (checked) {
    writer_->add(std::move(batch), std::move(done));
  } else if (done) {
    done(std::move(checked));
  }
}

result<void> lmdb_engine::backup(const std::string& folder) const {
  if (writer_) {
    writer_->make_headroom();
  }
  const reading read{*environment_};
  if (read.code() != 0) {
    return lmdb_error(read.code(), "cannot begin to read");
  }
  return copy_environment(environment_->raw(), folder);
}

engine_stats lmdb_engine::stats() const {
  engine_stats answer;
  if (writer_) {
    answer.commits = writer_->commits();
    answer.batches = writer_->batches();
  }
  const reading read{*environment_};
  if (read.code() != 0) {
    return answer;
  }
  answer.map_bytes = environment_->map_bytes();
  for (std::size_t i = 0; i < static_cast<std::size_t>(table::count_); ++i) {
    MDB_stat facts{};
    const auto where = static_cast<table>(i);
    if (environment_->has(where) && mdb_stat(read.txn(), environment_->dbi(where), &facts) == 0) {
      answer.used_bytes += (facts.ms_branch_pages + facts.ms_leaf_pages + facts.ms_overflow_pages) *
                           std::uint64_t{facts.ms_psize};
    }
  }
  return answer;
}

}  // namespace boekbrug::storage::impl

namespace boekbrug::storage {

core::result<std::unique_ptr<engine>> open_lmdb(const lmdb_options& options) {
  auto environment = impl::lmdb_environment::open(options);
  if (!environment) {
    return std::move(environment).error();
  }
  std::unique_ptr<engine> opened = std::make_unique<impl::lmdb_engine>(std::move(*environment));
  return opened;
}

}  // namespace boekbrug::storage
