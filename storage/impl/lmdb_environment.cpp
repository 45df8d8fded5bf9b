#include "storage/impl/lmdb_environment.hpp"

#include "storage/impl/lmdb_cut_check.hpp"
#include "storage/impl/lmdb_errors.hpp"
#include "storage/keys.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>

namespace boekbrug::storage::impl {

using core::errc;
using core::fail;
using core::result;

namespace {

constexpr std::string_view format_magic = "boekbrug store ";
constexpr unsigned readers_max = 512;
constexpr std::uint64_t smallest_map = 64ULL << 10U;

/// Names in the file, in the order of the enum. Never rename one.
constexpr std::array<const char*, static_cast<std::size_t>(table::count_)> table_names{
    "settings",   "accounts",        "integrations", "schedules",     "connections", "items",
    "item_index", "payloads",        "attempts",     "sent_register", "contacts",    "lists",
    "runs",       "limiter_budgets", "audit_log",    "app_installs",  "hook_paths"};
static_assert(table_names.back() != nullptr, "a name for each table");

std::uint64_t whole_pages(std::uint64_t bytes) {
  const auto page = static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
  return std::max(smallest_map, (bytes + page - 1) / page * page);
}

/// Whether LMDB's main table, which lists the named ones, is empty: a new store.
result<bool> is_new(MDB_env* env) {
  transaction txn;
  MDB_dbi main = 0;
  MDB_stat facts{};
  int code = txn.begin(env, MDB_RDONLY);
  if (code == 0) {
    code = mdb_dbi_open(txn.get(), nullptr, 0, &main);
  }
  if (code == 0) {
    code = mdb_stat(txn.get(), main, &facts);
  }
  if (code != 0) {
    return lmdb_error(code, "cannot read the store");
  }
  return facts.ms_entries == 0;
}

}  // namespace

lmdb_environment::lmdb_environment(lmdb_options options, folder_guard guard)
    : options_{std::move(options)}, guard_{std::move(guard)} {
  options_.map_bytes_max = whole_pages(options_.map_bytes_max);
  options_.map_bytes = std::min(whole_pages(options_.map_bytes), options_.map_bytes_max);
  tables_.fill(no_table);
}

result<std::unique_ptr<lmdb_environment>> lmdb_environment::open(const lmdb_options& options) {
  if (!options.read_only) {
    if (auto made = make_folder(options.folder); !made) {
      return std::move(made).error();
    }
  }
  struct stat facts {};
  if (options.read_only && ::stat((options.folder + "/data.mdb").c_str(), &facts) != 0) {
    return fail(errc::not_found, "no store at " + options.folder);
  }
  auto guard = folder_guard::take(options.folder, !options.read_only);
  if (!guard) {
    return std::move(guard).error();
  }
  std::unique_ptr<lmdb_environment> environment{new lmdb_environment{options, std::move(*guard)}};
  auto opened = environment->open_files();
  if (!opened) {
    return std::move(opened).error();
  }
  return environment;
}

result<void> lmdb_environment::open_files() {
  const std::string doing = "cannot open the store at " + options_.folder;
  MDB_env* raw = nullptr;
  int code = mdb_env_create(&raw);
  env_.reset(raw);
  if (code == 0) {
    code = mdb_env_set_maxdbs(raw, static_cast<MDB_dbi>(table::count_) + 4);
  }
  if (code == 0) {
    code = mdb_env_set_maxreaders(raw, readers_max);
  }
  if (code == 0 && !options_.read_only) {  // a reader takes the size from the file
    code = mdb_env_set_mapsize(raw, options_.map_bytes);
  }
  if (code == 0) {
    const unsigned flags = MDB_NOTLS | (options_.read_only ? unsigned{MDB_RDONLY} : 0U);
    code = mdb_env_open(raw, options_.folder.c_str(), flags, 0600);
  }
  if (code != 0) {
    env_.reset();
    return lmdb_error(code, doing);
  }
  if (!options_.read_only) {
    int dead = 0;
    mdb_reader_check(raw, &dead);  // slots of readers that were killed pin old pages
    code = check_end_of_file(raw);
    if (code != 0) {
      env_.reset();
      return lmdb_error(code, doing + ", which was cut off");
    }
  }
  auto tables = open_tables();
  if (!tables) {
    env_.reset();
    return fail(tables.error().code, doing + ": " + tables.error().detail);
  }
  readers_.use(raw);
  usable_ = true;
  return {};
}

result<void> lmdb_environment::check_format(MDB_txn* txn, MDB_dbi settings) const {
  const std::string name = keys::format();
  MDB_val key = value_of(name);
  MDB_val value{};
  const int code = mdb_get(txn, settings, &key, &value);
  if (code == MDB_NOTFOUND) {
    return fail(errc::storage_corrupt, "not a store of Boekbrug (no format record)");
  }
  if (code != 0) {
    return lmdb_error(code, "cannot read the format record");
  }
  std::string_view text = view_of(value);
  unsigned version = 0;
  if (!text.starts_with(format_magic)) {
    return fail(errc::storage_corrupt, "not a store of Boekbrug (unknown format record)");
  }
  text.remove_prefix(format_magic.size());
  const auto read = std::from_chars(text.data(), text.data() + text.size(), version);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || version == 0) {
    return fail(errc::storage_corrupt, "not a store of Boekbrug (unreadable format record)");
  }
  if (version > format_version) {
    return fail(errc::storage_corrupt,
                "the store has format " + std::to_string(version) + ", this program reads up to " +
                    std::to_string(format_version) + ": a newer Boekbrug wrote it");
  }
  return {};
}

