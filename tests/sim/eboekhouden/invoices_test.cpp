#include "fixture.hpp"

namespace boekbrug::sim::test {

class eboekhouden_invoices : public eboekhouden_test {
protected:
  std::string code(const std::string& more) {
    return invoice("N1", line("1", "1.00"), more).code();
  }
  std::string line_code(const std::string& more) {
    return invoice("N1", line("1", "1.00", "HOOG_VERK_21", more)).code();
  }
  /// The total of a fresh invoice with that line.
  std::string total(const std::string& one_line) {
    const auto number = "T" + std::to_string(++count_);
    const auto made = invoice(number, one_line);
    EXPECT_EQ(made.status, 201) << made.text;
    const auto seen = books();
    return seen.at("/invoices/" + std::to_string(count_ - 1) + "/total_incl_tax");
  }

private:
  int count_ = 0;
};

TEST_F(eboekhouden_invoices, are_booked_when_they_bring_a_mutation) {
  const auto made = invoice("2026100004711", line("2", "12.10") + "," + line("1", "6.95"),
                            booked(R"(,"checkPaymentReference":true,"paymentReference":"BB7")") +
                                R"(,"reference":"Order 4711")");
  ASSERT_EQ(made.status, 201) << made.text;
  EXPECT_EQ(made.at("/invoiceNumber"), "2026100004711");
  EXPECT_EQ(made.at("/inExVat"), "IN");
  const auto shown = get("invoice/" + std::to_string(made.number("/id")));
  EXPECT_NE(shown.text.find(R"("totalExcl":25.74,"totalAmount":31.15,"vatAmount":5.41)"),
            std::string::npos)
      << shown.text;
  EXPECT_EQ(shown.value("/items").as_array().size(), 2U);
  EXPECT_NE(shown.text.find(R"("pricePerUnit":12.1)"), std::string::npos);
  const auto sale_found = get("mutation?invoiceNumber=2026100004711");
  ASSERT_EQ(sale_found.count(), 1U);
  EXPECT_EQ(sale_found.number("/items/0/type"), 2);
  EXPECT_EQ(pay("2026100004711", "31.15").status, 201);
  const auto seen = books();
  EXPECT_EQ(seen.value("/invoices").as_array().size(), 1U);
  EXPECT_EQ(seen.at("/invoices/0/kind"), "invoice");
  EXPECT_EQ(seen.at("/invoices/0/state"), "paid");
  EXPECT_EQ(seen.at("/invoices/0/order_reference"), "Order 4711");
  EXPECT_TRUE(seen.value("/invoices/0/booked").as_bool());
}

TEST_F(eboekhouden_invoices, stay_out_of_the_books_without_one) {
  ASSERT_EQ(invoice("N1", line("1", "10.00")).status, 201);
  EXPECT_EQ(get("mutation").count(), 0U);
  EXPECT_EQ(get("mutation/invoice/outstanding?credDeb=D").count(), 0U);
  EXPECT_EQ(pay("N1", "10.00").code(), "MUT_115");
  EXPECT_FALSE(books().value("/invoices/0/booked").as_bool());
  EXPECT_EQ(books().at("/invoices/0/state"), "open");
}

TEST_F(eboekhouden_invoices, are_listed_by_number_relation_and_date) {
  invoice("N1", line("1", "10.00"));
  invoice("N2", line("1", "10.00"), R"(,"date":"2026-04-01")");
  EXPECT_EQ(get("invoice?invoiceNumber=N1").at("/items/0/invoiceNumber"), "N1");
  EXPECT_EQ(get("invoice?invoiceNumber=N9").count(), 0U);
  EXPECT_EQ(get("invoice?relationId=" + relation()).count(), 2U);
  EXPECT_EQ(get("invoice?date[range]=2026-03-01,2026-03-31").count(), 1U);
  EXPECT_FALSE(get("invoice").value("/items/0").as_object().contains("items"));
  EXPECT_EQ(get("invoice/1").status, 404);
}

TEST_F(eboekhouden_invoices, cannot_be_changed_or_deleted) {
  const auto id = std::to_string(invoice("N1", line("1", "10.00")).number("/id"));
  EXPECT_EQ(patch("invoice/" + id, "{}").status, 405);
  EXPECT_EQ(send(http_method::del, "invoice/" + id).status, 405);
  EXPECT_EQ(send(http_method::del, "invoice").status, 405);
}

TEST_F(eboekhouden_invoices, check_the_number) {
  EXPECT_EQ(invoice("F12-C", line("1", "1.00")).code(), "FACT_009");
  EXPECT_EQ(invoice("C100", line("1", "1.00")).status, 201);
  EXPECT_EQ(invoice("c100", line("1", "1.00")).code(), "FACT_101");
  EXPECT_EQ(invoice(std::string(51, '1'), line("1", "1.00")).code(), "FACT_007");
  EXPECT_EQ(invoice(std::string(50, '1'), line("1", "1.00")).status, 201);
}

TEST_F(eboekhouden_invoices, are_given_numbers_when_they_have_none) {
  EXPECT_EQ(invoice("", line("1", "1.00")).at("/invoiceNumber"), "F00001");
  EXPECT_EQ(invoice("X1", line("1", "1.00")).status, 201);
  EXPECT_EQ(invoice("", line("1", "1.00")).at("/invoiceNumber"), "F00002");
}

TEST_F(eboekhouden_invoices, share_numbers_with_sales_in_the_books) {
  sale("N1", row("1.00"));
  EXPECT_EQ(invoice("N1", line("1", "1.00"), booked()).code(), "MUT_019");
  EXPECT_EQ(invoice("N2", line("1", "1.00"), booked()).status, 201);
  EXPECT_EQ(sale("N2", row("1.00")).code(), "MUT_019");
}

TEST_F(eboekhouden_invoices, check_the_header) {
  EXPECT_EQ(code(R"(,"relationId":null)"), "FACT_001");
  EXPECT_EQ(code(R"(,"relationId":1)"), "FACT_002");
  EXPECT_EQ(code(R"(,"date":"1979-12-31")"), "FACT_013");
  EXPECT_EQ(code(R"(,"termOfPayment":null)"), "FACT_016");
  EXPECT_EQ(code(R"(,"termOfPayment":10000)"), "FACT_016");
  EXPECT_EQ(code(R"(,"templateId":null)"), "FACT_018");
  EXPECT_EQ(code(R"(,"templateId":5)"), "FACT_018") << "an inactive one";
  EXPECT_EQ(code(R"(,"inExVat":"XX")"), "ERR_002");
  EXPECT_EQ(code(R"(,"reference":")" + std::string(51, 'x') + "\""), "ERR_002");
  EXPECT_EQ(code(R"(,"text":")" + std::string(35'001, 'x') + "\""), "ERR_002");
  EXPECT_EQ(code(R"(,"directDebit":{})"), "ERR_002");
  relation();
  ASSERT_EQ(intervene("relations/" + relation(), R"({"inactive":true})").status, 200);
  EXPECT_EQ(code(""), "FACT_003");
  EXPECT_EQ(get("invoice").count(), 0U);
}

