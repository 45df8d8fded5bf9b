#include "probe_site.hpp"

#include <stdexcept>

namespace boekbrug::test {

namespace {

namespace api = adapters::woocommerce_api;

core::http_response wp_error(int status, const char* code, const char* message) {
  return answer(
      status,
      json::serialize(json::object{
          {"code", code}, {"message", message}, {"data", json::object{{"status", status}}}}),
      {{"Content-Type", "application/json"}});
}

json::value setting(const char* id, const char* value) {
  return json::object{{"id", id}, {"value", value}};
}

std::string folder_of(const std::string& home) {
  const auto slash = home.find('/', home.find("://") + 3);
  return slash == std::string::npos ? "" : home.substr(slash);
}

json::value orders_route(bool modified_after) {
  json::object arguments{{"page", json::object{}}};
  if (modified_after) {
    arguments["modified_after"] = json::object{};
  }
  return json::object{
      {"endpoints",
       json::array{json::object{{"methods", json::array{"GET"}}, {"args", arguments}},
                   json::object{{"methods", json::array{"POST"}}, {"args", json::object{}}}}}};
}

}  // namespace

core::result<core::http_response> site::serve(const core::http_request& request) {
  requests.push_back(request);
  const auto path = path_of(request.url);
  const auto query = query_of(request.url);
  const auto folder = folder_of(home);
  core::http_response out;
  if (html_everywhere) {
    out = page_answer(200, "Even inloggen");
  } else if (query.contains("rest_route") && path == folder + "/") {
    out = rest(request, query.at("rest_route"));
  } else if (path.rfind(folder + "/wp-json", 0) == 0) {
    out =
        pretty ? rest(request, path.substr(folder.size() + 8)) : page_answer(404, "Niet gevonden");
  } else if (path == "/" || path == folder + "/") {
    out = page_answer(200, "Wol & Weven");
    if (!link.empty()) {
      out.headers.push_back({"Link", "<https://x.example/feed>; rel=\"alternate\""});
      out.headers.push_back({"Link", link});
    }
  } else {
    out = page_answer(404, "Niet gevonden");
  }
  if (fails_after_login && requests.size() > 3) {
    return core::fail(core::errc::timed_out, "60 s");
  }
  // Follows the redirect to the site's own scheme and host, as the transport does.
  const auto origin = home.substr(0, home.find('/', home.find("://") + 3));
  out.final_url = request.follow_redirects ? origin + path : request.url;
  return out;
}

std::optional<core::http_response> site::refused(const core::http_request& request) const {
  const auto unknown =
      wp_error(401, "woocommerce_rest_cannot_view", "Sorry, you cannot list resources.");
  const auto wrong =
      wp_error(401, "woocommerce_rest_authentication_error", "Consumer secret is invalid.");
  auto query = query_of(request.url);
  const auto header = header_of(request, "Authorization");
  const bool secure = request.url.rfind("https://", 0) == 0;
  if (query.contains("oauth_signature")) {
    const auto signature = query.at("oauth_signature");
    if (!takes.contains("oauth1") || query.at("oauth_consumer_key") != good_key) {
      return wp_error(401, "woocommerce_rest_authentication_error", "Consumer key is invalid.");
    }
    query.erase("oauth_signature");
    api::parameters rest;
    for (const auto& [key, value] : query) {
      rest.push_back({key, value});
    }
    const auto authority = home.substr(home.find("://"));
    const auto seen = "http" + authority.substr(0, authority.find('/', 3)) + path_of(request.url);
    const auto expected = api::sign(core::secret{good_secret},
                                    api::signature_base(core::http_method::get, seen, rest));
    return signature == expected ? std::nullopt : std::optional{wrong};
  }
  if (query.contains("consumer_key")) {
    const bool arrives = takes.contains("query") && secure && query.at("consumer_key") == good_key;
    return !arrives                                     ? std::optional{unknown}
           : query.at("consumer_secret") != good_secret ? std::optional{wrong}
                                                        : std::nullopt;
  }
  if (!takes.contains("basic") || !secure || header.empty()) {
    return unknown;
  }
  if (header == "Basic " + api::base64(good_key + ':' + good_secret)) {
    return std::nullopt;
  }
  const auto key_part = api::base64(good_key + ':').substr(0, 56);
  return header.rfind("Basic " + key_part, 0) == 0 ? wrong : unknown;
}

core::http_response site::rest(const core::http_request& request, const std::string& route) {
  if (route == "/") {
    if (index_status != 200) {
      return wp_error(index_status, "rest_login_required",
                      "REST API restricted to authenticated users.");
    }
    json::array namespaces{"wp/v2"};
    if (woocommerce_on) {
      namespaces.push_back("wc/v3");
    }
    return answer(json::object{{"name", "Wol &amp; Weven"},
                               {"home", home},
                               {"url", home},
                               {"gmt_offset", offset},
                               {"timezone_string", zone},
                               {"namespaces", namespaces}});
  }
  if (const auto no = refused(request)) {
    return *no;
  }
  return data(route);
}

core::http_response site::data(const std::string& route) const {
  const auto order = json::object{{"id", 42}, {"currency", "EUR"}, {"prices_include_tax", true}};
  if (route == "/wc/v3/orders") {
    return answer(json::array{order});
  }
  if (route == "/wc/v3/orders/42") {
    return answer(json::value(order_json(42)));
  }
  if (!manager) {
    return wp_error(403, "woocommerce_rest_cannot_view", "Nee.");
  }
  if (route == "/wc/v3" && routes) {
    const bool young = version != "5.7.1";
    return answer(json::object{{"namespace", "wc/v3"},
                               {"routes", json::object{{"/wc/v3/orders", orders_route(young)}}}});
  }
  if (route == "/wc/v3/settings/tax") {
    return answer(200, load("settings-tax.json"));
  }
  if (route == "/wc/v3/settings/general") {
    return answer(json::array{setting("woocommerce_calc_taxes", "yes"),
                              setting("woocommerce_currency", "EUR"),
                              setting("woocommerce_default_country", "NL:UT")});
  }
  if (route == "/wc/v3/taxes") {
    return answer(200, load("taxes.json"));
  }
  if (route == "/wc/v3/reports/orders/totals") {
    return answer(json::array{
        json::object{{"slug", "completed"}, {"name", "Afgerond"}, {"total", 3}},
        json::object{{"slug", "checkout-draft"}, {"name", "Concept"}, {"total", 1}},
        json::object{{"slug", "verzonden"}, {"name", "Verzonden &amp; klaar"}, {"total", 0}}});
  }
  if (route == "/wc/v3/payment_gateways") {
    return answer(200, load("payment-gateways.json"));
  }
  if (route == "/wc/v3/system_status") {
    return answer(json::object{{"environment", json::object{{"version", version}}},
                               {"settings", json::object{{"currency", "EUR"}}}});
  }
  return wp_error(404, "rest_no_route", "No route was found.");
}

core::result<core::probe_state> converse(site& remote, const std::string& typed) {
  core::probe_state state;
  state.connection.base_url = typed;
  state.connection.key = core::secret{"ck_0000000000000000000000000000000000000001"};
  state.connection.key_secret = core::secret{"cs_0000000000000000000000000000000000000002"};
  const auto& adapter = adapters::woocommerce();
  remote.requests.clear();
  for (int turn = 0; turn < 40; ++turn) {
    const auto request = adapter.probe_request(state, context());
    if (!request) {
      return request.error();
    }
    auto next = adapter.probe_answer(state, remote.serve(*request));
    if (!next || next->complete) {
      return next;
    }
    state = *next;
  }
  throw std::runtime_error("the probe does not end, stage " + state.stage);
}

}  // namespace boekbrug::test
