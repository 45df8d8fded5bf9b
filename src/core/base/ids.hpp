#pragma once
// Strong ids. Shops and ledgers have text ids of their own; these are ours.

#include <cstdint>

namespace boekbrug::core {

enum class account_id : std::uint64_t {};  // a customer of Boekbrug (tenant)
enum class integration_id : std::uint64_t {
};  // one installed pair of one shop and one administration
enum class connection_id : std::uint64_t {};  // one connected administration of one account

template <class Id>
constexpr std::uint64_t number(Id id) noexcept {
  return static_cast<std::uint64_t>(id);
}

}  // namespace boekbrug::core
