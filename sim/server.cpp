#include "sim/server.hpp"

#include "sim/ccvshop/ccvshop.hpp"
#include "sim/eboekhouden/eboekhouden.hpp"
#include "sim/json_options.hpp"
#include "sim/magento/magento.hpp"
#include "sim/mijnwebwinkel/mijnwebwinkel.hpp"
#include "sim/moneybird/moneybird.hpp"
#include "sim/woocommerce/options.hpp"
#include "sim/woocommerce/woocommerce.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <mutex>

namespace boekbrug::sim {

using core::errc;
using core::fail;

struct service::shared_front {
  std::unique_ptr<simulator> front;
  std::mutex mutex;
};

core::time_point wall_clock_now() noexcept {
  return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

service::service(std::string kind, std::string name, std::unique_ptr<shared_front> front)
    : kind_{std::move(kind)}, name_{std::move(name)}, front_{std::move(front)} {}

service::~service() = default;

core::result<std::unique_ptr<service>> service::start(std::string kind, std::string name,
                                                      std::unique_ptr<simulator> front,
                                                      const net::server_options& options) {
  auto shared = std::make_unique<shared_front>();
  shared->front = std::move(front);
  shared_front* raw = shared.get();
  std::unique_ptr<service> made{new service{std::move(kind), std::move(name), std::move(shared)}};
  auto server = net::http_server::start(
      options, [raw](net::server_request request, const net::http_server::responder& respond) {
        net::server_response reply;
        {
          const std::lock_guard guard{raw->mutex};
          reply = raw->front->handle(request, wall_clock_now());
        }
        respond(std::move(reply));
      });
  if (!server) {
    return server.error();
  }
  made->server_ = std::move(*server);
  const bool tls = !options.certificate_file.empty();
  const bool v6 = options.address.find(':') != std::string::npos;
  made->url_ = (tls ? "https://" : "http://") +
               (v6 ? "[" + options.address + "]" : options.address) + ":" +
               std::to_string(made->server_->port());
  return made;
}

boost::json::object service::description() const {
  return {{"kind", kind_}, {"name", name_}, {"url", url_}};
}

core::result<std::unique_ptr<simulator>> make_simulator(std::string_view kind,
                                                        const boost::json::object& options,
                                                        core::time_point now) {
  try {
    if (kind == "woocommerce") {
      auto made = std::make_unique<woocommerce_shop>(woocommerce::read_options(options));
      made->prepare(now);
      return std::unique_ptr<simulator>{std::move(made)};
    }
    if (kind == "magento") {
      return make_magento(options, now);
    }
    if (kind == "mijnwebwinkel") {
      return make_mijnwebwinkel(options, now);
    }
    if (kind == "ccvshop") {
      return make_ccvshop(options, now);
    }
    if (kind == "eboekhouden") {
      return make_eboekhouden(options, now);
    }
    if (kind == "moneybird") {
      return make_moneybird(options);
    }
  } catch (const std::invalid_argument& problem) {
    return fail(errc::invalid_input, problem.what());
  }
  return fail(errc::invalid_input, "kind: unknown service '" + std::string{kind} + "'");
}

namespace {

struct service_settings {
  std::string kind, name;
  net::server_options server;
  std::chrono::milliseconds latency{0};
  const boost::json::object* faults = nullptr;
  const boost::json::object* options = nullptr;
};

service_settings read_service(const boost::json::object& json, const std::string& where) {
  json_options options{json, where};
  service_settings out;
  out.kind = options.text("kind");
  out.name = options.text("name", out.kind);
  out.server.address = options.text("address", "127.0.0.1");
  out.server.port = static_cast<std::uint16_t>(options.number("port", 0, 0, 65'535));
  out.server.threads = static_cast<unsigned>(options.number("threads", 1, 1, 64));
  out.server.certificate_file = options.text("certificate_file");
  out.server.private_key_file = options.text("private_key_file");
  if (out.server.certificate_file.empty() != out.server.private_key_file.empty()) {
    options.refuse("certificate_file", "goes together with private_key_file");
  }
  out.latency = std::chrono::milliseconds{options.number("latency_ms", 0, 0, 600'000)};
  out.faults = options.object("faults");
  out.options = options.object("options");
  options.finish();
  return out;
}

core::result<std::unique_ptr<service>> start_service(const boost::json::object& json,
                                                     const std::string& where) {
  static const boost::json::object nothing;
  try {
    const service_settings settings = read_service(json, where);
    auto made = make_simulator(
        settings.kind, settings.options == nullptr ? nothing : *settings.options, wall_clock_now());
    if (!made) {
      return fail(made.error().code, where + ": " + made.error().detail);
    }
    auto front = std::make_unique<faulty_simulator>(std::move(*made), settings.latency);
    if (settings.faults != nullptr) {
      front->configure(*settings.faults);
    }
    auto started = service::start(settings.kind, settings.name, std::move(front), settings.server);
    if (!started) {
      return fail(started.error().code, where + ": " + started.error().detail);
    }
    return started;
  } catch (const bad_option& problem) {
    return fail(errc::invalid_input, problem.what());
  }
}

}  // namespace

core::result<std::vector<std::unique_ptr<service>>> start_services(std::string_view config_text) {
  boost::json::error_code problem;
  const auto config =
      boost::json::parse(boost::json::string_view{config_text.data(), config_text.size()}, problem);
  if (problem || !config.is_object()) {
    return fail(errc::invalid_input,
                problem ? "not JSON: " + problem.message() : "a JSON object expected");
  }
  std::vector<std::unique_ptr<service>> out;
  try {
    json_options options{config.get_object()};
    for (const auto* entry : options.objects("services")) {
      auto started = start_service(*entry, "services[" + std::to_string(out.size()) + "]");
      if (!started) {
        return started.error();
      }
      out.push_back(std::move(*started));
    }
    options.finish();
    if (out.empty()) {
      options.refuse("services", "at least one expected");
    }
  } catch (const bad_option& bad) {
    return fail(errc::invalid_input, bad.what());
  }
  return out;
}

}  // namespace boekbrug::sim
