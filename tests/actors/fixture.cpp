#include "fixture.hpp"

#include "adapters/registry.hpp"
#include "config/time_zones.hpp"
#include "shop_kinds.hpp"
#include "sim/faults.hpp"
#include "sim/server.hpp"

#include <gtest/gtest.h>

namespace boekbrug::actors::test {
namespace {

namespace json = boost::json;

core::http_response as_answer(net::server_response&& raw, const std::string& url) {
  core::http_response out;
  out.status = raw.status;
  out.headers = std::move(raw.headers);
  out.body = std::move(raw.body);
  out.final_url = url;
  return out;
}

std::shared_ptr<const core::time_zone> zone_named(const std::string& name) {
  auto zone = config::load_time_zone(name);
  return std::make_shared<const core::time_zone>(zone ? std::move(*zone) : core::time_zone{});
}

std::string text_at(const json::value& row, std::string_view member) {
  const auto* found = row.as_object().if_contains(member);
  return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string{};
}

}  // namespace

void fake_internet::send(core::http_request request, completion done) {
  const auto begin = request.url.find("://") + 3;
  const auto end = std::min(request.url.find('/', begin), request.url.size());
  made_call call{clock_->now(),           request.method, request.url.substr(begin, end - begin),
                 request.url.substr(end), request.body,   0};
  const auto found = remotes_.find(call.host);
  if (found == remotes_.end()) {
    calls.push_back(call);
    done(core::fail(core::errc::connection_failed, "no such host " + call.host));
    return;
  }
  const auto what = decide ? decide(call) : fate::normal;
  core::result<core::http_response> outcome =
      core::fail(core::errc::connection_broken, "the connection was lost");
  if (what == fate::server_error) {
    outcome = core::http_response{500, {}, "Internal Server Error", request.url};
  } else if (what != fate::lose_request) {
    net::server_request message;
    message.method = request.method;
    message.target = call.path.empty() ? "/" : call.path;
    message.headers = request.headers;
    message.headers.push_back({"Host", call.host});
    message.body = std::move(request.body);
    message.peer_address = request.local_address.empty() ? "127.0.0.1" : request.local_address;
    message.tls = request.url.starts_with("https:");
    auto raw = found->second->handle(message, clock_->now());
    if (what == fate::normal && !raw.drop_connection) {
      outcome = as_answer(std::move(raw), request.url);
    }
  }
  call.status = outcome ? outcome->status : 0;
  calls.push_back(call);
  if (observe) {
    observe(call);
  }
  done(std::move(outcome));
}

json::value fake_internet::control(const std::string& host, const std::string& path,
                                   const std::string& body) {
  net::server_request message;
  message.method = body.empty() ? core::http_method::get : core::http_method::post;
  message.target = "/_sim/" + path;
  message.headers = {{"Host", host}, {"Content-Type", "application/json"}};
  message.body = body;
  message.tls = true;
  const auto raw = remotes_.at(host)->handle(message, clock_->now());
  EXPECT_EQ(raw.status, 200) << path << ": " << raw.body;
  boost::system::error_code failed;
  return json::parse(raw.body, failed);
}

namespace {

std::unique_ptr<sim::simulator> make_remote(const std::string& kind, const json::object& options,
                                            core::time_point now) {
  auto made = sim::make_simulator(kind, options, now);
  if (!made) {
    ADD_FAILURE() << kind << ": " << made.error().detail;
    std::abort();
  }
  return std::make_unique<sim::faulty_simulator>(std::move(*made));
}

}  // namespace

outside_world::outside_world(std::string of_shop, std::string of_ledger)
    : shop_kind{std::move(of_shop)}, ledger_kind{std::move(of_ledger)} {
  open_ledger();
}

void outside_world::open_shop(json::object options) {
  const auto& kind = shop_named(shop_kind);
  for (const auto& [key, value] : kind.options()) {
    options[key] = value;
  }
  if (kind.knows_its_address) {
    options["base_url"] = "https://" + shop_host;
  }
  shop = make_remote(shop_kind, options, clock.now());
  internet.add(shop_host, *shop);
}

void outside_world::open_ledger(json::object options) {
  if (!options.contains("administrations")) {
    options["administrations"] = json::array{json::object{
        {"id", administration_id}, {"tokens", json::array{json::value(ledger_token_text)}}}};
  }
  ledger = make_remote(ledger_kind, options, clock.now());
  internet.add(ledger_host, *ledger);
}

void watched_engine::commit(std::vector<storage::operation> batch, completion done) {
  memory.commit(std::move(batch), [this, done = std::move(done)](core::result<void> outcome) {
    if (outcome && committed) {
      committed();
    }
    done(std::move(outcome));
  });
}

server_life::server_life(outside_world& outside, const saved* from) : outside_{&outside} {
  auto engine = std::make_unique<watched_engine>();
  if (from != nullptr) {
    engine->memory.restore(*from);
  }
  engine_ = engine.get();
  store_ =
      std::make_unique<storage::store>(std::move(engine), storage::sealer{storage::sealer::key{}});
  services_.clock = &outside.clock;
  services_.store = store_.get();
  services_.transport = &outside.internet;
  services_.shop_adapter = adapters::find_shop;
  services_.ledger_adapter = adapters::find_ledger;
  services_.time_zone = zone_named;
  services_.nonce = [&outside] {
    auto text = std::to_string(++outside.nonces);
    return std::string(16 - text.size(), 'a') + text;
  };
  ledger_service moneybird;
  moneybird.kind = "moneybird";
  moneybird.base_url = "https://" + ledger_host + "/api/v2";
  moneybird.oauth_base_url = "https://" + ledger_host;
  services_.ledgers.push_back(moneybird);
  ledger_service eboekhouden;
  eboekhouden.kind = "eboekhouden";
  eboekhouden.base_url = "https://" + ledger_host;
  eboekhouden.requests_per_window = 1'000;
  services_.ledgers.push_back(eboekhouden);
  services_.allow_private_hosts = true;
  services_.poll_interval = std::chrono::minutes{1};
  services_.shards = 2;
  configure(config_);
  config_.set("scheduler.policy", caf::atom("testing"));
  system_ = std::make_unique<caf::actor_system>(config_);
}

server_life::~server_life() {
  // The scheduler's own stop runs timers until none is left, so nobody may be alive who sets new
  // ones.
  if (house_) {
    house_->stop();
    house_.reset();
  }
  for (const auto& each : helpers_) {
    caf::anon_send_exit(each, caf::exit_reason::kill);
  }
  helpers_.clear();
  run();
}

caf::scheduler::test_coordinator& server_life::scheduler() {
  return dynamic_cast<caf::scheduler::test_coordinator&>(system_->scheduler());
}

void server_life::start_house() {
  house_options options;
  options.grace = std::chrono::milliseconds{0};
  options.on_fatal = [] { ADD_FAILURE() << "a part of the infrastructure died"; };
  house_ = std::make_unique<house>(*system_, &services_, options);
  run();
}

void server_life::run() {
  scheduler().run();
}

void server_life::advance(std::chrono::milliseconds by, std::chrono::milliseconds quantum) {
  run();
  while (by.count() > 0) {
    const auto step = std::min(by, quantum);
    outside_->clock.move(step);
    scheduler().advance_time(step);
    run();
    by -= step;
  }
}

bool server_life::advance_until(const std::function<bool()>& done,
                                std::chrono::milliseconds patience,
                                std::chrono::milliseconds quantum) {
  run();
  while (!done()) {
    if (patience.count() <= 0) {
      return false;
    }
    advance(quantum, quantum);
    patience -= quantum;
  }
  return true;
}

std::string install_text(const outside_world& outside, bool update) {
  json::object text{{"account", "Test"},
                    {"name", "Winkel"},
                    {"shop", shop_named(outside.shop_kind).access("https://" + shop_host)},
                    {"ledger", json::object{{"kind", outside.ledger_kind},
                                            {"administration", administration_id},
                                            {"token", outside.ledger_token}}},
                    {"cards", outside.cards}};
  if (update) {
    text["update"] = true;
  }
  return json::serialize(text);
}

void install(server_life& server, bool update) {
  const auto answer = server.ask<std::string>(server.tree().parts().installer, install_atom_v,
                                              install_text(server.outside(), update));
  ASSERT_TRUE(server.advance_until([&] { return answer->has_value(); }, std::chrono::minutes{10}));
  ASSERT_TRUE((*answer)->has_value()) << (*answer)->error().detail;
}

void tell(server_life& server, integration_command::verb verb) {
  auto what = std::make_shared<integration_command>();
  what->what = verb;
  std::vector<server_life::answer<std::string>> answers;
  for (const auto& shard : server.tree().parts().shards) {
    answers.push_back(
        server.ask<std::string>(shard, command_atom_v, core::integration_id{1}, command_ptr{what}));
  }
  server.advance(std::chrono::seconds{1});
  EXPECT_EQ(
      std::count_if(answers.begin(), answers.end(),
                    [](const auto& each) { return each->has_value() && (*each)->has_value(); }),
      1)
      << "one shard has it";
}

std::multimap<std::string, booked> documents(outside_world& outside) {
  std::multimap<std::string, booked> out;
  const auto books =
      outside.internet.control(ledger_host, "books?administration=" + administration_id);
  for (const auto& row : books.at("invoices").as_array()) {
    out.emplace(text_at(row, "reference"),
                booked{text_at(row, "state"), text_at(row, "total_incl_tax"), text_at(row, "paid"),
                       row.at("payments").as_array().size(), text_at(row, "contact_id")});
  }
  return out;
}

void expect_exact_books(outside_world& outside, server_life& server, std::size_t orders) {
  const auto rows = documents(outside);
  EXPECT_EQ(rows.size(), orders);
  std::size_t items = 0;
  const auto read = server.store().each_item(core::integration_id{1}, [&](const core::item& each) {
    ++items;
    EXPECT_EQ(core::name(each.state), core::name(core::item_state::sent)) << each.number;
    EXPECT_EQ(rows.count(each.reference), 1U) << each.reference;
    if (const auto found = rows.find(each.reference); found != rows.end()) {
      const auto& row = found->second;
      EXPECT_EQ(row.state, "paid") << each.reference;
      EXPECT_EQ(core::parse_minor(row.total, each.currency).value(), each.total) << each.reference;
      EXPECT_EQ(core::parse_minor(row.paid, each.currency).value(), each.total) << each.reference;
      EXPECT_EQ(row.payments, 1U) << each.reference;
    }
    return true;
  });
  EXPECT_TRUE(read.has_value());
  EXPECT_EQ(items, orders);
  const auto books =
      outside.internet.control(ledger_host, "books?administration=" + administration_id);
  EXPECT_TRUE(books.at("duplicate_references").as_object().empty());
  EXPECT_TRUE(books.at("duplicate_emails").as_object().empty())
      << json::serialize(books.at("duplicate_emails"));
}

}  // namespace boekbrug::actors::test
