// What state a row is in, and on which day it belongs.
#include "core/report/rows.hpp"

#include "core/booking/assemble.hpp"
#include "core/report/wording.hpp"
#include "core/sync/judge.hpp"

#include <algorithm>

namespace boekbrug::core {

namespace {

row_state state_of(item_state state) {
  switch (state) {
    case item_state::waiting:
      return row_state::waiting;
    case item_state::ready:
      return row_state::ready;
    case item_state::sent:
      return row_state::sent;
    case item_state::needs_action:
      return row_state::needs_action;
    case item_state::skipped:
      return row_state::skipped;
  }
  return row_state::waiting;
}

}  // namespace

void row_maker::set_state(report_row& row, const subject& about) const {
  const auto* known = about.known;
  if (known == nullptr) {
    set_state_of_new(row, about, nullptr);
    return;
  }
  row.state = state_of(known->state);
  row.reason = reason_of(*known);
  const bool is_order = row.kind == item_kind::order;
  const bool newer = is_order && about.live_order != nullptr &&
                     known->content_hash != content_hash(*about.live_order);
  if (known->state == item_state::waiting && newer) {
    set_state_of_new(row, about, known);
  }
  const bool booked_meanwhile =
      input_.documents_read_at != time_point{} && known->changed_at >= input_.documents_read_at;
  if (known->state == item_state::sent && about.document == nullptr && booked_meanwhile) {
    row.state = row_state::ready;
    row.reason = "booked while this report was made: make it again";
  }
  if (row.is_open() && about.shop_gone) {
    row.reason += "; it is no longer in the shop";
  }
}

// Seen in the shop, and not (or not as it is now) by us.
void row_maker::set_state_of_new(report_row& row, const subject& about, const item* known) const {
  judge_context judging;
  judging.cards = &input_.cards;
  judging.zone = input_.zone;
  judging.now = input_.now;
  judging.installed_at = input_.installed_at;
  judging.first_scan = !input_.first_scan_done;
  judging.known = known;
  verdict made;
  if (about.live_credit == nullptr) {
    made = judge(*about.live_order, judging);
  } else {
    original_facts original;
    if (const auto* of = item_of(item_kind::order, row.order_id)) {
      original = {true, of->state, of->waits_for, of->from_history};
    } else if (about.live_order != nullptr) {
      const auto verdict_of_original = judge(*about.live_order, judging);
      original = {true, verdict_of_original.state, verdict_of_original.waits_for,
                  verdict_of_original.from_history};
    }
    made = judge_credit(*about.live_credit, original, judging);
  }
  switch (made.state) {
    case item_state::waiting:
      row.state = row_state::waiting;
      row.reason = waiting_text(made.waits_for, made.waits_for_what);
      break;
    case item_state::skipped:
      row.state = row_state::skipped;
      row.reason = explain(made.skipped_because, "en");
      break;
    default:
      row.state = row_state::not_read;
      row.reason =
          known == nullptr ? "not read yet: next run" : "changed since the last run: next run";
  }
}

date row_maker::local(time_point when) const {
  return local_day(when, context_);
}

bool row_maker::in_period(date day) const {
  const auto at = std::chrono::sys_days{day};
  return at >= std::chrono::sys_days{input_.from} && at <= std::chrono::sys_days{input_.to};
}

date row_maker::day_by_card(const report_row& row, const subject& about) const {
  if (input_.cards.invoice_date == date_source::processed) {
    if (about.document != nullptr && about.document->booked_on) {
      return *about.document->booked_on;
    }
    if (row.is_open()) {
      return local(input_.now);
    }
    // Booked, and its document is gone: the day on which it was booked.
    if (row.state == row_state::sent) {
      return local(about.known->changed_at);
    }
    // What waits or is skipped has no booking date: listed by the day on which it was placed.
    return own_days(about).front();
  }
  if (about.live_credit != nullptr) {
    return booking_date({about.live_credit->created, std::nullopt, std::nullopt}, context_);
  }
  if (about.live_order != nullptr) {
    return booking_date(
        {about.live_order->created, about.live_order->paid, about.live_order->invoiced}, context_);
  }
  // Not read from the shop: the document tells under which day it was booked.
  return about.document != nullptr && about.document->booked_on ? *about.document->booked_on
                                                                : own_days(about).front();
}

// The days that a document of this order may rightly bear under one card S8 or another; the day it
// was placed first.
std::vector<date> row_maker::own_days(const subject& about) const {
  std::vector<date> days;
  if (about.live_credit != nullptr) {
    days.push_back(local(about.live_credit->created));
  } else if (about.live_order == nullptr) {
    days.push_back(local(about.known->placed));
  } else {
    days.push_back(local(about.live_order->created));
    for (const auto& each : {about.live_order->paid, about.live_order->invoiced}) {
      if (each) {
        days.push_back(local(*each));
      }
    }
  }
  if (about.known != nullptr && about.known->state == item_state::sent &&
      about.known->changed_at != time_point{}) {
    days.push_back(local(about.known->changed_at));  // the day of processing
  }
  return days;
}

void row_maker::set_days(report_row& row, const subject& about) const {
  row.day = day_by_card(row, about);
  if (row.ledger.present) {
    row.ledger.day = about.document->booked_on.value_or(row.day);
    const auto days = own_days(about);
    if (row.ledger.day != row.day &&
        std::find(days.begin(), days.end(), row.ledger.day) != days.end()) {
      // Booked while card S8 chose that day; what is sent is not altered, so that is where it
      // belongs (product.md 3).
      row.day = row.ledger.day;
    }
  }
  row.shop.day = row.day;
}

}  // namespace boekbrug::core
