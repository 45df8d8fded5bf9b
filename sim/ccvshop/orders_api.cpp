#include "sim/ccvshop/endpoints.hpp"
#include "sim/ccvshop/filters.hpp"
#include "sim/ccvshop/render.hpp"

#include <algorithm>
#include <array>

namespace boekbrug::sim::ccvshop {
namespace {

using core::http_method;

net::server_response schema_mismatch() {
  return error_reply(500, "500.20", "Output does not match the JSON schema of this resource.");
}

net::server_response list_orders(shop_state& shop, const api_request& request) {
  filter_reader read{request, shop};
  order_filter filter;
  const page_range page = page_of(request, shop);
  filter.start = page.start;
  filter.size = page.size;
  filter.completed = read.flag("is_completed").value_or(true);
  filter.paid = read.flag("is_paid");
  filter.status = read.number("status");
  filter.number = read.number("ordernumber");
  filter.paymethod = read.number("paymethod_id");
  filter.transaction = read.text("transaction_id");
  filter.from = read.from("min_create_date");
  filter.until = read.until("max_create_date");
  filter.deliver_date = read.day("deliver_date");
  filter.take_out_date = read.day("take_out_date");
  const auto [by, descending] = read.order({"id", "ordernumber", "create_date", "deliver_date"});
  filter.by = static_cast<order_key>(by);
  filter.descending = descending;
  if (auto refusal = read.finish()) {
    return std::move(*refusal);
  }
  const auto found = shop.orders.select(filter);
  if (std::any_of(found.rows.begin(), found.rows.end(),
                  [](const stored_order* order) { return order->broken; })) {
    return schema_mismatch();
  }
  return collection(request, shop, page, found.more, [&](json_writer& json) {
    for (const auto* order : found.rows) {
      write_order(json, *order, {shop.base_url, shop.options});
    }
  });
}

net::server_response list_order_invoices(shop_state& shop, const api_request& request,
                                         const stored_order& order) {
  std::vector<std::string> items;
  for (const auto id : order.invoices) {
    const auto* invoice = shop.find_invoice(id);
    json_writer json{items.emplace_back()};
    write_invoice(json, *invoice, order, shop.money_of(*invoice), {shop.base_url, shop.options});
  }
  return collection_of(request, shop, items);
}

net::server_response list_rows(const shop_state& shop, const api_request& request,
                               const stored_order& order) {
  std::vector<std::string> items;
  const auto count = order.posted ? order.posted->rows.size() : order.money.rows.size();
  for (std::size_t i = 0; i < count; ++i) {
    items.push_back(order.posted ? join_object(order.posted->rows[i])
                                 : row_text(order.money.rows[i], {shop.base_url, order.id, 0, 1}));
  }
  return collection_of(request, shop, items);
}

net::server_response invoices_of_order(shop_state& shop, const api_request& request,
                                       const stored_order& order) {
  if (request.method == http_method::get) {
    return list_order_invoices(shop, request, order);
  }
  if (request.method != http_method::post) {
    return wrong_method();
  }
  const std::int64_t id = shop.make_invoice(order.id, request.now);
  std::string body;
  json_writer json{body};
  write_invoice(json, *shop.find_invoice(id), order, order.money, {shop.base_url, shop.options});
  return json_reply(201, std::move(body));
}

}  // namespace

net::server_response orders_api(shop_state& shop, const api_request& request, path_parts rest) {
  const bool reading = request.method == http_method::get;
  if (rest.empty()) {
    return reading ? list_orders(shop, request) : wrong_method();
  }
  const auto id = whole_number(rest[0]);
  const auto* order = id ? shop.orders.find_live(*id) : nullptr;
  if (order == nullptr || rest.size() > 2) {
    return not_found();
  }
  if (order->broken) {
    return schema_mismatch();
  }
  if (rest.size() == 2 && rest[1] == "invoices") {
    return invoices_of_order(shop, request, *order);
  }
  if (!reading) {
    return wrong_method();
  }
  if (rest.size() == 1) {
    std::string body;
    json_writer json{body};
    write_order(json, *order, {shop.base_url, shop.options});
    return json_reply(200, std::move(body));
  }
  if (rest[1] == "orderrows") {
    return list_rows(shop, request, *order);
  }
  constexpr std::array<std::string_view, 7> empty_lists{"ordernotes",
                                                        "ordermessages",
                                                        "ordernotifications",
                                                        "orderlabels",
                                                        "orderaffiliatenetworks",
                                                        "terminalreceipts",
                                                        "fiscaltransactionsignatures"};
  const bool known =
      std::find(empty_lists.begin(), empty_lists.end(), rest[1]) != empty_lists.end();
  return known ? collection_of(request, shop, {})
               : error_reply(404, "404.20", "Resource name does not exist.");
}

}  // namespace boekbrug::sim::ccvshop
