#include "sim/faults.hpp"

#include "sim/json_options.hpp"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <array>

namespace boekbrug::sim {
namespace {

constexpr std::array<std::pair<fault_kind, std::string_view>, 8> kind_names{
    {{fault_kind::drop_before, "drop_before"},
     {fault_kind::drop_after, "drop_after"},
     {fault_kind::delay, "delay"},
     {fault_kind::truncate, "truncate"},
     {fault_kind::html, "html"},
     {fault_kind::status, "status"},
     {fault_kind::garbage, "garbage"},
     {fault_kind::revoke, "revoke"}}};

std::string_view method_name(core::http_method method) noexcept {
  static constexpr std::array<std::string_view, 6> names{"GET",   "POST",   "PUT",
                                                         "PATCH", "DELETE", "HEAD"};
  return names[static_cast<std::size_t>(method)];
}

bool same_name(std::string_view a, std::string_view b) noexcept {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lower(x) == lower(y); });
}

std::string_view path_of(std::string_view target) noexcept {
  return target.substr(0, target.find('?'));
}

/// The value behind `name=` in a query or a header list; up to the next delimiter.
std::string value_behind(std::string_view text, std::string_view name) {
  const std::size_t at = text.find(name);
  if (at == std::string_view::npos) {
    return {};
  }
  const std::string_view rest = text.substr(at + name.size());
  return std::string{rest.substr(0, rest.find_first_of("&\", "))};
}

/// What names the caller: the bearer token or key pair, however it is sent. "" when nothing was
/// sent.
std::string credential_of(const net::server_request& request) {
  for (const auto& [header, value] : request.headers) {
    if (same_name(header, "authorization")) {
      return value.starts_with("OAuth ") ? value_behind(value, "oauth_consumer_key=\"") : value;
    }
    if (same_name(header, "x-public")) {
      return value;
    }
  }
  const std::size_t start = std::min(request.target.find('?'), request.target.size());
  const std::string_view query = std::string_view{request.target}.substr(start);
  for (const std::string_view name : {"consumer_key=", "?token=", "&token="}) {
    if (auto value = value_behind(query, name); !value.empty()) {
      return value;
    }
  }
  return {};
}

net::server_request without_credential(net::server_request request) {
  std::erase_if(request.headers, [](const auto& header) {
    return same_name(header.name, "authorization") || same_name(header.name, "x-public");
  });
  const std::size_t mark = request.target.find('?');
  if (mark == std::string::npos) {
    return request;
  }
  std::string kept = request.target.substr(0, mark);
  std::string_view query = std::string_view{request.target}.substr(mark + 1);
  char separator = '?';
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view part = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (!part.starts_with("consumer_") && !part.starts_with("oauth_") &&
        !part.starts_with("token=")) {
      kept += separator;
      kept += part;
      separator = '&';
    }
  }
  request.target = std::move(kept);
  return request;
}

net::server_response text_reply(int status, std::string_view type, std::string body) {
  net::server_response out;
  out.status = status;
  out.headers = {{"Content-Type", std::string{type}}};
  out.body = std::move(body);
  return out;
}

}  // namespace

std::string_view name(fault_kind kind) noexcept {
  return kind_names[static_cast<std::size_t>(kind)].second;
}

