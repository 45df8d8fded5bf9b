// How a posting ends: refusals, retries, and the last commit. The other half of posting_run.
#include "actors/posting_run.hpp"

#include "core/sync/backoff.hpp"
#include "core/sync/schedule.hpp"
#include "log/log.hpp"

#include <algorithm>
#include <utility>

namespace boekbrug::actors {

using core::errc;
using core::posting_action;
using core::posting_step;

namespace {

constexpr std::size_t answer_limit = 2'000;  // bytes of a remote's words kept in the history

bool depends_on_vat_number(const core::booking_plan& plan) {
  return std::any_of(plan.lines.begin(), plan.lines.end(), [](const core::plan_line& line) {
    return line.vat.cls == core::vat_class::eu_goods ||
           line.vat.cls == core::vat_class::eu_services ||
           line.vat.cls == core::vat_class::reverse_charged;
  });
}

}  // namespace

// Some refusals of the contact can be mended at once: true when the posting goes on.
bool posting_run::mend_contact(posting_action action, const core::error& failure) {
  if (action == posting_action::create_contact && failure.code == errc::email_refused &&
      !plan_.contact.email.empty()) {
    note(core::item_note::kind::email_left_out, plan_.contact.email);
    plan_.contact.email.clear();
    facts_.email_left_out = true;
    return true;
  }
  if (action == posting_action::create_contact && failure.code == errc::vat_number_invalid &&
      !plan_.contact.vat_number.empty() && !depends_on_vat_number(plan_)) {
    note(core::item_note::kind::vat_number_left_out, plan_.contact.vat_number);
    plan_.contact.vat_number.clear();
    return true;
  }
  // A cached contact may have been archived, merged or deleted (moneybird.md 8.7): forget it,
  // search once.
  const bool about_contact =
      failure.code == errc::customer_refused || failure.code == errc::not_found;
  if (action == posting_action::create_document && about_contact && contact_from_cache_ &&
      !contact_retried_) {
    contact_retried_ = true;
    contact_from_cache_ = false;
    item_.progress.contact_id.clear();
    item_.progress.step = posting_step::none;
    facts_.found_at = posting_step::none;
    facts_.contact_searched = false;
    if (!extra_) {
      extra_ = house_->store->batch();
    }
    extra_->drop_contact(caller_->record().id, plan_.contact.cache_key);
    return true;
  }
  return false;
}

void posting_run::failed(posting_action action, core::error failure) {
  remember(action, false, std::string(core::code_name(failure.code)) + ": " + failure.detail);
  if (mend_contact(action, failure)) {
    advance();
    return;
  }
  if (action == posting_action::create_document && failure.code == errc::document_exists &&
      !plan_.drafts && !facts_.document_searched) {
    facts_.number_taken = true;  // by ourselves, before a crash or a restored backup? Look (R4)
    advance();
    return;
  }
  if (core::writes(action) && !is_unclear(failure.code)) {
    // The ledger surely did not do it, so the next attempt need not look for it.
    item_.progress.step = core::refused_of(action);
    if (action == posting_action::create_document) {
      if (!extra_) {
        extra_ = house_->store->batch();
      }
      extra_->drop(register_key());
    }
  }
  give_up(core::name_refusal(action, std::move(failure)));
}

void posting_run::give_up(core::error failure) {
  const bool lost =
      failure.code == errc::ledger_refused || failure.code == errc::administration_gone;
  const auto what = core::decide(failure.code);
  const bool passing = what == core::decision::retry || what == core::decision::retry_after;
  if (failure.code == errc::cancelled) {
    // Our own side stopped or restarted; that is no failure of the item. What was reached is
    // stored.
    log::debug("booking interrupted",
               {{"integration", order_.integration}, {"order", item_.number}});
    save([this, failure] {
      auto finished = std::move(finished_);
      finished({order_.key, item_.state, failure, false});
    });
    return;
  }
  item_.failure = failure;
  if (lost) {
    // Not the item's fault: it waits for the connection, and its count of attempts stands still.
    item_.next_attempt_at = now();
  } else if (failure.code == errc::ledger_limit || failure.code == errc::throttled) {
    item_.next_attempt_at = now() + failure.retry_after.value_or(std::chrono::seconds{5});
  } else if (passing) {
    ++item_.attempts;
    item_.first_failed_at = item_.first_failed_at.value_or(now());
    const auto next_run = now() + house_->poll_interval;
    const auto when =
        core::next_attempt_after(failure, item_.attempts, *item_.first_failed_at, now(), next_run);
    if (when) {
      item_.next_attempt_at = *when;
    } else {
      item_.state = core::item_state::needs_action;
    }
  } else {
    ++item_.attempts;
    item_.state = core::item_state::needs_action;
  }
  log::warning("booking failed", {{"integration", order_.integration},
                                  {"order", item_.number},
                                  {"code", core::code_name(failure.code)},
                                  {"detail", failure.detail},
                                  {"step", core::name(item_.progress.step)}});
  save([this, lost] { end(lost); });
}

void posting_run::finish_sent() {
  item_.state = core::item_state::sent;
  item_.progress.step = posting_step::done;
  item_.failure.reset();
  item_.first_failed_at.reset();
  item_.booked_hash = item_.content_hash;
  using kind = core::item_note::kind;
  if (plan_.rule == core::proof_rule::rounding_line) {
    note(kind::rounding_line, {});
  } else if (plan_.rule == core::proof_rule::rounding_pair) {
    note(kind::rounding_pair, {});
  } else if (plan_.rule == core::proof_rule::other_price_mode) {
    note(kind::other_price_mode, {});
  }
  if (plan_.grouped) {
    note(kind::lines_grouped, {});
  }
  for (const auto& each : plan_.notes) {
    note(kind::vat_number_left_out, each);
  }
  if (!extra_) {
    extra_ = house_->store->batch();
  }
  extra_->drop_payload(order_.integration, order_.key);
  save([this] { end(false); });
}

void posting_run::finish_skipped(core::skip_reason why) {
  item_.state = core::item_state::skipped;
  item_.skipped_because = why;
  if (!extra_) {
    extra_ = house_->store->batch();
  }
  extra_->drop_payload(order_.integration, order_.key);
  save([this] { end(false); });
}

void posting_run::end(bool connection_lost) {
  post_outcome outcome{order_.key, item_.state, item_.failure, connection_lost};
  auto finished = std::move(finished_);
  finished(std::move(outcome));
}

void posting_run::note(core::item_note::kind what, std::string detail) {
  const auto same = [what](const core::item_note& each) { return each.what == what; };
  if (std::none_of(item_.notes.begin(), item_.notes.end(), same)) {
    item_.notes.push_back({what, std::move(detail)});
  }
}

void posting_run::remember(posting_action action, bool ok, std::string answer) {
  if (answer.size() > answer_limit) {
    answer.resize(answer_limit);
  }
  if (answer.empty()) {
    answer = core::name(action);
  }
  new_attempts_.push_back({now(), item_.progress.step, ok, std::move(answer)});
}

void posting_run::save(std::function<void()> then) {
  auto batch = std::make_shared<storage::write_batch>(house_->store->batch());
  item_.changed_at = now();
  batch->put(order_.integration, &*before_, item_);
  for (const auto& each : new_attempts_) {
    batch->add(order_.integration, order_.key, each);
  }
  new_attempts_.clear();
  if (extra_) {
    batch->append(std::move(*extra_));
    extra_.reset();
  }
  auto me = shared_from_this();
  self_->request(caller_->neighbours().writer, std::chrono::minutes(2), commit_atom_v, batch)
      .then(
          [me, then = std::move(then)](bool) {
            me->before_ = me->item_;
            then();
          },
          [me](const caf::error& failure) {
            // Nothing was stored, so nothing may be done that relies on it: the item stays as it
            // was.
            auto why = from_caf(failure);
            log::error("a booking step cannot be stored", {{"integration", me->order_.integration},
                                                           {"order", me->item_.number},
                                                           {"why", why.detail}});
            post_outcome outcome{me->order_.key, me->before_->state, why, false};
            auto finished = std::move(me->finished_);
            finished(std::move(outcome));
          });
}

}  // namespace boekbrug::actors
