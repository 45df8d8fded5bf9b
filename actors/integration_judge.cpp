// What a page of orders means for the items of an integration (product.md R3-R5, R9, R11).
#include "actors/integration.hpp"

#include "core/booking/make_plan.hpp"
#include "log/log.hpp"

#include <algorithm>

namespace boekbrug::actors {
namespace {

std::string customer_name(const core::address& who) {
  if (!who.company.empty()) {
    return who.company;
  }
  const auto name =
      who.first_name + (who.first_name.empty() || who.last_name.empty() ? "" : " ") + who.last_name;
  return name.empty() ? who.email : name;
}

void fill(core::item& item, const core::order& order) {
  item.order_id = order.id;
  item.number = order.number;
  item.customer = customer_name(order.billing);
  item.placed = order.created;
  item.currency = order.currency;
  item.total = order.total;
  item.vat_totals = vat_totals_of(order.lines);
  item.content_hash = core::content_hash(order);
  item.shop_revision = order.revision;
}

void add_note(core::item& item, core::item_note::kind what, std::string detail) {
  const auto same = [what](const core::item_note& each) { return each.what == what; };
  if (std::none_of(item.notes.begin(), item.notes.end(), same)) {
    item.notes.push_back({what, std::move(detail)});
  }
}

}  // namespace

std::vector<core::vat_total> vat_totals_of(const std::vector<core::order_line>& lines) {
  std::vector<core::vat_total> totals;
  for (const auto& line : lines) {
    const auto percent = line.vat_percent.value_or(core::decimal{0});
    auto found = std::find_if(totals.begin(), totals.end(), [&](const core::vat_total& each) {
      return each.percent == percent && each.country == line.vat_country;
    });
    if (found == totals.end()) {
      totals.push_back({percent, line.vat_country, 0, 0});
      found = std::prev(totals.end());
    }
    found->net += line.net;
    found->vat += line.vat;
  }
  return totals;
}

core::time_point fresh_attempt_time(const core::item& item) noexcept {
  const int rank = item.key.kind == core::item_kind::credit ? 1 : (item.from_history ? 2 : 0);
  return core::time_point{std::chrono::milliseconds{rank}};
}

core::call_class class_of(const core::item& item) noexcept {
  if (item.from_history) {
    return core::call_class::history;
  }
  return item.key.kind == core::item_kind::credit ? core::call_class::credit
                                                  : core::call_class::live;
}

core::judge_context integration_state::judge_context(const core::item* known) const {
  core::judge_context context;
  context.cards = &run_->settings.cards;
  context.zone = run_->zone.get();
  context.now = now();
  context.installed_at = run_->settings.installed_at;
  context.first_scan = !run_->schedule.first_scan_done;
  context.known = known;
  return context;
}

void integration_state::apply(core::item& item, const core::verdict& verdict) {
  item.state = verdict.state;
  item.waits_for = verdict.waits_for;
  item.waits_for_what = verdict.waits_for_what;
  item.skipped_because = verdict.skipped_because;
  item.changed_at = now();
  if (verdict.state == core::item_state::ready) {
    item.from_history = verdict.from_history;
    item.attempts = 0;
    item.first_failed_at.reset();
    item.next_attempt_at = fresh_attempt_time(item);
    ++run_->record.made_ready;
  }
}

void integration_state::judge_order(const core::order& order, storage::write_batch& batch) {
  const core::item_key key{core::item_kind::order, order.id};
  if (posting_ && posting_->key == key) {
    deferred_ =
        std::make_unique<core::order>(order);  // its booking holds the item; judged when that ends
    return;
  }
  const auto stored = house_->store->item(id_, key);
  if (!stored) {
    log::error("an item cannot be read",
               {{"integration", id_}, {"order", order.number}, {"why", stored.error().detail}});
    return;
  }
  const auto* before = stored.value() ? &**stored : nullptr;
  const auto hash = core::content_hash(order);
  if (before != nullptr) {
    const bool unchanged = before->content_hash == hash;
    const bool begun = before->progress.step >= core::posting_step::document_intent;
    using core::item_state;
    if (before->state == item_state::sent || (before->state == item_state::ready && begun)) {
      // R5: never updated; but what differs is noted.
      if (!unchanged && before->state == item_state::sent) {
        auto after = *before;
        after.content_hash = hash;
        after.shop_revision = order.revision;
        if (order.cancelled && order.credits.empty()) {
          add_note(after, core::item_note::kind::cancelled_after_booking, order.status);
        } else if (hash != after.booked_hash) {
          add_note(after, core::item_note::kind::changed_after_booking, order.status);
        }
        batch.put(id_, before, after);
      } else {
        keep_revision(before, order, batch);
      }
      return;
    }
    if (begun && before->state == item_state::needs_action) {
      // Its document exists or may exist: it is finished as it was begun, never judged anew.
      if (!unchanged) {
        auto after = *before;
        after.state = item_state::ready;
        after.next_attempt_at = fresh_attempt_time(after);
        after.changed_at = now();
        after.shop_revision = order.revision;
        batch.put(id_, before, after);
      } else {
        keep_revision(before, order, batch);
      }
      return;
    }
    const bool stays = before->state == item_state::skipped &&
                       (before->skipped_because == core::skip_reason::ignored_by_merchant ||
                        before->skipped_because == core::skip_reason::booked_elsewhere);
    const bool pending =
        before->state == item_state::needs_action || before->state == item_state::ready;
    if (stays || (unchanged && pending)) {
      keep_revision(before, order, batch);
      return;
    }
  }
  const auto verdict = core::judge(order, judge_context(before));
  if (before != nullptr && before->content_hash == hash && before->state == verdict.state &&
      before->waits_for == verdict.waits_for &&
      before->skipped_because == verdict.skipped_because) {
    keep_revision(before, order, batch);
    return;  // seen before and nothing new: most of what a poll brings (woocommerce.md 0.9)
  }
  auto after = before != nullptr ? *before : core::item{};
  after.key = key;
  fill(after, order);
  apply(after, verdict);
  after.failure.reset();
  batch.put(id_, before, after);
  if (after.state == core::item_state::ready) {
    batch.put(id_, key, storage::payload{order, std::nullopt});
  } else if (before != nullptr) {
    batch.drop_payload(id_, key);
  }
}

void integration_state::keep_revision(const core::item* before, const core::order& order,
                                      storage::write_batch& batch) {
  if (before->shop_revision != order.revision) {
    auto after = *before;
    after.shop_revision = order.revision;
    batch.put(id_, before, after);
  }
}

void integration_state::release_credits(storage::write_batch& batch) {
  // Those that the stored order mentions are released the moment it is sent (integration_post.cpp);
  // a crash just after that, or a credit that came while it was being booked, leaves them to us.
  const auto waiting = house_->store->items_in(id_, core::item_state::waiting, waiting_max);
  if (!waiting) {
    log::error("the waiting items cannot be read",
               {{"integration", id_}, {"why", waiting.error().detail}});
    return;
  }
  for (const auto& each : *waiting) {
    if (each.key.kind == core::item_kind::credit && release_credit(each.key, batch)) {
      ++run_->record.made_ready;
    }
  }
}

bool integration_state::release_credit(const core::item_key& key, storage::write_batch& batch) {
  const auto credit = house_->store->item(id_, key);
  if (!credit || !credit.value() || credit.value()->state != core::item_state::waiting ||
      credit.value()->waits_for != core::waiting_reason::original_not_sent) {
    return false;
  }
  const auto original =
      house_->store->item(id_, {core::item_kind::order, credit.value()->order_id});
  if (!original || !original.value() || original.value()->state != core::item_state::sent) {
    return false;
  }
  auto after = **credit;
  after.state = core::item_state::ready;
  after.waits_for = core::waiting_reason::none;
  after.from_history = original.value()->from_history;  // M8: its credit is history too
  after.next_attempt_at = fresh_attempt_time(after);
  after.changed_at = now();
  batch.put(id_, &**credit, after);
  return true;
}

void integration_state::judge_credits(const core::order& order,
                                      const std::vector<core::credit>& credits,
                                      storage::write_batch& batch) {
  // The original as it will be once this page is stored: judged anew, unless it is already further.
  core::original_facts original;
  const auto stored = house_->store->item(id_, {core::item_kind::order, order.id});
  const auto in_page = [&order](const core::order& each) { return each.id == order.id; };
  const bool known = (stored && stored.value()) ||
                     std::any_of(run_->page->orders.begin(), run_->page->orders.end(), in_page);
  if (!known) {
    original.known = false;  // placed long before what we read of the shop
  } else if (stored && stored.value() && stored.value()->state != core::item_state::waiting) {
    original = {true, stored.value()->state, stored.value()->waits_for,
                stored.value()->from_history};
  } else {
    const auto verdict =
        core::judge(order, judge_context(stored && stored.value() ? &**stored : nullptr));
    original = {true, verdict.state, verdict.waits_for, verdict.from_history};
  }
  for (const auto& credit : credits) {
    const core::item_key key{core::item_kind::credit, credit.id};
    const auto before = house_->store->item(id_, key);
    const bool was_unreadable = before && before.value() &&
                                before.value()->state == core::item_state::needs_action &&
                                before.value()->placed == core::time_point{};
    if (!before || (before.value() && !was_unreadable)) {
      continue;  // a refund is never modified (woocommerce.md 5)
    }
    core::item item;
    item.key = key;
    item.order_id = order.id;
    item.number = order.number + " credit " + (credit.number.empty() ? credit.id : credit.number);
    item.customer = customer_name(order.billing);
    item.placed = credit.created;
    item.currency = order.currency;
    item.total = -credit.amount;
    item.vat_totals = vat_totals_of(credit.lines);
    apply(item, core::judge_credit(credit, original, judge_context(nullptr)));
    batch.put(id_, was_unreadable ? &**before : nullptr, item);
    const bool may_go = item.state == core::item_state::ready ||
                        item.waits_for == core::waiting_reason::original_not_sent;
    if (may_go) {
      batch.put(id_, key, storage::payload{order, credit});
    }
    if (item.waits_for == core::waiting_reason::original_not_sent) {
      waiting_credits_.emplace_back(order.id, credit.id);
    }
  }
}

void integration_state::keep_unreadable(const core::scan_page::unreadable_order& order,
                                        storage::write_batch& batch) {
  const auto kind = order.is_credit ? core::item_kind::credit : core::item_kind::order;
  const core::item_key key{kind, order.id};
  const auto stored = house_->store->item(id_, key);
  if (!stored || (stored.value() && stored.value()->state != core::item_state::waiting)) {
    return;
  }
  const auto* before = stored.value() ? &**stored : nullptr;
  auto after = before != nullptr ? *before : core::item{};
  after.key = key;
  after.order_id = order.is_credit ? order.order_id : order.id;
  if (after.number.empty()) {
    after.number = order.is_credit ? order.order_id + " credit " + order.id : order.id;
  }
  after.state = core::item_state::needs_action;
  after.failure = core::fail(order.code, order.detail);
  after.changed_at = now();
  batch.put(id_, before, after);
  tell("error", after.number, std::string(core::code_name(order.code)) + " " + order.detail);
}

}  // namespace boekbrug::actors
