#include "net/impl/connection_pool.hpp"

#include <algorithm>
#include <iterator>

namespace boekbrug::net::impl {
namespace {

constexpr std::chrono::seconds surplus_age{1};

}  // namespace

std::unique_ptr<connection> connection_pool::take(const std::string& key, steady::time_point now) {
  const auto found = idle_.find(key);
  if (found == idle_.end()) {
    return nullptr;
  }
  auto& bucket = found->second;
  while (!bucket.empty()) {
    auto candidate = std::move(bucket.back());
    bucket.pop_back();
    size_.fetch_sub(1, std::memory_order_relaxed);
    if (now - candidate->idle_since < candidate->idle_limit && candidate->is_quiet()) {
      return candidate;
    }
  }
  return nullptr;
}

void connection_pool::put(std::unique_ptr<connection> idle, steady::time_point now) {
  if (size() >= total_max || per_host_max_ == 0) {
    return;
  }
  idle->idle_since = now;
  idle->trim();
  auto& bucket = idle_[idle->key];
  bucket.push_back(std::move(idle));
  size_.fetch_add(1, std::memory_order_relaxed);
}

bool connection_pool::sweep(steady::time_point now) {
  std::size_t left = 0;
  for (auto it = idle_.begin(); it != idle_.end();) {
    auto& bucket = it->second;
    auto surplus = bucket.size() - std::min(bucket.size(), per_host_max_);
    std::erase_if(bucket, [&](const std::unique_ptr<connection>& each) {
      const auto age = now - each->idle_since;
      const bool too_many = surplus > 0 && age >= surplus_age;
      surplus -= too_many ? 1 : 0;
      return too_many || age >= each->idle_limit;
    });
    left += bucket.size();
    it = bucket.empty() ? idle_.erase(it) : std::next(it);
  }
  size_.store(left, std::memory_order_relaxed);
  return left > 0;
}

void connection_pool::clear() {
  idle_.clear();
  size_.store(0, std::memory_order_relaxed);
}

}  // namespace boekbrug::net::impl
