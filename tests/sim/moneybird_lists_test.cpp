#include "moneybird_fixture.hpp"

#include <set>

namespace boekbrug::sim::test {
namespace {

class moneybird_lists : public moneybird_test {
protected:
  std::set<std::string> names(const std::string& path) {
    std::set<std::string> out;
    const auto answer = get(path);
    for (const auto& item : answer.body.as_array()) {
      out.emplace(item.at("name").as_string());
    }
    return out;
  }
};

TEST_F(moneybird_lists, offers_the_dutch_rates) {
  const auto active = names("tax_rates.json?filter=tax_rate_type:sales_invoice,active:true");
  for (const auto* name :
       {"21% btw", "9% btw", "0% btw", "Geen btw", "Btw verlegd", "0% btw ICP goederen",
        "0% btw ICP diensten", "0% btw export buiten EU", "Belgie 21%", "Belgie 6%",
        "Duitsland 19%", "Duitsland 7%", "Frankrijk 20%", "Frankrijk 5,5%"}) {
    EXPECT_TRUE(active.contains(name)) << name;
  }
  EXPECT_FALSE(active.contains("6% btw (oud)"));
  EXPECT_EQ(names("tax_rates?filter=active:false,percentage:19").count("19% btw (oud)"), 1U);
}

TEST_F(moneybird_lists, filters_rates) {
  EXPECT_EQ(names("tax_rates?filter=tax_rate_type:sales_invoice,country:BE").size(), 2U);
  EXPECT_EQ(names("tax_rates?filter=percentage:21,tax_rate_type:sales_invoice").size(), 2U);
  EXPECT_EQ(names("tax_rates?filter=partial_name:icp").size(), 2U);
  EXPECT_EQ(names("tax_rates?filter=name:Geen%20btw,tax_rate_type:sales_invoice").size(), 1U);
  EXPECT_EQ(names("tax_rates?filter=show_tax:false,tax_rate_type:sales_invoice").size(), 5U);
  for (const auto* bad : {"percentage:5.5", "tax_rate_type:x", "active:perhaps"}) {
    EXPECT_EQ(get(std::string("tax_rates?filter=") + bad).status, 400) << bad;
  }
  EXPECT_EQ(get("tax_rates?per_page=101").status, 400);
  EXPECT_EQ(get("tax_rates?per_page=3&page=2").size(), 3U);
  const auto rate = get("tax_rates?filter=name:Frankrijk%205%2C5%25");
  EXPECT_EQ(rate.status, 200);  // a comma cannot be escaped: this looks for "Frankrijk 5"
  EXPECT_EQ(rate.size(), 0U);
}

TEST_F(moneybird_lists, domestic_rates_have_no_country) {
  const auto one = get("tax_rates?filter=name:21%25%20btw,tax_rate_type:sales_invoice");
  ASSERT_EQ(one.size(), 1U);
  EXPECT_TRUE(one.value("/0/country").is_null());
  EXPECT_EQ(one.at("/0/percentage"), "21.0");
  EXPECT_EQ(get("tax_rates?filter=country:FR,percentage:20").at("/0/country"), "FR");
}

TEST_F(moneybird_lists, a_belgian_administration_has_belgian_rates) {
  start(one_administration(R"("country":"BE","time_zone":"Europe/Brussels")"));
  EXPECT_EQ(names("tax_rates?filter=percentage:12").count("12% btw"), 1U);
}

TEST_F(moneybird_lists, lists_workflows_styles_accounts_and_fields) {
  const auto flows = get("workflows.json");
  bool estimate = false;
  bool reminds = false;
  for (const auto& flow : flows.body.as_array()) {
    estimate = estimate || flow.at("type") == "EstimateWorkflow";
    reminds = reminds || flow.at_pointer("/steps/0/reminder_auto_send") == true;
  }
  EXPECT_TRUE(estimate);
  EXPECT_TRUE(reminds);
  EXPECT_EQ(get("workflows/" + id_named("workflows", "Webwinkel")).value("/prices_are_incl_tax"),
            true);
  EXPECT_EQ(get("workflows/1").at("/error"), "Record not found for model name: Workflow");
  EXPECT_EQ(names("document_styles.json").count("Standaard"), 1U);
  EXPECT_EQ(names("financial_accounts.json").count("Oude rekening"), 0U);
  EXPECT_EQ(names("financial_accounts.json").count("Mollie"), 1U);
  EXPECT_EQ(names("custom_fields.json").count("Ordernummer"), 1U);
  const auto ledgers = get("ledger_accounts.json");
  EXPECT_EQ(ledgers.at("/0/account_type"), "revenue");
  EXPECT_EQ(ledgers.at("/0/allowed_document_types/0"), "sales_invoice");
}

TEST_F(moneybird_lists, seeded_ids_are_stable_and_differ_between_administrations) {
  const auto before = rate21();
  start(R"({"administrations":[{"id":"178732006888903010","tokens":["demo-token"]},)"
        R"({"id":"200000000000000001","tokens":["demo-token"]}]})");
  EXPECT_EQ(rate21(), before);
  EXPECT_EQ(before.size(), 18U);
  const auto other = send(http_method::get, "/api/v2/200000000000000001/tax_rates.json");
  EXPECT_NE(other.at("/0/id"), before);
}

TEST_F(moneybird_lists, products_come_ten_by_ten) {
  const auto account = id_named("ledger_accounts", "Omzet");
  const auto create = [&](const std::string& members) {
    return post("products",
                R"({"product":{"ledger_account_id":")" + account + "\"," + members + "}}");
  };
  for (int i = 0; i < 12; ++i) {
    EXPECT_EQ(create(R"("title":"Bel )" + std::to_string(i) +
                     R"(","price":"10.00","identifier":"SKU-)" + std::to_string(i) + "\"")
                  .status,
              201);
  }
  EXPECT_EQ(get("products").size(), 10U);
  EXPECT_EQ(get("products?page=2").size(), 2U);
  EXPECT_EQ(get("products?per_page=100").size(), 12U);
  EXPECT_EQ(get("products?query=bel%2011").size(), 1U);
  EXPECT_EQ(get("products?currency=USD").size(), 0U);
  EXPECT_EQ(get("products/identifier/SKU-3.json").at("/price"), "10.0");
  EXPECT_EQ(get("products/identifier/SKU-99").status, 404);
  EXPECT_EQ(
      create(R"("title":"x","price":"1","identifier":"SKU-3")").at("/details/identifier/0/error"),
      "taken");
  EXPECT_EQ(create(R"("price":"1")").at("/details/base/0/error"),
            "must_have_a_title_or_description");
  EXPECT_EQ(create(R"("title":"x")").at("/details/price/0/error"), "blank");
  EXPECT_EQ(create(R"("title":"x","price":"1","colour":"red")").status, 400);
  EXPECT_EQ(create(R"("price":"1","description":")" + std::string(4097, 'x') + "\"")
                .at("/details/description/0/error"),
            "too_long");
}

TEST_F(moneybird_lists, webhooks_are_stored) {
  const auto made =
      post("webhooks", R"({"url":"https://boekbrug.example/hook",)"
                       R"("enabled_events":["sales_invoice_state_changed_to_paid"]})");
  EXPECT_EQ(made.status, 201);
  EXPECT_EQ(made.at("/secret").size(), 64U);
  EXPECT_EQ(get("webhooks").size(), 1U);
  EXPECT_EQ(get("webhooks").at("/0/secret"), "");
  EXPECT_EQ(patch("webhooks/" + made.at("/id") + "/deactivate").at("/deactivated_at"),
            "2026-03-14T10:00:00.000Z");
  EXPECT_EQ(remove("webhooks/" + made.at("/id")).status, 204);
  EXPECT_EQ(get("webhooks").size(), 0U);
  EXPECT_EQ(post("webhooks", R"({"url":"https://x","events":[]})").at("/symbolic/events"),
            "removed");
  EXPECT_EQ(post("webhooks", "{}").at("/symbolic/url"), "required");
}

}  // namespace
}  // namespace boekbrug::sim::test
