#include "moneybird_fixture.hpp"

namespace boekbrug::sim::test {
namespace {

class moneybird_invoices : public moneybird_test {
protected:
  /// The totals of a draft as "excl/tax/incl".
  std::string totals(bool incl, const std::string& lines, const std::string& extra = "") {
    const auto made =
        draft(new_contact("t@voorbeeld.nl"),
              extra + R"("prices_are_incl_tax":)" + (incl ? "true," : "false,"), lines);
    EXPECT_EQ(made.status, 201) << made.text;
    return made.at("/total_price_excl_tax") + "/" + made.at("/tax_totals/0/tax_amount") + "/" +
           made.at("/total_price_incl_tax");
  }
};

TEST_F(moneybird_invoices, computes_the_documented_vat_examples) {
  EXPECT_EQ(totals(false, line("10.50", "1", rate21())), "10.5/2.21/12.71");
  EXPECT_EQ(totals(false, line("129.95", "1", rate21())), "129.95/27.29/157.24");
  EXPECT_EQ(totals(false, line("199.99", "1", rate21())), "199.99/42.0/241.99");
  EXPECT_EQ(totals(true, line("100", "1", rate21())), "82.64/17.36/100.0");
  EXPECT_EQ(totals(false, line("0.83", "12", rate21())), "9.96/2.09/12.05");
}

TEST_F(moneybird_invoices, computes_tax_over_the_summed_base_of_a_rate) {
  // Line by line this would be 3 x 0.02 = 0.06.
  const auto three = line("0.10", "1", rate21()) + "," + line("0.10", "1", rate21()) + "," +
                     line("0.12", "1", rate21());
  EXPECT_EQ(totals(false, three), "0.32/0.07/0.39");
  // The reference's own example: 2 x 12.10 + 6.95 - 2.42 including 21 %.
  const auto order = line("12.10", "2", rate21()) + "," + line("6.95", "1", rate21()) + "," +
                     line("-2.42", "1", rate21());
  EXPECT_EQ(totals(true, order), "23.74/4.99/28.73");
}

TEST_F(moneybird_invoices, rounds_halves_away_from_zero) {
  EXPECT_EQ(totals(false, line("-10.50", "1", rate21())), "-10.5/-2.21/-12.71");
  EXPECT_EQ(totals(true, line("100", "-1", rate21())), "-82.64/-17.36/-100.0");
}

TEST_F(moneybird_invoices, takes_the_discount_off_every_line) {
  EXPECT_EQ(totals(true, line("50.00", "2", rate21()), R"("discount":"10",)"), "74.38/15.62/90.0");
  EXPECT_EQ(totals(false, line("100", "1", rate21()), R"("discount":10.0,)"), "90.0/18.9/108.9");
}

TEST_F(moneybird_invoices, keeps_zero_rates_out_of_the_tax_totals) {
  const auto made = draft(new_contact(), R"("prices_are_incl_tax":true,)",
                          line("10", "1", rate("0% btw ICP goederen")));
  EXPECT_EQ(made.value("/tax_totals"), json::array{});
  EXPECT_EQ(made.at("/details/0/tax_report_reference/0"), "NL/3b");
  EXPECT_NE(made.at("/details/0/mandatory_tax_text"), "");
}

TEST_F(moneybird_invoices, answers_with_the_fields_of_the_reference) {
  const auto made = simple_draft("100004711");
  ASSERT_EQ(made.status, 201);
  for (const auto* field : {"id",
                            "administration_id",
                            "contact_id",
                            "contact",
                            "invoice_id",
                            "draft_id",
                            "workflow_id",
                            "document_style_id",
                            "identity_id",
                            "state",
                            "invoice_date",
                            "due_date",
                            "payment_reference",
                            "reference",
                            "language",
                            "currency",
                            "discount",
                            "original_sales_invoice_id",
                            "paused",
                            "paid_at",
                            "sent_at",
                            "created_at",
                            "updated_at",
                            "version",
                            "details",
                            "payments",
                            "total_paid",
                            "total_unpaid",
                            "total_unpaid_base",
                            "prices_are_incl_tax",
                            "total_price_excl_tax",
                            "total_price_excl_tax_base",
                            "total_price_incl_tax",
                            "total_price_incl_tax_base",
                            "total_discount",
                            "tax_totals",
                            "url",
                            "payment_url",
                            "custom_fields",
                            "notes",
                            "attachments",
                            "events"}) {
    EXPECT_TRUE(made.body.as_object().contains(field)) << field;
  }
  EXPECT_EQ(made.at("/details/0/price"), "12.1");
  EXPECT_EQ(made.at("/details/0/amount"), "2");
  EXPECT_EQ(made.at("/details/0/amount_decimal"), "2.0");
  EXPECT_EQ(made.at("/details/0/total_price_excl_tax_with_discount"), "20.0");
  EXPECT_EQ(made.at("/total_paid"), "0.0");
  EXPECT_EQ(made.at("/due_date"), "2026-03-28");
  EXPECT_EQ(made.at("/created_at"), "2026-03-14T10:00:00.000Z");
  EXPECT_EQ(made.at("/state"), "draft");
  EXPECT_TRUE(made.value("/invoice_id").is_null());
  EXPECT_EQ(made.at("/contact/email"), "jan@voorbeeld.nl");
}

TEST_F(moneybird_invoices, ids_are_eighteen_digits_and_rise) {
  std::string last;
  for (int i = 0; i < 50; ++i) {
    const auto id = simple_draft("r").at("/id");
    EXPECT_EQ(id.size(), 18U);
    EXPECT_GT(id, last);
    last = id;
    now += std::chrono::milliseconds{i % 3};
  }
}

TEST_F(moneybird_invoices, takes_defaults_from_the_workflow) {
  const auto contact = new_contact();
  const auto plain = draft(contact, "", line("10", "1", rate21()));
  EXPECT_EQ(plain.value("/prices_are_incl_tax"), false);
  const auto shop =
      draft(contact, "\"workflow_id\":\"" + id_named("workflows", "Webwinkel") + "\",",
            line("10", "1", rate21()));
  EXPECT_EQ(shop.value("/prices_are_incl_tax"), true);
  const auto dollars =
      draft(contact, "\"workflow_id\":\"" + id_named("workflows", "Dollars") + "\",",
            line("10", "1", rate21()));
  EXPECT_EQ(dollars.at("/currency"), "USD");
  EXPECT_EQ(draft(contact, "", R"({"description":"x","price":"10"})").at("/details/0/tax_rate_id"),
            rate21());
}

TEST_F(moneybird_invoices, refuses_ids_that_are_not_usable) {
  const auto contact = new_contact();
  const auto expect = [&](const answered& got, std::string_view field) {
    EXPECT_EQ(got.status, 422) << got.text;
    EXPECT_TRUE(got.value("/error").as_object().contains(field)) << got.text;
    EXPECT_TRUE(got.value("/details").as_object().contains(field)) << got.text;
  };
  expect(draft(contact, "", line("1", "1", "123")), "details.tax_rate_id");
  expect(draft(contact, "", line("1", "1", rate("6% btw (oud)"))), "details.tax_rate_id");
  expect(
      draft(contact, "",
            line("1", "1", id_named("tax_rates?filter=tax_rate_type:purchase_invoice", "21% btw"))),
      "details.tax_rate_id");
  for (const auto* account : {"Omzet (oud)", "Bank"}) {
    expect(draft(contact, "",
                 R"({"price":"1","ledger_account_id":")" + id_named("ledger_accounts", account) +
                     "\"}"),
           "details.ledger_account_id");
  }
  expect(draft(contact, R"("workflow_id":"1",)", line("1", "1", rate21())), "workflow_id");
  expect(draft(contact, "\"workflow_id\":\"" + id_named("workflows", "Standaard offerte") + "\",",
               line("1", "1", rate21())),
         "workflow_id");
  expect(draft(contact, R"("document_style_id":"1",)", line("1", "1", rate21())),
         "document_style_id");
  expect(draft("123456", "", line("1", "1", rate21())), "contact");
  expect(draft(contact, R"("invoice_date":"2026-02-30",)", line("1", "1", rate21())),
         "invoice_date");
  expect(draft(contact, "", line("een", "1", rate21())), "details.price");
}

TEST_F(moneybird_invoices, refuses_unknown_members_and_wrong_shapes) {
  const auto contact = new_contact();
  EXPECT_EQ(draft(contact, R"("invoice_id":"2026-1",)", line("1", "1", rate21())).status, 400);
  EXPECT_EQ(draft(contact, "", R"({"price":"1","amount_decimal":"1.0"})").status, 400);
  EXPECT_EQ(draft(contact, "", R"({"price":"1","amount":1.5})").status, 400);
  EXPECT_EQ(post("sales_invoices", "{}").at("/symbolic/sales_invoice"), "required");
  EXPECT_EQ(post("sales_invoices", "{nonsense").status, 400);
  const auto field = draft(contact, R"("custom_fields_attributes":[{"id":"123456","value":"x"}],)",
                           line("1", "1", rate21()));
  EXPECT_EQ(field.status, 404);
  EXPECT_EQ(field.at("/error"), "Custom field with id 123456 not found for administration");
  EXPECT_EQ(field.at("/symbolic/custom_fields_attributes"), "not_found");
}

TEST_F(moneybird_invoices, refuses_an_archived_contact) {
  const auto contact = new_contact();
  EXPECT_EQ(patch("contacts/" + contact + "/archive").status, 204);
  EXPECT_EQ(draft(contact, "", line("1", "1", rate21())).status, 422);
}

TEST_F(moneybird_invoices, changes_only_what_is_given) {
  const auto made = simple_draft("a");
  const auto id = made.at("/id");
  const auto changed =
      patch("sales_invoices/" + id,
            R"({"sales_invoice":{"details_attributes":[{"description":"Afrondingsverschil",)"
            R"("price":"-0.01","amount":"1","tax_rate_id":")" +
                rate("Geen btw") + "\"}]}}");
  EXPECT_EQ(changed.status, 200) << changed.text;
  EXPECT_EQ(changed.at("/total_price_incl_tax"), "24.19");
  EXPECT_EQ(changed.at("/reference"), "a");
  EXPECT_GT(changed.value("/version").as_int64(), made.value("/version").as_int64());
  const auto line_id = changed.at("/details/0/id");
  const auto less =
      patch("sales_invoices/" + id, R"({"sales_invoice":{"details_attributes":{"0":{"id":")" +
                                        line_id + R"(","_destroy":true}}}})");
  EXPECT_EQ(less.value("/details").as_array().size(), 1U);
  EXPECT_EQ(less.at("/total_price_incl_tax"), "-0.01");
  EXPECT_EQ(patch("sales_invoices/" + id,
                  R"({"sales_invoice":{"details_attributes":[{"id":"1","price":"1"}]}})")
                .status,
            404);
}

