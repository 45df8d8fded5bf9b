#include "sim/mijnwebwinkel/endpoints.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace boekbrug::sim::mijnwebwinkel {
namespace {

namespace json = boost::json;

// The shelf never changes, so its dates are fixed: a day apart, in the order of the ids.
wall_seconds created_at(const article& item) {
  return *parse_date_time("2024-01-08 09:11:25") + std::chrono::days{item.id % 100};
}
wall_seconds changed_at(const article& item) {
  return created_at(item) + std::chrono::days{200};
}

std::string uuid_of(const article& item) {
  return make_uuid(3, static_cast<std::uint64_t>(item.id));
}

json::object article_json(const shop_state& shop, const article& item) {
  const cents price = shop.options.prices_include_tax ? item.gross : item.net;
  return {{"id", item.id},
          {"uuid", uuid_of(item)},
          {"name", json::string_view{item.name.data(), item.name.size()}},
          {"description", ""},
          {"sku", json::string_view{item.sku.data(), item.sku.size()}},
          {"taxable", item.vat != vat_kind::zero},
          {"price", json::object{{"default", cents_text(price)},
                                 {"action", nullptr},
                                 {"purchase", cents_text(item.net / 2)}}},
          {"stock", item.id % 3 == 0 ? json::value(nullptr) : json::value(15)},
          {"created_date", date_text(created_at(item))},
          {"created_time", clock_text(created_at(item))},
          {"updated_date", date_text(changed_at(item))},
          {"updated_time", clock_text(changed_at(item))},
          {"lists", json::array{}},
          {"variants", json::array{}},
          {"images", json::array{}}};
}

std::optional<net::server_response> read_window(const url_query& query, const std::string& name,
                                                std::optional<wall_seconds>& from,
                                                std::optional<wall_seconds>& to) {
  for (const bool start : {true, false}) {
    const std::string key = name + (start ? "_start_date" : "_end_date");
    if (const auto* text = query.find(key)) {
      auto& out = start ? from : to;
      out = parse_date_time(text->size() == 10 ? *text + " 00:00:00" : *text);
      if (!out) {
        return refused_parameter(key, "a date and time (yyyy-mm-dd hh:mm:ss) expected");
      }
    }
  }
  return std::nullopt;
}

bool inside(wall_seconds when, const std::optional<wall_seconds>& from,
            const std::optional<wall_seconds>& to) {
  return (!from || when >= *from) && (!to || when <= *to);
}

}  // namespace

net::server_response list_articles(shop_state& shop, const shop_request& request) {
  const url_query& query = request.query;
  note_unknown(shop, query,
               {"limit", "offset", "created_start_date", "created_end_date", "changed_start_date",
                "changed_end_date", "ids", "uuids"});
  page_request page;
  std::optional<wall_seconds> created_from, created_to, changed_from, changed_to;
  if (auto refused = read_page(shop, query, page)) {
    return *refused;
  }
  if (auto refused = read_window(query, "created", created_from, created_to)) {
    return *refused;
  }
  if (auto refused = read_window(query, "changed", changed_from, changed_to)) {
    return *refused;
  }
  const auto ids = query.list("ids");
  const auto uuids = query.list("uuids");
  const auto wanted = [](const std::vector<std::string>& list, const std::string& value) {
    return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
  };
  json::array out;
  std::size_t skipped = 0;
  for (const auto& item : articles()) {
    if (!wanted(ids, std::to_string(item.id)) || !wanted(uuids, uuid_of(item)) ||
        !inside(created_at(item), created_from, created_to) ||
        !inside(changed_at(item), changed_from, changed_to) || skipped++ < page.offset) {
      continue;
    }
    if (out.size() < page.limit) {
      out.push_back(article_json(shop, item));
    }
  }
  return json_reply(200, json::serialize(out));
}

net::server_response count_articles(shop_state& shop, const shop_request& request) {
  note_unknown(shop, request.query, {});
  return json_reply(200, "{\"count\":" + std::to_string(articles().size()) + "}");
}

net::server_response get_article(shop_state& shop, const shop_request& request,
                                 const std::string& id) {
  note_unknown(shop, request.query, {"use_url_id"});
  for (const auto& item : articles()) {
    if (id == std::to_string(item.id) || id == uuid_of(item)) {
      return json_reply(200, json::serialize(article_json(shop, item)));
    }
  }
  return error_reply(404, "Not Found", "Article " + id + " not found");
}

}  // namespace boekbrug::sim::mijnwebwinkel
