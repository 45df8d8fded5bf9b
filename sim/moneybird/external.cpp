#include "sim/moneybird/invoice_fields.hpp"
#include "sim/moneybird/invoices.hpp"

namespace boekbrug::sim::moneybird {

namespace {

reply create(context in) {
  json::object fields;
  if (auto refused = read_holder(in, "external_sales_invoice", fields)) {
    return *refused;
  }
  auto made = std::make_unique<invoice>();
  made->external = true;
  made->state = invoice_state::open;  // there is no sending step
  made->created_at = in.request.now;
  if (auto refused = apply_external_fields(in, fields, *made, true)) {
    return *refused;
  }
  if (!made->date) {
    made->date = in.today();
  }
  made->id = in.all.next_id(in.request.now);
  made->entry_number = in.books.next_entry++;
  add_event(in, *made, "external_sales_invoice_created");
  auto& stored = in.books.external.add(std::move(made));
  touch(in, stored);
  return answer(201, shown(in, stored));
}

reply change(context in, invoice& old) {
  json::object fields;
  if (auto refused = read_holder(in, "external_sales_invoice", fields)) {
    return *refused;
  }
  invoice changed = old;
  if (auto refused = apply_external_fields(in, fields, changed, false)) {
    return *refused;
  }
  old = std::move(changed);
  settle(in, old);
  touch(in, old);
  return answer(200, shown(in, old));
}

reply remove(context in, const invoice& one) {
  if (!one.payments.empty()) {
    return refuse(400, "External sales invoice has payments",
                  {{"external_sales_invoice", "has_payments"}});
  }
  if (in_locked_period(in, one)) {
    return refuse(400, "External sales invoice is in a locked period",
                  {{"external_sales_invoice", "period_locked"}});
  }
  in.books.external.remove(one.id);
  return no_content();
}

reply sub_resource(context in, invoice& one) {
  const auto& path = in.path();
  if (in.request.is(http_method::post, 3)) {
    if (path[2] == "payments") {
      return add_payment(in, one);
    }
    if (path[2] == "notes") {
      return add_note(in, one.notes, "ExternalSalesInvoice", one.id);
    }
    if (path[2] == "attachment") {
      one.attachments.push_back(in.all.next_id(in.request.now));
      touch(in, one);
      return answer(200, json::object{});
    }
  }
  if (in.request.is(http_method::del, 4) && path[2] == "payments") {
    return remove_payment(in, one, path[3]);
  }
  return wrong_method();
}

}  // namespace

reply external_invoices_endpoint(context in) {
  const auto& path = in.path();
  if (path.size() == 1) {
    return in.request.method == http_method::get    ? list_invoices(in, true)
           : in.request.method == http_method::post ? create(in)
                                                    : wrong_method();
  }
  if (path[1] == "synchronization" && path.size() == 2) {
    return synchronize_invoices(in, true);
  }
  const auto id = id_of(std::string_view{path[1]});
  auto* one = id ? in.books.external.find(*id) : nullptr;
  if (one == nullptr) {
    return path.size() > 2                         ? record_not_found("invoice_id")
           : in.request.method == http_method::get ? model_not_found("External invoice")
                                                   : record_not_found();
  }
  if (path.size() > 2) {
    return sub_resource(in, *one);
  }
  switch (in.request.method) {
    case http_method::get:
      return answer(200, shown(in, *one));
    case http_method::patch:
      return change(in, *one);
    case http_method::del:
      return remove(in, *one);
    default:
      return wrong_method();
  }
}

}  // namespace boekbrug::sim::moneybird
