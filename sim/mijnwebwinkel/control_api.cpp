#include "sim/mijnwebwinkel/endpoints.hpp"

#include "sim/json_options.hpp"

#include <boost/json.hpp>

namespace boekbrug::sim::mijnwebwinkel {
namespace {

namespace json = boost::json;

net::server_response reply_ids(const std::vector<std::string>& ids) {
  json::array list;
  for (const auto& id : ids) {
    list.push_back(json::value(id));
  }
  return json_reply(200, json::serialize(json::object{{"ids", std::move(list)}}));
}

net::server_response refuse(const core::error& why) {
  const int status = why.code == core::errc::not_found        ? 404
                     : why.code == core::errc::already_exists ? 409
                                                              : 400;
  return control_refusal(status, why.detail);
}

cents read_cents(json_options& options, std::string_view key) {
  const auto amount = parse_amount(options.text(key));
  if (!amount || *amount % micros_per_cent != 0) {
    options.refuse(key, "an amount such as \"12.34\" expected");
  }
  return to_cents(*amount);
}

net::server_response arrive(shop_state& shop, const shop_request& request,
                            const json::object& body) {
  json_options options{body};
  const auto count = options.number("count", 1, 0, 100'000);
  const order_wish wish = read_wish(options);
  options.finish();
  if (wish.status && shop.find_status(*wish.status) == nullptr) {
    return control_refusal(400, "status: unknown to this shop");
  }
  return reply_ids(shop.arrive(count, request.now, wish));
}

/// A captured order brings its payment along, so that the payments call knows it.
std::vector<payment> payments_for(shop_state& shop, const order_facts& facts,
                                  const json::object& order, seconds_utc now) {
  if (facts.gateway.empty() || facts.gateway == "basic" || !facts.credited_number.empty()) {
    return {};
  }
  const std::string method = loose_text(order.at("payment").as_object().if_contains("method_name"));
  payment entry{shop.generator.draw_uuid(), facts.gateway, method, facts.total, now, {}};
  if (facts.payment_status == "captured" || facts.payment_status == "refunded") {
    entry.mutations.push_back({"capture", facts.total, now});
  }
  if (facts.payment_status == "refunded") {
    entry.mutations.push_back({"refund", facts.total, now});
  }
  return {std::move(entry)};
}

/// A whole order in the platform's JSON; anything without lines is a wish for the generator.
net::server_response add_order(shop_state& shop, const shop_request& request,
                               const json::object& body) {
  if (!body.contains("orderlines")) {
    return arrive(shop, request, body);
  }
  const auto facts = read_facts(body);
  if (!facts) {
    return refuse(facts.error());
  }
  if (facts->lines_total() != facts->total && request.query.get("check") != "0") {
    return control_refusal(400, "price.total: the lines add up to " +
                                    cents_text(facts->lines_total()) + ", not to " +
                                    cents_text(facts->total));
  }
  if (!facts->credited_number.empty() && shop.store.find(facts->credited_number) == nullptr) {
    return control_refusal(400, "credited_order_number: no such order");
  }
  if (shop.find_status(facts->status) == nullptr) {
    return control_refusal(400, "status: unknown to this shop");
  }
  auto added = shop.store.add(body, std::string{request.body},
                              payments_for(shop, *facts, body, request.now));
  return added ? reply_ids({(*added)->id()}) : refuse(added.error());
}

net::server_response patch_order(shop_state& shop, const shop_request& request,
                                 const std::string& id, const json::object& body) {
  json_options options{body};
  order_patch change;
  const auto optional_flag = [&](std::string_view key) {
    const auto* value = body.if_contains({key.data(), key.size()});
    return value == nullptr || value->is_null() ? (options.ignore(key), std::optional<bool>{})
                                                : std::optional{options.flag(key, false)};
  };
  if (const auto status = options.number("status", -1, 0, 1'000'000); status >= 0) {
    change.status = status;
  }
  change.paid = optional_flag("paid");
  change.archived = optional_flag("archived");
  change.touch = optional_flag("touch");
  if (options.flag("silent", false)) {
    change.touch = false;
  }
  if (const auto state = options.text("payment_status"); !state.empty()) {
    change.payment_status = state;
  }
  if (body.contains("total")) {
    change.total = read_cents(options, "total");
  }
  const bool gone = options.flag("deleted", false);
  options.finish();
  if (gone) {
    shop.store.erase(id);
    return reply_ids({id});
  }
  if (change.status && shop.find_status(*change.status) == nullptr) {
    return control_refusal(400, "status: unknown to this shop");
  }
  const auto done = shop.patch(id, change, request.now);
  return done ? json_reply(200, books_of(shop, *shop.store.find(id))) : refuse(done.error());
}

net::server_response credit_order(shop_state& shop, const shop_request& request,
                                  const std::string& id, const json::object& body) {
  json_options options{body};
  credit_request wanted;
  const std::string kind = options.text("kind", "full");
  if (kind == "lines") {
    wanted.what = credit_request::kind::lines;
  } else if (kind == "amount") {
    wanted.what = credit_request::kind::amount;
    wanted.amount = read_cents(options, "amount");
  } else if (kind != "full") {
    options.refuse("kind", "full, lines or amount expected");
  }
  for (const auto* entry : options.objects("lines")) {
    json_options one{*entry, "lines"};
    const auto index = one.number("index", 0, 0, 10'000);
    wanted.lines.emplace_back(static_cast<std::size_t>(index),
                              one.number("quantity", 1, 1, 1'000'000));
    one.finish();
  }
  wanted.shipping = options.flag("shipping", false);
  wanted.refund_payment = options.flag("refund_payment", false);
  wanted.status = options.number("status", wanted.status, 0, 1'000'000);
  options.finish();
  const auto made = shop.credit(id, wanted, request.now);
  return made ? reply_ids({*made}) : refuse(made.error());
}

/// Switches the shop's token off and on, as the merchant may.
net::server_response set_token(shop_state& shop, const json::object& body) {
  json_options options{body};
  shop.token_active = options.flag("active", true);
  options.finish();
  return json_reply(200, shop.token_active ? "{\"active\":true}" : "{\"active\":false}");
}

net::server_response on_order(shop_state& shop, const shop_request& request, std::string rest,
                              const json::object& body) {
  const bool credit = rest.ends_with("/credit");
  if (credit) {
    rest.erase(rest.size() - 7);
  }
  const order_record* order = shop.store.find(rest);
  if (order == nullptr) {
    return control_refusal(404, "no order " + rest);
  }
  if (request.method == core::http_method::get && !credit) {
    return json_reply(200, books_of(shop, *order));
  }
  if (request.method != core::http_method::post) {
    return control_refusal(405, "POST expected");
  }
  return credit ? credit_order(shop, request, rest, body) : patch_order(shop, request, rest, body);
}

}  // namespace

net::server_response control(shop_state& shop, const shop_request& request) {
  const bool posting = request.method == core::http_method::post;
  json::object body;
  if (posting && !request.body.empty()) {
    json::error_code problem;
    const auto parsed = json::parse({request.body.data(), request.body.size()}, problem);
    if (problem || !parsed.is_object()) {
      return control_refusal(400, "a JSON object expected");
    }
    body = parsed.get_object();
  }
  try {
    if (request.path == "/books" && !posting) {
      return json_reply(200, books_of(shop));
    }
    if (request.path == "/arrive" && posting) {
      return arrive(shop, request, body);
    }
    if (request.path == "/orders" && posting) {
      return add_order(shop, request, body);
    }
    if (request.path == "/token" && posting) {
      return set_token(shop, body);
    }
    if (request.path.starts_with("/orders/")) {
      return on_order(shop, request, request.path.substr(8), body);
    }
  } catch (const bad_option& problem) {
    return control_refusal(400, problem.what());
  }
  return control_refusal(404, "no such control path");
}

}  // namespace boekbrug::sim::mijnwebwinkel
