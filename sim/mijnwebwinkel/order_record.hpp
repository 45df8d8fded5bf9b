#pragma once
// One order as the shop keeps it: its JSON as text, and the facts that filters and books need.

#include "sim/mijnwebwinkel/order_json.hpp"

#include "core/base/result.hpp"

#include <map>

namespace boekbrug::sim::mijnwebwinkel {

/// What can be read back out of an order's JSON.
struct order_facts {
  std::string number, uuid;
  std::int64_t sequence = 0;  // the digits of the number
  bool test = false;          // "T-12"
  wall_seconds created{};
  std::optional<wall_seconds> status_changed;
  std::int64_t status = 0;
  bool archived = false;
  std::string email, debtor_id, currency, payment_status, gateway, credited_number;
  std::int64_t payment_status_id = -1;
  cents total = 0;
  rate_sums sums;  // gross per rate, as the lines have it
  cents lines_total() const noexcept;
};

/// Names the member that is missing or mistyped.
core::result<order_facts> read_facts(const boost::json::object& order);
/// A text or a whole number, as text; "" for anything else.
std::string loose_text(const boost::json::value* value);

struct order_record {
  order_facts facts;
  std::string text;
  std::vector<payment> payments;
  std::vector<std::string> credits;  // numbers of its credit orders
  bool is_credit() const noexcept { return !facts.credited_number.empty(); }
  /// What the adapter of a shop would key it by.
  const std::string& id() const noexcept { return facts.uuid.empty() ? facts.number : facts.uuid; }
};

}  // namespace boekbrug::sim::mijnwebwinkel
