#include "storage/impl/lmdb_engine.hpp"
#include "storage/impl/lmdb_errors.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

namespace boekbrug::storage::impl {

using core::errc;
using core::fail;
using core::result;

namespace {

int copy_and_sync(MDB_env* env, const std::string& path) {
  int code = MDB_INCOMPATIBLE;
  // A compacting copy refuses a file that lost pages; a plain copy takes it as it is.
  for (const unsigned flags : {unsigned{MDB_CP_COMPACT}, 0U}) {
    ::unlink(path.c_str());
    const file_descriptor file{::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
    if (!file) {
      return errno;
    }
    code = mdb_env_copyfd2(env, file.get(), flags);
    if (code == 0 && ::fsync(file.get()) != 0) {
      code = errno;
    }
    if (code != MDB_INCOMPATIBLE) {
      break;
    }
  }
  return code;
}

}  // namespace

result<void> copy_environment(MDB_env* env, const std::string& folder) {
  std::filesystem::path target{folder};
  if (!target.has_filename()) {
    target = target.parent_path();  // "backup/"
  }
  std::error_code problem;
  if (target.empty() || std::filesystem::exists(target, problem)) {
    return fail(errc::already_exists, "the folder of a backup must be new: " + folder);
  }
  // Under another name until it is complete, so that half a backup is not taken for one.
  const std::string draft = target.string() + ".partial";
  if (auto made = make_folder(draft); !made) {
    return made;
  }
  const std::string file = draft + "/data.mdb";
  if (const int code = copy_and_sync(env, file); code != 0) {
    ::unlink(file.c_str());
    ::rmdir(draft.c_str());
    return lmdb_error(code, "cannot copy the store to " + folder);
  }
  if (auto synced = sync_folder(draft); !synced) {
    return synced;
  }
  std::filesystem::rename(draft, target, problem);
  if (problem) {
    return system_error(problem.value(), "cannot rename " + draft);
  }
  return sync_folder(target.parent_path().string());
}

}  // namespace boekbrug::storage::impl
