#include "sim/mijnwebwinkel/wire.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace boekbrug::sim::mijnwebwinkel {
namespace {

int hex(char c) noexcept {
  if (c >= '0' && c <= '9') {
    return c - '0';
  }
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0) {
      out += static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2]));
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

boost::json::string_view view(std::string_view text) {
  return {text.data(), text.size()};
}

}  // namespace

url_query::url_query(std::string_view encoded) {
  while (!encoded.empty()) {
    const std::size_t end = std::min(encoded.find('&'), encoded.size());
    const std::string_view part = encoded.substr(0, end);
    encoded.remove_prefix(std::min(end + 1, encoded.size()));
    if (part.empty()) {
      continue;
    }
    const std::size_t equals = std::min(part.find('='), part.size());
    pairs_.emplace_back(decoded(part.substr(0, equals)),
                        equals < part.size() ? decoded(part.substr(equals + 1)) : std::string{});
  }
}

const std::string* url_query::find(std::string_view name) const noexcept {
  const auto it = std::find_if(pairs_.rbegin(), pairs_.rend(),
                               [&](const auto& pair) { return pair.first == name; });
  return it == pairs_.rend() ? nullptr : &it->second;
}

std::string url_query::get(std::string_view name) const {
  const std::string* value = find(name);
  return value == nullptr ? std::string{} : *value;
}

std::vector<std::string> url_query::list(std::string_view name) const {
  std::vector<std::string> out;
  for (const auto& [key, value] : pairs_) {
    const bool element = key.size() > name.size() + 1 && key.starts_with(name) &&
                         key[name.size()] == '[' && key.ends_with(']');
    if (key == name || element) {
      out.push_back(value);
    }
  }
  return out;
}

net::server_response json_reply(int status, std::string body) {
  net::server_response out;
  out.status = status;
  out.headers.push_back({"Content-Type", "application/json"});
  out.body = std::move(body);
  return out;
}

net::server_response html_reply(int status, std::string_view title) {
  net::server_response out;
  out.status = status;
  out.headers.push_back({"Content-Type", "text/html; charset=UTF-8"});
  out.body = "<!DOCTYPE html>\n<html><head><title>" + std::string{title} +
             "</title></head><body><h1>" + std::string{title} + "</h1></body></html>\n";
  return out;
}

net::server_response error_reply(int status, std::string_view message, std::string_view why) {
  const boost::json::object body{
      {"code", status}, {"message", view(message)}, {"description", view(why)}};
  return json_reply(status, boost::json::serialize(body));
}

net::server_response problem_reply(int status, std::string_view title, std::string_view why) {
  const boost::json::object body{
      {"type", "about:blank"}, {"title", view(title)}, {"detail", view(why)}, {"status", status}};
  return json_reply(status, boost::json::serialize(body));
}

net::server_response control_refusal(int status, std::string_view why) {
  return json_reply(status, boost::json::serialize(boost::json::object{{"error", view(why)}}));
}

}  // namespace boekbrug::sim::mijnwebwinkel
