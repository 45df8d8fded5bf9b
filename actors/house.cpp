#include "actors/house.hpp"

#include "actors/app_store.hpp"
#include "actors/event_hub.hpp"
#include "actors/http_gateway.hpp"
#include "actors/installer.hpp"
#include "actors/integration_supervisor.hpp"
#include "actors/rate_limiter.hpp"
#include "actors/storage_writer.hpp"
#include "log/log.hpp"

#include <caf/io/all.hpp>

#include <thread>

namespace boekbrug::actors {
namespace {

std::vector<caf::strong_actor_ptr> infrastructure(const house_parts& parts) {
  std::vector<caf::strong_actor_ptr> all{caf::actor_cast<caf::strong_actor_ptr>(parts.writer),
                                         caf::actor_cast<caf::strong_actor_ptr>(parts.gateway),
                                         caf::actor_cast<caf::strong_actor_ptr>(parts.events),
                                         caf::actor_cast<caf::strong_actor_ptr>(parts.shops),
                                         caf::actor_cast<caf::strong_actor_ptr>(parts.ledgers),
                                         caf::actor_cast<caf::strong_actor_ptr>(parts.app_store),
                                         caf::actor_cast<caf::strong_actor_ptr>(parts.installer)};
  for (const auto& [name, limiter] : parts.limiters) {
    all.push_back(caf::actor_cast<caf::strong_actor_ptr>(limiter));
  }
  for (const auto& shard : parts.shards) {
    all.push_back(caf::actor_cast<caf::strong_actor_ptr>(shard));
  }
  return all;
}

// The root of supervision. Below it every failure is met by a restart; when a part of the
// infrastructure itself dies, its handles are everywhere, and the honest restart is that of the
// process: nothing stored is lost.
caf::behavior watchman(caf::event_based_actor* self,
                       const std::vector<caf::strong_actor_ptr>& watched,
                       const std::function<void()>& on_fatal) {
  for (const auto& each : watched) {
    self->monitor(caf::actor_cast<caf::actor_addr>(each));
  }
  self->set_down_handler([on_fatal](caf::down_msg& message) {
    const bool asked = !message.reason || message.reason == caf::exit_reason::user_shutdown ||
                       message.reason == caf::exit_reason::kill;
    if (!asked) {
      log::error("a part of the server failed; the process must be restarted",
                 {{"why", from_caf(message.reason).detail}});
      if (on_fatal) {
        on_fatal();
      }
    }
  });
  return {[](idle_atom) {}};
}

}  // namespace

void configure(caf::actor_system_config& config) {
  config.add_message_types<caf::id_block::boekbrug>();
  config.add_error_category(caf::atom("boekbrug"), [](std::uint8_t code, caf::atom_value,
                                                      const caf::message& context) {
    return std::string(core::code_name(static_cast<core::errc>(code))) + caf::to_string(context);
  });
  config.set("logger.verbosity", caf::atom("quiet"));
}

house::house(caf::actor_system& system, const services* services, house_options options)
    : system_{system}, services_{services}, options_{std::move(options)} {
  parts_.writer = system_.spawn(storage_writer, services_);
  parts_.gateway = system_.spawn(http_gateway, services_);
  parts_.events = system_.spawn(event_hub);
  start_limiters();
  parts_.shops = system_.spawn(shop_supervisor, services_, parts_.gateway);
  parts_.ledgers = system_.spawn(ledger_supervisor, services_, parts_.writer, parts_.gateway,
                                 parts_.limiters, parts_.events);
  if (options_.run_integrations) {
    start_shards();
  }
  parts_.app_store = system_.spawn(app_store, services_,
                                   app_store_neighbours{parts_.writer, parts_.gateway, parts_.shops,
                                                        parts_.events, parts_.shards});
  installer_neighbours near{parts_.writer, parts_.gateway, parts_.limiters, parts_.events,
                            parts_.shards, parts_.ledgers, parts_.app_store};
  parts_.installer = system_.spawn(installer, services_, std::move(near));
  watch();
}

house::~house() {
  stop();
}

void house::start_limiters() {
  auto addresses = services_->egress_addresses;
  if (addresses.empty()) {
    addresses.emplace_back();
  }
  for (const auto& ledger : services_->ledgers) {
    for (const auto& address : addresses) {
      rate_limiter_options limits;
      limits.name = limiter_name(ledger.kind, address);
      limits.requests_per_window = ledger.requests_per_window > ledger.margin * 2
                                       ? ledger.requests_per_window - ledger.margin
                                       : ledger.requests_per_window;
      limits.window = ledger.window;
      limits.deadline_max = services_->request_deadline + std::chrono::seconds{1};
      parts_.limiters.emplace(limits.name,
                              system_.spawn(rate_limiter, services_, parts_.writer, limits));
    }
  }
}

void house::start_shards() {
  integration_neighbours near{parts_.writer, parts_.shops, parts_.ledgers, parts_.events, {}};
  for (std::size_t i = 0; i < services_->shards; ++i) {
    parts_.shards.push_back(
        system_.spawn(integration_supervisor, services_, near, i, services_->shards));
  }
}

void house::watch() {
  watchman_ = system_.spawn(watchman, infrastructure(parts_), options_.on_fatal);
}

void house::stop() {
  if (stopped_) {
    return;
  }
  stopped_ = true;
  // No further call begins; those under way end, and their results are stored.
  *services_->stopping = true;
  for (const auto& shard : parts_.shards) {
    caf::anon_send_exit(shard, caf::exit_reason::user_shutdown);
  }
  const auto until = std::chrono::steady_clock::now() + options_.grace;
  while (*services_->calls_under_way > 0 && std::chrono::steady_clock::now() < until) {
    std::this_thread::sleep_for(std::chrono::milliseconds{10});
  }
  if (*services_->calls_under_way > 0) {
    log::warning("stopping with calls under way; their outcome is looked up after the restart",
                 {{"calls", services_->calls_under_way->load()}});
  }
  // The last answers are on their way to the writer; then an empty batch is the last in its line.
  std::this_thread::sleep_for(std::chrono::milliseconds{50});
  if (auto flushed = services_->store->commit_now(services_->store->batch()); !flushed) {
    log::error("the store could not be flushed", {{"why", flushed.error().detail}});
  }
  for (const auto& each : infrastructure(parts_)) {
    caf::anon_send_exit(caf::actor_cast<caf::actor>(each), caf::exit_reason::user_shutdown);
  }
  caf::anon_send_exit(watchman_, caf::exit_reason::user_shutdown);
  parts_ = {};
  watchman_ = nullptr;
}

}  // namespace boekbrug::actors
