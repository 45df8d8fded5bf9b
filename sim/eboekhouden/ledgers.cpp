// /v1/ledger: the chart of accounts.

#include "sim/eboekhouden/filters.hpp"

#include <algorithm>

namespace boekbrug::sim::eboekhouden {

namespace {

constexpr std::array columns{column{"id", column_kind::number}, column{"code"},
                             column{"description"}, column{"category"}, column{"group"}};
constexpr std::array<std::string_view, 5> addable{"BAL", "VW", "FIN", "DEB", "CRED"};

std::string row(const ledger& one) {
  return object_text{}
      .number("id", one.id)
      .text("code", one.code)
      .text("description", one.description)
      .text("category", one.category)
      .text_or_null("group", one.group)
      .done();
}

reply list(context& of) {
  list_query query{of, columns};
  if (auto refused = query.refusal()) {
    return *refused;
  }
  array_text items;
  for (const auto& [id, one] : of.books.ledgers) {
    if (!one.removed && query.accepts("id", id) && query.accepts("code", one.code) &&
        query.accepts("description", one.description) && query.accepts("category", one.category) &&
        query.accepts("group", one.group) &&
        query.offer(items, [&one = one] { return row(one); })) {
      break;
    }
  }
  return query.page(items);
}

void read(context& of, const json::object& body, ledger& into, problems& wrong) {
  fields in{body, wrong};
  const bool fresh = into.id == 0;
  if (fresh || in.has("code")) {
    into.code = in.text("code", 10, "LEDG_001");
    if (into.code.empty()) {
      in.complain("LEDG_001", "code");
    }
  }
  if (fresh || in.has("description")) {
    into.description = in.text("description", 100, "LEDG_002");
    if (into.description.empty()) {
      in.complain("LEDG_002", "description");
    }
  }
  if (fresh || in.has("category")) {
    into.category = in.text("category", 100);
    if (std::find(addable.begin(), addable.end(), into.category) == addable.end()) {
      in.complain("LEDG_003", "category");
    }
  }
  if (in.has("group")) {
    into.group = in.text("group", 100);
  }
  const bool taken =
      std::any_of(of.books.ledgers.begin(), of.books.ledgers.end(), [&](const auto& other) {
        return !other.second.removed && other.first != into.id && other.second.code == into.code;
      });
  if (taken) {
    in.complain("LEDG_013", "code");
  }
  in.count_unknown(of.all.counted.unknown_members);
}

reply save(context& of, ledger* old) {
  json::object body;
  if (auto refused = read_body(of, body)) {
    return *refused;
  }
  ledger made = old != nullptr ? *old : ledger{};
  problems wrong;
  read(of, body, made, wrong);
  if (!wrong.empty()) {
    return of.refuse(wrong);
  }
  if (old != nullptr) {
    *old = made;
    return answer(200, row(made));
  }
  made.id = of.all.next.ledger++;
  of.books.ledgers.emplace(made.id, made);
  return of.made(object_text{}.number("id", made.id).done());
}

}  // namespace

reply ledger_endpoint(context& of) {
  const auto& request = of.request;
  if (request.path.size() == 1) {
    return request.method == http_method::get    ? list(of)
           : request.method == http_method::post ? save(of, nullptr)
                                                 : wrong_method("GET, POST");
  }
  const auto id = id_of(request.path[1]);
  auto* one = id ? of.books.find_ledger(*id) : nullptr;
  if (one == nullptr || request.path.size() > 3) {
    return empty(404);
  }
  if (request.path.size() == 3) {
    if (request.path[2] != "balance") {
      return empty(404);
    }
    return request.method == http_method::get
               ? answer(200, object_text{}.money("balance", one->balance).done())
               : wrong_method("GET");
  }
  return request.method == http_method::get     ? answer(200, row(*one))
         : request.method == http_method::patch ? save(of, one)
                                                : wrong_method("GET, PATCH");
}

}  // namespace boekbrug::sim::eboekhouden
