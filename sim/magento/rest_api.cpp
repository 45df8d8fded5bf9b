#include "sim/magento/rest_api.hpp"

#include "sim/magento/json_text.hpp"
#include "sim/magento/search_tree.hpp"

#include <array>

namespace boekbrug::sim::magento {
namespace {

struct route {
  std::string_view path, resource;
  bool single = false;  // path/{id}
};
constexpr std::string_view orders_resource = "Magento_Sales::actions_view";
constexpr std::string_view memo_resource = "Magento_Sales::sales_creditmemo";
constexpr std::array<route, 12> routes{{{"orders", orders_resource},
                                        {"orders", orders_resource, true},
                                        {"invoices", "Magento_Sales::sales_invoice"},
                                        {"invoices", "Magento_Sales::sales_invoice", true},
                                        {"creditmemos", memo_resource},
                                        {"creditmemo", memo_resource, true},
                                        {"store/storeViews", "Magento_Backend::store"},
                                        {"store/storeConfigs", "Magento_Backend::store"},
                                        {"products", "Magento_Catalog::products"},
                                        {"taxRates/search", "Magento_Tax::manage_tax"},
                                        {"taxRules/search", "Magento_Tax::manage_tax"},
                                        {"taxClasses/search", "Magento_Tax::manage_tax"}}};

const route* find_route(std::string_view path) {
  for (const auto& entry : routes) {
    const bool fits = entry.single
                          ? path.starts_with(entry.path) && path.size() > entry.path.size() + 1 &&
                                path[entry.path.size()] == '/' &&
                                path.find('/', entry.path.size() + 1) == std::string_view::npos
                          : path == entry.path;
    if (fits) {
      return &entry;
    }
  }
  return nullptr;
}

net::server_response finish(std::string body, const parameter_tree& query) {
  const auto fields = query.children.find("fields");
  if (fields == query.children.end() || fields->second.value.empty()) {
    return json_reply(200, std::move(body));
  }
  field_tree wanted;
  if (!parse_fields(fields->second.value, wanted)) {
    return json_reply(200, "[]");
  }
  std::string trimmed;
  append_trimmed(trimmed, body, wanted);
  return json_reply(200, std::move(trimmed));
}

net::server_response reply_list(shop_state& shop, const table& from, const columns& known,
                                const rest_request& request) {
  auto asked = parse_criteria(request.query, known, shop.options.limits);
  for (const auto& name : asked.unknown) {
    ++shop.unknown_parameters[name];
  }
  if (asked.refusal) {
    return std::move(*asked.refusal);
  }
  const page found = from.search(asked.wanted, shop.options.beyond);
  std::string body = "{\"items\":[";
  for (const row* entry : found.rows) {
    body += body.ends_with('[') ? "" : ",";
    append_expanded(body, entry->text);
  }
  body += "],\"search_criteria\":" + criteria_text(asked.wanted) +
          ",\"total_count\":" + std::to_string(found.total) + "}";
  return finish(std::move(body), parse_parameters(request.query));
}

net::server_response reply_one(shop_state& shop, const table& from, std::string_view id,
                               const rest_request& request) {
  const auto number = parse_id(id);
  if (!number) {
    return error_reply(400,
                       "The \"%value\" value's type is invalid. The \"%type\" type was expected. "
                       "Verify and try again.",
                       {{"value", std::string{id}}, {"type", "int"}});
  }
  const parameter_tree query = parse_parameters(request.query);
  for (const auto& [name, node] : query.children) {
    shop.unknown_parameters[name] += name == "fields" ? 0U : 1U;
  }
  std::erase_if(shop.unknown_parameters, [](const auto& entry) { return entry.second == 0; });
  const row* found = from.find(*number);
  if (found == nullptr) {
    return no_entity();
  }
  std::string body;
  append_expanded(body, found->text);
  return finish(std::move(body), query);
}

std::string store_views(const shop_state& shop) {
  std::string out;
  json_writer json{out};
  const auto write = [&](std::int64_t id, std::string_view code, std::string_view name) {
    const int site = id == 0 ? 0 : 1;
    json.begin_object().key("id").number(id).member("code", code).member("name", name);
    json.key("website_id").number(site).key("store_group_id").number(site);
    json.key("is_active").number(1).end_object();
  };
  json.begin_array();
  write(0, "admin", "Admin");
  for (const auto& store : shop.options.generator.stores) {
    write(store.id, store.code, store.name);
  }
  json.end_array();
  return out;
}

std::string store_configs(const shop_state& shop, const rest_request& request) {
  std::string out;
  json_writer json{out};
  json.begin_array();
  for (const auto& store : shop.options.generator.stores) {
    json.begin_object().key("id").number(store.id).member("code", store.code);
    json.key("website_id").number(1).member("locale", "nl_NL");
    json.member("base_currency_code", "EUR").member("default_display_currency_code", "EUR");
    json.member("timezone", shop.options.time_zone).member("weight_unit", "kgs");
    for (const char* key :
         {"base_url", "base_link_url", "secure_base_url", "secure_base_link_url"}) {
      json.member(key, request.origin + "/");
    }
    json.end_object();
  }
  json.end_array();
  return out;
}

}  // namespace

std::string_view resource_for(std::string_view path) {
  const route* found = find_route(path);
  return found == nullptr ? std::string_view{} : found->resource;
}

net::server_response answer(shop_state& shop, const rest_request& request) {
  const route* found = find_route(request.path);
  if (found == nullptr) {
    return no_route();
  }
  if (found->single) {
    const table& from = found->path == "orders"     ? shop.orders
                        : found->path == "invoices" ? shop.invoices
                                                    : shop.creditmemos;
    return reply_one(shop, from, request.path.substr(found->path.size() + 1), request);
  }
  if (found->path == "orders") {
    return reply_list(shop, shop.orders, order_columns(), request);
  }
  if (found->path == "invoices") {
    return reply_list(shop, shop.invoices, invoice_columns(), request);
  }
  if (found->path == "creditmemos") {
    return reply_list(shop, shop.creditmemos, creditmemo_columns(), request);
  }
  if (found->path == "products") {
    return reply_list(shop, shop.products, product_columns(), request);
  }
  if (found->path == "store/storeViews") {
    return finish(store_views(shop), parse_parameters(request.query));
  }
  if (found->path == "store/storeConfigs") {
    return finish(store_configs(shop, request), parse_parameters(request.query));
  }
  const table& taxes = found->path == "taxRates/search"   ? shop.tax_rates
                       : found->path == "taxRules/search" ? shop.tax_rules
                                                          : shop.tax_classes;
  return reply_list(shop, taxes, tax_columns(), request);
}

}  // namespace boekbrug::sim::magento
