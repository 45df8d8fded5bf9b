// What the shop says about itself: webshops, settings, paymethods, apps and the root list.

#include "sim/ccvshop/endpoints.hpp"
#include "sim/ccvshop/signing.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <array>

namespace boekbrug::sim::ccvshop {
namespace {

using core::http_method;

constexpr std::int64_t webshop_id = 30'112;

std::string root_of(const shop_state& shop) {
  return shop.base_url + "/api/rest/v1/";
}

std::string webshop_text(const shop_state& shop) {
  std::string out;
  json_writer json{out};
  const std::string self = root_of(shop) + "webshops/" + std::to_string(webshop_id) + "/";
  json.open('{').key("href").text(self).key("id").number(webshop_id);
  json.key("name").text(shop.options.shop_name).key("create_date").text("2019-05-14T08:00:00Z");
  json.key("is_multishop_system").boolean(shop.options.multishop);
  json.key("is_salespos").boolean(shop.options.salespos).key("product_limit").number(5000);
  json.key("api_root").text(root_of(shop)).close('}');
  return out;
}

std::string merchant_text(const shop_state& shop) {
  std::string out;
  json_writer json{out};
  json.open('{').key("company").text(shop.options.shop_name + " B.V.");
  json.key("email").text("winkel@voorbeeld.test").key("tax_number").text("NL001234567B01");
  json.key("coc_number").text("12345678").key("address").text("Kerkstraat 1");
  json.key("zipcode").text("3511AB").key("city").text("Utrecht").key("country").text("Nederland");
  json.key("country_code").text("NL").key("telephone").text("0301234567").close('}');
  return out;
}

void write_statuses(json_writer& json, std::string_view key,
                    const std::map<int, std::string>& names) {
  json.key(key).open('[');
  for (const auto& [number, name] : names) {
    json.open('{').key("id").number(number).key("status").number(number);
    json.key("status_name").text(name);
    json.members(R"("text_color":"#000000","background_color":"#ffffff")").close('}');
  }
  json.close(']');
}

std::string settings_text(const shop_state& shop) {
  std::string out;
  json_writer json{out};
  json.open('{').key("currency").text("EUR");
  json.key("prices_include_vat").boolean(shop.options.generator.mix.excluding_vat < 1);
  json.key("languages").raw(R"(["nl"])").key("default_vat_rat").raw(R"("normal")");
  write_statuses(json, "order_status", shop.options.status_names);
  write_statuses(json, "invoice_status",
                 {{1, "Betaald"}, {2, "Niet betaald"}, {3, "Terugbetaald"}});
  write_statuses(json, "return_status",
                 {{1, "Nieuw"}, {6, "Geannuleerd"}, {7, "Afgerond"}, {8, "Gecrediteerd"}});
  json.close('}');
  return out;
}

std::string app_text(const shop_state& shop) {
  std::string out;
  json_writer json{out};
  const std::string id = std::to_string(shop.options.app_id);
  json.open('{').key("href").text(root_of(shop) + "apps/" + id).key("id");
  json.number(shop.options.app_id).key("name").text("Boekhoudkoppeling");
  json.key("is_installed").boolean(shop.options.installed).close('}');
  return out;
}

}  // namespace

net::server_response webshops_api(shop_state& shop, const api_request& request, path_parts rest) {
  if (request.method != http_method::get) {
    return wrong_method();
  }
  if (rest.empty()) {
    return collection_of(request, shop, {webshop_text(shop)});
  }
  if (whole_number(rest[0]) != webshop_id || rest.size() > 2) {
    return not_found();
  }
  if (rest.size() == 1) {
    return json_reply(200, webshop_text(shop));
  }
  return rest[1] == "merchant"   ? json_reply(200, merchant_text(shop))
         : rest[1] == "settings" ? json_reply(200, settings_text(shop))
                                 : error_reply(404, "404.20", "Resource name does not exist.");
}

net::server_response paymethods_api(shop_state& shop, const api_request& request, path_parts rest) {
  if (request.method != http_method::get) {
    return wrong_method();
  }
  std::vector<std::string> items;
  for (const auto& one : paymethods()) {
    if (!rest.empty() && whole_number(rest[0]) != one.id) {
      continue;
    }
    json_writer json{items.emplace_back()};
    json.open('{').key("href").text(root_of(shop) + "paymethods/" + std::to_string(one.id));
    json.key("id").number(one.id).key("psp").text(one.psp).key("method").text(one.method);
    json.key("combined_name").text(one.combined_name).key("label").text(one.label);
    json.key("extra_costs").boolean(one.costs > 0);
    json.key("extra_costs_fixed").amount(from_cents(one.costs));
    json.key("extra_costs_percentage").number(0).close('}');
  }
  if (rest.empty()) {
    return collection_of(request, shop, items);
  }
  return items.size() == 1 && rest.size() == 1 ? json_reply(200, items.front()) : not_found();
}

net::server_response apps_api(shop_state& shop, const api_request& request, path_parts rest) {
  const bool reading = request.method == http_method::get;
  if (rest.empty()) {
    return reading ? collection_of(request, shop, {app_text(shop)}) : wrong_method();
  }
  if (whole_number(rest[0]) != shop.options.app_id || rest.size() > 1) {
    return not_found();
  }
  if (reading) {
    return json_reply(200, app_text(shop));
  }
  if (request.method != http_method::patch) {
    return wrong_method();
  }
  boost::json::error_code problem;
  const auto body = boost::json::parse(request.body, problem);
  const auto* given =
      !problem && body.is_object() ? body.get_object().if_contains("is_installed") : nullptr;
  if (given == nullptr || !given->is_bool()) {
    return error_reply(400, "", "Property is_installed: true or false expected.");
  }
  if (given->get_bool() == shop.options.installed) {
    return error_reply(500, "500.50", "Property is_installed has this value already.");
  }
  shop.options.installed = given->get_bool();
  return no_content();
}

net::server_response status_api(shop_state& shop, const api_request& request, path_parts rest) {
  if (request.method != http_method::get) {
    return wrong_method();
  }
  return rest.empty() ? json_reply(200, R"({"href":)" + quoted(root_of(shop) + "status/") + "}")
                      : not_found();
}

net::server_response root_api(const shop_state& shop, const api_request& request) {
  if (request.method != http_method::get) {
    return wrong_method();
  }
  std::vector<std::string> items;
  for (const auto& one : endpoints()) {
    if (!request.key->resources.empty() && !request.key->resources.contains(one.name)) {
      continue;
    }
    json_writer json{items.emplace_back()};
    const std::string uri = "/api/rest/v1/" + std::string{one.name} + "/";
    json.open('{').key("href").text(shop.base_url + uri).key("title").text(one.name);
    json.key("description").text("Resource " + std::string{one.name}).key("uri").text(uri);
    json.close('}');
  }
  return collection_of(request, shop, items);
}

std::span<const endpoint> endpoints() noexcept {
  static constexpr std::array<endpoint, 9> all{{{"apps", apps_api},
                                                {"invoices", invoices_api},
                                                {"orders", orders_api},
                                                {"paymethods", paymethods_api},
                                                {"products", products_api},
                                                {"returns", returns_api},
                                                {"status", status_api},
                                                {"webhooks", webhooks_api},
                                                {"webshops", webshops_api}}};
  return all;
}

}  // namespace boekbrug::sim::ccvshop
