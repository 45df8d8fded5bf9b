#include "sim/mijnwebwinkel/endpoints.hpp"

#include <boost/json.hpp>

#include <array>

namespace boekbrug::sim::mijnwebwinkel {
namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 4> regions{"NL", "BE", "DE", "FR"};

json::string_view view(std::string_view text) {
  return {text.data(), text.size()};
}

/// 2100 -> "0.2100", a fraction here and nowhere else.
std::string fraction(rate_bp rate) {
  const std::string digits = std::to_string(10'000 + rate);
  return "0." + digits.substr(1);
}

json::object region_json(const shop_state& shop, std::string_view code) {
  const shop_options& options = shop.options;
  const bool taxed = !options.vat_free_shop;
  const std::string standard = fraction(vat_rate(code, vat_kind::standard));
  const auto cost = [&](bool proportional) {
    return proportional || !taxed ? json::value(nullptr) : json::value(standard);
  };
  json::array reduced;
  json::array zero;
  for (const auto& item : articles()) {
    const auto uuid = make_uuid(3, static_cast<std::uint64_t>(item.id));
    if (item.vat != vat_kind::standard) {
      (item.vat == vat_kind::reduced ? reduced : zero).push_back(json::value(uuid));
    }
  }
  const auto group = [](const std::string& rate, json::array items) {
    return json::object{{"taxRate", rate},
                        {"items", json::array{json::object{{"type", "product"},
                                                           {"references", std::move(items)}}}}};
  };
  json::array overrides;
  if (taxed) {
    overrides.push_back(group(fraction(vat_rate(code, vat_kind::reduced)), std::move(reduced)));
    overrides.push_back(group("0.0000", std::move(zero)));
  }
  return {{"regionCode", view(code)},
          {"taxEnabled", taxed},
          {"taxNumber", code == "NL" && taxed ? json::value("NL000099998B57") : json::value()},
          {"taxRate", taxed ? json::value(standard) : json::value()},
          {"shippingTaxMethod", options.shipping_proportional ? "proportional" : "fixed"},
          {"shippingTaxRate", cost(options.shipping_proportional)},
          {"transactionTaxMethod", options.transaction_proportional ? "proportional" : "fixed"},
          {"transactionTaxRate", cost(options.transaction_proportional)},
          {"overrides", std::move(overrides)}};
}

net::server_response reply(const json::value& body) {
  return json_reply(200, json::serialize(body));
}

}  // namespace

net::server_response order_statuses(shop_state& shop, const shop_request& request) {
  note_unknown(shop, request.query, {});
  const std::string language = request.query.get("language");
  const bool dutch = language.empty() || language == "nl_NL";
  json::array out;
  for (const auto& status : shop.options.statuses) {
    out.push_back(json::object{{"status", status.id},
                               {"description", dutch ? status.description : status.english},
                               {"credit_order", status.credit_order}});
  }
  return reply(out);
}

net::server_response store_details(shop_state& shop, const shop_request& request) {
  note_unknown(shop, request.query, {});
  return reply(json::object{{"id", shop.store_id()},
                            {"name", shop.options.name},
                            {"primary_domain", "https://www.winkel.test"},
                            {"description", "Gesimuleerde winkel"},
                            {"open", true},
                            {"version", "Pro"},
                            {"administration_language", "nl_NL"},
                            {"currency", "EUR"},
                            {"prices_include_tax", shop.options.prices_include_tax},
                            {"default_language", "nl_NL"},
                            {"active_languages", json::array{"nl_NL"}},
                            {"currency_format_locale", "nl_NL"},
                            {"available_business_models", "ALL"},
                            {"region_code", "NL"}});
}

net::server_response tax_regions(shop_state& shop, const shop_request& request) {
  note_unknown(shop, request.query, {});
  json::array list;
  for (const auto code : regions) {
    list.push_back(region_json(shop, code));
  }
  return shop.options.regions_bare ? reply(list)
                                   : reply(json::object{{"regions", std::move(list)}});
}

net::server_response tax_region(shop_state& shop, const shop_request& request,
                                const std::string& code) {
  note_unknown(shop, request.query, {});
  for (const auto known : regions) {
    if (code == known) {
      return reply(json::object{{"region", region_json(shop, code)}});
    }
  }
  return problem_reply(404, "Not Found", "Region " + code + " not found");
}

net::server_response store_gateways(shop_state& shop, const shop_request& request) {
  note_unknown(shop, request.query, {});
  json::array list;
  for (const auto& way : gateway_methods()) {
    if (list.empty() || list.back().as_object().at("name").as_string() != view(way.gateway)) {
      list.push_back(json::object{{"name", view(way.gateway)},
                                  {"displayName", view(way.gateway)},
                                  {"websiteUrl", ""},
                                  {"methods", json::array{}}});
    }
    const json::object cost{{"amount", cents_text(way.fee)}, {"percentage", "0.00"}};
    list.back().as_object().at("methods").as_array().push_back(
        json::object{{"name", view(way.method)},
                     {"displayName", view(way.title)},
                     {"settings", json::object{{"cost", cost}}}});
  }
  return reply(json::object{{"gateways", std::move(list)}});
}

net::server_response shipping_methods(shop_state& shop, const shop_request& request) {
  note_unknown(shop, request.query, {});
  const auto method = [](std::uint64_t number, const char* title, json::array countries,
                         bool standard, const char* above) {
    return json::object{{"id", make_uuid(5, number)},
                        {"display_name", title},
                        {"countries", std::move(countries)},
                        {"default", standard},
                        {"no_costs_above", above}};
  };
  return reply(json::array{method(1, "Nederland pakketpost", json::array{"NL"}, true, "100.00"),
                           method(2, "Buitenland", json::array{"BE", "DE", "FR", "CH"}, false, ""),
                           method(3, "Afhalen", json::array{"NL"}, false, "")});
}

}  // namespace boekbrug::sim::mijnwebwinkel
