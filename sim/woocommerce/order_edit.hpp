#pragma once
// Changes that a merchant makes to an order: status, payment, amounts, refunds.

#include "sim/woocommerce/order_store.hpp"

#include "core/base/result.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <vector>

namespace boekbrug::sim::woocommerce {

/// Reads what the index needs out of an order's fields; errc::invalid_input names the field that is
/// missing.
core::result<stored_order> make_stored_order(json_fields fields);
core::result<stored_refund> make_stored_refund(json_fields fields, std::int64_t order_id);

struct order_patch {
  std::optional<std::string> status;
  std::optional<std::optional<seconds_utc>> paid;       // set, or taken away
  std::optional<std::optional<seconds_utc>> completed;  // set, or taken away
  std::optional<micro> total;
  std::optional<std::string> customer_note;
  std::optional<seconds_utc> modified;  // absent = now
  bool moves_modified = true;           // false: as a direct SQL edit does
};
core::result<order_patch> parse_patch(const boost::json::object& json, seconds_utc now);
/// A status that means paid sets date_paid once, completing sets date_completed, unless the patch
/// says otherwise.
void apply(const order_patch& patch, stored_order& order, seconds_utc now, shop_zone zone);

enum class refund_kind : std::uint8_t {
  full_lines,   // every line that is left
  some_lines,   // the named lines, or one piece of the first one
  amount_only,  // money without lines
  by_status,    // status set to refunded by hand: the rest, without lines
};
struct refund_request {
  refund_kind kind = refund_kind::full_lines;
  micro amount = 0;                    // amount_only
  std::vector<std::int64_t> line_ids;  // some_lines
  std::string reason;
  bool money_returned = true;
};
core::result<refund_request> parse_refund(const boost::json::object& json);
/// errc::invalid_input "Invalid refund amount." when nothing or too little is left.
core::result<stored_refund> make_refund(const stored_order& order, const refund_request& request,
                                        std::int64_t refund_id, std::int64_t& next_item_id,
                                        std::int64_t& next_meta_id, seconds_utc now,
                                        shop_zone zone);
/// Adds the refund to the order: its short form, date_modified, and status `refunded` when nothing
/// is left.
void attach(stored_order& order, stored_refund refund, seconds_utc now, shop_zone zone);
micro refunded_so_far(const stored_order& order) noexcept;
/// Stored text with its marks filled in at six decimals, without the shop's address: readable as
/// JSON.
std::string readable(std::string_view stored);

}  // namespace boekbrug::sim::woocommerce
