#include "adapters/shops/mijnwebwinkel/probe.hpp"

#include "adapters/shops/mijnwebwinkel/answers.hpp"
#include "adapters/shops/mijnwebwinkel/requests.hpp"
#include "adapters/shops/mijnwebwinkel/text.hpp"
#include "adapters/shops/mijnwebwinkel/types.hpp"
#include "core/booking/countries.hpp"

#include <algorithm>
#include <cctype>

namespace boekbrug::adapters::mijnwebwinkel_api {

namespace {

using core::errc;
using core::probe_state;
using answer_or_error = core::result<core::http_response>;

bool is_uuid(std::string_view text) {
  return text.size() >= 8 && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
           return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-';
         });
}

std::string home_of(const members& store) {
  std::string home = field_text(store.text("primary_domain"), 300);
  while (!home.empty() && home.back() == '/') {
    home.pop_back();
  }
  if (home.empty() || starts_with_blind(home, "https://") || starts_with_blind(home, "http://")) {
    return home;
  }
  return "https://" + home;
}

core::result<probe_state> after_store(probe_state state, const core::http_response& answer) {
  auto& shop = state.connection;
  const auto value = read_json(shop, answer);
  if (!value) {
    return value.error();
  }
  const members store{&*value};
  const auto id = lower(store.text("id"));
  if (!is_uuid(id)) {
    return core::fail(errc::shop_answer_unreadable, "store.id: missing or not an id");
  }
  const auto api = choose_api(shop);
  if (!api) {
    return api.error();
  }
  shop.kind = std::string(kind_name);
  set_option(shop, option::api_host, *api);
  set_option(shop, option::store_id, id);
  // Unique per shop: the API's host is the same for all of them.
  shop.base_url = *api + '/' + id;
  auto& profile = state.profile;
  profile.name = store.plain("name", 200);
  profile.home_url = home_of(store);
  profile.version = store.plain("version", 80);
  if (const auto currency = core::currency::parse(store.text("currency"))) {
    profile.currency = std::string(currency->text());
  }
  profile.time_zone = "Europe/Amsterdam";
  const auto country = core::normalise_country(store.text("region_code"));
  profile.country = core::is_country(country) ? country : "NL";
  set_option(shop, option::country, profile.country);
  if (store.has("prices_include_tax")) {
    set_option(shop, option::prices_include_tax, store.flag("prices_include_tax") ? "yes" : "no");
  }
  state.stage = "statuses";
  return state;
}

void propose_statuses(const std::vector<status_row>& rows, core::shop_profile& profile) {
  std::string names;
  for (const auto& row : rows) {
    if (row.credit) {
      continue;
    }
    profile.statuses.push_back({row.id, row.title});
    if (names_finished(row.title)) {
      profile.default_statuses.push_back(row.id);
      names += (names.empty() ? "'" : ", '") + row.title + "'";
    }
  }
  profile.remarks.push_back(
      names.empty() ? "Geen orderstatus is herkend als betaald of afgerond: kies zelf bij welke "
                      "statussen een order naar de boekhouding gaat."
                    : "Controleer de orderstatussen: orders met status " + names +
                          " gelden als afgerond, en bij handmatige betaling als betaald.");
}

core::result<probe_state> after_statuses(probe_state state, const core::http_response& answer) {
  const auto list = read_list(state.connection, answer, "orderstatuses");
  if (!list) {
    return list.error();
  }
  std::vector<status_row> rows;
  for (const auto& one : *list) {
    const members source{&one};
    status_row row{source.plain("status", 20), source.plain("description", 100),
                   source.flag("credit_order")};
    const bool clean = row.id.find_first_of("=;*") == std::string::npos;
    if (row.id.empty() || !clean) {
      return core::fail(errc::shop_answer_unreadable, "orderstatuses: a row without status");
    }
    row.title = row.title.empty() ? "Status " + row.id : row.title;
    rows.push_back(std::move(row));
  }
  if (rows.empty()) {
    return core::fail(errc::shop_answer_unreadable, "orderstatuses: the shop has none");
  }
  set_option(state.connection, option::statuses, encode_statuses(rows));
  state.profile.statuses.clear();
  state.profile.default_statuses.clear();
  state.profile.remarks.clear();
  propose_statuses(rows, state.profile);
  state.stage = "orders";
  return state;
}