TEST_F(moneybird_invoices, a_product_fills_defaults_but_explicit_values_win) {
  const auto product = post("products", R"({"product":{"title":"Bel","identifier":"BEL-R",)"
                                        R"("price":"10.00","ledger_account_id":")" +
                                            id_named("ledger_accounts", "Omzet verzendkosten") +
                                            R"(","tax_rate_id":")" + rate("9% btw") + "\"}}");
  ASSERT_EQ(product.status, 201) << product.text;
  const auto made =
      draft(new_contact(), "", R"({"product_id":")" + product.at("/id") + R"(","price":"8.5"})");
  EXPECT_EQ(made.at("/details/0/price"), "8.5");
  EXPECT_EQ(made.at("/details/0/description"), "Bel");
  EXPECT_EQ(made.at("/details/0/tax_rate_id"), rate("9% btw"));
  EXPECT_EQ(made.at("/details/0/ledger_account_id"), product.at("/ledger_account_id"));
}

TEST_F(moneybird_invoices, deletes_drafts_but_not_what_is_paid_or_locked) {
  const auto first = simple_draft("a").at("/id");
  EXPECT_EQ(remove("sales_invoices/" + first).status, 204);
  EXPECT_EQ(get("sales_invoices/" + first).status, 404);
  EXPECT_EQ(get("sales_invoices/find_by_reference/a").status, 404);
  const auto second = simple_draft("b").at("/id");
  send_manually(second);
  pay(second, "1.00");
  EXPECT_EQ(remove("sales_invoices/" + second).status, 400);
  const auto third = simple_draft("c", "2026-01-10").at("/id");
  send_manually(third);
  intervene(std::string("administrations/") + books, R"({"period_locked_until":"2026-01-31"})");
  EXPECT_EQ(remove("sales_invoices/" + third).status, 400);
}

