#include "actors/ledger_post.hpp"

#include "log/log.hpp"

#include <utility>

namespace boekbrug::actors {
namespace {

bool blames_lists(core::errc code) {
  using core::errc;
  return code == errc::vat_rate_unusable || code == errc::ledger_account_unusable ||
         code == errc::profile_unusable || code == errc::vat_unmapped ||
         code == errc::period_closed;
}

}  // namespace

ledger_post_actor::behavior_type ledger_post_state::make_behavior(const services* house,
                                                                  ledger_neighbours neighbours,
                                                                  core::connection_id id) {
  house_ = house;
  id_ = id;
  neighbours_ = std::move(neighbours);
  load();
  if (!caller_) {
    self_->quit(to_caf(core::fail(core::errc::not_found, "unknown connection")));
  }
  stay_awake();
  return {
      [this](post_atom, const post_ptr& order) { return post(order); },
      [this](lists_atom, bool fresh) { return lists(fresh); },
      [this](peek_atom, bool fresh) { return peek(fresh); },
      [this](period_atom, const ledger_period_ptr& period) { return documents(period); },
      [this](reload_atom) {
        reload_ = true;
        load_when_quiet();
      },
      [this](idle_atom, std::uint64_t epoch) {
        if (epoch == idle_epoch_ && !current_ && line_.empty() && list_waiters_.empty() &&
            questions_ == 0) {
          self_->quit();
        }
      },
      [this](next_atom) { next(); },
  };
}

void ledger_post_state::load() {
  auto record = house_->store->connection(id_);
  if (record && record.value()) {
    const auto* adapter = house_->ledger_adapter(record.value()->kind);
    if (adapter != nullptr) {
      caller_ = std::make_unique<ledger_caller>(self_, house_, neighbours_, **record, adapter);
    }
  }
}

// The caller may only be replaced while no call is under way.
void ledger_post_state::load_when_quiet() {
  if (reload_ && !current_ && list_waiters_.empty() && questions_ == 0) {
    reload_ = false;
    lists_.reset();
    load();
  }
}

void ledger_post_state::stay_awake() {
  self_->delayed_send(self_, house_->connection_idle, idle_atom_v, ++idle_epoch_);
}

caf::result<outcome_ptr> ledger_post_state::post(const post_ptr& order) {
  auto promise = self_->make_response_promise<outcome_ptr>();
  const auto same = [&order](const job& each) {
    return each.order.integration == order->integration && each.order.key == order->key;
  };
  // An integration that was restarted asks again for what is under way: it gets the same answer.
  if (current_ && same(*current_)) {
    current_->askers.push_back(promise);
    return promise;
  }
  for (auto& [how, jobs] : line_) {
    for (auto& each : jobs) {
      if (same(each)) {
        each.askers.push_back(promise);
        return promise;
      }
    }
  }
  line_[order->how].push_back(job{*order, {promise}});
  self_->send(self_, next_atom_v);
  return promise;
}

void ledger_post_state::next() {
  load_when_quiet();
  if (current_ || line_.empty()) {
    return;
  }
  auto first = line_.begin();
  current_ = std::make_unique<job>(std::move(first->second.front()));
  first->second.pop_front();
  if (first->second.empty()) {
    line_.erase(first);
  }
  ensure_lists(false, [this](core::result<void> ready) {
    if (ready) {
      run_job();
      return;
    }
    const bool lost = ready.error().code == core::errc::ledger_refused;
    job_done({current_->order.key, core::item_state::ready, ready.error(), lost});
  });
}

void ledger_post_state::run_job() {
  auto run =
      std::make_shared<posting_run>(self_, house_, caller_.get(), current_->order, lists_,
                                    [this](const post_outcome& outcome) { job_done(outcome); });
  run->start();
}

void ledger_post_state::job_done(const post_outcome& outcome) {
  auto ended = std::move(current_);
  auto answer = std::make_shared<const post_outcome>(outcome);
  for (auto& each : ended->askers) {
    each.deliver(answer);
  }
  if (outcome.connection_lost && outcome.failure) {
    mark_lost(*outcome.failure);
  }
  if (outcome.failure && blames_lists(outcome.failure->code)) {
    lists_read_at_ = {};  // the next attempt sees what the merchant changed meanwhile
  }
  stay_awake();
  // By message, so that a long line does not become deep recursion.
  self_->send(self_, next_atom_v);
}

// Lists that a rate or an account has left are read anew once they are old; settings errors refresh
// them too.
void ledger_post_state::ensure_lists(bool fresh, std::function<void(core::result<void>)> then) {
  const auto now = house_->clock->now();
  if (!lists_ && !fresh) {
    auto stored = house_->store->lists(id_);
    if (stored && stored.value()) {
      lists_ = std::make_shared<const core::ledger_lists>(std::move(stored.value()->lists));
      lists_read_at_ = stored.value()->read_at;
    }
  }
  if (!fresh && lists_ && now - lists_read_at_ < house_->lists_age_max) {
    then(core::result<void>{});
    return;
  }
  list_waiters_.push_back(std::move(then));
  if (list_waiters_.size() == 1) {
    auto filling = std::make_shared<core::ledger_lists>();
    filling->admin = caller_->record().admin;  // lists may tell more of it; the name may be ours
    read_list(0, filling, [this, filling](core::result<void> read) {
      if (read) {
        keep_lists(filling);
      } else {
        lists_done(read);
      }
    });
  }
}

void ledger_post_state::keep_lists(const std::shared_ptr<core::ledger_lists>& filled) {
  lists_ = filled;
  lists_read_at_ = house_->clock->now();
  auto batch = std::make_shared<storage::write_batch>(house_->store->batch());
  batch->put_lists(id_, *filled, lists_read_at_);
  self_->request(caller_->neighbours().writer, std::chrono::minutes(2), commit_atom_v, batch)
      .then([this](bool) { lists_done(core::result<void>{}); },
            [this](const caf::error& failure) { lists_done(from_caf(failure)); });
}

void ledger_post_state::read_list(std::size_t index, std::shared_ptr<core::ledger_lists> filling,
                                  std::function<void(core::result<void>)> done) {
  const auto* adapter = &caller_->adapter();
  if (index == adapter->list_count()) {
    done(core::result<void>{});
    return;
  }
  caller_->call<bool>(
      {core::integration_id{core::number(id_)}, core::call_class::live},
      [=](const core::ledger_connection& ledger) { return adapter->list_request(ledger, index); },
      [=](const core::http_response& answer) -> core::result<bool> {
        auto read = adapter->list_answer(index, answer, *filling);
        if (!read) {
          return read.error();
        }
        return true;
      },
      [this, index, filling, done](core::result<bool> read) {
        if (read) {
          read_list(index + 1, filling, done);
        } else {
          done(read.error());
        }
      });
}

void ledger_post_state::lists_done(core::result<void> outcome) {
  auto waiters = std::move(list_waiters_);
  list_waiters_.clear();
  for (auto& each : waiters) {
    each(outcome);
  }
  load_when_quiet();
}

caf::result<lists_ptr> ledger_post_state::lists(bool fresh) {
  auto promise = self_->make_response_promise<lists_ptr>();
  stay_awake();
  ensure_lists(fresh, [this, promise](core::result<void> ready) mutable {
    if (ready) {
      promise.deliver(lists_);
    } else {
      promise.deliver(to_caf(ready.error()));
    }
  });
  return promise;
}

// A preview leaves no trace: what it reads goes to the one who asked, and neither to the store nor
// to the next booking.
caf::result<lists_ptr> ledger_post_state::peek(bool fresh) {
  auto promise = self_->make_response_promise<lists_ptr>();
  stay_awake();
  if (!fresh) {
    const auto now = house_->clock->now();
    if (lists_ && now - lists_read_at_ < house_->lists_age_max) {
      promise.deliver(lists_);
      return promise;
    }
    const auto stored = house_->store->lists(id_);
    if (stored && stored.value() && now - stored.value()->read_at < house_->lists_age_max) {
      promise.deliver(std::make_shared<const core::ledger_lists>(stored.value()->lists));
      return promise;
    }
  }
  ++questions_;
  auto filling = std::make_shared<core::ledger_lists>();
  filling->admin = caller_->record().admin;
  read_list(0, filling, [this, filling, promise](core::result<void> read) mutable {
    --questions_;
    if (read) {
      promise.deliver(lists_ptr{filling});
    } else {
      promise.deliver(to_caf(read.error()));
    }
    load_when_quiet();
  });
  return promise;
}

caf::result<documents_ptr> ledger_post_state::documents(const ledger_period_ptr& period) {
  auto promise = self_->make_response_promise<documents_ptr>();
  stay_awake();
  ++questions_;
  const auto* adapter = &caller_->adapter();
  caller_->call<core::document_page>(
      {core::integration_id{core::number(id_)}, core::call_class::history},
      [=](const core::ledger_connection& ledger) {
        return adapter->list_documents_request(ledger, period->from, period->to, period->page);
      },
      [=](const core::http_response& answer) {
        return adapter->list_documents_answer(period->page, answer);
      },
      [this, promise](core::result<core::document_page> page) mutable {
        --questions_;
        if (page) {
          promise.deliver(std::make_shared<const core::document_page>(std::move(*page)));
        } else {
          promise.deliver(to_caf(page.error()));
        }
      });
  return promise;
}

void ledger_post_state::mark_lost(const core::error& why) {
  auto record = caller_->record();
  if (record.lost) {
    return;
  }
  record.lost = true;
  log::error("connection to the administration lost",
             {{"ledger", record.kind}, {"administration", record.admin.id}, {"why", why.detail}});
  auto batch = std::make_shared<storage::write_batch>(house_->store->batch());
  batch->put(record);
  self_->request(caller_->neighbours().writer, std::chrono::minutes(2), commit_atom_v, batch)
      .then(
          [this](bool) {
            reload_ = true;
            load_when_quiet();
          },
          [](const caf::error& failure) {
            log::error("the lost connection cannot be stored", {{"why", from_caf(failure).detail}});
          });
}

ledger_post_actor::behavior_type ledger_post(
    ledger_post_actor::stateful_pointer<ledger_post_state> self, const services* house,
    ledger_neighbours neighbours, core::connection_id id) {
  return self->state.make_behavior(house, std::move(neighbours), id);
}

}  // namespace boekbrug::actors
