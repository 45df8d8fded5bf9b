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

namespace boekbrug::adapters::ccvshop_api {

using shared::country_code;
using shared::read_count;
using shared::split;

inline constexpr std::string_view kind_name = "ccvshop";
inline constexpr std::string_view api_root = "/api/rest/v1";

// Keys of shop_connection::options: what the probe learned (README.md has the table).
namespace option {
inline constexpr std::string_view webshop_id = "webshop_id";
inline constexpr std::string_view country = "country";    // of the merchant; "" unknown
inline constexpr std::string_view invoices = "invoices";  // "no": the key may not read invoices
}  // namespace option

// Limits on what is read (STYLE 6.3).
inline constexpr std::size_t body_limit = 32U << 20U;
inline constexpr std::size_t lines_max = 5'000;     // of one order
inline constexpr std::size_t page_rows_max = 1000;  // of one answer; we never ask for more than 100
inline constexpr core::minor_units amount_max = 1'000'000'000'000;  // of one line

/// "" when the probe did not learn it.
std::string_view option_of(const core::shop_connection& shop, std::string_view key);
void set_option(core::shop_connection& shop, std::string_view key, std::string_view value);

/// "/api/rest/v1/orders/?a=b" out of "https://shop/api/rest/v1/orders/?a=b"; "" when there is none.
std::string uri_of(std::string_view url);
/// Lower-case host (with port) of an absolute URL; "" when it is none.
std::string host_of(std::string_view url);
/// The last part of a link's path when that is a number: ".../orders/12/" gives "12".
std::string id_in_link(std::string_view url);

}  // namespace boekbrug::adapters::ccvshop_api