TEST_F(moneybird_invoices, keeps_foreign_currency_with_a_base_amount) {
  start(one_administration("", R"("exchange_rates":{"USD":"0.9"})"));
  const auto made = draft(new_contact(), R"("currency":"USD",)", line("100", "1", rate21()));
  EXPECT_EQ(made.at("/total_price_incl_tax"), "121.0");
  EXPECT_EQ(made.at("/total_price_incl_tax_base"), "108.9");
  send_manually(made.at("/id"));
  const auto missing = pay(made.at("/id"), "121.00");
  EXPECT_EQ(missing.status, 422);
  EXPECT_EQ(missing.at("/details/price_base/0/error"), "blank");
}

TEST_F(moneybird_invoices, the_free_plan_ends_at_the_fourth_invoice_of_a_month) {
  start(one_administration(R"("plan":"free")"));
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(simple_draft("r").status, 201);
  }
  const auto refused = simple_draft("r");
  EXPECT_EQ(refused.status, 402);
  EXPECT_EQ(refused.text, R"({"error":"creating sales invoices is limited",)"
                          R"("symbolic":{"administration":"limit_reached"}})");
  now += std::chrono::days{30};
  EXPECT_EQ(simple_draft("r").status, 201);
}

}  // namespace
}  // namespace boekbrug::sim::test
