#pragma once
// Options of the simulated service; README.md lists them.

#include "sim/eboekhouden/model.hpp"

#include <boost/json/object.hpp>

#include <string>
#include <vector>

namespace boekbrug::sim::eboekhouden {

struct api_token {
  std::string token;
  bool revoked = false;
  bool user_active = true;
  bool read_only = false;
  bool accountant = false;
  std::optional<day> ends;  // the first day on which it no longer works
};

/// What a trial allows; negative = no limit.
struct plan_limits {
  std::int64_t mutations_max = -1;
  std::int64_t relations_max = -1;
  std::int64_t invoices_max = -1;
  std::int64_t products_max = -1;
};

enum class unique_numbers : std::uint8_t { administration, year, relation };

struct administration_options {
  std::string id;
  std::string guid;
  std::string company;
  std::string country = "NL";
  std::vector<api_token> tokens;
  std::vector<ledger> ledgers;  // empty = the default chart
  std::vector<std::string> cost_centers;
  std::vector<invoice_template> templates;
  std::optional<day> closed_until;
  bool active = true;
  bool unpaid = false;
  bool vat_per_line = true;
  bool second_debtor = false;
  plan_limits limits;
  std::string number_prefix = "F";  // of numbers that the administration gives
  std::int64_t next_number = 1;
};

/// Behaviour that the reference does not settle. The defaults are the harsher ones.
struct doubtful_options {
  unique_numbers numbers = unique_numbers::administration;
  bool numbers_ignore_case = true;
  bool email_all_fields = false;
  bool email_ignores_case = false;
  bool list_finds_rows = false;
  bool negative_payments = true;
  bool partial_payments = true;
  bool overpayments = true;
  bool closed_is_security = false;
  bool type_as_text = false;
  bool dates_with_time = false;
  bool invoice_needs_debtor = false;
  bool any_code_characters = false;
  std::size_t description_max = 50;
  unsigned price_decimals = 2;
  int post_status = 201;
};

struct service_options {
  std::vector<administration_options> administrations;
  std::chrono::seconds session{3600};
  bool parallel_sessions = true;
  bool expired_has_body = false;
  std::string domain;  // "" = both countries
  std::size_t requests_per_second = 0;
  std::int64_t retry_after_seconds = 0;
  doubtful_options doubtful;
};

/// Throws bad_option.
service_options read_options(const boost::json::object& source);

}  // namespace boekbrug::sim::eboekhouden
