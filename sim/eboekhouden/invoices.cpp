// /v1/invoice: sales invoices, booked at once when the request says so.

#include "sim/eboekhouden/filters.hpp"
#include "sim/eboekhouden/invoice_rules.hpp"

namespace boekbrug::sim::eboekhouden {

namespace {

constexpr std::array columns{column{"id", column_kind::number}, column{"invoiceNumber"},
                             column{"relationId", column_kind::number},
                             column{"date", column_kind::date}};

void check_state(context& of, posted_invoice& posted) {
  const auto& made = posted.made;
  const bool taken = of.books.invoice_keys.contains(of.all.folded(made.number));
  if (taken) {
    posted.wrong.add("FACT_101", "InvoiceNumber");
  }
  if (!posted.booked) {
    return;
  }
  if (!taken) {
    const auto code = number_taken(of.all, of.books, made.number, made.relation, made.date);
    if (!code.empty()) {
      posted.wrong.add(code, "InvoiceNumber");
    }
  }
  if (posted.check_reference &&
      of.books.by_payment_reference.contains(posted.sale.payment_reference)) {
    posted.wrong.add("FACT_VERWERK_004", "Mutation.PaymentReference");
  }
}

void book_invoice(context& of, posted_invoice& posted) {
  auto& made = posted.made;
  auto& sale = posted.sale;
  sale.type = mutation_type::sale;
  sale.date = made.date;
  sale.relation = made.relation;
  sale.number = made.number;
  sale.term_of_payment = made.term_of_payment;
  sale.incl = made.incl;
  sale.vat = made.vat;
  sale.vat_per_line = of.books.settings.vat_per_line;
  sale.invoice = made.id;
  for (const auto& line : made.lines) {
    auto& row = sale.rows.emplace_back();
    row.ledger = line.ledger;
    row.sum = line.sum;
    row.description = line.description;
    row.cost_center = line.cost_center;
  }
  made.mutation = book(of.all, of.books, std::move(sale)).id;
}

/// Whether a limit of the trial stands in the way; "" when not.
std::string_view over_limit(const administration& books, bool booked) {
  const auto& limits = books.settings.limits;
  const auto reached = [](std::int64_t limit, std::size_t count) {
    return limit >= 0 && static_cast<std::int64_t>(count) >= limit;
  };
  if (reached(limits.invoices_max, books.invoices.size())) {
    return "FACT_102";
  }
  return booked && reached(limits.mutations_max, books.mutations.size()) ? "MODULE_001" : "";
}

reply create(context& of) {
  json::object body;
  if (auto refused = read_body(of, body)) {
    return *refused;
  }
  posted_invoice posted;
  read_invoice(of, body, posted);
  if (const auto full = over_limit(of.books, posted.booked); !full.empty()) {
    return of.refuse(full);
  }
  if (!posted.wrong.empty()) {
    return of.refuse(posted.wrong);
  }
  if (posted.booked && of.books.closed(posted.made.date)) {
    return of.all.options.doubtful.closed_is_security
               ? refuse_security(of.all.trace(), "SECURITY_007", 403)
               : of.refuse("FACT_VERWERK_001", "Date");
  }
  check_state(of, posted);
  if (!posted.wrong.empty()) {
    return of.refuse(posted.wrong);
  }
  auto& made = posted.made;
  made.id = of.all.next.invoice++;
  const auto* given = body.if_contains("invoiceNumber");
  const bool numbered =
      given != nullptr && text_of(*given) != nullptr && !given->get_string().empty();
  of.books.settings.next_number += numbered ? 0 : 1;
  of.all.counted.mails_sent += posted.mailed ? 1U : 0U;
  if (posted.booked) {
    book_invoice(of, posted);
  }
  of.books.invoices_by_number[made.number].push_back(made.id);
  of.books.invoice_keys[of.all.folded(made.number)].push_back(made.id);
  const auto& kept = of.books.invoices.emplace(made.id, std::move(made)).first->second;
  return of.made(object_text{}
                     .number("id", kept.id)
                     .text("invoiceNumber", kept.number)
                     .text("inExVat", kept.incl ? "IN" : "EX")
                     .done());
}

void add_head(const context& of, object_text& out, const invoice& one) {
  out.number("id", one.id).text("invoiceNumber", one.number).number("relationId", one.relation);
  out.text("date", of.date_text(one.date)).text("reference", one.reference);
  out.text("text", one.text);
  out.text("urlPdfFile", "https://pdf.invalid/factuur/" + std::to_string(one.id));
  out.money("totalExcl", one.total_excl).money("totalAmount", one.total());
  out.money("vatAmount", one.total_vat).number("termOfPayment", one.term_of_payment);
  out.number("templateId", one.invoice_template).flag("print", one.print);
}

std::string line_text(const invoice_line& line) {
  object_text out;
  out.raw("quantity", number_text(line.quantity)).text_or_null("code", line.code);
  out.text("description", line.description).raw("pricePerUnit", number_text(line.price));
  out.text("vatCode", line.sum.code->name).number("ledgerId", line.ledger);
  out.id_or_null("costCenterId", line.cost_center).id_or_null("unitId", line.unit);
  out.id_or_null("productId", line.product);
  const auto discount = [&out](std::string_view key, const std::optional<decimal>& value) {
    out.raw(key, value ? number_text(*value) : "null");
  };
  discount("discountAmount", line.discount_amount);
  discount("discountPercentage", line.discount_percentage);
  return out.money("vatAmount", line.sum.vat).done();
}

reply detail(const context& of, const invoice& one) {
  object_text out;
  add_head(of, out, one);
  array_text lines;
  for (const auto& line : one.lines) {
    lines.add(line_text(line));
  }
  out.text("inExVat", one.incl ? "IN" : "EX").raw("items", lines.done());
  return answer(200, out.done());
}

reply list(context& of) {
  list_query query{of, columns};
  if (auto refused = query.refusal()) {
    return *refused;
  }
  array_text items;
  const auto offer = [&](const invoice& one) {
    if (!query.accepts("id", one.id) || !query.accepts("invoiceNumber", one.number) ||
        !query.accepts("relationId", one.relation) || !query.accepts("date", one.date)) {
      return false;
    }
    return query.offer(items, [&] {
      object_text row;
      add_head(of, row, one);
      return row.done();
    });
  };
  if (const auto* wanted = query.exact("invoiceNumber")) {
    const auto at = of.books.invoices_by_number.find(*wanted);
    for (const auto id : at == of.books.invoices_by_number.end() ? id_list{} : at->second) {
      if (offer(of.books.invoices.at(id))) {
        break;
      }
    }
    return query.page(items);
  }
  for (const auto& [id, one] : of.books.invoices) {
    if (offer(one)) {
      break;
    }
  }
  return query.page(items);
}

}  // namespace

reply invoice_endpoint(context& of) {
  const auto& request = of.request;
  if (request.path.size() == 1) {
    return request.method == http_method::get    ? list(of)
           : request.method == http_method::post ? create(of)
                                                 : wrong_method("GET, POST");
  }
  if (request.path.size() > 2) {
    return empty(404);
  }
  if (request.method != http_method::get) {
    return wrong_method("GET");
  }
  const auto id = id_of(request.path[1]);
  const auto at = id ? of.books.invoices.find(*id) : of.books.invoices.end();
  return at == of.books.invoices.end() ? empty(404) : detail(of, at->second);
}

}  // namespace boekbrug::sim::eboekhouden
