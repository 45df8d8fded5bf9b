#include "actors/rate_limiter.hpp"

#include "actors/errors.hpp"
#include "log/log.hpp"

#include <algorithm>

namespace boekbrug::actors {
namespace {

// One commit pays for a lease of calls; after a crash all of them count as made. So a lease begins
// small, grows while calls come fast, and is small again after a pause.
constexpr std::uint32_t lease_first = 2;
std::uint32_t lease_max(std::uint32_t limit) {
  return std::clamp<std::uint32_t>(limit / 5, lease_first, 5'000);
}
constexpr std::chrono::seconds lease_time{5};

}  // namespace

rate_limiter_actor::behavior_type rate_limiter_state::make_behavior(const services* house,
                                                                    storage_writer_actor writer,
                                                                    rate_limiter_options options) {
  house_ = house;
  writer_ = std::move(writer);
  options_ = std::move(options);
  if (options_.requests_per_window > 0) {
    core::rate_window_options limits;
    limits.limit = options_.requests_per_window;
    limits.window = options_.window;
    limits.deadline_max = options_.deadline_max;
    window_ = std::make_unique<core::rate_window>(limits);
    const auto now = house_->clock->now();
    auto stored = house_->store->budget(options_.name);
    if (stored && stored.value()) {
      const auto& budget = *stored.value();
      window_->import_spent(
          budget.spent,
          budget.blocked_until > now ? std::optional{budget.blocked_until} : std::nullopt, now);
    } else if (!stored) {
      // Not knowing what was spent, the safe reading is that all of it was.
      log::error("the stored budget cannot be read; waiting one window",
                 {{"limiter", options_.name}});
      window_->import_spent({{now, options_.requests_per_window}}, std::nullopt, now);
    }
  }
  return {
      [this](acquire_atom, const permit_request& request) { return acquire(request); },
      [this](finish_atom, std::uint64_t permit, const signal_ptr& signal) {
        finished(permit, signal);
      },
      [this](refill_atom, std::uint64_t epoch) {
        if (epoch == epoch_) {
          serve();
        }
      },
      [this](show_atom) { return show(); },
  };
}

caf::result<std::uint64_t> rate_limiter_state::acquire(const permit_request& request) {
  const auto ticket = next_ticket_++;
  if (!window_) {
    ++calls_;
    return ticket;
  }
  if (auto queued = line_.push(core::fair_queue::ticket{ticket}, request.who, request.how);
      !queued) {
    return to_caf(queued.error());
  }
  auto promise = self_->make_response_promise<std::uint64_t>();
  waiting_.emplace(ticket, promise);
  serve();
  return promise;
}

void rate_limiter_state::finished(std::uint64_t permit, const signal_ptr& signal) {
  const auto found = granted_.find(permit);
  if (!window_ || found == granted_.end()) {
    return;
  }
  const auto now = house_->clock->now();
  window_->finished(found->second, now);
  granted_.erase(found);
  if (signal) {
    window_->apply(*signal, now);
    if (signal->blocked_until) {
      store_budget();  // a crash must not make us call a remote that asked for silence
    }
  }
  serve();
}

void rate_limiter_state::serve() {
  const auto now = house_->clock->now();
  while (!line_.empty()) {
    if (!window_->may_grant(now)) {
      if (const auto when = window_->next_free(now)) {
        wake_at(*when);
      }
      return;
    }
    if (!lease_.use(now)) {
      store_budget();
      return;
    }
    const auto next = line_.pop();
    const auto ticket = static_cast<std::uint64_t>(next->which);
    granted_.emplace(ticket, window_->grant(now));
    ++calls_;
    auto waiting = waiting_.extract(ticket);
    waiting.mapped().deliver(ticket);
  }
}

void rate_limiter_state::store_budget() {
  if (storing_) {
    return;
  }
  storing_ = true;
  const auto now = house_->clock->now();
  const bool busy = now - leased_at_ < lease_time;
  lease_size_ =
      busy ? std::min(lease_size_ * 2, lease_max(options_.requests_per_window)) : lease_first;
  leased_at_ = now;
  const auto count = lease_size_;
  const auto until = now + lease_time;
  lease_.exporting(count, until);
  storage::limiter_budget budget;
  budget.spent = window_->export_spent(now, count, until);
  budget.blocked_until = window_->blocked_until(now).value_or(core::time_point{});
  auto batch = std::make_shared<storage::write_batch>(house_->store->batch());
  batch->put_budget(options_.name, budget);
  self_->request(writer_, std::chrono::minutes(2), commit_atom_v, batch)
      .then(
          [this](bool) {
            storing_ = false;
            lease_.stored();
            serve();
          },
          [this](const caf::error& failure) {
            storing_ = false;
            lease_.failed();
            log::error("the limiter's budget cannot be stored",
                       {{"limiter", options_.name}, {"why", from_caf(failure).detail}});
            wake_at(house_->clock->now() + std::chrono::seconds{1});
          });
}

void rate_limiter_state::wake_at(core::time_point when) {
  const auto wait = std::max(when - house_->clock->now(), std::chrono::milliseconds{1});
  self_->delayed_send(self_, std::min(wait, std::chrono::milliseconds{60'000}), refill_atom_v,
                      ++epoch_);
}

std::string rate_limiter_state::show() {
  const auto now = house_->clock->now();
  std::string text = options_.name + ": ";
  if (!window_) {
    return text + "no limit, " + std::to_string(calls_) + " calls";
  }
  text += std::to_string(window_->occupied(now)) + "/" +
          std::to_string(options_.requests_per_window) + " used in " +
          std::to_string(options_.window.count() / 1000) + " s, " +
          std::to_string(window_->under_way()) + " under way, waiting";
  for (const auto cls : {core::call_class::continuing, core::call_class::live,
                         core::call_class::credit, core::call_class::history}) {
    text += " " + std::string(core::name(cls)) + "=" + std::to_string(line_.waiting(cls));
  }
  if (const auto blocked = window_->blocked_until(now)) {
    text += ", blocked for " + std::to_string((*blocked - now).count() / 1000) + " s";
  }
  return text + ", " + std::to_string(calls_) + " calls since start";
}

rate_limiter_actor::behavior_type rate_limiter(
    rate_limiter_actor::stateful_pointer<rate_limiter_state> self, const services* house,
    storage_writer_actor writer, rate_limiter_options options) {
  return self->state.make_behavior(house, std::move(writer), std::move(options));
}

}  // namespace boekbrug::actors
