#include "sim/magento/books.hpp"
#include "sim/magento/json_text.hpp"
#include "sim/magento/options.hpp"
#include "sim/magento/order_change.hpp"
#include "sim/magento/order_check.hpp"
#include "sim/magento/rest_api.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <charconv>

namespace boekbrug::sim::magento {
namespace {

net::server_response refuse(int status, std::string_view why) {
  return error_reply(status, why);
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

net::server_response arrive(shop_state& shop, const boost::json::object& body, seconds_utc now) {
  json_options options{body};
  const std::int64_t count = options.number("count", 1, 0, 100'000);
  const order_wish wish = read_wish(options);
  options.finish();
  return reply_ids(shop.arrive(count, now, now, wish));
}

/// A plain order, or {"order":{},"invoices":[],"creditmemos":[]}.
net::server_response add_order(shop_state& shop, std::string_view body) {
  const std::string text = compact(body);
  const std::string_view wrapped = member(text, "order");
  const std::string order{wrapped.empty() ? std::string_view{text} : wrapped};
  if (const std::string wrong = what_is_wrong_with_order(order); !wrong.empty()) {
    return refuse(400, wrong);
  }
  const std::int64_t id = number_of(order, "entity_id");
  for (const char* list : {"invoices", "creditmemos"}) {
    for (const auto document : elements(member(text, list))) {
      if (const std::string wrong = what_is_wrong_with_document(document, id); !wrong.empty()) {
        return refuse(400, std::string{list} + ": " + wrong);
      }
    }
  }
  if (!shop.add_order(order)) {
    return refuse(409, "order " + std::to_string(id) + " exists");
  }
  for (const auto kind : {document_kind::invoice, document_kind::creditmemo}) {
    const bool invoice = kind == document_kind::invoice;
    for (const auto document :
         elements(wrapped.empty() ? std::string_view{}
                                  : member(text, invoice ? "invoices" : "creditmemos"))) {
      if (!shop.add_document(kind, std::string{document})) {
        return refuse(409, "document " + std::to_string(number_of(document, "entity_id")) +
                               " exists; the order was added");
      }
    }
  }
  return reply_ids({id});
}

net::server_response credit(shop_state& shop, std::int64_t id, const boost::json::object& body,
                            seconds_utc now) {
  bool touch = true;
  const auto wish = read_credit(body, shop.orders.find(id)->text, touch);
  if (!wish) {
    return refuse(400, wish.error().detail);
  }
  const auto made = shop.make(document_kind::creditmemo, id, *wish, now, touch);
  return made ? reply_ids({*made}) : refuse(400, made.error().detail);
}

net::server_response on_order(shop_state& shop, bool posting, std::string_view rest,
                              const boost::json::object& body, std::string_view raw_body,
                              seconds_utc now) {
  std::int64_t id = 0;
  const auto [end, problem] = std::from_chars(rest.data(), rest.data() + rest.size(), id);
  const std::string_view action = rest.substr(static_cast<std::size_t>(end - rest.data()));
  if (problem != std::errc{} || (!action.empty() && action != "/credit")) {
    return refuse(404, "no such control path");
  }
  const row* order = shop.orders.find(id);
  if (order == nullptr) {
    return refuse(404, "no order " + std::to_string(id));
  }
  if (!posting) {
    return json_reply(200, books_of(shop, *order));
  }
  if (!action.empty()) {
    return credit(shop, id, body, now);
  }
  const auto changed = change_order(shop, id, body, raw_body, now);
  if (!changed) {
    return refuse(400, changed.error().detail);
  }
  order = shop.orders.find(id);
  return order == nullptr ? reply_ids({id}) : json_reply(200, books_of(shop, *order));
}

}  // namespace

net::server_response control(shop_state& shop, bool posting, std::string_view path,
                             std::string_view body, seconds_utc now) {
  boost::json::value given = boost::json::object{};
  if (posting && !body.empty()) {
    boost::json::error_code problem;
    given = boost::json::parse({body.data(), body.size()}, problem);
    if (problem || !given.is_object()) {
      return refuse(400, problem ? "not JSON: " + problem.message() : "a JSON object expected");
    }
  }
  try {
    if (path == "/books" && !posting) {
      return json_reply(200, books_of(shop));
    }
    if (path == "/arrive" && posting) {
      return arrive(shop, given.get_object(), now);
    }
    if (path == "/orders" && posting) {
      return add_order(shop, body.empty() ? "{}" : body);
    }
    if (path.starts_with("/orders/")) {
      return on_order(shop, posting, path.substr(8), given.get_object(), body, now);
    }
  } catch (const bad_option& problem) {
    return refuse(400, problem.what());
  }
  return refuse(404, "no such control path");
}

}  // namespace boekbrug::sim::magento
