// The shop itself, its products and apps, and the calls of an app's installation.

#include "tests/sim/ccvshop/fixture.hpp"

namespace boekbrug::sim::ccvshop::test {
namespace {

class ccv_shop_info : public shop_test {
protected:
  static std::string text(const json::value& value) { return json::value_to<std::string>(value); }
};

TEST_F(ccv_shop_info, root_lists_the_resources) {
  const auto root = get("").body();
  std::vector<std::string> titles;
  for (const auto& item : root.at("items").as_array()) {
    titles.push_back(text(item.at("title")));
    EXPECT_TRUE(text(item.at("href")).starts_with(host));
    EXPECT_EQ(get(titles.back()).status(), 200) << titles.back();
  }
  EXPECT_EQ(titles.size(), 9U);
}

TEST_F(ccv_shop_info, webshop_merchant_and_settings) {
  start(R"({"shop_name":"Koffie & Zo","multishop":true,"status_names":{"7":"Klaar"}})");
  const auto shop = get("webshops/").body().at("items").at(0);
  EXPECT_EQ(text(shop.at("name")), "Koffie & Zo");
  EXPECT_TRUE(shop.at("is_multishop_system").as_bool());
  const std::string id = std::to_string(shop.at("id").as_int64());
  EXPECT_EQ(get("webshops/" + id + "/").body().at("id"), shop.at("id"));
  EXPECT_TRUE(get("webshops/" + id + "/merchant/").body().as_object().contains("tax_number"));
  const auto settings = get("webshops/" + id + "/settings/").body();
  EXPECT_EQ(text(settings.at("currency")), "EUR");
  EXPECT_TRUE(settings.as_object().contains("default_vat_rat"));
  ASSERT_EQ(settings.at("order_status").as_array().size(), 14U);
  EXPECT_EQ(text(settings.at("order_status").at(6).at("status_name")), "Klaar");
  EXPECT_EQ(settings.at("order_status").at(6).at("status").as_int64(), 7);
  EXPECT_EQ(get("webshops/1").status(), 404);
  EXPECT_EQ(get("webshops/" + id + "/klanten").code(), "404.20");
}

TEST_F(ccv_shop_info, orders_name_listed_paymethods) {
  start(R"({"orders":20})");
  std::map<std::int64_t, std::string> methods;
  const auto listed = get("paymethods/").body();
  for (const auto& method : listed.at("items").as_array()) {
    methods.emplace(method.at("id").as_int64(), text(method.at("combined_name")));
  }
  const auto orders = get("orders").body();
  for (const auto& order : orders.at("items").as_array()) {
    EXPECT_EQ(methods.at(order.at("paymethod_id").as_int64()), text(order.at("paymethod")));
  }
  EXPECT_EQ(text(get("paymethods/41").body().at("label")), "iDEAL");
  EXPECT_EQ(get("paymethods/40").status(), 404);
}

TEST_F(ccv_shop_info, products_and_their_filters) {
  EXPECT_EQ(get("products/").count(), 14U);
  EXPECT_EQ(all("products?size=5&orderby=id").size(), 14U);
  EXPECT_EQ(get("products?productnumber=MOK").count(), 1U);
  EXPECT_EQ(get("products?eannumber=8712345000037").count(), 1U);
  EXPECT_EQ(get("products?productname=KOFFIE").count(), 2U);
  EXPECT_EQ(get("products?productname=ko").status(), 400);
  EXPECT_EQ(get("products?minprice=100").count(), 1U);
  EXPECT_EQ(get("products?maxprice=0").count(), 1U);
  EXPECT_EQ(get("products?minstock=500").count(), 2U);
  EXPECT_EQ(get("products?maxstock=7").count(), 1U);
  EXPECT_EQ(get("products?active=false").count(), 0U);
  EXPECT_EQ(get("products?orderby=id_desc&size=1").ids().front(), 845'750'014);
  EXPECT_EQ(get("products?orderby=prijs").status(), 400);
  EXPECT_EQ(text(get("products/845750001").body().at("productnumber")), "ESP-1000");
  EXPECT_EQ(get("products/1").status(), 404);
}

TEST_F(ccv_shop_info, apps_can_be_marked_as_installed) {
  const auto apps = get("apps").body().at("items");
  ASSERT_EQ(apps.as_array().size(), 1U);
  EXPECT_FALSE(apps.at(0).at("is_installed").as_bool());
  const std::string path = "apps/" + std::to_string(apps.at(0).at("id").as_int64());
  EXPECT_EQ(call(http_method::patch, path, "{}").status(), 400);
  EXPECT_EQ(call(http_method::patch, path, R"({"is_installed":true})").status(), 204);
  EXPECT_EQ(call(http_method::patch, path, R"({"is_installed":true})").code(), "500.50");
  EXPECT_TRUE(get(path).body().at("is_installed").as_bool());
  EXPECT_EQ(call(http_method::patch, "apps/1", R"({"is_installed":true})").status(), 404);
  EXPECT_EQ(call(http_method::post, "apps", "{}").code(), "405.10");
}

TEST_F(ccv_shop_info, handshake_install_and_uninstall) {
  const std::string app = "appSecretFromDeveloperCenter";
  const std::string query = "?url=https%3A%2F%2Fsync.example.nl%2Fccv%2Finstall&secret=" + app;
  const auto install = json::parse(control("install" + query).raw.body);
  EXPECT_EQ(
      text(install.at("x-hash")),
      "e591752979395bad860928f203306bce91d71ad82d293cb6fc673be6c362cc5c7af1e03ab3f5de789623d83df4"
      "355dee1121a14ae7dbe0c3e97a935399141cde");
  EXPECT_TRUE(text(install.at("url"))
                  .starts_with("https://sync.example.nl/ccv/"
                               "install?api_public=kT3%5EdemoPublic_9&language=nl&x-hash=e59"));
  const auto handshake =
      json::parse(control("handshake" + query + "&return_url=https://terug.test/a").raw.body);
  const std::string body = text(handshake.at("body"));
  EXPECT_EQ(json::parse(body),
            json::parse(R"({"api_public":"kT3^demoPublic_9","api_secret":"demoSecret-0123456789",
    "api_root":"https://voorbeeldshop.ccvshop.test","return_url":"https://terug.test/a"})"));
  EXPECT_EQ(text(handshake.at("method")), "POST");
  EXPECT_EQ(text(handshake.at("x-hash")),
            signature(app, {"https://sync.example.nl/ccv/install", body}));
  const auto uninstall = json::parse(control("uninstall" + query).raw.body);
  EXPECT_EQ(text(uninstall.at("body")), R"({"api_public":"kT3^demoPublic_9"})");
  EXPECT_EQ(text(uninstall.at("x-hash")),
            signature(app, {"https://sync.example.nl/ccv/install", text(uninstall.at("body"))}));
  EXPECT_EQ(control("handshake?url=x").status(), 400);
  EXPECT_EQ(control("handshake" + query + "&api_public=onbekend").status(), 400);
}

}  // namespace
}  // namespace boekbrug::sim::ccvshop::test
