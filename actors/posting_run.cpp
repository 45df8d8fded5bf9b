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
      find_contact();
      break;
    case posting_action::create_contact:
      create_contact();
      break;
    case posting_action::find_document:
      find_document();
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

template <class T>
void posting_run::call(posting_action action, ledger_caller::build_function build,
                       std::function<core::result<T>(const core::http_response&)> read,
                       std::function<void(T)> good) {
  // Once the document exists, finishing it comes before beginning another.
  const auto how = item_.progress.document_id.empty() ? order_.how : core::call_class::continuing;
  auto me = shared_from_this();
  caller_->call<T>({order_.integration, how}, std::move(build), std::move(read),
                   [me, action, good = std::move(good)](core::result<T> answer) {
                     if (!answer) {
                       me->failed(action, answer.error());
                       return;
                     }
                     me->remember(action, true, {});
                     good(std::move(*answer));
                   });
}

void posting_run::find_contact() {
  const auto* adapter = &caller_->adapter();
  auto who = plan_.contact;
  call<std::optional<core::contact_ref>>(
      posting_action::find_contact,
      [adapter, who](const core::ledger_connection& ledger) {
        return adapter->find_contact_request(ledger, who);
      },
      [adapter, who](const core::http_response& answer) {
        return adapter->find_contact_answer(who, answer);
      },
      [this](std::optional<core::contact_ref> found) {
        facts_.contact_searched = true;
        if (found) {
          contact_known(found->id);
        }
        advance();
      });
}

void posting_run::create_contact() {
  const auto* adapter = &caller_->adapter();
  auto who = plan_.contact;
  call<core::contact_ref>(
      posting_action::create_contact,
      [adapter, who](const core::ledger_connection& ledger) {
        return adapter->create_contact_request(ledger, who);
      },
      [adapter](const core::http_response& answer) {
        return adapter->create_contact_answer(answer);
      },
      [this](const core::contact_ref& made) {
        contact_known(made.id);
        advance();
      });
}

void posting_run::contact_known(const std::string& contact_id) {
  item_.progress.contact_id = contact_id;
  item_.progress.step = std::max(item_.progress.step, posting_step::contact_known);
  if (!extra_) {
    extra_ = house_->store->batch();
  }
  extra_->put_contact(caller_->record().id, plan_.contact.cache_key, contact_id);
}

void posting_run::find_document() {
  const auto* adapter = &caller_->adapter();
  auto reference = plan_.reference;
  auto day = plan_.booked_on;
  call<std::vector<core::ledger_document>>(
      posting_action::find_document,
      [=](const core::ledger_connection& ledger) {
        return adapter->find_document_request(ledger, reference, day);
      },
      [=](const core::http_response& answer) {
        return adapter->find_document_answer(reference, answer);
      },
      [this](const std::vector<core::ledger_document>& found) {
        facts_.document_searched = true;
        auto picked = core::pick_document(found, plan_);
        if (!picked) {
          give_up(picked.error());
          return;
        }
        if (picked.value()) {
          document_known(**picked);
        }
        advance();
      });
}

void posting_run::ask(posting_action action) {
  const auto* adapter = &caller_->adapter();
  auto plan = std::make_shared<const core::booking_plan>(plan_);
  auto contact = item_.progress.contact_id;
  auto document = item_.progress.document_id;
  send_or_read(action, [=](const core::ledger_connection& ledger) {
    switch (action) {
      case posting_action::create_document:
        return adapter->create_document_request(ledger, *plan, contact);
      case posting_action::send_document:
        return adapter->send_document_request(ledger, document, *plan);
      default:
        return adapter->read_document_request(ledger, document);
    }
  });
}

void posting_run::send_or_read(posting_action action, ledger_caller::build_function build) {
  const auto* adapter = &caller_->adapter();
  call<core::ledger_document>(
      action, std::move(build),
      [adapter](const core::http_response& answer) { return adapter->document_answer(answer); },
      [this](const core::ledger_document& document) {
        document_known(document);
        advance();
      });
}

void posting_run::document_known(const core::ledger_document& document) {
  facts_.document = document;
  auto& progress = item_.progress;
  const bool is_new = progress.document_id.empty();
  progress.document_id = document.id;
  progress.document_number = document.number;
  progress.document_url = document.url;
  if (progress.contact_id.empty()) {
    progress.contact_id = document.contact_id;
  }
  const auto reached = document.state == core::document_state::draft ? posting_step::document_made
                                                                     : posting_step::document_sent;
  progress.step = std::max(progress.step, reached);
  if (is_new) {
    if (!extra_) {
      extra_ = house_->store->batch();
    }
    extra_->put(register_key(), {order_.integration, document.id, plan_.reference, now()});
    in_register_ = true;
  }
}

void posting_run::check_totals() {
  const auto same = core::compare(plan_, *facts_.document);
  facts_.totals_checked = true;
  facts_.totals_differ = !same;
  if (!same) {
    item_.failure = same.error();
    remember(posting_action::check_totals, false, same.error().detail);
  }
  advance();
}

void posting_run::delete_draft() {
  const auto* adapter = &caller_->adapter();
  auto document = item_.progress.document_id;
  call<bool>(
      posting_action::delete_draft,
      [=](const core::ledger_connection& ledger) {
        return adapter->delete_draft_request(ledger, document);
      },
      [adapter](const core::http_response& answer) -> core::result<bool> {
        auto gone = adapter->delete_draft_answer(answer);
        if (!gone) {
          return gone.error();
        }
        return true;
      },
      [this](bool) {
        item_.progress.document_id.clear();
        item_.progress.document_number.clear();
        item_.progress.document_url.clear();
        item_.progress.step = posting_step::contact_known;
        give_up(*item_.failure);
      });
}

void posting_run::pay() {
  const auto* adapter = &caller_->adapter();
  auto plan = std::make_shared<const core::booking_plan>(plan_);
  auto document = item_.progress.document_id;
  // What the ledger holds already counts: an earlier call may have paid without our knowing.
  const auto made =
      core::payments_covered(plan_, facts_.document ? facts_.document->total_paid : 0);
  const std::size_t index = std::max(made, item_.progress.payments_made);
  call<core::payment_ref>(
      posting_action::pay,
      [=](const core::ledger_connection& ledger) {
        return adapter->pay_request(ledger, document, *plan, index);
      },
      [adapter](const core::http_response& answer) { return adapter->pay_answer(answer); },
      [this, index](const core::payment_ref&) {
        item_.progress.payments_made = static_cast<std::uint32_t>(index + 1);
        advance();
      });
}

}  // namespace boekbrug::actors
