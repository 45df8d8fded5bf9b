#include "adapters/shops/woocommerce/probe_answers.hpp"

#include "adapters/shops/woocommerce/probe_address.hpp"
#include "adapters/shops/woocommerce/responses.hpp"
#include "adapters/shops/woocommerce/text.hpp"
#include "adapters/shops/woocommerce/types.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace boekbrug::adapters::woocommerce_api {

namespace {

/// Calls `use(fields)` for each object of a list.
template <class Function>
void each_row(const json::value& list, Function&& use) {
  if (!list.is_array()) {
    return;
  }
  for (const auto& row : list.get_array()) {
    if (row.is_object()) {
      fault ignored;
      use(fields{row.get_object(), "", ignored});
    }
  }
}

// A shop whose zone is set as an offset ("UTC+1") has no IANA name; whole hours have one all the
// same.
std::string zone_of_offset(const core::decimal& hours) {
  const core::decimal whole = core::round_half_away(hours, 0);
  if (whole != hours || whole < -12 || whole > 14) {
    return {};
  }
  const int offset = whole.convert_to<int>();
  if (offset == 0) {
    return "UTC";
  }
  return std::string("Etc/GMT") + (offset > 0 ? "-" : "+") +
         std::to_string(offset > 0 ? offset : -offset);
}

std::string yes_or_no(const std::string& value) {
  return value == "yes" || value == "no" ? value : std::string{};
}

void set_if(core::probe_state& state, std::string_view key, const std::string& value) {
  if (!value.empty()) {
    set_option(state.connection, key, value);
  }
}

bool names_argument(const json::value& arguments, std::string_view name) {
  if (arguments.is_object()) {
    return arguments.get_object().contains({name.data(), name.size()});
  }
  return arguments.is_array() &&
         std::any_of(arguments.get_array().begin(), arguments.get_array().end(),
                     [name](const json::value& one) {
                       return one.is_string() && view(one.get_string()) == name;
                     });
}

bool is_before(std::string_view version, std::int64_t major, std::int64_t minor) {
  const auto parts = split(version, '.');
  const auto at = [&parts](std::size_t place) {
    return place < parts.size() ? read_count(parts[place]).value_or(-1) : -1;
  };
  return at(0) >= 0 && (at(0) < major || (at(0) == major && at(1) >= 0 && at(1) < minor));
}

}  // namespace

bool learn_index(const json::value& index, core::probe_state& state) {
  fault ignored;
  const fields source{index.get_object(), "", ignored};
  const auto& namespaces = source.list_or_empty("namespaces");
  const bool offers = std::any_of(namespaces.begin(), namespaces.end(), [](const json::value& one) {
    return one.is_string() && view(one.get_string()) == "wc/v3";
  });
  if (!offers) {
    return false;
  }
  state.profile.name = plain_text(source.loose_text("name"), 200);
  std::string home{trim(source.loose_text("home"))};
  while (!home.empty() && home.back() == '/') {
    home.pop_back();
  }
  if (!canonical_base(home) || typed_scheme(home).empty()) {
    home = state.connection.base_url;
  }
  state.profile.home_url = home;
  set_option(state.connection, option::home, home);
  state.profile.time_zone = plain_text(source.loose_text("timezone_string"), 64);
  if (const auto hours = source.number("gmt_offset"); state.profile.time_zone.empty() && hours) {
    state.profile.time_zone = zone_of_offset(*hours);
  }
  return true;
}

void learn_order(const json::value& orders, core::probe_state& state) {
  each_row(orders, [&state](const fields& order) {
    state.profile.currency = order.loose_text("currency");
    if (order.has("prices_include_tax")) {
      set_option(state.connection, option::prices_include_tax,
                 order.flag_or("prices_include_tax", true) ? "yes" : "no");
    }
  });
}

void learn_routes(const json::value& index, core::probe_state& state) {
  fault ignored;
  const auto* const root = index.if_object();
  const auto* const routes = root == nullptr ? nullptr : root->if_contains("routes");
  const auto* const orders = routes != nullptr && routes->is_object()
                                 ? routes->get_object().if_contains("/wc/v3/orders")
                                 : nullptr;
  if (orders == nullptr || !orders->is_object()) {
    return;
  }
  bool known = false;
  bool described = false;
  each_row(json::value(fields{orders->get_object(), "", ignored}.list_or_empty("endpoints")),
           [&](const fields& endpoint) {
             const auto* const arguments = endpoint.find("args");
             const auto& methods = endpoint.list_or_empty("methods");
             const bool reads =
                 std::any_of(methods.begin(), methods.end(), [](const json::value& method) {
                   return method.is_string() && view(method.get_string()) == "GET";
                 });
             if (reads && arguments != nullptr) {
               described = true;
               known = known || names_argument(*arguments, "modified_after");
             }
           });
  if (described) {
    set_option(state.connection, option::modified_after, known ? "yes" : "no");
  }
}

