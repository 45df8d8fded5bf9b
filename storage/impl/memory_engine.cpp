#include "storage/memory_engine.hpp"

#include "storage/impl/operation_rules.hpp"

#include <utility>

namespace boekbrug::storage {

using core::errc;
using core::fail;
using core::result;

memory_engine::memory_engine() {
  for (auto& entries : tables_) {
    entries = std::make_shared<contents>();
  }
}

result<std::optional<std::string>> memory_engine::get(table where, std::string_view key) const {
  const std::lock_guard lock{mutex_};
  const auto found = at(where)->find(key);
  if (found == at(where)->end()) {
    return std::optional<std::string>{};
  }
  return std::optional<std::string>{found->second};
}

result<void> memory_engine::scan(table where, std::string_view prefix, std::string_view from,
                                 const visitor& visit) const {
  std::shared_ptr<const contents> seen;
  {
    const std::lock_guard lock{mutex_};
    seen = at(where);
  }
  for (auto entry = seen->lower_bound(std::max(prefix, from)); entry != seen->end(); ++entry) {
    if (!std::string_view{entry->first}.starts_with(prefix) ||
        !visit(entry->first, entry->second)) {
      break;
    }
  }
  // Let go under the lock: a writer decides by the use count whether it may change the table in
  // place.
  const std::lock_guard lock{mutex_};
  seen.reset();
  return {};
}

memory_engine::contents& memory_engine::writable(table where) {
  auto& entries = tables_[static_cast<std::size_t>(where)];
  if (entries.use_count() > 1) {
    entries = std::make_shared<contents>(*entries);  // a scan or a snapshot holds the old one
  }
  return *entries;
}

void memory_engine::put_numbered(contents& entries, const operation& change) {
  std::string end = change.key;
  impl::append_number(end, ~0ULL);
  const bool ascending = change.number == numbering::ascending;
  auto first = entries.lower_bound(change.key);
  auto after = entries.upper_bound(end);
  std::uint64_t number = ascending ? 1 : impl::first_descending;
  std::uint64_t oldest = number;
  if (first != after) {
    const auto low = impl::number_of(first->first, change.key).value_or(0);
    const auto high = impl::number_of(std::prev(after)->first, change.key).value_or(0);
    number = ascending ? high + 1 : low - 1;
    oldest = ascending ? low : high;
  }
  std::string key = change.key;
  impl::append_number(key, number);
  entries.insert_or_assign(std::move(key), *change.value);
  while (change.keep != 0 && (ascending ? number - oldest : oldest - number) + 1 > change.keep) {
    std::string old = change.key;
    impl::append_number(old, oldest);
    entries.erase(old);
    oldest = ascending ? oldest + 1 : oldest - 1;
  }
}

void memory_engine::apply(const operation& change) {
  contents& entries = writable(change.where);
  if (change.number != numbering::none) {
    put_numbered(entries, change);
  } else if (change.value) {
    entries.insert_or_assign(change.key, *change.value);
  } else {
    entries.erase(change.key);
  }
}

void memory_engine::commit(std::vector<operation> batch, completion done) {
  result<void> answer = impl::check(batch);
  {
    const std::lock_guard lock{mutex_};
    if (failures_left_ > 0) {
      --failures_left_;
      answer = fail(failure_, "commit failed on request");
    }
    if (answer) {
      for (const operation& change : batch) {
        apply(change);
      }
      ++commits_;
      ++batches_;
    }
  }
  if (done) {
    done(std::move(answer));
  }
}

result<void> memory_engine::backup(const std::string& folder) const {
  state copy = snapshot();
  const std::lock_guard lock{mutex_};
  if (!backups_.emplace(folder, std::move(copy)).second) {
    return fail(errc::already_exists, "backup folder exists: " + folder);
  }
  return {};
}

engine_stats memory_engine::stats() const {
  const std::lock_guard lock{mutex_};
  engine_stats answer;
  answer.commits = commits_;
  answer.batches = batches_;
  for (const auto& entries : tables_) {
    for (const auto& [key, value] : *entries) {
      answer.used_bytes += key.size() + value.size();
    }
  }
  answer.map_bytes = answer.used_bytes;
  return answer;
}

void memory_engine::fail_next(unsigned count, errc code) {
  const std::lock_guard lock{mutex_};
  failures_left_ = count;
  failure_ = code;
}

memory_engine::state memory_engine::snapshot() const {
  const std::lock_guard lock{mutex_};
  state copy;
  copy.tables_ = tables_;
  return copy;
}

void memory_engine::restore(const state& from) {
  const std::lock_guard lock{mutex_};
  // A deep copy: `from` may be destroyed by another thread while a writer looks at the use count.
  for (std::size_t i = 0; i < tables_.size(); ++i) {
    tables_[i] = from.tables_[i] ? std::make_shared<contents>(*from.tables_[i])
                                 : std::make_shared<contents>();
  }
}

std::optional<memory_engine::state> memory_engine::backup_of(const std::string& folder) const {
  const std::lock_guard lock{mutex_};
  const auto found = backups_.find(folder);
  return found == backups_.end() ? std::nullopt : std::optional<state>{found->second};
}

std::unique_ptr<engine> make_memory_engine() {
  return std::make_unique<memory_engine>();
}

}  // namespace boekbrug::storage
