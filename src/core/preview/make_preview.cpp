#include "core/booking/make_plan.hpp"
#include "core/preview/document.hpp"
#include "core/preview/standing.hpp"

#include <algorithm>

namespace boekbrug::core {

namespace {

date day_of(time_point when, const preview_input& input) {
  return (input.zone == nullptr ? time_zone{} : *input.zone).local_date(when);
}

plan_context context_of(const preview_input& input, bool from_history) {
  plan_context made;
  made.cards = &input.cards;
  made.lists = &input.lists;
  made.zone = input.zone;
  made.arithmetic = input.arithmetic;
  made.traits = input.traits;
  made.now = input.now;
  made.shop_country = input.shop_country;
  made.from_history = from_history;
  return made;
}

void take(preview_entry& entry, const standing& where, const preview_input& input) {
  entry.state = where.state;
  entry.reason = where.reason;
  entry.booked = where.booked;
  if (where.failure) {
    entry.failure = tell(*where.failure, input.ledger);
  }
}

/// What was skipped or booked has no document to come.
bool shows_document(preview_state state) {
  return state == preview_state::would_book || state == preview_state::waits ||
         state == preview_state::needs_action;
}

void add_document(preview_entry& entry, const standing& where, result<booking_plan> plan,
                  const preview_input& input) {
  if (plan) {
    if (!where.reference.empty()) {
      plan->reference = where.reference;
    }
    entry.document = name_everything(*plan, input);
    return;
  }
  if (entry.state == preview_state::would_book) {
    entry.state = preview_state::would_fail;
  }
  // What waits or stopped keeps its reason; the error says what comes on top of it.
  entry.failure = tell(plan.error(), input.ledger);
}

preview_entry entry_of(const order& source, const preview_input& input) {
  preview_entry made;
  made.kind = item_kind::order;
  made.shop_id = source.id;
  made.number = source.number;
  made.status = source.status;
  made.placed = day_of(source.created, input);
  made.currency = source.currency;
  made.total = source.total;
  const auto where = stand(source, input);
  take(made, where, input);
  if (shows_document(made.state)) {
    add_document(made, where, make_plan(source, context_of(input, where.from_history)), input);
  }
  return made;
}

preview_entry entry_of(const preview_credit& source, const preview_input& input) {
  preview_entry made;
  made.kind = item_kind::credit;
  made.shop_id = source.given.id;
  made.number = source.original.number + " credit " +
                (source.given.number.empty() ? source.given.id : source.given.number);
  made.placed = day_of(source.given.created, input);
  made.currency = source.original.currency;
  made.total = -source.given.amount;
  const auto where = stand(source, input);
  take(made, where, input);
  if (shows_document(made.state)) {
    add_document(
        made, where,
        make_credit_plan(source.given, source.original, context_of(input, where.from_history)),
        input);
  }
  return made;
}

preview_entry entry_of(const scan_page::unreadable_order& source, const preview_input& input) {
  preview_entry made;
  made.kind = source.is_credit ? item_kind::credit : item_kind::order;
  made.shop_id = source.id;
  made.number = source.is_credit ? source.order_id + " credit " + source.id : source.id;
  made.dated = false;
  made.state = preview_state::unreadable;
  made.failure = tell(fail(source.code, source.detail), input.ledger);
  return made;
}

}  // namespace

std::string_view name(preview_state state) noexcept {
  switch (state) {
    case preview_state::would_book:
      return "would_book";
    case preview_state::waits:
      return "waits";
    case preview_state::skipped:
      return "skipped";
    case preview_state::booked:
      return "booked";
    case preview_state::needs_action:
      return "needs_action";
    case preview_state::would_fail:
      return "would_fail";
    case preview_state::unreadable:
      return "unreadable";
  }
  return "unknown";
}

std::size_t preview::count_of(preview_state state) const noexcept {
  return static_cast<std::size_t>(
      std::count_if(entries.begin(), entries.end(),
                    [state](const preview_entry& each) { return each.state == state; }));
}

bool blames_lists(const preview& value) noexcept {
  return std::any_of(value.entries.begin(), value.entries.end(), [](const preview_entry& each) {
    if (!each.failure) {
      return false;
    }
    for (const auto code : {errc::vat_rate_unusable, errc::ledger_account_unusable,
                            errc::profile_unusable, errc::period_closed}) {
      if (each.failure->code == code_name(code)) {
        return true;
      }
    }
    return false;
  });
}

preview make_preview(const preview_input& input) {
  preview made;
  made.number = input.number;
  made.integration = input.integration;
  made.ledger = input.ledger;
  made.administration = input.lists.admin.name;
  made.asked = input.asked;
  if (input.state != integration_state::active) {
    made.remark = "the integration is " + std::string(name(input.state)) +
                  ": nothing is booked until it is active again";
  }
  made.made_at = input.now;
  std::vector<const order*> orders;
  for (const auto& each : input.orders) {
    orders.push_back(&each);
  }
  std::stable_sort(orders.begin(), orders.end(),
                   [](const order* a, const order* b) { return a->created > b->created; });
  std::vector<bool> shown(input.credits.size(), false);
  for (const auto* each : orders) {
    made.entries.push_back(entry_of(*each, input));
    for (std::size_t at = 0; at < input.credits.size(); ++at) {
      if (input.credits[at].original.id == each->id) {
        made.entries.push_back(entry_of(input.credits[at], input));
        shown[at] = true;
      }
    }
  }
  // Credits of older orders, where the shop gives credits by their own date.
  for (std::size_t at = 0; at < input.credits.size(); ++at) {
    if (!shown[at]) {
      made.entries.push_back(entry_of(input.credits[at], input));
    }
  }
  for (const auto& each : input.unreadable) {
    made.entries.push_back(entry_of(each, input));
  }
  return made;
}

}  // namespace boekbrug::core
