#pragma once
// The engine of production.

#include "storage/impl/lmdb_environment.hpp"
#include "storage/impl/lmdb_writer.hpp"

namespace boekbrug::storage::impl {

class lmdb_engine final : public engine {
public:
  explicit lmdb_engine(std::unique_ptr<lmdb_environment> environment);
  core::result<std::optional<std::string>> get(table where, std::string_view key) const override;
  core::result<void> scan(table where, std::string_view prefix, std::string_view from,
                          const visitor& visit) const override;
  void commit(std::vector<operation> batch, completion done) override;
  core::result<void> backup(const std::string& folder) const override;
  engine_stats stats() const override;

private:
  std::unique_ptr<lmdb_environment> environment_;
  std::unique_ptr<lmdb_writer> writer_;  // none when read-only
};

/// Copies the store into `folder`; a read of the environment is under way.
core::result<void> copy_environment(MDB_env* env, const std::string& folder);

}  // namespace boekbrug::storage::impl
