#include "web/router.hpp"

#include "log/log.hpp"

#include <exception>
#include <optional>
#include <set>
#include <utility>

namespace boekbrug::web {
namespace {

std::vector<std::string> split_path(std::string_view path) {
  std::vector<std::string> segments;
  while (!path.empty()) {
    path.remove_prefix(1);  // the slash
    const auto end = std::min(path.find('/'), path.size());
    segments.emplace_back(path.substr(0, end));
    path.remove_prefix(end);
  }
  return segments;
}

std::optional<std::vector<std::string>> match(const std::vector<std::string>& pattern,
                                              const std::vector<std::string>& path) {
  if (pattern.size() != path.size()) {
    return std::nullopt;
  }
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == "{}" && !path[i].empty()) {
      parts.push_back(path[i]);
    } else if (pattern[i] != path[i]) {
      return std::nullopt;
    }
  }
  return parts;
}

net::server_response reply(int status, std::string type, std::string body) {
  net::server_response out;
  out.status = status;
  out.headers = {
      {"Content-Type", std::move(type)},
      {"Cache-Control", "no-store"},
      {"X-Content-Type-Options", "nosniff"},
      {"Referrer-Policy", "no-referrer"},  // our own addresses hold keys
      {"Content-Security-Policy",
       "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"}};
  out.body = std::move(body);
  return out;
}

}  // namespace

net::server_response plain_reply(int status, std::string text) {
  return reply(status, "text/plain; charset=utf-8", std::move(text));
}

net::server_response html_reply(int status, std::string page) {
  return reply(status, "text/html; charset=utf-8", std::move(page));
}

void router::add(core::http_method method, std::string_view pattern, handler handle) {
  routes_.push_back({method, split_path(pattern), std::move(handle)});
}

void router::handle(const net::server_request& request, const responder& answer) const {
  const std::string_view target = request.target;
  const auto question = std::min(target.find('?'), target.size());
  const auto path = target.substr(0, question);
  if (path.empty() || path.front() != '/') {
    answer(plain_reply(400, "Bad request\n"));
    return;
  }
  const auto method =
      request.method == core::http_method::head ? core::http_method::get : request.method;
  const auto segments = split_path(path);
  std::set<std::string_view> allowed;
  for (const auto& each : routes_) {
    auto parts = match(each.segments, segments);
    if (!parts) {
      continue;
    }
    if (each.method != method) {
      allowed.insert(core::name(each.method));
      continue;
    }
    const visit call{request, path,
                     question < target.size() ? target.substr(question + 1) : std::string_view{},
                     std::move(*parts)};
    try {
      each.handle(call, answer);
    } catch (const std::exception& failure) {
      log::error("a web page failed", {{"why", std::string(failure.what())}});
      answer(plain_reply(500, "Internal error\n"));
    }
    return;
  }
  if (allowed.empty()) {
    answer(plain_reply(404, "Not found\n"));
    return;
  }
  auto refused = plain_reply(405, "Method not allowed\n");
  std::string list;
  for (const auto each : allowed) {
    list += (list.empty() ? "" : ", ") + std::string(each);
  }
  refused.headers.push_back({"Allow", list});
  answer(std::move(refused));
}

}  // namespace boekbrug::web
