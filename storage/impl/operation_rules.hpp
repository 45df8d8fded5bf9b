#pragma once
// What both engines ask of an operation, so that they refuse the same ones.

#include "storage/engine.hpp"

namespace boekbrug::storage::impl {

inline constexpr std::size_t key_bytes_max = 511;  // LMDB's default
inline constexpr std::size_t number_bytes = 8;
inline constexpr std::uint64_t first_descending = (1ULL << 63U) - 1;

/// storage_failed, with the place in the batch, for the first operation that no engine can store.
core::result<void> check(const std::vector<operation>& batch);
/// Big-endian.
void append_number(std::string& key, std::uint64_t number);
std::uint64_t read_number(std::string_view eight_bytes) noexcept;
/// The entry's number, when the key is `prefix` and a number.
std::optional<std::uint64_t> number_of(std::string_view key, std::string_view prefix) noexcept;

}  // namespace boekbrug::storage::impl
