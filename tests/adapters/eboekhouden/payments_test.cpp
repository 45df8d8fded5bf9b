// Payments: how much is paid, and registering one.

#include "tests/adapters/eboekhouden/samples.hpp"

namespace boekbrug::tests {
namespace {

using core::errc;

TEST(pay, request_is_the_references) {
  const auto request =
      ledger().pay_request(sample_connection(), sample_document(), sample_plan(), 0);
  ASSERT_TRUE(request);
  EXPECT_EQ(call_line(request), "POST /v1/mutation");
  EXPECT_EQ(request->body,
            R"({"type":3,"date":"2026-03-14","ledgerId":1102,"invoiceNumber":"2026100004711",)"
            R"("relationId":91,"inExVat":"EX","description":"Betaling tr_7UhSN1",)"
            R"("checkPaymentReference":true,"paymentReference":"BB7-2026100004711-B",)"
            R"("rows":[{"ledgerId":1301,"vatCode":"GEEN","amount":31.15,)"
            R"("invoiceNumber":"2026100004711","relationId":91}]})");
}

TEST(pay, further_payments_have_their_own_reference) {
  auto plan = sample_plan();
  plan.payments.push_back({day(2026, 3, 15), 5, "1101", ""});
  const auto request = ledger().pay_request(sample_connection(), sample_document(), plan, 1);
  ASSERT_TRUE(request);
  EXPECT_NE(request->body.find(R"("paymentReference":"BB7-2026100004711-B2")"), std::string::npos);
  EXPECT_NE(request->body.find(R"("ledgerId":1101)"), std::string::npos);
  EXPECT_NE(request->body.find(R"("amount":0.05)"), std::string::npos);
  EXPECT_NE(request->body.find(R"("description":"Betaling 2026100004711")"), std::string::npos);
}

TEST(pay, refund_is_negative) {
  const auto request = ledger().pay_request(
      sample_connection(), {"i5013", "C2026100004711-12", "91"}, sample_credit(), 0);
  ASSERT_TRUE(request);
  EXPECT_NE(request->body.find(R"("amount":-12.10,"invoiceNumber":"C2026100004711-12")"),
            std::string::npos)
      << request->body;
  EXPECT_NE(request->body.find(R"("paymentReference":"BB7-C2026100004711-12-B")"),
            std::string::npos);
}

TEST(pay, what_is_missing_is_named) {
  const auto tried = [](const core::document_ref& document, const core::booking_plan& plan,
                        std::size_t index) {
    const auto request = ledger().pay_request(sample_connection(), document, plan, index);
    EXPECT_FALSE(request);
    return request ? core::error{} : request.error();
  };
  auto plan = sample_plan();
  EXPECT_EQ(tried(sample_document(), plan, 1).code, errc::invalid_input);
  plan.payments[0].account_id.clear();
  EXPECT_EQ(tried(sample_document(), plan, 0).code, errc::payment_missing);
  EXPECT_NE(tried(sample_document(), plan, 0).detail.find("B7"), std::string::npos);
  plan = sample_plan();
  plan.debtor_account.clear();
  EXPECT_EQ(tried(sample_document(), plan, 0).code, errc::payment_missing);
  EXPECT_NE(tried(sample_document(), plan, 0).detail.find("B5"), std::string::npos);
  EXPECT_EQ(tried({"i5012", "2026100004711", ""}, sample_plan(), 0).code, errc::payment_missing);
}

TEST(pay, answers) {
  const auto paid = ledger().pay_answer(answer(201, R"({"id":20418})"));
  ASSERT_TRUE(paid);
  EXPECT_EQ(paid->id, "20418");
  EXPECT_TRUE(ledger().pay_answer(refused("MUTA_008")));  // an earlier call did it
  const auto code = [](const core::http_response& given) {
    return ledger().pay_answer(given).error().code;
  };
  EXPECT_EQ(code(refused("MUT_115")), errc::payment_missing);
  EXPECT_EQ(code(refused("MUT_116")), errc::payment_missing);
  EXPECT_EQ(code(refused("MUT_120")), errc::payment_missing);
  EXPECT_EQ(code(refused("MUT_005")), errc::period_closed);
  EXPECT_EQ(code(refused("MUT_106")), errc::ledger_account_unusable);
  EXPECT_EQ(code(refused("MUT_019")), errc::document_exists);
  EXPECT_EQ(code(refused("MUTA_008", 500)), errc::ledger_unreachable);
  EXPECT_EQ(code(answer(200, "{}")), errc::ledger_unreachable);
  EXPECT_EQ(code(answer(200, "")), errc::ledger_unreachable);
}

core::minor_units paid_by(std::string_view rows, const core::booking_plan& plan = sample_plan(),
                          const core::document_ref& document = sample_document()) {
  return ledger().payments_answer(plan, document, items(rows)).value();
}

TEST(payments, open_items_tell_what_is_paid) {
  EXPECT_EQ(call_line(ledger().payments_request(sample_connection(), sample_document())),
            "GET /v1/mutation/invoice/outstanding?credDeb=D&invoiceNumber=2026100004711"
            "&limit=2000");
  EXPECT_EQ(paid_by(""), 3115);  // booked and not open: paid
  EXPECT_EQ(paid_by(R"({"mutationId":20417,"invoiceNumber":"2026100004711","relationId":91,)"
                    R"("totalAmount":31.15,"paidAmount":0.00,"outstandingAmount":31.15})"),
            0);
  EXPECT_EQ(paid_by(R"({"invoiceNumber":"2026100004711","relationId":91,)"
                    R"("totalAmount":31.15,"paidAmount":10.00,"outstandingAmount":21.15})"),
            1000);
  // Another customer's item, and another number.
  EXPECT_EQ(paid_by(R"({"invoiceNumber":"2026100004711","relationId":92,)"
                    R"("totalAmount":31.15,"outstandingAmount":31.15},)"
                    R"({"invoiceNumber":"20261000047112","relationId":91,)"
                    R"("totalAmount":31.15,"outstandingAmount":31.15})"),
            3115);
}

TEST(payments, credits_are_negative_whatever_the_list_says) {
  const core::document_ref credit{"i5013", "C2026100004711-12", "91"};
  const std::string head = R"({"invoiceNumber":"C2026100004711-12","relationId":91,)";
  EXPECT_EQ(paid_by("", sample_credit(), credit), -1210);
  EXPECT_EQ(paid_by(head + R"("totalAmount":-12.10,"outstandingAmount":-12.10})", sample_credit(),
                    credit),
            0);
  EXPECT_EQ(
      paid_by(head + R"("totalAmount":-12.10,"outstandingAmount":-2.10})", sample_credit(), credit),
      -1000);
  EXPECT_EQ(
      paid_by(head + R"("totalAmount":12.10,"outstandingAmount":2.10})", sample_credit(), credit),
      -1000);
}

TEST(payments, errors) {
  EXPECT_EQ(ledger().payments_request(sample_connection(), {"i1", "", "91"}).error().code,
            errc::invalid_input);
  const auto code = [](const core::http_response& given) {
    return ledger().payments_answer(sample_plan(), sample_document(), given).error().code;
  };
  EXPECT_EQ(code(answer(401, "")), errc::access_expired);
  EXPECT_EQ(code(answer(200, "{}")), errc::ledger_unreachable);
  EXPECT_EQ(code(items(R"({"invoiceNumber":"2026100004711","totalAmount":31.15})")),
            errc::ledger_unreachable);
  std::string rows;
  for (int i = 0; i < 2000; ++i) {
    rows += (rows.empty() ? "" : ",") + std::string(R"({"invoiceNumber":"1"})");
  }
  EXPECT_EQ(code(items(rows)), errc::ledger_unreachable);  // the filter was ignored
}

}  // namespace
}  // namespace boekbrug::tests
