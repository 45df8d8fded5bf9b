#pragma once
// What can be set of the simulated shop; README.md describes each option.

#include "sim/ccvshop/generator.hpp"
#include "sim/json_options.hpp"

#include <map>
#include <set>

namespace boekbrug::sim::ccvshop {

struct api_key {
  std::string name;  // api_public
  std::string secret;
  std::set<std::string, std::less<>> resources;  // empty = all
  bool revoked = false;
};

/// Answers an error instead of the work, a number of times.
struct error_rule {
  std::string path;  // below /api/rest/v1/, "*" stands for any text
  std::string method;
  int status = 500;
  std::string code;
  std::string message;
  std::int64_t times = 1;
};

enum class status_form : std::uint8_t { word, number_text, number };

struct shop_options {
  std::string shop_name;
  std::string base_url;
  std::vector<api_key> keys;
  generator_options generator;
  std::int64_t orders = 0;
  std::optional<time_point> from, to;
  std::int64_t first_id = 340'400'001;
  double arrivals_per_minute = 0;
  std::int64_t limit_get = 150, limit_write = 100, limit_total = 0;
  std::int64_t retry_after = 0;
  std::int64_t default_size = 150;
  bool credits_negative = true;
  bool discounts_negative = false;
  bool credit_points_negative = false;
  bool rows_total_with_shipping = false;
  status_form invoice_status = status_form::word;
  bool iso_dates = false;
  bool max_date_whole_day = false;
  bool ignore_bad_filters = false;
  bool sign_answers = true;
  bool sign_errors = false;
  bool next_links = true;
  bool strict_accept = true;
  bool redirects = false;  // another host or http goes to base_url
  bool returns_app = true;
  bool webhook_hash_body_only = false;
  bool invoice_created_event = false;
  bool multishop = false;
  bool salespos = false;
  std::int64_t app_id = 4711;
  bool installed = false;
  std::map<int, std::string> status_names;
  std::vector<error_rule> errors;
};

/// Throws bad_option.
shop_options read_options(const boost::json::object& source);
/// {"path","method","status","code","message","times"}; throws bad_option.
error_rule read_error_rule(const boost::json::object& source);
/// "status", "paid", "market", "basket", "credits" of a wish; the caller finishes the options.
order_wish read_wish(json_options& options);

}  // namespace boekbrug::sim::ccvshop
