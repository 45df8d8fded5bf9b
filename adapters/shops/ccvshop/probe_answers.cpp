#include "adapters/shops/ccvshop/probe_answers.hpp"

#include "adapters/shops/ccvshop/text.hpp"
#include "adapters/shops/ccvshop/types.hpp"
#include "core/booking/countries.hpp"
#include "core/booking/text.hpp"

#include <algorithm>
#include <array>

namespace boekbrug::adapters::ccvshop_api {

namespace {

using core::errc;

constexpr std::array<std::string_view, 14> status_names{"Nieuw",
                                                        "In behandeling",
                                                        "Wachten op fabrikant",
                                                        "Wachten op betaling",
                                                        "Verzonden",
                                                        "Afgeleverd",
                                                        "Afgerond",
                                                        "Geannuleerd",
                                                        "Wachten op leverancier",
                                                        "Wordt ingepakt",
                                                        "Klaar om af te halen",
                                                        "Wordt samengesteld",
                                                        "Nalevering",
                                                        "Gereserveerd"};

/// A collection's first item, or the object itself.
const json::object& inner(const json::object& answer) {
  const auto* const items = answer.if_contains("items");
  if (items != nullptr && items->is_array() && !items->get_array().empty() &&
      items->get_array().front().is_object()) {
    return items->get_array().front().get_object();
  }
  return answer;
}

const json::array& items_of(const fields& answer) {
  return answer.list_or_empty("items");
}

/// Whether a link or name says "orders": "/api/rest/v1/orders/", "orders".
bool names(std::string_view text, std::string_view resource) {
  for (const auto part : split(text, '/')) {
    if (core::lower(core::trim(part)) == resource) {
      return true;
    }
  }
  return false;
}

bool lists(const json::array& items, std::string_view resource) {
  return std::any_of(items.begin(), items.end(), [resource](const json::value& item) {
    const auto* const object = item.if_object();
    if (object == nullptr) {
      return false;
    }
    fault ignored;
    const fields source{*object, "", ignored};
    for (const std::string_view key : {"href", "uri", "title"}) {
      const std::string text = source.text(key);
      if (names(std::string_view{text}.substr(0, text.find_first_of("?{")), resource)) {
        return true;
      }
    }
    return false;
  });
}

void set_status(core::shop_profile& profile, const std::string& id, const std::string& title) {
  const auto found = std::find_if(profile.statuses.begin(), profile.statuses.end(),
                                  [&id](const auto& each) { return each.id == id; });
  if (found == profile.statuses.end()) {
    profile.statuses.push_back({id, title});
  }
}

}  // namespace

core::result<void> learn_resources(const json::object& root, core::probe_state& state) {
  fault problem;
  const auto& items = items_of(fields{root, "", problem});
  const bool known = lists(items, "orders") || lists(items, "webshops") || lists(items, "products");
  if (!known) {
    return {};  // another form than the reference's: the calls themselves will tell
  }
  std::string missing;
  for (const std::string_view resource : {"orders", "webshops"}) {
    if (!lists(items, resource)) {
      missing += (missing.empty() ? "" : ", ") + std::string(resource);
    }
  }
  if (!missing.empty()) {
    return core::fail(errc::shop_refused, "the API key may not read: " + missing +
                                              ". Give it these rights in the shop's API settings");
  }
  const bool invoices = lists(items, "invoices");
  set_option(state.connection, option::invoices, invoices ? "yes" : "no");
  return {};
}

core::result<void> learn_webshop(const json::object& webshops, core::probe_state& state) {
  fault problem;
  const fields source{inner(webshops), "webshop", problem};
  const std::string id = source.id("id");
  if (problem.failed()) {
    return problem.error();
  }
  if (source.flag_or("is_multishop_system", false)) {
    return core::fail(errc::invalid_input,
                      "this is a multi-shop system: its orders are in the shops below it. Make API "
                      "keys in each of those shops and connect them one by one");
  }
  set_option(state.connection, option::webshop_id, id);
  state.profile.name = plain_text(source.text("name"), 200);
  state.profile.home_url = state.connection.base_url;
  state.profile.time_zone = "Europe/Amsterdam";
  return {};
}

void learn_merchant(const json::object& merchant, core::probe_state& state) {
  fault ignored;
  const fields source{inner(merchant), "merchant", ignored};
  std::string country = country_code(source.text("country_code"));
  const auto* const address = source.object("address");
  if (country.empty() && address != nullptr) {
    country = country_code(fields{*address, "address", ignored}.text("country_code"));
  }
  if (country.empty()) {
    country = core::normalise_country(country_code(source.text("tax_number").substr(0, 2)));
  }
  if (core::is_country(country)) {
    state.profile.country = country;
    set_option(state.connection, option::country, country);
  }
  if (state.profile.name.empty()) {
    state.profile.name = plain_text(source.text("company"), 200);
  }
}

void learn_settings(const json::object& settings, core::probe_state& state) {
  fault ignored;
  const fields source{inner(settings), "settings", ignored};
  const auto unit = core::currency::parse(core::trim(source.text("currency")));
  if (unit) {
    state.profile.currency = std::string(unit->text());
  }
  for (const auto& each : source.list_or_empty("order_status")) {
    const auto* const object = each.if_object();
    if (object == nullptr) {
      continue;
    }
    const fields row{*object, "order_status", ignored};
    std::string id = row.text("status");
    if (!read_count(id)) {
      id = row.text("id");
    }
    const std::string title = plain_text(row.text("status_name"), 100);
    if (read_count(id) && !title.empty()) {
      set_status(state.profile, id, title);
    }
  }
}

void learn_paymethods(const json::object& paymethods, core::probe_state& state) {
  fault ignored;
  for (const auto& each : items_of(fields{paymethods, "", ignored})) {
    const auto* const object = each.if_object();
    if (object == nullptr) {
      continue;
    }
    const fields row{*object, "paymethods", ignored};
    const std::string id = row.text("id");
    std::string title = plain_text(row.text("label"), 100);
    for (const std::string_view key : {"combined_name", "method"}) {
      if (title.empty()) {
        title = plain_text(row.text(key), 100);
      }
    }
    if (!id.empty()) {
      state.profile.payment_methods.push_back({id, title.empty() ? id : title});
    }
  }
}

void assume_statuses(core::shop_profile& profile) {
  for (std::size_t at = 0; at < status_names.size(); ++at) {
    set_status(profile, std::to_string(at + 1), std::string(status_names[at]));
  }
  std::stable_sort(profile.statuses.begin(), profile.statuses.end(),
                   [](const auto& a, const auto& b) {
                     return read_count(a.id).value_or(0) < read_count(b.id).value_or(0);
                   });
  profile.default_statuses = {"7"};
}

}  // namespace boekbrug::adapters::ccvshop_api