result<void> lmdb_environment::open_tables() {
  const auto fresh = is_new(raw());
  if (!fresh) {
    return fresh.error();
  }
  if (!*fresh) {
    // Look before the first write: a foreign file must stay as it was.
    transaction txn;
    MDB_dbi settings = 0;
    int code = txn.begin(raw(), MDB_RDONLY);
    if (code == 0) {
      code = mdb_dbi_open(txn.get(), table_names.front(), 0, &settings);
    }
    if (code == MDB_NOTFOUND || code == MDB_INCOMPATIBLE) {
      return fail(errc::storage_corrupt, "an LMDB file, but not a store of Boekbrug");
    }
    if (code != 0) {
      return lmdb_error(code, "cannot read the table of settings");
    }
    if (auto checked = check_format(txn.get(), settings); !checked) {
      return checked;
    }
  } else if (options_.read_only) {
    return fail(errc::not_found, "the store is empty");
  }
  return create_tables();
}

result<void> lmdb_environment::create_tables() {
  transaction txn;
  int code = txn.begin(raw(), options_.read_only ? unsigned{MDB_RDONLY} : 0U);
  const unsigned flags = options_.read_only ? 0U : unsigned{MDB_CREATE};
  for (std::size_t i = 0; i < table_names.size() && code == 0; ++i) {
    code = mdb_dbi_open(txn.get(), table_names[i], flags, &tables_[i]);
    if (code == MDB_NOTFOUND && options_.read_only) {
      tables_[i] = no_table;
      code = 0;
    }
  }
  if (code == 0 && !options_.read_only) {
    const std::string name = keys::format();
    const std::string text = std::string{format_magic} + std::to_string(format_version);
    MDB_val key = value_of(name);
    MDB_val value = value_of(text);
    code = mdb_put(txn.get(), dbi(table::settings), &key, &value, MDB_NOOVERWRITE);
    code = code == MDB_KEYEXIST ? 0 : code;
  }
  if (code == 0) {
    code = txn.commit();  // also when reading: that keeps the handles of the tables
  }
  if (code != 0) {
    return lmdb_error(code, "cannot open the tables");
  }
  return options_.read_only ? result<void>{} : sync_folder(options_.folder);
}

std::uint64_t lmdb_environment::map_bytes() const noexcept {
  MDB_envinfo info{};
  return mdb_env_info(raw(), &info) == 0 ? info.me_mapsize : 0;
}

std::uint64_t lmdb_environment::file_bytes() const noexcept {
  MDB_envinfo info{};
  MDB_stat facts{};
  if (mdb_env_info(raw(), &info) != 0 || mdb_env_stat(raw(), &facts) != 0) {
    return 0;
  }
  return (static_cast<std::uint64_t>(info.me_last_pgno) + 1) * facts.ms_psize;
}

bool lmdb_environment::grow() {
  const std::uint64_t now = map_bytes();
  if (now == 0 || now >= options_.map_bytes_max) {
    return false;
  }
  int dead = 0;
  mdb_reader_check(raw(), &dead);
  return resize(std::min(now * 2, options_.map_bytes_max));
}

bool lmdb_environment::resize(std::uint64_t bytes) {
  const std::uint64_t now = map_bytes();
  int code = 0;
  readers_.alone([&] {
    code = mdb_env_set_mapsize(raw(), bytes);
    // LMDB has let go of the old map by now. Without any map nobody may read.
    if (code != 0 && mdb_env_set_mapsize(raw(), now) != 0) {
      readers_.use(nullptr);
      usable_ = false;
    }
  });
  return code == 0;
}

bool lmdb_environment::open_reserve() {
  constexpr std::uint64_t reserve_bytes = 4U << 20U;
  return resize(std::max(map_bytes(), options_.map_bytes_max) + reserve_bytes);
}

void lmdb_environment::close_reserve() {
  if (usable_) {
    resize(std::max(options_.map_bytes_max, file_bytes()));
  }
}

void lmdb_environment::adopt_map_size() {
  readers_.alone([this] {
    if (mdb_env_set_mapsize(raw(), 0) != 0) {
      readers_.use(nullptr);
    }
  });
}

result<void> lmdb_environment::heal() {
  if (usable_) {
    transaction probe;
    const int code = probe.begin(raw(), 0);
    if (code == 0) {
      return {};
    }
    if (code != MDB_PANIC) {
      return lmdb_error(code, "cannot write to the store");
    }
  }
  // Writing the meta page failed. LMDB refuses everything until the files are opened again.
  result<void> reopened;
  readers_.alone([&] {
    readers_.clear();
    readers_.use(nullptr);
    usable_ = false;
    options_.map_bytes = std::max(options_.map_bytes, map_bytes());
    env_.reset();
    tables_.fill(no_table);
    reopened = open_files();
  });
  return reopened;
}

int lmdb_environment::reserve(std::uint64_t bytes) noexcept {
  int file = -1;
  struct stat facts {};
  if (mdb_env_get_fd(raw(), &file) != 0 || ::fstat(file, &facts) != 0) {
    return EIO;
  }
  return ::fallocate(file, 0, facts.st_size, static_cast<off_t>(bytes)) == 0 ? 0 : errno;
}

}  // namespace boekbrug::storage::impl
