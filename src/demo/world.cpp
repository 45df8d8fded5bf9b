#include "demo/world.hpp"

#include "net/http_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/json.hpp>

#include <filesystem>
#include <fstream>
#include <future>
#include <iterator>
#include <thread>

namespace boekbrug::demo {
namespace {

namespace json = boost::json;

constexpr std::chrono::seconds start_patience{60};

void write(const std::string& file, const std::string& text) {
  std::ofstream out{file, std::ios::binary | std::ios::trunc};
  out << text;
}

constexpr std::size_t administrations = 2;  // of each ledger

json::object moneybird_service(const world_options& wanted) {
  json::array all;
  for (std::size_t i = 0; i < administrations; ++i) {
    all.push_back(json::object{{"id", moneybird_administration(i)},
                               {"name", i == 0 ? "Weverij Vlas B.V." : "Noord en Zuid B.V."},
                               {"tokens", json::array{json::value(access_token("moneybird", i))}}});
  }
  return {{"kind", "moneybird"},
          {"name", "Moneybird"},
          {"latency_ms", wanted.latency_ms},
          {"options", json::object{{"administrations", all},
                                   {"requests_per_window", wanted.requests_per_window},
                                   {"window_seconds", wanted.window_seconds}}}};
}

// The two administrations compute VAT differently, as those of merchants do.
json::object eboekhouden_service(const world_options& wanted) {
  json::array all;
  for (std::size_t i = 0; i < administrations; ++i) {
    all.push_back(
        json::object{{"id", std::to_string(i + 1)},
                     {"company", i == 0 ? "Park Thee V.O.F." : "Oost en West"},
                     {"vat_per", i == 0 ? "line" : "total"},
                     {"tokens", json::array{json::value(access_token("eboekhouden", i))}}});
  }
  return {{"kind", "eboekhouden"},
          {"name", "e-Boekhouden.nl"},
          {"latency_ms", wanted.latency_ms},
          {"options", json::object{{"administrations", all}}}};
}

}  // namespace

bool answers(std::uint16_t port) {
  const int made = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const bool fine =
      ::connect(made, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  ::close(made);
  return fine;
}

std::uint16_t free_port() {
  const int made = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  std::uint16_t port = 0;
  if (::bind(made, reinterpret_cast<const sockaddr*>(&address), size) == 0 &&
      ::getsockname(made, reinterpret_cast<sockaddr*>(&address), &size) == 0) {
    port = ntohs(address.sin_port);
  }
  ::close(made);
  return port;
}

core::result<std::unique_ptr<world>> world::build(const world_options& options) {
  std::unique_ptr<world> out{new world{options}};
  net::client_options client;
  client.allow_private_hosts = true;
  out->client_ = net::http_client::create(client);
  out->program_ = options.binaries + "/src/app/boekbrug";
  std::error_code failed;
  std::filesystem::create_directories(options.folder, failed);
  if (failed) {
    return core::fail(core::errc::invalid_input, options.folder + ": " + failed.message());
  }
  if (auto ready = out->start_simulators(); !ready) {
    return ready.error();
  }
  // A port that was free a moment ago may be taken by then.
  auto proxied = out->start_proxy();
  for (int again = 0; again < 2 && !proxied; ++again) {
    proxied = out->start_proxy();
  }
  if (!proxied) {
    return proxied.error();
  }
  out->settings_.port = free_port();
  out->settings_.password_file = options.folder + "/shell.password";
  out->config_file_ = options.folder + "/boekbrug.toml";
  if (auto ready = out->write_catalogue(); !ready) {
    return ready.error();
  }
  out->write_config();
  if (auto ready = out->start_server(); !ready) {
    return ready.error();
  }
  if (auto ready = out->install_all(); !ready) {
    return ready.error();
  }
  return out;
}

world::~world() {
  shell_.reset();
  server_.stop();
  proxy_.stop(std::chrono::seconds{3});
  simulators_.stop(std::chrono::seconds{3});
}

json::array world::services() const {
  json::array out;
  bool eboekhouden = false;
  bool moneybird = false;
  for (const auto& each : shops_) {
    auto options = each.plan.options;
    options["shop_name"] = each.plan.name;
    out.push_back(
        json::object{{"kind", each.plan.kind}, {"name", each.plan.name}, {"options", options}});
    eboekhouden = eboekhouden || each.plan.ledger == "eboekhouden";
    moneybird = moneybird || each.plan.ledger == "moneybird";
  }
  if (moneybird) {
    out.push_back(moneybird_service(options_));
  }
  if (eboekhouden) {
    out.push_back(eboekhouden_service(options_));
  }
  return out;
}

core::result<void> world::start_simulators() {
  for (auto& plan : make_plans(options_.scene)) {
    shops_.push_back({std::move(plan), {}, 0});
  }
  const auto file = options_.folder + "/sim.json";
  const auto ready = options_.folder + "/sim.ready";
  const auto log = options_.folder + "/sim.log";
  write(file, json::serialize(json::object{{"services", services()}}));
  auto started = process::start(
      {options_.binaries + "/sim/boekbrug-sim", "--file", file, "--ready-file", ready}, log);
  if (!started) {
    return started.error();
  }
  simulators_ = std::move(*started);
  const auto until = std::chrono::steady_clock::now() + start_patience;
  while (!std::filesystem::exists(ready)) {
    if (!simulators_.running() || std::chrono::steady_clock::now() > until) {
      return core::fail(core::errc::internal, "the simulators did not start; see " + log);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
  }
  std::ifstream in{ready};
  const auto all = json::parse(std::string{std::istreambuf_iterator<char>{in}, {}});
  // In the order of `services`: the shops first.
  std::size_t index = 0;
  for (const auto& each : all.as_array()) {
    const std::string url{each.at("url").as_string()};
    if (index < shops_.size()) {
      shops_[index++].url = url;
    } else {
      ledgers_[std::string{each.at("kind").as_string()}] = url;
    }
  }
  return {};
}

core::result<void> world::start_proxy() {
  if (options_.proxy.empty()) {
    return {};
  }
  proxy_port_ = free_port();
  auto command = options_.proxy;
  for (const auto& [what, by] :
       {std::pair<std::string, std::string>{"{upstream}", ledgers_["moneybird"] + "/api/v2"},
        {"{port}", std::to_string(proxy_port_)}}) {
    if (const auto at = command.find(what); at != std::string::npos) {
      command.replace(at, what.size(), by);
    }
  }
  const auto log = options_.folder + "/proxy.log";
  auto started = process::start({"/bin/sh", "-c", "exec " + command}, log);
  if (!started) {
    return started.error();
  }
  proxy_ = std::move(*started);
  const auto until = std::chrono::steady_clock::now() + start_patience;
  while (!answers(proxy_port_)) {
    if (!proxy_.running() || std::chrono::steady_clock::now() > until) {
      return core::fail(core::errc::internal, "the proxy did not start; see " + log);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
  }
  return {};
}

// All pairs are offered in this world: what is not sold yet is switched on by its line of data.
core::result<void> world::write_catalogue() const {
  const auto folder = options_.folder + "/catalogue";
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  for (const auto& each :
       std::filesystem::directory_iterator{options_.scene.source + "/config/catalogue", failed}) {
    std::ifstream in{each.path()};
    std::string text{std::istreambuf_iterator<char>{in}, {}};
    if (const auto off = text.find("offered = false"); off != std::string::npos) {
      text.replace(off, 15,
                   "offered = true\nprice_month = \"10.00\"\nprice_year = \"100.00\"\n"
                   "trial_days = 30");
    }
    write(folder + "/" + each.path().filename().string(), text);
  }
  if (failed) {
    return core::fail(core::errc::invalid_input, folder + ": " + failed.message());
  }
  return {};
}

void world::write_config() const {
  std::string addresses;
  for (const auto& each : options_.addresses) {
    addresses += (addresses.empty() ? "\"" : ", \"") + each + "\"";
  }
  std::string text;
  text += "data_directory = \"" + options_.folder + "/store\"\n";
  text += "master_key_file = \"" + options_.folder + "/master.key\"\n";
  text += "catalogue_directory = \"" + options_.folder + "/catalogue\"\n";
  text += "[net]\nallow_private_hosts = true\n";
  text += "[egress]\naddresses = [" + addresses + "]\n";
  text += "[schedule]\npoll_interval = \"" + std::to_string(options_.poll_seconds) +
          "s\"\njitter = \"1s\"\npace_shops = false\n";
  if (const auto moneybird = ledgers_.find("moneybird"); moneybird != ledgers_.end()) {
    // A validating proxy serves the paths of the API description, which come without the base path.
    const auto url = proxy_port_ == 0 ? moneybird->second + "/api/v2"
                                      : "http://127.0.0.1:" + std::to_string(proxy_port_);
    text += "[ledgers.moneybird]\nbase_url = \"" + url + "\"\noauth_base_url = \"" +
            moneybird->second + "\"\n";
    text += "requests_per_window = " + std::to_string(options_.requests_per_window) + "\n";
    text += "window = \"" + std::to_string(options_.window_seconds) + "s\"\nmargin = 0\n";
  }
  if (const auto eboekhouden = ledgers_.find("eboekhouden"); eboekhouden != ledgers_.end()) {
    text += "[ledgers.eboekhouden]\nbase_url = \"" + eboekhouden->second + "\"\n";
    text += "requests_per_window = 1000\n";
  }
  text += "[admin_shell]\nport = " + std::to_string(settings_.port) + "\npassword_file = \"" +
          settings_.password_file + "\"\n";
  text += "[log]\nlevel = \"info\"\nfile = \"" + options_.folder + "/server.log\"\n";
  write(config_file_, text);
}

core::result<void> world::start_server() {
  shell_.reset();
  const auto log = options_.folder + "/server.out";
  auto started = process::start({program_, "serve", "--config", config_file_}, log);
  if (!started) {
    return started.error();
  }
  server_ = std::move(*started);
  const auto until = std::chrono::steady_clock::now() + start_patience;
  for (;;) {
    if (auto shell = app::remote::connect(settings_)) {
      shell_ = std::move(*shell);
      return {};
    }
    if (!server_.running() || std::chrono::steady_clock::now() > until) {
      return core::fail(core::errc::internal, "the server did not start; see " + log + " and " +
                                                  options_.folder + "/server.log");
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{5});
  }
}

core::result<void> world::install_all() {
  for (std::size_t i = 0; i < shops_.size(); ++i) {
    auto answer = install(shops_[i], i + 1);
    if (!answer) {
      return core::fail(answer.error().code, shops_[i].plan.name + ": " + answer.error().detail);
    }
    shops_[i].integration = i + 1;
  }
  return {};
}

// As a user does: an install file and `boekbrug install`.
core::result<std::string> world::install(const shop& where, std::size_t number) {
  const auto& plan = where.plan;
  const auto file = options_.folder + "/install-" + std::to_string(number) + ".json";
  const bool moneybird = plan.ledger == "moneybird";
  write(file,
        json::serialize(json::object{
            {"account", "Demo"},
            {"name", plan.name},
            {"shop", shop_access(plan.kind, where.url)},
            {"ledger",
             json::object{{"kind", plan.ledger},
                          {"administration",
                           moneybird ? moneybird_administration(plan.administration)
                                     : "Administratie " + std::to_string(plan.administration + 1)},
                          {"token", access_token(plan.ledger, plan.administration)}}},
            {"cards", install_cards(plan.ledger)}}));
  const auto done = run({program_, "install", "--config", config_file_, "--file", file});
  if (done.code != 0) {
    return core::fail(core::errc::invalid_input, done.output);
  }
  return done.output;
}

core::result<std::string> world::ask(const std::string& command) {
  if (!shell_) {
    return core::fail(core::errc::connection_failed, "the server does not run");
  }
  return shell_->ask(command);
}

core::result<json::value> world::simulator(const std::string& base, const std::string& path,
                                           const std::string& body) {
  core::http_request request;
  request.method = body.empty() ? core::http_method::get : core::http_method::post;
  request.url = base + path;
  request.body = body;
  request.body_limit = 512U << 20U;
  request.deadline = std::chrono::seconds{60};
  if (!body.empty()) {
    request.headers.push_back({"Content-Type", "application/json"});
  }
  std::promise<core::result<core::http_response>> done;
  client_->send(std::move(request), [&done](core::result<core::http_response> answer) {
    done.set_value(std::move(answer));
  });
  const auto answer = done.get_future().get();
  if (!answer) {
    return answer.error();
  }
  json::error_code failed;
  auto value = json::parse(answer->body, failed);
  if (failed || answer->status != 200) {
    return core::fail(core::errc::internal, base + path + ": " + std::to_string(answer->status) +
                                                " " + answer->body.substr(0, 200));
  }
  return value;
}

}  // namespace boekbrug::demo
