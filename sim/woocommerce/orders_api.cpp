#include "sim/woocommerce/endpoints.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <algorithm>

namespace boekbrug::sim::woocommerce {
namespace {

std::string reply_body(const stored_order& order, const view& chosen, const shop_request& request) {
  std::string body;
  append_row(body, order.fields, chosen, request.escaped_base_url);
  return body;
}

net::server_response product_missing() {
  return error_reply(400, "woocommerce_rest_required_product_reference",
                     "Product ID or SKU is required.");
}

std::int64_t number_in(const boost::json::object& from, std::string_view name,
                       std::int64_t fallback) {
  const auto* value = from.if_contains(name);
  return value != nullptr && value->is_int64() ? value->get_int64() : fallback;
}

/// The line's product by id, else by SKU; nullptr when neither is known.
const product* product_of(const boost::json::object& line) {
  const std::int64_t id = number_in(line, "product_id", 0);
  if (id != 0) {
    return find_product(id, number_in(line, "variation_id", 0));
  }
  const auto* sku = line.if_contains("sku");
  if (sku == nullptr || !sku->is_string()) {
    return nullptr;
  }
  const auto all = products();
  const auto it = std::find_if(all.begin(), all.end(), [&](const product& p) {
    return !p.sku.empty() && p.sku == std::string_view{sku->get_string()};
  });
  return it == all.end() ? nullptr : &*it;
}

std::string text_in(const boost::json::object& from, std::string_view name, std::string fallback) {
  const auto* value = from.if_contains(name);
  return value != nullptr && value->is_string() ? std::string{value->get_string()} : fallback;
}

net::server_response bad_json() {
  return error_reply(400, "rest_invalid_json", "Invalid JSON body passed.");
}

net::server_response bad_status() {
  return invalid_parameters(
      {{"status", "rest_not_in_enum", "status is not one of the shop's statuses."}});
}

}  // namespace

core::result<boost::json::object> parse_body(std::string_view body) {
  if (body.find_first_not_of(" \r\n\t") == std::string_view::npos) {
    return boost::json::object{};
  }
  boost::json::error_code problem;
  auto parsed = boost::json::parse(boost::json::string_view{body.data(), body.size()}, problem);
  if (problem || !parsed.is_object()) {
    return core::fail(core::errc::invalid_input,
                      problem ? problem.message() : "a JSON object expected");
  }
  return std::move(parsed.get_object());
}

std::optional<net::server_response> refuse_stranger(const shop_request& request, bool list) {
  if (request.key != nullptr && request.key->sees_orders) {
    return std::nullopt;
  }
  const bool reading =
      request.method == core::http_method::get || request.method == core::http_method::head;
  if (!reading) {
    return error_reply(401, "woocommerce_rest_cannot_create",
                       "Sorry, you are not allowed to create resources.");
  }
  return error_reply(
      401, "woocommerce_rest_cannot_view",
      list ? "Sorry, you cannot list resources." : "Sorry, you cannot view this resource.");
}

void append_row(std::string& out, const json_fields& fields, const view& chosen,
                std::string_view escaped_base_url) {
  out += '{';
  bool first = true;
  for (const auto& [key, text] : fields) {
    if (!chosen.shows(key)) {
      continue;
    }
    out += first ? "\"" : ",\"";
    first = false;
    out += key;
    out += "\":";
    append_filled(out, text, chosen.digits, escaped_base_url);
  }
  out += '}';
}

net::server_response written(int status, std::string_view stored, const shop_request& request) {
  std::string body;
  append_filled(body, stored, 2, request.escaped_base_url);
  return json_reply(status, std::move(body));
}

net::server_response list_orders(shop_state& shop, const shop_request& request) {
  parameter_reader reader{request.query, shop.zone()};
  const page_request page = read_page(reader);
  const view chosen = read_view(reader, request.query);
  order_filter filter = read_order_filter(reader, request.query, known_statuses(shop.options),
                                          shop.at_least(5, 8), shop.at_least(5, 4));
  if (!reader.bad().empty()) {
    return invalid_parameters(reader.bad());
  }
  if (auto refusal = refuse_stranger(request, true)) {
    return std::move(*refusal);
  }
  filter.offset = page.first();
  filter.limit = static_cast<std::size_t>(page.per_page);
  const order_selection found = shop.store.select(filter);
  std::string body = "[";
  body.reserve(found.rows.size() * 4'500 + 2);
  for (const stored_order* order : found.rows) {
    if (body.size() > 1) {
      body += ',';
    }
    append_row(body, order->fields, chosen, request.escaped_base_url);
  }
  body += ']';
  auto reply = json_reply(200, std::move(body));
  add_page_headers(reply, found.total, page, request.query,
                   request.base_url + "/wp-json" + request.route, true);
  return reply;
}

net::server_response get_order(shop_state& shop, const shop_request& request, std::int64_t id) {
  parameter_reader reader{request.query, shop.zone()};
  const view chosen = read_view(reader, request.query);
  if (!reader.bad().empty()) {
    return invalid_parameters(reader.bad());
  }
  const stored_order* order = shop.store.find(id);
  if (order == nullptr) {
    return invalid_order_id();  // WooCommerce looks for the order before it looks at rights
  }
  if (auto refusal = refuse_stranger(request, false)) {
    return std::move(*refusal);
  }
  return json_reply(200, reply_body(*order, chosen, request));
}

net::server_response create_order(shop_state& shop, const shop_request& request) {
  if (auto refusal = refuse_stranger(request, false)) {
    return std::move(*refusal);
  }
  const auto body = parse_body(request.body);
  if (!body) {
    return bad_json();
  }
  cart wanted;
  if (const auto* lines = body->if_contains("line_items"); lines != nullptr && lines->is_array()) {
    for (const auto& line : lines->get_array()) {
      const product* item = line.is_object() ? product_of(line.get_object()) : nullptr;
      if (item == nullptr) {
        return product_missing();
      }
      const auto quantity =
          std::clamp<std::int64_t>(number_in(line.get_object(), "quantity", 1), 0, 100'000);
      wanted.lines.push_back({item, static_cast<int>(quantity)});
    }
  }
  const auto* paid = body->if_contains("set_paid");
  const bool set_paid = paid != nullptr && paid->is_bool() && paid->get_bool();
  const std::string status = text_in(*body, "status", set_paid ? "processing" : "pending");
  if (!shop.knows_status(status)) {
    return bad_status();
  }
  const std::int64_t id = shop.take_id();
  shop.add(shop.generator.make_plain(id, std::move(wanted), request.now, status, set_paid));
  ++shop.writes;
  return json_reply(201, reply_body(*shop.store.find(id), view{}, request));
}

net::server_response change_order(shop_state& shop, const shop_request& request, std::int64_t id) {
  if (shop.store.find(id) == nullptr) {
    return invalid_order_id();
  }
  if (auto refusal = refuse_stranger(request, false)) {
    return std::move(*refusal);
  }
  const auto body = parse_body(request.body);
  if (!body) {
    return bad_json();
  }
  order_patch patch;
  if (const auto* status = body->if_contains("status"); status != nullptr && status->is_string()) {
    patch.status = std::string{status->get_string()};
    if (!shop.knows_status(*patch.status)) {
      return bad_status();
    }
  }
  if (const auto* note = body->if_contains("customer_note"); note != nullptr && note->is_string()) {
    patch.customer_note = std::string{note->get_string()};
  }
  shop.store.update(id,
                    [&](stored_order& order) { apply(patch, order, request.now, shop.zone()); });
  ++shop.writes;
  return json_reply(200, reply_body(*shop.store.find(id), view{}, request));
}

net::server_response delete_order(shop_state& shop, const shop_request& request, std::int64_t id) {
  const stored_order* order = shop.store.find(id);
  if (order == nullptr) {
    return invalid_order_id();
  }
  if (auto refusal = refuse_stranger(request, false)) {
    return std::move(*refusal);
  }
  ++shop.writes;
  std::string body = reply_body(*order, view{}, request);
  if (request.query.get("force") == "true" || request.query.get("force") == "1") {
    shop.store.erase(id);
  } else {
    order_patch patch;
    patch.status = "trash";
    shop.store.update(
        id, [&](stored_order& changed) { apply(patch, changed, request.now, shop.zone()); });
    body = reply_body(*shop.store.find(id), view{}, request);
  }
  return json_reply(200, std::move(body));
}

}  // namespace boekbrug::sim::woocommerce
