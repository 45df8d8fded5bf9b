#include "storage/keys.hpp"

#include "storage/store.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace boekbrug::storage::keys {

namespace {

constexpr char hash_mark =
    '\xff';  // never starts UTF-8 text; texts that do start so are hashed as well
constexpr std::size_t hash_bytes = 32;

void append_u64(std::string& out, std::uint64_t value) {
  std::array<char, 8> bytes{};
  for (std::size_t i = bytes.size(); i-- > 0; value >>= 8U) {
    bytes[i] = static_cast<char>(static_cast<unsigned char>(value & 0xffU));
  }
  out.append(bytes.data(), bytes.size());
}

std::uint64_t read_u64(std::string_view bytes) noexcept {
  std::uint64_t value = 0;
  for (const char byte : bytes.substr(0, 8)) {
    value = (value << 8U) | static_cast<unsigned char>(byte);
  }
  return value;
}

// Shifted by half the range, so that times before 1970 sort first.
constexpr std::uint64_t sign_bit = 1ULL << 63U;

void append_time(std::string& out, core::time_point when) {
  append_u64(out, static_cast<std::uint64_t>(when.time_since_epoch().count()) ^ sign_bit);
}

core::time_point read_time(std::string_view bytes) noexcept {
  return core::time_point{
      std::chrono::milliseconds{static_cast<std::int64_t>(read_u64(bytes) ^ sign_bit)}};
}

void append_kind(std::string& out, core::item_kind kind) {
  out.push_back(static_cast<char>(kind));
}

void append_hash(std::string& out, std::string_view text, std::size_t size) {
  std::array<unsigned char, hash_bytes> hash{};
  // generichash is pure computation and needs no sodium_init.
  crypto_generichash(hash.data(), size, reinterpret_cast<const unsigned char*>(text.data()),
                     text.size(), nullptr, 0);
  out.append(reinterpret_cast<const char*>(hash.data()), size);
}

/// As the last part of a key.
void append_text(std::string& out, std::string_view text) {
  if (is_hashed(text)) {
    out.push_back(hash_mark);
    append_hash(out, text, hash_bytes);
  } else {
    out.append(text);
  }
}

/// In the middle of a key: ended by two zero bytes, with zero bytes escaped as 00 01, so that no
/// text is the beginning of another one and the order is kept.
void append_ended_text(std::string& out, std::string_view text) {
  std::string plain;
  append_text(plain, text);
  for (const char byte : plain) {
    out.push_back(byte);
    if (byte == '\0') {
      out.push_back('\1');
    }
  }
  out.append(2, '\0');
}

std::string number(std::uint64_t value) {
  std::string out;
  append_u64(out, value);
  return out;
}

constexpr std::size_t index_head = 8 + 1 + 8 + 8 + 1;

}  // namespace

bool is_hashed(std::string_view text) noexcept {
  return text.size() > text_bytes_max || text.starts_with(hash_mark);
}

std::string format() {
  return "format";
}
std::string next_ids() {
  return "next_ids";
}

std::string of(core::account_id id) {
  return number(core::number(id));
}
std::string of(core::integration_id id) {
  return number(core::number(id));
}
std::string of(core::connection_id id) {
  return number(core::number(id));
}

std::optional<std::uint64_t> owner(std::string_view key) noexcept {
  return key.size() < 8 ? std::nullopt : std::optional{read_u64(key)};
}

std::string item(core::integration_id id, const core::item_key& key) {
  std::string out;
  out.reserve(8 + 1 + std::min(key.id.size(), text_bytes_max));
  append_u64(out, core::number(id));
  append_kind(out, key.kind);
  append_text(out, key.id);
  return out;
}

std::string index_prefix(core::integration_id id, core::item_state state) {
  std::string out;
  append_u64(out, core::number(id));
  out.push_back(static_cast<char>(state));
  return out;
}

std::string index(core::integration_id id, core::item_state state, core::time_point next_attempt_at,
                  core::time_point placed, const core::item_key& key) {
  std::string out;
  out.reserve(index_head + std::min(key.id.size(), text_bytes_max));
  append_u64(out, core::number(id));
  out.push_back(static_cast<char>(state));
  append_time(out, next_attempt_at);
  append_time(out, placed);
  append_kind(out, key.kind);
  append_text(out, key.id);
  return out;
}

std::string index(core::integration_id id, const core::item& value) {
  return index(id, value.state, value.next_attempt_at, value.placed, value.key);
}

std::optional<index_parts> read_index(std::string_view key) {
  if (key.size() < index_head) {
    return std::nullopt;
  }
  index_parts parts;
  parts.integration = core::integration_id{read_u64(key)};
  const auto state = static_cast<unsigned char>(key[8]);
  const auto kind = static_cast<unsigned char>(key[25]);
  if (state < static_cast<unsigned>(core::item_state::waiting) ||
      state > static_cast<unsigned>(core::item_state::skipped) ||
      kind < static_cast<unsigned>(core::item_kind::order) ||
      kind > static_cast<unsigned>(core::item_kind::credit)) {
    return std::nullopt;
  }
  parts.state = static_cast<core::item_state>(state);
  parts.next_attempt_at = read_time(key.substr(9));
  parts.placed = read_time(key.substr(17));
  parts.key.kind = static_cast<core::item_kind>(kind);
  const std::string_view id = key.substr(index_head);
  parts.id_hashed = id.starts_with(hash_mark);
  if (!parts.id_hashed) {
    parts.key.id = id;
  }
  return parts;
}

std::string attempts(core::integration_id id, const core::item_key& key) {
  std::string out;
  append_u64(out, core::number(id));
  append_kind(out, key.kind);
  append_ended_text(out, key.id);
  return out;
}

std::string runs(core::integration_id id) {
  return number(core::number(id));
}

std::string audit(core::time_point when) {
  std::string out;
  append_u64(out, ~(static_cast<std::uint64_t>(when.time_since_epoch().count()) ^ sign_bit));
  return out;
}

std::string sent(const sent_key& key) {
  std::string out;
  out.reserve(16 + 16 + 1 + std::min(key.item.id.size(), text_bytes_max));
  append_hash(out, key.shop, 16);
  append_hash(out, key.administration, 16);
  append_kind(out, key.item.kind);
  append_text(out, key.item.id);
  return out;
}

std::string contact(core::connection_id ledger, std::string_view customer_key) {
  std::string out;
  append_u64(out, core::number(ledger));
  append_text(out, customer_key);
  return out;
}

std::string budget(std::string_view limiter) {
  std::string out{"limiter:"};  // a name may be empty, a key may not
  append_text(out, limiter);
  return out;
}

std::string app_install(std::string_view api_public) {
  std::string out{"app:"};
  append_text(out, api_public);
  return out;
}

std::string hook_path(std::string_view path) {
  std::string out{"hook:"};
  append_text(out, path);
  return out;
}

}  // namespace boekbrug::storage::keys
