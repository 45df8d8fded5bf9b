#include "sim/woocommerce/endpoints.hpp"

#include <algorithm>
#include <charconv>
#include <set>

namespace boekbrug::sim::woocommerce {
namespace {

constexpr std::string_view made_at = "2026-01-05T09:00:00";

std::int64_t id_of(const json_fields& row) {
  const std::string_view text = field(row, "id");
  std::int64_t id = 0;
  std::from_chars(text.data(), text.data() + text.size(), id);
  return id;
}

std::string price_text(micro price) {
  return to_text(price, price % micro_per_cent == 0 ? 2 : 4);
}

/// A simple product, a variable parent (`variations` not empty) or one variation.
json_fields product_row(const product& item, const tax_settings& taxes,
                        const std::vector<std::int64_t>& variations, bool is_variation) {
  const bool parent = !variations.empty();
  const std::string price = price_text(taxes.prices_include_tax ? item.price : item.net_price);
  const std::int64_t id = is_variation ? item.variation_id : item.id;
  const std::string path = "/wp-json/wc/v3/products/" + std::to_string(item.id) +
                           (is_variation ? "/variations/" + std::to_string(id) : std::string{});
  std::string list;
  json_writer ids{list};
  ids.begin_array();
  for (const auto variation : variations) {
    ids.number(variation);
  }
  ids.end_array();
  std::string links;
  json_writer{links}
      .begin_object()
      .key("self")
      .begin_array()
      .begin_object()
      .key("href")
      .link(path)
      .end_object()
      .end_array()
      .end_object();
  json_fields row{{"id", std::to_string(id)},
                  {"name", quoted(parent ? item.parent_name : item.name)},
                  {"date_created_gmt", quoted(made_at)},
                  {"date_modified_gmt", quoted(made_at)},
                  {"type", quoted(is_variation ? "variation"
                                  : parent     ? "variable"
                                               : "simple")},
                  {"status", "\"publish\""},
                  {"description", "\"\""},
                  {"short_description", "\"\""},
                  {"sku", quoted(parent ? std::string_view{} : item.sku)},
                  {"price", quoted(price)},
                  {"regular_price", quoted(parent ? std::string{} : price)},
                  {"sale_price", "\"\""},
                  {"virtual", item.downloadable ? "true" : "false"},
                  {"downloadable", item.downloadable ? "true" : "false"},
                  {"tax_status", item.cls == tax_class::none ? "\"none\"" : "\"taxable\""},
                  {"tax_class", quoted(slug(item.cls))},
                  {"categories", "[]"},
                  {"variations", list},
                  {"meta_data", "[]"},
                  {"global_unique_id", "\"\""},
                  {"_links", links}};
  return row;
}

std::vector<std::int64_t> variations_of(std::int64_t id) {
  std::vector<std::int64_t> out;
  for (const auto& item : products()) {
    if (item.id == id && item.variation_id != 0) {
      out.push_back(item.variation_id);
    }
  }
  return out;
}

bool is_listed(const std::vector<std::int64_t>& ids, std::int64_t id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

}  // namespace

std::vector<json_fields> catalogue_products(const tax_settings& taxes) {
  std::vector<json_fields> out;
  std::set<std::int64_t> seen;
  for (const auto& item : products()) {
    if (seen.insert(item.id).second) {
      out.push_back(product_row(item, taxes, variations_of(item.id), false));
    }
  }
  return out;
}

std::map<std::int64_t, std::vector<json_fields>> catalogue_variations(const tax_settings& taxes) {
  std::map<std::int64_t, std::vector<json_fields>> out;
  for (const auto& item : products()) {
    if (item.variation_id != 0) {
      out[item.id].push_back(product_row(item, taxes, {}, true));
    }
  }
  return out;
}

net::server_response list_products(shop_state& shop, const shop_request& request) {
  parameter_reader reader{request.query, shop.zone()};
  const page_request page = read_page(reader);
  const view chosen = read_view(reader, request.query);
  const bool gmt = reader.boolean("dates_are_gmt", false);
  const auto modified_after = reader.time("modified_after", gmt);
  const auto include = reader.integers("include");
  const auto exclude = reader.integers("exclude");
  const bool descending = reader.one_of("order", {"asc", "desc"}, "desc") == "desc";
  const std::string status =
      reader.one_of("status", {"any", "draft", "pending", "private", "publish"}, "any");
  const std::string type = request.query.get("type");
  const std::string sku = request.query.get("sku");
  if (!reader.bad().empty()) {
    return invalid_parameters(reader.bad());
  }
  if (auto refusal = refuse_stranger(request, true)) {
    return std::move(*refusal);
  }
  std::vector<const json_fields*> rows;
  for (const auto& row : shop.products) {
    const auto modified = parse_wall_time(plain_text(field(row, "date_modified_gmt")));
    const bool kept = (include.empty() || is_listed(include, id_of(row))) &&
                      !is_listed(exclude, id_of(row)) &&
                      (type.empty() || plain_text(field(row, "type")) == type) &&
                      (sku.empty() || plain_text(field(row, "sku")) == sku) &&
                      (status == "any" || plain_text(field(row, "status")) == status) &&
                      (!modified_after ||
                       (modified && seconds_utc{modified->time_since_epoch()} > *modified_after));
    if (kept) {
      rows.push_back(&row);
    }
  }
  std::stable_sort(rows.begin(), rows.end(), [&](const json_fields* a, const json_fields* b) {
    return descending ? id_of(*b) < id_of(*a) : id_of(*a) < id_of(*b);
  });
  return page_of_rows(rows, page, chosen, request);
}

net::server_response get_product(shop_state& shop, const shop_request& request, std::int64_t id) {
  parameter_reader reader{request.query, shop.zone()};
  const view chosen = read_view(reader, request.query);
  const auto it = std::find_if(shop.products.begin(), shop.products.end(),
                               [&](const json_fields& row) { return id_of(row) == id; });
  if (it == shop.products.end()) {
    return error_reply(404, "woocommerce_rest_product_invalid_id", "Invalid ID.");
  }
  if (auto refusal = refuse_stranger(request, false)) {
    return std::move(*refusal);
  }
  std::string body;
  append_row(body, *it, chosen, request.escaped_base_url);
  return json_reply(200, std::move(body));
}

net::server_response list_variations(shop_state& shop, const shop_request& request,
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
  std::vector<const json_fields*> rows;
  const auto known = shop.variations.find(id);
  if (known != shop.variations.end()) {
    for (const auto& row : known->second) {
      rows.push_back(&row);
    }
  }
  return page_of_rows(rows, page, chosen, request);
}

}  // namespace boekbrug::sim::woocommerce
