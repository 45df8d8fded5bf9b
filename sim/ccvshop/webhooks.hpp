#pragma once
// Webhooks of the shop, and what would have been posted to them.

#include "sim/ccvshop/model.hpp"

#include <deque>
#include <map>

namespace boekbrug::sim::ccvshop {

struct webhook {
  std::int64_t id = 0;
  std::string event, address, key;
  bool active = true;
  time_point created{};
};

struct webhook_post {
  std::int64_t webhook_id = 0;
  std::string event, url, body, hash;
};

class webhook_office {
public:
  static bool is_event(std::string_view name) noexcept;
  std::int64_t add(std::string event, std::string address, bool active, time_point now,
                   std::uint64_t seed);
  webhook* find(std::int64_t id) noexcept;
  bool erase(std::int64_t id) { return hooks_.erase(id) > 0; }
  const std::map<std::int64_t, webhook>& all() const noexcept { return hooks_; }
  bool wants(std::string_view event) const noexcept;
  /// Queues the body for every active webhook of that event.
  void post(std::string_view event, const std::string& body, bool hash_body_only);
  const std::deque<webhook_post>& pending() const noexcept { return pending_; }
  void clear_pending() noexcept { pending_.clear(); }

private:
  std::map<std::int64_t, webhook> hooks_;
  std::deque<webhook_post> pending_;
  std::int64_t next_id_ = 5'501;
};

}  // namespace boekbrug::sim::ccvshop
