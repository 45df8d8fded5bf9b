// /v1/mutation: what is in the books. Nothing is ever changed or deleted here.

#include "sim/eboekhouden/filters.hpp"
#include "sim/eboekhouden/mutation_rules.hpp"

#include <algorithm>

namespace boekbrug::sim::eboekhouden {

namespace {

constexpr std::array columns{column{"id", column_kind::number},
                             column{"type", column_kind::number},
                             column{"date", column_kind::date},
                             column{"invoiceNumber"},
                             column{"ledgerId", column_kind::number},
                             column{"amount", column_kind::number},
                             column{"entryNumber"},
                             column{"description"}};
constexpr std::array open_columns{column{"date", column_kind::date},
                                  column{"mutationId", column_kind::number},
                                  column{"invoiceNumber"},
                                  column{"relationId", column_kind::number},
                                  column{"relationCode"},
                                  column{"company"},
                                  column{"credDeb"}};

reply create(context& of) {
  json::object body;
  if (auto refused = read_body(of, body)) {
    return *refused;
  }
  const auto limit = of.books.settings.limits.mutations_max;
  if (limit >= 0 && static_cast<std::int64_t>(of.books.mutations.size()) >= limit) {
    return of.refuse("MODULE_001");
  }
  posted_mutation posted;
  read_mutation(of, body, posted);
  if (!posted.wrong.empty()) {
    return of.refuse(posted.wrong);
  }
  const auto& made = posted.made;
  if (of.books.closed(made.date)) {
    return of.all.options.doubtful.closed_is_security
               ? refuse_security(of.all.trace(), "SECURITY_007", 403)
               : of.refuse("MUT_005", "Date");
  }
  if (made.type == mutation_type::sale) {
    const auto taken = number_taken(of.all, of.books, made.number, made.relation, made.date);
    if (!taken.empty()) {
      posted.wrong.add(taken, "InvoiceNumber");
    }
  }
  if (posted.check_reference && of.books.by_payment_reference.contains(made.payment_reference)) {
    posted.wrong.add("MUTA_008", "PaymentReference");
  }
  if (!posted.wrong.empty()) {
    return of.refuse(posted.wrong);
  }
  const auto& kept = book(of.all, of.books, std::move(posted.made));
  return of.made(object_text{}.number("id", kept.id).done());
}

void add_head(const context& of, object_text& out, const mutation& one) {
  const auto type = static_cast<int>(one.type);
  out.number("id", one.id);
  if (of.all.options.doubtful.type_as_text) {
    out.text("type", type == 2   ? "Factuur verstuurd"
                     : type == 3 ? "Factuurbetaling ontvangen"
                                 : "Memoriaal");
  } else {
    out.number("type", type);
  }
  out.text("date", of.date_text(one.date)).text("invoiceNumber", one.number);
  out.number("ledgerId", one.ledger).money("amount", one.total);
  out.text_or_null("entryNumber", one.entry_number);
}

std::string row_text(const mutation_row& row, bool with_vat) {
  object_text out;
  out.number("ledgerId", row.ledger).text("vatCode", row.sum.code->name);
  out.money("amount", row.sum.amount);
  if (with_vat) {
    out.money("vatAmount", row.sum.vat);
  }
  return out.text("description", row.description)
      .id_or_null("costCenterId", row.cost_center)
      .text_or_null("invoiceNumber", row.number)
      .id_or_null("relationId", row.relation)
      .done();
}

reply detail(const context& of, const mutation& one) {
  object_text out;
  add_head(of, out, one);
  out.text("description", one.description).id_or_null("relationId", one.relation);
  out.text("inExVat", one.incl ? "IN" : "EX");
  if (one.term_of_payment) {
    out.number("termOfPayment", *one.term_of_payment);
  } else {
    out.raw("termOfPayment", "null");
  }
  array_text rows;
  for (const auto& row : one.rows) {
    rows.add(row_text(row, one.vat_per_line));
  }
  array_text vat;
  for (const auto& total : one.vat) {
    vat.add(object_text{}.text("vatCode", total.code->name).money("amount", total.tax).done());
  }
  return answer(200, out.raw("rows", rows.done()).raw("vat", vat.done()).done());
}

bool number_fits(const list_query& query, const mutation& one, bool rows_too) {
  return query.accepts("invoiceNumber", one.number) ||
         (rows_too && std::any_of(one.rows.begin(), one.rows.end(), [&](const mutation_row& row) {
            return query.accepts("invoiceNumber", row.number);
          }));
}

reply list(context& of) {
  list_query query{of, columns};
  if (auto refused = query.refusal()) {
    return *refused;
  }
  array_text items;
  const auto offer = [&](const mutation& one) {
    if (!query.accepts("id", one.id) ||
        !query.accepts("type", static_cast<std::int64_t>(one.type)) ||
        !query.accepts("date", one.date) || !query.accepts("ledgerId", one.ledger) ||
        !query.accepts_money("amount", one.total) ||
        !query.accepts("entryNumber", one.entry_number) ||
        !query.accepts("description", one.description) ||
        !number_fits(query, one, of.all.options.doubtful.list_finds_rows)) {
      return false;
    }
    return query.offer(items, [&] {
      object_text row;
      add_head(of, row, one);
      return row.done();
    });
  };
  const auto* wanted = query.exact("invoiceNumber");
  if (wanted != nullptr && !wanted->empty()) {
    const auto at = of.books.mutations_by_number.find(*wanted);
    if (at != of.books.mutations_by_number.end()) {
      for (const auto id : at->second) {
        if (offer(of.books.mutations.at(id))) {
          break;
        }
      }
    }
    return query.page(items);
  }
  for (const auto& [id, one] : of.books.mutations) {
    if (offer(one)) {
      break;
    }
  }
  return query.page(items);
}

reply outstanding(context& of) {
  list_query query{of, open_columns};
  if (auto refused = query.refusal()) {
    return *refused;
  }
  const auto side = of.request.param("credDeb");
  if (side.empty()) {
    return of.refuse("MUTA_006", "CredDeb");
  }
  if (side != "D" && side != "C") {
    return of.refuse("MUTA_007", "CredDeb");
  }
  array_text items;
  const auto offer = [&](const mutation& one) {
    const auto& who = of.books.relations.at(one.relation);
    if (!query.accepts("date", one.date) || !query.accepts("mutationId", one.id) ||
        !query.accepts("invoiceNumber", one.number) || !query.accepts("relationId", one.relation) ||
        !query.accepts("relationCode", who.code) || !query.accepts("company", who.text("name"))) {
      return false;
    }
    return query.offer(items, [&] {
      return object_text{}
          .text("date", of.date_text(one.date))
          .number("mutationId", one.id)
          .text("invoiceNumber", one.number)
          .number("relationId", one.relation)
          .text("relationCode", who.code)
          .text("company", who.text("name"))
          .money("totalAmount", one.total)
          .money("paidAmount", one.paid)
          .money("outstandingAmount", one.outstanding())
          .done();
    });
  };
  const auto* wanted = query.exact("invoiceNumber");
  if (side == "D" && wanted != nullptr) {
    const auto at = of.books.mutations_by_number.find(*wanted);
    for (const auto id : at == of.books.mutations_by_number.end() ? id_list{} : at->second) {
      if (of.books.open_sales.contains(id) && offer(of.books.mutations.at(id))) {
        break;
      }
    }
  } else if (side == "D") {
    for (const auto id : of.books.open_sales) {
      if (offer(of.books.mutations.at(id))) {
        break;
      }
    }
  }
  return query.page(items);
}

}  // namespace

reply mutation_endpoint(context& of) {
  const auto& request = of.request;
  if (request.path.size() == 1) {
    return request.method == http_method::get    ? list(of)
           : request.method == http_method::post ? create(of)
                                                 : wrong_method("GET, POST");
  }
  if (request.path.size() == 3 && request.path[1] == "invoice" &&
      request.path[2] == "outstanding") {
    return request.method == http_method::get ? outstanding(of) : wrong_method("GET");
  }
  if (request.path.size() > 2) {
    return empty(404);
  }
  if (request.method != http_method::get) {
    return wrong_method("GET");
  }
  const auto id = id_of(request.path[1]);
  const auto at = id ? of.books.mutations.find(*id) : of.books.mutations.end();
  return at == of.books.mutations.end() ? of.refuse("MUT_300", "Id", 404) : detail(of, at->second);
}

}  // namespace boekbrug::sim::eboekhouden