bool matches_glob(std::string_view pattern, std::string_view text) noexcept {
  std::size_t p = 0, t = 0, star = std::string_view::npos, retry = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      retry = t;
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++retry;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

fault_rule read_fault_rule(const boost::json::object& json, const std::string& where) {
  json_options options{json, where};
  fault_rule rule;
  const std::string kind = options.text("kind");
  const auto known = std::find_if(kind_names.begin(), kind_names.end(),
                                  [&](const auto& entry) { return entry.second == kind; });
  if (known == kind_names.end()) {
    options.refuse(
        "kind",
        "drop_before, drop_after, delay, truncate, html, status, garbage or revoke expected");
  }
  rule.kind = known->first;
  rule.path = options.text("path", "*");
  rule.method = options.text("method");
  rule.probability = options.real("probability", 1.0, 0.0, 1.0);
  for (const std::int64_t number : options.numbers("requests")) {
    if (number < 1) {
      options.refuse("requests", "counted from 1");
    }
    rule.requests.insert(static_cast<std::uint64_t>(number));
  }
  rule.times_max = static_cast<std::uint64_t>(options.number("times_max", 0, 0, 1'000'000'000));
  rule.delay = std::chrono::milliseconds{options.number("delay_ms", 0, 0, 3'600'000)};
  rule.bytes = static_cast<std::size_t>(options.number("bytes", 0, 0, 1'000'000'000));
  rule.status = static_cast<int>(options.number("status", 0, 0, 599));
  if (rule.status != 0 && rule.status < 200) {
    options.refuse("status", "an HTTP status from 200 expected");
  }
  rule.retry_after = options.text("retry_after");
  rule.body = options.text("body");
  rule.apply = options.flag("apply", false);
  options.finish();
  return rule;
}

void faulty_simulator::configure(const boost::json::object& plan) {
  json_options options{plan, "faults"};
  std::vector<fault_rule> rules;
  for (const auto* rule : options.objects("rules")) {
    rules.push_back(read_fault_rule(*rule, "faults.rules[" + std::to_string(rules.size()) + "]"));
  }
  const bool append = options.flag("append", false);
  const bool restore = options.flag("restore_credentials", false);
  const bool reseeded = plan.contains("seed");
  const auto seed = static_cast<std::uint64_t>(options.number("seed", 1, 0, 4'000'000'000));
  options.finish();
  if (reseeded) {
    engine_.seed(seed);
  }
  if (restore) {
    revoked_.clear();
  }
  if (!append && plan.contains("rules")) {
    rules_.clear();
  }
  rules_.insert(rules_.end(), rules.begin(), rules.end());
}

std::uint64_t faulty_simulator::injected(fault_kind kind) const noexcept {
  const auto it = injected_.find(kind);
  return it == injected_.end() ? 0 : it->second;
}

bool faulty_simulator::strikes(fault_rule& rule, const net::server_request& request) {
  const std::string_view subject =
      rule.path.find('?') == std::string::npos ? path_of(request.target) : request.target;
  if ((!rule.method.empty() && rule.method != method_name(request.method)) ||
      !matches_glob(rule.path, subject)) {
    return false;
  }
  ++rule.matched;
  // Drawn for every matching request, so that one rule's limit does not shift the luck of the
  // others.
  const bool lucky = static_cast<double>(engine_() >> 11U) * 0x1.0p-53 < rule.probability;
  const bool due = rule.requests.empty() ? lucky : rule.requests.count(rule.matched) != 0;
  return due && (rule.times_max == 0 || rule.injected < rule.times_max);
}

const fault_rule* faulty_simulator::draw(const net::server_request& request,
                                         std::chrono::milliseconds& delay) {
  fault_rule* struck = nullptr;
  for (auto& rule : rules_) {
    if (!strikes(rule, request) || (struck != nullptr && rule.kind != fault_kind::delay)) {
      continue;
    }
    ++rule.injected;
    ++injected_[rule.kind];
    delay += rule.delay;
    if (rule.kind != fault_kind::delay) {
      struck = &rule;
    }
  }
  return struck;
}

net::server_response faulty_simulator::pass_on(const net::server_request& request,
                                               core::time_point now) {
  if (!revoked_.empty() && revoked_.count(credential_of(request)) != 0) {
    return inner_->handle(without_credential(request), now);
  }
  return inner_->handle(request, now);
}

net::server_response faulty_simulator::disturbed(const fault_rule& rule,
                                                 const net::server_request& request,
                                                 core::time_point now) {
  net::server_response out;
  if (rule.kind == fault_kind::revoke) {
    const std::string credential = credential_of(request);
    if (!credential.empty()) {
      revoked_.insert(credential);
    }
  }
  const bool reaches = rule.apply || rule.kind == fault_kind::drop_after ||
                       rule.kind == fault_kind::truncate || rule.kind == fault_kind::revoke;
  if (reaches) {
    out = pass_on(request, now);
  }
  switch (rule.kind) {
    case fault_kind::drop_before:
    case fault_kind::drop_after:
      out.drop_connection = true;
      break;
    case fault_kind::truncate:
      // A body of one byte cannot be cut; then the whole answer is lost.
      out.truncate_after = rule.bytes != 0 ? rule.bytes : out.body.size() / 2;
      out.drop_connection = out.truncate_after == 0 || out.truncate_after >= out.body.size();
      break;
    case fault_kind::html:
      out = text_reply(rule.status == 0 ? 200 : rule.status, "text/html; charset=UTF-8",
                       rule.body.empty()
                           ? "<!DOCTYPE html><html><head><title>Even "
                             "geduld</title></head><body><h1>Onderhoud</h1></body></html>"
                           : rule.body);
      break;
    case fault_kind::status:
      out = text_reply(
          rule.status == 0 ? 503 : rule.status, "text/html",
          rule.body.empty() ? "<html><body>Service Unavailable</body></html>" : rule.body);
      if (!rule.retry_after.empty()) {
        out.headers.push_back({"Retry-After", rule.retry_after});
      }
      break;
    case fault_kind::garbage:
      out = text_reply(
          rule.status == 0 ? 200 : rule.status, "application/json; charset=UTF-8",
          rule.body.empty() ? std::string{"\xff\xfe{\"id\":\x00 [[[ no json", 22} : rule.body);
      break;
    case fault_kind::delay:
    case fault_kind::revoke:
      break;
  }
  return out;
}

net::server_response faulty_simulator::handle(const net::server_request& request,
                                              core::time_point now) {
  const std::string_view path = path_of(request.target);
  if (path == "/_sim/faults") {
    return control(request);
  }
  if (path.starts_with("/_sim/")) {
    return inner_->handle(request, now);
  }
  ++requests_;
  std::chrono::milliseconds delay = latency_;
  const fault_rule* rule = draw(request, delay);
  net::server_response out =
      rule != nullptr ? disturbed(*rule, request, now) : pass_on(request, now);
  out.delay += delay;
  return out;
}

net::server_response faulty_simulator::control(const net::server_request& request) {
  constexpr std::string_view type = "application/json; charset=UTF-8";
  if (request.method == core::http_method::post) {
    boost::json::error_code problem;
    const auto plan = boost::json::parse(request.body, problem);
    try {
      if (problem || !plan.is_object()) {
        throw bad_option("faults: a JSON object expected");
      }
      configure(plan.get_object());
    } catch (const bad_option& bad) {
      return text_reply(400, type,
                        boost::json::serialize(boost::json::object{{"code", "sim_bad_request"},
                                                                   {"message", bad.what()}}));
    }
  }
  return text_reply(200, type, report());
}

std::string faulty_simulator::report() const {
  boost::json::object counts;
  for (const auto& [kind, label] : kind_names) {
    counts[label] = injected(kind);
  }
  boost::json::array rules;
  for (const auto& rule : rules_) {
    rules.push_back(boost::json::object{{"kind", name(rule.kind)},
                                        {"path", rule.path},
                                        {"matched", rule.matched},
                                        {"injected", rule.injected}});
  }
  return boost::json::serialize(boost::json::object{{"requests", requests_},
                                                    {"injected", counts},
                                                    {"revoked", revoked_.size()},
                                                    {"rules", rules}});
}

}  // namespace boekbrug::sim
