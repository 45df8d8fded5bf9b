#pragma once
// What actors need from outside, in one struct that outlives them all; filled by the composition
// root.

#include "core/ports/ledger_adapter.hpp"
#include "core/ports/shop_adapter.hpp"
#include "core/time/clock.hpp"
#include "core/time/time_zone.hpp"
#include "storage/store.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::actors {

/// Settings of one accounting API, the same for all its administrations.
struct ledger_service {
  std::string kind;
  std::string base_url;
  std::string oauth_base_url;
  core::secret client_id;
  core::secret client_secret;
  std::uint32_t requests_per_window = 150;
  std::chrono::milliseconds window{300'000};
  std::uint32_t margin = 0;  // requests per window that are never used
};

struct services {
  const core::clock* clock = nullptr;
  storage::store* store = nullptr;
  core::transport* transport = nullptr;
  /// nullptr for an unknown kind.
  std::function<const core::shop_adapter*(std::string_view kind)> shop_adapter;
  std::function<const core::ledger_adapter*(std::string_view kind)> ledger_adapter;
  /// Whether that pair is offered (the catalogue); the error says what to change.
  std::function<core::result<void>(std::string_view shop, std::string_view ledger)> offered;
  /// UTC for an unknown name; cached.
  std::function<std::shared_ptr<const core::time_zone>(const std::string& name)> time_zone;
  /// 16 characters of [a-z0-9]; thread-safe.
  std::function<std::string()> nonce;
  /// 32 lower-case hexadecimal digits that nobody can guess; thread-safe.
  std::function<std::string()> unguessable;
  /// How the world reaches our web side, no slash at the end; "" = not at all.
  std::string public_url;
  std::vector<ledger_service> ledgers;
  /// Options that the operator gives to all shops of a kind, unless the integration has its own.
  std::map<std::string, std::map<std::string, std::string>> shop_options;
  std::vector<std::string> egress_addresses;  // empty = the system's choice
  bool allow_private_hosts = false;
  bool pace_shops = true;  // keep to shop_adapter::pace

  std::chrono::milliseconds poll_interval{std::chrono::minutes{15}};
  std::chrono::milliseconds poll_jitter{
      std::chrono::minutes{15}};  // width over which the polls of one interval are spread
  std::chrono::milliseconds run_timeout{std::chrono::minutes{30}};
  std::chrono::milliseconds request_deadline{30'000};
  std::size_t body_limit = 32U << 20U;
  std::chrono::milliseconds lists_age_max{std::chrono::hours{12}};
  std::chrono::milliseconds connection_idle{std::chrono::seconds{60}};
  /// After a crash in the middle of a write: how long the remote may still be working on it before
  /// it is asked.
  std::chrono::milliseconds settle_time{2'000};
  std::uint32_t restarts_max = 5;
  std::chrono::milliseconds restart_window{std::chrono::minutes{10}};
  /// Set when the server stops: calls under way end, no further one begins.
  std::shared_ptr<std::atomic<bool>> stopping = std::make_shared<std::atomic<bool>>(false);
  std::shared_ptr<std::atomic<std::int64_t>> calls_under_way =
      std::make_shared<std::atomic<std::int64_t>>(0);
  std::size_t shards = 4;
  std::uint64_t seed = 1;

  void add_options(core::shop_connection& shop) const {
    if (const auto found = shop_options.find(shop.kind); found != shop_options.end()) {
      shop.options.insert(found->second.begin(), found->second.end());
    }
  }

  /// Takes them out again, so that the operator's later change reaches every integration.
  void drop_options(core::shop_connection& shop) const {
    const auto found = shop_options.find(shop.kind);
    if (found == shop_options.end()) {
      return;
    }
    for (const auto& [key, value] : found->second) {
      if (const auto own = shop.options.find(key);
          own != shop.options.end() && own->second == value) {
        shop.options.erase(own);
      }
    }
  }

  const ledger_service* ledger(std::string_view kind) const noexcept {
    for (const auto& each : ledgers) {
      if (each.kind == kind) {
        return &each;
      }
    }
    return nullptr;
  }
};

}  // namespace boekbrug::actors
