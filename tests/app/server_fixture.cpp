#include "tests/app/server_fixture.hpp"

#include "actors/admin/admin_desk.hpp"
#include "actors/errors.hpp"
#include "actors/integration_supervisor.hpp"
#include "actors/previewer.hpp"
#include "log/log.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <future>
#include <iostream>
#include <iterator>
#include <stdexcept>
#include <thread>

#include <stdlib.h>

namespace boekbrug::app::test {
namespace {

constexpr const char* moneybird_name = "Moneybird";

[[noreturn]] void give_up(const std::string& why) {
  throw std::runtime_error(why);
}

std::string make_folder() {
  std::string name = (std::filesystem::temp_directory_path() / "boekbrug-app-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) {
    give_up("no temporary folder");
  }
  return name;
}

std::string tail_of(const std::string& file) {
  std::ifstream in{file, std::ios::binary};
  std::string text{std::istreambuf_iterator<char>{in}, {}};
  constexpr std::size_t shown = 6'000;
  return text.size() > shown ? "..." + text.substr(text.size() - shown) : text;
}

}  // namespace

core::minor_units cents(const json::value& text) {
  const std::string plain{text.as_string()};
  return core::parse_minor(plain, core::currency::eur()).value();
}

std::string administration_id(std::size_t index) {
  return "17873200688890301" + std::to_string(index);
}
std::string token_of(std::size_t index) {
  return "test-token-" + std::to_string(index);
}

json::object shop_service(const std::string& name, json::object options) {
  options["shop_name"] = name;
  return {{"kind", "woocommerce"}, {"name", name}, {"options", std::move(options)}};
}

json::object plain_orders(unsigned count, unsigned seed, unsigned customers) {
  return {
      {"orders", count},        {"seed", seed},
      {"customers", customers}, {"from", "2026-01-05"},
      {"to", "2026-10-01"},     {"mix", json::object{{"only_plain", true}, {"returning", 0.5}}}};
}

json::object moneybird_service(std::size_t administrations, json::object options) {
  json::array all;
  for (std::size_t i = 0; i < administrations; ++i) {
    all.push_back(json::object{{"id", administration_id(i)},
                               {"name", "Administratie " + std::to_string(i)},
                               {"tokens", json::array{json::value(token_of(i))}}});
  }
  options["administrations"] = std::move(all);
  if (!options.contains("requests_per_window")) {
    options["requests_per_window"] = 100'000;
  }
  return {{"kind", "moneybird"}, {"name", moneybird_name}, {"options", std::move(options)}};
}

json::object default_cards() {
  return {{"S3", "2025-01-01"}, {"S4", "existing_too"}};
}

json::object install_file(const std::string& shop_url, std::size_t administration,
                          json::object cards) {
  return {{"account", "Test B.V."},
          {"shop", json::object{{"kind", "woocommerce"},
                                {"url", shop_url},
                                {"key", "ck_0000000000000000000000000000000000000001"},
                                {"secret", "cs_0000000000000000000000000000000000000002"}}},
          {"ledger", json::object{{"kind", "moneybird"},
                                  {"administration", administration_id(administration)},
                                  {"token", token_of(administration)}}},
          {"cards", std::move(cards)}};
}

server_fixture::server_fixture() : folder_{make_folder()} {
  write_log_to_folder();
  settings_.data_directory = folder_ + "/store";
  settings_.master_key_file = folder_ + "/master.key";
  settings_.net.allow_private_hosts = true;
  settings_.schedule.poll_interval = std::chrono::seconds{1};
  settings_.schedule.jitter = std::chrono::seconds{1};
  settings_.moneybird.requests_per_window = 100'000;
  settings_.moneybird.margin = 0;
  settings_.storage.map_size = 64ULL << 20U;
  net::client_options client;
  client.allow_private_hosts = true;
  client_ = net::http_client::create(client);
}

server_fixture::~server_fixture() {
  server_.reset();
  services_.clear();
  log::flush();
  if (HasFailure()) {
    std::cerr << tail_of(folder_ + "/server.log") << "\n";
  }
  static_cast<void>(log::configure({log::level::off, log::format::text, ""}));
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void server_fixture::write_log_to_folder() {
  if (const auto problem =
          log::configure({log::level::info, log::format::text, folder_ + "/server.log"})) {
    give_up(*problem);
  }
}

void server_fixture::start_simulators(const json::array& services) {
  auto started = sim::start_services(json::serialize(json::object{{"services", services}}));
  if (!started) {
    give_up(started.error().detail);
  }
  services_ = std::move(*started);
  for (const auto& each : services_) {
    if (each->kind() == "moneybird") {
      settings_.moneybird.base_url = each->url() + "/api/v2";
      settings_.moneybird.oauth_base_url = each->url();
    }
  }
}

void server_fixture::replace_simulator(const std::string& name, json::object service) {
  const auto found = std::find_if(services_.begin(), services_.end(),
                                  [&](const auto& each) { return each->name() == name; });
  if (found == services_.end()) {
    give_up("no simulator " + name);
  }
  const auto& url = (*found)->url();
  service["port"] = std::stoi(url.substr(url.rfind(':') + 1));
  found->reset();
  auto started =
      sim::start_services(json::serialize(json::object{{"services", json::array{service}}}));
  if (!started) {
    give_up(started.error().detail);
  }
  *found = std::move(started->front());
}

const std::string& server_fixture::url_of(const std::string& service) const {
  const auto found = std::find_if(services_.begin(), services_.end(),
                                  [&](const auto& each) { return each->name() == service; });
  if (found == services_.end()) {
    give_up("no simulator " + service);
  }
  return (*found)->url();
}

void server_fixture::start_server(wiring_options options) {
  auto built = wiring::build(settings_, std::move(options));
  if (!built) {
    give_up("the server does not start: " + built.error().detail);
  }
  server_ = std::move(*built);
}

void server_fixture::stop_server() {
  server_->stop();
  server_.reset();
}

core::result<std::string> server_fixture::install(const json::object& file) {
  return install_text(json::serialize(file));
}

core::result<std::string> server_fixture::install_text(const std::string& text) {
  core::result<std::string> out{core::fail(core::errc::internal, "no answer")};
  caf::scoped_actor self{server_->system()};
  self->request(server_->house().parts().installer, std::chrono::minutes(1), actors::install_atom_v,
                text)
      .receive([&out](const std::string& answer) { out = answer; },
               [&out](const caf::error& failure) { out = actors::from_caf(failure); });
  return out;
}

core::integration_id server_fixture::installed(const json::object& file) {
  const auto next = store().next_ids().value().integration;
  if (const auto done = install(file); !done) {
    give_up("installation refused: " + done.error().detail);
  }
  return core::integration_id{next};
}

core::result<std::string> server_fixture::command(core::integration_id id,
                                                  actors::integration_command what) {
  core::result<std::string> out{core::fail(core::errc::internal, "no answer")};
  const auto& shards = server_->house().parts().shards;
  caf::scoped_actor self{server_->system()};
  self->request(shards.at(actors::shard_of(id, shards.size())), std::chrono::minutes(1),
                actors::command_atom_v, id,
                std::make_shared<const actors::integration_command>(std::move(what)))
      .receive([&out](const std::string& answer) { out = answer; },
               [&out](const caf::error& failure) { out = actors::from_caf(failure); });
  return out;
}

core::result<std::string> server_fixture::preview(core::integration_id id, std::uint64_t last,
                                                  const std::string& order,
                                                  const std::string& format) {
  core::result<std::string> out{core::fail(core::errc::internal, "no answer")};
  const auto& parts = server_->house().parts();
  auto worker = server_->system().spawn(actors::previewer, &server_->services(), parts.shops,
                                        parts.ledgers, actors::progress_function{});
  caf::scoped_actor self{server_->system()};
  self->request(worker, std::chrono::minutes(1), actors::preview_atom_v, id, last, order, format)
      .receive([&out](const std::string& answer) { out = answer; },
               [&out](const caf::error& failure) { out = actors::from_caf(failure); });
  return out;
}

core::result<std::string> server_fixture::shell(const std::string& line) {
  core::result<std::string> out{core::fail(core::errc::internal, "no answer")};
  caf::scoped_actor self{server_->system()};
  auto desk = self->spawn(actors::admin_desk, &server_->services(), server_->house().parts(),
                          actors::admin_options{{}, {}, "test"});
  self->request(desk, std::chrono::minutes(1), actors::command_atom_v, line)
      .receive([&out](const std::string& answer) { out = answer; },
               [&out](const caf::error& failure) { out = actors::from_caf(failure); });
  self->send_exit(desk, caf::exit_reason::user_shutdown);
  return out;
}

// Real sockets and real time: there is nothing to be told by, so it looks again shortly.
bool server_fixture::wait_until(const std::function<bool()>& holds, std::chrono::seconds patience) {
  const auto until = std::chrono::steady_clock::now() + patience;
  while (!holds()) {
    if (std::chrono::steady_clock::now() > until) {
      return false;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{5});
  }
  return true;
}

bool server_fixture::wait_until_sent(core::integration_id id, std::size_t count,
                                     std::chrono::seconds patience) {
  return wait_until([&] { return count_in(id, core::item_state::sent) >= count; }, patience);
}

std::size_t server_fixture::count_in(core::integration_id id, core::item_state state) {
  return store().count_in(id, state).value();
}

std::vector<core::item> server_fixture::items(core::integration_id id) {
  std::vector<core::item> all;
  const auto read = store().each_item(id, [&all](const core::item& each) {
    all.push_back(each);
    return true;
  });
  if (!read) {
    give_up(read.error().detail);
  }
  return all;
}

std::map<std::string, core::item> server_fixture::items_by_id(core::integration_id id,
                                                              core::item_kind kind) {
  std::map<std::string, core::item> out;
  for (auto& each : items(id)) {
    if (each.key.kind == kind) {
      out.emplace(each.key.id, std::move(each));
    }
  }
  return out;
}

core::integration_schedule server_fixture::schedule(core::integration_id id) {
  return store().schedule(id).value().value();
}

std::size_t server_fixture::integrations() {
  std::size_t count = 0;
  const auto read = store().each_integration([&count](const core::integration&) {
    ++count;
    return true;
  });
  if (!read) {
    give_up(read.error().detail);
  }
  return count;
}

std::string server_fixture::unsent(core::integration_id id) {
  std::string out;
  for (const auto& each : items(id)) {
    if (each.state != core::item_state::sent) {
      out += each.number + ": " + std::string(core::name(each.state)) + " " +
             std::string(core::name(each.progress.step)) +
             (each.failure ? " " + std::string(core::code_name(each.failure->code)) + " " +
                                 each.failure->detail
                           : "") +
             "\n";
    }
  }
  return out;
}

json::value server_fixture::control(const std::string& service, const std::string& path,
                                    const json::value& body) {
  core::http_request request;
  request.url = url_of(service) + path;
  if (!body.is_null()) {
    request.method = core::http_method::post;
    request.body = json::serialize(body);
    request.headers.push_back({"Content-Type", "application/json"});
  }
  std::promise<core::result<core::http_response>> done;
  client_->send(std::move(request), [&done](core::result<core::http_response> answer) {
    done.set_value(std::move(answer));
  });
  const auto answer = done.get_future().get();
  if (!answer || answer->status != 200) {
    give_up(service + path + ": " +
            (answer ? std::to_string(answer->status) + " " + answer->body : answer.error().detail));
  }
  return json::parse(answer->body);
}

json::object server_fixture::books(std::size_t administration) {
  const auto answer =
      control(moneybird_name, "/_sim/books?administration=" + administration_id(administration));
  return answer.as_object();
}

json::object server_fixture::counters() {
  const auto answer = control(moneybird_name, "/_sim/counters");
  return answer.as_object();
}

std::map<std::string, json::object> server_fixture::invoices_by_reference(
    std::size_t administration) {
  std::map<std::string, json::object> out;
  const auto all = books(administration);  // outlives the loop
  for (const auto& each : all.at("invoices").as_array()) {
    const std::string reference{each.at("reference").as_string()};
    EXPECT_TRUE(out.emplace(reference, each.as_object()).second) << "booked twice: " << reference;
  }
  return out;
}

void server_fixture::expect_booked_exactly_once(const std::vector<core::integration_id>& ids,
                                                std::size_t administration) {
  const auto all = books(administration);
  EXPECT_TRUE(all.at("duplicate_references").as_object().empty())
      << json::serialize(all.at("duplicate_references"));
  EXPECT_TRUE(all.at("duplicate_emails").as_object().empty())
      << json::serialize(all.at("duplicate_emails"));
  const auto invoices = invoices_by_reference(administration);
  std::size_t sent = 0;
  for (const auto id : ids) {
    for (const auto& each : items(id)) {
      if (each.state != core::item_state::sent) {
        continue;
      }
      ++sent;
      const auto found = invoices.find(each.reference);
      ASSERT_NE(found, invoices.end())
          << each.number << ": not in the books under " << each.reference;
      EXPECT_EQ(cents(found->second.at("total_incl_tax")), each.total) << each.number;
      EXPECT_EQ(cents(found->second.at("paid")), each.total) << each.number;
      EXPECT_EQ(found->second.at("state").as_string(), "paid") << each.number;
    }
  }
  EXPECT_EQ(invoices.size(), sent) << "documents in the books against items sent";
}

}  // namespace boekbrug::app::test
