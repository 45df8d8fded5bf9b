#include "sim/json_options.hpp"
#include "sim/woocommerce/books.hpp"
#include "sim/woocommerce/endpoints.hpp"
#include "sim/woocommerce/options.hpp"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <charconv>

namespace boekbrug::sim::woocommerce {
namespace {

net::server_response refuse(int status, std::string_view why) {
  return error_reply(status, "sim_bad_request", why);
}

net::server_response reply_ids(const std::vector<std::int64_t>& ids) {
  std::string body;
  json_writer json{body};
  json.begin_object().key("ids").begin_array();
  for (const auto id : ids) {
    json.number(id);
  }
  json.end_array().end_object();
  return json_reply(200, std::move(body));
}

net::server_response reply_books(const shop_state& shop, std::int64_t id) {
  return json_reply(200, books_of(*shop.store.find(id)));
}

/// {"count": 3, "status": "completed", "paid": true, "market": "eu_consumer", "refunds": false}
net::server_response arrive(shop_state& shop, const shop_request& request,
                            const boost::json::object& body) {
  json_options options{body};
  const std::int64_t count = options.number("count", 1, 0, 100'000);
  const order_wish wish = read_wish(options);
  options.finish();
  if (wish.status && !shop.knows_status(*wish.status)) {
    return refuse(400, "status: unknown to this shop");
  }
  return reply_ids(shop.arrive(count, request.now, wish));
}

/// A whole order object is taken as it is; anything else is a wish for the generator.
net::server_response add_order(shop_state& shop, const shop_request& request,
                               const boost::json::object& body) {
  if (!body.contains("line_items")) {
    return arrive(shop, request, body);
  }
  auto order = make_stored_order(split_object(request.body));
  if (!order) {
    return refuse(400, order.error().detail);
  }
  order->from_file = true;
  const std::int64_t id = order->id;
  if (!shop.add(std::move(*order))) {
    return refuse(409, "order " + std::to_string(id) + " exists");
  }
  return reply_ids({id});
}

net::server_response patch_order(shop_state& shop, const shop_request& request, std::int64_t id,
                                 const boost::json::object& body) {
  if (const auto* gone = body.if_contains("deleted");
      gone != nullptr && gone->is_bool() && gone->get_bool()) {
    shop.store.erase(id);
    return reply_ids({id});
  }
  const auto patch = parse_patch(body, request.now);
  if (!patch) {
    return refuse(400, patch.error().detail);
  }
  if (patch->status && !shop.knows_status(*patch->status)) {
    return refuse(400, "status: unknown to this shop");
  }
  shop.store.update(id,
                    [&](stored_order& order) { apply(*patch, order, request.now, shop.zone()); });
  return reply_books(shop, id);
}

net::server_response refund_order(shop_state& shop, const shop_request& request, std::int64_t id,
                                  const boost::json::object& body) {
  const auto wanted = parse_refund(body);
  if (!wanted) {
    return refuse(400, wanted.error().detail);
  }
  const auto made = shop.refund(id, *wanted, request.now);
  if (!made) {
    return refuse(400, made.error().detail);
  }
  return reply_ids({*made});
}

net::server_response on_order(shop_state& shop, const shop_request& request, std::string_view rest,
                              const boost::json::object& body) {
  std::int64_t id = 0;
  const auto [end, problem] = std::from_chars(rest.data(), rest.data() + rest.size(), id);
  const std::string_view action = rest.substr(static_cast<std::size_t>(end - rest.data()));
  if (problem != std::errc{} || (!action.empty() && action != "/refund")) {
    return refuse(404, "no such control path");
  }
  if (shop.store.find(id) == nullptr) {
    return refuse(404, "no order " + std::to_string(id));
  }
  if (request.method == core::http_method::get) {
    return reply_books(shop, id);
  }
  return action.empty() ? patch_order(shop, request, id, body)
                        : refund_order(shop, request, id, body);
}

}  // namespace

net::server_response control(shop_state& shop, const shop_request& request, std::string_view path) {
  const bool posting = request.method == core::http_method::post;
  const auto body = parse_body(request.body);
  if (posting && !body) {
    return refuse(400, body.error().detail);
  }
  try {
    const boost::json::object empty;
    const boost::json::object& given = posting ? *body : empty;
    if (path == "/books" && !posting) {
      return json_reply(200, books_of(shop));
    }
    if (path == "/arrive" && posting) {
      return arrive(shop, request, given);
    }
    if (path == "/orders" && posting) {
      return add_order(shop, request, given);
    }
    if (path.starts_with("/orders/")) {
      return on_order(shop, request, path.substr(8), given);
    }
  } catch (const bad_option& problem) {
    return refuse(400, problem.what());
  }
  return refuse(404, "no such control path");
}

}  // namespace boekbrug::sim::woocommerce
