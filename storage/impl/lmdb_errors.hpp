#pragma once
// LMDB's return codes as errors of the house.

#include "core/base/result.hpp"

#include <string>

namespace boekbrug::storage::impl {

/// storage_full when map or disk are full, storage_corrupt when the file is not (or no longer) a
/// good LMDB file, storage_failed for the rest.
core::error lmdb_error(int code, const std::string& doing);

}  // namespace boekbrug::storage::impl