TEST_F(eboekhouden_invoices, check_the_lines) {
  EXPECT_EQ(invoice("N1", "").code(), "FACT_019");
  const auto one = line("1", "1.00");
  std::string lines = one;
  for (int i = 1; i < 100; ++i) {
    lines += "," + one;
  }
  EXPECT_EQ(invoice("N1", lines + "," + one).code(), "FACT_019");
  EXPECT_EQ(line_code(R"(,"description":"")"), "FACT_ITEM_001");
  EXPECT_EQ(line_code(R"(,"description":")" + std::string(10'001, 'x') + "\""), "FACT_ITEM_002");
  EXPECT_EQ(line_code(R"(,"code":")" + std::string(51, 'x') + "\""), "FACT_ITEM_003");
  EXPECT_EQ(line_code(R"(,"vatCode":"XX")"), "FACT_ITEM_006");
  EXPECT_EQ(line_code(R"(,"ledgerId":1)"), "FACT_ITEM_007");
  EXPECT_EQ(line_code(R"(,"ledgerId":)" + ledger("1300")), "FACT_ITEM_012");
  EXPECT_EQ(line_code(R"(,"discountAmount":1,"discountPercentage":1)"), "FACT_ITEM_013");
  EXPECT_EQ(line_code(R"(,"vatCode":"HOOG_INK_21")"), "FACT_ITEM_014");
  EXPECT_EQ(line_code(R"(,"vatCode":"LAAG_VERK")"), "FACT_ITEM_014");
  EXPECT_EQ(line_code(R"(,"vatAmount":0.10)"), "FACT_ITEM_015");
  EXPECT_EQ(line_code(R"(,"vatCode":"AFW_VERK")"), "FACT_ITEM_015");
  EXPECT_EQ(line_code(R"(,"quantity":1.00001)"), "ERR_002");
  EXPECT_EQ(line_code(R"(,"quantity":null)"), "ERR_002");
  EXPECT_EQ(line_code(R"(,"pricePerUnit":null)"), "ERR_002");
  EXPECT_EQ(line_code(R"(,"unitId":9999)"), "ERR_002");
  EXPECT_EQ(line_code(R"(,"costCenterId":9999)"), "COST_001");
  EXPECT_EQ(invoice("N1", lines).status, 201);
}

TEST_F(eboekhouden_invoices, compute_lines) {
  EXPECT_EQ(total(line("2", "12.10")), "24.20");
  EXPECT_EQ(total(line("0.3333", "10.00")), "3.33");
  EXPECT_EQ(total(line("3", "10.00", "HOOG_VERK_21", R"(,"discountAmount":1.50)")), "25.50");
  EXPECT_EQ(total(line("3", "9.99", "HOOG_VERK_21", R"(,"discountPercentage":12.5)")), "26.22");
  EXPECT_EQ(total(line("-1", "10.00")), "-10.00");
  EXPECT_EQ(total(line("1", "12.30", "AFW_VERK", R"(,"vatAmount":2.30)")), "12.30");
  EXPECT_EQ(total(line("null", "10.00", "GEEN", R"(,"amount":2)")), "20.00");
}

