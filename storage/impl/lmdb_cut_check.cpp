#include "storage/impl/lmdb_cut_check.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csetjmp>
#include <cstddef>
#include <cstring>

namespace boekbrug::storage::impl {

namespace {

/// Everything that must be found again after a jump. No destructors on the way: a jump skips them.
struct free_page_walk {
  std::jmp_buf on_assertion;
  MDB_txn* txn = nullptr;
  std::size_t first_missing = 0;
  std::size_t found = 0;
};

// LMDB aborts when this returns.
void leave_walk(MDB_env* env, const char*) {
  std::longjmp(static_cast<free_page_walk*>(mdb_env_get_userctx(env))->on_assertion, 1);
}

/// Counts the free pages at or after `first_missing`. LMDB keeps them in its table 0: per
/// transaction a list, with its length in front.
int walk(free_page_walk& state) {
  MDB_cursor* cursor = nullptr;
  int code = mdb_cursor_open(state.txn, 0, &cursor);
  MDB_val key{};
  MDB_val pages{};
  while (code == 0 && (code = mdb_cursor_get(cursor, &key, &pages, MDB_NEXT)) == 0) {
    std::size_t count = 0;
    if (pages.mv_size < sizeof count) {
      code = MDB_CORRUPTED;
      break;
    }
    std::memcpy(&count, pages.mv_data, sizeof count);
    if (count > pages.mv_size / sizeof count - 1) {
      code = MDB_CORRUPTED;
      break;
    }
    for (std::size_t i = 1; i <= count; ++i) {
      std::size_t page = 0;
      std::memcpy(&page, static_cast<const char*>(pages.mv_data) + i * sizeof page, sizeof page);
      state.found += page >= state.first_missing ? 1 : 0;
    }
  }
  if (cursor != nullptr) {
    mdb_cursor_close(cursor);
  }
  return code == MDB_NOTFOUND ? 0 : code;
}

int guarded_walk(MDB_env* env, free_page_walk& state) noexcept {
  int code = mdb_txn_begin(env, nullptr, MDB_RDONLY, &state.txn);
  if (code != 0) {
    return code;
  }
  mdb_env_set_userctx(env, &state);
  mdb_env_set_assert(env, leave_walk);
  if (setjmp(state.on_assertion) == 0) {
    code = walk(state);
  } else {
    code = MDB_CORRUPTED;
  }
  mdb_env_set_assert(env, nullptr);
  mdb_env_set_userctx(env, nullptr);
  mdb_txn_abort(state.txn);
  return code;
}

}  // namespace

int check_end_of_file(MDB_env* env) noexcept {
  MDB_envinfo info{};
  MDB_stat facts{};
  struct stat file_facts {};
  int file = -1;
  int code = mdb_env_info(env, &info);
  code = code != 0 ? code : mdb_env_stat(env, &facts);
  code = code != 0 ? code : mdb_env_get_fd(env, &file);
  if (code != 0 || ::fstat(file, &file_facts) != 0) {
    return code != 0 ? code : errno;
  }
  const std::size_t pages = info.me_last_pgno + 1;
  const std::size_t whole = static_cast<std::size_t>(file_facts.st_size) / facts.ms_psize;
  if (whole >= pages) {
    return 0;
  }
  // With a hole at its end the file can be walked: missing pages read as zeros.
  const auto wanted = static_cast<off_t>(pages * facts.ms_psize);
  if (::ftruncate(file, wanted) != 0) {
    return errno;
  }
  free_page_walk state;
  state.first_missing = whole;
  code = guarded_walk(env, state);
  if (code == 0 && state.found != pages - whole) {
    code = MDB_CORRUPTED;
  }
  if (code != 0 && ::ftruncate(file, file_facts.st_size) != 0) {
    return errno;
  }
  return code;
}

}  // namespace boekbrug::storage::impl
