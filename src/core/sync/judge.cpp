#include "core/sync/judge.hpp"

#include <algorithm>

namespace boekbrug::core {

namespace {

verdict ready(bool from_history = false) {
  verdict made;
  made.state = item_state::ready;
  made.from_history = from_history;
  return made;
}

verdict waiting(waiting_reason reason, std::string what = {}) {
  verdict made;
  made.waits_for = reason;
  made.waits_for_what = std::move(what);
  return made;
}

verdict skipped(skip_reason reason) {
  verdict made;
  made.state = item_state::skipped;
  made.skipped_because = reason;
  return made;
}

bool holds(const std::vector<std::string>& list, const std::string& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

date local_day(time_point when, const judge_context& context) {
  return context.zone == nullptr ? time_zone{}.local_date(when) : context.zone->local_date(when);
}

/// What a person or the sent register decided is not decided again.
bool stays_skipped(const item* known) {
  return known != nullptr && known->state == item_state::skipped &&
         (known->skipped_because == skip_reason::ignored_by_merchant ||
          known->skipped_because == skip_reason::booked_elsewhere);
}

bool placed_before_install(time_point created, const judge_context& context) {
  return context.installed_at != time_point{} && created < context.installed_at;
}

/// Proof that the order cannot have been eligible at installation, although the first scan sees it.
bool surely_after_install(const order& candidate, const judge_context& context) {
  if (context.installed_at == time_point{}) {
    return false;
  }
  return candidate.created >= context.installed_at ||
         (context.cards->paid_only && candidate.paid && *candidate.paid >= context.installed_at);
}

/// Whether what kept the item back until now was a setting, and not the order: its status is still
/// the one it waited for, or it is still unpaid, or it was skipped by a card.
bool released_by_settings(const order& candidate, const judge_context& context) {
  const item& known = *context.known;
  if (known.state == item_state::skipped) {
    return known.skipped_because == skip_reason::payment_method_excluded ||
           known.skipped_because == skip_reason::zero_total ||
           known.skipped_because == skip_reason::other_store_view;
  }
  if (known.state != item_state::waiting) {
    return false;
  }
  if (known.waits_for == waiting_reason::status_not_chosen) {
    return known.waits_for_what == candidate.status;
  }
  return known.waits_for == waiting_reason::not_paid && !context.cards->paid_only &&
         !counts_as_paid(candidate, *context.cards);
}

bool is_history_reason(waiting_reason reason) {
  return reason == waiting_reason::finished_before_install ||
         reason == waiting_reason::before_history_date;
}

/// Whether the order was already eligible when the integration was installed (R3).
bool was_eligible_at_install(const order& candidate, const judge_context& context) {
  const item* known = context.known;
  if (known != nullptr) {
    if (known->from_history ||
        (known->state == item_state::waiting && is_history_reason(known->waits_for))) {
      return true;
    }
    if (known->state == item_state::waiting &&
        known->waits_for == waiting_reason::start_date_ahead) {
      return context.first_scan || placed_before_install(candidate.created, context);
    }
    const bool was_read = known->content_hash != 0;
    if (!was_read && known->state == item_state::needs_action) {
      return placed_before_install(candidate.created, context) &&
             !surely_after_install(candidate, context);
    }
    if (known->state == item_state::ready || known->state == item_state::needs_action) {
      return false;  // judged before, and not as history
    }
    if (released_by_settings(candidate, context)) {
      return placed_before_install(candidate.created, context);
    }
    if (known->state == item_state::waiting) {
      return false;  // it was not eligible when we saw it last
    }
  }
  // An old order that the first scan did not reach and that turns up by some later change.
  const bool old = known == nullptr && placed_before_install(candidate.created, context);
  return (context.first_scan || old) && !surely_after_install(candidate, context);
}

/// R3 and S3: is an eligible order in scope?
verdict judge_scope(const order& candidate, const judge_context& context) {
  const bool history = was_eligible_at_install(candidate, context);
  const auto& from = context.cards->history_from;
  if (!from) {
    return history ? waiting(waiting_reason::finished_before_install) : ready();
  }
  const auto start = std::chrono::sys_days{*from};
  if (std::chrono::sys_days{local_day(context.now, context)} < start) {
    return waiting(waiting_reason::start_date_ahead);
  }
  if (std::chrono::sys_days{local_day(candidate.created, context)} >= start) {
    return ready(history);
  }
  // A future date put the start off: what was eligible before it is history to it.
  const item* known = context.known;
  const bool before_start = known != nullptr && known->state == item_state::waiting &&
                            known->waits_for == waiting_reason::start_date_ahead;
  return history || before_start ? waiting(waiting_reason::before_history_date) : ready();
}

bool is_worth_nothing(const order& candidate) {
  return candidate.total == 0 &&
         std::all_of(candidate.gift_payments.begin(), candidate.gift_payments.end(),
                     [](const gift_payment& gift) { return gift.amount == 0; });
}

/// WooCommerce's own statuses in which goods are not handed over, or not sold (woocommerce.md 2.4).
bool is_unfinished(const std::string& status) {
  static const std::vector<std::string> unfinished{"pending",   "processing", "on-hold",
                                                   "cancelled", "failed",     "refunded",
                                                   "trash",     "auto-draft", "checkout-draft"};
  return holds(unfinished, status);
}

}  // namespace

bool counts_as_paid(const order& candidate, const card_settings& cards) {
  if (candidate.paid || is_worth_nothing(candidate)) {
    return true;
  }
  if (candidate.paid_by_status && !candidate.cancelled) {
    return holds(cards.order_statuses, candidate.status);
  }
  if (!holds(cards.paid_when_completed, candidate.payment_method)) {
    return false;
  }
  // A status of the merchant's own, such as 'verzonden', is as good as completed once chosen in S1.
  return candidate.status == "completed" ||
         (holds(cards.order_statuses, candidate.status) && !is_unfinished(candidate.status));
}

verdict judge(const order& candidate, const judge_context& context) {
  const card_settings& cards = *context.cards;
  if (stays_skipped(context.known)) {
    return skipped(context.known->skipped_because);
  }
  if (candidate.is_test) {
    return skipped(skip_reason::test_order);
  }
  if (!cards.store_views.empty() && !candidate.store_view.empty() &&
      !holds(cards.store_views, candidate.store_view)) {
    return skipped(skip_reason::other_store_view);
  }
  if (!holds(cards.order_statuses, candidate.status)) {
    return waiting(waiting_reason::status_not_chosen, candidate.status);
  }
  if (holds(cards.excluded_payment_methods, candidate.payment_method)) {
    return skipped(skip_reason::payment_method_excluded);
  }
  if (cards.paid_only && !counts_as_paid(candidate, cards)) {
    return waiting(waiting_reason::not_paid);
  }
  if (!cards.book_zero_orders && is_worth_nothing(candidate)) {
    return skipped(skip_reason::zero_total);
  }
  verdict made = judge_scope(candidate, context);
  if (made.state == item_state::ready && cards.number == number_source::shop_invoice_number &&
      candidate.invoice_number.empty()) {
    verdict held = waiting(waiting_reason::no_invoice_number);
    held.from_history = made.from_history;  // it still is, once the number is there
    return held;
  }
  return made;
}

namespace {

/// A credit whose original is not booked and, as things stand, will not be.
verdict judge_orphan(const credit& candidate, const judge_context& context) {
  return skipped(placed_before_install(candidate.created, context)
                     ? skip_reason::credit_before_install
                     : skip_reason::original_not_booked);
}

}  // namespace

verdict judge_credit(const credit& candidate, const original_facts& original,
                     const judge_context& context) {
  const card_settings& cards = *context.cards;
  if (stays_skipped(context.known)) {
    return skipped(context.known->skipped_because);
  }
  if (cards.credits == credit_mode::off) {
    return skipped(skip_reason::credits_off);
  }
  if (candidate.amount == 0 && !cards.book_zero_orders) {
    return skipped(skip_reason::zero_total);  // goods put back on the shelf, no money
  }
  const bool existing_too = cards.credits == credit_mode::existing_too;
  if (!original.known) {
    if (existing_too) {
      return ready(true);
    }
    return placed_before_install(candidate.created, context)
               ? skipped(skip_reason::credit_before_install)
               : waiting(waiting_reason::original_not_sent);
  }
  switch (original.state) {
    case item_state::sent:
      return ready(original.from_history);
    case item_state::skipped:
      return skipped(skip_reason::original_not_booked);
    case item_state::waiting:
      if (is_history_reason(original.waits_for)) {
        return existing_too ? ready(true) : judge_orphan(candidate, context);
      }
      break;
    case item_state::ready:
    case item_state::needs_action:
      break;
  }
  return waiting(waiting_reason::original_not_sent);
}

}  // namespace boekbrug::core
