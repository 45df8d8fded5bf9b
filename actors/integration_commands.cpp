// What commands do: those of people, and those that a shop sends us.
#include "actors/integration.hpp"

#include "log/log.hpp"

#include <utility>

namespace boekbrug::actors {
namespace {

constexpr std::chrono::seconds run_now_gap{60};  // R1
constexpr std::chrono::seconds hook_gap{10};     // between two polls that webhooks ask for

}  // namespace

caf::result<std::string> integration_state::command(const command_ptr& what) {
  using verb = integration_command::verb;
  switch (what->what) {
    case verb::run:
      return run_now();
    case verb::pause:
      return set_state(core::integration_state::paused,
                       "paused; nothing is read or booked until 'resume'");
    case verb::resume:
      return set_state(core::integration_state::active,
                       "resumed; what was missed is caught up now");
    case verb::retry:
      return retry(what->item);
    case verb::ignore:
      return ignore(what->item);
    case verb::changed:
      self_->send(near_->shops, reload_atom_v, id_);
      rescan_ = true;  // what waits is judged by the new cards
      return retry({});
    case verb::hook:
      return take_hook();
    case verb::remove:
      return remove();
  }
  return to_caf(core::fail(core::errc::invalid_input, "unknown command"));
}

caf::result<std::string> integration_state::run_now() {
  const auto schedule = load_schedule();
  if (!schedule) {
    return to_caf(core::fail(core::errc::storage_failed, "the schedule cannot be read"));
  }
  if (schedule->state != core::integration_state::active) {
    return std::string("not started: the integration is ") +
           std::string(core::name(schedule->state)) + "; use 'resume'";
  }
  if (run_) {
    return std::string("a run is under way");
  }
  if (asked_at_ != core::time_point{} && now() - asked_at_ < run_now_gap) {
    return std::string("not started: a run by hand is possible once a minute");
  }
  asked_at_ = now();
  forced_ = true;
  wake();
  return std::string("run started");
}

// A webhook only makes a poll happen sooner (R1); of many in a row the last one is not lost.
caf::result<std::string> integration_state::take_hook() {
  const auto schedule = load_schedule();
  if (!schedule) {
    return to_caf(core::fail(core::errc::storage_failed, "the schedule cannot be read"));
  }
  if (schedule->state != core::integration_state::active) {
    return std::string("not started: the integration is ") +
           std::string(core::name(schedule->state));
  }
  if (schedule->failures > 0) {
    return std::string("not started: the last run failed, and the next one waits its time");
  }
  if (hook_due_) {
    return std::string("a poll is planned");
  }
  hook_due_ = std::max(now(), hooked_at_ + hook_gap);
  if (*hook_due_ <= now()) {
    wake();
  } else if (!run_) {
    plan_next(*schedule);
  }
  return std::string("a poll is planned");
}

// For good: items and the sent register stay, so that nothing is booked twice after a later
// installation.
caf::result<std::string> integration_state::remove() {
  auto schedule = load_schedule();
  auto settings = house_->store->integration(id_);
  if (!schedule || !settings || !settings.value()) {
    return to_caf(core::fail(core::errc::storage_failed, "the integration cannot be read"));
  }
  if (schedule->state == core::integration_state::removed) {
    return std::string("removed before");
  }
  const auto before = schedule->state;
  schedule->state = core::integration_state::removed;
  schedule->last_error = {};
  schedule->last_error_detail.clear();
  auto emptied = std::move(**settings);
  const auto path = emptied.shop.options.find("hook.path");
  auto batch = house_->store->batch();
  if (path != emptied.shop.options.end()) {
    batch.drop_hook_path(path->second);
  }
  emptied.shop.key = {};
  emptied.shop.key_secret = {};
  emptied.shop.options.clear();
  batch.put(emptied);
  batch.put(id_, *schedule);
  batch.add(storage::audit_entry{
      now(), "shop",
      "remove integration " + std::to_string(core::number(id_)) + " " + emptied.name});
  if (run_) {
    run_->schedule.state = schedule->state;  // at once: the run must not store the old one
  }
  auto promise = self_->make_response_promise<std::string>();
  commit(
      std::move(batch),
      [this, promise]() mutable {
        self_->send(near_->shops, reload_atom_v, id_);
        log::info("integration removed by its shop", {{"integration", id_}});
        tell("state", {}, "removed: the shop dropped the app");
        promise.deliver(std::string("removed"));
      },
      [this, promise, before](const core::error& failure) mutable {
        if (run_) {
          run_->schedule.state = before;
        }
        promise.deliver(to_caf(failure));
      });
  return promise;
}

caf::result<std::string> integration_state::set_state(core::integration_state state,
                                                      const std::string& answer) {
  auto schedule = load_schedule();
  if (!schedule) {
    return to_caf(core::fail(core::errc::storage_failed, "the schedule cannot be read"));
  }
  if (schedule->state == core::integration_state::removed) {
    return to_caf(core::fail(core::errc::invalid_input,
                             "the integration was removed in the shop; install it anew"));
  }
  auto batch = house_->store->batch();
  std::optional<core::connection_id> reconnected;
  schedule->state = state;
  if (state == core::integration_state::active) {
    schedule->failures = 0;
    schedule->next_run_at = now();
    hold_until_ = {};
    const auto settings = house_->store->integration(id_);
    if (settings && settings.value()) {
      const auto record = house_->store->connection(settings.value()->ledger);
      if (record && record.value() && record.value()->lost) {
        auto again = **record;
        again.lost = false;
        batch.put(again);
        reconnected = again.id;
      }
    }
  }
  batch.put(id_, *schedule);
  auto promise = self_->make_response_promise<std::string>();
  commit(
      std::move(batch),
      [this, promise, answer, state, reconnected]() mutable {
        if (reconnected) {
          self_->send(near_->ledgers, reload_atom_v, *reconnected);
        }
        if (run_) {
          run_->schedule.state = state;  // the run's end stores the schedule again
        }
        tell("state", {}, std::string(core::name(state)));
        promise.deliver(answer);
        wake();
      },
      [promise](const core::error& failure) mutable { promise.deliver(to_caf(failure)); });
  return promise;
}

std::optional<core::item> integration_state::find_item(const std::string& id) {
  for (const auto kind : {core::item_kind::order, core::item_kind::credit}) {
    const auto found = house_->store->item(id_, {kind, id});
    if (found && found.value()) {
      return **found;
    }
  }
  return std::nullopt;
}

caf::result<std::string> integration_state::retry(const std::string& item_id) {
  std::vector<core::item> chosen;
  if (item_id.empty()) {
    const auto entries = house_->store->items_in(id_, core::item_state::needs_action, 100'000);
    if (!entries) {
      return to_caf(entries.error());
    }
    for (const auto& each : *entries) {
      if (const auto item = house_->store->item(id_, each.key); item && item.value()) {
        chosen.push_back(**item);
      }
    }
  } else if (auto item = find_item(item_id)) {
    chosen.push_back(*item);
  } else {
    return to_caf(core::fail(core::errc::not_found, "no item " + item_id));
  }
  auto batch = house_->store->batch();
  std::size_t count = 0;
  std::size_t without_order = 0;
  for (const auto& before : chosen) {
    const bool busy = posting_ && posting_->key == before.key;
    if (busy || (before.state != core::item_state::needs_action &&
                 before.state != core::item_state::ready)) {
      continue;
    }
    const auto payload = house_->store->payload_of(id_, before.key);
    if (!payload || !payload.value()) {
      ++without_order;
      continue;
    }
    auto after = before;
    after.state = core::item_state::ready;
    after.attempts = 0;
    after.first_failed_at.reset();
    after.next_attempt_at = fresh_attempt_time(after);
    after.changed_at = now();
    batch.put(id_, &before, after);
    ++count;
  }
  auto promise = self_->make_response_promise<std::string>();
  auto answer = std::to_string(count) + " item(s) will be tried again";
  if (without_order > 0) {
    answer +=
        "; " + std::to_string(without_order) + " must first be readable in the shop: use 'run'";
  }
  commit(
      std::move(batch),
      [this, promise, answer]() mutable {
        hold_until_ = {};
        promise.deliver(answer);
        pump();
      },
      [promise](const core::error& failure) mutable { promise.deliver(to_caf(failure)); });
  return promise;
}

caf::result<std::string> integration_state::ignore(const std::string& item_id) {
  const auto before = find_item(item_id);
  if (!before) {
    return to_caf(core::fail(core::errc::not_found, "no item " + item_id));
  }
  if (before->state == core::item_state::sent || (posting_ && posting_->key == before->key)) {
    return to_caf(
        core::fail(core::errc::invalid_input, "item " + item_id + " is booked or being booked"));
  }
  auto after = *before;
  after.state = core::item_state::skipped;
  after.skipped_because = core::skip_reason::ignored_by_merchant;
  after.changed_at = now();
  auto batch = house_->store->batch();
  batch.put(id_, &*before, after);
  batch.drop_payload(id_, before->key);
  auto promise = self_->make_response_promise<std::string>();
  commit(
      std::move(batch),
      [promise, item_id]() mutable { promise.deliver("item " + item_id + " is ignored"); },
      [promise](const core::error& failure) mutable { promise.deliver(to_caf(failure)); });
  return promise;
}

}  // namespace boekbrug::actors
