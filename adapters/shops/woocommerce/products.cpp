#include "adapters/shops/woocommerce/products.hpp"

#include "adapters/shops/woocommerce/errors.hpp"
#include "adapters/shops/woocommerce/lines.hpp"
#include "adapters/shops/woocommerce/requests.hpp"
#include "adapters/shops/woocommerce/responses.hpp"
#include "adapters/shops/woocommerce/text.hpp"
#include "adapters/shops/woocommerce/types.hpp"

#include <algorithm>

namespace boekbrug::adapters::woocommerce_api {

namespace {

// Variations are separate lists per parent. The page text says what comes next:
// "<next page of products, 0 = none>;<page of variations>;<id>:<sku>:<name>;<id>:<sku>:<name>...",
// with sku and name percent-encoded.
struct parent {
  std::int64_t id = 0;
  std::string sku;
  std::string name;
};
struct place {
  std::int64_t products = 1;
  std::int64_t variations = 1;
  std::vector<parent> parents;  // whose variations come before the next page of products
};

std::string percent_decode(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto digit = [](char c) { return c >= 'A' && c <= 'F' ? c - 'A' + 10 : c - '0'; };
    if (text[at] == '%' && at + 2 < text.size()) {
      out.push_back(static_cast<char>(digit(text[at + 1]) * 16 + digit(text[at + 2])));
      at += 2;
    } else {
      out.push_back(text[at]);
    }
  }
  return out;
}

std::string encode(const place& where) {
  if (where.products == 0 && where.parents.empty()) {
    return {};
  }
  std::string text = std::to_string(where.products) + ';' + std::to_string(where.variations);
  for (const auto& one : where.parents) {
    text += ';' + std::to_string(one.id) + ':' + core::percent_encode(one.sku) + ':' +
            core::percent_encode(one.name);
  }
  return text;
}

std::optional<place> decode(std::string_view text) {
  if (text.empty()) {
    return place{};
  }
  const auto parts = split(text, ';');
  if (parts.size() < 2) {
    return std::nullopt;
  }
  const auto products = read_count(parts[0]);
  const auto variations = read_count(parts[1]);
  if (!products || !variations || *variations < 1) {
    return std::nullopt;
  }
  place where{*products, *variations, {}};
  for (std::size_t at = 2; at < parts.size(); ++at) {
    const auto items = split(parts[at], ':');
    const auto id = items.size() == 3 ? read_count(items[0]) : std::nullopt;
    if (!id) {
      return std::nullopt;
    }
    where.parents.push_back({*id, percent_decode(items[1]), percent_decode(items[2])});
  }
  return where.products == 0 && where.parents.empty() ? std::nullopt
                                                      : std::optional<place>{std::move(where)};
}

// The rate for the shop's own country; a product itself has none.
std::optional<core::decimal> vat_percent(const core::shop_connection& shop, const fields& product) {
  if (product.loose_text("tax_status") != "taxable" ||
      option_of(shop, option::calc_taxes) == "no") {
    return std::nullopt;
  }
  const std::string own = product.loose_text("tax_class");
  const std::string tax_class = own.empty() ? "standard" : own;
  const auto country = option_of(shop, option::country);
  std::optional<core::decimal> anywhere;
  for (const auto& row : decode_rates(option_of(shop, option::tax_rates))) {
    if (row.tax_class != tax_class || row.priority != 1) {
      continue;
    }
    if (!country.empty() && row.country == country) {
      return row.percent;
    }
    if (row.country.empty() && !anywhere) {
      anywhere = row.percent;
    }
  }
  return anywhere;
}

std::string variant_name(const fields& variation, const std::string& parent_name) {
  std::string variant;
  const auto& attributes = variation.list_or_empty("attributes");
  for_each_object(variation, "attributes", attributes, [&variant](const fields& attribute) {
    const auto value = plain_text(attribute.loose_text("option"), 80);
    if (!value.empty()) {
      variant += (variant.empty() ? "" : ", ") + value;
    }
  });
  return variant.empty() ? parent_name : parent_name + " - " + variant;
}

// Nothing for a product without a price: it cannot be sold.
std::optional<core::shop_product> read_product(const core::shop_connection& shop,
                                               const fields& source) {
  core::shop_product out;
  out.id = std::to_string(source.id("id"));
  out.sku = field_text(source.loose_text("sku"), 100);
  out.name = plain_text(source.loose_text("name"));
  out.price_includes_vat = option_of(shop, option::prices_include_tax) != "no";
  out.vat_percent = vat_percent(shop, source);
  const std::string price = source.text_or_empty("price");
  if (price.empty()) {
    return std::nullopt;
  }
  const auto read = core::parse_decimal(price);
  if (!read) {
    source.wrong("price", "not an amount");
    return std::nullopt;
  }
  out.price = *read;
  return out;
}

void take_product(const core::shop_connection& shop, const fields& source, core::product_page& out,
                  place& next) {
  const std::string type = source.text("type");
  if (type == "grouped" || type == "external") {
    return;
  }
  auto product = read_product(shop, source);
  const bool variable = type.rfind("variable", 0) == 0;  // also "variable-subscription"
  if (variable) {
    next.parents.push_back({source.id("id"), field_text(source.loose_text("sku"), 100),
                            plain_text(source.loose_text("name"), 200)});
  }
  if (product && !(variable && product->sku.empty())) {
    out.products.push_back(std::move(*product));
  }
}

void take_variation(const core::shop_connection& shop, const fields& source, const parent& from,
                    core::product_page& out) {
  auto product = read_product(shop, source);
  // Without a SKU of its own it shows its parent's, and the parent is there already.
  const bool own_sku = product && (product->sku.empty() || product->sku != from.sku);
  if (!own_sku || source.loose_text("status") == "private") {
    return;
  }
  product->name = variant_name(source, from.name);
  out.products.push_back(std::move(*product));
}

}  // namespace

