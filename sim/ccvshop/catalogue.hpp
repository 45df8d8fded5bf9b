#pragma once
// What the simulated shop sells and how one can pay.

#include "sim/ccvshop/amount.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace boekbrug::sim::ccvshop {

struct product {
  std::int64_t id;
  std::string_view number, ean, name, unit;
  cents price;  // with Dutch VAT
  vat_rate rate;
  std::int64_t stock;
  cents deposit;            // container deposit (statiegeld) per piece
  cents safety_deposit;     // borg per piece
  std::string_view option;  // "" = no options
  std::string_view value;
  cents option_price;
};

struct paymethod {
  std::int64_t id;
  std::string_view psp, method, combined_name, label;
  cents costs;
};

struct order_status {
  int number;
  std::string_view name;
};

std::span<const product> products() noexcept;
std::span<const paymethod> paymethods() noexcept;
/// nullptr when unknown.
const paymethod* find_paymethod(std::int64_t id) noexcept;
/// 1 to 14, with the names a shop begins with.
std::span<const order_status> order_statuses() noexcept;
inline constexpr int status_highest = 14;
inline constexpr int status_completed = 7;
inline constexpr int status_cancelled = 8;

}  // namespace boekbrug::sim::ccvshop
