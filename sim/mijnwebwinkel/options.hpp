#pragma once
// What a simulated shop can be told.

#include "sim/mijnwebwinkel/amount.hpp"
#include "sim/mijnwebwinkel/people.hpp"
#include "sim/mijnwebwinkel/wall_time.hpp"

#include <boost/json/object.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace boekbrug::sim {
class json_options;
}

namespace boekbrug::sim::mijnwebwinkel {

/// Chances from 0 to 1, each drawn on its own where it applies.
struct order_mix {
  bool only_plain = false;
  double returning = 0.4;
  double domestic_company = 0.12, reverse_charge = 0.04, oss = 0.07, outside_eu = 0.02;
  double coupon = 0.12, fee = 0.15, zero_total = 0.01, custom_line = 0.04, bundle = 0.06,
         action_price = 0.10;
  // Payment and status.
  double bank_transfer = 0.10, unpaid = 0.04, authorized = 0.03, failed = 0.02, cancelled = 0.03,
         open_captured = 0.08, partial_payment = 0.01, gift_card = 0.03, unknown_payment = 0.02;
  double credit = 0.05, refunded = 0.01, credit_refunds_payment = 0.5;
  // Oddities.
  double test = 0.02, archived = 0.04, tax_off = 0.05, six_decimals = 0.06, missing_uuid = 0.0,
         tolerant_types = 0.05, empty_objects = 0.10, foreign_currency = 0.0;
};

struct order_status {
  std::int64_t id = 0;
  std::string description, english;
  bool credit_order = false;
};

/// What a caller fixes instead of leaving it to chance.
struct order_wish {
  std::optional<std::int64_t> status;
  std::optional<bool> paid;
  std::optional<market> customers;
  bool credits = true;
  bool test = false;
};

struct shop_options {
  std::string name = "Simulatiewinkel";
  std::string token = "sim-token", partner_token = "sim-partner";
  bool partner_token_required = true;
  int token_refusal = 401, partner_refusal = 403;
  std::string refusal_body = "json";  // json, problem or html
  std::optional<seconds_utc> token_until;
  std::int64_t rate_limit = 0;  // requests per window; 0 = none
  std::int64_t rate_seconds = 60;
  bool retry_after = true;
  bool clamp_limit = false;  // else a limit over 100 is refused
  bool false_text_is_true = true;
  bool end_date_inclusive = true;
  bool archived_by_default = true;
  bool placing_sets_status_changed = false;
  bool capture_moves_status_changed = false;
  bool number_as_int = false;
  bool credit_negative = true;
  bool credit_quantity_positive = false;
  bool prices_include_tax = true;
  bool vat_free_shop = false;
  bool shipping_proportional = true, transaction_proportional = false;
  bool regions_bare = false;
  std::vector<order_status> statuses;
  std::uint64_t seed = 1, customers = 400;
  int lines_max = 6;
  std::string number_prefix;
  std::int64_t orders = 0, first_id = 0;
  std::optional<seconds_utc> from, to;
  double arrivals_per_minute = 0;
  order_wish arrivals;
  order_mix mix;
};

/// Throws bad_option that names what cannot be used.
shop_options read_options(const boost::json::object& json);
order_wish read_wish(json_options& options);

}  // namespace boekbrug::sim::mijnwebwinkel
