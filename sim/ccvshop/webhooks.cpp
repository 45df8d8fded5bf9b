#include "sim/ccvshop/webhooks.hpp"

#include "sim/ccvshop/signing.hpp"

#include <algorithm>
#include <array>

namespace boekbrug::sim::ccvshop {
namespace {

constexpr std::array<std::string_view, 15> known_events{
    "orders.created",        "orders.updated.ispaid",
    "orders.updated.status", "orders.updated.trackandtrace",
    "orders.deleted",        "invoices.updated.status",
    "returns.created",       "returns.updated",
    "returns.deleted",       "products.created",
    "products.updated",      "products.deleted",
    "categories.created",    "categories.updated",
    "categories.deleted"};

constexpr std::size_t pending_max = 100'000;

}  // namespace

bool webhook_office::is_event(std::string_view name) noexcept {
  return std::find(known_events.begin(), known_events.end(), name) != known_events.end();
}

std::int64_t webhook_office::add(std::string event, std::string address, bool active,
                                 time_point now, std::uint64_t seed) {
  const std::int64_t id = next_id_++;
  const std::string key = signature(std::to_string(seed), {"webhook", std::to_string(id)});
  hooks_.emplace(id,
                 webhook{id, std::move(event), std::move(address), key.substr(0, 32), active, now});
  return id;
}

webhook* webhook_office::find(std::int64_t id) noexcept {
  const auto it = hooks_.find(id);
  return it == hooks_.end() ? nullptr : &it->second;
}

bool webhook_office::wants(std::string_view event) const noexcept {
  return std::any_of(hooks_.begin(), hooks_.end(), [&](const auto& entry) {
    return entry.second.active && entry.second.event == event;
  });
}

void webhook_office::post(std::string_view event, const std::string& body, bool hash_body_only) {
  for (const auto& [id, hook] : hooks_) {
    if (!hook.active || hook.event != event || pending_.size() >= pending_max) {
      continue;
    }
    pending_.push_back(
        {id, hook.event, hook.address, body,
         hash_body_only ? signature(hook.key, {body}) : signature(hook.key, {hook.address, body})});
  }
}

}  // namespace boekbrug::sim::ccvshop
