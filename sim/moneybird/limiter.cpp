#include "sim/moneybird/limiter.hpp"

#include "sim/moneybird/administration.hpp"

#include <algorithm>

namespace boekbrug::sim::moneybird {

namespace {

std::int64_t unix_seconds_up(time_point at) {
  return std::chrono::ceil<std::chrono::seconds>(at).time_since_epoch().count();
}

}  // namespace

request_limiter::verdict request_limiter::count(const std::string& peer, time_point now) {
  auto& window = peers_[peer];
  while (!window.allowed.empty() && window.allowed.front() <= now - options_.window) {
    window.allowed.pop_front();
  }
  verdict out;
  unsigned used = 0;
  if (options_.fixed_window) {
    const auto index = now.time_since_epoch() / options_.window;
    if (index != window.fixed_index) {
      window.fixed_index = index;
      window.fixed_count = 0;
    }
    out.allowed = window.fixed_count < options_.requests_per_window;
    used = window.fixed_count += out.allowed ? 1U : 0U;
    out.reset = time_point{options_.window * (index + 1)};
  } else {
    out.allowed = window.allowed.size() < options_.requests_per_window;
    used = static_cast<unsigned>(window.allowed.size()) + (out.allowed ? 1U : 0U);
    out.reset = (window.allowed.empty() ? now : window.allowed.front()) + options_.window;
  }
  out.requests_left = options_.requests_per_window - std::min(used, options_.requests_per_window);
  if (out.allowed) {
    window.allowed.push_back(now);
    largest_ = std::max<std::uint64_t>(largest_, window.allowed.size());
  }
  return out;
}

void request_limiter::decorate(reply& out, const verdict& of, time_point now) const {
  if (options_.headers == header_variant::none) {
    return;
  }
  const auto seconds_left = unix_seconds_up(of.reset) - unix_seconds_up(now);
  const auto reset = std::to_string(unix_seconds_up(of.reset));
  const auto add = [&](std::string_view name, std::string value) {
    out.headers.push_back(
        {options_.headers == header_variant::lower_case ? lower(name) : std::string(name),
         std::move(value)});
  };
  add("RateLimit-Limit", std::to_string(options_.requests_per_window));
  if (options_.headers == header_variant::documented) {
    add("RateLimit-Remaining", std::to_string(of.requests_left));
  } else {
    // Seen live: seconds, whatever the name says.
    add("RateLimit-Remaining", std::to_string(std::max<std::int64_t>(seconds_left, 0)));
    add("RateLimit-RequestsRemaining", std::to_string(of.requests_left));
  }
  add("RateLimit-Reset", reset);
  if (!of.allowed) {
    const bool relative = options_.headers == header_variant::seconds;
    add("Retry-After", relative ? std::to_string(std::max<std::int64_t>(seconds_left, 1)) : reset);
  }
}

reply request_limiter::refusal(const verdict& of, time_point now) const {
  reply out;
  out.status = 429;
  out.headers.push_back(
      {"Content-Type", options_.plain_body ? "text/plain" : "application/json; charset=utf-8"});
  out.body = options_.plain_body ? "Retry later" : "\"Retry later\"";
  decorate(out, of, now);
  return out;
}

}  // namespace boekbrug::sim::moneybird
