#include "sim/woocommerce/endpoints.hpp"

namespace boekbrug::sim::woocommerce {
namespace {

struct route_description {
  std::string_view path;
  std::string_view methods;    // comma between
  std::string_view arguments;  // comma between
};

void words(json_writer& json, std::string_view list) {
  json.begin_array();
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(','), list.size());
    json.text(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  json.end_array();
}

void describe(json_writer& json, const route_description& route) {
  json.key(route.path).begin_object().key("namespace").text("wc/v3").key("methods");
  words(json, route.methods);
  json.key("endpoints").begin_array().begin_object().key("methods");
  words(json, route.methods);
  json.key("args").begin_object();
  std::string_view left = route.arguments;
  while (!left.empty()) {
    const std::size_t end = std::min(left.find(','), left.size());
    json.key(left.substr(0, end)).begin_object().key("required").boolean(false).end_object();
    left.remove_prefix(std::min(end + 1, left.size()));
  }
  json.end_object().end_object().end_array();
  json.key("_links").begin_object().key("self").begin_array().begin_object();
  json.key("href")
      .link("/wp-json" + std::string{route.path})
      .end_object()
      .end_array()
      .end_object()
      .end_object();
}

std::string order_arguments(const shop_state& shop) {
  std::string out =
      "context,page,per_page,search,after,before,exclude,include,offset,order,orderby,parent,"
      "parent_exclude,status,customer,product,dp";
  if (shop.at_least(5, 8)) {
    out += ",modified_after,modified_before";
  }
  if (shop.at_least(5, 4)) {
    out += ",dates_are_gmt";
  }
  return out;
}

void routes(json_writer& json, const shop_state& shop) {
  constexpr std::string_view list_arguments =
      "context,page,per_page,search,exclude,include,offset,order,orderby";
  json.key("routes").begin_object();
  describe(json, {"/wc/v3", "GET", "namespace,context"});
  describe(json, {"/wc/v3/orders", "GET,POST", order_arguments(shop)});
  describe(json, {"/wc/v3/orders/(?P<id>[\\d]+)", "GET,POST,PUT,PATCH,DELETE", "id,context"});
  describe(json, {"/wc/v3/orders/(?P<order_id>[\\d]+)/refunds", "GET,POST", list_arguments});
  describe(json, {"/wc/v3/orders/(?P<order_id>[\\d]+)/refunds/(?P<id>[\\d]+)", "GET,DELETE",
                  "order_id,id,context"});
  if (shop.at_least(9, 0)) {
    describe(json, {"/wc/v3/refunds", "GET",
                    "context,page,per_page,after,before,dates_are_gmt,order,orderby"});
  }
  describe(json,
           {"/wc/v3/products", "GET",
            "context,page,per_page,status,type,sku,include,exclude,order,orderby,modified_after"});
  describe(json, {"/wc/v3/products/(?P<id>[\\d]+)", "GET", "id,context"});
  describe(json, {"/wc/v3/products/(?P<product_id>[\\d]+)/variations", "GET", list_arguments});
  describe(json, {"/wc/v3/taxes", "GET", list_arguments});
  describe(json, {"/wc/v3/settings/(?P<group_id>[\\w-]+)", "GET", "group"});
  describe(json, {"/wc/v3/payment_gateways", "GET", "context"});
  describe(json, {"/wc/v3/reports/orders/totals", "GET", "context"});
  describe(json, {"/wc/v3/system_status", "GET", "context"});
  describe(json, {"/wc/v3/webhooks", "GET,POST", list_arguments});
  describe(json, {"/wc/v3/webhooks/(?P<id>[\\d]+)", "GET,POST,PUT,PATCH,DELETE", "id,context"});
  json.end_object();
}

}  // namespace

net::server_response site_index(const shop_state& shop, const shop_request& request) {
  const auto offset = offset_at(request.now, shop.zone());
  std::string text;
  json_writer json{text};
  json.begin_object().key("name").text(shop.options.name).key("description").text("");
  json.key("url").link("").key("home").link("");
  json.key("gmt_offset").number(std::chrono::duration_cast<std::chrono::hours>(offset).count());
  json.key("timezone_string").text(name(shop.zone())).key("namespaces").begin_array();
  for (const char* space : {"oembed/1.0", "wc/v1", "wc/v2", "wc/v3", "wc/store/v1", "wp/v2"}) {
    json.text(space);
  }
  json.end_array().key("authentication").begin_array().end_array();
  routes(json, shop);
  json.end_object();
  return written(200, text, request);
}

net::server_response namespace_index(const shop_state& shop, const shop_request& request) {
  std::string text;
  json_writer json{text};
  json.begin_object().key("namespace").text("wc/v3");
  routes(json, shop);
  json.end_object();
  return written(200, text, request);
}

}  // namespace boekbrug::sim::woocommerce
