#include "adapters/shops/magento/probe.hpp"

#include "adapters/shops/magento/errors.hpp"
#include "adapters/shops/magento/probe_address.hpp"
#include "adapters/shops/magento/probe_answers.hpp"
#include "adapters/shops/magento/probe_login.hpp"
#include "adapters/shops/magento/requests.hpp"
#include "adapters/shops/magento/types.hpp"

#include <algorithm>
#include <array>

namespace boekbrug::adapters::magento_api {

namespace {

using core::errc;
using core::probe_state;
using answer_or_error = core::result<core::http_response>;

// What the scan needs beside the orders.
struct needed_right {
  std::string_view stage;
  std::string_view path;
  std::string_view resource;
  std::string_view next;
};
constexpr std::array<needed_right, 2> rights{
    {{"invoices", "/invoices", "Sales > Operations > Invoices", "memos"},
     {"memos", "/creditmemos", "Sales > Operations > Credit Memos", "views"}}};

// What may be refused without harm, in the order in which it is asked.
struct optional_step {
  std::string_view stage;
  std::string_view path;
  void (*learn)(const json::value&, probe_state&);
};
constexpr std::array<optional_step, 4> optional_steps{
    {{"views", "/store/storeViews", learn_store_views},
     {"configs", "/store/storeConfigs", learn_store_configs},
     {"sample", "/orders", learn_sample},
     {"rates", "/taxRates/search", learn_tax_rates}}};

template <class List>
auto find_stage(const List& list, std::string_view stage) {
  const auto found = std::find_if(list.begin(), list.end(),
                                  [stage](const auto& one) { return one.stage == stage; });
  return found == list.end() ? nullptr : &*found;
}

parameters query_of(std::string_view stage) {
  criteria search;
  if (stage == "sample") {
    search.sorted("entity_id", false);
    return search.page(
        50,
        "status,store_id,payment[method],extension_attributes[payment_additional_info],"
        "items[price,price_incl_tax,original_price]");
  }
  if (stage == "rates") {
    return search.page(100, "code,tax_country_id,rate");
  }
  if (stage == "views" || stage == "configs") {
    return {};
  }
  return search.page(1, "entity_id");
}

// Where a redirect ended may replace what was typed: another scheme upwards, or with or without
// "www.", never another shop.
core::result<void> adopt(probe_state& state, const core::http_response& answer,
                         const std::string& typed) {
  if (answer.final_url.empty()) {
    return {};
  }
  const std::string scheme = scheme_of(answer.final_url);
  if (scheme == "http" && typed != "http") {
    return core::fail(errc::shop_unreachable,
                      "the site sends visitors from https to plain http; switch on secure URLs "
                      "in Stores > Configuration > Web");
  }
  if (bare_host(answer.final_url) != bare_host(state.connection.base_url)) {
    return core::fail(
        errc::shop_unreachable,
        "the address leads to another site (" + bare_host(answer.final_url) + "); enter that one");
  }
  if (scheme == "http" && scheme_of(state.connection.base_url) == "https") {
    return {};
  }
  // The folder stays as typed: home pages like to end on "/nl/", which is a store view.
  const auto base =
      canonical_base(origin_of(answer.final_url) + folder_of(state.connection.base_url));
  if (base) {
    state.connection.base_url = *base;
  }
  return {};
}

core::result<probe_state> after_home(probe_state state, const answer_or_error& answer) {
  const std::string typed = typed_scheme(state.connection.base_url);
  const auto base = canonical_base(state.connection.base_url);
  if (!base) {
    return base.error();
  }
  if (!answer && answer.error().code != errc::body_too_large) {
    auto failure = unreachable(answer.error());
    const bool guessed = typed.empty() && answer.error().code == errc::connection_failed;
    failure.detail += guessed ? " (tried https; if the shop has none, type http:// in front)" : "";
    return failure;
  }
  state.connection.kind = std::string(kind_name);
  state.connection.base_url = *base;
  if (answer) {
    if (const auto done = adopt(state, *answer, typed); !done) {
      return done.error();
    }
  }
  return start_login(std::move(state));
}

core::result<probe_state> after_right(probe_state state, const needed_right& right,
                                      const answer_or_error& answer) {
  if (!answer) {
    return unreachable(answer.error());
  }
  const auto list = read_search(*answer);
  if (!list) {
    auto failure = list.error();
    if (failure.code == errc::shop_refused || failure.code == errc::shop_api_missing) {
      failure.code = errc::shop_refused;
      failure.detail = "the integration may not read " + std::string(right.path.substr(1)) +
                       ": tick " + std::string(right.resource) +
                       " in System > Integrations > API and give it again under 'Reauthorize' (" +
                       failure.detail + ")";
    }
    return failure;
  }
  state.stage = std::string(right.next);
  return state;
}

core::result<probe_state> after_optional(probe_state state, const optional_step& step,
                                         const answer_or_error& answer) {
  if (!answer && answer.error().code == errc::cancelled) {
    return answer.error();
  }
  if (answer) {
    if (const auto value = read_json(*answer)) {
      step.learn(*value, state);
    }
  }
  const auto next = static_cast<std::size_t>(&step - optional_steps.data()) + 1;
  state.stage = next < optional_steps.size() ? std::string(optional_steps[next].stage) : "version";
  return state;
}

core::result<probe_state> after_version(probe_state state, const answer_or_error& answer) {
  if (!answer && answer.error().code == errc::cancelled) {
    return answer.error();
  }
  if (answer && answer->status == 200) {
    learn_version(answer->body, state);
  }
  complete_profile(state);
  state.stage = "done";
  state.complete = true;
  return state;
}

}  // namespace

core::result<core::http_request> make_probe(const core::probe_state& state,
                                            const core::request_context& context) {
  const auto& shop = state.connection;
  if (state.stage.empty()) {
    if (shop.key.empty()) {
      return core::fail(errc::invalid_input, "the access token of the integration is needed");
    }
    const auto base = canonical_base(shop.base_url);
    if (!base) {
      return base.error();
    }
    if (bare_host(*base).find("api.commerce.adobe.com") != std::string::npos) {
      return core::fail(errc::invalid_input,
                        "Adobe Commerce as a Cloud Service has no integration tokens; it cannot "
                        "be connected");
    }
    return make_open_get(*base + "/");
  }
  if (state.stage == "old") {
    return make_open_get(shop.base_url + "/api/rest");
  }
  if (state.stage == "version") {
    return make_open_get(shop.base_url + "/magento_version");
  }
  if (is_login(state.stage)) {
    return make_get(shop, "/orders", query_of("auth"), context);
  }
  if (const auto* const right = find_stage(rights, state.stage)) {
    return make_get(shop, right->path, query_of(state.stage), context);
  }
  if (const auto* const step = find_stage(optional_steps, state.stage)) {
    return make_get(shop, step->path, query_of(state.stage), context);
  }
  return core::fail(errc::invalid_input, "unknown stage of the probe");
}

core::result<core::probe_state> parse_probe(const core::probe_state& state,
                                            const core::result<core::http_response>& answer) {
  if (state.stage.empty()) {
    return after_home(state, answer);
  }
  if (state.stage == "old") {
    return after_old_api(answer);
  }
  if (state.stage == "version") {
    return after_version(state, answer);
  }
  if (is_login(state.stage)) {
    return after_login(state, answer);
  }
  if (const auto* const right = find_stage(rights, state.stage)) {
    return after_right(state, *right, answer);
  }
  if (const auto* const step = find_stage(optional_steps, state.stage)) {
    return after_optional(state, *step, answer);
  }
  return core::fail(errc::invalid_input, "unknown stage of the probe");
}

}  // namespace boekbrug::adapters::magento_api
