// Paths below /_sim: what tests and demonstrations do to the shop from behind.

#include "sim/ccvshop/books.hpp"
#include "sim/ccvshop/endpoints.hpp"
#include "sim/ccvshop/install_calls.hpp"
#include "sim/ccvshop/posted.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <algorithm>

namespace boekbrug::sim::ccvshop {
namespace {

using core::http_method;

net::server_response refuse(std::string_view why) {
  return error_reply(400, "", why);
}

net::server_response reply_ids(const std::vector<std::int64_t>& ids) {
  std::string body;
  json_writer json{body};
  json.open('{').key("ids").open('[');
  for (const auto id : ids) {
    json.number(id);
  }
  json.close(']').close('}');
  return json_reply(200, std::move(body));
}

net::server_response arrive(shop_state& shop, const boost::json::object& body, time_point now) {
  json_options options{body};
  const auto count = options.number("count", 1, 0, 100'000);
  const auto wish = read_wish(options);
  options.finish();
  return reply_ids(shop.arrive(count, now, wish));
}

net::server_response add_order(shop_state& shop, std::string_view text) {
  auto read = read_posted_order(text);
  if (const auto* why = std::get_if<std::string>(&read)) {
    return refuse(*why);
  }
  auto& order = std::get<stored_order>(read);
  const std::int64_t id = order.id == 0 ? shop.orders.highest_id() + 1 : order.id;
  order.id = id;
  if (!shop.add_posted(std::move(order))) {
    return error_reply(409, "", "order " + std::to_string(id) + " exists");
  }
  return reply_ids({id});
}

cents read_amount(json_options& options, std::string_view key) {
  const auto value = parse_number(options.text(key, "0"));
  if (!value) {
    options.refuse(key, "an amount such as \"12.34\" expected");
  }
  return to_cents(*value);
}

net::server_response change_order(shop_state& shop, std::int64_t id,
                                  const boost::json::object& body, time_point now) {
  json_options options{body};
  const bool silent = options.flag("silent", false);
  const auto status = options.number("status", 0, 0, status_highest);
  const bool has_paid = body.contains("paid");
  const bool paid = options.flag("paid", false);
  const bool has_total = body.contains("total");
  const cents total = read_amount(options, "total");
  const bool deleted = options.flag("deleted", false);
  const bool completed = options.flag("completed", false);
  const bool add_row = options.flag("add_row", false);
  const auto remove_row = options.number("remove_row", 0, 0, INT64_MAX);
  const bool invoice = options.flag("invoice", true);
  const bool has_broken = body.contains("broken");
  const bool broken = options.flag("broken", false);
  // No order of this platform carries a time of change, so there is nothing to touch.
  options.ignore("touch");
  options.finish();
  if (completed) {
    shop.complete(id, now);
  }
  if (has_paid) {
    shop.set_paid(id, paid, now, silent);
  }
  if (status > 0) {
    shop.set_status(id, static_cast<int>(status), now, silent);
  }
  if (has_total) {
    shop.set_total(id, total);
  }
  if (add_row || remove_row > 0) {
    const auto made =
        shop.edit_rows(id, remove_row > 0 ? std::optional{remove_row} : std::nullopt, now, invoice);
    if (const auto* why = std::get_if<std::string>(&made)) {
      return refuse(*why);
    }
  }
  if (has_broken) {
    shop.orders.update(id, [&](stored_order& order) { order.broken = broken; });
  }
  if (deleted) {
    shop.remove(id, now, silent);
  }
  return json_reply(200, books_of(shop, *shop.orders.find(id)));
}

micro read_count(json_options& options) {
  const auto value = parse_number(options.text("count", "1"));
  if (!value) {
    options.refuse("count", "a number such as \"1.5\" expected");
  }
  return *value;
}

net::server_response credit_order(shop_state& shop, std::int64_t id,
                                  const boost::json::object& body, time_point now) {
  json_options options{body};
  credit_request request;
  request.kind = options.text("kind", "full");
  request.amount = read_amount(options, "amount");
  request.status = static_cast<int>(options.number("status", 3, 1, 3));
  for (const auto* line : options.objects("lines")) {
    json_options one{*line, "lines"};
    const auto row = one.number("id", 0, 1, INT64_MAX);
    request.lines.emplace_back(row, read_count(one));
    one.finish();
  }
  options.finish();
  const auto made = shop.make_credit(id, request, now);
  if (const auto* why = std::get_if<std::string>(&made)) {
    return refuse(*why);
  }
  return reply_ids({std::get<std::int64_t>(made)});
}

net::server_response on_order(shop_state& shop, http_method method, std::string_view rest,
                              const boost::json::object& body, time_point now) {
  const std::size_t slash = std::min(rest.find('/'), rest.size());
  const auto id = whole_number(rest.substr(0, slash));
  const std::string_view action = rest.substr(slash);
  const auto* order = id ? shop.orders.find(*id) : nullptr;
  if (order == nullptr) {
    return error_reply(404, "", "no such order");
  }
  if (action.empty() && method == http_method::get) {
    return json_reply(200, books_of(shop, *order));
  }
  if (action.empty()) {
    return change_order(shop, *id, body, now);
  }
  if (method == http_method::post && action == "/credit") {
    return credit_order(shop, *id, body, now);
  }
  if (method == http_method::post && action == "/invoice") {
    return reply_ids({shop.make_invoice(*id, now)});
  }
  return error_reply(404, "", "no such control path");
}

net::server_response on_invoice(shop_state& shop, std::string_view rest,
                                const boost::json::object& body, time_point now) {
  const auto id = whole_number(rest);
  json_options options{body};
  const auto status = options.number("status", 3, 1, 3);
  options.finish();
  return id && shop.find_invoice(*id) != nullptr
             ? (shop.set_invoice_status(*id, static_cast<int>(status), now), reply_ids({*id}))
             : error_reply(404, "", "no such invoice");
}

net::server_response change_key(shop_state& shop, const boost::json::object& body) {
  json_options options{body};
  const std::string name = options.text("public");
  const bool revoked = options.flag("revoked", true);
  options.finish();
  for (auto& key : shop.options.keys) {
    if (key.name == name) {
      key.revoked = revoked;
      return reply_ids({});
    }
  }
  return error_reply(404, "", "no such key");
}

net::server_response pending_webhooks(const shop_state& shop) {
  std::string body;
  json_writer json{body};
  json.open('{').key("pending").open('[');
  for (const auto& post : shop.webhooks.pending()) {
    json.open('{').key("webhook_id").number(post.webhook_id).key("event").text(post.event);
    json.key("url").text(post.url).key("body").text(post.body);
    json.key("x-public").text(shop.options.keys.front().name);
    json.key("x-hash").text(post.hash).close('}');
  }
  json.close(']').close('}');
  return json_reply(200, std::move(body));
}

net::server_response post_control(shop_state& shop, std::string_view path, std::string_view text,
                                  const boost::json::object& body, time_point now) {
  if (path == "/arrive") {
    return arrive(shop, body, now);
  }
  if (path == "/orders") {
    return add_order(shop, text);
  }
  if (path.starts_with("/orders/")) {
    return on_order(shop, http_method::post, path.substr(8), body, now);
  }
  if (path.starts_with("/invoices/")) {
    return on_invoice(shop, path.substr(10), body, now);
  }
  if (path == "/errors") {
    shop.options.errors.push_back(read_error_rule(body));
    return reply_ids({});
  }
  if (path == "/keys") {
    return change_key(shop, body);
  }
  if (path == "/webhooks/clear") {
    shop.webhooks.clear_pending();
    return reply_ids({});
  }
  return error_reply(404, "", "no such control path");
}

}  // namespace

net::server_response control_api(shop_state& shop, http_method method, std::string_view path,
                                 const query& parameters, std::string_view text, time_point now) {
  try {
    if (method == http_method::post) {
      boost::json::error_code problem;
      const auto body = boost::json::parse(text.empty() ? std::string_view{"{}"} : text, problem);
      if (problem || !body.is_object()) {
        return refuse(problem ? "not JSON: " + problem.message() : "a JSON object expected");
      }
      return post_control(shop, path, text, body.get_object(), now);
    }
    if (path == "/books") {
      return json_reply(200, books_of(shop));
    }
    if (path.starts_with("/orders/")) {
      return on_order(shop, http_method::get, path.substr(8), {}, now);
    }
    if (path == "/webhooks/pending") {
      return pending_webhooks(shop);
    }
    if (path == "/handshake" || path == "/install" || path == "/uninstall") {
      return install_call(shop, path.substr(1), parameters);
    }
  } catch (const bad_option& problem) {
    return refuse(problem.what());
  }
  return error_reply(404, "", "no such control path");
}

}  // namespace boekbrug::sim::ccvshop