core::result<probe_state> after_orders(probe_state state, const core::http_response& answer) {
  const auto list = read_list(state.connection, answer, "orders");
  if (!list) {
    return list.error();
  }
  state.stage = "gateways";
  return state;
}

void learn_gateways(const members& body, core::shop_profile& profile) {
  for (const auto& gateway : body.list("gateways")) {
    for (const auto& method : gateway.list("methods")) {
      const auto id = method.plain("name", 100);
      const auto title = method.plain("displayName", 200);
      const bool known = std::any_of(profile.payment_methods.begin(), profile.payment_methods.end(),
                                     [&id](const auto& one) { return one.id == id; });
      if (!id.empty() && !known) {
        profile.payment_methods.push_back({id, title.empty() ? id : title});
      }
    }
  }
}

void learn_regions(const json::value& body, core::shop_profile& profile) {
  json::object whole;
  if (body.is_array()) {
    whole["regions"] = body;
  } else {
    whole = body.get_object();
  }
  for (const auto& region : members{whole}.list("regions")) {
    const bool home = core::normalise_country(region.text("regionCode")) == profile.country;
    if (home && region.has("taxEnabled") && !region.flag("taxEnabled")) {
      profile.remarks.emplace_back(
          "In de webwinkel staat btw uit (kleineondernemersregeling?): orders gaan zonder btw naar "
          "de boekhouding.");
    }
  }
}

// Helpful, not needed: a refusal or an odd answer goes by.
core::result<probe_state> after_optional(probe_state state, const core::http_response& answer) {
  const auto value = read_json(state.connection, answer);
  if (state.stage == "gateways") {
    if (value) {
      learn_gateways(members{&*value}, state.profile);
    }
    state.stage = "regions";
    return state;
  }
  if (value) {
    learn_regions(*value, state.profile);
  }
  state.stage = "done";
  state.complete = true;
  return state;
}

}  // namespace

core::result<core::http_request> make_probe(const core::probe_state& state) {
  const auto& shop = state.connection;
  if (state.stage.empty()) {
    if (trim(shop.key.reveal()).empty()) {
      return core::fail(errc::invalid_input,
                        "paste the token of the shop (Mijnwebwinkel: Instellingen > Add-ons & "
                        "Modules > Integraties & koppelingen)");
    }
    return make_get(shop, "/store", {});
  }
  if (state.stage == "statuses") {
    return make_get(shop, "/orderstatuses", {});
  }
  if (state.stage == "orders") {
    return make_get(shop, "/orders", {{"ordering", "desc"}, {"limit", "1"}});
  }
  if (state.stage == "gateways") {
    return make_get(shop, "/payment/stores/me/gateways", {});
  }
  if (state.stage == "regions") {
    return make_get(shop, "/tax-policy/regions", {});
  }
  return core::fail(errc::invalid_input, "unknown stage of the probe");
}

core::result<core::probe_state> parse_probe(const core::probe_state& state,
                                            const answer_or_error& answer) {
  const bool optional = state.stage == "gateways" || state.stage == "regions";
  if (!answer && (!optional || answer.error().code == errc::cancelled)) {
    return unreachable(state.connection, answer.error());
  }
  if (optional) {
    return after_optional(state, answer ? *answer : core::http_response{});
  }
  if (state.stage.empty()) {
    return after_store(state, *answer);
  }
  if (state.stage == "statuses") {
    return after_statuses(state, *answer);
  }
  if (state.stage == "orders") {
    return after_orders(state, *answer);
  }
  return core::fail(errc::invalid_input, "unknown stage of the probe");
}

}  // namespace boekbrug::adapters::mijnwebwinkel_api
