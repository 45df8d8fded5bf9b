#include "sim/woocommerce/endpoints.hpp"

#include <boost/json/value.hpp>

#include <algorithm>

namespace boekbrug::sim::woocommerce {
namespace {

net::server_response invalid_parent() {
  return error_reply(404, "woocommerce_rest_invalid_order_id", "Invalid order ID.");
}

void sort_refunds(std::vector<const stored_refund*>& rows, bool by_id, bool descending) {
  std::sort(rows.begin(), rows.end(), [&](const stored_refund* a, const stored_refund* b) {
    if (descending) {
      std::swap(a, b);
    }
    return by_id || a->created == b->created ? a->id < b->id : a->created < b->created;
  });
}

/// The same row as under its order, plus the order's id.
json_fields with_parent(const stored_refund& refund) {
  json_fields out = refund.fields;
  const std::size_t place = out.empty() ? 0 : 1;
  out.insert(out.begin() + static_cast<std::ptrdiff_t>(place),
             json_field{"parent_id", std::to_string(refund.order_id)});
  return out;
}

}  // namespace

net::server_response page_of_rows(const std::vector<const json_fields*>& rows,
                                  const page_request& page, const view& chosen,
                                  const shop_request& request) {
  std::string body = "[";
  const std::size_t from = std::min(page.first(), rows.size());
  const std::size_t to = std::min(from + static_cast<std::size_t>(page.per_page), rows.size());
  for (std::size_t i = from; i < to; ++i) {
    if (i > from) {
      body += ',';
    }
    append_row(body, *rows[i], chosen, request.escaped_base_url);
  }
  body += ']';
  auto reply = json_reply(200, std::move(body));
  add_page_headers(reply, rows.size(), page, request.query,
                   request.base_url + "/wp-json" + request.route, false);
  return reply;
}

net::server_response list_order_refunds(shop_state& shop, const shop_request& request,
                                        std::int64_t id) {
  parameter_reader reader{request.query, shop.zone()};
  const page_request page = read_page(reader);
  const view chosen = read_view(reader, request.query);
  if (!reader.bad().empty()) {
    return invalid_parameters(reader.bad());
  }
  if (auto refusal = refuse_stranger(request, true)) {
    return std::move(*refusal);
  }
  const stored_order* order = shop.store.find(id);
  if (order == nullptr) {
    return invalid_parent();
  }
  std::vector<const stored_refund*> refunds;
  for (const auto& refund : order->refunds) {
    refunds.push_back(&refund);
  }
  sort_refunds(refunds, false, true);
  std::vector<const json_fields*> rows;
  for (const auto* refund : refunds) {
    rows.push_back(&refund->fields);
  }
  return page_of_rows(rows, page, chosen, request);
}

net::server_response get_order_refund(shop_state& shop, const shop_request& request,
                                      std::int64_t id, std::int64_t refund_id) {
  parameter_reader reader{request.query, shop.zone()};
  const view chosen = read_view(reader, request.query);
  if (!reader.bad().empty()) {
    return invalid_parameters(reader.bad());
  }
  if (auto refusal = refuse_stranger(request, false)) {
    return std::move(*refusal);
  }
  if (shop.store.find(id) == nullptr) {
    return invalid_parent();
  }
  const stored_refund* refund = shop.store.find_refund(refund_id);
  if (refund == nullptr || refund->order_id != id) {
    return error_reply(404, "woocommerce_rest_invalid_order_refund_id", "Invalid order refund ID.");
  }
  std::string body;
  append_row(body, refund->fields, chosen, request.escaped_base_url);
  return json_reply(200, std::move(body));
}

net::server_response create_refund(shop_state& shop, const shop_request& request, std::int64_t id) {
  if (auto refusal = refuse_stranger(request, false)) {
    return std::move(*refusal);
  }
  if (shop.store.find(id) == nullptr) {
    return invalid_parent();
  }
  const auto body = parse_body(request.body);
  if (!body) {
    return error_reply(400, "rest_invalid_json", "Invalid JSON body passed.");
  }
  refund_request wanted;
  wanted.kind = refund_kind::amount_only;
  const auto* amount = body->if_contains("amount");
  wanted.amount = amount != nullptr && amount->is_string()
                      ? parse_amount(std::string_view{amount->get_string()}).value_or(0)
                      : 0;
  if (const auto* reason = body->if_contains("reason"); reason != nullptr && reason->is_string()) {
    wanted.reason = std::string{reason->get_string()};
  }
  const auto made = shop.refund(id, wanted, request.now);
  if (!made) {
    return bare_error_reply(500, "woocommerce_rest_cannot_create_order_refund",
                            "Invalid refund amount.");
  }
  ++shop.writes;
  std::string row;
  append_row(row, shop.store.find_refund(*made)->fields, view{}, request.escaped_base_url);
  return json_reply(201, std::move(row));
}

net::server_response list_refunds(shop_state& shop, const shop_request& request) {
  parameter_reader reader{request.query, shop.zone()};
  const page_request page = read_page(reader);
  const view chosen = read_view(reader, request.query);
  const bool gmt = reader.boolean("dates_are_gmt", false);
  const auto after = reader.time("after", gmt);
  const auto before = reader.time("before", gmt);
  const bool descending = reader.one_of("order", {"asc", "desc"}, "desc") == "desc";
  const bool by_id =
      reader.one_of("orderby", {"date", "id", "include", "title", "slug", "modified"}, "date") ==
      "id";
  if (!reader.bad().empty()) {
    return invalid_parameters(reader.bad());
  }
  if (auto refusal = refuse_stranger(request, true)) {
    return std::move(*refusal);
  }
  std::vector<const stored_refund*> refunds;
  for (const auto& [refund_id, order_id] : shop.store.refunds()) {
    const stored_refund* refund = shop.store.find_refund(refund_id);
    if (refund != nullptr && (!after || refund->created > *after) &&
        (!before || refund->created < *before)) {
      refunds.push_back(refund);
    }
  }
  sort_refunds(refunds, by_id, descending);
  std::vector<json_fields> rows;
  rows.reserve(refunds.size());
  std::vector<const json_fields*> shown;
  for (const auto* refund : refunds) {
    shown.push_back(&rows.emplace_back(with_parent(*refund)));
  }
  return page_of_rows(shown, page, chosen, request);
}

}  // namespace boekbrug::sim::woocommerce
