#include "core/booking/make_plan.hpp"

#include "core/booking/arithmetic.hpp"
#include "core/booking/assemble.hpp"
#include "core/sync/judge.hpp"

namespace boekbrug::core {

namespace {

/// Gift cards and store credit are payments: the sale is what was bought (order.hpp).
result<minor_units> gift_total(const order& source) {
  minor_units sum = 0;
  for (const gift_payment& gift : source.gift_payments) {
    if (gift.amount < 0 || gift.amount > amount_max || sum > amount_max) {
      return fail(errc::invalid_input, "gift card amount out of range");
    }
    sum += gift.amount;
  }
  return sum;
}

date payment_day(const order& source, const document_task& task, const plan_context& context) {
  return source.paid ? local_day(*source.paid, context) : task.booked_on;
}

std::vector<plan_payment> payments_for(const order& source, minor_units gifts,
                                       const document_task& task, const plan_context& context) {
  std::vector<plan_payment> made;
  const card_settings& cards = *context.cards;
  if (!registers_payments(cards)) {
    return made;
  }
  const date day = payment_day(source, task, context);
  if (gifts != 0) {
    made.push_back({day, gifts, gift_account(cards), {}});  // no money moved: not the bank's
  }
  const bool paid = cards.status == document_status::always_paid || counts_as_paid(source, cards);
  if (paid && source.total != 0) {
    made.push_back(
        {day, source.total, payment_account(source.payment_method, cards), source.transaction_id});
  }
  return made;
}

}  // namespace

result<booking_plan> make_plan(const order& source, const plan_context& context) {
  if (auto fine = check_source(source, context); !fine) {
    return fine.error();
  }
  auto gifts = gift_total(source);
  if (!gifts) {
    return gifts.error();
  }
  auto lines = charge_lines(source.lines, source, gather_facts(source, context), context);
  if (!lines) {
    return lines.error();
  }
  document_task task;
  task.source = &source;
  task.reference = make_reference(source, context);
  task.lines = std::move(*lines);
  task.total = source.total + *gifts;
  task.prices_include_vat = source.prices_include_vat;
  task.booked_on = booking_date({source.created, source.paid, source.invoiced}, context);
  task.payments = payments_for(source, *gifts, task, context);
  return assemble(std::move(task), context);
}

}  // namespace boekbrug::core
