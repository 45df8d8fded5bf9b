// Handing items to the ledger, one at a time. Commands are in integration_commands.cpp.
#include "actors/integration.hpp"

#include "core/sync/backoff.hpp"
#include "log/log.hpp"

#include <algorithm>
#include <utility>

namespace boekbrug::actors {
namespace {

// The limiter's backlog can be long; the connection's supervisor notices its death at once.
constexpr std::chrono::minutes post_patience{14 * 60};
constexpr std::size_t look_ahead = 16;

bool is_intent(core::posting_step step) {
  return step == core::posting_step::contact_intent ||
         step == core::posting_step::document_intent || step == core::posting_step::send_intent ||
         step == core::posting_step::payment_intent;
}

}  // namespace

void integration_state::pump() {
  if (posting_ || now() < hold_until_) {
    return;
  }
  const auto schedule = load_schedule();
  if (!schedule || schedule->state != core::integration_state::active) {
    return;  // paused, lost or suspended: what is ready waits for 'resume'
  }
  const auto ready = house_->store->items_in(id_, core::item_state::ready, look_ahead);
  if (!ready) {
    log::error("the waiting items cannot be read",
               {{"integration", id_}, {"why", ready.error().detail}});
    return;
  }
  std::optional<core::time_point> settles;
  for (const auto& entry : *ready) {
    if (entry.next_attempt_at > now()) {
      break;
    }
    const auto item = house_->store->item(id_, entry.key);
    if (!item || !item.value()) {
      continue;
    }
    // After a crash in the middle of a write the ledger may still be working on it.
    const auto step = item.value()->progress.step;
    const auto settled = item.value()->changed_at + house_->settle_time;
    if (is_intent(step) && item.value()->attempts == 0 && settled > now()) {
      settles = std::min(settles.value_or(settled), settled);
      if (step == core::posting_step::contact_intent) {
        break;  // the next order may be of the same customer, whose contact is perhaps just being
                // made
      }
      continue;
    }
    post(**item);
    return;
  }
  if (settles) {
    hold_until_ = *settles;
  }
}

void integration_state::post(const core::item& item) {
  const auto settings = house_->store->integration(id_);
  if (!settings || !settings.value()) {
    return;
  }
  posting_ = std::make_unique<posting>();
  posting_->key = item.key;
  posting_->number = item.number;
  if (item.key.kind == core::item_kind::order) {
    const auto payload = house_->store->payload_of(id_, item.key);
    if (payload && payload.value()) {
      for (const auto& each : payload.value()->order.credits) {
        posting_->credits.push_back(each.id);
      }
    }
  }
  auto order = std::make_shared<const post_order>(post_order{id_, item.key, class_of(item)});
  self_->request(near_->ledgers, post_patience, post_atom_v, settings.value()->ledger, order)
      .then([this](const outcome_ptr& outcome) { posted(outcome); },
            [this](const caf::error& failure) { post_failed(from_caf(failure)); });
}

void integration_state::posted(const outcome_ptr& outcome) {
  const auto ended = std::move(posting_);
  const auto deferred = std::move(deferred_);
  using core::item_state;
  if (outcome->state == item_state::sent) {
    ++sent_;
    unreachable_ = 0;
    if (const auto item = house_->store->item(id_, outcome->key); item && item.value()) {
      tell("sent", ended->number,
           core::to_text(item.value()->total, item.value()->currency) + " " +
               std::string(item.value()->currency.text()) + " -> " +
               (item.value()->progress.document_number.empty()
                    ? "draft"
                    : item.value()->progress.document_number));
    }
    auto credits = ended->credits;
    std::erase_if(waiting_credits_, [&](const auto& each) {
      const bool mine = ended->key == core::item_key{core::item_kind::order, each.first};
      if (mine) {
        credits.push_back(each.second);
      }
      return mine;
    });
    rejudge_credits(credits);
  } else if (outcome->failure && outcome->failure->code == core::errc::cancelled) {
    hold_until_ = now() + std::chrono::seconds{1};
  } else if (outcome->failure) {
    ++failed_;
    const auto& failure = *outcome->failure;
    tell("error", ended->number, std::string(core::code_name(failure.code)) + " " + failure.detail);
    if (failure.code == core::errc::ledger_unreachable) {
      ++unreachable_;
      if (unreachable_ > 1) {
        hold_until_ = now() + core::retry_wait(unreachable_ - 1).value_or(std::chrono::minutes{15});
      }
    } else if (outcome->state == item_state::ready) {
      hold_until_ = now() + failure.retry_after.value_or(std::chrono::seconds{1});
    }
    if (outcome->connection_lost) {
      lose_connection(failure);
      return;
    }
  }
  if (deferred) {
    take_deferred(*deferred);
  }
  pump();
  if (!posting_ && !run_) {
    if (const auto schedule = load_schedule()) {
      plan_next(*schedule);
    }
  }
}

// The order changed in the shop while it was being booked. Judging needs the settings of a run;
// without one the next run, which reads back two hours, sees it again.
void integration_state::take_deferred(const core::order& order) {
  if (!run_) {
    forced_ = true;
    self_->send(near_->shard, plan_atom_v, id_, now().time_since_epoch().count());
    return;
  }
  auto batch = house_->store->batch();
  judge_order(order, batch);
  commit(
      std::move(batch), [this] { pump(); },
      [this](const core::error& why) {
        log::error("a changed order cannot be stored", {{"integration", id_}, {"why", why.detail}});
      });
}

void integration_state::post_failed(const core::error& failure) {
  posting_.reset();
  if (const auto deferred = std::move(deferred_)) {
    take_deferred(*deferred);
  }
  hold_until_ = now() + std::chrono::seconds{2};
  log::warning(
      "a booking was not answered",
      {{"integration", id_}, {"code", core::code_name(failure.code)}, {"detail", failure.detail}});
  if (const auto schedule = load_schedule(); schedule && !run_) {
    plan_next(*schedule);
  }
}

// A credit waits for its original (R9, R12); once that is sent its turn has come.
void integration_state::rejudge_credits(const std::vector<std::string>& ids) {
  auto batch = house_->store->batch();
  for (const auto& each : ids) {
    release_credit({core::item_kind::credit, each}, batch);
  }
  if (!batch.empty()) {
    commit(
        std::move(batch), [this] { pump(); },
        [this](const core::error& why) {
          log::error("credits cannot be released", {{"integration", id_}, {"why", why.detail}});
        });
  }
}

void integration_state::lose_connection(const core::error& why) {
  auto schedule = load_schedule();
  const bool removed = run_ && run_->schedule.state == core::integration_state::removed;
  if (!schedule || removed || schedule->state == core::integration_state::removed) {
    return;
  }
  schedule->state = core::integration_state::connection_lost;
  schedule->last_error = why.code;
  schedule->last_error_detail = why.detail;
  if (run_) {
    run_->schedule.state = schedule->state;  // the run's end stores the schedule again
  }
  tell("state", {}, "connection lost: " + why.detail);
  auto batch = house_->store->batch();
  batch.put(id_, *schedule);
  commit(
      std::move(batch), [] {},
      [this](const core::error& failure) {
        log::error("the lost connection cannot be stored",
                   {{"integration", id_}, {"why", failure.detail}});
      });
}

}  // namespace boekbrug::actors