void learn_tax_settings(const json::value& settings, core::probe_state& state) {
  each_row(settings, [&state](const fields& row) {
    const auto id = row.loose_text("id");
    const auto value = row.loose_text("value");
    if (id == "woocommerce_prices_include_tax") {
      set_if(state, option::prices_include_tax, yes_or_no(value));
    } else if (id == "woocommerce_tax_round_at_subtotal") {
      set_if(state, option::round_at_subtotal, yes_or_no(value));
    } else if (id == "woocommerce_tax_based_on" &&
               (value == "shipping" || value == "billing" || value == "base")) {
      set_if(state, option::tax_based_on, value);
    }
  });
}

void learn_general_settings(const json::value& settings, core::probe_state& state) {
  each_row(settings, [&state](const fields& row) {
    const auto id = row.loose_text("id");
    const auto value = row.loose_text("value");
    if (id == "woocommerce_calc_taxes") {
      set_if(state, option::calc_taxes, yes_or_no(value));
    } else if (id == "woocommerce_currency" && core::currency::parse(value)) {
      state.profile.currency = upper(value);
    } else if (id == "woocommerce_default_country") {
      state.profile.country = country_code(std::string_view{value}.substr(0, value.find(':')));
      set_if(state, option::country, state.profile.country);
    }
  });
}

void learn_tax_rates(const json::value& taxes, core::probe_state& state) {
  std::vector<rate_row> rows;
  each_row(taxes, [&rows](const fields& row) {
    const auto* const id = row.find("id");
    const auto rate = row.number("rate");
    if (id == nullptr || !id->is_int64() || !rate || rows.size() >= rates_max) {
      return;
    }
    const std::string tax_class = row.loose_text("class");
    rows.push_back({id->get_int64(), country_code(row.loose_text("country")),
                    tax_class.empty() ? "standard" : tax_class, row.integer_or("priority", 1),
                    *rate});
  });
  set_if(state, option::tax_rates, encode_rates(rows));
}

void learn_statuses(const json::value& totals, core::probe_state& state) {
  std::vector<core::shop_profile::choice> found;
  each_row(totals, [&found](const fields& row) {
    const auto slug = row.loose_text("slug");
    const auto title = plain_text(row.loose_text("name"), 100);
    if (!slug.empty() && slug.size() <= 64 && !is_ignored_status(slug)) {
      found.push_back({slug, title.empty() ? slug : title});
    }
  });
  if (!found.empty()) {
    state.profile.statuses = std::move(found);
  }
}

void assume_statuses(core::probe_state& state) {
  constexpr std::array<std::pair<const char*, const char*>, 7> usual{
      {{"pending", "Wachtend op betaling"},
       {"processing", "In behandeling"},
       {"on-hold", "In de wacht"},
       {"completed", "Afgerond"},
       {"cancelled", "Geannuleerd"},
       {"refunded", "Terugbetaald"},
       {"failed", "Mislukt"}}};
  if (state.profile.statuses.empty()) {
    for (const auto& [slug, title] : usual) {
      state.profile.statuses.push_back({slug, title});
    }
  }
}

void learn_gateways(const json::value& gateways, core::probe_state& state) {
  std::vector<core::shop_profile::choice> found;
  each_row(gateways, [&found](const fields& row) {
    const auto id = row.loose_text("id");
    auto title = plain_text(row.loose_text("title"), 100);
    if (title.empty()) {
      title = plain_text(row.loose_text("method_title"), 100);
    }
    if (!id.empty() && id.size() <= 100 && row.flag_or("enabled", false)) {
      found.push_back({id, title.empty() ? id : title});
    }
  });
  state.profile.payment_methods = std::move(found);
}

void learn_system_status(const json::value& status, core::probe_state& state) {
  const auto* const root = status.if_object();
  if (root == nullptr) {
    return;
  }
  fault ignored;
  const fields source{*root, "", ignored};
  if (const auto* const environment = source.object("environment")) {
    const fields inner{*environment, "", ignored};
    state.profile.version = plain_text(inner.loose_text("version"), 40);
    if (state.profile.time_zone.empty()) {
      state.profile.time_zone = plain_text(inner.loose_text("default_timezone"), 64);
    }
  }
  if (const auto* const settings = source.object("settings");
      settings != nullptr && state.profile.currency.empty()) {
    state.profile.currency = fields{*settings, "", ignored}.loose_text("currency");
  }
  if (option_of(state.connection, option::modified_after).empty() &&
      is_before(state.profile.version, 5, 8)) {
    set_option(state.connection, option::modified_after, "no");
  }
}

}  // namespace boekbrug::adapters::woocommerce_api
