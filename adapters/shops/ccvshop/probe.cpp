#include "adapters/shops/ccvshop/probe.hpp"

#include "adapters/shops/ccvshop/address.hpp"
#include "adapters/shops/ccvshop/errors.hpp"
#include "adapters/shops/ccvshop/probe_answers.hpp"
#include "adapters/shops/ccvshop/signing.hpp"
#include "adapters/shops/ccvshop/types.hpp"

#include <algorithm>
#include <array>

namespace boekbrug::adapters::ccvshop_api {

namespace {

using core::errc;
using core::probe_state;
using answer_or_error = core::result<core::http_response>;

// Stages after the home page, in their order. "rows:<id>" comes after "orders" when there is an
// order.
constexpr std::array<std::string_view, 8> stages{"root",     "webshops", "orders",   "rows",
                                                 "invoices", "merchant", "settings", "paymethods"};
constexpr std::string_view rows_prefix = "rows:";

std::string stage_uri(const probe_state& state) {
  const std::string root(api_root);
  const std::string shop =
      root + "/webshops/" + std::string(option_of(state.connection, option::webshop_id));
  if (state.stage.starts_with(rows_prefix)) {
    return root + "/orders/" + state.stage.substr(rows_prefix.size()) + "/orderrows/";
  }
  if (state.stage == "root") {
    return root + "/";
  }
  if (state.stage == "orders") {
    return root + "/orders/?is_completed=true&orderby=id_desc&start=0&size=1";
  }
  if (state.stage == "invoices") {
    return root + "/invoices/?start=0&size=1";
  }
  if (state.stage == "webshops" || state.stage == "paymethods") {
    return root + "/" + state.stage + "/";
  }
  return state.stage == "merchant" || state.stage == "settings" ? shop + "/" + state.stage + "/"
                                                                : std::string{};
}

/// Where a redirect ended may add or drop "www." and raise the scheme, never lead to another shop.
core::result<void> adopt(probe_state& state, const core::http_response& answer) {
  const std::string& url = answer.final_url;
  if (url.empty()) {
    return {};
  }
  if (bare_host(url) != bare_host(state.connection.base_url)) {
    return core::fail(errc::shop_unreachable, "the address leads to another site (" +
                                                  bare_host(url) + "); connect that one");
  }
  if (scheme_of(url) == "http" && scheme_of(state.connection.base_url) == "https") {
    return {};  // calls are never sent down to plain http
  }
  if (const auto base = canonical_base(url)) {
    state.connection.base_url = *base;
  }
  return {};
}

core::result<probe_state> after_home(probe_state state, const answer_or_error& answer) {
  const auto base = canonical_base(state.connection.base_url);
  if (!base) {
    return base.error();
  }
  state.connection.base_url = *base;
  state.connection.kind = std::string(kind_name);
  if (!answer && answer.error().code != errc::body_too_large) {
    return unreachable(answer.error());
  }
  if (answer) {
    if (const auto done = adopt(state, *answer); !done) {
      return done.error();
    }
  }
  state.stage = std::string(stages.front());
  return state;
}

core::error explain_root(const core::http_response& answer, core::error failure) {
  const bool page = answer.status == 404 || answer.status == 405 ||
                    (answer.status == 200 && failure.code == errc::shop_answer_unreadable &&
                     failure.detail.find("x-hash") == std::string::npos);
  if (page) {
    failure.code = errc::shop_api_missing;
    failure.detail +=
        ". No API of CCV Shop was found: check the address; it is that of the shop itself";
  }
  return failure;
}

/// Refusals of one resource leave the rest useful.
bool is_lesser(const core::error& failure) {
  return failure.code == errc::shop_refused || failure.code == errc::shop_api_missing ||
         failure.code == errc::shop_plan || failure.code == errc::not_found ||
         failure.code == errc::shop_answer_unreadable;
}

void remark_invoices(probe_state& state) {
  if (option_of(state.connection, option::invoices) == "no") {
    state.profile.remarks.emplace_back(
        "The API key may not read invoices: credit invoices are not copied until it may, and the "
        "shop is connected again.");
  }
}

core::result<void> learn(probe_state& state, const json::object& object) {
  if (state.stage == "root") {
    return learn_resources(object, state);
  }
  if (state.stage == "webshops") {
    return learn_webshop(object, state);
  }
  if (state.stage == "invoices") {
    set_option(state.connection, option::invoices, "yes");
  } else if (state.stage == "merchant") {
    learn_merchant(object, state);
  } else if (state.stage == "settings") {
    learn_settings(object, state);
  } else if (state.stage == "paymethods") {
    learn_paymethods(object, state);
  }
  return {};
}

/// The id of the order that the list shows, to try its rows.
std::string shown_order(const json::object& object) {
  fault ignored;
  const auto& items = fields{object, "", ignored}.list_or_empty("items");
  if (items.empty() || !items.front().is_object()) {
    return {};
  }
  return fields{items.front().get_object(), "", ignored}.id("id");
}

void finish(probe_state& state) {
  assume_statuses(state.profile);
  remark_invoices(state);
  if (state.profile.name.empty()) {
    state.profile.name = bare_host(state.connection.base_url);
  }
  state.profile.remarks.emplace_back(
      "CCV Shop keeps no date of payment: payments are dated on the day of the order.");
  state.stage = "done";
  state.complete = true;
}

void go_on(probe_state& state, const std::string& order_id) {
  const std::string_view here =
      state.stage.starts_with(rows_prefix) ? std::string_view{"rows"} : state.stage;
  auto at =
      static_cast<std::size_t>(std::find(stages.begin(), stages.end(), here) - stages.begin()) + 1;
  if (at < stages.size() && stages[at] == "rows") {
    if (!order_id.empty()) {
      state.stage = std::string(rows_prefix) + order_id;
      return;
    }
    ++at;
  }
  if (at < stages.size() && stages[at] == "invoices" &&
      option_of(state.connection, option::invoices) == "no") {
    ++at;
  }
  if (at >= stages.size()) {
    finish(state);
    return;
  }
  state.stage = std::string(stages[at]);
}

core::error explain(const probe_state& state, const core::http_response& answer,
                    core::error failure) {
  if (state.stage == "root") {
    return explain_root(answer, std::move(failure));
  }
  if (failure.code == errc::not_found) {
    failure.code = errc::shop_api_missing;
  }
  failure.detail = stage_uri(state) + ": " + failure.detail;
  return failure;
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
    core::http_request page;
    page.url = *base + "/";
    page.headers = {{"Accept", "text/html,*/*"}};
    page.body_limit = 4U << 20U;
    page.follow_redirects = true;
    return page;
  }
  const std::string uri = stage_uri(state);
  if (uri.empty()) {
    return core::fail(errc::invalid_input, "unknown stage of the probe");
  }
  return make_get(state.connection, uri, context);
}

core::result<core::probe_state> parse_probe(const core::probe_state& state,
                                            const core::result<core::http_response>& answer) {
  if (state.stage.empty()) {
    return after_home(state, answer);
  }
  if (stage_uri(state).empty()) {
    return core::fail(errc::invalid_input, "unknown stage of the probe");
  }
  if (!answer) {
    return unreachable(answer.error());
  }
  probe_state next = state;
  const bool needed = state.stage == "root" || state.stage == "webshops" ||
                      state.stage == "orders" || state.stage.starts_with(rows_prefix);
  const auto object = read_object(state.connection, *answer);
  if (!object) {
    const auto failure = explain(state, *answer, object.error());
    if (needed || !is_lesser(failure)) {
      return failure;
    }
    if (state.stage == "invoices") {
      set_option(next.connection, option::invoices, "no");
    }
    go_on(next, {});
    return next;
  }
  if (const auto learned = learn(next, *object); !learned) {
    return learned.error();
  }
  go_on(next, state.stage == "orders" ? shown_order(*object) : std::string{});
  return next;
}

}  // namespace boekbrug::adapters::ccvshop_api
