// The shop's products and taxes as rows, made once.

#include "sim/magento/json_text.hpp"
#include "sim/magento/shop_state.hpp"

namespace boekbrug::sim::magento {
namespace {

int class_id(tax_class tax) noexcept {
  return tax == tax_class::high ? 2 : tax == tax_class::low ? 4 : 0;
}

void write_attributes(json_writer& json, const product& item) {
  const auto attribute = [&](std::string_view code, std::string_view value) {
    json.begin_object().member("attribute_code", code).member("value", value).end_object();
  };
  json.key("custom_attributes").begin_array();
  attribute("tax_class_id", std::to_string(class_id(item.tax)));
  attribute("description", "<p>" + std::string{item.name} + "</p>");
  json.begin_object().member("attribute_code", "category_ids");
  json.key("value").begin_array().text("3").text("12").end_array().end_object();
  json.end_array();
}

std::string product_text(const product& item, seconds_utc created) {
  std::string out;
  json_writer json{out};
  const bool priced = item.type != product_type::configurable &&
                      item.type != product_type::bundle_dynamic &&
                      item.type != product_type::bundle_fixed && item.type != product_type::grouped;
  // A configurable and its child share a SKU in the example of an order, never in the catalogue.
  const std::string sku =
      std::string{item.sku} + (item.type == product_type::configurable ? "-OUDER" : "");
  json.begin_object().key("id").number(item.id).member("sku", sku).member("name", item.name);
  json.key("attribute_set_id").number(4);
  if (priced) {
    json.key("price").amount(item.price);
  }
  json.key("status").number(1).key("visibility").number(item.alone ? 4 : 1);
  json.member("type_id", type_code(item.type));
  json.member("created_at", to_text(created)).member("updated_at", to_text(created));
  if (ships(item.type)) {
    json.key("weight").amount(5000);
  }
  json.key("extension_attributes").begin_object();
  json.key("website_ids").begin_array().number(1).end_array().end_object();
  write_attributes(json, item);
  json.end_object();
  return out;
}

std::string rule_text(int id, tax_class tax, std::string_view code) {
  std::string out;
  json_writer json{out};
  json.begin_object().key("id").number(id).member("code", code).key("priority").number(0);
  json.key("position").number(0).key("customer_tax_class_ids").begin_array().number(3).end_array();
  json.key("product_tax_class_ids").begin_array().number(class_id(tax)).end_array();
  json.key("tax_rate_ids").begin_array();
  for (const auto& rate : tax_rates()) {
    if (rate.tax == tax) {
      json.number(rate.id);
    }
  }
  json.end_array().key("calculate_subtotal").boolean(false).end_object();
  return out;
}

void add(table& to, std::int64_t id, std::string text) {
  row added = make_row(std::move(text));
  added.id = id;
  to.add(std::move(added));
}

}  // namespace

void shop_state::fill_catalogue() {
  const seconds_utc made = start_ - std::chrono::hours{24 * 400};
  for (const auto& item : magento::products()) {
    add(products, item.id, product_text(item, made + std::chrono::hours{item.id}));
  }
  for (const auto& rate : magento::tax_rates()) {
    std::string text;
    json_writer json{text};
    json.begin_object().key("id").number(rate.id).member("tax_country_id", rate.country);
    json.key("tax_region_id").number(0).member("tax_postcode", "*");
    json.key("rate").amount(rate.percent * 100).member("code", rate.code);
    json.key("titles").begin_array().end_array().end_object();
    add(tax_rates, rate.id, std::move(text));
  }
  add(tax_rules, 1, rule_text(1, tax_class::high, "Hoog"));
  add(tax_rules, 2, rule_text(2, tax_class::low, "Laag"));
  const auto add_class = [&](int id, std::string_view name, std::string_view type) {
    std::string text;
    json_writer json{text};
    json.begin_object().key("class_id").number(id).member("class_name", name);
    json.member("class_type", type).end_object();
    add(tax_classes, id, std::move(text));
  };
  add_class(2, "BTW hoog", "PRODUCT");
  add_class(3, "Retail Customer", "CUSTOMER");
  add_class(4, "BTW laag", "PRODUCT");
}

}  // namespace boekbrug::sim::magento
