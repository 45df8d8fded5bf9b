// What is wrong with a row, and whether we know why.
#include "core/report/rows.hpp"

#include "core/report/compare.hpp"
#include "core/report/sides.hpp"
#include "core/report/wording.hpp"
#include "core/sync/judge.hpp"
#include "core/time/time_text.hpp"

namespace boekbrug::core {

report_finding& row_maker::find(finding_kind what, const report_row& row, bool explained,
                                std::string reason) {
  report_finding made;
  made.kind = what;
  made.explained = explained;
  made.of = row.kind;
  made.shop_id = row.shop_id;
  made.number = row.number;
  made.currency = row.currency;
  made.day = row.day;
  if (row.shop.present) {
    made.shop_total = row.shop.total;
    made.shop_vat = row.shop.vat_known ? std::optional{row.shop.vat} : std::nullopt;
  }
  if (row.ledger.present) {
    made.ledger_total = row.ledger.total;
    made.ledger_vat = row.ledger.vat;
  }
  made.document_number = row.document_number;
  // Two things may be wrong with one row; its amount is told once.
  made.difference = differing_ == &row ? 0 : row.difference();
  differing_ = &row;
  made.reason = std::move(reason);
  findings.push_back(std::move(made));
  return findings.back();
}

bool row_maker::changed_since_booking(const subject& about) const {
  return about.live_credit == nullptr && about.live_order != nullptr && about.known != nullptr &&
         about.known->booked_hash != 0 &&
         about.known->booked_hash != content_hash(*about.live_order);
}

void row_maker::check(report_row& row, const subject& about) {
  differing_ = nullptr;
  const bool sent = row.state == row_state::sent;
  if (row.ledger.present) {
    if (!row.shop.present) {
      if (sent) {
        find(finding_kind::order_gone, row, true, "no longer in the shop, after it was booked");
      }
    } else if (sent || row.is_open()) {
      check_amounts(row, about);
      check_day(row, about);
    } else if (row.ledger_counts) {
      find(finding_kind::unexpected_document, row, false,
           "the ledger holds our document, but the order is " + std::string(name(row.state)) +
               ": " + row.reason);
    }
    check_remarks(row, about);
    return;
  }
  if (sent) {
    find(finding_kind::document_gone, row, false,
         "the document is gone: not in the ledger between " + to_text(window_.dated_from) +
             " and " + to_text(window_.dated_to));
  }
}

void row_maker::check_amounts(report_row& row, const subject& about) {
  if (row.currency != about.document->currency) {
    row.ledger_counts = false;  // its amounts cannot be taken from ours
    find(finding_kind::document_changed, row, false,
         "booked in " + std::string(about.document->currency.text()) + ", sold in " +
             std::string(row.currency.text()));
    return;
  }
  align_rates(row.shop, row.ledger, home_, input_.cards);
  const auto what = difference_between(row.shop, row.ledger, home_, row.currency);
  if (what.empty()) {
    const auto moved = other_rate(row.shop, row.ledger, input_.lists, row.currency);
    if (!moved.empty() && row.kind == item_kind::order) {
      const bool changed = changed_since_booking(about);
      find(finding_kind::other_rate, row, changed,
           "booked on another rate: " + moved +
               (changed ? "; the order was changed in the shop after booking" : ""));
    }
    return;
  }
  const auto kind = blame(row, about);
  switch (kind) {
    case finding_kind::changed_in_shop:
      find(kind, row, true, "changed in the shop after booking: " + what);
      break;
    case finding_kind::changed_on_both_sides:
      find(kind, row, false, "changed in the shop after booking, and in the ledger: " + what);
      break;
    default:
      find(kind, row, false, "changed in the ledger after booking: " + what);
  }
}

// Who moved: the item tells what it was when it was booked.
finding_kind row_maker::blame(const report_row& row, const subject& about) const {
  if (!row.live || !changed_since_booking(about)) {
    return finding_kind::document_changed;
  }
  auto booked = stored_side(*about.known);
  booked.total = about.known->total;
  for (const auto& gift : about.live_order->gift_payments) {
    booked.total += gift.amount;
  }
  const bool ledger_stands = difference_between(booked, row.ledger, home_, row.currency).empty();
  const bool shop_stands =
      booked.total == row.shop.total && (!booked.vat_known || booked.vat == row.shop.vat);
  if (ledger_stands) {
    return finding_kind::changed_in_shop;
  }
  return shop_stands ? finding_kind::document_changed : finding_kind::changed_on_both_sides;
}

void row_maker::check_day(const report_row& row, const subject& about) {
  const auto by_card = day_by_card(row, about);
  if (row.ledger.day == by_card) {
    return;
  }
  if (row.ledger.day == row.day) {
    find(finding_kind::other_day, row, true,
         "dated " + to_text(row.ledger.day) +
             ", another day of the order; card 'Factuurdatum' now says " + to_text(by_card));
    return;
  }
  const bool changed = changed_since_booking(about);
  const bool crosses = row.shop_counts != row.ledger_counts;
  find(finding_kind::other_day, row, changed,
       "dated " + to_text(row.ledger.day) + " in the ledger, belongs on " + to_text(row.day) +
           (crosses ? ": another period" : "") +
           (changed ? "; the order was changed in the shop after booking" : ""));
}

void row_maker::check_remarks(const report_row& row, const subject& about) {
  if (row.state != row_state::sent) {
    return;
  }
  if (about.document->state == document_state::draft &&
      input_.cards.status != document_status::draft) {
    find(finding_kind::still_draft, row, true,
         "still a draft in the ledger: not in the VAT return");
  }
  if (row.kind == item_kind::order && about.live_order != nullptr &&
      about.live_order->credits.empty()) {
    const auto& status = about.live_order->status;
    if (status == "cancelled" || status == "failed" || status == "trash") {
      find(finding_kind::cancelled_after_booking, row, true,
           "cancelled after booking, without a credit: status " + status);
    }
  }
}

}  // namespace boekbrug::core
