#pragma once
// All keys of all tables. Big-endian, so that the order of bytes is the order of values; owner
// first, so that what belongs together lies together; at most 511 bytes.

#include "core/base/ids.hpp"
#include "core/sync/item.hpp"
#include "storage/engine.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace boekbrug::storage {
struct sent_key;
}

namespace boekbrug::storage::keys {

inline constexpr std::size_t bytes_max = 511;
/// A longer text (a shop's id, a customer's e-mail) is replaced by its hash.
inline constexpr std::size_t text_bytes_max = 200;

// Table settings.
std::string format();
std::string next_ids();

/// Of accounts, integrations, schedules, connections and lists: the id in 8 bytes.
std::string of(core::account_id id);
std::string of(core::integration_id id);
std::string of(core::connection_id id);
/// The number in the first 8 bytes; nothing when the key is shorter.
std::optional<std::uint64_t> owner(std::string_view key) noexcept;

/// Of items and payloads: integration, kind, id.
std::string item(core::integration_id id, const core::item_key& key);

/// Of item_index: integration, state, next attempt, placed, kind, id.
std::string index(core::integration_id id, core::item_state state, core::time_point next_attempt_at,
                  core::time_point placed, const core::item_key& key);
std::string index(core::integration_id id, const core::item& value);
/// All entries of one state.
std::string index_prefix(core::integration_id id, core::item_state state);
struct index_parts {
  core::integration_id integration{};
  core::item_state state{};
  core::time_point next_attempt_at{};
  core::time_point placed{};
  core::item_key key;  // the id is empty when the key has only its hash
  bool id_hashed = false;
};
std::optional<index_parts> read_index(std::string_view key);
/// Whether an id goes into keys as its hash.
bool is_hashed(std::string_view text) noexcept;

/// Of attempts; the engine appends an ascending number.
std::string attempts(core::integration_id id, const core::item_key& key);
/// Of runs; the engine appends a descending number.
std::string runs(core::integration_id id);
/// Of the audit log, newest first; the engine appends a descending number.
std::string audit(core::time_point when);

/// Of the sent register: hash of shop, hash of administration, kind, order id.
std::string sent(const sent_key& key);
std::string contact(core::connection_id ledger, std::string_view customer_key);
std::string budget(std::string_view limiter);
std::string app_install(std::string_view api_public);
std::string hook_path(std::string_view path);

}  // namespace boekbrug::storage::keys
