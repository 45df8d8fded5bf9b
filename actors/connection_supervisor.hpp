#pragma once
// Supervisors of connections: open one when it is asked for, forget it when it ends, and refuse for
// a while what keeps crashing (DESIGN 3). One for shops, one for ledgers.

#include "actors/errors.hpp"
#include "actors/interfaces.hpp"
#include "actors/ledger_caller.hpp"
#include "actors/services.hpp"
#include "core/sync/backoff.hpp"

#include <map>
#include <string>
#include <unordered_map>
#include <utility>

namespace boekbrug::actors {

/// The children of one supervisor, by id. `Actor` is their handle type.
template <class Id, class Actor>
class connection_table {
public:
  explicit connection_table(const services* house) : house_{house} {}

  /// The child of that id; `open` spawns a missing one. An error while it waits out a backoff.
  template <class Open>
  core::result<Actor> get(Id id, Open open) {
    if (const auto found = children_.find(id); found != children_.end()) {
      return found->second;
    }
    if (const auto sick = sick_.find(id);
        sick != sick_.end() && house_->clock->now() < sick->second.until) {
      return core::fail(core::errc::throttled, "the connection failed and is being restarted");
    }
    Actor child = open();
    ids_[child.address()] = id;
    children_.emplace(id, child);
    if (const auto sick = sick_.find(id); sick != sick_.end()) {
      sick->second.backoff.started(house_->clock->now());
    }
    return child;
  }

  /// Asks the child and passes its answer on. A child that dies owes answers that CAF never sends
  /// (STYLE 3.6): `down` gives those callers an error.
  template <class Answer, class Self, class... Arguments>
  caf::typed_response_promise<Answer> relay(Self* self, Id id, const Actor& child,
                                            std::chrono::minutes patience, Arguments... arguments) {
    auto promise = self->template make_response_promise<Answer>();
    const auto number = next_question_++;
    questions_[id].emplace(
        number, [promise](const caf::error& failure) mutable { promise.deliver(failure); });
    self->request(child, patience, std::move(arguments)...)
        .then(
            [this, id, number, promise](const Answer& answer) mutable {
              if (forget(id, number)) {
                promise.deliver(answer);
              }
            },
            [this, id, number, promise](const caf::error& failure) mutable {
              if (forget(id, number)) {
                promise.deliver(failure);
              }
            });
    return promise;
  }

  /// A child ended. Returns its id when that was a failure.
  std::optional<Id> down(const caf::down_msg& message) {
    const auto found = ids_.find(message.source);
    if (found == ids_.end()) {
      return std::nullopt;
    }
    const Id id = found->second;
    ids_.erase(found);
    auto orphans = questions_.extract(id);
    if (!orphans.empty()) {
      for (auto& [number, answer] : orphans.mapped()) {
        answer(
            to_caf(core::fail(core::errc::cancelled, "the connection ended before it answered")));
      }
    }
    if (const auto child = children_.find(id);
        child != children_.end() && child->second.address() == message.source) {
      children_.erase(child);
    }
    const bool asked = !message.reason || message.reason == caf::exit_reason::user_shutdown ||
                       message.reason == caf::exit_reason::kill;
    if (asked) {
      return std::nullopt;
    }
    const auto now = house_->clock->now();
    auto [sick, is_new] =
        sick_.try_emplace(id, illness{core::restart_backoff{options(), core::number(id)}, now});
    const auto wait = sick->second.backoff.failed(now);
    // Suspended: a long rest instead of none for ever, so that it heals without an operator.
    sick->second.until = now + wait.value_or(house_->restart_window);
    return id;
  }

  /// All children end with their supervisor.
  void end_all(caf::local_actor* self, const caf::error& reason) {
    for (const auto& [id, child] : children_) {
      self->send_exit(child, reason);
    }
  }

  /// nullptr when it is not open.
  const Actor* find(Id id) const {
    const auto found = children_.find(id);
    return found == children_.end() ? nullptr : &found->second;
  }

  std::size_t size() const noexcept { return children_.size(); }
  std::size_t sick() const noexcept { return sick_.size(); }

private:
  struct illness {
    core::restart_backoff backoff;
    core::time_point until;
  };

  bool forget(Id id, std::uint64_t number) {
    const auto found = questions_.find(id);
    if (found == questions_.end() || found->second.erase(number) == 0) {
      return false;
    }
    if (found->second.empty()) {
      questions_.erase(found);
    }
    return true;
  }

  core::restart_options options() const {
    core::restart_options limits;
    limits.restarts_max = house_->restarts_max;
    limits.window = house_->restart_window;
    return limits;
  }

  const services* house_;
  std::unordered_map<Id, Actor> children_;
  std::map<caf::actor_addr, Id> ids_;
  std::unordered_map<Id, illness> sick_;
  std::unordered_map<Id, std::map<std::uint64_t, std::function<void(const caf::error&)>>>
      questions_;
  std::uint64_t next_question_ = 1;
};

class shop_supervisor_state {
public:
  static inline const char* name = "shop-supervisor";
  explicit shop_supervisor_state(shop_supervisor_actor::pointer self) : self_{self} {}
  shop_supervisor_actor::behavior_type make_behavior(const services* house,
                                                     http_gateway_actor gateway);

private:
  core::result<shop_fetch_actor> child(core::integration_id id);
  template <class Answer, class... Arguments>
  caf::result<Answer> forward(core::integration_id id, Arguments... arguments);

  shop_supervisor_actor::pointer self_;
  const services* house_ = nullptr;
  http_gateway_actor gateway_;
  std::unique_ptr<connection_table<core::integration_id, shop_fetch_actor>> table_;
};
static_assert(!std::is_aggregate_v<shop_supervisor_state>);

shop_supervisor_actor::behavior_type shop_supervisor(
    shop_supervisor_actor::stateful_pointer<shop_supervisor_state> self, const services* house,
    http_gateway_actor gateway);

/// Limiters by name ("moneybird@127.0.0.1").
using limiter_map = std::map<std::string, rate_limiter_actor>;
std::string limiter_name(const std::string& kind, const std::string& local_address);

class ledger_supervisor_state {
public:
  static inline const char* name = "ledger-supervisor";
  explicit ledger_supervisor_state(ledger_supervisor_actor::pointer self) : self_{self} {}
  ledger_supervisor_actor::behavior_type make_behavior(const services* house,
                                                       storage_writer_actor writer,
                                                       http_gateway_actor gateway,
                                                       limiter_map limiters,
                                                       event_hub_actor events);

private:
  core::result<ledger_post_actor> child(core::connection_id id);
  template <class Answer, class... Arguments>
  caf::result<Answer> forward(core::connection_id id, Arguments... arguments);

  ledger_supervisor_actor::pointer self_;
  const services* house_ = nullptr;
  storage_writer_actor writer_;
  http_gateway_actor gateway_;
  limiter_map limiters_;
  event_hub_actor events_;
  std::unique_ptr<connection_table<core::connection_id, ledger_post_actor>> table_;
};
static_assert(!std::is_aggregate_v<ledger_supervisor_state>);

ledger_supervisor_actor::behavior_type ledger_supervisor(
    ledger_supervisor_actor::stateful_pointer<ledger_supervisor_state> self, const services* house,
    storage_writer_actor writer, http_gateway_actor gateway, limiter_map limiters,
    event_hub_actor events);

}  // namespace boekbrug::actors
