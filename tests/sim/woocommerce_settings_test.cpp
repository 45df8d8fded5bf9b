#include "woocommerce_fixture.hpp"

namespace boekbrug::sim::woocommerce::test {
namespace {

class settings : public shop_test {};

std::string value_of(const json::value& list, std::string_view id) {
  for (const auto& entry : list.as_array()) {
    if (entry.at("id").as_string() == id) {
      return json::value_to<std::string>(entry.at("value"));
    }
  }
  return "missing";
}

TEST_F(settings, the_site_tells_who_it_is_without_a_key) {
  const auto index = send(bare("/wp-json/")).body();
  EXPECT_EQ(index.at("home").as_string(), "https://winkel.example");
  EXPECT_EQ(index.at("timezone_string").as_string(), "Europe/Amsterdam");
  EXPECT_EQ(index.at("gmt_offset").as_int64(), 1);
  const auto& spaces = index.at("namespaces").as_array();
  EXPECT_NE(std::find(spaces.begin(), spaces.end(), json::value("wc/v3")), spaces.end());
  set_time("2026-07-01T10:00:00");
  EXPECT_EQ(send(bare("/wp-json/")).body().at("gmt_offset").as_int64(), 2);
  EXPECT_EQ(send(bare("/wp-json/wc/v3")).status(), 200);
  EXPECT_EQ(send(with_basic(bare("/wp-json/wc/v3"), key, "cs_wrong")).status(), 401);
}

TEST_F(settings, without_an_address_the_host_header_is_the_address) {
  start(R"({"base_url":""})");
  auto request = bare("/wp-json/", http_method::get, false);
  request.headers = {{"host", "127.0.0.1:18080"}};
  EXPECT_EQ(send(request).body().at("home").as_string(), "http://127.0.0.1:18080");
}

TEST_F(settings, taxes_settings_gateways_and_versions) {
  start(R"({"prices_include_tax":false,"round_at_subtotal":true,"version":"9.3"})");
  const auto tax = get("settings/tax").body();
  EXPECT_EQ(value_of(tax, "woocommerce_prices_include_tax"), "no");
  EXPECT_EQ(value_of(tax, "woocommerce_tax_round_at_subtotal"), "yes");
  EXPECT_EQ(value_of(get("settings/general").body(), "woocommerce_currency"), "EUR");
  EXPECT_EQ(get("settings/onzin").status(), 404);
  const auto rates = get("taxes?per_page=100").body().as_array();
  ASSERT_EQ(rates.size(), 9U);
  EXPECT_EQ(rates[8].at("rate").as_string(), "5.5000");
  EXPECT_EQ(rates[1].at("class").as_string(), "reduced-rate");
  EXPECT_EQ(get("taxes?class=zero-rate").body().as_array().size(), 1U);
  EXPECT_EQ(get("payment_gateways").body().at(0).at("id").as_string(), "bacs");
  const auto status = get("system_status?_fields=environment").body().as_object();
  EXPECT_EQ(status.at("environment").at("version").as_string(), "9.3.2");
  EXPECT_FALSE(status.contains("settings"));
  for (const char* path : {"taxes", "settings/tax", "payment_gateways", "system_status",
                           "reports/orders/totals", "webhooks", "products", "refunds"}) {
    EXPECT_EQ(send(bare("/wp-json/wc/v3/" + std::string{path})).status(), 401) << path;
  }
}

TEST_F(settings, order_totals_know_custom_statuses) {
  start(R"({"custom_statuses":["ingepakt","verzonden"]})");
  add_order(1, "2026-05-01T09:00:00", "2026-05-01T09:00:00", "verzonden");
  add_order(2, "2026-05-01T09:00:00", "2026-05-01T09:00:00", "trash");
  std::map<std::string, std::int64_t> totals;
  const auto rows = get("reports/orders/totals").body();
  for (const auto& row : rows.as_array()) {
    totals[json::value_to<std::string>(row.at("slug"))] = row.at("total").as_int64();
  }
  EXPECT_EQ(totals.at("verzonden"), 1);
  EXPECT_EQ(totals.at("ingepakt"), 0);
  EXPECT_EQ(totals.at("checkout-draft"), 0);
  EXPECT_EQ(totals.count("trash"), 0U);
}

TEST_F(settings, products_with_their_variations) {
  const auto all = get("products?per_page=100&orderby=id&order=asc").body().as_array();
  EXPECT_EQ(all.size(), 19U);
  EXPECT_EQ(all[0].at("id").as_int64(), 14);
  const auto parent = get("products/31").body();
  EXPECT_EQ(parent.at("type").as_string(), "variable");
  EXPECT_EQ(parent.at("regular_price").as_string(), "");
  EXPECT_EQ(parent.at("variations").as_array().size(), 2U);
  EXPECT_EQ(get("products/31/variations?per_page=100").body().at(0).at("sku").as_string(),
            "TRUI-RO-M");
  EXPECT_EQ(get("products?sku=MOK-300").ids(), std::vector<std::int64_t>{14});
  EXPECT_EQ(get("products?type=variable").ids(), (std::vector<std::int64_t>{77, 31}));
  EXPECT_EQ(get("products/4242").status(), 404);
  start(R"({"prices_include_tax":false})");
  EXPECT_EQ(get("products/18").body().at("price").as_string(), "22.93");
  EXPECT_EQ(get("products/19").body().at("price").as_string(), "34.4037");
}

TEST_F(settings, webhooks_are_kept_and_need_a_key_that_writes) {
  const std::string hook =
      R"({"name":"b","topic":"order.updated","delivery_url":"https://boekbrug.example/h","secret":"s"})";
  EXPECT_EQ(post("webhooks", hook).message(),
            "The API key provided does not have write permissions.");
  start(R"({"permissions":"read_write"})");
  const auto made = post("webhooks", hook);
  EXPECT_EQ(made.status(), 201);
  EXPECT_FALSE(made.body().as_object().contains("secret"));
  EXPECT_EQ(get("webhooks").body().at(0).at("topic").as_string(), "order.updated");
  EXPECT_EQ(post("webhooks/1", R"({"status":"disabled"})").body().at("status").as_string(),
            "disabled");
  EXPECT_EQ(post("webhooks", R"({"topic":"order.gone","delivery_url":"https://x"})").status(), 400);
  EXPECT_EQ(post("webhooks", R"({"topic":"order.created","delivery_url":"x"})").status(), 400);
  EXPECT_EQ(send(with_basic(bare("/wp-json/wc/v3/webhooks/1", http_method::del))).status(), 501);
  EXPECT_EQ(
      send(with_basic(bare("/wp-json/wc/v3/webhooks/1?force=true", http_method::del))).status(),
      200);
  EXPECT_EQ(get("webhooks/1").status(), 404);
  EXPECT_EQ(control("books").body().at("writes").as_int64(), 0);
}

}  // namespace
}  // namespace boekbrug::sim::woocommerce::test
