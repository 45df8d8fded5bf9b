// Webhooks are stored and listed, not delivered: they are hints that the product must do without.

#include "sim/woocommerce/endpoints.hpp"

#include <boost/json/value.hpp>

#include <algorithm>
#include <array>

namespace boekbrug::sim::woocommerce {
namespace {

json_fields webhook_row(const webhook& hook, shop_zone zone) {
  const std::size_t dot = hook.topic.find('.');
  std::string links;
  json_writer{links}
      .begin_object()
      .key("self")
      .begin_array()
      .begin_object()
      .key("href")
      .link("/wp-json/wc/v3/webhooks/" + std::to_string(hook.id))
      .end_object()
      .end_array()
      .end_object();
  return {{"id", std::to_string(hook.id)},
          {"name", quoted(hook.name)},
          {"status", quoted(hook.status)},
          {"topic", quoted(hook.topic)},
          {"resource", quoted(hook.topic.substr(0, dot))},
          {"event", quoted(hook.topic.substr(dot + 1))},
          {"hooks", "[]"},
          {"delivery_url", quoted(hook.delivery_url)},
          {"date_created", quoted(to_text(to_local(hook.created, zone)))},
          {"date_created_gmt", quoted(to_text(hook.created))},
          {"date_modified", quoted(to_text(to_local(hook.created, zone)))},
          {"date_modified_gmt", quoted(to_text(hook.created))},
          {"_links", links}};
}

bool is_topic(const std::string& topic) {
  const std::size_t dot = topic.find('.');
  static constexpr std::array<std::string_view, 4> resources{"order", "product", "customer",
                                                             "coupon"};
  static constexpr std::array<std::string_view, 4> events{"created", "updated", "deleted",
                                                          "restored"};
  return dot != std::string::npos &&
         std::find(resources.begin(), resources.end(), std::string_view{topic}.substr(0, dot)) !=
             resources.end() &&
         std::find(events.begin(), events.end(), std::string_view{topic}.substr(dot + 1)) !=
             events.end();
}

std::string text_in(const boost::json::object& body, std::string_view name,
                    const std::string& fallback) {
  const auto* value = body.if_contains(name);
  return value != nullptr && value->is_string() ? std::string{value->get_string()} : fallback;
}

net::server_response reply_with(int status, const webhook& hook, const shop_state& shop,
                                const shop_request& request) {
  std::string body;
  append_row(body, webhook_row(hook, shop.zone()), view{}, request.escaped_base_url);
  return json_reply(status, std::move(body));
}

net::server_response list(shop_state& shop, const shop_request& request) {
  parameter_reader reader{request.query, shop.zone()};
  const page_request page = read_page(reader);
  const view chosen = read_view(reader, request.query);
  if (!reader.bad().empty()) {
    return invalid_parameters(reader.bad());
  }
  std::vector<json_fields> rows;
  for (auto it = shop.webhooks.rbegin(); it != shop.webhooks.rend(); ++it) {
    rows.push_back(webhook_row(it->second, shop.zone()));
  }
  std::vector<const json_fields*> shown;
  for (const auto& row : rows) {
    shown.push_back(&row);
  }
  return page_of_rows(shown, page, chosen, request);
}

net::server_response create(shop_state& shop, const shop_request& request) {
  const auto body = parse_body(request.body);
  if (!body) {
    return error_reply(400, "rest_invalid_json", "Invalid JSON body passed.");
  }
  webhook hook;
  hook.topic = text_in(*body, "topic", "");
  hook.delivery_url = text_in(*body, "delivery_url", "");
  if (!is_topic(hook.topic)) {
    return error_reply(400, "woocommerce_rest_webhook_invalid_topic",
                       "Webhook topic must be valid.");
  }
  if (!hook.delivery_url.starts_with("http://") && !hook.delivery_url.starts_with("https://")) {
    return error_reply(400, "woocommerce_rest_webhook_invalid_delivery_url",
                       "Webhook delivery URL must start with http:// or https://.");
  }
  hook.id = shop.webhooks.empty() ? 1 : shop.webhooks.rbegin()->first + 1;
  hook.name = text_in(*body, "name", "Webhook created on " + to_text(request.now));
  hook.status = text_in(*body, "status", "active");
  hook.created = request.now;
  shop.webhooks[hook.id] = hook;
  return reply_with(201, hook, shop, request);
}

}  // namespace

net::server_response webhooks(shop_state& shop, const shop_request& request,
                              std::optional<std::int64_t> id) {
  const bool reading =
      request.method == core::http_method::get || request.method == core::http_method::head;
  if (auto refusal = refuse_stranger(request, !id)) {
    return std::move(*refusal);
  }
  if (!id) {
    return reading ? list(shop, request) : create(shop, request);
  }
  const auto it = shop.webhooks.find(*id);
  if (it == shop.webhooks.end()) {
    return error_reply(404, "woocommerce_rest_shop_webhook_invalid_id", "Invalid ID.");
  }
  if (reading) {
    return reply_with(200, it->second, shop, request);
  }
  if (request.method == core::http_method::del) {
    if (request.query.get("force") != "true" && request.query.get("force") != "1") {
      return error_reply(501, "woocommerce_rest_trash_not_supported",
                         "Webhooks do not support trashing.");
    }
    const webhook gone = it->second;
    shop.webhooks.erase(it);
    return reply_with(200, gone, shop, request);
  }
  const auto body = parse_body(request.body);
  if (!body) {
    return error_reply(400, "rest_invalid_json", "Invalid JSON body passed.");
  }
  it->second.status = text_in(*body, "status", it->second.status);
  it->second.name = text_in(*body, "name", it->second.name);
  it->second.delivery_url = text_in(*body, "delivery_url", it->second.delivery_url);
  return reply_with(200, it->second, shop, request);
}

}  // namespace boekbrug::sim::woocommerce
