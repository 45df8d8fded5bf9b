// Waking, polling, and the end of a run. Judging is in integration_judge.cpp, booking in
// integration_post.cpp.
#include "actors/integration.hpp"

#include "core/sync/backoff.hpp"
#include "core/sync/reread.hpp"
#include "core/sync/schedule.hpp"
#include "log/log.hpp"

#include <algorithm>
#include <utility>

namespace boekbrug::actors {
namespace {

constexpr std::chrono::minutes page_patience{60};
// 401 and 403 may pass (a firewall, a deploy): so many runs in a row before the connection counts
// as lost.
constexpr std::uint32_t refusals_max = 3;

core::schedule_options grid(const services& house) {
  core::schedule_options options;
  options.interval = house.poll_interval;
  options.jitter = house.poll_jitter;
  return options;
}

}  // namespace

integration_actor::behavior_type integration_state::make_behavior(
    const services* house, shared<integration_neighbours> neighbours, core::integration_id id) {
  house_ = house;
  near_ = std::move(neighbours);
  id_ = id;
  return {
      [this](wake_atom) { wake(); },
      [this](command_atom, const command_ptr& what) { return command(what); },
  };
}

std::optional<core::integration_schedule> integration_state::load_schedule() {
  auto stored = house_->store->schedule(id_);
  if (!stored || !stored.value()) {
    log::error(
        "the schedule of an integration cannot be read",
        {{"integration", id_}, {"why", stored ? std::string("missing") : stored.error().detail}});
    return std::nullopt;
  }
  return **stored;
}

void integration_state::wake() {
  auto schedule = load_schedule();
  if (!schedule || schedule->state != core::integration_state::active) {
    return;
  }
  const bool hooked = hook_due_ && *hook_due_ <= now();
  if (!run_ && (forced_ || hooked || core::is_due(schedule->next_run_at, now()))) {
    forced_ = false;
    if (hook_due_) {
      hook_due_.reset();  // this run sees what it was about
      hooked_at_ = now();
    }
    start_run(*schedule);
  }
  pump();
  if (!run_) {
    plan_next(*schedule);
  }
}

// The earliest of: the next poll, the next booking that may be tried.
void integration_state::plan_next(const core::integration_schedule& schedule) {
  auto when = std::min(schedule.next_run_at, hook_due_.value_or(schedule.next_run_at));
  if (!posting_) {
    const auto ready = house_->store->items_in(id_, core::item_state::ready, 1);
    if (ready && !ready->empty()) {
      when = std::min(when, std::max(ready->front().next_attempt_at, hold_until_));
    }
  }
  self_->send(near_->shard, plan_atom_v, id_, when.time_since_epoch().count());
}

void integration_state::start_run(core::integration_schedule schedule) {
  auto stored = house_->store->integration(id_);
  if (!stored || !stored.value()) {
    log::error("the settings of an integration cannot be read", {{"integration", id_}});
    self_->send(near_->shard, plan_atom_v, id_,
                (now() + std::chrono::minutes{1}).time_since_epoch().count());
    return;
  }
  run_ = std::make_unique<run>();
  run_->settings = std::move(**stored);
  run_->zone = house_->time_zone(run_->settings.shop_time_zone);
  run_->record.started = now();
  run_->schedule = std::move(schedule);
  const bool everything = std::exchange(rescan_, false) || start_date_arrived();
  if (everything) {
    run_->schedule.mark.clear();
  }
  run_->cursor.mark = run_->schedule.mark;
  run_->scope = make_scope(everything);
  log::debug("run started", {{"integration", id_}});
  fetch_page();
}

// S3 with a date ahead: on that day everything is judged once more.
bool integration_state::start_date_arrived() const {
  const auto& from = run_->settings.cards.history_from;
  const auto& last = run_->schedule.last_run_at;
  if (!from || !run_->zone || last == core::time_point{}) {
    return false;
  }
  const auto start = std::chrono::sys_days{*from};
  return std::chrono::sys_days{run_->zone->local_date(last)} < start &&
         std::chrono::sys_days{run_->zone->local_date(now())} >= start;
}

shared<core::scan_scope> integration_state::make_scope(bool everything) const {
  auto scope = std::make_shared<core::scan_scope>();
  scope->history_from = run_->settings.cards.history_from;
  auto* store = house_->store;  // outlives all actors
  const auto id = id_;
  if (!everything) {
    scope->stored_revision = [store, id](std::string_view order) -> std::optional<std::uint64_t> {
      const auto item = store->item(id, {core::item_kind::order, std::string(order)});
      return item && item.value() ? std::optional(item.value()->shop_revision) : std::nullopt;
    };
  }
  scope->knows_credit = [store, id](std::string_view credit) {
    const auto item = store->item(id, {core::item_kind::credit, std::string(credit)});
    if (!item || !item.value()) {
      return false;
    }
    // One that could not be read is tried again, unless its original is missing for good.
    const auto& failure = item.value()->failure;
    return item.value()->placed != core::time_point{} ||
           (failure && failure->code == core::errc::credit_without_original);
  };
  const auto* adapter = house_->shop_adapter(run_->settings.shop.kind);
  if (adapter == nullptr || !adapter->rereads_waiting()) {
    return scope;
  }
  const auto waiting = store->items_in(id, core::item_state::waiting, waiting_max);
  if (!waiting) {
    return scope;
  }
  // Youngest first.
  for (auto each = waiting->rbegin();
       each != waiting->rend() && scope->waiting.size() < core::reread_max; ++each) {
    if (each->key.kind != core::item_kind::order) {
      continue;
    }
    const auto item = store->item(id, each->key);
    if (item && item.value() &&
        core::is_due_for_rereading(**item, now(), run_->schedule.last_run_at)) {
      scope->waiting.push_back(each->key.id);
    }
  }
  return scope;
}

void integration_state::fetch_page() {
  self_
      ->request(near_->shops, page_patience, page_atom_v, id_,
                std::make_shared<const scan_ask>(scan_ask{run_->cursor, run_->scope}))
      .then([this](const page_ptr& page) { got_page(page); },
            [this](const caf::error& failure) { run_failed(from_caf(failure)); });
}

void integration_state::got_page(const page_ptr& page) {
  if (run_->schedule.state == core::integration_state::removed) {
    run_.reset();
    return;
  }
  run_->page = page;
  run_->ask_credits.clear();
  run_->credits.clear();
  if (run_->settings.cards.credits != core::credit_mode::off) {
    for (const auto& order : page->orders) {
      const bool unknown = std::any_of(
          order.credits.begin(), order.credits.end(), [this](const core::credit_mention& each) {
            const auto item = house_->store->item(id_, {core::item_kind::credit, each.id});
            return !item || !item.value();
          });
      if (unknown) {
        run_->ask_credits.push_back(&order);
      }
    }
  }
  fetch_credits();
}

void integration_state::fetch_credits() {
  if (run_->credits.size() == run_->ask_credits.size()) {
    store_page();
    return;
  }
  const auto* order = run_->ask_credits[run_->credits.size()];
  // The page owns the order: share its memory.
  self_->request(near_->shops, page_patience, credits_atom_v, id_, order_ptr{run_->page, order})
      .then(
          [this](const credits_ptr& credits) {
            run_->credits.push_back(credits);
            fetch_credits();
          },
          [this](const caf::error& failure) { run_failed(from_caf(failure)); });
}

void integration_state::store_page() {
  auto batch = house_->store->batch();
  for (const auto& order : run_->page->orders) {
    judge_order(order, batch);
  }
  for (std::size_t i = 0; i < run_->ask_credits.size(); ++i) {
    judge_credits(*run_->ask_credits[i], *run_->credits[i], batch);
  }
  for (const auto& each : run_->page->credited) {
    judge_credits(each.original, each.credits, batch);
  }
  for (const auto& each : run_->page->unreadable) {
    keep_unreadable(each, batch);
  }
  if (run_->page->complete) {
    release_credits(batch);
  }
  run_->record.read += static_cast<std::uint32_t>(run_->page->orders.size());
  const bool complete = run_->page->complete;
  const bool moved = run_->page->next.mark != run_->schedule.mark;
  run_->cursor = run_->page->next;
  if (complete) {
    auto schedule = run_->schedule;
    schedule.mark = run_->cursor.mark;
    run_->schedule = schedule;
    // The last page and the end of the run become durable together.
    schedule.first_scan_done = true;
    schedule.failures = 0;
    schedule.last_error = {};
    schedule.last_error_detail.clear();
    schedule.last_run_at = run_->record.started;
    schedule.last_success_at = now();
    schedule.next_run_at =
        core::following_run(id_, grid(*house_), std::min(schedule.next_run_at, now()), now());
    run_->record.ended = now();
    run_->record.sent = std::exchange(sent_, 0);
    run_->record.failed = std::exchange(failed_, 0);
    if (run_->record.read > 0 || run_->record.sent > 0 || run_->record.failed > 0) {
      batch.add(id_, run_->record);  // empty runs are only counted, or a million integrations write
                                     // for nothing
    }
    batch.put(id_, schedule);
    commit(
        std::move(batch), [this, schedule] { end_run(schedule); },
        [this](const core::error& failure) { run_failed(failure); });
    return;
  }
  if (moved) {
    run_->schedule.mark = run_->cursor.mark;
    batch.put(id_, run_->schedule);
  }
  if (now() - run_->record.started > house_->run_timeout) {
    break_off(std::move(batch));
    return;
  }
  commit(
      std::move(batch),
      [this] {
        pump();
        fetch_page();
      },
      [this](const core::error& failure) { run_failed(failure); });
}

// A shop with a very long list must not keep its run for ever: what was read is stored, the next
// run goes on there.
void integration_state::break_off(storage::write_batch batch) {
  auto schedule = run_->schedule;
  schedule.last_run_at = run_->record.started;
  schedule.next_run_at =
      core::following_run(id_, grid(*house_), std::min(schedule.next_run_at, now()), now());
  run_->record.ended = now();
  run_->record.detail = "broken off after the time limit of a run; goes on at the next one";
  batch.put(id_, schedule);
  batch.add(id_, run_->record);
  commit(
      std::move(batch), [this, schedule] { end_run(schedule); },
      [this](const core::error& failure) { run_failed(failure); });
}

void integration_state::end_run(core::integration_schedule schedule) {
  if (run_->record.read > 0) {
    tell("run", {},
         std::to_string(run_->record.read) + " orders read, " +
             std::to_string(run_->record.made_ready) + " to book");
  }
  run_.reset();
  pump();
  plan_next(schedule);
}

core::time_point integration_state::after_failure(
    const core::integration_schedule& schedule) const {
  const auto regular =
      core::following_run(id_, grid(*house_), std::min(schedule.next_run_at, now()), now());
  const auto wait = core::retry_wait(schedule.failures);
  return wait ? std::min(regular, now() + *wait) : regular;
}

void integration_state::run_failed(const core::error& failure) {
  auto schedule = run_->schedule;
  if (schedule.state == core::integration_state::removed) {
    run_.reset();
    return;
  }
  if (failure.code == core::errc::cancelled || failure.code == core::errc::throttled) {
    // Our own side was restarting; the shop did nothing wrong.
    run_.reset();
    self_->send(near_->shard, plan_atom_v, id_,
                (now() + std::chrono::seconds{2}).time_since_epoch().count());
    return;
  }
  const bool changed = schedule.last_error != failure.code;
  ++schedule.failures;
  schedule.last_error = failure.code;
  schedule.last_error_detail = failure.detail;
  schedule.last_run_at = run_->record.started;
  schedule.next_run_at = after_failure(schedule);
  if (failure.retry_after) {
    schedule.next_run_at = std::max(
        schedule.next_run_at,
        now() + std::min<std::chrono::seconds>(*failure.retry_after, std::chrono::hours{6}));
  }
  if (failure.code == core::errc::shop_refused && schedule.failures >= refusals_max) {
    schedule.state = core::integration_state::connection_lost;
  }
  auto record = run_->record;
  record.ended = now();
  record.error = failure.code;
  record.detail = failure.detail;
  run_.reset();
  log::warning("run failed", {{"integration", id_},
                              {"code", core::code_name(failure.code)},
                              {"detail", failure.detail},
                              {"failures", schedule.failures}});
  if (changed || schedule.state != core::integration_state::active) {
    tell("error", {},
         std::string(core::code_name(failure.code)) + " " + core::explain(failure, "en") + " " +
             failure.detail);
  }
  auto batch = house_->store->batch();
  batch.put(id_, schedule);
  batch.add(id_, record);
  commit(
      std::move(batch), [this, schedule] { plan_next(schedule); },
      [this](const core::error& why) {
        log::error("the end of a run cannot be stored",
                   {{"integration", id_}, {"why", why.detail}});
        self_->send(near_->shard, plan_atom_v, id_,
                    (now() + std::chrono::seconds{30}).time_since_epoch().count());
      });
}

void integration_state::commit(storage::write_batch batch, std::function<void()> then,
                               std::function<void(const core::error&)> failed) {
  self_
      ->request(near_->writer, std::chrono::minutes(2), commit_atom_v,
                std::make_shared<storage::write_batch>(std::move(batch)))
      .then([then = std::move(then)](bool) { then(); },
            [failed = std::move(failed)](const caf::error& failure) { failed(from_caf(failure)); });
}

void integration_state::tell(std::string kind, std::string subject, std::string text) {
  auto news = std::make_shared<event>();
  news->when = now();
  news->integration = id_;
  news->kind = std::move(kind);
  news->subject = std::move(subject);
  news->text = std::move(text);
  self_->send(near_->events, publish_atom_v, event_ptr{std::move(news)});
}

integration_actor::behavior_type integration(
    integration_actor::stateful_pointer<integration_state> self, const services* house,
    shared<integration_neighbours> neighbours, core::integration_id id) {
  return self->state.make_behavior(house, std::move(neighbours), id);
}

}  // namespace boekbrug::actors
