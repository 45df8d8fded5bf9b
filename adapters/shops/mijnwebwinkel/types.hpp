#pragma once
// Names and small helpers that the files of this folder share.

#include "adapters/shared/words.hpp"
#include "core/ports/shop_adapter.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::adapters::mijnwebwinkel_api {

using shared::lower;
using shared::read_count;
using shared::split;
using shared::starts_with_blind;
using shared::trim;

inline constexpr std::string_view kind_name = "mijnwebwinkel";
inline constexpr std::string_view default_api = "https://api.myonlinestore.com";

// Keys of shop_connection::options (README.md has the table).
namespace option {
inline constexpr std::string_view api_url = "api_url";              // the operator's API host
inline constexpr std::string_view partner_token = "partner_token";  // the operator's; may be absent
inline constexpr std::string_view api_host = "api_host";  // the API host that the probe used
inline constexpr std::string_view store_id = "store_id";  // UUID of the shop
inline constexpr std::string_view country = "country";    // the shop's own country
inline constexpr std::string_view statuses = "statuses";  // "1=Nieuw;10*=Credit": * = credit orders
inline constexpr std::string_view prices_include_tax = "prices_include_tax";  // yes | no
}  // namespace option

// Limits on what is read (STYLE 6.3).
inline constexpr std::size_t body_limit = 32U << 20U;
inline constexpr std::size_t rows_max = 200;     // of one answer; we never ask for more than 100
inline constexpr std::size_t lines_max = 5'000;  // of one order
inline constexpr core::minor_units amount_max = 1'000'000'000'000;

std::string_view option_of(const core::shop_connection& shop, std::string_view key);
void set_option(core::shop_connection& shop, std::string_view key, std::string_view value);

/// An order status of the shop.
struct status_row {
  std::string id;
  std::string title;
  bool credit = false;
};
std::string encode_statuses(const std::vector<status_row>& rows);
std::vector<status_row> decode_statuses(std::string_view text);
/// "geannuleerd", "cancelled".
bool names_cancelled(std::string_view title);
/// Paid, sent, picked up or finished.
bool names_finished(std::string_view title);

/// An order number as the API takes it in its addresses.
bool is_order_number(std::string_view text);

}  // namespace boekbrug::adapters::mijnwebwinkel_api
