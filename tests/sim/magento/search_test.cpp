#include "magento_fixture.hpp"

namespace boekbrug::sim::magento::test {
namespace {

class search : public shop_test {
protected:
  void SetUp() override {
    start(R"({"orders":25,"seed":7,"mix":{"only_plain":true},)"
          R"("from":"2026-04-01","to":"2026-05-01"})");
    // Three orders that differ in what is searched for.
    sim("orders/3", R"({"status":"picking","updated_at":"2026-05-05 10:00:00"})");
    sim("orders/4", R"({"members":{"coupon_code":"Zomer_2026","total_due":7.25},"silent":true})");
    sim("orders/5", R"({"status":"canceled","silent":true})");
  }
  std::vector<std::int64_t> find(const std::string& field, const std::string& condition,
                                 const std::string& value) {
    const auto reply = v1("orders?searchCriteria=" + filter(0, field, condition, value));
    EXPECT_EQ(reply.status(), 200) << reply.raw.body;
    return reply.ids();
  }
  using ids = std::vector<std::int64_t>;
};

TEST_F(search, every_condition) {
  EXPECT_EQ(find("entity_id", "eq", "7"), (ids{7}));
  EXPECT_EQ(find("entity_id", "gt", "23"), (ids{24, 25}));
  EXPECT_EQ(find("entity_id", "gteq", "24"), (ids{24, 25}));
  EXPECT_EQ(find("entity_id", "moreq", "24"), (ids{24, 25}));
  EXPECT_EQ(find("entity_id", "lt", "3"), (ids{1, 2}));
  EXPECT_EQ(find("entity_id", "lteq", "2"), (ids{1, 2}));
  EXPECT_EQ(find("entity_id", "in", "2,9,99"), (ids{2, 9}));
  EXPECT_EQ(find("entity_id", "nin", "1,2").size(), 23U);
  EXPECT_EQ(find("entity_id", "neq", "2").size(), 24U);
  EXPECT_EQ(find("status", "eq", "picking"), (ids{3}));
  EXPECT_EQ(find("status", "neq", "complete"), (ids{3, 5}));
  EXPECT_EQ(find("state", "in", "canceled,holded"), (ids{5}));
  EXPECT_EQ(find("coupon_code", "like", "zomer%"), (ids{4}));
  EXPECT_EQ(find("coupon_code", "like", "%2026"), (ids{4}));
  EXPECT_EQ(find("coupon_code", "like", "zomer"), (ids{}));
  EXPECT_EQ(find("coupon_code", "nlike", "x%"), (ids{4}));
  EXPECT_EQ(find("coupon_code", "notnull", "1"), (ids{4}));
  EXPECT_EQ(find("coupon_code", "null", "1").size(), 24U);
  EXPECT_EQ(find("status", "finset", "picking"), (ids{3}));
  EXPECT_EQ(find("total_due", "gt", "7.2"), (ids{4}));
  EXPECT_EQ(find("updated_at", "gteq", "2026-05-05 10:00:00"), (ids{3}));
  EXPECT_EQ(find("updated_at", "gt", "2026-05-05 10:00:00"), (ids{}));
  EXPECT_EQ(find("updated_at", "from", "2026-05-05"), (ids{3}));
  EXPECT_EQ(find("created_at", "to", "2026-03-31"), (ids{}));
  EXPECT_EQ(find("updated_at", "like", "2026-05-05%"), (ids{3}));
  EXPECT_EQ(find("base_total_due", "eq", "7.25"), (ids{4}));
}

TEST_F(search, groups_are_anded_and_filters_ored) {
  const std::string second_filter =
      "&searchCriteria[filterGroups][0][filters][1][field]=entity_id"
      "&searchCriteria[filterGroups][0][filters][1][value]=5";
  EXPECT_EQ(v1("orders?searchCriteria[filterGroups][0][filters][0][field]=status"
               "&searchCriteria[filterGroups][0][filters][0][value]=picking" +
               second_filter)
                .ids(),
            (ids{3, 5}));
  EXPECT_EQ(v1("orders?searchCriteria=" + filter(0, "entity_id", "gt", "20") +
               filter(1, "entity_id", "lt", "23"))
                .ids(),
            (ids{21, 22}));
  EXPECT_EQ(v1("orders?search_criteria[page_size]=2&search_criteria[current_page]=2").ids(),
            (ids{3, 4}));
}

TEST_F(search, sorting) {
  EXPECT_EQ(v1("orders?searchCriteria[pageSize]=1" + sorted("updated_at", "DESC")).ids(), (ids{3}));
  EXPECT_EQ(v1("orders?searchCriteria[pageSize]=2" + sorted("entity_id", "DESC")).ids(),
            (ids{25, 24}));
  EXPECT_EQ(v1("orders?searchCriteria[pageSize]=1" + sorted("status", "ASC")).ids(), (ids{5}));
  // Without a direction Magento sorts downwards.
  EXPECT_EQ(
      v1("orders?searchCriteria[pageSize]=1&searchCriteria[sortOrders][0][field]=entity_id").ids(),
      (ids{25}));
}

TEST_F(search, paging_and_past_the_end) {
  const auto third = v1("orders?searchCriteria[pageSize]=10&searchCriteria[currentPage]=3");
  EXPECT_EQ(third.ids(), (ids{21, 22, 23, 24, 25}));
  EXPECT_EQ(third.body().at("total_count"), 25);
  EXPECT_EQ(third.body().at("search_criteria").at("page_size"), 10);
  EXPECT_EQ(v1("orders?searchCriteria[pageSize]=10&searchCriteria[currentPage]=9").ids(),
            third.ids());
  EXPECT_EQ(v1("orders?searchCriteria=").ids().size(), 25U);
  start(R"({"orders":5,"page_past_end":"empty"})");
  EXPECT_TRUE(v1("orders?searchCriteria[pageSize]=2&searchCriteria[currentPage]=4").ids().empty());
}

TEST_F(search, input_limits) {
  start(R"({"orders":30,"mix":{"only_plain":true},"input_limits":{}})");
  EXPECT_EQ(v1("orders?searchCriteria=").ids().size(), 20U);
  EXPECT_EQ(v1("orders?searchCriteria[pageSize]=300").ids().size(), 30U);
  const auto refused = v1("orders?searchCriteria[pageSize]=301");
  EXPECT_EQ(refused.status(), 400);
  EXPECT_EQ(refused.raw.body,
            R"({"message":"Maximum SearchCriteria pageSize is %max","parameters":{"max":300}})");
}

TEST_F(search, fields_trim_the_answer) {
  const auto reply =
      v1("orders?searchCriteria[pageSize]=1&fields=items[entity_id,items[sku]],total_count");
  const auto body = reply.body().as_object();
  EXPECT_EQ(body.size(), 2U);
  EXPECT_EQ(body.at("items").at(0).as_object().size(), 2U);
  EXPECT_EQ(body.at("items").at(0).at("items").at(0).as_object().size(), 1U);
  EXPECT_EQ(v1("orders?searchCriteria=&fields=items[entity_id").raw.body, "[]");
  EXPECT_EQ(v1("store/storeViews?fields=id").body().at(0).as_object().size(), 1U);
  EXPECT_EQ(v1("orders/7?fields=entity_id,state").raw.body,
            R"({"entity_id":7,"state":"complete"})");
}

TEST_F(search, what_is_refused) {
  const auto missing = v1("orders");
  EXPECT_EQ(missing.status(), 400);
  EXPECT_EQ(missing.raw.body,
            "{\"message\":\"\\\"%fieldName\\\" is required. Enter and try again.\","
            "\"parameters\":{\"fieldName\":\"searchCriteria\"}}");
  const auto column = v1("orders?searchCriteria=" + filter(0, "nonsense", "eq", "1"));
  EXPECT_EQ(column.status(), 400);
  EXPECT_NE(column.message().find("Unknown column 'main_table.nonsense'"), std::string::npos);
  EXPECT_EQ(v1("orders?searchCriteria=" + sorted("nonsense", "ASC")).status(), 400);
  EXPECT_EQ(v1("orders?searchCriteria=" + sorted("entity_id", "up")).status(), 400);
  EXPECT_EQ(v1("orders?searchCriteria=" + filter(0, "entity_id", "about", "1")).status(), 400);
  EXPECT_EQ(
      v1("orders?searchCriteria=" + filter(0, "updated_at", "gt", "2026-05-01T10:00:00Z")).status(),
      400);
  EXPECT_EQ(v1("orders?searchCriteria[pageSize]=many").status(), 400);
  EXPECT_EQ(v1("orders?searchCriteria[colour]=red").status(), 400);
  EXPECT_EQ(v1("orders/999").status(), 404);
  EXPECT_EQ(v1("orders/999").message(),
            "The entity that was requested doesn't exist. Verify the entity and try again.");
  EXPECT_EQ(v1("orders/abc").status(), 400);
  EXPECT_EQ(v1("creditmemo/1").status(), 404);
  EXPECT_EQ(v1("nothing").message(), "Request does not match any route.");
  EXPECT_EQ(v1("creditmemos/1").status(), 404);
  EXPECT_EQ(send(core::http_method::post, "/rest/V1/orders", "{}").status(), 401);
  EXPECT_EQ(send(core::http_method::head, "/rest/V1/orders").status(), 405);
}

TEST_F(search, paths) {
  for (const char* base : {"/rest/V1/", "/rest/default/V1/", "/rest/zakelijk/V1/", "/rest/all/V1/",
                           "/index.php/rest/V1/", "/index.php/rest/all/V1/"}) {
    EXPECT_EQ(get(std::string{base} + "orders?searchCriteria[pageSize]=1").status(), 200) << base;
  }
  EXPECT_EQ(get("/rest/unknown/V1/orders?searchCriteria=").status(), 404);
  EXPECT_EQ(get("/magento_version").raw.body, "Magento/2.4 (Community)");
  const auto page = get("/elders/V1/orders");
  EXPECT_EQ(page.status(), 404);
  EXPECT_EQ(page.header("Content-Type"), "text/html; charset=UTF-8");
  start(R"({"rewrites":false})");
  EXPECT_EQ(get("/rest/V1/orders?searchCriteria=").header("Content-Type"),
            "text/html; charset=UTF-8");
  EXPECT_EQ(get("/rest/V1/orders?searchCriteria=").status(), 404);
  EXPECT_EQ(get("/index.php/rest/V1/orders?searchCriteria=").status(), 200);
  start(R"({"base_url":"https://winkel.example/map"})");
  EXPECT_EQ(get("/rest/V1/orders?searchCriteria=").status(), 404);
  EXPECT_EQ(get("/map/rest/V1/orders?searchCriteria=").status(), 200);
}

TEST_F(search, other_lists) {
  const auto views = v1("store/storeViews").body();
  EXPECT_EQ(views.as_array().size(), 3U);
  EXPECT_EQ(views.at(0).at("code"), "admin");
  const auto configs = v1("store/storeConfigs").body();
  EXPECT_EQ(configs.at(0).at("timezone"), "Europe/Amsterdam");
  EXPECT_EQ(configs.at(0).at("base_url"), "https://winkel.example/");
  const auto products = v1("products?searchCriteria[pageSize]=100" +
                           filter(0, "type_id", "in", "simple,virtual,downloadable"))
                            .body();
  EXPECT_GT(products.at("items").as_array().size(), 10U);
  for (const auto& item : products.at("items").as_array()) {
    EXPECT_TRUE(item.as_object().contains("price"));
  }
  const auto keyset =
      v1("products?searchCriteria[pageSize]=2" + filter(0, "entity_id", "gt", "96"));
  EXPECT_EQ(keyset.body().at("items").at(0).at("id"), 97);
  EXPECT_EQ(v1("taxRates/search?searchCriteria=").body().at("items").at(0).at("rate"), 21);
  EXPECT_EQ(v1("taxRules/search?searchCriteria=").body().at("total_count"), 2);
  EXPECT_EQ(v1("taxClasses/search?searchCriteria=").body().at("total_count"), 3);
}

TEST_F(search, unknown_parameters_are_counted) {
  v1("orders?searchCriteria=&status=complete");
  v1("orders?searchCriteria=&status=complete&page=2");
  const auto books = sim("books").body();
  EXPECT_EQ(books.at("unknown_parameters").at("status"), 2);
  EXPECT_EQ(books.at("unknown_parameters").at("page"), 1);
  EXPECT_EQ(books.at("requests").at("GET orders"), 2);
}

}  // namespace
}  // namespace boekbrug::sim::magento::test
