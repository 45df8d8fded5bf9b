// Small lists: administrations, cost centres, templates, units.

#include "sim/eboekhouden/filters.hpp"

namespace boekbrug::sim::eboekhouden {

namespace {

constexpr std::array center_columns{column{"id", column_kind::number}, column{"description"},
                                    column{"parentId", column_kind::number},
                                    column{"active", column_kind::flag}};
constexpr std::array template_columns{column{"id", column_kind::number}, column{"name"},
                                      column{"active", column_kind::flag}, column{"type"}};
constexpr std::array name_columns{column{"id", column_kind::number}, column{"name"}};

std::string row(const cost_center& one) {
  return object_text{}
      .number("id", one.id)
      .text("description", one.description)
      .id_or_null("parentId", one.parent)
      .flag("active", one.active)
      .done();
}

reply list_centers(context& of) {
  list_query query{of, center_columns};
  if (auto refused = query.refusal()) {
    return *refused;
  }
  array_text items;
  for (const auto& [id, one] : of.books.cost_centers) {
    if (query.accepts("id", id) && query.accepts("description", one.description) &&
        query.accepts("parentId", one.parent) && query.accepts_flag("active", one.active) &&
        query.offer(items, [&one = one] { return row(one); })) {
      break;
    }
  }
  return query.page(items);
}

reply save_center(context& of, cost_center* old) {
  json::object body;
  if (auto refused = read_body(of, body)) {
    return *refused;
  }
  cost_center made = old != nullptr ? *old : cost_center{};
  problems wrong;
  fields in{body, wrong};
  if (old == nullptr || in.has("description")) {
    made.description = in.text("description", 50, "COST_002");
    if (made.description.empty()) {
      in.complain("COST_002", "description");
    }
  }
  if (in.has("parentId")) {
    made.parent = in.id("parentId");
    if (made.parent != 0 &&
        (made.parent == made.id || !of.books.cost_centers.contains(made.parent))) {
      in.complain("COST_001", "parentId");
    }
  }
  made.active = in.flag("active").value_or(made.active);
  in.count_unknown(of.all.counted.unknown_members);
  if (!wrong.empty()) {
    return of.refuse(wrong);
  }
  if (old != nullptr) {
    *old = made;
    return answer(200, row(made));
  }
  made.id = of.all.next.cost_center++;
  of.books.cost_centers.emplace(made.id, made);
  return of.made(object_text{}.number("id", made.id).done());
}

reply list_templates(context& of) {
  list_query query{of, template_columns};
  if (auto refused = query.refusal()) {
    return *refused;
  }
  array_text items;
  for (const auto& [id, one] : of.books.templates) {
    if (query.accepts("id", id) && query.accepts("name", one.name) &&
        query.accepts_flag("active", one.active) &&
        query.accepts("type", std::string_view{&one.type, 1}) && query.offer(items, [&one = one] {
          return object_text{}
              .number("id", one.id)
              .text("name", one.name)
              .flag("active", one.active)
              .text("type", std::string_view{&one.type, 1})
              .done();
        })) {
      break;
    }
  }
  return query.page(items);
}

reply list_names(context& of, const std::vector<named_record>& rows) {
  list_query query{of, name_columns};
  if (auto refused = query.refusal()) {
    return *refused;
  }
  array_text items;
  for (const auto& one : rows) {
    if (query.accepts("id", one.id) && query.accepts("name", one.name) &&
        query.offer(items, [&one] {
          return object_text{}.number("id", one.id).text("name", one.name).done();
        })) {
      break;
    }
  }
  return query.page(items);
}

}  // namespace

reply administration_endpoint(context& of) {
  const auto& request = of.request;
  const bool linked = request.path.size() == 2 && request.path[1] == "linked";
  if (request.path.size() > 1 && !linked) {
    return empty(404);
  }
  if (request.method != http_method::get) {
    return wrong_method("GET");
  }
  if (!of.token.accountant) {
    return of.refuse("EP_001");
  }
  list_query query{of, {}};
  if (auto refused = query.refusal()) {
    return *refused;
  }
  array_text items;
  for (const auto& one : of.all.administrations) {
    // Linked ones are those of the accountant's clients.
    if (linked && one.get() == &of.books) {
      continue;
    }
    if (query.offer(items, [&one] {
          return object_text{}
              .text("guid", one->settings.guid)
              .text("company", one->settings.company)
              .done();
        })) {
      break;
    }
  }
  return query.page(items);
}

reply cost_center_endpoint(context& of) {
  const auto& request = of.request;
  if (request.path.size() == 1) {
    return request.method == http_method::get    ? list_centers(of)
           : request.method == http_method::post ? save_center(of, nullptr)
                                                 : wrong_method("GET, POST");
  }
  const auto id = id_of(request.path[1]);
  const auto at = id ? of.books.cost_centers.find(*id) : of.books.cost_centers.end();
  if (request.path.size() > 2 || at == of.books.cost_centers.end()) {
    return empty(404);
  }
  switch (request.method) {
    case http_method::get:
      return answer(200, row(at->second));
    case http_method::patch:
      return save_center(of, &at->second);
    case http_method::del:
      of.books.cost_centers.erase(at);
      return empty(204);
    default:
      return wrong_method("GET, PATCH, DELETE");
  }
}

reply plain_list_endpoint(context& of) {
  const auto& request = of.request;
  if (request.path.size() > 1) {
    return empty(404);
  }
  if (request.method != http_method::get) {
    return wrong_method("GET");
  }
  return request.path[0] == "invoicetemplate" ? list_templates(of)
         : request.path[0] == "emailtemplate" ? list_names(of, of.books.email_templates)
                                              : list_names(of, of.books.units);
}

}  // namespace boekbrug::sim::eboekhouden
