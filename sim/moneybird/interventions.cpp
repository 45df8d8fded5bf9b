// Interventions under /_sim: what a user of the real service would do behind our back.

#include "sim/moneybird/invoices.hpp"
#include "sim/moneybird/totals.hpp"

#include <algorithm>

namespace boekbrug::sim::moneybird {

reply intervene(world& all, const call& request);

namespace {

std::string text_of(const json::object& from, std::string_view key) {
  const auto* value = from.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

struct found_invoice {
  administration* books = nullptr;
  invoice* one = nullptr;
};

found_invoice find_invoice(world& all, const json::object& body) {
  const auto wanted = text_of(body, "administration");
  const auto id = id_of(std::string_view{text_of(body, "invoice")});
  const auto reference = text_of(body, "reference");
  for (const auto& books : all.administrations) {
    if (!wanted.empty() && books->settings.id != wanted) {
      continue;
    }
    for (const auto* book : {&books->sales, &books->external}) {
      const auto* ids = reference.empty() ? nullptr : book->with_reference(reference);
      auto* one = id ? book->find(*id) : ids != nullptr ? book->find(ids->front()) : nullptr;
      if (one != nullptr) {
        return {books.get(), one};
      }
    }
  }
  return {};
}

const tax_rate* another_rate(const administration& of, const tax_rate& than) {
  const auto at = std::find_if(of.tax_rates.begin(), of.tax_rates.end(), [&](const auto& rate) {
    return rate->active && rate->type == "sales_invoice" && rate->percentage != than.percentage;
  });
  return at == of.tax_rates.end() ? nullptr : at->get();
}

/// {"invoice": id | "reference": text, "change": "total" | "rate" | "delete", "by": "0.01"}
reply tamper(world& all, const call& request, const json::object& body) {
  const auto [books, one] = find_invoice(all, body);
  if (one == nullptr) {
    return refuse(404, "no such invoice");
  }
  const auto change = text_of(body, "change");
  if (change == "delete") {
    for (const auto& paid : one->payments) {
      books->payment_owner.erase(paid.id);
    }
    (one->external ? books->external : books->sales).remove(one->id);
    return answer(200, json::object{{"deleted", true}});
  }
  if (one->details.empty()) {
    return refuse(400, "the invoice has no lines");
  }
  auto& line = one->details.front();
  if (change == "total") {
    const auto by = body.contains("by") ? parse_amount(text_of(body, "by")) : amount{amount_cent};
    if (!by) {
      return refuse(400, "by is not a number");
    }
    detail extra = line;
    extra.id = all.next_id(request.now);
    extra.description = "Aangepast";
    extra.price = *by;
    extra.quantity = whole(1);
    extra.quantity_text.reset();
    one->details.push_back(std::move(extra));
  } else if (change == "rate") {
    const auto id = id_of(std::string_view{text_of(body, "tax_rate_id")});
    const auto* rate = id ? books->find_rate(*id) : another_rate(*books, *line.rate);
    if (rate == nullptr) {
      return refuse(404, "no such tax rate");
    }
    line.rate = rate;
  } else {
    return refuse(400, "change must be total, rate or delete");
  }
  const context in{all, *books, request};
  compute_totals(*one, all.options.doubtful.round_lines);
  settle(in, *one);
  touch(in, *one);
  return answer(200, shown(in, *one));
}

reply archive_contact(world& all, const call& request) {
  const auto id = id_of(std::string_view{request.path[1]});
  for (const auto& books : all.administrations) {
    auto* one = id ? books->find_contact(*id) : nullptr;
    if (one != nullptr) {
      one->archived = true;
      one->updated_at = request.now;
      one->version = world::next_version(one->version, request.now);
      return answer(200, json::object{{"archived", true}});
    }
  }
  return refuse(404, "no such contact");
}

/// {"period_locked_until": "2026-03-31" | null, "suspended": true, "plan": "free"}
reply change_administration(world& all, const call& request, const json::object& body) {
  const auto at = all.by_id.find(request.path[1]);
  if (at == all.by_id.end()) {
    return refuse(404, "no such administration");
  }
  auto& settings = at->second->settings;
  if (const auto* locked = body.if_contains("period_locked_until")) {
    settings.period_locked_until = parse_day(text_of(body, "period_locked_until"));
    if (!locked->is_null() && !settings.period_locked_until) {
      return refuse(400, "period_locked_until is not a date");
    }
  }
  if (const auto* suspended = body.if_contains("suspended")) {
    settings.suspended = flag_of(*suspended).value_or(settings.suspended);
  }
  if (const auto plan = text_of(body, "plan"); !plan.empty()) {
    settings.free_plan = plan == "free";
  }
  return answer(200, json::object{{"changed", true}});
}

/// {"administration": id, "tax_rate_id": id, "active": false}
reply change_rate(world& all, const json::object& body) {
  const auto id = id_of(text_of(body, "tax_rate_id")).value_or(0);
  for (const auto& books : all.administrations) {
    for (const auto& rate : books->tax_rates) {
      if (rate->id == id) {
        const auto* active = body.if_contains("active");
        rate->active = active != nullptr && flag_of(*active).value_or(false);
        return answer(200, json::object{{"active", rate->active}});
      }
    }
  }
  return refuse(404, "no such tax rate");
}

}  // namespace

reply intervene(world& all, const call& request) {
  json::object body;
  if (request.method != http_method::post) {
    return refuse(404, "not found");
  }
  if (auto refused = read_body(request, body)) {
    return *refused;
  }
  const auto& path = request.path;
  if (path.size() == 1 && path[0] == "tamper") {
    return tamper(all, request, body);
  }
  if (path.size() == 1 && path[0] == "revoke") {
    return all.tokens.revoke(text_of(body, "token")) ? answer(200, json::object{{"revoked", true}})
                                                     : refuse(404, "no such token");
  }
  if (path.size() == 1 && path[0] == "expire") {
    return all.tokens.expire(text_of(body, "token"), request.now)
               ? answer(200, json::object{{"expired", true}})
               : refuse(404, "no such token");
  }
  if (path.size() == 1 && path[0] == "tax_rate") {
    return change_rate(all, body);
  }
  if (path.size() == 3 && path[0] == "contacts" && path[2] == "archive") {
    return archive_contact(all, request);
  }
  if (path.size() == 2 && path[0] == "administrations") {
    return change_administration(all, request, body);
  }
  return refuse(404, "not found");
}

}  // namespace boekbrug::sim::moneybird
