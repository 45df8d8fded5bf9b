#pragma once
// What a refused or unreadable answer means (ccvshop.md 7). The shop's own code decides before the
// HTTP status: a 5xx with a code is often permanent.

#include "adapters/shared/http_date.hpp"
#include "adapters/shops/ccvshop/json.hpp"
#include "core/ports/shop_adapter.hpp"

namespace boekbrug::adapters::ccvshop_api {

/// The body of an error.
struct api_error {
  std::string code;  // "429.10"; "" when the shop gave none
  std::string message;
};
api_error read_api_error(const core::http_response& answer);

/// The error of an answer that is not a success.
core::error refusal(const core::http_response& answer);

/// 500.20: the shop's own answer does not match its schema; one order may be broken.
bool is_broken_record(const core::http_response& answer);

/// A successful answer's JSON object, its signature checked.
core::result<json::object> read_object(const core::shop_connection& shop,
                                       const core::http_response& answer);

/// One page of a collection.
struct collection {
  json::array items;
  bool has_next_member = false;  // `next` is there, null or not
  std::string next;              // absolute, "" when null or absent
};
core::result<collection> read_collection(const core::shop_connection& shop,
                                         const core::http_response& answer);

/// The transport's error as a shop error, for the probe.
core::error unreachable(const core::error& failure);

using shared::parse_http_date;
/// The shop's clock: x-date, else Date.
std::optional<core::time_point> shop_clock(const core::http_response& answer);

}  // namespace boekbrug::adapters::ccvshop_api
