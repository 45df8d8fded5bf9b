#include "adapters/ledgers/moneybird/lists.hpp"

#include "adapters/ledgers/moneybird/errors.hpp"
#include "adapters/ledgers/moneybird/requests.hpp"

#include <algorithm>
#include <array>

namespace boekbrug::adapters::moneybird_api {
namespace {

using core::errc;

constexpr auto list_total = static_cast<std::size_t>(list::count);

struct list_entry {
  std::string_view name;
  std::string_view path;  // within the administration
  bool optional;          // a plan or token without it can still book
};
constexpr std::array<list_entry, list_total> entries{{
    {"administrations", "", false},
    {"tax_rates",
     "/tax_rates.json?filter=tax_rate_type%3Asales_invoice%2Cactive%3Atrue&per_page=100", false},
    {"ledger_accounts", "/ledger_accounts.json", true},
    {"document_styles", "/document_styles.json", true},
    {"workflows", "/workflows.json", true},
    {"financial_accounts", "/financial_accounts.json", true},
    {"inactive_tax_rates",
     "/tax_rates.json?filter=tax_rate_type%3Asales_invoice%2Cactive%3Afalse&per_page=100", true},
}};

void refuse(core::ledger_lists& lists, std::string_view list_name) {
  if (std::find(lists.refused.begin(), lists.refused.end(), list_name) == lists.refused.end()) {
    lists.refused.emplace_back(list_name);
  }
}

void read_rates(const std::vector<json_reader>& rows, bool active, core::ledger_lists& lists) {
  for (const auto& row : rows) {
    // Checked again: the API ignores filters that it does not know.
    const auto type = row.text("tax_rate_type");
    if ((!type.empty() && type != "sales_invoice") || row.flag("active", active) != active) {
      continue;
    }
    core::ledger_rate rate;
    rate.id = row.required_id("id");
    rate.name = row.text("name");
    rate.percent = row.number("percentage");
    rate.country = row.text("country");
    rate.active = active;
    const bool known =
        std::any_of(lists.rates.begin(), lists.rates.end(),
                    [&rate](const core::ledger_rate& each) { return each.id == rate.id; });
    if (!known) {
      lists.rates.push_back(std::move(rate));
    }
  }
  if (rows.size() >= page_size) {
    refuse(lists, active ? "tax_rates_beyond_100" : "inactive_tax_rates_beyond_100");
  }
}

void read_accounts(const std::vector<json_reader>& rows, core::ledger_lists& lists) {
  lists.accounts.clear();
  for (const auto& row : rows) {
    const auto allowed = row.texts("allowed_document_types");
    core::ledger_account account;
    account.id = row.required_id("id");
    account.name = row.text("name");
    account.number = row.text("account_id");
    account.active = row.flag("active", true);
    account.usable_for_sales =
        std::find(allowed.begin(), allowed.end(), "sales_invoice") != allowed.end();
    lists.accounts.push_back(std::move(account));
  }
}

core::named_choice read_choice(const json_reader& row) {
  core::named_choice choice;
  choice.id = row.required_id("id");
  choice.name = row.text("name");
  choice.is_default = row.flag("default", false);
  return choice;
}

void read_styles(const std::vector<json_reader>& rows, core::ledger_lists& lists) {
  lists.styles.clear();
  for (const auto& row : rows) {
    lists.styles.push_back(read_choice(row));
  }
}

void read_workflows(const std::vector<json_reader>& rows, core::ledger_lists& lists) {
  lists.workflows.clear();
  for (const auto& row : rows) {
    if (row.text("type") != "InvoiceWorkflow" || !row.flag("active", true)) {
      continue;
    }
    auto choice = read_choice(row);
    for (const auto& step : row.rows("steps")) {
      choice.warns = step.flag("reminder_auto_send", false) || choice.warns;
    }
    lists.workflows.push_back(std::move(choice));
  }
}

void read_payment_accounts(const std::vector<json_reader>& rows, core::ledger_lists& lists) {
  lists.payment_accounts.clear();
  for (const auto& row : rows) {
    if (!row.flag("active", true)) {
      continue;
    }
    auto choice = read_choice(row);
    const auto identifier = row.text("identifier");
    if (!identifier.empty() && choice.name.find(identifier) == std::string::npos) {
      choice.name += choice.name.empty() ? identifier : " (" + identifier + ")";
    }
    lists.payment_accounts.push_back(std::move(choice));
  }
}

core::result<void> pick_administration(const core::http_response& answer,
                                       core::ledger_lists& lists) {
  auto found = parse_administrations(answer);
  if (!found) {
    return found.error();
  }
  if (lists.admin.id.empty() && found->size() == 1) {
    lists.admin = std::move(found->front());
    return {};
  }
  if (lists.admin.id.empty()) {
    return core::fail(errc::invalid_input,
                      "moneybird: lists.admin.id must say which administration is meant");
  }
  const auto match = std::find_if(
      found->begin(), found->end(),
      [&lists](const core::administration& each) { return each.id == lists.admin.id; });
  if (match == found->end()) {
    return core::fail(errc::administration_gone,
                      "administration " + lists.admin.id + " is not in the list of " +
                          std::to_string(found->size()) + " that this token may see");
  }
  lists.admin = std::move(*match);
  return {};
}

void read_rows(list which, const std::vector<json_reader>& rows, core::ledger_lists& lists) {
  switch (which) {
    case list::active_rates:
      lists.rates.clear();
      read_rates(rows, true, lists);
      break;
    case list::inactive_rates:
      read_rates(rows, false, lists);
      break;
    case list::ledger_accounts:
      read_accounts(rows, lists);
      break;
    case list::document_styles:
      read_styles(rows, lists);
      break;
    case list::workflows:
      read_workflows(rows, lists);
      break;
    case list::financial_accounts:
      read_payment_accounts(rows, lists);
      break;
    case list::administrations:
    case list::count:
      break;
  }
}

}  // namespace

std::string_view name(list which) noexcept {
  const auto index = static_cast<std::size_t>(which);
  return index < entries.size() ? entries[index].name : std::string_view{};
}

core::result<core::http_request> make_list(const core::ledger_connection& ledger,
                                           std::size_t index) {
  if (index >= list_total) {
    return core::fail(errc::invalid_input, "moneybird has no list " + std::to_string(index));
  }
  return index == 0 ? make_administrations(ledger)
                    : make_call(ledger, core::http_method::get, entries[index].path);
}

core::result<std::vector<core::administration>> parse_administrations(
    const core::http_response& answer) {
  const auto parsed = accepted_json(call::administrations, answer);
  if (!parsed) {
    return parsed.error();
  }
  fault problem;
  std::vector<core::administration> found;
  for (const auto& row : top_rows(*parsed, problem)) {
    core::administration each;
    each.id = row.required_id("id");
    each.name = row.text("name");
    each.country = row.text("country");
    each.currency = row.text("currency");
    each.time_zone = row.text("time_zone");
    each.suspended = row.flag("suspended", false);
    each.locked_until = row.day("period_locked_until");
    found.push_back(std::move(each));
  }
  if (problem) {
    return unreadable(answer, problem);
  }
  return found;
}

core::result<void> parse_list(std::size_t index, const core::http_response& answer,
                              core::ledger_lists& lists) {
  if (index >= list_total) {
    return core::fail(errc::invalid_input, "moneybird has no list " + std::to_string(index));
  }
  const auto which = static_cast<list>(index);
  if (which == list::administrations) {
    return pick_administration(answer, lists);
  }
  if (entries[index].optional && means_list_refused(answer)) {
    refuse(lists, entries[index].name);
    return {};
  }
  const auto parsed = accepted_json(call::collection, answer);
  if (!parsed) {
    return parsed.error();
  }
  fault problem;
  auto filled = lists;  // an answer that breaks off half-way changes nothing
  read_rows(which, top_rows(*parsed, problem), filled);
  if (problem) {
    return unreadable(answer, problem);
  }
  std::erase(filled.refused, entries[index].name);
  lists = std::move(filled);
  return {};
}

}  // namespace boekbrug::adapters::moneybird_api