TEST_F(eboekhouden_invoices, keep_two_decimals_of_a_price_unless_told) {
  EXPECT_EQ(total(line("100", "0.125", "GEEN")), "13.00");
  start(doubtful(R"("price_decimals":4)"));
  ASSERT_EQ(invoice("N1", line("100", "0.125", "GEEN")).status, 201);
  EXPECT_EQ(books().at("/invoices/0/total_incl_tax"), "12.50");
}

TEST_F(eboekhouden_invoices, have_a_highest_total) {
  EXPECT_EQ(invoice("N1", line("1", "100000000", "GEEN")).code(), "FACT_004");
  EXPECT_EQ(invoice("N1", line("-1", "100000000", "GEEN")).code(), "FACT_005");
  EXPECT_EQ(invoice("N1", line("999999999", "999999999", "GEEN")).code(), "FACT_004");
}

TEST_F(eboekhouden_invoices, take_prices_without_vat_by_default) {
  ASSERT_EQ(invoice("N1", line("1", "10.00"), R"(,"inExVat":null)").at("/inExVat"), "EX");
  EXPECT_EQ(books().at("/invoices/0/total_incl_tax"), "12.10");
}

TEST_F(eboekhouden_invoices, check_the_booking) {
  EXPECT_EQ(code(R"(,"mutation":{"ledgerId":1})"), "MUT_008");
  EXPECT_EQ(code(R"(,"mutation":{"ledgerId":)" + ledger("1100") + "}"), "MUT_011");
  EXPECT_EQ(code(R"(,"mutation":{"description":")" + std::string(201, 'x') + "\"}"), "ERR_002");
  const auto reference = booked(R"(,"checkPaymentReference":true,"paymentReference":"BB7")");
  EXPECT_EQ(invoice("N1", line("1", "1.00"), reference).status, 201);
  EXPECT_EQ(invoice("N2", line("1", "1.00"), reference).code(), "FACT_VERWERK_004");
  EXPECT_EQ(invoice("N1", line("1", "1.00"), reference).codes(), "FACT_101,FACT_VERWERK_004");
}

TEST_F(eboekhouden_invoices, use_the_lowest_debtor_account_unless_told) {
  start(demo_with(R"("second_debtor":true)"));
  ASSERT_EQ(invoice("N1", line("1", "1.00"), R"(,"mutation":{})").status, 201);
  EXPECT_EQ(books().at("/invoices/0/ledger_id"), ledger("1300"));
  start(doubtful(R"("invoice_needs_debtor":true)"));
  EXPECT_EQ(code(R"(,"mutation":{})"), "MUT_007");
}

TEST_F(eboekhouden_invoices, stay_out_of_closed_periods_when_booked) {
  start(demo_with(R"("closed_until":"2026-03-31")"));
  EXPECT_EQ(invoice("N1", line("1", "1.00"), booked()).code(), "FACT_VERWERK_001");
  EXPECT_EQ(invoice("N1", line("1", "1.00")).status, 201);
}

TEST_F(eboekhouden_invoices, stop_at_the_limits_of_a_trial) {
  start(demo_with(R"("trial":{"invoices_max":1})"));
  ASSERT_EQ(invoice("N1", line("1", "1.00")).status, 201);
  EXPECT_EQ(invoice("N2", line("1", "1.00")).code(), "FACT_102");
  start(demo_with(R"("trial":{"mutations_max":0})"));
  EXPECT_EQ(invoice("N1", line("1", "1.00"), booked()).code(), "MODULE_001");
}

TEST_F(eboekhouden_invoices, are_mailed_only_on_request) {
  const std::string email = R"(,"email":{"fromEmail":"winkel@voorbeeld.nl","subject":"Factuur"})";
  invoice("N1", line("1", "1.00"));
  EXPECT_EQ(sim("counters").number("/mails_sent"), 0);
  EXPECT_EQ(invoice("N2", line("1", "1.00"), email).status, 201);
  EXPECT_EQ(sim("counters").number("/mails_sent"), 1);
  const auto silent = post("relation", R"({"name":"Zonder adres"})").number("/id");
  EXPECT_EQ(
      invoice("N3", line("1", "1.00"), email + R"(,"relationId":)" + std::to_string(silent)).code(),
      "FACT_EMAIL_001");
}

TEST_F(eboekhouden_invoices, take_products) {
  const auto made = post("product", R"({"code":"BEL","description":"Bel","vat":"HOOG_VERK_21",)"
                                    R"("priceIncl":5,"ledgerId":)" +
                                        ledger("8000") + "}");
  const auto product = std::to_string(made.number("/id"));
  const auto given =
      invoice("N1", line("1", "1.00", "GEEN", R"(,"code":"X","productId":)" + product));
  EXPECT_EQ(get("invoice/" + std::to_string(given.number("/id"))).at("/items/0/code"), "BEL");
  EXPECT_EQ(line_code(R"(,"productId":1)"), "ERR_002");
}

}  // namespace boekbrug::sim::test