core::result<core::http_request> make_products(const core::shop_connection& shop,
                                               std::string_view page,
                                               const core::request_context& context) {
  const auto where = decode(page);
  if (!where) {
    return core::fail(core::errc::invalid_input, "not a page of products");
  }
  if (!where->parents.empty()) {
    return make_get(shop, "/products/" + std::to_string(where->parents.front().id) + "/variations",
                    by_id(where->variations, 100), context);
  }
  auto query = by_id(where->products, 100);
  query.push_back({"status", "publish"});
  return make_get(shop, "/products", std::move(query), context);
}

core::result<core::product_page> parse_products(const core::shop_connection& shop,
                                                std::string_view page,
                                                const core::http_response& answer) {
  auto where = decode(page);
  if (!where) {
    return core::fail(core::errc::invalid_input, "not a page of products");
  }
  const auto list = read_list(answer);
  if (!list) {
    return list.error();
  }
  core::product_page out;
  fault problem;
  const json::object none;
  const auto& rows = list->get_array();
  const fields top{none, "", problem};
  place next = *where;
  if (where->parents.empty()) {
    for_each_object(top, "products", rows,
                    [&](const fields& row) { take_product(shop, row, out, next); });
    next.products =
        is_last_page(answer, where->products, rows.size(), 100) ? 0 : where->products + 1;
  } else {
    const auto& from = where->parents.front();
    for_each_object(top, "variations", rows,
                    [&](const fields& row) { take_variation(shop, row, from, out); });
    const bool last = is_last_page(answer, where->variations, rows.size(), 100);
    next.variations = last ? 1 : where->variations + 1;
    if (last) {
      next.parents.erase(next.parents.begin());
    }
  }
  if (problem.failed()) {
    return problem.error();
  }
  out.next = encode(next);
  return out;
}

}  // namespace boekbrug::adapters::woocommerce_api
