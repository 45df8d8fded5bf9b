#include "adapters/shops/woocommerce/probe.hpp"

#include "adapters/shops/woocommerce/errors.hpp"
#include "adapters/shops/woocommerce/headers.hpp"
#include "adapters/shops/woocommerce/probe_address.hpp"
#include "adapters/shops/woocommerce/probe_answers.hpp"
#include "adapters/shops/woocommerce/requests.hpp"
#include "adapters/shops/woocommerce/types.hpp"

#include <algorithm>
#include <array>

namespace boekbrug::adapters::woocommerce_api {

namespace {

using core::errc;
using core::probe_state;
using answer_or_error = core::result<core::http_response>;

// What may be refused without harm, in the order in which it is asked.
struct optional_step {
  std::string_view stage;
  std::string_view path;
  parameters query;
  void (*learn)(const json::value&, probe_state&);
};

const std::vector<optional_step>& optional_steps() {
  static const std::vector<optional_step> steps{
      {"routes", "", {}, learn_routes},
      {"tax", "/settings/tax", {}, learn_tax_settings},
      {"general", "/settings/general", {}, learn_general_settings},
      {"taxes", "/taxes", {{"per_page", "100"}}, learn_tax_rates},
      {"statuses", "/reports/orders/totals", {}, learn_statuses},
      {"gateways", "/payment_gateways", {}, learn_gateways},
      {"version", "/system_status", {{"_fields", "environment,settings"}}, learn_system_status}};
  return steps;
}

const optional_step* find_step(std::string_view stage) {
  const auto& steps = optional_steps();
  const auto found = std::find_if(steps.begin(), steps.end(),
                                  [stage](const auto& step) { return step.stage == stage; });
  return found == steps.end() ? nullptr : &*found;
}

bool is_index(std::string_view stage) {
  return stage.rfind("index:", 0) == 0;
}

// Where a redirect ended may replace what was typed: another scheme upwards, or with or without
// "www.", never another shop.
core::result<void> adopt(probe_state& state, const core::http_response& answer, bool with_folder) {
  if (answer.final_url.empty()) {
    return {};
  }
  const auto typed = option_of(state.connection, option::typed_scheme);
  if (scheme_of(answer.final_url) == "http" && typed != "http") {
    return core::fail(
        errc::shop_unreachable,
        "the site sends visitors from https to plain http; switch on https in WordPress");
  }
  if (scheme_of(answer.final_url) == "http" && scheme_of(state.connection.base_url) == "https") {
    return {};
  }
  if (bare_host(answer.final_url) != bare_host(state.connection.base_url)) {
    return core::fail(
        errc::shop_unreachable,
        "the address leads to another site (" + bare_host(answer.final_url) + "); enter that one");
  }
  const auto base = canonical_base(with_folder ? answer.final_url
                                               : origin_of(answer.final_url) +
                                                     folder_of(state.connection.base_url));
  if (base) {
    state.connection.base_url = *base;
  }
  return {};
}

// `Link: <https://winkel.example/wp-json/>; rel="https://api.w.org/"` says where the API is. Its
// scheme is not taken over: behind a proxy WordPress may believe in http.
void follow_link(probe_state& state, const core::http_response& answer) {
  const std::string link = api_root_link(answer);
  if (link.empty() || bare_host(link) != bare_host(state.connection.base_url)) {
    return;
  }
  std::string folder = folder_of(link);
  constexpr std::string_view tail = "/wp-json";
  const bool pretty =
      folder.size() >= tail.size() && folder.substr(folder.size() - tail.size()) == tail;
  if (pretty) {
    folder.resize(folder.size() - tail.size());
  } else if (link.find("rest_route=") == std::string::npos) {
    return;
  }
  const auto base = canonical_base(origin_of(state.connection.base_url) + folder);
  if (base) {
    state.connection.base_url = *base;
    set_option(state.connection, option::route, pretty ? "pretty" : "rest_route");
  }
}

core::result<probe_state> after_home(probe_state state, const answer_or_error& answer) {
  const std::string typed = state.connection.base_url;
  const auto base = canonical_base(typed);
  if (!base) {
    return base.error();
  }
  if (!answer && answer.error().code != errc::body_too_large) {
    auto failure = unreachable(answer.error());
    const bool guessed =
        typed_scheme(typed).empty() && answer.error().code == errc::connection_failed;
    failure.detail += guessed ? " (tried https; if the shop has none, type http:// in front)" : "";
    return failure;
  }
  state.connection.kind = std::string(kind_name);
  state.connection.base_url = *base;
  set_option(state.connection, option::typed_scheme, typed_scheme(typed));
  set_option(state.connection, option::route, "pretty");
  if (answer) {
    if (const auto done = adopt(state, *answer, true); !done) {
      return done.error();
    }
    follow_link(state, *answer);
  }
  state.stage = "index:1";
  return state;
}

probe_state start_login(probe_state state) {
  if (option_of(state.connection, option::home).empty()) {
    set_option(state.connection, option::home, state.connection.base_url);
    state.profile.home_url = state.connection.base_url;
  }
  const bool secure = scheme_of(state.connection.base_url) == "https";
  set_option(state.connection, option::auth, secure ? "basic" : "oauth1");
  set_option(state.connection, option::scheme_seen, secure ? "https" : "http");
  state.stage = "auth";
  return state;
}

// index:1 the likely route, :2 the other one, :3 and :4 the same at the root of the host. A "!"
// remembers that /wp-json gave a page instead of a 404: something stands before the site.
// (`?rest_route=` on a site without WordPress is just its home page.)
core::result<probe_state> next_index(probe_state state, const core::http_response& answer,
                                     const core::error& why) {
  const bool was_pretty = option_of(state.connection, option::route) == "pretty";
  const bool walled =
      state.stage.back() == '!' || (was_pretty && is_page(answer) && answer.status != 404);
  const char attempt = state.stage.at(std::string_view{"index:"}.size());
  const bool rooted = folder_of(state.connection.base_url).empty();
  if (attempt == '4' || (attempt == '2' && rooted)) {
    if (why.code == errc::shop_unreachable) {
      return why;
    }
    return core::fail(
        walled && why.code == errc::shop_answer_unreadable ? errc::shop_answer_unreadable
                                                           : errc::shop_api_missing,
        why.detail +
            ". No REST API of WordPress was found; set permalinks to 'Berichtnaam' (Post name)");
  }
  if (attempt == '2') {
    state.connection.base_url = origin_of(state.connection.base_url);
  }
  set_option(state.connection, option::route, was_pretty ? "rest_route" : "pretty");
  state.stage = std::string("index:") + static_cast<char>(attempt + 1) + (walled ? "!" : "");
  return state;
}

core::result<probe_state> after_index(probe_state state, const answer_or_error& answer) {
  if (!answer) {
    return unreachable(answer.error());
  }
  if (const auto done = adopt(state, *answer, false); !done) {
    return done.error();
  }
  const auto index = read_json(*answer);
  if (!index) {
    // A plugin that hides the index from strangers may still let a key through.
    const bool hidden = (answer->status == 401 || answer->status == 403) && find_api_error(*answer);
    if (hidden) {
      return start_login(std::move(state));
    }
    return next_index(std::move(state), *answer, index.error());
  }
  if (!index->is_object() || !index->get_object().contains("namespaces")) {
    return next_index(
        std::move(state), *answer,
        core::fail(errc::shop_answer_unreadable, "the answer is no index of the REST API"));
  }
  if (!learn_index(*index, state)) {
    return core::fail(errc::shop_api_missing,
                      "WordPress is there, WooCommerce is not: switch the plugin on, or update it "
                      "to 3.5 or later");
  }
  return start_login(std::move(state));
}

// Which way of logging in comes after one that was refused (the table of woocommerce.md 1.1).
std::string_view next_way(std::string_view way, const core::http_response& answer) {
  const auto said = find_api_error(answer);
  const bool settled =
      said && (said->code == "woocommerce_rest_authentication_error" ||
               (answer.status == 403 && said->code.rfind("woocommerce_rest_cannot", 0) == 0));
  if ((answer.status != 401 && answer.status != 403) || settled) {
    return {};
  }
  return way == "basic" ? "query" : way == "query" ? "oauth1" : "";
}

core::result<probe_state> after_login(probe_state state, const answer_or_error& answer) {
  if (!answer) {
    return unreachable(answer.error());
  }
  const auto orders = read_list(*answer);
  if (!orders) {
    const auto next = next_way(option_of(state.connection, option::auth), *answer);
    if (next.empty()) {
      return orders.error();
    }
    set_option(state.connection, option::auth, next);
    if (next == "oauth1") {
      // Basic and query both refused over https: TLS ends at a proxy and WordPress believes in
      // http.
      set_option(state.connection, option::scheme_seen, "http");
    }
    return state;
  }
  learn_order(*orders, state);
  state.stage = std::string(optional_steps().front().stage);
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
  const auto& steps = optional_steps();
  const auto next = static_cast<std::size_t>(&step - steps.data()) + 1;
  if (next < steps.size()) {
    state.stage = std::string(steps[next].stage);
    return state;
  }
  assume_statuses(state);
  if (option_of(state.connection, option::modified_after).empty()) {
    set_option(state.connection, option::modified_after, "yes");
  }
  state.stage = "done";
  state.complete = true;
  return state;
}

}  // namespace

core::result<core::http_request> make_probe(const core::probe_state& state,
                                            const core::request_context& context) {
  if (state.stage.empty()) {
    if (state.connection.key.empty() || state.connection.key_secret.empty()) {
      return core::fail(errc::invalid_input, "both the API key and the API secret are needed");
    }
    const auto base = canonical_base(state.connection.base_url);
    if (!base) {
      return base.error();
    }
    return make_page_get(*base + "/");
  }
  if (is_index(state.stage)) {
    return make_open_get(state.connection, "/", {}, context);
  }
  if (state.stage == "auth") {
    return make_get(state.connection, "/orders", {{"per_page", "1"}, {"dp", "6"}}, context);
  }
  if (const auto* const step = find_step(state.stage)) {
    return make_get(state.connection, step->path, step->query, context);
  }
  return core::fail(errc::invalid_input, "unknown stage of the probe");
}

core::result<core::probe_state> parse_probe(const core::probe_state& state,
                                            const core::result<core::http_response>& answer) {
  if (state.stage.empty()) {
    return after_home(state, answer);
  }
  if (is_index(state.stage)) {
    return after_index(state, answer);
  }
  if (state.stage == "auth") {
    return after_login(state, answer);
  }
  if (const auto* const step = find_step(state.stage)) {
    return after_optional(state, *step, answer);
  }
  return core::fail(errc::invalid_input, "unknown stage of the probe");
}

}  // namespace boekbrug::adapters::woocommerce_api
