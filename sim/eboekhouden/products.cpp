// /v1/product and /v1/product/groups.

#include "sim/eboekhouden/filters.hpp"

#include <algorithm>

namespace boekbrug::sim::eboekhouden {

namespace {

constexpr std::array columns{column{"id", column_kind::number}, column{"code"},
                             column{"description"}, column{"groupId", column_kind::number},
                             column{"active", column_kind::flag}};

std::string row(const product& one) {
  return object_text{}
      .number("id", one.id)
      .text("code", one.code)
      .text("description", one.description)
      .text("vat", one.vat->name)
      .number("ledgerId", one.ledger)
      .raw(one.incl ? "priceIncl" : "priceExcl", number_text(one.price))
      .id_or_null("unitId", one.unit)
      .id_or_null("groupId", one.group)
      .id_or_null("costCenterId", one.cost_center)
      .flag("active", one.active)
      .flag("inStockManagement", one.in_stock_management)
      .done();
}

bool holds(const std::vector<named_record>& rows, record_id id) {
  return id == 0 || std::any_of(rows.begin(), rows.end(),
                                [id](const named_record& one) { return one.id == id; });
}

void read_price(fields& in, product& into) {
  const auto excl = in.number("priceExcl");
  const auto incl = in.number("priceIncl");
  if (excl && incl) {
    in.complain("ART_017", "priceIncl");
  } else if (excl || incl) {
    into.incl = incl.has_value();
    into.price = incl ? *incl : *excl;
  } else if (into.id == 0) {
    in.complain("ART_016", "priceExcl");
  }
}

void read_links(context& of, fields& in, product& into) {
  if (into.id == 0 || in.has("vat")) {
    const auto* code = find_vat_code(in.text("vat", 50));
    if (code == nullptr || !sells(*code) ||
        !usable_in(*code, of.books.settings.country, of.today())) {
      in.complain("ART_018", "vat");
    } else {
      into.vat = code;
    }
  }
  if (into.id == 0 || in.has("ledgerId")) {
    into.ledger = in.id("ledgerId");
    const auto* account = of.books.find_ledger(into.ledger);
    if (account == nullptr || (!account->is("BAL") && !account->is("VW"))) {
      in.complain("ART_019", "ledgerId");
    }
  }
  const auto link = [&in](std::string_view key, record_id& out) {
    if (in.has(key)) {
      out = in.id(key);
    }
  };
  link("unitId", into.unit);
  link("groupId", into.group);
  link("costCenterId", into.cost_center);
  if (!holds(of.books.units, into.unit)) {
    in.complain("ERR_002", "unitId");
  }
  if (!holds(of.books.product_groups, into.group)) {
    in.complain("ERR_002", "groupId");
  }
  if (into.cost_center != 0 && !of.books.cost_centers.contains(into.cost_center)) {
    in.complain("COST_001", "costCenterId");
  }
}

void read(context& of, const json::object& body, product& into, problems& wrong) {
  fields in{body, wrong};
  if (into.id == 0 || in.has("code")) {
    into.code = in.text("code", 50, "ART_001");
    const bool taken =
        std::any_of(of.books.products.begin(), of.books.products.end(), [&](const auto& other) {
          return other.first != into.id && other.second.code == into.code;
        });
    if (into.code.empty() || taken) {
      in.complain("ART_001", "code");
    }
  }
  if (into.id == 0 || in.has("description")) {
    into.description = in.text("description", 10'000, "ART_002");
    if (into.description.empty()) {
      in.complain("ART_002", "description");
    }
  }
  read_price(in, into);
  read_links(of, in, into);
  into.active = in.flag("active").value_or(into.active);
  into.in_stock_management = in.flag("inStockManagement").value_or(into.in_stock_management);
  in.count_unknown(of.all.counted.unknown_members);
}

reply list(context& of) {
  list_query query{of, columns};
  if (auto refused = query.refusal()) {
    return *refused;
  }
  array_text items;
  for (const auto& [id, one] : of.books.products) {
    if (query.accepts("id", id) && query.accepts("code", one.code) &&
        query.accepts("description", one.description) && query.accepts("groupId", one.group) &&
        query.accepts_flag("active", one.active) &&
        query.offer(items, [&one = one] { return row(one); })) {
      break;
    }
  }
  return query.page(items);
}

reply groups(context& of) {
  if (of.request.method != http_method::get) {
    return wrong_method("GET");
  }
  list_query query{of, {}};
  if (auto refused = query.refusal()) {
    return *refused;
  }
  array_text items;
  for (const auto& one : of.books.product_groups) {
    if (query.offer(items, [&one] {
          return object_text{}.number("id", one.id).text("name", one.name).done();
        })) {
      break;
    }
  }
  return query.page(items);
}

reply save(context& of, product* old) {
  json::object body;
  if (auto refused = read_body(of, body)) {
    return *refused;
  }
  const auto limit = of.books.settings.limits.products_max;
  if (old == nullptr && limit >= 0 &&
      static_cast<std::int64_t>(of.books.products.size()) >= limit) {
    return of.refuse("PAKKET_001");
  }
  product made = old != nullptr ? *old : product{};
  problems wrong;
  read(of, body, made, wrong);
  if (!wrong.empty()) {
    return of.refuse(wrong);
  }
  if (old != nullptr) {
    *old = made;
    return answer(200, row(made));
  }
  made.id = of.all.next.product++;
  of.books.products.emplace(made.id, made);
  return of.made(object_text{}.number("id", made.id).done());
}

}  // namespace

reply product_endpoint(context& of) {
  const auto& request = of.request;
  if (request.path.size() == 1) {
    return request.method == http_method::get    ? list(of)
           : request.method == http_method::post ? save(of, nullptr)
                                                 : wrong_method("GET, POST");
  }
  if (request.path.size() == 2 && request.path[1] == "groups") {
    return groups(of);
  }
  const auto id = id_of(request.path[1]);
  const auto at = id ? of.books.products.find(*id) : of.books.products.end();
  if (request.path.size() > 2 || at == of.books.products.end()) {
    return empty(404);
  }
  switch (request.method) {
    case http_method::get:
      return answer(200, row(at->second));
    case http_method::patch:
      return save(of, &at->second);
    case http_method::del:
      of.books.products.erase(at);
      return empty(204);
    default:
      return wrong_method("GET, PATCH, DELETE");
  }
}

}  // namespace boekbrug::sim::eboekhouden
