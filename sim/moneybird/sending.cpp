#include "sim/moneybird/contact_rules.hpp"
#include "sim/moneybird/invoices.hpp"
#include "sim/moneybird/totals.hpp"

#include <algorithm>
#include <cstdio>

namespace boekbrug::sim::moneybird {

namespace {

/// How one sending goes out, after defaults.
struct sending {
  std::string delivery_method;
  std::string email_address;
  bool scheduled = false;
  std::optional<day> date;
};

/// "RF76" and a reference of 21 characters: the check digits of ISO 11649.
std::string payment_reference(long long serial) {
  std::array<char, 32> digits{};
  std::snprintf(digits.data(), digits.size(), "%017lld", serial);
  const std::string body{digits.data()};
  unsigned remainder = 0;
  for (const char c : body + "271500") {  // R = 27, F = 15, then 00
    remainder = (remainder * 10 + static_cast<unsigned>(c - '0')) % 97;
  }
  std::snprintf(digits.data(), digits.size(), "RF%02u", 98 - remainder);
  return digits.data() + body;
}

std::string next_number(administration& of, int year) {
  std::array<char, 40> out{};
  std::snprintf(out.data(), out.size(), "%d-%04lld", year, ++of.next_number[year]);
  return out.data();
}

refusal read_fields(const json::object& fields, sending& to) {
  static constexpr std::array<std::string_view, 7> known{
      "delivery_method", "sending_scheduled", "deliver_ubl", "mergeable",
      "email_address",   "email_message",     "invoice_date"};
  for (const auto& member : fields) {
    const std::string_view key = member.key();
    const auto& value = member.value();
    if (std::find(known.begin(), known.end(), key) == known.end()) {
      return not_allowed("sales_invoice_sending", key);
    }
    if (value.is_null()) {
      continue;
    }
    if (key == "sending_scheduled" || key == "deliver_ubl" || key == "mergeable") {
      const auto flag = flag_of(value);
      if (!flag) {
        return invalid_shape("sales_invoice_sending", key);
      }
      to.scheduled = key == "sending_scheduled" ? *flag : to.scheduled;
      continue;
    }
    if (!value.is_string()) {
      return invalid_shape("sales_invoice_sending", key);
    }
    const std::string written{value.get_string()};
    if (key == "delivery_method") {
      if (written != "Email" && written != "Manual" && written != "Peppol") {
        return refuse(400, "delivery_method does not have a valid value",
                      {{"sales_invoice_sending", json::object{{"delivery_method", "invalid"}}}});
      }
      to.delivery_method = written;
    } else if (key == "email_address") {
      to.email_address = written;
    } else if (key == "invoice_date") {
      to.date = parse_day(written);
      if (!to.date) {
        return invalid_shape("sales_invoice_sending", key);
      }
    }
  }
  return std::nullopt;
}

/// What was not said comes from the previous sending, else from the contact.
void fill_defaults(const context& in, const invoice& one, sending& to) {
  const auto* who = in.books.find_contact(one.contact);
  if (to.delivery_method.empty()) {
    to.delivery_method = !one.delivery_method.empty() ? one.delivery_method
                         : who != nullptr             ? who->texts[delivery_method]
                                                      : "Email";
  }
  if (to.email_address.empty()) {
    to.email_address = !one.email_address.empty() ? one.email_address
                       : who != nullptr           ? who->texts[invoices_email]
                                                  : "";
  }
}

refusal check_sending(const context& in, const invoice& one, const sending& how) {
  if (one.details.empty()) {
    return refuse(400, "details cannot be empty", {{"sales_invoice", "details_cannot_be_empty"}});
  }
  violations found;
  const auto* who = in.books.find_contact(one.contact);
  if (who == nullptr || who->archived) {
    found.add("contact", "is archived", "archived");
  }
  if (!one.was_sent() && in_locked_period(in, one)) {
    found.add("invoice_date", "is in a locked period", "period_locked");
  }
  if (how.delivery_method == "Email") {
    if (!in.books.settings.sender_has_email) {
      found.add("delivery_method", "The sender address must contain an email address",
                "need_identity_email");
    } else if (how.email_address.empty()) {
      found.add("email_address", "can't be blank", "blank");
    }
  }
  if (how.scheduled && !how.date) {
    found.add("invoice_date", "can't be blank", "blank");
  }
  return found.empty() ? std::nullopt : refusal{found.answer()};
}

void carry_out(context in, invoice& one, const sending& how) {
  one.delivery_method = how.delivery_method;
  one.email_address = how.email_address;
  if (!one.was_sent()) {
    if (!one.date) {
      one.date = in.today();
    }
    one.number = next_number(in.books, year_of(*one.date));
    one.payment_reference = payment_reference(++in.books.payment_serial);
    one.sent_at = in.today();
    one.state = invoice_state::open;
    add_event(in, one, "sales_invoice_state_changed_to_open");
    if (is_zero(one.total_incl)) {
      settle(in, one);  // nothing to pay
    }
  }
  if (how.delivery_method == "Email") {
    ++in.all.counted.mails_sent;
    add_event(in, one, "sales_invoice_send_email");
  } else {
    add_event(in, one,
              how.delivery_method == "Manual" ? "sales_invoice_send_manually"
                                              : "sales_invoice_send_other");
  }
  touch(in, one);
}

detail credit_line(context in, const detail& line, int order) {
  detail out = line;
  out.id = in.all.next_id(in.request.now);
  out.quantity = -line.quantity;
  out.quantity_text = line.quantity_text ? "-" + *line.quantity_text : text(out.quantity);
  if (line.quantity_text && line.quantity_text->starts_with('-')) {
    out.quantity_text = line.quantity_text->substr(1);
  }
  out.row_order = order;
  out.created_at = out.updated_at = in.request.now;
  return out;
}

}  // namespace

reply send_invoice(context in, invoice& one) {
  json::object body;
  if (auto refused = read_body(in.request, body)) {
    return *refused;
  }
  sending how;
  if (const auto* fields = body.if_contains("sales_invoice_sending"); fields != nullptr) {
    if (!fields->is_object()) {
      return invalid_shape("request", "sales_invoice_sending");
    }
    if (auto refused = read_fields(fields->get_object(), how)) {
      return *refused;
    }
  } else if (!body.empty()) {
    return not_allowed("request", body.begin()->key());
  }
  fill_defaults(in, one, how);
  if (auto refused = check_sending(in, one, how)) {
    return *refused;
  }
  if (how.scheduled && !one.was_sent() && *how.date > in.today()) {
    one.delivery_method = how.delivery_method;
    one.email_address = how.email_address;
    one.date = how.date;
    one.state = invoice_state::scheduled;
    in.books.scheduled.push_back(one.id);
    add_event(in, one, "sales_invoice_state_changed_to_scheduled");
    touch(in, one);
  } else {
    carry_out(in, one, how);
  }
  return answer(200, shown(in, one));
}

void send_scheduled(world& all, administration& books, const call& request) {
  if (books.scheduled.empty()) {
    return;
  }
  const context in{all, books, request};
  std::erase_if(books.scheduled, [&](record_id id) {
    auto* one = books.sales.find(id);
    if (one == nullptr || one->state != invoice_state::scheduled) {
      return true;
    }
    if (one->date.value_or(in.today()) > in.today()) {
      return false;
    }
    carry_out(in, *one, {one->delivery_method, one->email_address, false, std::nullopt});
    return true;
  });
}

reply duplicate_credit(context in, const invoice& original) {
  if (auto refused = check_plan(in)) {
    return *refused;
  }
  auto made = std::make_unique<invoice>();
  made->contact = original.contact;
  made->flow = original.flow;
  made->document_style = original.document_style;
  made->due_interval = original.due_interval;
  made->currency = original.currency;
  made->exchange_rate = original.exchange_rate;
  made->payment_conditions = original.payment_conditions;
  made->reference = original.reference;  // until somebody changes it
  made->discount = original.discount;
  made->incl_tax = original.incl_tax;
  made->original = original.id;
  made->created_at = in.request.now;
  made->id = in.all.next_id(in.request.now);
  made->draft_number = in.books.next_draft++;
  detail head;
  head.id = in.all.next_id(in.request.now);
  head.rate = original.details.empty() ? in.books.default_rate() : original.details.front().rate;
  head.ledger_account = original.details.empty() ? in.books.ledger_of_type("80001").id
                                                 : original.details.front().ledger_account;
  head.description = "**Creditfactuur voor factuur " + original.number + "**";
  head.created_at = head.updated_at = in.request.now;
  made->details.push_back(std::move(head));
  int order = 1;
  for (const auto& line : original.details) {
    made->details.push_back(credit_line(in, line, order++));
  }
  compute_totals(*made, in.all.options.doubtful.round_lines);
  add_event(in, *made, "credit_invoice_created_from_original");
  count_created(in);
  auto& stored = in.books.sales.add(std::move(made));
  touch(in, stored);
  return answer(200, shown(in, stored));
}

reply settle_credit(context in, invoice& credit) {
  auto* original = credit.original != 0 ? in.books.sales.find(credit.original) : nullptr;
  if (original == nullptr || credit.total_incl.units > 0) {
    return refuse(400, "Invoice is not a credit invoice with an original invoice",
                  {{"sales_invoice", "not_a_credit_invoice"}});
  }
  if (credit.state != invoice_state::open || original->state != invoice_state::open) {
    return refuse(400, "Both invoices must be open", {{"sales_invoice", "not_open"}});
  }
  payment made;
  made.ledger_account = in.books.ledger_of_type("13502").id;
  made.date = in.today();
  made.price = credit.total_incl;
  book_payment(in, credit, made);
  made.price = -credit.total_incl;
  book_payment(in, *original, made);
  return answer(200, shown(in, credit));
}

}  // namespace boekbrug::sim::moneybird
