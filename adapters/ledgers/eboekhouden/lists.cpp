#include "adapters/ledgers/eboekhouden/lists.hpp"

#include "adapters/ledgers/eboekhouden/errors.hpp"
#include "adapters/ledgers/eboekhouden/requests.hpp"
#include "adapters/ledgers/eboekhouden/text.hpp"
#include "adapters/ledgers/eboekhouden/vat_codes.hpp"
#include "core/booking/text.hpp"

#include <algorithm>

namespace boekbrug::adapters::eboekhouden_api {
namespace {

using core::errc;

struct ledger_row {
  std::string id;
  std::string code;
  std::string description;
  std::string category;
};

// Costs and revenue share one category. In the usual Dutch charts revenue has codes that begin with
// 8; those come first, because the first account is proposed for card B3.
bool looks_like_revenue(const ledger_row& row) {
  return row.category == "VW" && row.code.starts_with('8');
}

bool is_number(std::string_view code) {
  return !code.empty() && code.find_first_not_of("0123456789") == std::string_view::npos;
}

// Revenue, then numbers by their size ("0100" before "900" before "1300"), then other codes.
bool by_code(const ledger_row& left, const ledger_row& right) {
  if (looks_like_revenue(left) != looks_like_revenue(right)) {
    return looks_like_revenue(left);
  }
  if (is_number(left.code) != is_number(right.code)) {
    return is_number(left.code);
  }
  return is_number(left.code) ? is_older(left.code, right.code) : left.code < right.code;
}

core::result<std::vector<ledger_row>> read_ledgers(const core::http_response& answer) {
  const auto parsed = accepted_json(call::collection, answer);
  if (!parsed) {
    return parsed.error();
  }
  fault problem;
  std::vector<ledger_row> ledgers;
  for (const auto& row : json_reader{*parsed, "$", problem}.required_rows("items")) {
    ledgers.push_back({row.required_id("id"), row.text("code"), row.text("description"),
                       core::upper(core::trim(row.text("category")))});
  }
  if (problem) {
    return unreadable(answer, problem);
  }
  std::stable_sort(ledgers.begin(), ledgers.end(), by_code);
  return ledgers;
}

std::string label(const ledger_row& row) {
  return row.code.empty() ? row.description : row.code + " " + row.description;
}

// The oldest debtor account is what stays the same as long as the administration exists.
core::result<core::administration> administration_of(const std::vector<ledger_row>& ledgers) {
  const ledger_row* oldest = nullptr;
  const ledger_row* first = nullptr;
  for (const auto& row : ledgers) {
    if (row.category == "DEB") {
      first = first == nullptr ? &row : first;
      oldest = oldest == nullptr || is_older(row.id, oldest->id) ? &row : oldest;
    }
  }
  if (oldest == nullptr) {
    return core::fail(errc::ledger_account_unusable,
                      "the administration has no ledger account of the category debtors (DEB)");
  }
  core::administration made;
  made.id = oldest->id;
  made.name = "e-Boekhouden.nl (" + label(*first) + ")";
  made.country = "NL";
  made.currency = "EUR";
  made.time_zone = "Europe/Amsterdam";
  return made;
}

core::result<void> take_administration(const std::vector<ledger_row>& ledgers,
                                       core::administration& into) {
  auto found = administration_of(ledgers);
  if (!found) {
    return found.error();
  }
  if (!into.id.empty()) {
    const bool here = std::any_of(ledgers.begin(), ledgers.end(), [&into](const ledger_row& row) {
      return row.category == "DEB" && row.id == into.id;
    });
    if (!here) {
      return core::fail(
          errc::administration_gone,
          "debtor account " + into.id + " is gone: this token belongs to another administration");
    }
    found->id = into.id;
  }
  if (!into.name.empty()) {
    found->name = into.name;  // the merchant named it
  }
  into = std::move(*found);
  return {};
}

void take_ledgers(const std::vector<ledger_row>& ledgers, core::ledger_lists& lists) {
  lists.accounts.clear();
  lists.payment_accounts.clear();
  lists.debtor_accounts.clear();
  for (const auto& row : ledgers) {
    if (row.category == "VW" || row.category == "BAL") {
      lists.accounts.push_back({row.id, row.description, row.code, true, row.category == "VW"});
    } else if (row.category == "FIN") {
      lists.payment_accounts.push_back({row.id, label(row), lists.payment_accounts.empty(), false});
    } else if (row.category == "DEB") {
      lists.debtor_accounts.push_back({row.id, label(row), lists.debtor_accounts.empty(), false});
    }
  }
  lists.rates.clear();
  for (const auto& code : vat_codes()) {
    lists.rates.push_back(
        {std::string(code.code), std::string(code.name), core::decimal(code.percent), {}, true});
  }
  if (ledgers.size() >= page_size_max) {
    lists.refused.emplace_back("ledgers_beyond_2000");
  }
}

core::result<void> parse_ledgers(const core::http_response& answer, core::ledger_lists& lists) {
  const auto ledgers = read_ledgers(answer);
  if (!ledgers) {
    return ledgers.error();
  }
  if (auto taken = take_administration(*ledgers, lists.admin); !taken) {
    return taken;
  }
  take_ledgers(*ledgers, lists);
  return {};
}

// Templates and cost centres belong to modules that a plan may lack: without them the
// administration can still be used.
core::result<void> parse_choices(const core::http_response& answer, std::string_view list_name,
                                 std::string_view label_key, bool first_is_default,
                                 std::vector<core::named_choice>& into,
                                 std::vector<std::string>& refused) {
  if (const auto failure = refusal(call::collection, answer)) {
    if (failure->code != errc::ledger_plan && failure->code != errc::ledger_refused) {
      return *failure;
    }
    into.clear();
    refused.emplace_back(list_name);
    return {};
  }
  const auto parsed = accepted_json(call::collection, answer);
  if (!parsed) {
    return parsed.error();
  }
  fault problem;
  std::vector<core::named_choice> made;
  for (const auto& row : json_reader{*parsed, "$", problem}.required_rows("items")) {
    auto id = row.required_id("id");
    if (row.flag("active", true)) {
      made.push_back({std::move(id), row.text(label_key), first_is_default && made.empty(), false});
    }
  }
  if (problem) {
    return unreadable(answer, problem);
  }
  into = std::move(made);
  return {};
}

}  // namespace

core::result<core::http_request> make_administrations(const core::ledger_connection& ledger) {
  return make_get(ledger, "/v1/ledger?category=DEB&" + paging(page_size_max));
}

core::result<std::vector<core::administration>> parse_administrations(
    const core::http_response& answer) {
  const auto ledgers = read_ledgers(answer);
  if (!ledgers) {
    return ledgers.error();
  }
  auto found = administration_of(*ledgers);
  if (!found) {
    return found.error();
  }
  return std::vector<core::administration>{std::move(*found)};
}

core::result<core::http_request> make_list(const core::ledger_connection& ledger,
                                           std::size_t index) {
  switch (static_cast<list>(index)) {
    case list::ledgers:
      return make_get(ledger, "/v1/ledger?" + paging(page_size_max));
    case list::templates:
      return make_get(ledger, "/v1/invoicetemplate?active=true&" + paging(page_size_max));
    case list::cost_centers:
      return make_get(ledger, "/v1/costcenter?" + paging(page_size_max));
    case list::count:
      break;
  }
  return core::fail(errc::invalid_input, "eboekhouden: no list " + std::to_string(index));
}

core::result<void> parse_list(std::size_t index, const core::http_response& answer,
                              core::ledger_lists& lists) {
  switch (static_cast<list>(index)) {
    case list::ledgers:
      return parse_ledgers(answer, lists);
    case list::templates:
      return parse_choices(answer, "templates", "name", true, lists.styles, lists.refused);
    case list::cost_centers:
      return parse_choices(answer, "cost_centers", "description", false, lists.cost_centers,
                           lists.refused);
    case list::count:
      break;
  }
  return core::fail(errc::invalid_input, "eboekhouden: no list " + std::to_string(index));
}

}  // namespace boekbrug::adapters::eboekhouden_api
