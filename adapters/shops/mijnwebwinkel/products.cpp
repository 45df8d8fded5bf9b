#include "adapters/shops/mijnwebwinkel/products.hpp"

#include "adapters/shops/mijnwebwinkel/answers.hpp"
#include "adapters/shops/mijnwebwinkel/requests.hpp"
#include "adapters/shops/mijnwebwinkel/text.hpp"
#include "adapters/shops/mijnwebwinkel/types.hpp"

namespace boekbrug::adapters::mijnwebwinkel_api {

namespace {

constexpr std::int64_t page_rows = 100;

std::optional<std::int64_t> offset_of(std::string_view page) {
  return page.empty() ? std::optional<std::int64_t>{0} : read_count(page);
}

}  // namespace

core::result<core::http_request> make_products(const core::shop_connection& shop,
                                               std::string_view page) {
  const auto offset = offset_of(page);
  if (!offset) {
    return core::fail(core::errc::invalid_input, "not a page of products");
  }
  return make_get(shop, "/articles",
                  {{"limit", std::to_string(page_rows)}, {"offset", std::to_string(*offset)}});
}

core::result<core::product_page> parse_products(const core::shop_connection& shop,
                                                std::string_view page,
                                                const core::http_response& answer) {
  const auto offset = offset_of(page);
  if (!offset) {
    return core::fail(core::errc::invalid_input, "not a page of products");
  }
  const auto rows = read_list(shop, answer, "articles");
  if (!rows) {
    return rows.error();
  }
  core::product_page out;
  for (const auto& row : *rows) {
    const members source{&row};
    core::shop_product made;
    made.id = source.plain("uuid", 100);
    made.id = made.id.empty() ? source.plain("id", 100) : made.id;
    made.sku = field_text(source.text("sku"), 100);
    made.name = source.plain("name", 300);
    bool bad = false;
    const auto price = source.object("price").number("default", bad);
    if (made.id.empty() || made.name.empty() || bad) {
      return core::fail(core::errc::shop_answer_unreadable,
                        "articles[" + std::to_string(&row - rows->begin()) +
                            "]: uuid, name or price.default missing or unreadable");
    }
    made.price = price.value_or(0);
    made.price_includes_vat = option_of(shop, option::prices_include_tax) != "no";
    out.products.push_back(std::move(made));
  }
  const auto count = static_cast<std::int64_t>(rows->size());
  if (count >= page_rows) {
    out.next = std::to_string(*offset + count);
  }
  return out;
}

}  // namespace boekbrug::adapters::mijnwebwinkel_api
