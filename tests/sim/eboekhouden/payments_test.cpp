#include "fixture.hpp"

namespace boekbrug::sim::test {

class eboekhouden_payments : public eboekhouden_test {
protected:
  answered open_items(const std::string& query = "") {
    return get("mutation/invoice/outstanding?credDeb=D" + query);
  }
  std::string state(std::size_t index = 0) {
    return books().at("/invoices/" + std::to_string(index) + "/state");
  }
};

TEST_F(eboekhouden_payments, make_a_sale_paid) {
  const auto made = sale("N1", row("31.15"));
  EXPECT_EQ(state(), "open");
  const auto open = open_items("&invoiceNumber=N1");
  ASSERT_EQ(open.count(), 1U);
  EXPECT_EQ(open.number("/items/0/mutationId"), made.number("/id"));
  EXPECT_EQ(open.at("/items/0/company"), "Jan de Vries");
  EXPECT_NE(open.text.find(R"("totalAmount":31.15,"paidAmount":0.00,"outstandingAmount":31.15)"),
            std::string::npos);
  ASSERT_EQ(pay("N1", "31.15").status, 201);
  EXPECT_EQ(open_items("&invoiceNumber=N1").count(), 0U);
  EXPECT_EQ(open_items().count(), 0U);
  EXPECT_EQ(state(), "paid");
  EXPECT_EQ(books().at("/invoices/0/payments/0/price"), "31.15");
  EXPECT_EQ(books().at("/invoices/0/unpaid"), "0.00");
}

TEST_F(eboekhouden_payments, may_come_in_parts) {
  sale("N1", row("31.15"));
  ASSERT_EQ(pay("N1", "20.00").status, 201);
  EXPECT_NE(open_items().text.find(R"("paidAmount":20.00,"outstandingAmount":11.15)"),
            std::string::npos);
  ASSERT_EQ(pay("N1", "11.15").status, 201);
  EXPECT_EQ(open_items().count(), 0U);
  start(doubtful(R"("partial_payments":false)"));
  sale("N1", row("31.15"));
  EXPECT_EQ(pay("N1", "20.00").code(), "MUT_120");
  EXPECT_EQ(pay("N1", "31.15").status, 201);
}

TEST_F(eboekhouden_payments, too_much_stays_visible) {
  sale("N1", row("10.00"));
  ASSERT_EQ(pay("N1", "10.00").status, 201);
  ASSERT_EQ(pay("N1", "10.00").status, 201);
  EXPECT_EQ(state(), "open");
  EXPECT_EQ(books().at("/invoices/0/unpaid"), "-10.00");
  start(doubtful(R"("overpayments":false)"));
  sale("N1", row("10.00"));
  EXPECT_EQ(pay("N1", "10.01").code(), "MUT_120");
  EXPECT_EQ(pay("N1", "10.00").status, 201);
  EXPECT_EQ(pay("N1", "10.00").code(), "MUT_120");
}

TEST_F(eboekhouden_payments, need_the_sale_its_relation_and_its_account) {
  EXPECT_EQ(pay("N1", "10.00").code(), "MUT_115");
  sale("N1", row("10.00"));
  const auto other = new_relation("k@x.nl");
  EXPECT_EQ(pay("N1", "10.00", R"(,"relationId":)" + other, R"(,"relationId":)" + other).code(),
            "MUT_116");
  EXPECT_EQ(pay("N1", "10.00", R"(,"relationId":)" + other).code(), "MUT_116");
  EXPECT_EQ(pay("N1", "10.00", R"(,"invoiceNumber":"N2")").code(), "MUT_116");
  EXPECT_EQ(pay("N1", "10.00", "", R"(,"invoiceNumber":null)").code(), "MUT_120");
  EXPECT_EQ(pay("N1", "10.00", "", R"(,"relationId":null)").code(), "MUT_112");
  EXPECT_EQ(pay("N1", "10.00", R"(,"relationId":null)", R"(,"relationId":1)").code(), "MUT_113");
  EXPECT_EQ(state(), "open");
}

TEST_F(eboekhouden_payments, need_the_same_debtor_account) {
  start(demo_with(R"("second_debtor":true)"));
  sale("N1", row("10.00"), R"(,"ledgerId":)" + ledger("1301"));
  EXPECT_EQ(pay("N1", "10.00").code(), "MUT_115");
  EXPECT_EQ(pay("N1", "10.00", "", R"(,"ledgerId":)" + ledger("1301")).status, 201);
  EXPECT_EQ(state(), "paid");
}

TEST_F(eboekhouden_payments, check_accounts_vat_and_term) {
  sale("N1", row("10.00"));
  EXPECT_EQ(pay("N1", "10.00", R"(,"ledgerId":)" + ledger("1300")).code(), "MUT_011");
  EXPECT_EQ(pay("N1", "10.00", "", R"(,"ledgerId":)" + ledger("8000")).code(), "MUT_108");
  EXPECT_EQ(pay("N1", "10.00", "", R"(,"vatCode":"HOOG_VERK_21")").code(), "MUT_111");
  EXPECT_EQ(pay("N1", "10.00", R"(,"termOfPayment":14)").code(), "MUT_016");
  EXPECT_EQ(pay("N1", "10.00", R"(,"inExVat":null)").code(), "MUTA_005");
  EXPECT_EQ(pay("N1", "10.00", R"(,"invoiceNumber":null,"relationId":null)").status, 201);
}

TEST_F(eboekhouden_payments, settle_credits_with_negative_amounts) {
  sale("N1", row("31.15"));
  ASSERT_EQ(sale("C1", row("-12.10")).status, 201);
  EXPECT_EQ(sale("N1", row("-12.10")).code(), "MUT_019");
  const auto seen = books();
  EXPECT_EQ(seen.at("/invoices/1/total_incl_tax"), "-12.10");
  EXPECT_EQ(seen.at("/invoices/1/vat/0/tax"), "-2.10");
  EXPECT_NE(open_items("&invoiceNumber=C1").text.find(R"("outstandingAmount":-12.10)"),
            std::string::npos);
  ASSERT_EQ(pay("C1", "-12.10").status, 201);
  EXPECT_EQ(state(1), "paid");
  EXPECT_EQ(state(0), "open");
  start(doubtful(R"("negative_payments":false)"));
  sale("C1", row("-12.10"));
  EXPECT_EQ(pay("C1", "-12.10").code(), "MUT_120");
}

TEST_F(eboekhouden_payments, settle_a_credit_with_its_original_by_a_memorial) {
  sale("N1", row("12.10"));
  sale("C1", row("-12.10"));
  const auto link = [this](const std::string& amount, const std::string& number) {
    return R"({"ledgerId":)" + ledger("1300") + R"(,"vatCode":"GEEN","amount":)" + amount +
           R"(,"invoiceNumber":")" + number + R"(","relationId":)" + relation() + "}";
  };
  const auto made = post("mutation", R"({"type":7,"date":"2026-03-20","inExVat":"EX","ledgerId":)" +
                                         ledger("2000") + R"(,"rows":[)" + link("12.10", "N1") +
                                         "," + link("-12.10", "C1") + "]}");
  ASSERT_EQ(made.status, 201) << made.text;
  EXPECT_EQ(state(0), "paid");
  EXPECT_EQ(state(1), "paid");
  EXPECT_EQ(get("ledger/" + ledger("1300") + "/balance").text, R"({"balance":0.00})");
}

TEST_F(eboekhouden_payments, are_found_by_the_number_of_the_header) {
  sale("N1", row("10.00"));
  pay("N1", "4.00");
  pay("N1", "6.00", R"(,"invoiceNumber":null)");
  EXPECT_EQ(get("mutation?invoiceNumber=N1&type=3").count(), 1U);
  EXPECT_EQ(get("mutation?invoiceNumber=N1").count(), 2U);
  start(doubtful(R"("list_finds_rows":true)"));
  sale("N1", row("10.00"));
  pay("N1", "10.00", R"(,"invoiceNumber":null)");
  EXPECT_EQ(get("mutation?invoiceNumber=N1&type=3").count(), 1U);
}

TEST_F(eboekhouden_payments, are_asked_for_by_side) {
  EXPECT_EQ(get("mutation/invoice/outstanding").code(), "MUTA_006");
  EXPECT_EQ(get("mutation/invoice/outstanding?credDeb=X").code(), "MUTA_007");
  sale("N1", row("10.00"));
  sale("N2", row("10.00"));
  EXPECT_EQ(get("mutation/invoice/outstanding?credDeb=C").count(), 0U);
  EXPECT_EQ(open_items("&limit=1").count(), 1U);
  EXPECT_EQ(open_items("&relationId=" + relation()).count(), 2U);
  EXPECT_EQ(open_items("&invoiceNumber[like]=N%25").count(), 2U);
  EXPECT_EQ(send(http_method::post, "mutation/invoice/outstanding", "{}").status, 405);
}

TEST_F(eboekhouden_payments, of_nothing_are_not_needed) {
  ASSERT_EQ(sale("N1", row("0.00")).status, 201);
  EXPECT_EQ(state(), "paid");
  EXPECT_EQ(open_items().count(), 0U);
}

TEST_F(eboekhouden_payments, can_be_booked_by_the_merchant) {
  sale("N1", row("10.00"));
  EXPECT_EQ(intervene("pay", R"({"invoiceNumber":"N1","amount":4.00})").status, 200);
  EXPECT_EQ(books().at("/invoices/0/paid"), "4.00");
  EXPECT_EQ(intervene("pay", R"({"invoiceNumber":"N1"})").status, 200);
  EXPECT_EQ(state(), "paid");
  EXPECT_EQ(intervene("pay", R"({"invoiceNumber":"N9"})").status, 404);
  EXPECT_EQ(sim("counters").number("/writes"), 2) << "the relation and the sale";
}

}  // namespace boekbrug::sim::test
