#include "adapters/shops/magento/products.hpp"

#include "adapters/shops/magento/errors.hpp"
#include "adapters/shops/magento/requests.hpp"
#include "adapters/shops/magento/text.hpp"
#include "adapters/shops/magento/types.hpp"

namespace boekbrug::adapters::magento_api {

namespace {

constexpr int products_size = 100;

std::optional<std::int64_t> place(std::string_view page) {
  return page.empty() ? std::optional<std::int64_t>{0} : read_count(page);
}

// Nothing for a product without a price: it cannot be sold on its own.
std::optional<core::shop_product> read_product(const core::shop_connection& shop,
                                               const fields& source) {
  core::shop_product out;
  out.id = std::to_string(source.id("id"));
  out.sku = field_text(source.text("sku"), 100);
  out.name = plain_text(source.loose_text("name"));
  // The setting is not in the API: it was learned from orders, where it showed.
  out.price_includes_vat = option_of(shop, option::prices_include_tax) != "no";
  const auto price = source.number("price");
  if (!price) {
    return std::nullopt;
  }
  out.price = *price;
  return out;
}

}  // namespace

core::result<core::http_request> make_products(const core::shop_connection& shop,
                                               std::string_view page,
                                               const core::request_context& context) {
  const auto last = place(page);
  if (!last) {
    return core::fail(core::errc::invalid_input, "not a page of products");
  }
  criteria search;
  search.also("entity_id", "gt", std::to_string(*last))
      .also("type_id", "in", "simple,virtual,downloadable")
      .also("status", "eq", "1")
      .sorted("entity_id", true);
  return make_get(shop, "/products", search.page(products_size, "id,sku,name,price,type_id"),
                  context);
}

core::result<core::product_page> parse_products(const core::shop_connection& shop,
                                                std::string_view page,
                                                const core::http_response& answer) {
  const auto last = place(page);
  if (!last) {
    return core::fail(core::errc::invalid_input, "not a page of products");
  }
  const auto list = read_search(answer);
  if (!list) {
    return list.error();
  }
  core::product_page out;
  std::int64_t highest = *last;
  for (std::size_t at = 0; at < list->items.size(); ++at) {
    const std::string path = "products[" + std::to_string(at) + ']';
    fault problem;
    const json::object none;
    const auto* const row = list->items[at].if_object();
    const fields source{row == nullptr ? none : *row, path, problem};
    auto product = read_product(shop, source);
    const auto id = source.id("id");
    if (!problem.failed() && id <= highest) {
      source.wrong("id", "not in rising order; the shop ignores sorting");
    }
    if (problem.failed()) {
      return problem.error();
    }
    highest = id;
    if (product) {
      out.products.push_back(std::move(*product));
    }
  }
  const auto count = static_cast<std::int64_t>(list->items.size());
  const bool more = list->total_count ? *list->total_count > count : count >= products_size;
  out.next = more && count > 0 ? std::to_string(highest) : std::string{};
  return out;
}

}  // namespace boekbrug::adapters::magento_api
