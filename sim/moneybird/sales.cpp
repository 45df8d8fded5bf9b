#include "sim/moneybird/invoice_fields.hpp"
#include "sim/moneybird/invoices.hpp"
#include "sim/moneybird/render.hpp"
#include "sim/moneybird/totals.hpp"

namespace boekbrug::sim::moneybird {

namespace {

int month_key(day at) {
  const std::chrono::year_month_day date{at};
  return static_cast<int>(date.year()) * 12 + static_cast<int>(static_cast<unsigned>(date.month()));
}

reply create(context in) {
  json::object fields;
  if (auto refused = read_holder(in, "sales_invoice", fields)) {
    return *refused;
  }
  if (auto refused = check_plan(in)) {
    return *refused;
  }
  auto made = std::make_unique<invoice>();
  made->created_at = in.request.now;
  if (auto refused = apply_sales_fields(in, fields, *made, true)) {
    return *refused;
  }
  made->id = in.all.next_id(in.request.now);
  made->draft_number = in.books.next_draft++;
  add_event(in, *made, "sales_invoice_created");
  count_created(in);
  auto& stored = in.books.sales.add(std::move(made));
  touch(in, stored);
  return answer(201, shown(in, stored));
}

reply change(context in, invoice& old) {
  json::object fields;
  if (auto refused = read_holder(in, "sales_invoice", fields)) {
    return *refused;
  }
  invoice changed = old;
  if (auto refused = apply_sales_fields(in, fields, changed, false)) {
    return *refused;
  }
  old = std::move(changed);
  add_event(in, old, "sales_invoice_updated");
  settle(in, old);
  touch(in, old);
  return answer(200, shown(in, old));
}

reply remove(context in, const invoice& one) {
  if (!one.payments.empty()) {
    return refuse(400, "Sales invoice has payments", {{"sales_invoice", "has_payments"}});
  }
  if (one.was_sent() && in_locked_period(in, one)) {
    return refuse(400, "Sales invoice is in a locked period", {{"sales_invoice", "period_locked"}});
  }
  in.books.sales.remove(one.id);
  return no_content();
}

reply find_by_reference(context in) {
  const auto& path = in.path();
  // What follows a dot is taken for a format, and a slash makes another path.
  const auto reference = path.size() == 3 ? path[2].substr(0, path[2].find('.')) : std::string{};
  const auto* ids = reference.empty() ? nullptr : in.books.sales.with_reference(reference);
  if (ids == nullptr) {
    return refuse(404, "Sales invoice with reference: " + reference + " was not found",
                  {{"reference", "not_found"}});
  }
  const auto id = in.all.options.doubtful.newest_by_reference ? ids->back() : ids->front();
  return answer(200, shown(in, *in.books.sales.find(id)));
}

reply find_by_number(context in) {
  const auto* one = in.books.sales.with_number(in.path()[2]);
  if (one == nullptr) {
    return refuse(404, "Sales invoice with invoice_id: " + in.path()[2] + " was not found",
                  {{"invoice_id", "not_found"}});
  }
  return answer(200, shown(in, *one));
}

reply pause(context in, invoice& one, bool paused) {
  one.paused = paused;
  touch(in, one);
  return answer(200, shown(in, one));
}

reply action(context in, invoice& one, const std::string& what) {
  const auto method = in.request.method;
  if (method == http_method::patch) {
    if (what == "send_invoice") {
      return send_invoice(in, one);
    }
    if (what == "duplicate_creditinvoice") {
      return duplicate_credit(in, one);
    }
    if (what == "register_payment_creditinvoice") {
      return settle_credit(in, one);
    }
  }
  if (method == http_method::post) {
    if (what == "payments") {
      return add_payment(in, one);
    }
    if (what == "notes") {
      return add_note(in, one.notes, "SalesInvoice", one.id);
    }
    if (what == "attachments") {
      one.attachments.push_back(in.all.next_id(in.request.now));
      touch(in, one);
      return answer(200, json::object{});
    }
    if (what == "pause" || what == "resume") {
      return pause(in, one, what == "pause");
    }
  }
  return wrong_method();
}

reply one_invoice(context in) {
  const auto& path = in.path();
  const auto id = id_of(std::string_view{path[1]});
  auto* one = id ? in.books.sales.find(*id) : nullptr;
  if (one == nullptr) {
    return record_not_found(path.size() > 2 && path[2] == "payments" ? "invoice_id" : "id");
  }
  if (path.size() == 3) {
    return action(in, *one, path[2]);
  }
  if (in.request.is(http_method::del, 4) && path[2] == "payments") {
    return remove_payment(in, *one, path[3]);
  }
  if (in.request.is(http_method::get, 2)) {
    return answer(200, shown(in, *one));
  }
  if (in.request.is(http_method::patch, 2)) {
    return change(in, *one);
  }
  return in.request.is(http_method::del, 2) ? remove(in, *one) : wrong_method();
}

}  // namespace

invoice_book& book_of(context in, bool external) {
  return external ? in.books.external : in.books.sales;
}

json::object shown(const context& in, const invoice& one) {
  return invoice_json(in.books, one, in.request.now);
}

void touch(context in, invoice& one) {
  one.updated_at = in.request.now;
  one.version = world::next_version(one.version, in.request.now);
  book_of(in, one.external).reindex(one);
}

void add_event(context in, invoice& one, const char* action) {
  one.events.push_back({action, in.request.now});
}

refusal read_holder(context in, std::string_view holder, json::object& fields) {
  json::object body;
  if (auto refused = read_body(in.request, body)) {
    return refused;
  }
  auto* held = body.if_contains(holder);
  if (held == nullptr || !held->is_object()) {
    std::string name{holder};
    name.front() = static_cast<char>(name.front() - 'a' + 'A');
    for (char& c : name) {
      c = c == '_' ? ' ' : c;
    }
    return refuse(400, name + " is required", {{holder, "required"}});
  }
  for (const auto& member : body) {
    if (member.key() != holder && member.key() != "from_payment_request") {
      return not_allowed("request", member.key());
    }
  }
  fields = std::move(held->get_object());
  return std::nullopt;
}

refusal check_plan(context in) {
  constexpr unsigned free_invoices_per_month = 3;
  if (in.books.settings.free_plan &&
      in.books.created_in_month[month_key(in.today())] >= free_invoices_per_month) {
    return refuse(402, "creating sales invoices is limited", {{"administration", "limit_reached"}});
  }
  return std::nullopt;
}

void count_created(context in) {
  ++in.books.created_in_month[month_key(in.today())];
}

void settle(context in, invoice& one) {
  const auto before = one.state;
  settle_state(one, in.today());
  if (one.state == before) {
    return;
  }
  const bool paid = one.state == invoice_state::paid;
  add_event(in, one,
            one.external ? (paid ? "external_sales_invoice_state_changed_to_paid"
                                 : "external_sales_invoice_state_changed_to_open")
                         : (paid ? "sales_invoice_state_changed_to_paid"
                                 : "sales_invoice_state_changed_to_open"));
}

bool in_locked_period(const context& in, const invoice& one) {
  const auto& locked = in.books.settings.period_locked_until;
  return locked && one.date.value_or(in.today()) <= *locked;
}

reply sales_invoices_endpoint(context in) {
  const auto& path = in.path();
  if (path.size() == 1) {
    return in.request.method == http_method::get    ? list_invoices(in, false)
           : in.request.method == http_method::post ? create(in)
                                                    : wrong_method();
  }
  if (path[1] == "synchronization" && path.size() == 2) {
    return synchronize_invoices(in, false);
  }
  if (path[1] == "find_by_reference" && in.request.method == http_method::get) {
    return find_by_reference(in);
  }
  if (path[1] == "find_by_invoice_id" && in.request.is(http_method::get, 3)) {
    return find_by_number(in);
  }
  return one_invoice(in);
}

}  // namespace boekbrug::sim::moneybird
