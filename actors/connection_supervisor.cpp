#include "actors/connection_supervisor.hpp"

#include "actors/ledger_post.hpp"
#include "actors/shop_fetch.hpp"
#include "log/log.hpp"

namespace boekbrug::actors {
namespace {

// Longer than any answer takes, a backlog at the limiter included; a child's death is noticed at
// once.
constexpr std::chrono::minutes patience{13 * 60};

}  // namespace

std::string limiter_name(const std::string& kind, const std::string& local_address) {
  return kind + "@" + (local_address.empty() ? "any" : local_address);
}

// --- shops
// -------------------------------------------------------------------------------------------------

shop_supervisor_actor::behavior_type shop_supervisor_state::make_behavior(
    const services* house, http_gateway_actor gateway) {
  house_ = house;
  gateway_ = std::move(gateway);
  table_ = std::make_unique<connection_table<core::integration_id, shop_fetch_actor>>(house_);
  self_->set_exit_handler([this](caf::exit_msg& message) {
    table_->end_all(self_, message.reason);
    self_->quit(message.reason);
  });
  self_->set_down_handler([this](caf::down_msg& message) {
    if (const auto id = table_->down(message)) {
      log::error("shop connection failed",
                 {{"integration", *id}, {"why", from_caf(message.reason).detail}});
    }
  });
  using core::integration_id;
  return {
      [this](page_atom what, integration_id id, const ask_ptr& ask) {
        return forward<page_ptr>(id, what, ask);
      },
      [this](credits_atom what, integration_id id, const order_ptr& order) {
        return forward<credits_ptr>(id, what, order);
      },
      [this](period_atom what, integration_id id, const shop_period_ptr& period) {
        return forward<shop_orders_ptr>(id, what, period);
      },
      [this](reload_atom, integration_id id) {
        if (const auto* open = table_->find(id)) {
          self_->send(*open, reload_atom_v);
        }
      },
      [this](show_atom) {
        return "shop connections: " + std::to_string(table_->size()) + " open, " +
               std::to_string(table_->sick()) + " failed lately";
      },
  };
}

core::result<shop_fetch_actor> shop_supervisor_state::child(core::integration_id id) {
  return table_->get(
      id, [this, id] { return self_->spawn<caf::monitored>(shop_fetch, house_, gateway_, id); });
}

template <class Answer, class... Arguments>
caf::result<Answer> shop_supervisor_state::forward(core::integration_id id,
                                                   Arguments... arguments) {
  auto opened = child(id);
  if (!opened) {
    return to_caf(opened.error());
  }
  return table_->template relay<Answer>(self_, id, *opened, patience, std::move(arguments)...);
}

shop_supervisor_actor::behavior_type shop_supervisor(
    shop_supervisor_actor::stateful_pointer<shop_supervisor_state> self, const services* house,
    http_gateway_actor gateway) {
  return self->state.make_behavior(house, std::move(gateway));
}

// --- ledgers
// -----------------------------------------------------------------------------------------------

ledger_supervisor_actor::behavior_type ledger_supervisor_state::make_behavior(
    const services* house, storage_writer_actor writer, http_gateway_actor gateway,
    limiter_map limiters, event_hub_actor events) {
  house_ = house;
  writer_ = std::move(writer);
  gateway_ = std::move(gateway);
  limiters_ = std::move(limiters);
  events_ = std::move(events);
  table_ = std::make_unique<connection_table<core::connection_id, ledger_post_actor>>(house_);
  self_->set_exit_handler([this](caf::exit_msg& message) {
    table_->end_all(self_, message.reason);
    self_->quit(message.reason);
  });
  self_->set_down_handler([this](caf::down_msg& message) {
    if (const auto id = table_->down(message)) {
      log::error("ledger connection failed",
                 {{"connection", *id}, {"why", from_caf(message.reason).detail}});
    }
  });
  using core::connection_id;
  return {
      [this](post_atom what, connection_id id, const post_ptr& order) {
        return forward<outcome_ptr>(id, what, order);
      },
      [this](lists_atom what, connection_id id, bool fresh) {
        return forward<lists_ptr>(id, what, fresh);
      },
      [this](peek_atom what, connection_id id, bool fresh) {
        return forward<lists_ptr>(id, what, fresh);
      },
      [this](period_atom what, connection_id id, const ledger_period_ptr& period) {
        return forward<documents_ptr>(id, what, period);
      },
      [this](reload_atom, connection_id id) {
        if (const auto* open = table_->find(id)) {
          self_->send(*open, reload_atom_v);
        }
      },
      [this](show_atom) {
        return "ledger connections: " + std::to_string(table_->size()) + " open, " +
               std::to_string(table_->sick()) + " failed lately";
      },
  };
}

core::result<ledger_post_actor> ledger_supervisor_state::child(core::connection_id id) {
  if (const auto* open = table_->find(id)) {
    return *open;
  }
  auto record = house_->store->connection(id);
  if (!record) {
    return record.error();
  }
  if (!record.value()) {
    return core::fail(core::errc::not_found, "unknown connection");
  }
  auto limiter = limiters_.find(limiter_name(record.value()->kind, record.value()->local_address));
  if (limiter == limiters_.end()) {
    // Its egress address is no longer configured: calling from another one would break that one's
    // budget count.
    return core::fail(core::errc::ledger_unreachable,
                      "the egress address " + record.value()->local_address +
                          " of this administration is not configured");
  }
  const ledger_neighbours neighbours{writer_, gateway_, limiter->second, events_};
  return table_->get(id, [this, id, &neighbours] {
    return self_->spawn<caf::monitored>(ledger_post, house_, neighbours, id);
  });
}

template <class Answer, class... Arguments>
caf::result<Answer> ledger_supervisor_state::forward(core::connection_id id,
                                                     Arguments... arguments) {
  auto opened = child(id);
  if (!opened) {
    return to_caf(opened.error());
  }
  return table_->template relay<Answer>(self_, id, *opened, patience, std::move(arguments)...);
}

ledger_supervisor_actor::behavior_type ledger_supervisor(
    ledger_supervisor_actor::stateful_pointer<ledger_supervisor_state> self, const services* house,
    storage_writer_actor writer, http_gateway_actor gateway, limiter_map limiters,
    event_hub_actor events) {
  return self->state.make_behavior(house, std::move(writer), std::move(gateway),
                                   std::move(limiters), std::move(events));
}

}  // namespace boekbrug::actors
