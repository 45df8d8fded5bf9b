#include "sim/moneybird/moneybird.hpp"

#include "sim/json_options.hpp"
#include "sim/moneybird/invoices.hpp"
#include "sim/moneybird/world.hpp"

#include <algorithm>

namespace boekbrug::sim {

namespace moneybird {

namespace {

struct resource {
  std::string_view name;
  reply (*endpoint)(context);
  std::array<std::string_view, 5> scopes;  // any of these
};

constexpr std::array<resource, 12> resources{{
    {"contacts",
     contacts_endpoint,
     {"sales_invoices", "documents", "estimates", "bank", "settings"}},
    {"sales_invoices", sales_invoices_endpoint, {"sales_invoices"}},
    {"external_sales_invoices", external_invoices_endpoint, {"sales_invoices"}},
    {"payments", payments_endpoint, {"sales_invoices"}},
    {"tax_rates", tax_rates_endpoint, {"sales_invoices", "documents", "estimates", "settings"}},
    {"ledger_accounts",
     plain_lists_endpoint,
     {"sales_invoices", "documents", "estimates", "settings"}},
    {"workflows",
     plain_lists_endpoint,
     {"sales_invoices", "documents", "estimates", "bank", "settings"}},
    {"custom_fields",
     plain_lists_endpoint,
     {"sales_invoices", "documents", "estimates", "bank", "settings"}},
    {"document_styles", plain_lists_endpoint, {"sales_invoices", "estimates", "settings"}},
    {"financial_accounts", plain_lists_endpoint, {"settings"}},
    {"products", products_endpoint, {"settings"}},
    {"webhooks", webhooks_endpoint, {"settings"}},
}};

std::string_view method_name(http_method method) {
  switch (method) {
    case http_method::get:
      return "GET";
    case http_method::post:
      return "POST";
    case http_method::put:
      return "PUT";
    case http_method::patch:
      return "PATCH";
    case http_method::del:
      return "DELETE";
    case http_method::head:
      return "HEAD";
  }
  return "?";
}

/// "POST sales_invoices/{id}/payments": the request without what differs from call to call.
std::string kind_of(const call& request) {
  std::string out{method_name(request.method)};
  bool value_next = false;
  for (std::size_t i = 0; i < request.path.size() && i < 4; ++i) {
    const auto& segment = request.path[i];
    const bool digits = segment.find_first_not_of("0123456789") == std::string::npos;
    out += i == 0 ? " " : "/";
    out += value_next ? "{value}" : digits ? "{id}" : segment.substr(0, 40);
    value_next =
        segment.starts_with("find_by_") || segment == "identifier" || segment == "customer_id";
  }
  return out;
}

json::value administration_json(const administration_options& of) {
  return json::object{{"id", of.id},
                      {"name", of.name},
                      {"language", of.language},
                      {"currency", of.currency},
                      {"country", of.country},
                      {"time_zone", of.time_zone},
                      {"access", "user"},
                      {"suspended", of.suspended},
                      {"period_locked_until", optional_text(of.period_locked_until)},
                      {"period_start_date", "2026-01-01"}};
}

class service : public simulator {
public:
  explicit service(moneybird_options options) : world_{std::move(options)} {}

  net::server_response handle(const net::server_request& raw, core::time_point now) override {
    auto request = take_apart(raw, now);
    auto& path = request.path;
    const auto starts = [&path](std::string_view first) {
      return !path.empty() && path.front() == first;
    };
    if (starts("_sim")) {
      path.erase(path.begin());
      return path.empty() ? refuse(404, "not found") : control_endpoint(world_, request);
    }
    if (starts("oauth")) {
      ++world_.counted.oauth_requests;
      return world_.tokens.handle(request);
    }
    if (starts("api") && path.size() > 1 && path[1] == "v2") {
      path.erase(path.begin(), path.begin() + 2);
      return counted_api(request);
    }
    return refuse(404, "not found");
  }

private:
  reply counted_api(call& request) {
    auto& counted = world_.counted;
    ++counted.requests;
    ++counted.by_peer[request.raw->peer_address];
    const auto verdict = world_.limiter.count(request.raw->peer_address, request.now);
    if (!verdict.allowed) {
      ++counted.refused_by_limit;
      ++counted.by_status["429"];
      return world_.limiter.refusal(verdict, request.now);
    }
    auto out = api(request);
    const bool reads = request.method == http_method::get || request.method == http_method::head ||
                       (!request.path.empty() && request.path.back() == "synchronization");
    ++counted.by_kind[kind_of(request)];
    ++counted.by_status[std::to_string(out.status)];
    counted.writes += !reads && out.status < 300 ? 1U : 0U;
    world_.limiter.decorate(out, verdict, request.now);
    return out;
  }

  reply api(call& request) {
    const auto authorization = header_of(*request.raw, "Authorization");
    const auto* who = authorization.starts_with("Bearer ")
                          ? world_.tokens.find(authorization.substr(7), request.now)
                          : nullptr;
    if (who == nullptr) {
      return refuse(401, "The access token is invalid or was revoked", {{"token", "invalid"}});
    }
    if (request.path.empty()) {
      return refuse(404, "not found");
    }
    if (request.path.back().ends_with(".xml")) {
      return refuse(406, "only JSON is simulated");
    }
    if (request.path.front() == "administrations") {
      return request.is(http_method::get, 1) ? list_administrations(*who) : wrong_method();
    }
    const auto at = world_.by_id.find(request.path.front());
    if (at == world_.by_id.end() || !who->covers(request.path.front())) {
      return record_not_found("administration_id");
    }
    request.path.erase(request.path.begin());
    return in_administration(request, *at->second, *who);
  }

  reply list_administrations(const grant& who) {
    json::array out;
    for (const auto& one : world_.administrations) {
      if (who.covers(one->settings.id)) {
        out.push_back(administration_json(one->settings));
      }
    }
    return answer(200, out);
  }

  reply in_administration(call& request, administration& books, const grant& who) {
    send_scheduled(world_, books, request);
    const auto at = std::find_if(resources.begin(), resources.end(), [&](const resource& one) {
      return !request.path.empty() && one.name == request.path.front();
    });
    if (at == resources.end()) {
      return refuse(404, "not found");
    }
    const bool allowed = std::any_of(at->scopes.begin(), at->scopes.end(), [&](auto scope) {
      return !scope.empty() && who.allows(scope);
    });
    if (!allowed) {
      return refuse(401, "No access to " + std::string(at->name));
    }
    return at->endpoint({world_, books, request});
  }

  world world_;
};

}  // namespace

}  // namespace moneybird

core::result<void> check_moneybird_options(const boost::json::object& options) {
  const auto parsed = moneybird::parse_options(options);
  if (!parsed) {
    return parsed.error();
  }
  return {};
}

std::unique_ptr<simulator> make_moneybird(const boost::json::object& options) {
  auto parsed = moneybird::parse_options(options);
  if (!parsed) {
    throw bad_option(parsed.error().detail);
  }
  return std::make_unique<moneybird::service>(std::move(*parsed));
}

}  // namespace boekbrug::sim
