#include "adapters/shops/woocommerce/types.hpp"
#include "adapters/shops/woocommerce/woocommerce.hpp"
#include "support.hpp"

#include <gtest/gtest.h>

namespace boekbrug::test {
namespace {

using adapters::woocommerce;

core::shop_connection product_shop() {
  auto connection = shop();
  connection.options["tax_rates"] =
      "1:NL:standard:1:21;2:NL:reduced-rate:1:9;3:NL:zero-rate:1:0;4:DE:standard:1:19;10::books:1:"
      "6;11:NL:standard:2:5";
  connection.options["calc_taxes"] = "yes";
  return connection;
}

json::object product(int id, const char* type, const char* sku, const char* price) {
  return {{"id", id},       {"name", "P &amp; Q"},     {"type", type},   {"sku", sku},
          {"price", price}, {"tax_status", "taxable"}, {"tax_class", ""}};
}

TEST(woocommerce_products, recorded_page) {
  const auto page =
      woocommerce().products_answer(product_shop(), "", answer(200, load("products.json"))).value();
  ASSERT_EQ(page.products.size(), 10U);
  EXPECT_EQ(page.next, "");
  const auto& mug = page.products[0];
  EXPECT_EQ(mug.id, "14");
  EXPECT_EQ(mug.sku, "MOK-300");
  EXPECT_EQ(core::to_text(mug.price), "12.95");
  EXPECT_TRUE(mug.price_includes_vat);
  EXPECT_EQ(*mug.vat_percent, 21);
  EXPECT_EQ(page.products[1].name, "Kaars & kandelaar");
  EXPECT_EQ(core::to_text(page.products[2].price), "199") << "the sale price counts";
  EXPECT_EQ(*page.products[4].vat_percent, 9);
  EXPECT_EQ(page.products[8].vat_percent, std::nullopt) << "tax status none";
  EXPECT_EQ(*page.products[9].vat_percent, 0);
}

TEST(woocommerce_products, asks_for_pages_by_id) {
  const auto request = woocommerce().products_request(product_shop(), "", context()).value();
  EXPECT_EQ(path_of(request.url), "/wp-json/wc/v3/products");
  const auto query = query_of(request.url);
  EXPECT_EQ(query.at("orderby"), "id");
  EXPECT_EQ(query.at("order"), "asc");
  EXPECT_EQ(query.at("per_page"), "100");
  EXPECT_EQ(query.at("page"), "1");
  EXPECT_EQ(query.at("status"), "publish");
}

TEST(woocommerce_products, walks_through_variations_and_pages) {
  const auto connection = product_shop();
  auto simple = product(1, "simple", "A", "10.00");
  auto variable = product(2, "variable", "", "5.00");
  variable["name"] = "Trui: \u20ac & 50%";
  auto other = product(3, "variable", "V", "6.00");
  const auto first =
      woocommerce()
          .products_answer(connection, "",
                           answer(json::array{simple, variable, other}, {{"X-WP-TotalPages", "2"}}))
          .value();
  ASSERT_EQ(first.products.size(), 2U) << "a variable parent only with a SKU of its own";
  EXPECT_EQ(first.products[1].sku, "V");
  const auto request = woocommerce().products_request(connection, first.next, context()).value();
  EXPECT_EQ(path_of(request.url), "/wp-json/wc/v3/products/2/variations");

  auto red = product(21, "variation", "T-R", "5.00");
  red["attributes"] = json::array{json::object{{"name", "Kleur"}, {"option", "Rood"}},
                                  json::object{{"option", "M"}}};
  const auto second = woocommerce()
                          .products_answer(connection, first.next,
                                           answer(json::array{red}, {{"X-WP-TotalPages", "2"}}))
                          .value();
  ASSERT_EQ(second.products.size(), 1U);
  EXPECT_EQ(second.products[0].name, "Trui: \u20ac & 50% - Rood, M");
  EXPECT_EQ(
      query_of(woocommerce().products_request(connection, second.next, context())->url).at("page"),
      "2");
  const auto third =
      woocommerce().products_answer(connection, second.next, answer(json::array{})).value();
  EXPECT_EQ(path_of(woocommerce().products_request(connection, third.next, context())->url),
            "/wp-json/wc/v3/products/3/variations");

  const auto fourth =
      woocommerce()
          .products_answer(connection, third.next,
                           answer(json::array{product(31, "variation", "V", "6.00")}))
          .value();
  EXPECT_TRUE(fourth.products.empty()) << "shows its parent's SKU: it has none itself";
  const auto last_request =
      woocommerce().products_request(connection, fourth.next, context()).value();
  EXPECT_EQ(path_of(last_request.url), "/wp-json/wc/v3/products");
  EXPECT_EQ(query_of(last_request.url).at("page"), "2");
  EXPECT_EQ(woocommerce()
                .products_answer(connection, fourth.next,
                                 answer(json::array{}, {{"X-WP-TotalPages", "2"}}))
                ->next,
            "");
}

TEST(woocommerce_products, skips_what_is_not_sold_here) {
  const auto page = woocommerce()
                        .products_answer(product_shop(), "",
                                         answer(json::array{product(1, "grouped", "G", ""),
                                                            product(2, "external", "E", "1.00"),
                                                            product(3, "simple", "S", "")}))
                        .value();
  EXPECT_TRUE(page.products.empty());
}

TEST(woocommerce_products, rates_follow_the_shops_country) {
  auto books = product(1, "simple", "A", "1.00");
  books["tax_class"] = "books";
  auto unknown = product(2, "simple", "B", "1.00");
  unknown["tax_class"] = "gifts";
  const auto read = [&](core::shop_connection connection) {
    return woocommerce()
        .products_answer(connection, "",
                         answer(json::array{books, unknown, product(3, "simple", "C", "1.00")}))
        ->products;
  };
  auto products = read(product_shop());
  EXPECT_EQ(*products[0].vat_percent, 6) << "a row for every country";
  EXPECT_EQ(products[1].vat_percent, std::nullopt);
  auto german = product_shop();
  german.options["country"] = "DE";
  german.options["prices_include_tax"] = "no";
  EXPECT_EQ(*read(german)[2].vat_percent, 19);
  EXPECT_FALSE(read(german)[2].price_includes_vat);
  german.options["calc_taxes"] = "no";
  EXPECT_EQ(read(german)[2].vat_percent, std::nullopt);
}

TEST(woocommerce_products, refuses_what_is_wrong) {
  const auto error_of = [](json::value rows) {
    return woocommerce().products_answer(product_shop(), "", answer(rows)).error().detail;
  };
  EXPECT_EQ(error_of(json::array{3}), "products[0]: not an object");
  EXPECT_EQ(error_of(json::array{product(1, "simple", "A", "x")}),
            "products[0].price: not an amount");
  for (const char* const page : {"x", "1", "1;x", "0;1", "1;1;a:b:c", "-1;1", "1;0"}) {
    EXPECT_FALSE(woocommerce().products_request(product_shop(), page, context())) << page;
    EXPECT_FALSE(woocommerce().products_answer(product_shop(), page, answer(json::array{})))
        << page;
  }
}

TEST(woocommerce_products, the_tax_table_survives_its_text) {
  namespace api = adapters::woocommerce_api;
  const std::string text = "1:NL:standard:1:21;9:FR:reduced-rate:1:5.5";
  EXPECT_EQ(api::encode_rates(api::decode_rates(text)), text);
  EXPECT_TRUE(api::decode_rates("x;1:2;:::::;a:NL:s:1:9").empty());
}

}  // namespace
}  // namespace boekbrug::test
