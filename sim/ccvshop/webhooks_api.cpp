#include "sim/ccvshop/endpoints.hpp"
#include "sim/ccvshop/signing.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

namespace boekbrug::sim::ccvshop {
namespace {

using core::http_method;

std::string webhook_text(const webhook& hook, const shop_state& shop) {
  std::string out;
  json_writer json{out};
  const std::string root = shop.base_url + "/api/rest/v1/";
  json.open('{').key("id").number(hook.id);
  json.key("href").text(root + "webhooks/" + std::to_string(hook.id));
  json.key("createdate").text(utc_text(hook.created)).key("event").text(hook.event);
  json.key("address").text(hook.address).key("key").text(hook.key);
  json.key("is_active").boolean(hook.active);
  json.key("parent").open('{').key("href").text(root + "webhooks/").close('}').close('}');
  return out;
}

net::server_response refuse(std::string_view why) {
  return error_reply(400, "", why);
}

bool is_address(std::string_view text) {
  return text.starts_with("https://") || text.starts_with("http://");
}

struct hook_fields {
  std::optional<std::string> event, address;
  std::optional<bool> active;
  std::string problem;
};

hook_fields read_fields(std::string_view text) {
  hook_fields out;
  boost::json::error_code problem;
  const auto body = boost::json::parse(text, problem);
  if (problem || !body.is_object()) {
    out.problem = "Body is not a JSON object.";
    return out;
  }
  for (const auto& entry : body.get_object()) {
    const std::string_view name = entry.key();
    const auto& value = entry.value();
    if (name == "event" && value.is_string()) {
      out.event = std::string{value.get_string()};
    } else if (name == "address" && value.is_string() && is_address(value.get_string())) {
      out.address = std::string{value.get_string()};
    } else if (name == "is_active" && value.is_bool()) {
      out.active = value.get_bool();
    } else {
      out.problem = "Property " + std::string{name} + " is unknown or has a wrong value.";
    }
  }
  return out;
}

net::server_response create(shop_state& shop, const api_request& request) {
  const auto fields = read_fields(request.body);
  if (!fields.problem.empty()) {
    return refuse(fields.problem);
  }
  if (!fields.event || !fields.address) {
    return refuse("Properties event and address are required.");
  }
  const bool known = webhook_office::is_event(*fields.event) ||
                     (shop.options.invoice_created_event && *fields.event == "invoices.created");
  if (!known) {
    return refuse("Property event: unknown event " + *fields.event + ".");
  }
  const auto id = shop.webhooks.add(*fields.event, *fields.address, fields.active.value_or(true),
                                    request.now, shop.options.generator.seed);
  return json_reply(201, webhook_text(*shop.webhooks.find(id), shop));
}

net::server_response change(webhook& hook, const api_request& request) {
  const auto fields = read_fields(request.body);
  if (!fields.problem.empty() || fields.event) {
    return refuse(fields.event ? "Only address and is_active can be changed." : fields.problem);
  }
  hook.address = fields.address.value_or(hook.address);
  hook.active = fields.active.value_or(hook.active);
  return no_content();
}

}  // namespace

net::server_response webhooks_api(shop_state& shop, const api_request& request, path_parts rest) {
  if (rest.empty()) {
    if (request.method == http_method::post) {
      return create(shop, request);
    }
    if (request.method != http_method::get) {
      return wrong_method();
    }
    std::vector<std::string> items;
    for (const auto& [id, hook] : shop.webhooks.all()) {
      items.push_back(webhook_text(hook, shop));
    }
    return collection_of(request, shop, items);
  }
  const auto id = whole_number(rest[0]);
  auto* hook = id ? shop.webhooks.find(*id) : nullptr;
  if (hook == nullptr || rest.size() > 1) {
    return not_found();
  }
  switch (request.method) {
    case http_method::get:
      return json_reply(200, webhook_text(*hook, shop));
    case http_method::patch:
      return change(*hook, request);
    case http_method::del:
      shop.webhooks.erase(*id);
      return no_content();
    default:
      return wrong_method();
  }
}

}  // namespace boekbrug::sim::ccvshop
