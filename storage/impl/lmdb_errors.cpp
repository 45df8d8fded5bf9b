#include "storage/impl/lmdb_errors.hpp"

#include <lmdb.h>

#include <cerrno>

namespace boekbrug::storage::impl {

using core::errc;

namespace {

errc code_of(int code) {
  switch (code) {
    case MDB_MAP_FULL:
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return errc::storage_full;
    case MDB_CORRUPTED:
    case MDB_PAGE_NOTFOUND:
    case MDB_INVALID:
    case MDB_VERSION_MISMATCH:
    case MDB_INCOMPATIBLE:
      return errc::storage_corrupt;
    default:
      return errc::storage_failed;
  }
}

}  // namespace

core::error lmdb_error(int code, const std::string& doing) {
  return core::fail(code_of(code), doing + ": " + mdb_strerror(code));
}

}  // namespace boekbrug::storage::impl
