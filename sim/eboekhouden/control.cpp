// What the real service does not have: questions and interventions of tests, under /_sim.

#include "sim/eboekhouden/control.hpp"

#include "sim/eboekhouden/booking.hpp"

#include <algorithm>

namespace boekbrug::sim::eboekhouden {

namespace {

reply done() {
  return answer(200, R"({"done":true})");
}

/// Whatever a test got wrong is said with its name.
reply bad(world& all, const problems& wrong) {
  return refuse(all.trace(), wrong, 422);
}

reply missing(world& all, std::string_view what) {
  return refuse(all.trace(), "ERR_002", what, 404);
}

void refuse_unknown(fields& in, problems& wrong) {
  std::map<std::string, std::uint64_t> unknown;
  in.count_unknown(unknown);
  for (const auto& [name, count] : unknown) {
    wrong.add("ERR_002", name);
  }
}

reply change_administration(world& all, const std::string& id, const json::object& body) {
  auto* books = all.find_administration(id);
  if (books == nullptr) {
    return missing(all, "administration");
  }
  auto changed = books->settings;
  problems wrong;
  fields in{body, wrong};
  if (body.contains("closed_until")) {
    changed.closed_until = in.date("closed_until", "ERR_002");
  }
  changed.active = in.flag("active").value_or(changed.active);
  changed.unpaid = in.flag("unpaid").value_or(changed.unpaid);
  if (in.has("vat_per")) {
    const auto chosen = in.text("vat_per", 10);
    if (chosen != "line" && chosen != "total") {
      in.complain("ERR_002", "vat_per");
    }
    changed.vat_per_line = chosen == "line";
  }
  const auto limit = [&in](std::string_view key, std::int64_t& into) {
    into = in.whole(key).value_or(into);
  };
  limit("mutations_max", changed.limits.mutations_max);
  limit("relations_max", changed.limits.relations_max);
  limit("invoices_max", changed.limits.invoices_max);
  limit("products_max", changed.limits.products_max);
  // `find` marks a key as asked for, also when its value is null.
  in.has("closed_until");
  refuse_unknown(in, wrong);
  if (!wrong.empty()) {
    return bad(all, wrong);
  }
  books->settings = std::move(changed);
  return done();
}

reply change_relation(world& all, const std::string& id, const json::object& body) {
  const auto wanted = id_of(id);
  for (const auto& books : all.administrations) {
    auto* one = wanted ? books->find_relation(*wanted) : nullptr;
    if (one == nullptr) {
      continue;
    }
    problems wrong;
    fields in{body, wrong};
    const auto inactive = in.flag("inactive");
    refuse_unknown(in, wrong);
    if (!wrong.empty()) {
      return bad(all, wrong);
    }
    one->inactive = inactive.value_or(one->inactive);
    return done();
  }
  return missing(all, "relation");
}

reply change_ledger(world& all, const std::string& id, const json::object& body) {
  const auto wanted = id_of(id);
  for (const auto& books : all.administrations) {
    const auto at = wanted ? books->ledgers.find(*wanted) : books->ledgers.end();
    if (at == books->ledgers.end()) {
      continue;
    }
    problems wrong;
    fields in{body, wrong};
    const auto removed = in.flag("removed");
    refuse_unknown(in, wrong);
    if (!wrong.empty()) {
      return bad(all, wrong);
    }
    at->second.removed = removed.value_or(true);
    return done();
  }
  return missing(all, "ledger");
}

reply change_token(world& all, const json::object& body) {
  problems wrong;
  fields in{body, wrong};
  const auto name = in.text("token", 10'000);
  const auto revoked = in.flag("revoked");
  const auto user_active = in.flag("user_active");
  const auto read_only = in.flag("read_only");
  const auto ends = in.date("ends", "ERR_002");
  refuse_unknown(in, wrong);
  if (!wrong.empty()) {
    return bad(all, wrong);
  }
  auto* token = all.find_token(name).second;
  if (token == nullptr) {
    return missing(all, "token");
  }
  token->revoked = revoked.value_or(token->revoked);
  token->user_active = user_active.value_or(token->user_active);
  token->read_only = read_only.value_or(token->read_only);
  token->ends = ends ? ends : token->ends;
  return done();
}

/// The first account that a merchant's bank payment can be on.
record_id bank_of(const administration& books) {
  const auto at = std::find_if(books.ledgers.begin(), books.ledgers.end(), [](const auto& one) {
    return one.second.is("FIN") && !one.second.removed;
  });
  return at == books.ledgers.end() ? 0 : at->first;
}

mutation hand_payment(const administration& books, const mutation& sale, cents amount, day when) {
  mutation made;
  made.type = mutation_type::payment;
  made.date = when;
  made.ledger = bank_of(books);
  made.number = sale.number;
  made.relation = sale.relation;
  made.description = "Handmatig geboekt";
  auto& row = made.rows.emplace_back();
  row.ledger = sale.ledger;
  row.number = sale.number;
  row.relation = sale.relation;
  row.sum = {find_vat_code("GEEN"), amount, std::nullopt, amount, 0};
  made.vat = {{row.sum.code, amount, 0}};
  return made;
}

reply pay(world& all, const call& request, const json::object& body) {
  problems wrong;
  fields in{body, wrong};
  const auto number = in.text("invoiceNumber", 50);
  const auto wanted = in.text("administration", 1'000);
  const auto amount = in.money("amount");
  const auto when = in.date("date", "ERR_002").value_or(dutch_day(request.now));
  refuse_unknown(in, wrong);
  if (!wrong.empty()) {
    return bad(all, wrong);
  }
  for (const auto& books : all.administrations) {
    const auto at = books->sales_by_number.find(all.folded(number));
    if ((!wanted.empty() && books->settings.id != wanted) || at == books->sales_by_number.end()) {
      continue;
    }
    const auto& sale = books->mutations.at(at->second.front());
    const auto& made =
        book(all, *books, hand_payment(*books, sale, amount.value_or(sale.outstanding()), when));
    return answer(200, object_text{}.number("id", made.id).done());
  }
  return missing(all, "invoiceNumber");
}

}  // namespace

reply control_endpoint(world& all, call& request) {
  const auto& path = request.path;
  if (request.is(http_method::get, 1) && path[0] == "books") {
    return books_endpoint(all, request);
  }
  if (request.is(http_method::get, 1) && path[0] == "counters") {
    return answer(200, counters_json(all));
  }
  if (request.method != http_method::post) {
    return empty(404);
  }
  const auto body = request.raw->body.empty() ? std::optional<json::value>{json::object{}}
                                              : parse_exact(request.raw->body);
  if (!body || !body->is_object()) {
    return refuse(all.trace(), "DATA_01", "", 422);
  }
  const auto& members = body->get_object();
  if (path.size() == 2 && path[0] == "administrations") {
    return change_administration(all, path[1], members);
  }
  if (path.size() == 2 && path[0] == "relations") {
    return change_relation(all, path[1], members);
  }
  if (path.size() == 2 && path[0] == "ledgers") {
    return change_ledger(all, path[1], members);
  }
  if (path.size() == 2 && path[0] == "sessions" && path[1] == "expire") {
    return answer(
        200,
        object_text{}.number("ended", static_cast<std::int64_t>(all.sessions.close_all())).done());
  }
  if (path.size() == 1 && path[0] == "tokens") {
    return change_token(all, members);
  }
  if (path.size() == 1 && path[0] == "pay") {
    return pay(all, request, members);
  }
  return empty(404);
}

}  // namespace boekbrug::sim::eboekhouden
