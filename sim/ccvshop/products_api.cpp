#include "sim/ccvshop/endpoints.hpp"
#include "sim/ccvshop/filters.hpp"

#include <algorithm>

namespace boekbrug::sim::ccvshop {
namespace {

std::string product_text(const product& item, const shop_state& shop) {
  std::string out;
  json_writer json{out};
  json.open('{').key("href").text(shop.base_url + "/api/rest/v1/products/" +
                                  std::to_string(item.id));
  json.key("id").number(item.id).key("is_active").boolean(true);
  json.key("productnumber").text(item.number).key("eannumber").text(item.ean);
  json.key("name").text(item.name).key("price").amount(from_cents(item.price));
  json.key("discount").number(0).key("purchaseprice").number(0);
  json.key("taxtariff").text(item.rate == 2100 ? "normal" : item.rate == 900 ? "low a" : "zero");
  json.key("vatrate").raw(rate_text(item.rate)).key("unit").text(item.unit);
  json.key("stock").number(item.stock);
  json.key("container_deposit_price").amount(from_cents(item.deposit));
  json.key("safety_deposit_price").amount(from_cents(item.safety_deposit));
  json.members(R"("createdate":"2024-02-01T09:00:00Z","modifydate":"2025-01-15T12:30:00Z")");
  json.close('}');
  return out;
}

/// Case-blind for ASCII, as the shop's own search is.
bool holds(std::string_view text, std::string_view part) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::search(text.begin(), text.end(), part.begin(), part.end(),
                     [&](char a, char b) { return lower(a) == lower(b); }) != text.end();
}

struct product_filter {
  std::optional<std::string> number, ean, name, price_low, price_high;
  std::optional<std::int64_t> stock_low, stock_high;
  std::optional<bool> active;
};

bool matches(const product& item, const product_filter& filter) {
  const auto amount = [](const std::optional<std::string>& text, cents fallback) {
    const auto value = text ? parse_number(*text) : std::nullopt;
    return value ? to_cents(*value) : fallback;
  };
  return (!filter.number || item.number == *filter.number) &&
         (!filter.ean || item.ean == *filter.ean) &&
         (!filter.name || holds(item.name, *filter.name)) &&
         item.price >= amount(filter.price_low, item.price) &&
         item.price <= amount(filter.price_high, item.price) &&
         item.stock >= filter.stock_low.value_or(item.stock) &&
         item.stock <= filter.stock_high.value_or(item.stock) && filter.active.value_or(true);
}

net::server_response list_products(shop_state& shop, const api_request& request) {
  filter_reader read{request, shop};
  product_filter filter;
  filter.number = read.text("productnumber");
  filter.ean = read.text("eannumber");
  filter.name = read.text("productname");
  filter.price_low = read.text("minprice");
  filter.price_high = read.text("maxprice");
  filter.stock_low = read.number("minstock");
  filter.stock_high = read.number("maxstock");
  filter.active = read.flag("active");
  read.know("expand");
  read.know("mpnnumber");
  const auto [by, descending] = read.order({"id", "name", "createdate", "modifydate"});
  if (auto refusal = read.finish()) {
    return std::move(*refusal);
  }
  if (filter.name && filter.name->size() < 3) {
    return error_reply(400, "", "Parameter productname: at least 3 letters expected.");
  }
  std::vector<product> found;
  std::copy_if(products().begin(), products().end(), std::back_inserter(found),
               [&](const product& item) { return matches(item, filter); });
  if (by == 1) {
    std::sort(found.begin(), found.end(),
              [](const product& a, const product& b) { return a.name < b.name; });
  }
  if (descending) {
    std::reverse(found.begin(), found.end());
  }
  std::vector<std::string> items;
  for (const auto& item : found) {
    items.push_back(product_text(item, shop));
  }
  return collection_of(request, shop, items);
}

}  // namespace

net::server_response products_api(shop_state& shop, const api_request& request, path_parts rest) {
  if (request.method != core::http_method::get) {
    return wrong_method();
  }
  if (rest.empty()) {
    return list_products(shop, request);
  }
  const auto id = whole_number(rest[0]);
  const auto it = std::find_if(products().begin(), products().end(),
                               [&](const product& item) { return id == item.id; });
  return it == products().end() || rest.size() > 1 ? not_found()
                                                   : json_reply(200, product_text(*it, shop));
}

}  // namespace boekbrug::sim::ccvshop
