#include "sim/eboekhouden/eboekhouden.hpp"

#include "sim/eboekhouden/world.hpp"

#include <algorithm>
#include <array>

namespace boekbrug::sim {

namespace eboekhouden {

namespace {

struct resource {
  std::string_view name;
  endpoint serve;
};

constexpr std::array resources{
    resource{"administration", administration_endpoint},
    resource{"relation", relation_endpoint},
    resource{"ledger", ledger_endpoint},
    resource{"costcenter", cost_center_endpoint},
    resource{"invoicetemplate", plain_list_endpoint},
    resource{"emailtemplate", plain_list_endpoint},
    resource{"unit", plain_list_endpoint},
    resource{"product", product_endpoint},
    resource{"invoice", invoice_endpoint},
    resource{"mutation", mutation_endpoint},
};

/// "GET mutation/{id}": the request without what differs from call to call.
std::string kind_of(const call& request) {
  std::string out{core::name(request.method)};
  for (std::size_t i = 0; i < request.path.size() && i < 4; ++i) {
    const auto& segment = request.path[i];
    out += i == 0 ? " " : "/";
    out += id_of(segment) ? "{id}" : printable(segment);
  }
  return out;
}

class service : public simulator {
public:
  explicit service(service_options options) : world_{std::move(options)} {}

  net::server_response handle(const net::server_request& raw, core::time_point now) override {
    auto request = take_apart(raw, now);
    auto& path = request.path;
    if (path.size() > 1 && path[0] == "_sim") {
      path.erase(path.begin());
      return control_endpoint(world_, request);
    }
    if (path.size() < 2 || path[0] != "v1") {
      return empty(404);
    }
    path.erase(path.begin());
    return counted(request);
  }

private:
  reply counted(call& request) {
    auto& counts = world_.counted;
    ++counts.requests;
    ++counts.by_peer[request.raw->peer_address];
    if (!allowed(request)) {
      ++counts.refused_by_limit;
      ++counts.by_status["429"];
      return too_many();
    }
    ++counts.by_kind[kind_of(request)];
    const bool session = request.path[0] == "session";
    auto out = session ? session_endpoint(world_, request) : in_session(request);
    ++counts.by_status[std::to_string(out.status)];
    const bool reads = session || request.method == http_method::get;
    counts.writes += !reads && out.status < 300 ? 1U : 0U;
    return out;
  }

  bool allowed(const call& request) {
    const auto most = world_.options.requests_per_second;
    if (most == 0) {
      return true;
    }
    auto& recent = world_.recent[request.raw->peer_address];
    while (!recent.empty() && recent.front() <= request.now - std::chrono::seconds{1}) {
      recent.pop_front();
    }
    if (recent.size() >= most) {
      return false;
    }
    recent.push_back(request.now);
    return true;
  }

  reply too_many() const {
    auto out = empty(429);
    if (world_.options.retry_after_seconds > 0) {
      out.headers.push_back({"Retry-After", std::to_string(world_.options.retry_after_seconds)});
    }
    return out;
  }

  reply in_session(call& request) {
    const auto* const at =
        std::find_if(resources.begin(), resources.end(),
                     [&](const resource& one) { return one.name == request.path[0]; });
    if (at == resources.end()) {
      return empty(404);
    }
    const auto* owner = world_.sessions.find(session_of(request), request.now);
    const auto [books, token] = owner != nullptr
                                    ? world_.find_token(*owner)
                                    : std::pair<administration*, api_token*>{nullptr, nullptr};
    if (token == nullptr || token->revoked ||
        (token->ends && dutch_day(request.now) >= *token->ends)) {
      return world_.options.expired_has_body ? refuse_security(world_.trace(), "SECURITY_010", 401)
                                             : empty(401);
    }
    const bool reads = request.method == http_method::get || request.method == http_method::head;
    const std::string_view obstacle = !token->user_active          ? "SECURITY_003"
                                      : !books->settings.active    ? "SECURITY_004"
                                      : books->settings.unpaid     ? "SECURITY_005"
                                      : token->read_only && !reads ? "SECURITY_001"
                                                                   : "";
    if (!obstacle.empty()) {
      return refuse_security(world_.trace(), obstacle, 403);
    }
    context of{world_, *books, *token, request};
    return at->serve(of);
  }

  world world_;
};

}  // namespace

}  // namespace eboekhouden

std::unique_ptr<simulator> make_eboekhouden(const boost::json::object& options,
                                            core::time_point /*now*/) {
  return std::make_unique<eboekhouden::service>(eboekhouden::read_options(options));
}

}  // namespace boekbrug::sim
