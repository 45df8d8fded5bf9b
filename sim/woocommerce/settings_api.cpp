#include "sim/woocommerce/endpoints.hpp"

#include <algorithm>

namespace boekbrug::sim::woocommerce {
namespace {

/// The answer that the exported folder holds for this route, if any.
std::optional<net::server_response> exported(const shop_state& shop, const shop_request& request,
                                             const std::string& route) {
  const auto it = shop.fixed_answers.find(route);
  if (it == shop.fixed_answers.end()) {
    return std::nullopt;
  }
  return written(200, it->second, request);
}

void setting(json_writer& json, const std::string& group, std::string_view id,
             std::string_view value) {
  json.begin_object()
      .key("id")
      .text(id)
      .key("label")
      .text("")
      .key("description")
      .text("")
      .key("type")
      .text("text");
  json.key("default")
      .text("")
      .key("value")
      .text(value)
      .key("_links")
      .begin_object()
      .key("self")
      .begin_array()
      .begin_object();
  json.key("href").link("/wp-json/wc/v3/settings/" + group + "/" + std::string{id});
  json.end_object().end_array().end_object().end_object();
}

std::string status_name(const std::string& slug) {
  static const std::map<std::string, std::string> names{{"pending", "Wacht op betaling"},
                                                        {"processing", "In behandeling"},
                                                        {"on-hold", "In de wacht"},
                                                        {"completed", "Afgerond"},
                                                        {"cancelled", "Geannuleerd"},
                                                        {"refunded", "Terugbetaald"},
                                                        {"failed", "Mislukt"},
                                                        {"checkout-draft", "Concept"}};
  const auto it = names.find(slug);
  if (it != names.end()) {
    return it->second;
  }
  std::string out = slug;
  if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') {
    out[0] = static_cast<char>(out[0] - 32);
  }
  return out;
}

std::string rate_text(const tax_rate& rate) {
  return to_text(rate.per_mille_percent * 1'000, 4);
}

json_fields tax_row(const tax_rate& rate, std::int64_t order) {
  const auto raw = [](auto write) {
    std::string text;
    json_writer json{text};
    write(json);
    return text;
  };
  const std::string_view cls = rate.cls == tax_class::standard ? "standard" : slug(rate.cls);
  return {{"id", std::to_string(rate.id)},
          {"country", quoted(rate.country)},
          {"state", "\"\""},
          {"postcode", "\"\""},
          {"city", "\"\""},
          {"rate", quoted(rate_text(rate))},
          {"name", quoted(rate.label)},
          {"priority", "1"},
          {"compound", "false"},
          {"shipping", "true"},
          {"order", std::to_string(order)},
          {"class", quoted(cls)},
          {"postcodes", "[]"},
          {"cities", "[]"},
          {"_links", raw([&](json_writer& json) {
             json.begin_object().key("self").begin_array().begin_object();
             json.key("href").link("/wp-json/wc/v3/taxes/" + std::to_string(rate.id));
             json.end_object().end_array().end_object();
           })}};
}

}  // namespace

net::server_response taxes(const shop_state& shop, const shop_request& request) {
  parameter_reader reader{request.query, shop.zone()};
  const page_request page = read_page(reader);
  const view chosen = read_view(reader, request.query);
  const std::string wanted = request.query.get("class");
  if (!reader.bad().empty()) {
    return invalid_parameters(reader.bad());
  }
  if (auto refusal = refuse_stranger(request, true)) {
    return std::move(*refusal);
  }
  std::vector<json_fields> rows;
  const auto fixed = shop.fixed_answers.find("/wc/v3/taxes");
  if (fixed != shop.fixed_answers.end()) {
    for (const auto row : split_array(fixed->second)) {
      rows.push_back(split_object(row));
    }
  } else {
    for (const auto& rate : tax_rates()) {
      rows.push_back(tax_row(rate, static_cast<std::int64_t>(rows.size())));
    }
  }
  std::vector<const json_fields*> shown;
  for (const auto& row : rows) {
    if (wanted.empty() || plain_text(field(row, "class")) == wanted) {
      shown.push_back(&row);
    }
  }
  return page_of_rows(shown, page, chosen, request);
}

net::server_response tax_classes(const shop_state& shop, const shop_request& request) {
  if (auto refusal = refuse_stranger(request, true)) {
    return std::move(*refusal);
  }
  if (auto answer = exported(shop, request, "/wc/v3/taxes/classes")) {
    return std::move(*answer);
  }
  std::string text;
  json_writer json{text};
  json.begin_array();
  for (const auto& [slug_text, label] : {std::pair{"standard", "Standard rate"},
                                         {"reduced-rate", "Reduced rate"},
                                         {"zero-rate", "Zero rate"}}) {
    json.begin_object().key("slug").text(slug_text).key("name").text(label).end_object();
  }
  json.end_array();
  return written(200, text, request);
}

net::server_response settings_group(const shop_state& shop, const shop_request& request,
                                    const std::string& group) {
  if (auto refusal = refuse_stranger(request, true)) {
    return std::move(*refusal);
  }
  if (auto answer = exported(shop, request, "/wc/v3/settings/" + group)) {
    return std::move(*answer);
  }
  const tax_settings& tax = shop.options.generator.taxes;
  std::string text;
  json_writer json{text};
  json.begin_array();
  if (group == "tax") {
    setting(json, group, "woocommerce_prices_include_tax", tax.prices_include_tax ? "yes" : "no");
    setting(json, group, "woocommerce_tax_based_on", "shipping");
    setting(json, group, "woocommerce_shipping_tax_class", "inherit");
    setting(json, group, "woocommerce_tax_round_at_subtotal", tax.round_at_subtotal ? "yes" : "no");
    setting(json, group, "woocommerce_tax_classes", "Reduced rate\nZero rate");
  } else if (group == "general") {
    setting(json, group, "woocommerce_default_country", tax.base_country);
    setting(json, group, "woocommerce_calc_taxes", "yes");
    setting(json, group, "woocommerce_currency", "EUR");
    setting(json, group, "woocommerce_price_num_decimals", "2");
  } else {
    return error_reply(404, "rest_setting_setting_group_invalid", "Invalid setting group.");
  }
  json.end_array();
  return written(200, text, request);
}

net::server_response payment_gateways(const shop_state& shop, const shop_request& request) {
  if (auto refusal = refuse_stranger(request, true)) {
    return std::move(*refusal);
  }
  if (auto answer = exported(shop, request, "/wc/v3/payment_gateways")) {
    return std::move(*answer);
  }
  std::string text;
  json_writer json{text};
  json.begin_array();
  std::int64_t order = 0;
  for (const auto& gateway : gateways()) {
    json.begin_object()
        .key("id")
        .text(gateway.id)
        .key("title")
        .text(gateway.title)
        .key("description")
        .text("");
    json.key("order")
        .number(++order)
        .key("enabled")
        .boolean(true)
        .key("method_title")
        .text(gateway.title);
    json.key("method_supports").begin_array().text("products").end_array().end_object();
  }
  json.end_array();
  return written(200, text, request);
}

net::server_response order_totals(const shop_state& shop, const shop_request& request) {
  if (auto refusal = refuse_stranger(request, true)) {
    return std::move(*refusal);
  }
  const auto counts = shop.store.counts_by_status();
  std::string text;
  json_writer json{text};
  json.begin_array();
  for (const auto& slug_text : known_statuses(shop.options)) {
    if (slug_text == "any" || slug_text == "trash" || slug_text == "auto-draft") {
      continue;
    }
    const auto count = counts.find(slug_text);
    json.begin_object().key("slug").text(slug_text).key("name").text(status_name(slug_text));
    json.key("total")
        .number(count == counts.end() ? 0 : static_cast<std::int64_t>(count->second))
        .end_object();
  }
  json.end_array();
  return written(200, text, request);
}

net::server_response system_status(const shop_state& shop, const shop_request& request) {
  if (auto refusal = refuse_stranger(request, true)) {
    return std::move(*refusal);
  }
  parameter_reader reader{request.query, shop.zone()};
  const view chosen = read_view(reader, request.query);
  const std::string version = std::to_string(shop.options.version_major) + "." +
                              std::to_string(shop.options.version_minor) + ".2";
  std::string environment;
  json_writer json{environment};
  json.begin_object()
      .key("home_url")
      .link("")
      .key("site_url")
      .link("")
      .key("version")
      .text(version);
  json.key("wp_version")
      .text("6.8.8")
      .key("default_timezone")
      .text("UTC")
      .key("hide_errors")
      .boolean(true)
      .end_object();
  std::string settings;
  json_writer more{settings};
  more.begin_object()
      .key("api_enabled")
      .boolean(false)
      .key("currency")
      .text("EUR")
      .key("currency_symbol")
      .text("&euro;");
  more.key("number_of_decimals").number(2).key("HPOS_enabled").boolean(true).end_object();
  std::string body;
  append_row(body, {{"environment", environment}, {"settings", settings}}, chosen,
             request.escaped_base_url);
  return json_reply(200, std::move(body));
}

}  // namespace boekbrug::sim::woocommerce
