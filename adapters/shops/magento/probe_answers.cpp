#include "adapters/shops/magento/probe_answers.hpp"

#include "adapters/shops/magento/probe_address.hpp"
#include "adapters/shops/magento/text.hpp"
#include "adapters/shops/magento/types.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace boekbrug::adapters::magento_api {

namespace {

constexpr std::size_t views_max = 50;

/// Calls `use(fields)` for each object of a list, or of a search result's items.
template <class Function>
void each_row(const json::value& answer, Function&& use) {
  const auto* list = answer.if_array();
  if (list == nullptr && answer.is_object()) {
    const auto* const items = answer.get_object().if_contains("items");
    list = items == nullptr ? nullptr : items->if_array();
  }
  if (list == nullptr) {
    return;
  }
  for (const auto& row : *list) {
    if (row.is_object()) {
      fault ignored;
      use(fields{row.get_object(), "", ignored});
    }
  }
}

std::string join(const std::set<std::string>& texts) {
  std::string out;
  for (const auto& text : texts) {
    out += (out.empty() ? "" : ", ") + text;
  }
  return out;
}

std::string method_title(const fields& order) {
  std::string title;
  for_each_object(order.child("extension_attributes"), "payment_additional_info",
                  [&title](const fields& row) {
                    if (row.loose_text("key") == "method_title") {
                      title = plain_text(row.loose_text("value"), 100);
                    }
                  });
  return title;
}

void count_price_mode(const fields& order, int& balance) {
  for_each_object(order, "items", [&balance](const fields& item) {
    const auto price = item.number("price");
    const auto with_tax = item.number("price_incl_tax");
    const auto original = item.number("original_price");
    if (price && with_tax && original && *price != *with_tax) {
      balance += *original == *with_tax ? 1 : *original == *price ? -1 : 0;
    }
  });
}

}  // namespace

void learn_store_views(const json::value& list, core::probe_state& state) {
  std::string learned;
  std::string shown;
  std::size_t count = 0;
  each_row(list, [&](const fields& view) {
    const auto id = view.id_or_none("id");
    const auto code = field_text(view.loose_text("code"), 60);
    if (!id || ++count > views_max || code.find_first_of(":;") != std::string::npos) {
      return;  // id 0 is the admin's own
    }
    learned += (learned.empty() ? "" : ";") + std::to_string(*id) + ':' + code;
    shown += (shown.empty() ? "" : ", ") + std::to_string(*id) + " = " +
             plain_text(view.loose_text("name"), 80);
  });
  if (!learned.empty()) {
    set_option(state.connection, option::store_views, learned);
    state.profile.remarks.push_back("store views for card S11, by number: " + shown);
  }
}

void learn_store_configs(const json::value& list, core::probe_state& state) {
  std::set<std::string> zones;
  std::set<std::string> currencies;
  each_row(list, [&](const fields& config) {
    const auto zone = plain_text(config.loose_text("timezone"), 64);
    const auto unit = upper(plain_text(config.loose_text("base_currency_code"), 3));
    const bool first = zones.empty() && currencies.empty();
    if (!zone.empty()) {
      zones.insert(zone);
      state.profile.time_zone =
          first || state.profile.time_zone.empty() ? zone : state.profile.time_zone;
    }
    if (!unit.empty()) {
      currencies.insert(unit);
      state.profile.currency =
          first || state.profile.currency.empty() ? unit : state.profile.currency;
    }
  });
  if (zones.size() > 1) {
    state.profile.remarks.push_back("the stores have several time zones (" + join(zones) +
                                    "); dates are taken in " + state.profile.time_zone);
  }
  if (currencies.size() > 1) {
    state.profile.remarks.push_back("the stores have several base currencies: " + join(currencies));
  }
}

void learn_sample(const json::value& found, core::probe_state& state) {
  std::set<std::string> statuses;
  std::map<std::string, std::string> methods;
  int balance = 0;
  each_row(found, [&](const fields& order) {
    const auto status = field_text(order.loose_text("status"), 60);
    if (!status.empty()) {
      statuses.insert(status);
    }
    const auto method = field_text(order.child("payment").loose_text("method"), 100);
    if (!method.empty()) {
      auto& title = methods[method];
      title = title.empty() ? method_title(order) : title;
    }
    count_price_mode(order, balance);
  });
  for (const auto& [method, title] : methods) {
    state.profile.payment_methods.push_back({method, title.empty() ? method : title});
  }
  if (!statuses.empty()) {
    state.profile.remarks.push_back("statuses seen on the newest orders: " + join(statuses));
  }
  if (balance != 0) {
    set_option(state.connection, option::prices_include_tax, balance > 0 ? "yes" : "no");
  }
}

void learn_tax_rates(const json::value& found, core::probe_state& state) {
  std::vector<rate_row> rows;
  std::size_t seen = 0;
  each_row(found, [&](const fields& row) {
    ++seen;
    const auto code = core::percent_encode(row.loose_text("code"));
    const auto country = country_code(row.loose_text("tax_country_id"));
    const auto percent = row.number("rate");
    if (!code.empty() && code.size() <= 120 && !country.empty() && percent) {
      rows.push_back({code, country, *percent});
    }
  });
  // A table that was cut off could hide a rate of 0 or another country: better none.
  if (seen < rates_max && !rows.empty()) {
    set_option(state.connection, option::tax_rates, encode_rates(rows));
  }
}

void learn_version(std::string_view body, core::probe_state& state) {
  constexpr std::string_view start = "Magento/";
  body = trim(body);
  if (body.size() < 80 && body.substr(0, start.size()) == start) {
    state.profile.version = plain_text(body.substr(start.size()), 60);
  }
}

void complete_profile(core::probe_state& state) {
  auto& profile = state.profile;
  if (profile.name.empty()) {
    profile.name = bare_host(state.connection.base_url);
  }
  if (profile.time_zone.empty()) {
    profile.time_zone = "Europe/Amsterdam";
    profile.remarks.emplace_back(
        "the token may not read the store settings: dates are taken in Europe/Amsterdam");
  }
  set_option(state.connection, option::currency, profile.currency);
  set_option(state.connection, option::time_zone, profile.time_zone);
  profile.default_statuses = {"complete"};
  // There is no list of statuses in this API; an empty one lets every typed code pass.
  profile.statuses.clear();
  profile.remarks.emplace_back(
      "Magento gives no list of statuses, so the codes of card S1 were not checked (its own: "
      "pending, pending_payment, payment_review, fraud, processing, complete, closed, canceled, "
      "holded)");
  if (option_of(state.connection, option::tax_rates).empty()) {
    profile.remarks.emplace_back(
        "the token may not read tax rates, or there are many: the country of a VAT rate is taken "
        "from the delivery address");
  }
}

}  // namespace boekbrug::adapters::magento_api
