#pragma once
// Prints an order with the types of the live platform: texts for numbers, [] for empty objects,
// object or array for prices.

#include "sim/mijnwebwinkel/people.hpp"
#include "sim/mijnwebwinkel/pricing.hpp"
#include "sim/mijnwebwinkel/wall_time.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <optional>

namespace boekbrug::sim::mijnwebwinkel {

struct payment_mutation {
  std::string type;  // authorize, capture, failed, refund, void
  cents amount = 0;
  seconds_utc at{};
};
struct payment {
  std::string id, gateway, method;
  cents amount = 0;
  seconds_utc created{};
  std::vector<payment_mutation> mutations;
};

/// How this order's JSON deviates from the plain form.
struct quirks {
  bool number_as_int = false;
  bool tolerant = false;       // booleans and ints as text
  bool empty_objects = false;  // [] for country, delivery and comments
  bool six_decimals = false;
  cents tax_off = 0;  // how much price.tax is beside the truth
};

struct order_draft {
  std::string number, uuid;  // uuid "" = missing
  seconds_utc created{};
  std::optional<seconds_utc> status_changed;
  std::int64_t status = 1;
  bool archived = false;
  std::string currency = "EUR", discountcode, tax_strategy, reference, note;
  tax_context taxes;
  customer buyer;
  bool delivery = true;
  std::string payment_status, gateway, method;  // gateway "": no payment object
  int payment_status_id = 0;
  std::vector<order_line> lines;
  quirks ways;
};

boost::json::object write_order(const order_draft& order);
/// price.tax and price.total.
boost::json::object write_price(const rate_sums& sums, const quirks& ways);
/// "1042", or 1042 when the option says so.
boost::json::value number_value(const std::string& number, bool as_int);
std::string_view payment_status_text(int id) noexcept;
/// The older code that goes with a `payment_status`.
int payment_status_id(std::string_view payment_status) noexcept;

}  // namespace boekbrug::sim::mijnwebwinkel
