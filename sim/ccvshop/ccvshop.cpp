#include "sim/ccvshop/ccvshop.hpp"

#include "sim/ccvshop/endpoints.hpp"
#include "sim/ccvshop/limiter.hpp"
#include "sim/ccvshop/signing.hpp"

#include <algorithm>

namespace boekbrug::sim {
namespace ccvshop {
namespace {

using core::http_method;

constexpr std::string_view api_root = "/api/rest/v1";
constexpr auto skew_max = std::chrono::minutes{5};

bool is_number(std::string_view text) noexcept {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<std::string> parts_of(std::string_view path) {
  std::vector<std::string> out;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    if (end > 0) {
      out.emplace_back(path.substr(0, end));
    }
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return out;
}

/// "orders/{id}/orderrows": what requests are counted under.
std::string template_of(const std::vector<std::string>& parts) {
  std::string out;
  for (const auto& part : parts) {
    out += (out.empty() ? "" : "/") + (is_number(part) ? std::string{"{id}"} : part);
  }
  return out.empty() ? "root" : out;
}

/// The last name in the path: orders and orders/{id} share a limit, orderrows has its own.
std::string resource_of(const std::vector<std::string>& parts) {
  for (auto it = parts.rbegin(); it != parts.rend(); ++it) {
    if (!is_number(*it)) {
      return *it;
    }
  }
  return "root";
}

/// "*" stands for any text.
bool matches(std::string_view pattern, std::string_view text) noexcept {
  if (pattern.empty()) {
    return text.empty();
  }
  if (pattern.front() == '*') {
    return matches(pattern.substr(1), text) || (!text.empty() && matches(pattern, text.substr(1)));
  }
  return !text.empty() && text.front() == pattern.front() &&
         matches(pattern.substr(1), text.substr(1));
}

class shop final : public simulator {
public:
  shop(const boost::json::object& options, core::time_point now) : state_{read_options(options)} {
    state_.prepare(now);
  }
  net::server_response handle(const net::server_request& request, core::time_point now) override;

private:
  net::server_response answer(const net::server_request& request, std::string_view path,
                              api_request& asked);
  std::optional<net::server_response> refusal_of(const net::server_request& request,
                                                 api_request& asked) const;
  std::optional<net::server_response> limit(const api_request& asked, const std::string& resource);
  std::optional<net::server_response> planned_error(const api_request& asked,
                                                    std::string_view path);
  net::server_response route(const api_request& asked, const std::vector<std::string>& parts);

  shop_state state_;
  minute_limiter limiter_;
};

net::server_response unauthorized(std::string_view why) {
  return error_reply(401, "", why);
}

std::optional<net::server_response> shop::refusal_of(const net::server_request& request,
                                                     api_request& asked) const {
  const auto name = request.header("x-public");
  const auto hash = request.header("x-hash");
  const auto date = request.header("x-date");
  if (name.empty() || hash.empty() || date.empty()) {
    return unauthorized("Headers x-public, x-hash and x-date are required.");
  }
  const auto key =
      std::find_if(state_.options.keys.begin(), state_.options.keys.end(),
                   [&](const api_key& one) { return one.name == name && !one.revoked; });
  if (key == state_.options.keys.end()) {
    return unauthorized("Unknown public key.");
  }
  const auto when = parse_x_date(date);
  if (!when) {
    return unauthorized("Header x-date is not a UTC date in ISO 8601.");
  }
  if (*when > asked.now + skew_max || *when < asked.now - skew_max) {
    return unauthorized("Header x-date differs more than 5 minutes from the clock of the server.");
  }
  const std::string expected = signature(
      key->secret, {key->name, core::name(request.method), request.target, request.body, date});
  if (!same_text(expected, hash)) {
    return unauthorized("Hash does not match.");
  }
  asked.key = &*key;
  return std::nullopt;
}

std::optional<net::server_response> shop::limit(const api_request& asked,
                                                const std::string& resource) {
  const bool reading = asked.method == http_method::get;
  const std::string mine = asked.key->name + "|" + std::string{core::name(asked.method)};
  const auto& options = state_.options;
  std::string_view code;
  if (!limiter_.take(mine + "|" + resource, reading ? options.limit_get : options.limit_write,
                     asked.now)) {
    code = "429.10";
  } else if (!limiter_.take(asked.key->name, options.limit_total, asked.now)) {
    code = "429.11";
  }
  if (code.empty()) {
    return std::nullopt;
  }
  auto out = error_reply(429, code, "Rate limit exceeded.");
  if (options.retry_after > 0) {
    out.headers.push_back({"Retry-After", std::to_string(options.retry_after)});
  }
  return out;
}

std::optional<net::server_response> shop::planned_error(const api_request& asked,
                                                        std::string_view path) {
  auto& rules = state_.options.errors;
  const auto it = std::find_if(rules.begin(), rules.end(), [&](const error_rule& rule) {
    return (rule.method.empty() || rule.method == core::name(asked.method)) &&
           matches(rule.path, path);
  });
  if (it == rules.end()) {
    return std::nullopt;
  }
  auto out = error_reply(it->status, it->code, it->message);
  if (--it->times == 0) {
    rules.erase(it);
  }
  return out;
}

net::server_response shop::route(const api_request& asked, const std::vector<std::string>& parts) {
  if (parts.empty()) {
    return root_api(state_, asked);
  }
  const auto all = endpoints();
  const auto it = std::find_if(all.begin(), all.end(),
                               [&](const endpoint& one) { return one.name == parts.front(); });
  if (it == all.end()) {
    return error_reply(404, "404.20", "Resource name does not exist.");
  }
  if (!asked.key->resources.empty() && !asked.key->resources.contains(it->name)) {
    return error_reply(403, "", "This key has no permission for resource " + parts.front() + ".");
  }
  return it->answer(state_, asked, path_parts{parts}.subspan(1));
}

net::server_response shop::answer(const net::server_request& request, std::string_view path,
                                  api_request& asked) {
  const std::string_view below = path.substr(api_root.size());
  const auto parts = parts_of(below);
  ++state_.requests[std::string{core::name(request.method)} + " " + template_of(parts)];
  if (auto refusal = refusal_of(request, asked)) {
    return std::move(*refusal);
  }
  const auto accept = request.header("accept");
  if (state_.options.strict_accept &&
      accept.find("application/vnd.verto.webshop+json") == std::string_view::npos &&
      accept.find("application/json") == std::string_view::npos) {
    return error_reply(500, "500.25", "JSON schema not found for this Accept header.");
  }
  if (auto refusal = limit(asked, resource_of(parts))) {
    return std::move(*refusal);
  }
  if (auto error = planned_error(asked, below.empty() ? below : below.substr(1))) {
    return std::move(*error);
  }
  auto out = route(asked, parts);
  state_.writes += asked.method != http_method::get && out.status < 300 ? 1U : 0U;
  return out;
}

net::server_response shop::handle(const net::server_request& request, core::time_point now) {
  const std::size_t mark = request.target.find('?');
  const std::string_view target = request.target;
  std::string_view path = target.substr(0, std::min(mark, target.size()));
  api_request asked;
  asked.method = request.method;
  asked.body = request.body;
  asked.now = now;
  asked.parameters =
      query{mark == std::string::npos ? std::string_view{} : target.substr(mark + 1)};
  if (state_.options.base_url.empty()) {
    state_.base_url = (request.tls ? "https://" : "http://") + std::string{request.header("host")};
  }
  state_.advance(now);
  if (path.starts_with("/_sim/")) {
    return control_api(state_, request.method, path.substr(5), asked.parameters, request.body, now);
  }
  const std::string called =
      (request.tls ? "https://" : "http://") + std::string{request.header("host")};
  if (state_.options.redirects && called != state_.base_url) {
    net::server_response moved;
    moved.status = 301;
    moved.headers.push_back({"Location", state_.base_url + request.target});
    return moved;
  }
  while (path.ends_with('/')) {
    path.remove_suffix(1);
  }
  if (path != api_root && !path.starts_with(std::string{api_root} + "/")) {
    net::server_response page;
    page.status = path.empty() ? 200 : 404;
    page.headers.push_back({"Content-Type", "text/html; charset=utf-8"});
    page.body = "<!DOCTYPE html><html><head><title>" + state_.options.shop_name +
                "</title></head><body></body></html>";
    return page;
  }
  asked.path = path;
  auto out = answer(request, path, asked);
  const bool fine = out.status < 300;
  if (asked.key != nullptr && (fine ? state_.options.sign_answers : state_.options.sign_errors)) {
    const std::string date = utc_text(now);
    out.headers.push_back({"x-date", date});
    out.headers.push_back(
        {"x-hash", signature(asked.key->secret, {asked.key->name, core::name(request.method),
                                                 request.target, out.body, date})});
  }
  return out;
}

}  // namespace
}  // namespace ccvshop

std::unique_ptr<simulator> make_ccvshop(const boost::json::object& options, core::time_point now) {
  return std::make_unique<ccvshop::shop>(options, now);
}

}  // namespace boekbrug::sim
