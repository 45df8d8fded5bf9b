#include "sim/moneybird/world.hpp"

#include <algorithm>

namespace boekbrug::sim::moneybird {

namespace {

void add_times(json::object& to, const administration& of) {
  to["created_at"] = text(of.made_at);
  to["updated_at"] = text(of.made_at);
}

json::object rate_json(const administration& of, const tax_rate& one) {
  json::object out{{"id", id_json(one.id)},     {"administration_id", of.settings.id},
                   {"name", one.name},          {"percentage", text(one.percentage)},
                   {"tax_rate_type", one.type}, {"show_tax", one.show_tax},
                   {"active", one.active},      {"country", text_or_null(one.country)}};
  add_times(out, of);
  return out;
}

reply bad_filter(const std::string& key) {
  return refuse(400, key + " is not included in the list", {{"filter", "invalid"}});
}

/// One "key:value" of the rates' filter against one rate; nullopt for a value that cannot be read.
std::optional<bool> rate_matches(const administration& of, const tax_rate& one,
                                 const std::string& key, const std::string& value) {
  if (key == "name") {
    return one.name == value;
  }
  if (key == "partial_name") {
    return lower(one.name).find(lower(value)) != std::string::npos;
  }
  if (key == "percentage") {
    const auto wanted = id_of(std::string_view{value});
    return wanted ? std::optional{one.percentage == whole(static_cast<long long>(*wanted))}
                  : std::nullopt;
  }
  if (key == "tax_rate_type") {
    const bool known = value == "all" || value == "sales_invoice" || value == "purchase_invoice" ||
                       value == "general_journal_document";
    return known ? std::optional{value == "all" || one.type == value} : std::nullopt;
  }
  if (key == "country") {
    return one.country == value;
  }
  if (key == "show_tax" || key == "active") {
    const bool held = key == "active" ? one.active : one.show_tax;
    const auto wanted = flag_of(json::value(value));
    return wanted ? std::optional{held == *wanted} : std::nullopt;
  }
  if (key == "created_after" || key == "updated_after") {
    const auto after = parse_instant(value);
    return after ? std::optional{of.made_at > *after} : std::nullopt;
  }
  return true;  // unknown keys are ignored
}

reply ledgers(context in) {
  json::array out;
  for (const auto& one : in.books.ledger_accounts) {
    json::array documents;
    for (const auto& type : one.document_types) {
      documents.emplace_back(type);
    }
    json::object row{{"id", id_json(one.id)},
                     {"administration_id", in.books.settings.id},
                     {"name", one.name},
                     {"account_type", one.type},
                     {"account_id", one.number},
                     {"parent_id", nullptr},
                     {"active", one.active},
                     {"allowed_document_types", documents},
                     {"taxonomy_item", json::object{{"taxonomy_version", "3.5"},
                                                    {"code", one.taxonomy_code},
                                                    {"name", one.name}}},
                     {"financial_account_id", nullptr}};
    add_times(row, in.books);
    out.push_back(std::move(row));
  }
  return answer(200, out);
}

json::object workflow_json(const administration& of, const workflow& one) {
  json::array steps;
  int order = 0;
  for (const auto& step : one.steps) {
    steps.push_back(json::object{{"id", id_json(one.id + static_cast<record_id>(order) + 1)},
                                 {"administration_id", of.settings.id},
                                 {"step_order", order},
                                 {"due_interval", step.due_interval},
                                 {"reminder_delay", 0},
                                 {"reminder_text", nullptr},
                                 {"reminder_auto_send", step.reminder_auto_send},
                                 {"action", nullptr}});
    ++order;
  }
  json::object row{{"id", id_json(one.id)},
                   {"administration_id", of.settings.id},
                   {"type", one.for_invoices ? "InvoiceWorkflow" : "EstimateWorkflow"},
                   {"name", one.name},
                   {"default", one.is_default},
                   {"currency", one.currency},
                   {"language", of.settings.language},
                   {"active", one.active},
                   {"prices_are_incl_tax", one.prices_are_incl_tax},
                   {"payment_methods", json::array{}},
                   {"collection_method", nullptr},
                   {"number_of_collections", 0},
                   {"show_qr_code", true}};
  add_times(row, of);
  row["steps"] = std::move(steps);
  return row;
}

reply workflows(context in) {
  const auto& path = in.path();
  if (path.size() == 2) {
    const auto id = id_of(std::string_view{path[1]});
    const auto* one = id ? in.books.find_workflow(*id) : nullptr;
    return one == nullptr ? model_not_found("Workflow")
                          : answer(200, workflow_json(in.books, *one));
  }
  json::array out;
  for (const auto& one : in.books.workflows) {
    out.push_back(workflow_json(in.books, *one));
  }
  return answer(200, out);
}

reply document_styles(context in) {
  json::array out;
  for (const auto& one : in.books.document_styles) {
    json::object row{{"id", id_json(one.id)},
                     {"administration_id", in.books.settings.id},
                     {"name", one.name},
                     {"identity_id", id_json(in.books.identity)},
                     {"default", one.is_default},
                     {"logo_hash", nullptr},
                     {"paper_size", "A4"},
                     {"address_position", "left"},
                     {"font_size", 9},
                     {"font_family", "lucida_grande"},
                     {"print_on_stationery", false},
                     {"custom_css", nullptr}};
    add_times(row, in.books);
    out.push_back(std::move(row));
  }
  return answer(200, out);
}

reply financial_accounts(context in) {
  json::array out;
  for (const auto& one : in.books.financial_accounts) {
    if (!one.active) {
      continue;  // inactive ones are never listed
    }
    json::object row{{"id", id_json(one.id)},
                     {"administration_id", in.books.settings.id},
                     {"type", one.type},
                     {"name", one.name},
                     {"identifier", one.identifier},
                     {"currency", one.currency},
                     {"provider", text_or_null(one.provider)},
                     {"moneybird_account", false},
                     {"active", one.active}};
    add_times(row, in.books);
    out.push_back(std::move(row));
  }
  return answer(200, out);
}

reply custom_fields(context in) {
  json::array out;
  for (const auto& one : in.books.custom_fields) {
    out.push_back(json::object{{"id", id_json(one.id)},
                               {"administration_id", in.books.settings.id},
                               {"name", one.name},
                               {"source", one.source}});
  }
  return answer(200, out);
}

}  // namespace

reply tax_rates_endpoint(context in) {
  if (!in.request.is(http_method::get, 1)) {
    return wrong_method();
  }
  const auto terms = parse_filter(in.request.param("filter"));
  std::vector<const tax_rate*> found;
  for (const auto& one : in.books.tax_rates) {
    bool fits = true;
    for (const auto& [key, value] : terms) {
      const auto match = rate_matches(in.books, *one, key, value);
      if (!match) {
        return bad_filter(key);
      }
      fits = fits && *match;
    }
    if (fits) {
      found.push_back(one.get());
    }
  }
  return paged(in, found, 100, [&in](const tax_rate* one) { return rate_json(in.books, *one); });
}

reply plain_lists_endpoint(context in) {
  const auto& what = in.path().front();
  if (in.request.method != http_method::get || in.path().size() > 2) {
    return wrong_method();
  }
  if (what == "workflows") {
    return workflows(in);
  }
  if (in.path().size() > 1) {
    return wrong_method();
  }
  return what == "ledger_accounts"      ? ledgers(in)
         : what == "document_styles"    ? document_styles(in)
         : what == "financial_accounts" ? financial_accounts(in)
                                        : custom_fields(in);
}

}  // namespace boekbrug::sim::moneybird
