#include "sim/ccvshop/replies.hpp"

#include <algorithm>
#include <charconv>

namespace boekbrug::sim::ccvshop {
namespace {

std::string page_url(const api_request& request, const shop_state& shop, std::size_t start,
                     std::size_t size) {
  std::string out = shop.base_url + request.path + "/?start=" + std::to_string(start) +
                    "&size=" + std::to_string(size);
  for (const auto& entry : request.parameters.entries()) {
    if (entry.name != "start" && entry.name != "size") {
      out += "&" + entry.raw;
    }
  }
  return out;
}

std::string href_of(const api_request& request, const shop_state& shop) {
  std::string out = shop.base_url + request.path + "/";
  char mark = '?';
  for (const auto& entry : request.parameters.entries()) {
    out += mark + entry.raw;
    mark = '&';
  }
  return out;
}

}  // namespace

net::server_response json_reply(int status, std::string body) {
  net::server_response out;
  out.status = status;
  out.headers.push_back({"Content-Type", "application/json"});
  out.body = std::move(body);
  return out;
}

net::server_response error_reply(int status, std::string_view code, std::string_view message) {
  std::string body;
  json_writer json{body};
  json.open('{').key("status").number(status);
  if (!code.empty()) {
    json.key("code").text(code);
  }
  json.key("developermessage").text(message).close('}');
  return json_reply(status, std::move(body));
}

net::server_response no_content() {
  net::server_response out;
  out.status = 204;
  return out;
}

net::server_response not_found() {
  return error_reply(404, "", "The requested resource does not exist.");
}

net::server_response wrong_method() {
  return error_reply(405, "405.10", "Method is not allowed on this resource.");
}

std::optional<std::int64_t> whole_number(std::string_view text) noexcept {
  std::int64_t out = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), out);
  return problem == std::errc{} && end == text.data() + text.size() && !text.empty()
             ? std::optional{out}
             : std::nullopt;
}

page_range page_of(const api_request& request, const shop_state& shop) {
  const auto read = [&](std::string_view name, std::int64_t fallback) {
    const auto* given = request.parameters.find(name);
    return given == nullptr ? fallback : whole_number(*given).value_or(fallback);
  };
  return {static_cast<std::size_t>(std::max<std::int64_t>(read("start", 0), 0)),
          static_cast<std::size_t>(
              std::clamp<std::int64_t>(read("size", shop.options.default_size), 1, 250))};
}

net::server_response collection(const api_request& request, const shop_state& shop,
                                const page_range& page, bool more,
                                const std::function<void(json_writer&)>& write) {
  std::string body;
  json_writer json{body};
  json.open('{').key("start").number(static_cast<std::int64_t>(page.start));
  json.key("size").number(static_cast<std::int64_t>(page.size));
  json.key("href").text(href_of(request, shop));
  json.key("first").text(page_url(request, shop, 0, page.size)).key("previous");
  page.start == 0
      ? json.null()
      : json.text(page_url(request, shop, page.start > page.size ? page.start - page.size : 0,
                           page.size));
  if (shop.options.next_links) {
    json.key("next");
    more ? json.text(page_url(request, shop, page.start + page.size, page.size)) : json.null();
  }
  json.key("items").open('[');
  write(json);
  json.close(']').close('}');
  return json_reply(200, std::move(body));
}

net::server_response collection_of(const api_request& request, const shop_state& shop,
                                   const std::vector<std::string>& items) {
  const page_range page = page_of(request, shop);
  const std::size_t end = std::min(items.size(), page.start + page.size);
  return collection(request, shop, page, end < items.size(), [&](json_writer& json) {
    for (std::size_t i = page.start; i < end; ++i) {
      json.raw(items[i]);
    }
  });
}

}  // namespace boekbrug::sim::ccvshop
