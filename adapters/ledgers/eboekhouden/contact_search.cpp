// The search conversation. A step is "email", "code", "name" (searches that answer ids) or a letter
// of these with ids that are still to be read: "e:91,95".

#include "adapters/ledgers/eboekhouden/contacts.hpp"
#include "adapters/ledgers/eboekhouden/countries.hpp"
#include "adapters/ledgers/eboekhouden/errors.hpp"
#include "adapters/ledgers/eboekhouden/requests.hpp"
#include "adapters/ledgers/eboekhouden/text.hpp"
#include "core/booking/text.hpp"

#include <algorithm>

namespace boekbrug::adapters::eboekhouden_api {
namespace {

using core::errc;

bool by_email(const core::contact_spec& who) {
  return !who.collective && !core::trim(who.email).empty();
}

struct search_step {
  char by = 'e';                 // e-mail, code, name
  std::vector<std::string> ids;  // to be read; empty: the search itself
};

std::optional<search_step> read_step(const core::contact_spec& who, std::string_view step) {
  if (step.empty()) {
    return search_step{by_email(who) ? 'e' : 'c', {}};
  }
  if (step == "email" || step == "code" || step == "name") {
    return search_step{step.front(), {}};
  }
  const bool known = step.starts_with("e:") || step.starts_with("c:") || step.starts_with("n:");
  auto ids = known ? split_commas(step.substr(2)) : std::vector<std::string>{};
  if (ids.empty() ||
      !std::all_of(ids.begin(), ids.end(), [](const auto& id) { return is_id(id); })) {
    return std::nullopt;
  }
  return search_step{step.front(), std::move(ids)};
}

core::error unknown_step(std::string_view step) {
  return core::fail(errc::invalid_input,
                    "eboekhouden: no step of a search: " + std::string(step.substr(0, 40)));
}

// By e-mail first; then by our own code, which also finds what the e-mail filter misses.
std::string after(char by, const core::contact_spec& who) {
  if (by == 'e') {
    return "code";
  }
  return by == 'c' && !by_email(who) ? "name" : "";
}

bool one_is(std::string_view list, std::string_view wanted) {
  while (!list.empty()) {
    const auto end = list.find_first_of(",;");
    if (same_text(list.substr(0, end), wanted)) {
      return true;
    }
    list = end == std::string_view::npos ? std::string_view{} : list.substr(end + 1);
  }
  return false;
}

bool has_email(const json_reader& relation, std::string_view wanted) {
  return one_is(relation.text("emailAddress"), wanted) ||
         one_is(relation.text("emailAddressInvoice"), wanted) ||
         one_is(relation.text("emailAddressReminder"), wanted);
}

// One contact per name and address (product.md R10), or the collective debtor by its name.
bool has_name(const json_reader& relation, const core::contact_spec& who) {
  if (!same_text(relation.text("name"), relation_name(who))) {
    return false;
  }
  if (who.collective) {
    return true;
  }
  const auto country = relation.text("country");
  return same_text(relation.text("address"), relation_address(who)) &&
         same_text(relation.text("postalCode"), first_chars(who.postcode, 50)) &&
         same_text(relation.text("city"), first_chars(who.city, 50)) &&
         (who.country.empty() || country.empty() || same_text(country, dutch_country(who.country)));
}

core::result<core::contact_search> read_ids(const core::contact_spec& who, const search_step& step,
                                            const core::http_response& answer) {
  const auto parsed = accepted_json(call::collection, answer);
  if (!parsed) {
    return parsed.error();
  }
  fault problem;
  std::vector<std::string> ids;
  const auto rows = json_reader{*parsed, "$", problem}.required_rows("items");
  for (const auto& row : rows) {
    auto id = row.required_id("id");
    if (step.by != 'c' || same_text(row.text("code"), relation_code(who))) {
      ids.push_back(std::move(id));
    }
  }
  if (problem) {
    return unreadable(answer, problem);
  }
  if (rows.size() >= search_size) {
    return core::fail(errc::customer_refused,
                      "too many relations answer the search to tell whether this customer exists");
  }
  std::sort(ids.begin(), ids.end(), [](const auto& a, const auto& b) { return is_older(a, b); });
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  if (ids.empty()) {
    return core::contact_search{std::nullopt, after(step.by, who)};
  }
  return core::contact_search{std::nullopt, std::string(1, step.by) + ":" + join_commas(ids)};
}

core::result<core::contact_search> read_relation(const core::contact_spec& who,
                                                 const search_step& step,
                                                 const core::http_response& answer) {
  const std::vector<std::string> rest(step.ids.begin() + 1, step.ids.end());
  core::contact_search next{std::nullopt, rest.empty()
                                              ? after(step.by, who)
                                              : std::string(1, step.by) + ":" + join_commas(rest)};
  const auto parsed = accepted_json(call::read, answer);
  if (!parsed) {
    return parsed.error().code == errc::not_found ? core::result<core::contact_search>{next}
                                                  : parsed.error();
  }
  fault problem;
  const json_reader relation{*parsed, "$", problem};
  const auto id = relation.required_id("id");
  const bool active = !relation.flag("inactive", false);
  const bool match = step.by == 'c' || (step.by == 'e' ? has_email(relation, core::trim(who.email))
                                                       : has_name(relation, who));
  if (!problem && id != step.ids.front()) {
    relation.report("id", "not the relation that was asked for");
  }
  if (problem) {
    return unreadable(answer, problem);
  }
  if (match && active) {
    return core::contact_search{core::contact_ref{id, false}, {}};
  }
  if (step.by == 'c') {
    // Its code is taken, and e-Boekhouden.nl refuses invoices for it (FACT_003).
    return core::fail(errc::customer_refused, "relation " + relation_code(who) +
                                                  " of this customer is inactive: make it active "
                                                  "in e-Boekhouden.nl");
  }
  return next;
}

}  // namespace

core::result<core::http_request> make_find_contact(const core::ledger_connection& ledger,
                                                   const core::contact_spec& who,
                                                   std::string_view step) {
  const auto now = read_step(who, step);
  if (!now) {
    return unknown_step(step);
  }
  if (relation_name(who).empty()) {
    return core::fail(errc::customer_refused,
                      "the customer has neither an e-mail address nor a name");
  }
  if (!now->ids.empty()) {
    return make_get(ledger, "/v1/relation/" + now->ids.front());
  }
  const std::string wanted = now->by == 'e'   ? filter("email", core::trim(who.email))
                             : now->by == 'c' ? filter("code", relation_code(who))
                                              : filter("name", relation_name(who));
  return make_get(ledger, "/v1/relation?" + wanted + "&" + paging(search_size));
}

core::result<core::contact_search> parse_find_contact(const core::contact_spec& who,
                                                      std::string_view step,
                                                      const core::http_response& answer) {
  const auto now = read_step(who, step);
  if (!now) {
    return unknown_step(step);
  }
  return now->ids.empty() ? read_ids(who, *now, answer) : read_relation(who, *now, answer);
}

}  // namespace boekbrug::adapters::eboekhouden_api
