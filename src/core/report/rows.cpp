#include "core/report/rows.hpp"

#include "core/booking/countries.hpp"
#include "core/report/sides.hpp"
#include "core/report/wording.hpp"

#include <utility>

namespace boekbrug::core {

row_maker::row_maker(const report_input& input)
    : input_{input}, window_{window_of(input.from, input.to, input.zone)} {
  context_.cards = &input.cards;
  context_.lists = &input.lists;
  context_.zone = input.zone;
  context_.arithmetic = input.arithmetic;
  context_.traits = input.traits;
  context_.now = input.now;
  context_.shop_country = input.shop_country;
  home_ = normalise_country(input.lists.admin.country);
  if (home_.empty()) {
    home_ = "NL";
  }
}

void row_maker::run() {
  index();
  for (const auto& [id, source] : orders_) {
    add_order(*source);
  }
  for (const auto& [order_id, source] : input_.credits) {
    add_credit(order_id, source);
  }
  for (const auto& which : input_.unreadable) {
    add_unreadable(which);
  }
  for (const auto& [key, known] : items_) {
    if (!seen_.contains(key)) {
      add_stored(*known);
    }
  }
  for (const auto& [id, document] : documents_) {
    if (!ours_.contains(id)) {
      add_by_hand(*document);
    }
  }
}

// A page may repeat what stood on the one before, when orders came in between: the newest reading
// counts.
void row_maker::index() {
  for (const auto& each : input_.items) {
    items_[each.key] = &each;
  }
  for (const auto& each : input_.orders) {
    orders_[each.id] = &each;
  }
  for (const auto& each : input_.documents) {
    documents_[each.id] = &each;
  }
  for (const auto& [id, document] : documents_) {
    if (!document->reference.empty()) {
      by_reference_.emplace(document->reference, document);
    }
  }
  for (const auto& each : input_.items) {
    if (!each.progress.document_id.empty()) {
      ours_.insert(each.progress.document_id);
    }
  }
  // Under way: the document may be there while its id is not stored yet.
  for (const auto& each : input_.items) {
    if (const auto* document = document_of(&each)) {
      ours_.insert(document->id);
    }
  }
}

const item* row_maker::item_of(item_kind kind, const std::string& id) const {
  const auto found = items_.find({kind, id});
  return found == items_.end() ? nullptr : found->second;
}

const ledger_document* row_maker::document_of(const item* known) const {
  if (known == nullptr) {
    return nullptr;
  }
  if (!known->progress.document_id.empty()) {
    const auto found = documents_.find(known->progress.document_id);
    return found == documents_.end() ? nullptr : found->second;
  }
  const bool open = known->state == item_state::ready || known->state == item_state::needs_action;
  if (!open || known->progress.step != posting_step::document_intent || known->reference.empty()) {
    return nullptr;
  }
  const auto found = by_reference_.find(known->reference);
  return found == by_reference_.end() ? nullptr : found->second;
}

void row_maker::add_order(const order& source) {
  seen_.insert({item_kind::order, source.id});
  report_row row;
  row.kind = item_kind::order;
  row.shop_id = source.id;
  row.order_id = source.id;
  row.number = source.number.empty() ? source.id : source.number;
  row.currency = source.currency;
  row.live = true;
  row.shop = shop_side(source, context_);
  const auto* known = item_of(item_kind::order, source.id);
  const owner mine{row};
  add(std::move(row), {&source, nullptr, known, document_of(known), false});
  references_.emplace(make_reference(source, context_), mine);
  if (known != nullptr && !known->reference.empty()) {
    references_.emplace(known->reference, mine);  // the prefix may have changed since
  }
}

void row_maker::add_credit(const std::string& order_id, const credit& source) {
  if (!seen_.insert({item_kind::credit, source.id}).second) {
    return;
  }
  const auto found = orders_.find(order_id);
  const auto* original = found == orders_.end() ? nullptr : found->second;
  const auto* known = item_of(item_kind::credit, source.id);
  report_row row;
  row.kind = item_kind::credit;
  row.shop_id = source.id;
  row.order_id = order_id;
  const auto& of = original == nullptr ? order_id : original->number;
  row.number = of + " credit " + (source.number.empty() ? source.id : source.number);
  row.currency = original != nullptr ? original->currency
                 : known != nullptr  ? known->currency
                                     : input_.currency;
  row.live = true;
  row.shop = shop_side(source, original, context_);
  const owner mine{row};
  add(std::move(row), {original, &source, known, document_of(known), false});
  if (original != nullptr) {
    references_.emplace(make_credit_reference(source, *original, context_), mine);
  }
}

// Known to us and not among what was read: placed long before the period, or no longer in the shop.
void row_maker::add_stored(const item& known) {
  const bool is_credit = known.key.kind == item_kind::credit;
  subject about;
  about.known = &known;
  about.document = document_of(&known);
  about.shop_gone = is_credit
                        ? input_.credits_by_order && orders_.contains(known.order_id)
                        : known.placed >= window_.created_from && known.placed < window_.created_to;
  report_row row;
  row.kind = known.key.kind;
  row.shop_id = known.key.id;
  row.order_id = known.order_id;
  row.number = known.number;
  row.currency = known.currency;
  row.shop = stored_side(known);
  row.shop.present = !about.shop_gone;
  const owner mine{row};
  if (about.shop_gone && about.document == nullptr &&
      (known.state == item_state::waiting || known.state == item_state::skipped ||
       known.state == item_state::sent)) {
    return;  // on neither side any more
  }
  add(std::move(row), about);
  if (!known.reference.empty()) {
    references_.emplace(known.reference, mine);
  }
}

void row_maker::add_unreadable(const scan_page::unreadable_order& which) {
  if (!seen_.insert({item_kind::order, which.id}).second) {
    return;
  }
  const auto* known = item_of(item_kind::order, which.id);
  const bool placed = known != nullptr && known->placed != time_point{};
  const bool usable = placed && known->state != item_state::needs_action;
  if (placed && !usable && !in_period(local(known->placed))) {
    return;
  }
  report_row row;
  row.shop_id = which.id;
  row.order_id = which.id;
  row.number = known == nullptr || known->number.empty() ? which.id : known->number;
  row.currency = known == nullptr ? input_.currency : known->currency;
  if (usable) {
    // We read it before: that is what can be compared.
    row.shop = stored_side(*known);
    add(std::move(row), {nullptr, nullptr, known, document_of(known), false});
    return;
  }
  differing_ = nullptr;
  row.state = row_state::unreadable;
  row.day = placed ? local(known->placed) : input_.to;
  row.reason = "the shop's answer cannot be read: " + which.detail +
               (placed ? "" : "; its date is not known, it may lie outside of the period");
  find(finding_kind::unreadable, row, false, row.reason);
  rows.push_back(std::move(row));
}

void row_maker::add(report_row row, const subject& about) {
  if (about.document != nullptr) {
    row.ledger = ledger_side(*about.document, input_.lists);
    row.document_id = about.document->id;
    row.document_number = about.document->number;
    row.document_url = about.document->url;
  } else if (about.known != nullptr) {
    row.document_id = about.known->progress.document_id;
    row.document_number = about.known->progress.document_number;
    row.document_url = about.known->progress.document_url;
  }
  set_state(row, about);
  set_days(row, about);
  const bool expected = row.state == row_state::sent || row.is_open();
  row.shop_counts = expected && row.shop.present && in_period(row.day);
  row.ledger_counts = row.ledger.present && in_period(row.ledger.day);
  if (!in_period(row.day) && !row.ledger_counts) {
    return;
  }
  check(row, about);
  rows.push_back(std::move(row));
}

void row_maker::add_by_hand(const ledger_document& document) {
  const auto found = references_.find(document.reference);
  if (document.reference.empty() || found == references_.end() || !document.booked_on ||
      !in_period(*document.booked_on)) {
    return;
  }
  const auto& mine = found->second.row;
  const auto* known = item_of(mine.kind, mine.shop_id);
  // Beside our own document it is a second one; without ours it stands for the order.
  const bool doubles = document_of(known) != nullptr;
  const bool elsewhere =
      known != nullptr && known->skipped_because == skip_reason::booked_elsewhere;
  report_row row;
  row.kind = mine.kind;
  row.state = row_state::by_hand;
  row.shop_id = mine.shop_id;
  row.order_id = mine.order_id;
  row.number = mine.number;
  row.currency = document.currency;
  row.day = *document.booked_on;
  row.ledger = ledger_side(document, input_.lists);
  row.ledger.day = row.day;
  row.document_id = document.id;
  row.document_number = document.number;
  row.document_url = document.url;
  row.ledger_counts = doubles;
  differing_ = nullptr;
  row.reason = elsewhere
                   ? "booked by another integration"
                   : "a document that Boekbrug did not make, reference " + document.reference +
                         (doubles ? ": it doubles the order, which is booked" : "");
  find(doubles ? finding_kind::doubled : finding_kind::by_hand, row, !doubles, row.reason);
  rows.push_back(std::move(row));
}

}  // namespace boekbrug::core
