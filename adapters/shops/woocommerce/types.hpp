#pragma once
// Names and small values that the files of this folder share.

#include "adapters/shared/words.hpp"
#include "core/ports/shop_adapter.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::adapters::woocommerce_api {

using shared::country_code;
using shared::lower;
using shared::read_count;
using shared::split;
using shared::starts_with_blind;
using shared::trim;
using shared::upper;

inline constexpr std::string_view kind_name = "woocommerce";

// Keys of shop_connection::options: what the probe learned (README.md has the table).
namespace option {
inline constexpr std::string_view auth = "auth";    // basic | query | oauth1
inline constexpr std::string_view route = "route";  // pretty | rest_route
inline constexpr std::string_view scheme_seen =
    "scheme_seen";                                // http | https: what WordPress believes
inline constexpr std::string_view home = "home";  // WordPress' own home URL
inline constexpr std::string_view modified_after = "modified_after";  // yes | no (before 5.8)
inline constexpr std::string_view prices_include_tax = "prices_include_tax";  // yes | no
inline constexpr std::string_view round_at_subtotal = "round_at_subtotal";    // yes | no
inline constexpr std::string_view tax_based_on = "tax_based_on";  // shipping | billing | base
inline constexpr std::string_view calc_taxes = "calc_taxes";      // yes | no
inline constexpr std::string_view country = "country";            // base country
inline constexpr std::string_view tax_rates = "tax_rates";        // see `encode_rates`
inline constexpr std::string_view vat_number_field =
    "vat_number_field";  // the merchant's own meta key
inline constexpr std::string_view typed_scheme =
    "typed_scheme";  // http | https | "": as the merchant typed it
}  // namespace option

// Limits on what is read (STYLE 6.3).
inline constexpr std::size_t body_limit = 32U << 20U;
inline constexpr std::size_t rows_max = 200;     // of one answer; we never ask for more than 100
inline constexpr std::size_t lines_max = 5'000;  // of one order
inline constexpr std::size_t rates_max = 100;    // of the shop's tax table that are kept
inline constexpr core::minor_units amount_max =
    1'000'000'000'000;  // of one line; sums stay far from overflow

/// "" when the probe did not learn it.
std::string_view option_of(const core::shop_connection& shop, std::string_view key);
void set_option(core::shop_connection& shop, std::string_view key, std::string_view value);

/// A row of the shop's tax table.
struct rate_row {
  std::int64_t id = 0;
  std::string country;    // "" = everywhere
  std::string tax_class;  // "standard", "reduced-rate", ...
  std::int64_t priority = 1;
  core::decimal percent;
};
/// "1:NL:standard:1:21;2:NL:reduced-rate:1:9"
std::string encode_rates(const std::vector<rate_row>& rows);
/// Rows that cannot be read are left out: the table is only a help.
std::vector<rate_row> decode_rates(std::string_view text);

}  // namespace boekbrug::adapters::woocommerce_api
