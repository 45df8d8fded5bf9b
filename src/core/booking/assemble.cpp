#include "core/booking/assemble.hpp"

#include "core/booking/countries.hpp"
#include "core/booking/proof.hpp"
#include "core/booking/text.hpp"
#include "core/time/time_text.hpp"

#include <algorithm>

namespace boekbrug::core {

namespace {

constexpr std::size_t rounding_lines_max = 8;

/// An intra-EU or reverse-charged sale is reported per customer with his VAT number, so it cannot
/// be booked on the collective debtor.
bool needs_own_contact(const std::vector<charged_line>& lines) {
  return std::any_of(lines.begin(), lines.end(), [](const charged_line& line) {
    return line.key.cls == vat_class::eu_goods || line.key.cls == vat_class::eu_services ||
           line.key.cls == vat_class::reverse_charged;
  });
}

contact_spec contact_for(const document_task& task, const card_settings& cards) {
  if (cards.customers == customer_mode::collective && needs_own_contact(task.lines)) {
    card_settings own = cards;
    own.customers = customer_mode::per_customer;
    return make_contact(*task.source, own);
  }
  return make_contact(*task.source, cards);
}

void note_left_out_vat_number(booking_plan& plan, const order& source) {
  if (!plan.contact.collective && plan.contact.vat_number.empty() &&
      !trim(source.vat_number).empty()) {
    plan.notes.push_back("VAT number left out: " + source.vat_number);
  }
}

result<void> check_period(date booked_on, const administration& admin) {
  if (admin.locked_until &&
      std::chrono::sys_days{booked_on} <= std::chrono::sys_days{*admin.locked_until}) {
    return fail(errc::period_closed, to_text(booked_on));
  }
  return {};
}

void name_original(document_task& task) {
  auto& first = task.lines.front().description;
  first = "Credit voor " + task.original_reference + ": " + first;
}

}  // namespace

date local_day(time_point when, const plan_context& context) {
  return context.zone == nullptr ? time_zone{}.local_date(when) : context.zone->local_date(when);
}

date booking_date(const document_dates& dates, const plan_context& context) {
  switch (context.cards->invoice_date) {
    case date_source::processed:
      return local_day(context.now, context);
    case date_source::paid:
      return local_day(dates.paid.value_or(dates.created), context);
    case date_source::shop_invoice:
      return local_day(dates.invoiced.value_or(dates.created), context);
    case date_source::ordered:
      break;
  }
  return local_day(dates.created, context);
}

std::string payment_account(std::string_view method, const card_settings& cards) {
  std::string others;
  for (const payment_route& route : cards.payment_routes) {
    if (route.method == method) {
      return route.account;
    }
    if (route.method == "*") {
      others = route.account;
    }
  }
  return others;
}

std::string gift_account(const card_settings& cards) {
  for (const payment_route& route : cards.payment_routes) {
    if (route.method == "gift_card") {
      return route.account;
    }
  }
  return {};
}

bool registers_payments(const card_settings& cards) {
  return cards.register_payments && (cards.status == document_status::paid_if_paid ||
                                     cards.status == document_status::always_paid);
}

result<void> check_source(const order& source, const plan_context& context) {
  if (context.cards == nullptr || context.lists == nullptr) {
    return fail(errc::internal, "plan without cards or lists");
  }
  const std::string& base = context.lists->admin.currency;
  const bool possible = context.cards->multi_currency && context.traits.foreign_currency;
  if (!possible && source.currency.text() != (base.empty() ? "EUR" : upper(base))) {
    return fail(errc::currency_off, std::string(source.currency.text()));
  }
  const std::string billing = normalise_country(source.billing.country);
  const std::string shipping = normalise_country(source.shipping.country);
  if (billing.empty() && shipping.empty()) {
    return fail(errc::country_unknown, "no country");
  }
  for (const std::string& country : {billing, shipping}) {
    if (!country.empty() && !is_country(country)) {
      return fail(errc::country_unknown, shorten(country, 60));
    }
  }
  return check_ranges(source.lines, source.total);
}

result<booking_plan> assemble(document_task task, const plan_context& context) {
  const card_settings& cards = *context.cards;
  if (task.lines.empty()) {
    return fail(errc::line_count, "no lines");
  }
  const std::size_t most = context.traits.lines_max;
  // Room for the lines that the proof may add.
  const bool too_many = most != 0 && task.lines.size() + rounding_lines_max > most;
  const bool chosen = cards.group_lines || cards.form == booking_form::entry;
  bool grouped = chosen || too_many;
  if (grouped) {
    task.lines = group_lines(task.lines, task.source->number);
  }
  if (task.kind == document_kind::credit_invoice) {
    name_original(task);
  } else {
    add_extras(task.lines, *task.source, cards);
  }
  auto proven =
      prove({task.lines, task.total, task.prices_include_vat, task.source->currency}, context);
  if (!proven && !grouped && context.arithmetic == ledger_arithmetic::either) {
    // With one line per rate and account both ways of computing VAT come together.
    grouped = true;
    task.lines = group_lines(task.lines, task.source->number);
    if (task.kind == document_kind::credit_invoice) {
      name_original(task);
    }
    proven =
        prove({task.lines, task.total, task.prices_include_vat, task.source->currency}, context);
  }
  if (!proven) {
    return proven.error();
  }
  if (auto open = check_period(task.booked_on, context.lists->admin); !open) {
    return open.error();
  }
  booking_plan plan;
  plan.kind = task.kind;
  plan.reference = std::move(task.reference);
  plan.original_reference = std::move(task.original_reference);
  plan.booked_on = task.booked_on;
  plan.currency = task.source->currency;
  plan.prices_include_vat = proven->prices_include_vat;
  plan.contact = contact_for(task, cards);
  plan.lines = std::move(proven->lines);
  plan.total = task.total;
  plan.vat = std::move(proven->totals.vat);
  plan.status = cards.status;
  plan.finalise = cards.status != document_status::draft;
  plan.send_by_email = cards.email_invoice && plan.finalise && !context.from_history &&
                       !plan.contact.collective && !plan.contact.email.empty();
  if (plan.finalise) {
    plan.payments = std::move(task.payments);
  }
  plan.grouped = grouped && !chosen;
  plan.form = cards.form;
  plan.debtor_account = cards.debtor_account;
  plan.cost_center = cards.cost_center;
  plan.payment_term_days = cards.payment_term_days;
  plan.drafts = context.traits.drafts;
  plan.document_style = cards.document_style;
  plan.workflow = cards.workflow;
  plan.rule = proven->rule;
  plan.notes = std::move(task.notes);
  note_left_out_vat_number(plan, *task.source);
  return plan;
}

}  // namespace boekbrug::core
