#include "fixture.hpp"

namespace boekbrug::sim::test {

class eboekhouden_mutations : public eboekhouden_test {
protected:
  std::string code(const std::string& more) { return sale("N1", row("1.00"), more).code(); }
};

TEST_F(eboekhouden_mutations, books_a_sale) {
  const auto made = sale("2026100004711", row("24.20") + "," + row("6.95", "HOOG_VERK_21", "8030"),
                         R"(,"checkPaymentReference":true,"paymentReference":"BB7-V")");
  ASSERT_EQ(made.status, 201) << made.text;
  EXPECT_EQ(made.body.as_object().size(), 1U);
  const auto id = std::to_string(made.number("/id"));
  const auto found = get("mutation?invoiceNumber=2026100004711");
  ASSERT_EQ(found.count(), 1U);
  EXPECT_NE(found.text.find(R"("amount":31.15)"), std::string::npos);
  EXPECT_EQ(found.number("/items/0/type"), 2);
  EXPECT_EQ(found.at("/items/0/date"), "2026-03-14");
  EXPECT_TRUE(found.value("/items/0/entryNumber").is_null());
  EXPECT_FALSE(found.value("/items/0").as_object().contains("rows"));
  const auto shown = get("mutation/" + id);
  EXPECT_EQ(shown.value("/rows").as_array().size(), 2U);
  EXPECT_EQ(shown.at("/inExVat"), "IN");
  EXPECT_EQ(shown.number("/termOfPayment"), 14);
  EXPECT_EQ(std::to_string(shown.number("/relationId")), relation());
  EXPECT_EQ(shown.text.find("BB7-V"), std::string::npos) << "payment references are not told";
}

TEST_F(eboekhouden_mutations, cannot_be_changed_or_deleted) {
  const auto id = std::to_string(sale("N1", row("1.00")).number("/id"));
  EXPECT_EQ(send(http_method::del, "mutation/" + id).status, 405);
  EXPECT_EQ(patch("mutation/" + id, "{}").status, 405);
  EXPECT_EQ(send(http_method::put, "mutation", "{}").status, 405);
  const auto missing = get("mutation/1");
  EXPECT_EQ(missing.status, 404);
  EXPECT_EQ(missing.code(), "MUT_300");
}

TEST_F(eboekhouden_mutations, check_the_header) {
  EXPECT_EQ(code(R"(,"type":null)"), "ERR_002");
  EXPECT_EQ(code(R"(,"type":5)"), "SIM_001");
  EXPECT_EQ(code(R"(,"type":8)"), "ERR_002");
  EXPECT_EQ(code(R"(,"type":"2")"), "ERR_002");
  EXPECT_EQ(code(R"(,"date":null)"), "MUT_003");
  EXPECT_EQ(code(R"(,"date":"2050-01-01")"), "MUT_004");
  EXPECT_EQ(code(R"(,"date":"14-03-2026")"), "MUT_004");
  EXPECT_EQ(code(R"(,"ledgerId":null)"), "MUT_007");
  EXPECT_EQ(code(R"(,"ledgerId":1)"), "MUT_008");
  EXPECT_EQ(code(R"(,"ledgerId":)" + ledger("1100")), "MUT_011");
  EXPECT_EQ(code(R"(,"relationId":null)"), "MUT_012");
  EXPECT_EQ(code(R"(,"relationId":1)"), "MUT_013");
  EXPECT_EQ(code(R"(,"inExVat":null)"), "MUTA_005");
  EXPECT_EQ(code(R"(,"inExVat":"in")"), "MUT_017");
  EXPECT_EQ(code(R"(,"invoiceNumber":"")"), "MUT_018");
  EXPECT_EQ(code(R"(,"invoiceNumber":")" + std::string(51, '1') + "\""), "MUT_018");
  EXPECT_EQ(code(R"(,"entryNumber":")" + std::string(51, '1') + "\""), "ERR_002");
  EXPECT_EQ(code(R"(,"paymentReference":")" + std::string(51, '1') + "\""), "ERR_002");
  EXPECT_EQ(code(R"(,"description":")" + std::string(51, '1') + "\""), "ERR_002");
  EXPECT_EQ(code(R"(,"termOfPayment":-1)"), "ERR_002");
  EXPECT_EQ(get("mutation").count(), 0U) << "nothing of all this was booked";
}

TEST_F(eboekhouden_mutations, may_have_long_descriptions_when_told) {
  start(doubtful(R"("description_max":200)"));
  EXPECT_EQ(code(R"(,"description":")" + std::string(200, 'x') + "\""), "");
}

TEST_F(eboekhouden_mutations, check_the_rows) {
  EXPECT_EQ(sale("N1", "").code(), "MUT_100");
  std::string rows = row("1.00");
  const auto one = rows;
  for (int i = 1; i < 100; ++i) {
    rows += "," + one;
  }
  EXPECT_EQ(sale("N1", rows + "," + one).code(), "MUT_101");
  EXPECT_EQ(sale("N1", rows).status, 201);
  EXPECT_EQ(sale("N2", row("1.00", "GEEN", "8000", R"(,"ledgerId":null)")).code(), "MUT_104");
  EXPECT_EQ(sale("N2", row("1.00", "GEEN", "8000", R"(,"ledgerId":1)")).code(), "MUT_105");
  for (const auto* account : {"1300", "1100", "1600", "1500"}) {
    EXPECT_EQ(sale("N2", row("1.00", "GEEN", account)).code(), "MUT_106") << account;
  }
  EXPECT_EQ(sale("N2", row("1.00", "GEEN", "1630")).status, 201);
  EXPECT_EQ(sale("N3", row("1.005")).code(), "ERR_002");
  EXPECT_EQ(sale("N3", row("\"1.00\"")).code(), "ERR_002");
  EXPECT_EQ(sale("N3", row("null")).code(), "ERR_002");
  EXPECT_EQ(sale("N3", row("1.00", "GEEN", "8000", R"(,"costCenterId":9)")).code(), "COST_001");
  EXPECT_EQ(sale("N3", "5").code(), "ERR_002");
  const auto wrong = sale("N3", one + "," + row("1.00", "X"));
  EXPECT_EQ(wrong.at("/propertyName"), "Rows[1].VatCode");
}

