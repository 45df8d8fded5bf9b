#include "actors/posting_run.hpp"

#include "core/booking/make_plan.hpp"
#include "core/sync/backoff.hpp"
#include "core/sync/judge.hpp"
#include "log/log.hpp"

#include <algorithm>
#include <utility>

namespace boekbrug::actors {

using core::errc;
using core::posting_action;
using core::posting_step;

posting_run::posting_run(ledger_post_actor::pointer self, const services* house,
                         ledger_caller* caller, post_order order, shared<core::ledger_lists> lists,
                         finished_function finished)
    : self_{self},
      house_{house},
      caller_{caller},
      order_{std::move(order)},
      lists_{std::move(lists)},
      finished_{std::move(finished)} {}

void posting_run::start() {
  auto loaded = load();
  if (!loaded) {
    // Nothing was read, so nothing may be written over it.
    post_outcome outcome{order_.key, core::item_state::ready, loaded.error(), false};
    finished_(std::move(outcome));
    return;
  }
  if (!*loaded) {
    end(false);
    return;
  }
  facts_.found_at = item_.progress.step;
  if (auto planned = make_plan(); !planned) {
    give_up(planned.error());
    return;
  }
  auto allowed = consult_register();
  if (!allowed) {
    give_up(allowed.error());
  } else if (!*allowed) {
    finish_skipped(core::skip_reason::booked_elsewhere);
  } else {
    advance();
  }
}

core::result<bool> posting_run::load() {
  auto integration = house_->store->integration(order_.integration);
  if (!integration) {
    return integration.error();
  }
  auto stored = house_->store->item(order_.integration, order_.key);
  if (!stored) {
    return stored.error();
  }
  if (!integration.value() || !stored.value()) {
    return core::fail(errc::not_found, "the item is gone");
  }
  integration_ = std::move(*integration);
  before_ = std::move(*stored);
  item_ = *before_;
  if (item_.state != core::item_state::ready) {
    return false;  // somebody was faster; the stored state is the outcome
  }
  auto payload = house_->store->payload_of(order_.integration, order_.key);
  if (!payload) {
    return payload.error();
  }
  if (!payload.value()) {
    return core::fail(errc::storage_corrupt, "the order of a ready item is missing");
  }
  payload_ = std::move(**payload);
  return true;
}

core::result<void> posting_run::make_plan() {
  const auto zone = house_->time_zone(integration_->shop_time_zone);
  core::plan_context context;
  context.cards = &integration_->cards;
  context.lists = lists_.get();
  context.zone = zone.get();
  context.arithmetic = caller_->adapter().arithmetic();
  context.traits = caller_->adapter().traits();
  context.now = now();
  context.shop_country = integration_->shop_country;
  auto plan = payload_.credit ? core::make_credit_plan(*payload_.credit, payload_.order, context)
                              : core::make_plan(payload_.order, context);
  if (!plan) {
    return plan.error();
  }
  plan_ = std::move(*plan);
  if (!item_.reference.empty() && item_.progress.step >= posting_step::document_intent) {
    plan_.reference =
        item_.reference;  // fixed by the first intent, whatever the settings say today
  }
  item_.reference = plan_.reference;
  plan_.owner = std::to_string(core::number(order_.integration));
  if (integration_->cards.email_invoice && item_.from_history) {
    plan_.send_by_email = false;  // M8: never for existing orders
  }
  return {};
}

storage::sent_key posting_run::register_key() const {
  return {integration_->shop.kind + "|" + integration_->shop.base_url,
          caller_->record().kind + "|" + caller_->record().admin.id, order_.key};
}

// R4 holds over reinstallation and over two integrations on one pair. False: booked by somebody
// else.
core::result<bool> posting_run::consult_register() {
  auto entry = house_->store->sent(register_key());
  if (!entry) {
    return entry.error();
  }
  if (!entry.value()) {
    return true;
  }
  const auto& known = **entry;
  if (known.integration == order_.integration) {
    in_register_ = true;
    return true;
  }
  if (!known.document_id.empty()) {
    return false;
  }
  // Another integration stored an intent and never told how it ended: look in the ledger first.
  plan_.reference = known.reference;
  item_.reference = known.reference;
  facts_.found_at = posting_step::document_intent;
  return true;
}

void posting_run::advance() {
  if (item_.progress.contact_id.empty() && !facts_.contact_searched && !contact_retried_) {
    auto cached = house_->store->contact(caller_->record().id, plan_.contact.cache_key);
    if (cached && cached.value()) {
      contact_from_cache_ = true;
      item_.progress.contact_id = **cached;
      item_.progress.step = std::max(item_.progress.step, posting_step::contact_known);
    }
  }
  const auto action = core::next_action(item_.progress, plan_, facts_);
  const auto intent = core::intent_of(action, item_.progress.step);
  if (!core::writes(action) ||
      (intent == item_.progress.step && before_->progress.step == intent)) {
    carry_out(action);
    return;
  }
  item_.progress.step = intent;
  if (action == posting_action::create_document) {
    if (!extra_) {
      extra_ = house_->store->batch();
    }
    extra_->put(register_key(), {order_.integration, {}, plan_.reference, now()});
    in_register_ = true;
  }
  save([this, action] { carry_out(action); });
}

void posting_run::carry_out(posting_action action) {
  switch (action) {
    case posting_action::find_contact:
      find_contact({});
      break;
    case posting_action::create_contact:
      create_contact();
      break;
    case posting_action::find_document:
      find_document({});
      break;
    case posting_action::check_totals:
      check_totals();
      break;
    case posting_action::delete_draft:
      delete_draft();
      break;
    case posting_action::pay:
      pay();
      break;
    case posting_action::read_payments:
      read_payments();
      break;
    case posting_action::finish:
      finish_sent();
      break;
    case posting_action::create_document:
    case posting_action::read_document:
    case posting_action::send_document:
      ask(action);
      break;
  }
}

}  // namespace boekbrug::actors
