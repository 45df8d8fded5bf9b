#include "sim/mijnwebwinkel/mijnwebwinkel.hpp"

#include "sim/mijnwebwinkel/endpoints.hpp"

#include <algorithm>

namespace boekbrug::sim {
namespace {

using namespace mijnwebwinkel;
using core::http_method;
using refusal = std::optional<net::server_response>;

class mijnwebwinkel_shop : public simulator {
public:
  mijnwebwinkel_shop(shop_options options, seconds_utc now) : state_{std::move(options), now} {}
  net::server_response handle(const net::server_request& request, core::time_point now) override;

private:
  net::server_response answer(const shop_request& request);
  net::server_response route(const shop_request& request);
  net::server_response route_orders(const shop_request& request, std::string rest);
  net::server_response refuse_access(int status, std::string_view why) const;
  refusal check_access(const shop_request& request) const;
  refusal check_rate(const shop_request& request);

  shop_state state_;
};

/// "orders/1042/payments" -> "orders/#/payments".
std::string kind_of(std::string_view path) {
  std::string out;
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::string_view part = path.substr(0, path.find('/'));
    const bool name = !part.empty() && std::all_of(part.begin(), part.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || c == '-';
    });
    out += (out.empty() ? "" : "/") + (name ? std::string{part} : std::string{"#"});
    path.remove_prefix(part.size());
  }
  return out;
}

/// Lists of the platform itself: the partner's token is enough.
bool is_platform_list(std::string_view path) {
  return path == "/orderstatuses" || path == "/payment/gateways";
}

bool is_reading(http_method method) {
  return method == http_method::get || method == http_method::head;
}

net::server_response mijnwebwinkel_shop::handle(const net::server_request& request,
                                                core::time_point now) {
  shop_request asked;
  asked.now = std::chrono::floor<std::chrono::seconds>(now);
  asked.method = request.method;
  asked.body = request.body;
  state_.advance(asked.now);
  const std::size_t mark = std::min(request.target.find('?'), request.target.size());
  asked.path = request.target.substr(0, mark);
  asked.query =
      url_query{std::string_view{request.target}.substr(std::min(mark + 1, request.target.size()))};
  if (asked.path.starts_with("/_sim/")) {
    asked.path.erase(0, 5);
    return control(state_, asked);
  }
  auto reply = answer(asked);
  if (request.method == http_method::head) {
    reply.body.clear();
  }
  return reply;
}

net::server_response mijnwebwinkel_shop::answer(const shop_request& request) {
  if (!request.path.starts_with("/v1/")) {
    ++state_.requests["other"];
    return html_reply(404, "404 Not Found");
  }
  shop_request inner = request;
  inner.path.erase(0, 3);
  ++state_.requests[std::string{core::name(request.method)} + " " + kind_of(inner.path)];
  const bool writing = !is_reading(request.method);
  state_.writes += writing ? 1 : 0;
  if (auto refused = check_access(inner)) {
    return *refused;
  }
  if (auto refused = check_rate(inner)) {
    return *refused;
  }
  if (inner.query.find("format") != nullptr && inner.query.get("format") != "json") {
    return error_reply(406, "Not Acceptable", "This simulator speaks format=json only");
  }
  if (writing) {
    return error_reply(403, "Forbidden", "This token may only read");
  }
  return route(inner);
}

net::server_response mijnwebwinkel_shop::refuse_access(int status, std::string_view why) const {
  const std::string_view title = status == 403 ? "Forbidden" : "Unauthorized";
  const std::string& form = state_.options.refusal_body;
  return form == "html"      ? html_reply(status, title)
         : form == "problem" ? problem_reply(status, title, why)
                             : error_reply(status, title, why);
}

refusal mijnwebwinkel_shop::check_access(const shop_request& request) const {
  const shop_options& options = state_.options;
  const bool partner_known = request.query.get("partner_token") == options.partner_token;
  const bool partner_given = request.query.find("partner_token") != nullptr;
  if (partner_given ? !partner_known : options.partner_token_required) {
    return refuse_access(options.partner_refusal,
                         partner_given ? "Invalid partner token" : "Partner token missing");
  }
  if (is_platform_list(request.path) && partner_given) {
    return std::nullopt;
  }
  if (!state_.token_active || request.query.get("token") != options.token ||
      (options.token_until && request.now >= *options.token_until)) {
    return refuse_access(options.token_refusal, "Invalid token");
  }
  if (request.path.starts_with("/customers")) {
    return problem_reply(403, "Forbidden", "Special access required");
  }
  return std::nullopt;
}

refusal mijnwebwinkel_shop::check_rate(const shop_request& request) {
  const shop_options& options = state_.options;
  if (options.rate_limit == 0) {
    return std::nullopt;
  }
  auto& recent = state_.recent;
  const std::chrono::seconds window{options.rate_seconds};
  while (!recent.empty() && recent.front() + window <= request.now) {
    recent.pop_front();
  }
  if (static_cast<std::int64_t>(recent.size()) < options.rate_limit) {
    recent.push_back(request.now);
    return std::nullopt;
  }
  auto reply = error_reply(429, "Too Many Requests", "Request limit reached");
  if (options.retry_after) {
    reply.headers.push_back(
        {"Retry-After", std::to_string((recent.front() + window - request.now).count())});
  }
  return reply;
}

net::server_response mijnwebwinkel_shop::route(const shop_request& request) {
  const std::string& path = request.path;
  if (path == "/orders" || path.starts_with("/orders/")) {
    return route_orders(request, path.substr(7));
  }
  if (path == "/orderstatuses") {
    return order_statuses(state_, request);
  }
  if (path == "/store") {
    return store_details(state_, request);
  }
  if (path == "/tax-policy/regions") {
    return tax_regions(state_, request);
  }
  if (path.starts_with("/tax-policy/regions/")) {
    return tax_region(state_, request, path.substr(20));
  }
  if (path == "/payment/gateways" || path == "/payment/stores/me/gateways" ||
      path == "/payment/stores/" + state_.store_id() + "/gateways") {
    return store_gateways(state_, request);
  }
  if (path == "/shipping/methods") {
    return shipping_methods(state_, request);
  }
  if (path == "/articles") {
    return list_articles(state_, request);
  }
  if (path == "/articles/count") {
    return count_articles(state_, request);
  }
  if (path.starts_with("/articles/")) {
    return get_article(state_, request, path.substr(10));
  }
  return error_reply(404, "Not Found", "No route found");
}

net::server_response mijnwebwinkel_shop::route_orders(const shop_request& request,
                                                      std::string rest) {
  if (rest.empty()) {
    return list_orders(state_, request);
  }
  if (rest == "/count") {
    return count_orders(state_, request);
  }
  rest.erase(0, 1);
  if (rest.ends_with("/payments")) {
    return get_payments(state_, request, rest.substr(0, rest.size() - 9));
  }
  return rest.find('/') == std::string::npos ? get_order(state_, request, rest)
                                             : error_reply(404, "Not Found", "No route found");
}

}  // namespace

std::unique_ptr<simulator> make_mijnwebwinkel(const boost::json::object& options,
                                              core::time_point now) {
  return std::make_unique<mijnwebwinkel_shop>(read_options(options),
                                              std::chrono::floor<std::chrono::seconds>(now));
}

}  // namespace boekbrug::sim