TEST_F(eboekhouden_mutations, keep_sales_numbers_unique) {
  ASSERT_EQ(sale("n1", row("1.00")).status, 201);
  const auto again = sale("N1", row("2.00"));
  EXPECT_EQ(again.status, 400);
  EXPECT_EQ(again.code(), "MUT_019");
  EXPECT_EQ(again.at("/propertyName"), "InvoiceNumber");
  EXPECT_EQ(again.at("/title"), "Invoice number already exists.");
  EXPECT_EQ(sale("N1", row("1.00"), R"(,"date":"2027-01-01")").code(), "MUT_019");
  EXPECT_EQ(get("mutation").count(), 1U);
}

TEST_F(eboekhouden_mutations, keep_numbers_unique_in_other_ways_when_told) {
  start(doubtful(R"("unique_numbers":"year","numbers_ignore_case":false)"));
  ASSERT_EQ(sale("n1", row("1.00")).status, 201);
  EXPECT_EQ(sale("N1", row("1.00")).status, 201);
  EXPECT_EQ(sale("n1", row("1.00")).code(), "MUT_019");
  EXPECT_EQ(sale("n1", row("1.00"), R"(,"date":"2027-01-01")").status, 201);
  start(doubtful(R"("unique_numbers":"relation")"));
  ASSERT_EQ(sale("N1", row("1.00")).status, 201);
  EXPECT_EQ(sale("N1", row("1.00")).code(), "MUT_020");
  EXPECT_EQ(sale("N1", row("1.00"), R"(,"relationId":)" + new_relation("k@x.nl")).status, 201);
}

TEST_F(eboekhouden_mutations, check_payment_references_only_on_request) {
  const std::string reference = R"(,"paymentReference":"BB7")";
  const auto checked = reference + R"(,"checkPaymentReference":true)";
  ASSERT_EQ(sale("N1", row("1.00"), checked).status, 201);
  EXPECT_EQ(sale("N2", row("1.00"), checked).code(), "MUTA_008");
  EXPECT_EQ(sale("N1", row("1.00"), checked).codes(), "MUT_019,MUTA_008");
  EXPECT_EQ(sale("N2", row("1.00"), reference).status, 201);
  EXPECT_EQ(pay("N2", "1.00", checked).code(), "MUTA_008");
}

TEST_F(eboekhouden_mutations, stay_out_of_closed_periods) {
  start(demo_with(R"("closed_until":"2026-03-14")"));
  EXPECT_EQ(sale("N1", row("1.00")).code(), "MUT_005");
  EXPECT_EQ(sale("N1", row("1.00"), R"(,"date":"2026-03-15")").status, 201);
  ASSERT_EQ(intervene("administrations/demo", R"({"closed_until":null})").status, 200);
  EXPECT_EQ(sale("N2", row("1.00")).status, 201);
  start(
      demo_with(R"("closed_until":"2026-03-31")", R"("doubtful":{"closed_code":"SECURITY_007"})"));
  const auto refused = sale("N1", row("1.00"));
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(refused.code(), "SECURITY_007");
  EXPECT_EQ(refused.number("/securityType"), 2);
}

TEST_F(eboekhouden_mutations, refuse_inactive_relations) {
  relation();
  ASSERT_EQ(intervene("relations/" + relation(), R"({"inactive":true})").status, 200);
  EXPECT_EQ(sale("N1", row("1.00")).code(), "MUT_013");
}

TEST_F(eboekhouden_mutations, stop_at_the_limit_of_a_trial) {
  start(demo_with(R"("trial":{"mutations_max":1})"));
  ASSERT_EQ(sale("N1", row("1.00")).status, 201);
  EXPECT_EQ(sale("N2", row("1.00")).code(), "MODULE_001");
  ASSERT_EQ(intervene("administrations/demo", R"({"mutations_max":9})").status, 200);
  EXPECT_EQ(sale("N2", row("1.00")).status, 201);
}

TEST_F(eboekhouden_mutations, answer_in_other_forms_when_told) {
  start(doubtful(R"("type_as_text":true,"dates_with_time":true)"));
  sale("N1", row("1.00"));
  const auto found = get("mutation?invoiceNumber=N1");
  EXPECT_EQ(found.at("/items/0/type"), "Factuur verstuurd");
  EXPECT_EQ(found.at("/items/0/date"), "2026-03-14T00:00:00");
}

TEST_F(eboekhouden_mutations, refuse_what_is_no_object) {
  EXPECT_EQ(post("mutation", "").code(), "DATA_01");
  EXPECT_EQ(post("mutation", "[1]").code(), "DATA_01");
  EXPECT_EQ(post("mutation", R"({"type":2,)").code(), "DATA_01");
}

}  // namespace boekbrug::sim::test
