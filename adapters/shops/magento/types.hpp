#pragma once
// Names and small values that the files of this folder share.

#include "adapters/shared/words.hpp"
#include "core/ports/shop_adapter.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::adapters::magento_api {

using shared::country_code;
using shared::lower;
using shared::read_count;
using shared::split;
using shared::starts_with_blind;
using shared::trim;
using shared::upper;

inline constexpr std::string_view kind_name = "magento";

// Keys of shop_connection::options. The first three are secrets that the install file may bring;
// the others are what the probe learned (README.md has the table).
namespace option {
inline constexpr std::string_view consumer_key = "consumer_key";
inline constexpr std::string_view consumer_secret = "consumer_secret";
inline constexpr std::string_view token_secret = "token_secret";
inline constexpr std::string_view auth = "auth";                    // bearer | oauth
inline constexpr std::string_view signature = "signature";          // HMAC-SHA256 | HMAC-SHA1
inline constexpr std::string_view signed_origin = "signed_origin";  // scheme://host Magento sees
inline constexpr std::string_view rest = "rest";                    // /rest | /index.php/rest
inline constexpr std::string_view store_views = "store_views";      // "1:default;2:en"
inline constexpr std::string_view currency = "currency";            // base currency
inline constexpr std::string_view time_zone = "time_zone";
inline constexpr std::string_view tax_rates = "tax_rates";                    // see `encode_rates`
inline constexpr std::string_view prices_include_tax = "prices_include_tax";  // yes | no
}  // namespace option

// Limits on what is read (STYLE 6.3).
inline constexpr std::size_t body_limit = 32U << 20U;
inline constexpr std::size_t rows_max = 300;     // of one answer; we never ask for more than 100
inline constexpr std::size_t items_max = 5'000;  // rows of one order
inline constexpr std::size_t rates_max = 100;    // of the shop's tax table that are kept
inline constexpr core::minor_units amount_max =
    1'000'000'000'000;  // of one line; sums stay far from overflow

/// "" when there is none.
std::string_view option_of(const core::shop_connection& shop, std::string_view key);
void set_option(core::shop_connection& shop, std::string_view key, std::string_view value);

/// A row of the shop's tax table: applied taxes name its code.
struct rate_row {
  std::string code;
  std::string country;
  core::decimal percent;
};
/// "NL 21:NL:21;NL 9:NL:9", codes percent-encoded.
std::string encode_rates(const std::vector<rate_row>& rows);
/// Rows that cannot be read are left out: the table is only a help.
std::vector<rate_row> decode_rates(std::string_view text);

bool contains_blind(std::string_view text, std::string_view part);

/// Several texts as one: each with its length in front, so that any text may travel in a scratch.
std::string pack(const std::vector<std::string>& parts);
std::optional<std::vector<std::string>> unpack(std::string_view text);

}  // namespace boekbrug::adapters::magento_api
