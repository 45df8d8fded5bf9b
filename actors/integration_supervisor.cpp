#include "actors/integration_supervisor.hpp"

#include "core/sync/schedule.hpp"
#include "log/log.hpp"

#include <algorithm>

namespace boekbrug::actors {

std::size_t shard_of(core::integration_id id, std::size_t shards) noexcept {
  return static_cast<std::size_t>(core::mix(core::number(id)) % shards);
}

integration_supervisor_actor::behavior_type integration_supervisor_state::make_behavior(
    const services* house, integration_neighbours neighbours, std::size_t index,
    std::size_t shards) {
  house_ = house;
  index_ = index;
  shards_ = shards;
  neighbours.shard = caf::actor_cast<integration_supervisor_actor>(self_);
  near_ = std::make_shared<const integration_neighbours>(std::move(neighbours));
  self_->set_exit_handler([this](caf::exit_msg& message) {
    for (const auto& [id, child] : children_) {
      self_->send_exit(child, message.reason);
    }
    self_->quit(message.reason);
  });
  self_->set_down_handler([this](caf::down_msg& message) { down(message); });
  start_all();
  return {
      [this](plan_atom, core::integration_id id, std::int64_t when) {
        plan(id, core::time_point{std::chrono::milliseconds{when}});
      },
      [this](command_atom, core::integration_id id, const command_ptr& what) {
        return command(id, what);
      },
      [this](adopt_atom, core::integration_id id) {
        if (children_.count(id) == 0) {
          start(id, house_->clock->now());
        } else {
          self_->send(children_.at(id), wake_atom_v);
        }
        return true;
      },
      [this](wake_atom) {
        timer_at_ = {};
        wake_due();
      },
      [this](restart_atom, core::integration_id id) { start(id, house_->clock->now()); },
      [this](show_atom) {
        return "shard " + std::to_string(index_) + ": " + std::to_string(children_.size()) +
               " integrations, " + std::to_string(planned_.size()) + " planned, " +
               std::to_string(backoffs_.size()) + " failed lately";
      },
  };
}

// Unfinished work is taken up at once; everything else waits for its stored next run.
void integration_supervisor_state::start_all() {
  const auto now = house_->clock->now();
  const auto read = house_->store->each_schedule(
      [&](core::integration_id id, const core::integration_schedule& each) {
        if (shard_of(id, shards_) != index_ || each.state == core::integration_state::removed) {
          return true;
        }
        // A nested read is not allowed inside a scan, so unfinished work is looked for afterwards.
        start(id, std::max(each.next_run_at, now));
        return true;
      });
  if (!read) {
    log::error("the schedules cannot be read", {{"why", read.error().detail}});
    return;
  }
  for (const auto& [id, child] : children_) {
    const auto ready = house_->store->items_in(id, core::item_state::ready, 1);
    if (ready && !ready->empty()) {
      plan(id, now);
    }
  }
}

void integration_supervisor_state::start(core::integration_id id, core::time_point first_wake) {
  auto child = self_->spawn<caf::monitored>(integration, house_, near_, id);
  children_[id] = child;
  if (const auto sick = backoffs_.find(id); sick != backoffs_.end()) {
    sick->second.started(house_->clock->now());
  }
  plan(id, first_wake);
}

void integration_supervisor_state::plan(core::integration_id id, core::time_point when) {
  const auto [found, is_new] = planned_.try_emplace(id, when);
  if (!is_new) {
    due_.erase({found->second, id});
    found->second = when;
  }
  due_.emplace(when, id);
  set_timer();
}

void integration_supervisor_state::wake_due() {
  const auto now = house_->clock->now();
  while (!due_.empty() && due_.begin()->first <= now) {
    const auto id = due_.begin()->second;
    due_.erase(due_.begin());
    planned_.erase(id);
    if (const auto child = children_.find(id); child != children_.end()) {
      self_->send(child->second, wake_atom_v);
    }
  }
  set_timer();
}

// One timer for all: the earliest due. Wall time decides, so a jump of the clock is met at the
// latest a minute later.
void integration_supervisor_state::set_timer() {
  if (due_.empty()) {
    return;
  }
  const auto now = house_->clock->now();
  const auto latest = now + std::chrono::minutes{1};
  const auto when = std::clamp(due_.begin()->first, now, latest);
  if (timer_at_ != core::time_point{} && timer_at_ <= when && timer_at_ >= now) {
    return;
  }
  timer_at_ = when;
  self_->delayed_send(self_, when - now, wake_atom_v);
}

void integration_supervisor_state::down(const caf::down_msg& message) {
  // Failures are rare: a walk is cheaper than a second index of a million addresses.
  const auto found = std::find_if(children_.begin(), children_.end(), [&](const auto& each) {
    return each.second.address() == message.source;
  });
  if (found == children_.end()) {
    return;
  }
  const auto id = found->first;
  children_.erase(found);
  const bool asked = !message.reason || message.reason == caf::exit_reason::user_shutdown;
  if (asked) {
    return;
  }
  const auto why = from_caf(message.reason);
  core::restart_options options;
  options.restarts_max = house_->restarts_max;
  options.window = house_->restart_window;
  auto [sick, is_new] = backoffs_.try_emplace(id, options, core::number(id) ^ house_->seed);
  const auto wait = sick->second.failed(house_->clock->now());
  log::error(
      "an integration failed",
      {{"integration", id}, {"why", why.detail}, {"restart_in_ms", wait ? wait->count() : -1}});
  if (!wait) {
    suspend(id, why);
    return;
  }
  self_->delayed_send(self_, *wait, restart_atom_v, id);
}

void integration_supervisor_state::suspend(core::integration_id id, const core::error& why) {
  auto stored = house_->store->schedule(id);
  if (!stored || !stored.value() || stored.value()->state == core::integration_state::removed) {
    return;
  }
  auto schedule = **stored;
  schedule.state = core::integration_state::suspended;
  schedule.last_error = core::errc::internal;
  schedule.last_error_detail = "restarted too often: " + why.detail;
  auto batch = std::make_shared<storage::write_batch>(house_->store->batch());
  batch->put(id, schedule);
  self_->request(near_->writer, std::chrono::minutes(2), commit_atom_v, batch)
      .then(
          [this, id](bool) {
            backoffs_.erase(id);
            start(id,
                  house_->clock
                      ->now());  // suspended, it does nothing but answer commands such as 'resume'
          },
          [this, id](const caf::error& failure) {
            log::error("the suspension cannot be stored",
                       {{"integration", id}, {"why", from_caf(failure).detail}});
            self_->delayed_send(self_, std::chrono::seconds{30}, restart_atom_v, id);
          });
}

caf::result<std::string> integration_supervisor_state::command(core::integration_id id,
                                                               const command_ptr& what) {
  const auto found = children_.find(id);
  if (found == children_.end()) {
    return to_caf(
        core::fail(core::errc::not_found, "no integration " + std::to_string(core::number(id))));
  }
  return self_->delegate(found->second, command_atom_v, what);
}

integration_supervisor_actor::behavior_type integration_supervisor(
    integration_supervisor_actor::stateful_pointer<integration_supervisor_state> self,
    const services* house, integration_neighbours neighbours, std::size_t index,
    std::size_t shards) {
  return self->state.make_behavior(house, std::move(neighbours), index, shards);
}

}  // namespace boekbrug::actors
