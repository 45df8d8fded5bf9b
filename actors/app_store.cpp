// Handshakes and farewells. Telling the shop is in app_store_settle.cpp.
#include "actors/app_store.hpp"

#include "actors/integration_supervisor.hpp"
#include "log/log.hpp"

#include <algorithm>
#include <utility>

namespace boekbrug::actors {
namespace {

constexpr std::chrono::minutes commit_patience{2};

core::shop_connection as_shop(const storage::app_install& install) {
  core::shop_connection shop;
  shop.kind = install.kind;
  shop.base_url = install.api_root;
  shop.key = core::secret{install.api_public};
  shop.key_secret = install.api_secret;
  return shop;
}

}  // namespace

app_store_actor::behavior_type app_store_state::make_behavior(const services* house,
                                                              app_store_neighbours neighbours) {
  house_ = house;
  near_ = std::move(neighbours);
  if (!near_.shards.empty()) {
    greet_all();
  }
  return {
      [this](handshake_atom, const app_install_ptr& install) { return take_handshake(install); },
      [this](uninstall_atom, const std::string& api_public) { return uninstall(api_public); },
      [this](settle_atom, core::integration_id id) { return settle(id); },
      [this](next_atom) { next(); },
  };
}

// Rare calls, so a walk over all integrations is cheaper than one more index. Removed ones are left
// out.
core::result<std::vector<core::integration>> app_store_state::installed(
    const std::function<bool(const core::integration&)>& fits) const {
  std::vector<core::integration> found;
  auto read = house_->store->each_integration([&](const core::integration& each) {
    if (fits(each)) {
      found.push_back(each);
    }
    return true;
  });
  if (!read) {
    return read.error();
  }
  std::erase_if(found, [this](const core::integration& each) {
    const auto schedule = house_->store->schedule(each.id);
    return !schedule || !schedule.value() ||
           schedule.value()->state == core::integration_state::removed;
  });
  return found;
}

caf::result<std::string> app_store_state::take_handshake(const app_install_ptr& install) {
  auto promise = self_->make_response_promise<std::string>();
  auto renewed = std::make_shared<std::vector<core::integration_id>>();
  commit([this, install, renewed] { return adopt(*install, *renewed); },
         [this, install, renewed, promise](const core::result<void>& stored) mutable {
           if (!stored) {
             promise.deliver(to_caf(stored.error()));
             return;
           }
           log::info("handshake of an app store",
                     {{"shop", install->api_root}, {"integrations", renewed->size()}});
           for (const auto id : *renewed) {
             take_up(id);
           }
           promise.deliver(std::string("stored"));
         });
  return promise;
}

// New keys replace the old ones, also those in use; the same handshake once more changes nothing.
core::result<storage::write_batch> app_store_state::adopt(
    const storage::app_install& install, std::vector<core::integration_id>& renewed) {
  auto batch = house_->store->batch();
  auto known = house_->store->app_installs();
  if (!known) {
    return known.error();
  }
  auto record = install;
  bool news = true;
  for (const auto& each : *known) {
    if (each.kind != install.kind) {
      continue;
    }
    if (each.api_public == install.api_public) {
      const bool same_keys =
          each.api_secret == install.api_secret && each.api_root == install.api_root;
      news = !same_keys || each.return_url != install.return_url;
      record.marked = same_keys ? each.marked : core::time_point{};
      record.integration = each.integration;
    } else if (each.api_root == install.api_root) {
      batch.drop_app_install(each.api_public);
      if (record.integration == core::integration_id{}) {
        record.integration = each.integration;
      }
    }
  }
  const auto shop = as_shop(install);
  const auto found = installed([&shop](const core::integration& each) {
    return each.shop.kind == shop.kind &&
           (each.shop.base_url == shop.base_url || each.shop.key == shop.key);
  });
  if (!found) {
    return found.error();
  }
  for (const auto& each : *found) {
    record.integration = each.id;
    if (each.shop.key == shop.key && each.shop.key_secret == shop.key_secret) {
      continue;
    }
    auto after = each;
    after.shop.key = shop.key;
    after.shop.key_secret = shop.key_secret;
    batch.put(after);
    renewed.push_back(each.id);
    news = true;
  }
  if (found->empty()) {
    record.integration = {};
  }
  if (!news) {
    return house_->store->batch();
  }
  batch.put(record);
  batch.add(storage::audit_entry{house_->clock->now(), "shop",
                                 "handshake of " + install.api_root + ", new keys for " +
                                     std::to_string(renewed.size()) + " integration(s)"});
  return batch;
}

// After new keys: the open connection reads them, a lost one comes back, a paused one stays paused.
void app_store_state::take_up(core::integration_id id) {
  tell(id, "the shop gave new keys");
  self_->send(near_.shops, reload_atom_v, id);
  const auto schedule = house_->store->schedule(id);
  if (!near_.shards.empty() && schedule && schedule.value()) {
    using core::integration_state;
    const auto state = schedule.value()->state;
    const bool failing = state == integration_state::connection_lost ||
                         (state == integration_state::active && schedule.value()->failures > 0);
    const auto verb = failing ? integration_command::verb::resume : integration_command::verb::hook;
    self_
        ->request(near_.shards[shard_of(id, near_.shards.size())], commit_patience, command_atom_v,
                  id, std::make_shared<const integration_command>(integration_command{verb, {}}))
        .then([](const std::string&) {},
              [id](const caf::error& failure) {
                log::error("an integration was not told of its new keys",
                           {{"integration", id}, {"why", from_caf(failure).detail}});
              });
  }
  enqueue(id, false);
}

// In the line of changes, so that a handshake before it is stored first.
caf::result<std::string> app_store_state::uninstall(const std::string& api_public) {
  auto promise = self_->make_response_promise<std::string>();
  commit([this] { return core::result<storage::write_batch>{house_->store->batch()}; },
         [this, api_public, promise](const core::result<void>&) { forget(api_public, promise); });
  return promise;
}

void app_store_state::forget(const std::string& api_public,
                             caf::typed_response_promise<std::string> promise) {
  const core::secret key{api_public};
  const auto found = installed([&key](const core::integration& each) {
    return each.shop.kind == "ccvshop" && each.shop.key == key;
  });
  if (!found || (!found->empty() && near_.shards.empty())) {
    promise.deliver(to_caf(found ? core::fail(core::errc::internal, "no integrations run here")
                                 : found.error()));
    return;
  }
  auto drop = [this, api_public, promise]() mutable {
    commit(
        [this, api_public]() -> core::result<storage::write_batch> {
          auto batch = house_->store->batch();
          const auto record = house_->store->app_install(api_public);
          if (!record) {
            return record.error();
          }
          if (record.value()) {
            batch.drop_app_install(api_public);
            batch.add(storage::audit_entry{house_->clock->now(), "shop",
                                           "uninstall of " + record.value()->api_root});
          }
          return batch;
        },
        [promise](const core::result<void>& stored) mutable {
          if (stored) {
            promise.deliver(std::string("forgotten"));
          } else {
            promise.deliver(to_caf(stored.error()));
          }
        });
  };
  if (found->empty()) {
    drop();
    return;
  }
  auto left = std::make_shared<std::size_t>(found->size());
  auto failed = std::make_shared<bool>(false);
  for (const auto& each : *found) {
    gone_.insert(each.id);
    auto what = std::make_shared<const integration_command>(
        integration_command{integration_command::verb::remove, {}});
    self_
        ->request(near_.shards[shard_of(each.id, near_.shards.size())], commit_patience,
                  command_atom_v, each.id, what)
        .then(
            [left, failed, drop](const std::string&) mutable {
              if (--*left == 0 && !*failed) {
                drop();
              }
            },
            [this, left, failed, promise, id = each.id](const caf::error& failure) mutable {
              gone_.erase(id);
              if (!std::exchange(*failed, true)) {
                promise.deliver(failure);  // the record stays, so a repetition can end it
              }
              --*left;
            });
  }
}

void app_store_state::commit(change make, ended done) {
  changes_.emplace_back(std::move(make), std::move(done));
  commit_next();
}

void app_store_state::commit_next() {
  if (committing_ || changes_.empty()) {
    return;
  }
  committing_ = true;
  auto [make, done] = std::move(changes_.front());
  changes_.pop_front();
  auto over = [this, done = std::move(done)](const core::result<void>& outcome) {
    committing_ = false;
    done(outcome);
    commit_next();
  };
  auto batch = make();
  if (!batch) {
    over(batch.error());
    return;
  }
  self_
      ->request(near_.writer, commit_patience, commit_atom_v,
                std::make_shared<storage::write_batch>(std::move(*batch)))
      .then([over](bool) { over({}); },
            [over](const caf::error& failure) { over(from_caf(failure)); });
}

void app_store_state::tell(core::integration_id id, std::string text) {
  auto news = std::make_shared<event>();
  news->when = house_->clock->now();
  news->integration = id;
  news->kind = "state";
  news->text = std::move(text);
  self_->send(near_.events, publish_atom_v, event_ptr{std::move(news)});
}

app_store_actor::behavior_type app_store(app_store_actor::stateful_pointer<app_store_state> self,
                                         const services* house, app_store_neighbours neighbours) {
  return self->state.make_behavior(house, std::move(neighbours));
}

}  // namespace boekbrug::actors
