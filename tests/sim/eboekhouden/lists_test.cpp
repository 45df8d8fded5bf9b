#include "fixture.hpp"

#include "sim/eboekhouden/filters.hpp"

namespace boekbrug::sim::test {

using eboekhouden::matches_pattern;

class eboekhouden_lists : public eboekhouden_test {};

TEST(eboekhouden_patterns, know_many_and_one) {
  EXPECT_TRUE(matches_pattern("Omzet hoog", "omzet%"));
  EXPECT_TRUE(matches_pattern("Omzet hoog", "%HOOG"));
  EXPECT_TRUE(matches_pattern("aXbXc", "a%b%c"));
  EXPECT_TRUE(matches_pattern("8010", "80?0"));
  EXPECT_TRUE(matches_pattern("\xc3\xa9\x6e", "?n"));
  EXPECT_TRUE(matches_pattern("", "%"));
  EXPECT_FALSE(matches_pattern("8010", "80?"));
  EXPECT_FALSE(matches_pattern("Omzet", "omze"));
  EXPECT_FALSE(matches_pattern("", "?"));
}

TEST_F(eboekhouden_lists, hold_a_dutch_chart) {
  const auto revenue = get("ledger?category=VW&limit=2000");
  EXPECT_GE(revenue.count(), 5U);
  EXPECT_EQ(get("ledger?category=DEB").at("/items/0/code"), "1300");
  EXPECT_GE(get("ledger?category=FIN").count(), 4U);
  EXPECT_EQ(get("ledger?category=FIN&code=1100").at("/items/0/description"),
            "Kruispost betaalprovider");
  EXPECT_EQ(get("ledger?category=BAL&code[like]=163%25").count(), 3U);
  EXPECT_EQ(get("ledger/" + ledger("1300")).at("/category"), "DEB");
  EXPECT_EQ(get("ledger/1").status, 404);
  EXPECT_EQ(get("ledger/" + ledger("1300") + "/balance").text, R"({"balance":0.00})");
}

TEST_F(eboekhouden_lists, hold_another_chart_when_told) {
  start(demo_with(R"("second_debtor":true,"ledgers":[{"id":77,"code":"13","category":"DEB"},)"
                  R"({"code":"8","category":"VW"}])"));
  EXPECT_EQ(get("ledger").count(), 3U);
  EXPECT_EQ(get("ledger?category=DEB").count(), 2U);
  EXPECT_EQ(get("ledger?code=13").number("/items/0/id"), 77);
}

TEST_F(eboekhouden_lists, answer_pages) {
  const auto all = get("ledger?limit=2000").count();
  EXPECT_EQ(get("ledger?limit=5").number("/count"), 5);
  const auto second = get("ledger?limit=5&offset=5");
  EXPECT_NE(second.number("/items/0/id"), get("ledger?limit=5").number("/items/0/id"));
  EXPECT_EQ(get("ledger?limit=5&offset=" + std::to_string(all - 2)).count(), 2U);
  EXPECT_EQ(get("ledger?offset=5000").count(), 0U);
  for (const auto* bad : {"limit=0", "limit=2001", "limit=x", "limit=-1", "limit=1.5"}) {
    EXPECT_EQ(get(std::string{"ledger?"} + bad).code(), "PAGE_001") << bad;
  }
  EXPECT_EQ(get("ledger?offset=-1").code(), "PAGE_002");
}

TEST_F(eboekhouden_lists, give_a_hundred_by_default) {
  for (int i = 0; i < 101; ++i) {
    new_relation();
  }
  EXPECT_EQ(get("relation").count(), 100U);
  EXPECT_EQ(get("relation?limit=2000").count(), 101U);
  EXPECT_EQ(get("relation?email=jan%40voorbeeld.nl&offset=100").count(), 1U);
}

TEST_F(eboekhouden_lists, filter_texts) {
  EXPECT_EQ(get("ledger?code[not_eq]=1300&category=DEB").count(), 0U);
  EXPECT_EQ(get("ledger?description[like]=omzet%25").count(), 3U);
  EXPECT_EQ(get("ledger?category=VW&description[not_like]=omzet%25").count(),
            get("ledger?category=VW").count() - 3U);
  EXPECT_EQ(get("ledger?code[gte]=1300").code(), "ERR_002");
  EXPECT_EQ(get("ledger?code[range]=1,2").code(), "ERR_002");
  EXPECT_EQ(get("ledger?code[like=1").code(), "ERR_002");
  EXPECT_EQ(get("ledger?code[near]=1").code(), "ERR_002");
  EXPECT_EQ(get("ledger?code=1300&code[like]=1%25").code(), "ERR_002");
}

TEST_F(eboekhouden_lists, filter_numbers_and_dates) {
  sale("N1", row("10.00"));
  sale("N2", row("20.00"), R"(,"date":"2026-04-01")");
  const auto id = get("mutation?invoiceNumber=N1").number("/items/0/id");
  const auto count = [this](const std::string& query) { return get("mutation?" + query).count(); };
  EXPECT_EQ(count("date=2026-03-14"), 1U);
  EXPECT_EQ(count("date[gte]=2026-03-14"), 2U);
  EXPECT_EQ(count("date[gt]=2026-03-14"), 1U);
  EXPECT_EQ(count("date[lt]=2026-04-01"), 1U);
  EXPECT_EQ(count("date[lte]=2026-04-01"), 2U);
  EXPECT_EQ(count("date[range]=2026-03-14,2026-03-31"), 1U);
  EXPECT_EQ(count("date[not_eq]=2026-03-14"), 1U);
  EXPECT_EQ(count("amount[gt]=10.00"), 1U);
  EXPECT_EQ(count("type=2&id[gt]=" + std::to_string(id)), 1U);
  EXPECT_EQ(get("mutation?date=14-03-2026").code(), "ERR_002");
  EXPECT_EQ(get("mutation?date[range]=2026-03-14").code(), "ERR_002");
  EXPECT_EQ(get("mutation?id[like]=1%25").code(), "ERR_002");
  EXPECT_EQ(get("mutation?id=abc").code(), "ERR_002");
}

TEST_F(eboekhouden_lists, count_parameters_nobody_knows) {
  EXPECT_EQ(get("mutation?paymentReference=BB1").status, 200);
  EXPECT_EQ(sim("counters").number("/unknown_parameters/paymentReference"), 1);
}

TEST_F(eboekhouden_lists, add_and_change_ledgers) {
  const auto made =
      post("ledger", R"({"code":"1640","description":"Btw Spanje","category":"BAL","group":"G"})");
  ASSERT_EQ(made.status, 201) << made.text;
  const auto path = "ledger/" + std::to_string(made.number("/id"));
  EXPECT_EQ(get(path).at("/group"), "G");
  EXPECT_EQ(post("ledger", R"({"code":"1640","description":"x","category":"BAL"})").code(),
            "LEDG_013");
  EXPECT_EQ(post("ledger", R"({"code":"","description":"x","category":"BAL"})").code(), "LEDG_001");
  EXPECT_EQ(post("ledger", R"({"code":"1","category":"BAL"})").code(), "LEDG_002");
  EXPECT_EQ(post("ledger", R"({"code":"1","description":"x","category":"AF"})").code(), "LEDG_003");
  EXPECT_EQ(patch(path, R"({"description":"Btw ES"})").at("/description"), "Btw ES");
  EXPECT_EQ(patch(path, R"({"code":"1300"})").code(), "LEDG_013");
}

TEST_F(eboekhouden_lists, hold_cost_centres) {
  EXPECT_EQ(get("costcenter").at("/items/0/description"), "Webwinkel");
  const auto made = post("costcenter", R"({"description":"Markt"})");
  const auto path = "costcenter/" + std::to_string(made.number("/id"));
  EXPECT_EQ(get(path).at("/description"), "Markt");
  EXPECT_EQ(patch(path, R"({"active":false})").value("/active").as_bool(), false);
  EXPECT_EQ(get("costcenter?active=true").count(), 2U);
  EXPECT_EQ(get("costcenter?active=maybe").code(), "ERR_002");
  EXPECT_EQ(post("costcenter", "{}").code(), "COST_002");
  EXPECT_EQ(post("costcenter", R"({"description":"x","parentId":9})").code(), "COST_001");
  EXPECT_EQ(send(http_method::del, path).status, 204);
  EXPECT_EQ(get(path).status, 404);
}

TEST_F(eboekhouden_lists, hold_templates_and_units) {
  EXPECT_EQ(get("invoicetemplate").count(), 3U);
  const auto active = get("invoicetemplate?active=true");
  EXPECT_EQ(active.count(), 2U);
  EXPECT_EQ(active.at("/items/0/type"), "A");
  EXPECT_EQ(get("emailtemplate").count(), 2U);
  EXPECT_EQ(get("unit?name=uur").count(), 1U);
  EXPECT_EQ(post("unit", "{}").status, 405);
  EXPECT_EQ(get("unit/1").status, 404);
}

TEST_F(eboekhouden_lists, hold_products) {
  const auto body = [this](const std::string& more) {
    return R"({"code":"BEL","description":"Bel","vat":"HOOG_VERK_21","ledgerId":)" +
           ledger("8000") + more + "}";
  };
  const auto made = post("product", body(R"(,"priceIncl":12.125)"));
  ASSERT_EQ(made.status, 201) << made.text;
  const auto path = "product/" + std::to_string(made.number("/id"));
  EXPECT_NE(get(path).text.find(R"("priceIncl":12.125)"), std::string::npos);
  EXPECT_EQ(get("product?code=BEL").count(), 1U);
  EXPECT_EQ(post("product", body(R"(,"priceIncl":1)")).code(), "ART_001");
  EXPECT_EQ(post("product", body(R"(,"code":"B2")")).code(), "ART_016");
  EXPECT_EQ(post("product", body(R"(,"code":"B2","priceIncl":1,"priceExcl":1)")).code(), "ART_017");
  EXPECT_EQ(post("product", body(R"(,"code":"B2","priceIncl":1,"vat":"HOOG_INK_21")")).code(),
            "ART_018");
  EXPECT_EQ(
      post("product", body(R"(,"code":"B2","priceIncl":1,"ledgerId":)" + ledger("1300"))).code(),
      "ART_019");
  EXPECT_EQ(patch(path, R"({"priceExcl":10})").number("/priceExcl"), 10);
  EXPECT_EQ(get("product/groups").count(), 1U);
  EXPECT_EQ(send(http_method::del, path).status, 204);
  EXPECT_EQ(get(path).status, 404);
}

TEST_F(eboekhouden_lists, stop_products_at_the_limit_of_the_plan) {
  start(demo_with(R"("trial":{"products_max":0})"));
  EXPECT_EQ(post("product", "{}").code(), "PAKKET_001");
}

}  // namespace boekbrug::sim::test
