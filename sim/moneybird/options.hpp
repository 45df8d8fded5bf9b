#pragma once
// What an operator of the simulator can choose (README.md lists it for people).

#include "core/base/result.hpp"
#include "sim/moneybird/amounts.hpp"
#include "sim/moneybird/calendar.hpp"

#include <boost/json/object.hpp>

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace boekbrug::sim::moneybird {

using scope_list = std::vector<std::string>;

struct token_options {
  std::string token;
  scope_list scopes;  // all of them unless named
};

struct administration_options {
  std::string id;
  std::string name;
  std::string language = "nl";
  std::string country = "NL";
  std::string currency = "EUR";
  std::string time_zone = "Europe/Amsterdam";
  bool free_plan = false;
  bool suspended = false;
  std::optional<day> period_locked_until;
  std::vector<token_options> tokens;  // personal tokens
  bool offered_by_oauth = true;       // the authorize page lists it
  bool sender_has_email = true;       // else sending by e-mail is refused
  bool payment_without_proof = true;  // the administration's setting
};

enum class authorize_mode { redirect, page, deny };
enum class header_variant { observed, documented, seconds, lower_case, none };

struct limit_options {
  unsigned requests_per_window = 150;
  std::chrono::milliseconds window{300'000};
  bool fixed_window = false;
  header_variant headers = header_variant::observed;
  bool plain_body = false;  // "Retry later" as text instead of a JSON string
};

/// Behaviour that nobody has confirmed, so that a client can be tried against either form.
struct doubtful_options {
  bool page_past_end_is_400 = false;
  bool newest_by_reference = false;  // which of several invoices with one reference is found
  bool filter_without_period_is_all = true;  // false: this year, as without a filter
  bool round_lines = false;               // incl. mode: base rounded per line instead of per rate
  unsigned unknown_contact_status = 422;  // creating an invoice for a contact that is not there
};

struct moneybird_options {
  std::vector<administration_options> administrations;
  std::string client_id = "boekbrug-demo";
  std::string client_secret = "boekbrug-demo-secret";
  std::vector<std::string> redirect_uris;  // empty: any
  authorize_mode authorize = authorize_mode::redirect;
  bool token_covers_all = false;  // else only the administration picked on the authorize page
  bool rotate_refresh_tokens = false;
  std::chrono::seconds code_lifetime{600};
  std::optional<std::chrono::seconds> tokens_expire;
  limit_options limit;
  doubtful_options doubtful;
  std::map<std::string, amount>
      exchange_rates;  // currency -> worth in the administration's currency
};

const scope_list& all_scopes();
core::result<moneybird_options> parse_options(const boost::json::object& source);

}  // namespace boekbrug::sim::moneybird
