// /v1/relation: customers. Lists give id, type and code only.

#include "sim/eboekhouden/filters.hpp"
#include "sim/eboekhouden/relation_rules.hpp"

namespace boekbrug::sim::eboekhouden {

namespace {

constexpr std::array columns{
    column{"id", column_kind::number},
    column{"code"},
    column{"type"},
    column{"name"},
    column{"contact"},
    column{"city"},
    column{"email"},
    column{"inactive", column_kind::flag},
};

/// The text that the `email` filter compares; which fields it looks at is an option.
bool email_fits(const list_query& query, const relation& one, bool all_fields) {
  if (query.accepts("email", one.text("emailAddress"))) {
    return true;
  }
  return all_fields && (query.accepts("email", one.text("emailAddressInvoice")) ||
                        query.accepts("email", one.text("emailAddressReminder")));
}

reply list(context& of) {
  auto known = columns;
  if (of.all.options.doubtful.email_ignores_case) {
    known[6].kind = column_kind::folded_text;
  }
  list_query query{of, known};
  if (auto refused = query.refusal()) {
    return *refused;
  }
  array_text items;
  const auto offer = [&](const relation& one) {
    if (!query.accepts("id", one.id) || !query.accepts("code", one.code) ||
        !query.accepts("type", std::string_view{&one.type, 1}) ||
        !query.accepts("name", one.text("name")) ||
        !query.accepts("contact", one.text("contact")) ||
        !query.accepts("city", one.text("city")) || !query.accepts_flag("inactive", one.inactive) ||
        !email_fits(query, one, of.all.options.doubtful.email_all_fields)) {
      return false;
    }
    return query.offer(items, [&one] {
      return object_text{}
          .number("id", one.id)
          .text("type", std::string_view{&one.type, 1})
          .text("code", one.code)
          .done();
    });
  };
  if (const auto* wanted = query.exact("email"); wanted != nullptr && !wanted->empty()) {
    const auto at = of.books.relations_by_email.find(lower(*wanted));
    if (at != of.books.relations_by_email.end()) {
      for (const auto id : at->second) {
        if (offer(of.books.relations.at(id))) {
          break;
        }
      }
    }
    return query.page(items);
  }
  for (const auto& [id, one] : of.books.relations) {
    if (offer(one)) {
      break;
    }
  }
  return query.page(items);
}

reply detail(context& of, const relation& one) {
  object_text out;
  out.number("id", one.id).text("type", std::string_view{&one.type, 1}).text("code", one.code);
  out.text("date", of.date_text(one.date));
  for (const auto& field : relation_texts) {
    out.text_or_null(field.name, one.text(field.name));
  }
  if (one.term_of_payment) {
    out.number("termOfPayment", *one.term_of_payment);
  } else {
    out.raw("termOfPayment", "null");
  }
  out.flag("inactive", one.inactive).flag("doNotReceiveNewsletters", one.no_newsletter);
  out.flag("mandate", one.mandate).id_or_null("ledgerId", one.ledger);
  return answer(200, out.done());
}

reply create(context& of) {
  json::object body;
  if (auto refused = read_body(of, body)) {
    return *refused;
  }
  const auto limit = of.books.settings.limits.relations_max;
  if (limit >= 0 && static_cast<std::int64_t>(of.books.relations.size()) >= limit) {
    return of.refuse("MODULE_002");
  }
  relation made;
  made.date = of.today();
  problems wrong;
  read_relation(of, body, made, wrong);
  if (!wrong.empty()) {
    return of.refuse(wrong);
  }
  made.id = of.all.next.relation++;
  if (made.code.empty()) {
    made.code = free_code(of.books, made.id);
  }
  of.books.relation_by_code[lower(made.code)] = made.id;
  const auto& kept = of.books.relations.emplace(made.id, std::move(made)).first->second;
  of.books.index_email(kept);
  return of.made(object_text{}.number("id", kept.id).text("code", kept.code).done());
}

reply change(context& of, relation& one) {
  json::object body;
  if (auto refused = read_body(of, body)) {
    return *refused;
  }
  relation changed = one;
  problems wrong;
  read_relation(of, body, changed, wrong);
  if (!wrong.empty()) {
    return of.refuse(wrong);
  }
  if (changed.code.empty()) {
    changed.code = one.code;
  }
  of.books.relation_by_code.erase(lower(one.code));
  of.books.relation_by_code[lower(changed.code)] = one.id;
  // Addresses that went stay in the index; the filter itself compares again.
  one = std::move(changed);
  of.books.index_email(one);
  return detail(of, one);
}

}  // namespace

reply relation_endpoint(context& of) {
  const auto& request = of.request;
  if (request.is(http_method::get, 1)) {
    return list(of);
  }
  if (request.is(http_method::post, 1)) {
    return create(of);
  }
  if (request.path.size() != 2) {
    return request.path.size() > 2 ? empty(404) : wrong_method("GET, POST");
  }
  const auto id = id_of(request.path[1]);
  auto* one = id ? of.books.find_relation(*id) : nullptr;
  if (request.method != http_method::get && request.method != http_method::patch) {
    return wrong_method("GET, PATCH");
  }
  if (one == nullptr) {
    return empty(404);
  }
  return request.method == http_method::get ? detail(of, *one) : change(of, *one);
}

}  // namespace boekbrug::sim::eboekhouden
