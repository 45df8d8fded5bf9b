#include "app/wiring.hpp"

#include "adapters/registry.hpp"
#include "config/catalogue.hpp"
#include "config/time_zones.hpp"
#include "log/log.hpp"
#include "storage/engine.hpp"

#include <caf/io/all.hpp>

#include <algorithm>
#include <filesystem>
#include <mutex>
#include <random>
#include <thread>

namespace boekbrug::app {
namespace {

class system_clock final : public core::clock {
public:
  core::time_point now() const override {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  }
};

std::string make_nonce() {
  static thread_local std::mt19937_64 random{std::random_device{}()};
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789";
  std::uniform_int_distribution<std::size_t> pick{0, letters.size() - 1};
  std::string nonce;
  for (int i = 0; i < 16; ++i) {
    nonce += letters[pick(random)];
  }
  return nonce;
}

// Straight from the system's entropy, for addresses that only their shop may know.
std::string make_unguessable() {
  static thread_local std::random_device entropy;
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (int i = 0; i < 8; ++i) {
    auto bits = entropy();
    for (int j = 0; j < 4; ++j, bits >>= 4U) {
      text += digits[bits & 0xfU];
    }
  }
  return text;
}

// One copy of each zone, shared by all integrations; an unknown name is UTC and is said once.
std::shared_ptr<const core::time_zone> shared_zone(const std::string& name) {
  static std::mutex guard;
  static std::map<std::string, std::shared_ptr<const core::time_zone>> zones;
  const std::lock_guard lock{guard};
  auto& zone = zones[name];
  if (!zone) {
    auto loaded = config::load_time_zone(name);
    if (!loaded) {
      log::warning("unknown time zone; using UTC",
                   {{"zone", name}, {"why", loaded.error().detail}});
    }
    zone = std::make_shared<const core::time_zone>(loaded ? std::move(*loaded) : core::time_zone{});
  }
  return zone;
}

}  // namespace

actors::services make_services(const config::server_settings& settings, const core::clock& clock,
                               storage::store& store, core::transport& transport) {
  actors::services out;
  out.clock = &clock;
  out.store = &store;
  out.transport = &transport;
  out.shop_adapter = adapters::find_shop;
  out.ledger_adapter = adapters::find_ledger;
  out.time_zone = shared_zone;
  out.unguessable = make_unguessable;
  out.nonce = make_nonce;
  actors::ledger_service moneybird;
  moneybird.kind = "moneybird";
  moneybird.base_url = settings.moneybird.base_url;
  moneybird.oauth_base_url = settings.moneybird.oauth_base_url;
  moneybird.client_id = core::secret{settings.moneybird.client_id};
  moneybird.client_secret = settings.moneybird.client_secret;
  moneybird.requests_per_window = settings.moneybird.requests_per_window;
  moneybird.window = settings.moneybird.window;
  moneybird.margin = settings.moneybird.margin;
  out.ledgers.push_back(std::move(moneybird));
  actors::ledger_service eboekhouden;
  eboekhouden.kind = "eboekhouden";
  eboekhouden.base_url = settings.eboekhouden.base_url;
  eboekhouden.requests_per_window = settings.eboekhouden.requests_per_window;
  eboekhouden.window = settings.eboekhouden.window;
  out.ledgers.push_back(std::move(eboekhouden));
  auto& mijnwebwinkel = out.shop_options["mijnwebwinkel"];
  mijnwebwinkel["api_url"] = settings.mijnwebwinkel.api_url;
  if (!settings.mijnwebwinkel.partner_token.empty()) {
    mijnwebwinkel["partner_token"] = settings.mijnwebwinkel.partner_token.reveal();
  }
  if (settings.web.port != 0) {
    out.public_url = settings.web.public_url;  // nobody listens there otherwise
  }
  out.egress_addresses = settings.egress.addresses;
  out.allow_private_hosts = settings.net.allow_private_hosts;
  out.pace_shops = settings.schedule.pace_shops;
  out.poll_interval = settings.schedule.poll_interval;
  out.poll_jitter = std::min(settings.schedule.jitter, settings.schedule.poll_interval);
  out.run_timeout = settings.schedule.run_timeout;
  out.request_deadline = settings.net.request_timeout;
  out.body_limit = settings.net.body_limit;
  out.restarts_max = settings.supervision.restarts_max;
  out.restart_window = settings.supervision.window;
  out.shards = std::max<std::size_t>(2, std::thread::hardware_concurrency());
  out.seed = std::random_device{}();
  return out;
}

struct wiring::parts {
  system_clock clock;
  config::catalogue catalogue;
  std::unique_ptr<storage::store> store;
  std::unique_ptr<net::http_client> client;
  actors::services services;
  caf::actor_system_config actor_config;
  std::unique_ptr<caf::actor_system> system;
  std::unique_ptr<actors::house> house;
};

wiring::wiring() : parts_{std::make_unique<parts>()} {}
wiring::~wiring() {
  stop();
}

core::result<std::unique_ptr<wiring>> wiring::build(const config::server_settings& settings,
                                                    wiring_options options) {
  std::unique_ptr<wiring> out{new wiring};
  auto& parts = *out->parts_;
  auto catalogue = config::catalogue::load(settings.catalogue_directory);
  if (!catalogue) {
    return catalogue.error();
  }
  parts.catalogue = std::move(*catalogue);
  // A new key beside an old store would make every stored secret unreadable.
  const bool old_store = std::filesystem::exists(settings.data_directory + "/data.mdb");
  auto sealer = storage::sealer::from_file(settings.master_key_file, !old_store);
  if (!sealer) {
    return sealer.error();
  }
  storage::lmdb_options lmdb;
  lmdb.folder = settings.data_directory;
  lmdb.map_bytes = settings.storage.map_size;
  lmdb.map_bytes_max = settings.storage.map_size_max;
  auto engine = storage::open_lmdb(lmdb);
  if (!engine) {
    return engine.error();
  }
  parts.store = std::make_unique<storage::store>(std::move(*engine), *sealer);
  net::client_options client;
  client.threads = settings.net.threads;
  client.allow_private_hosts = settings.net.allow_private_hosts;
  client.ca_file = settings.net.ca_file;
  client.connect_timeout = settings.net.connect_timeout;
  client.idle_connections_per_host = settings.net.idle_connections;
  client.idle_timeout = settings.net.idle_timeout;
  parts.client =
      net::http_client::create(client, std::move(options.observe), std::move(options.resolve));
  parts.services = make_services(settings, parts.clock, *parts.store, *parts.client);
  parts.services.offered = [&pages = parts.catalogue](std::string_view shop,
                                                      std::string_view ledger) {
    return pages.check_offered(shop, ledger);
  };
  actors::configure(parts.actor_config);
  parts.actor_config.load<caf::io::middleman>();
  parts.system = std::make_unique<caf::actor_system>(parts.actor_config);
  actors::house_options house;
  house.run_integrations = options.run_integrations;
  house.on_fatal = std::move(options.on_fatal);
  parts.house = std::make_unique<actors::house>(*parts.system, &parts.services, std::move(house));
  return out;
}

actors::house& wiring::house() noexcept {
  return *parts_->house;
}
caf::actor_system& wiring::system() noexcept {
  return *parts_->system;
}
const actors::services& wiring::services() const noexcept {
  return parts_->services;
}
storage::store& wiring::store() noexcept {
  return *parts_->store;
}

// STYLE 4.6: actors, then network threads, then the actor system, then the store.
void wiring::stop() {
  if (parts_->house) {
    parts_->house->stop();
    parts_->house.reset();
  }
  parts_->client.reset();
  parts_->system.reset();
  parts_->store.reset();
}

}  // namespace boekbrug::app
