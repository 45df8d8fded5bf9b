#include "web/web_server.hpp"

#include "actors/errors.hpp"
#include "actors/hook_calls.hpp"
#include "actors/integration_supervisor.hpp"
#include "log/log.hpp"
#include "web/ccv_routes.hpp"

#include <utility>

namespace boekbrug::web {
namespace {

constexpr std::size_t body_limit = 1U << 20U;
constexpr std::chrono::minutes patience{3};

/// Asks an actor without waiting for it: a helper lives until the answer comes, or until whom it
/// asked ends (an actor that ends owes answers that CAF never sends, STYLE 3.6).
template <class Actor, class... Arguments>
void ask(caf::actor_system& system, const Actor& whom, ccv_house::done done,
         Arguments... arguments) {
  system.spawn([whom, done = std::move(done),
                ... arguments = std::move(arguments)](caf::event_based_actor* self) {
    self->monitor(caf::actor_cast<caf::actor_addr>(whom));
    self->set_down_handler([self, done](caf::down_msg&) {
      done(core::fail(core::errc::cancelled, "the server is stopping"));
      self->quit();
    });
    self->request(whom, patience, arguments...)
        .then(
            [self, done](const std::string& text) {
              done(text);
              self->quit();
            },
            [self, done](const caf::error& failure) {
              done(actors::from_caf(failure));
              self->quit();
            });
  });
}

core::result<std::optional<hook_door>> find_hook(const storage::store& store,
                                                 const std::string& path) {
  if (!actors::is_hook_path(path)) {
    return std::optional<hook_door>{};
  }
  const auto owner = store.hook_owner(path);
  if (!owner) {
    return owner.error();
  }
  if (!owner.value()) {
    return std::optional<hook_door>{};
  }
  const auto integration = store.integration(**owner);
  if (!integration) {
    return integration.error();
  }
  if (!integration.value() || integration.value()->shop.key.empty()) {
    return std::optional<hook_door>{};  // removed
  }
  hook_door door;
  door.integration = **owner;
  for (const auto event : actors::hook_events) {
    const auto& options = integration.value()->shop.options;
    if (const auto key = options.find(actors::hook_key_option(event)); key != options.end()) {
      door.keys.emplace(event, core::secret{key->second});
    }
  }
  return std::optional{std::move(door)};
}

// "14-03-2026 10:05", on the clock of the Netherlands, where these shops are.
std::string written(const core::time_zone& zone, core::time_point when) {
  const auto day = zone.local_date(when);
  const auto local = when + zone.offset_at(when);
  const auto minute = std::chrono::floor<std::chrono::minutes>(
      local - std::chrono::floor<std::chrono::days>(local));
  const auto two = [](auto number) {
    const auto text = std::to_string(number);
    return text.size() < 2 ? "0" + text : text;
  };
  return two(static_cast<unsigned>(day.day())) + "-" + two(static_cast<unsigned>(day.month())) +
         "-" + std::to_string(static_cast<int>(day.year())) + " " + two(minute.count() / 60) + ":" +
         two(minute.count() % 60);
}

ccv_house make_ccv_house(caf::actor_system& system, const actors::services& services,
                         const actors::house_parts& parts) {
  ccv_house house;
  const auto* store = services.store;
  const auto app_store = parts.app_store;
  house.now = [clock = services.clock] { return clock->now(); };
  house.written = [zone = services.time_zone("Europe/Amsterdam")](core::time_point when) {
    return written(zone ? *zone : core::time_zone{}, when);
  };
  house.take_handshake = [&system, app_store](storage::app_install install, ccv_house::done done) {
    ask(system, app_store, std::move(done), actors::handshake_atom_v,
        actors::app_install_ptr{std::make_shared<const storage::app_install>(std::move(install))});
  };
  house.uninstall = [&system, app_store](std::string api_public, ccv_house::done done) {
    ask(system, app_store, std::move(done), actors::uninstall_atom_v, std::move(api_public));
  };
  house.settle = [&system, app_store](core::integration_id id, ccv_house::done done) {
    ask(system, app_store, std::move(done), actors::settle_atom_v, id);
  };
  house.find_install = [store](const std::string& api_public) {
    return store->app_install(api_public);
  };
  house.is_installed = [store](core::integration_id id) {
    const auto schedule = store->schedule(id);
    return schedule && schedule.value() &&
           schedule.value()->state != core::integration_state::removed;
  };
  house.find_hook = [store](const std::string& path) { return find_hook(*store, path); };
  house.poll_soon = [shards = parts.shards](core::integration_id id) {
    if (!shards.empty()) {
      caf::anon_send(shards[actors::shard_of(id, shards.size())], actors::command_atom_v, id,
                     std::make_shared<const actors::integration_command>(
                         actors::integration_command{actors::integration_command::verb::hook, {}}));
    }
  };
  return house;
}

}  // namespace

router make_routes(caf::actor_system& system, const actors::services& services,
                   const actors::house_parts& parts, const config::server_settings& settings) {
  router routes;
  routes.add(core::http_method::get, "/health",
             [](const visit&, const responder& answer) { answer(plain_reply(200, "ok")); });
  add_ccv_routes(routes, {settings.ccvshop.app_secret, settings.web.public_url},
                 make_ccv_house(system, services, parts));
  return routes;
}

core::result<std::unique_ptr<web_server>> web_server::start(const config::web_settings& settings,
                                                            router routes) {
  std::unique_ptr<web_server> out{new web_server};
  out->routes_ = std::make_shared<const router>(std::move(routes));
  net::server_options options;
  options.address = settings.address;
  options.port = settings.port;
  options.body_limit = body_limit;
  auto server = net::http_server::start(
      options, [routes = out->routes_](const net::server_request& request,
                                       const net::http_server::responder& answer) {
        routes->handle(request, answer);
      });
  if (!server) {
    return core::fail(server.error().code, "web: " + server.error().detail);
  }
  out->server_ = std::move(*server);
  return out;
}

}  // namespace boekbrug::web
