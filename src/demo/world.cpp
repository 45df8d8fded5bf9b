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

std::string administration_id(std::size_t index) {
  return "17873200688890301" + std::to_string(index);
}
std::string token_of(std::size_t index) {
  return "demo-token-" + std::to_string(index);
}

void write(const std::string& file, const std::string& text) {
  std::ofstream out{file, std::ios::binary | std::ios::trunc};
  out << text;
}

json::object shop_service(const std::string& name, json::object options) {
  options["shop_name"] = name;
  return {{"kind", "woocommerce"}, {"name", name}, {"options", std::move(options)}};
}

json::array shop_services(const world_options& wanted) {
  json::array out;
  if (wanted.plain_shops) {
    out.push_back(shop_service("Kill test",
                               {{"orders", wanted.generated},
                                {"seed", 7},
                                {"from", "2026-01-01"},
                                {"to", "2026-10-01"},
                                {"customers", wanted.generated / 5},
                                {"mix", json::object{{"only_plain", true}, {"returning", 0.5}}}}));
    return out;
  }
  if (wanted.twin_shops) {
    for (const int seed : {21, 22}) {
      out.push_back(
          shop_service("Twin " + std::to_string(seed),
                       {{"orders", wanted.generated / 2},
                        {"seed", seed},
                        {"from", "2026-01-01"},
                        {"to", "2026-10-01"},
                        {"mix", json::object{{"only_plain", true}, {"returning", 0.5}}}}));
    }
    return out;
  }
  const auto first = wanted.generated / 2;
  const auto arrivals = wanted.arrivals_per_minute / 2;
  out.push_back(shop_service("Weverij Vlas", {{"orders_dir", wanted.source + "/sim/demo/orders"}}));
  out.push_back(shop_service("Fietsenmaker Noord", {{"orders", first},
                                                    {"seed", 11},
                                                    {"customers", 60},
                                                    {"from", "2026-01-02"},
                                                    {"to", "2026-11-15"},
                                                    {"arrivals_per_minute", arrivals}}));
  out.push_back(shop_service("Groothandel Zuid", {{"orders", wanted.generated - first},
                                                  {"seed", 12},
                                                  {"customers", 60},
                                                  {"from", "2026-02-01"},
                                                  {"to", "2026-11-15"},
                                                  {"prices_include_tax", false},
                                                  {"number_prefix", "GZ"},
                                                  {"arrivals_per_minute", arrivals}}));
  return out;
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

core::result<void> world::start_simulators() {
  json::array administrations;
  for (std::size_t i = 0; i < options_.administrations; ++i) {
    administrations.push_back(
        json::object{{"id", administration_id(i)},
                     {"name", i == 0 ? "Weverij Vlas B.V." : "Noord en Zuid B.V."},
                     {"tokens", json::array{json::value(token_of(i))}}});
  }
  auto services = shop_services(options_);
  services.push_back(
      json::object{{"kind", "moneybird"},
                   {"name", "Moneybird"},
                   {"latency_ms", options_.latency_ms},
                   {"options", json::object{{"administrations", administrations},
                                            {"requests_per_window", options_.requests_per_window},
                                            {"window_seconds", options_.window_seconds}}}});
  const auto file = options_.folder + "/sim.json";
  const auto ready = options_.folder + "/sim.ready";
  const auto log = options_.folder + "/sim.log";
  write(file, json::serialize(json::object{{"services", services}}));
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
  for (const auto& each : all.as_array()) {
    const std::string url{each.at("url").as_string()};
    if (each.at("kind").as_string() == "moneybird") {
      moneybird_ = url;
    } else {
      shops_.push_back({std::string{each.at("name").as_string()}, url, 0});
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
       {std::pair<std::string, std::string>{"{upstream}", moneybird_ + "/api/v2"},
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

void world::write_config() const {
  std::string addresses;
  for (const auto& each : options_.addresses) {
    addresses += (addresses.empty() ? "\"" : ", \"") + each + "\"";
  }
  // A validating proxy serves the paths of the API description, which come without the base path.
  const auto url =
      proxy_port_ == 0 ? moneybird_ + "/api/v2" : "http://127.0.0.1:" + std::to_string(proxy_port_);
  std::string text;
  text += "data_directory = \"" + options_.folder + "/store\"\n";
  text += "master_key_file = \"" + options_.folder + "/master.key\"\n";
  text += "[net]\nallow_private_hosts = true\n";
  text += "[egress]\naddresses = [" + addresses + "]\n";
  text += "[schedule]\npoll_interval = \"" + std::to_string(options_.poll_seconds) +
          "s\"\njitter = \"1s\"\n";
  text +=
      "[ledgers.moneybird]\nbase_url = \"" + url + "\"\noauth_base_url = \"" + moneybird_ + "\"\n";
  text += "requests_per_window = " + std::to_string(options_.requests_per_window) + "\n";
  text += "window = \"" + std::to_string(options_.window_seconds) + "s\"\nmargin = 0\n";
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
    const auto administration = std::min<std::size_t>(i, options_.administrations - 1);
    auto answer = install(shops_[i], administration, i + 1);
    if (!answer) {
      return core::fail(answer.error().code, shops_[i].name + ": " + answer.error().detail);
    }
    shops_[i].integration = i + 1;
  }
  return {};
}

// As a user does: an install file and `boekbrug install`.
core::result<std::string> world::install(const shop& where, std::size_t administration,
                                         std::size_t number) {
  const auto file = options_.folder + "/install-" + std::to_string(number) + ".json";
  write(file, json::serialize(json::object{
                  {"account", "Demo"},
                  {"name", where.name},
                  {"shop", json::object{{"kind", "woocommerce"},
                                        {"url", where.url},
                                        {"key", "ck_0000000000000000000000000000000000000001"},
                                        {"secret", "cs_0000000000000000000000000000000000000002"}}},
                  {"ledger", json::object{{"kind", "moneybird"},
                                          {"administration", administration_id(administration)},
                                          {"token", token_of(administration)}}},
                  {"cards", json::object{{"S3", "2025-01-01"}, {"S4", "existing_too"}}}}));
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
