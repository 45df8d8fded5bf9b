#include "moneybird_fixture.hpp"

namespace boekbrug::sim::test {
namespace {

class moneybird_sending : public moneybird_test {
protected:
  std::int64_t mails() { return sim("counters").value("/mails_sent").as_int64(); }
};

TEST_F(moneybird_sending, manual_sending_numbers_the_invoice_and_mails_nobody) {
  const auto id = simple_draft("a").at("/id");
  const auto sent = send_manually(id);
  EXPECT_EQ(sent.status, 200) << sent.text;
  EXPECT_EQ(sent.at("/state"), "open");
  EXPECT_EQ(sent.at("/invoice_id"), "2026-0001");
  EXPECT_EQ(sent.at("/sent_at"), "2026-03-14");
  EXPECT_TRUE(sent.value("/draft_id").is_null());
  EXPECT_EQ(sent.at("/payment_reference").substr(0, 2), "RF");
  EXPECT_EQ(mails(), 0);
  EXPECT_EQ(send_manually(id).at("/invoice_id"), "2026-0001");  // again: the same number
  EXPECT_EQ(send_manually(simple_draft("b").at("/id")).at("/invoice_id"), "2026-0002");
  EXPECT_EQ(send_manually(simple_draft("c", "2025-12-31").at("/id")).at("/invoice_id"),
            "2025-0001");
}

TEST_F(moneybird_sending, the_payment_reference_has_iso_11649_check_digits) {
  const auto reference = send_manually(simple_draft("a").at("/id")).at("/payment_reference");
  ASSERT_GT(reference.size(), 4U);
  const auto moved = reference.substr(4) + "2715" + reference.substr(2, 2);
  unsigned remainder = 0;
  for (const char c : moved) {
    remainder = (remainder * 10 + static_cast<unsigned>(c - '0')) % 97;
  }
  EXPECT_EQ(remainder, 1U);
}

TEST_F(moneybird_sending, an_empty_body_mails_the_customer) {
  const auto id = simple_draft("a").at("/id");
  EXPECT_EQ(patch("sales_invoices/" + id + "/send_invoice", "{}").status, 200);
  EXPECT_EQ(mails(), 1);
  EXPECT_EQ(patch("sales_invoices/" + simple_draft("b").at("/id") + "/send_invoice", "").status,
            200);
  EXPECT_EQ(mails(), 2);
}

TEST_F(moneybird_sending, a_contact_with_manual_delivery_is_not_mailed_by_default) {
  const auto contact =
      post("contacts", R"({"contact":{"lastname":"x","delivery_method":"Manual"}})");
  const auto made = draft(contact.at("/id"), "", line("1", "1", rate21()));
  EXPECT_EQ(patch("sales_invoices/" + made.at("/id") + "/send_invoice", "{}").status, 200);
  EXPECT_EQ(mails(), 0);
}

TEST_F(moneybird_sending, e_mail_needs_an_address_and_a_sender) {
  const auto contact = post("contacts", R"({"contact":{"lastname":"x"}})").at("/id");
  const auto id = draft(contact, "", line("1", "1", rate21())).at("/id");
  const auto blank = patch("sales_invoices/" + id + "/send_invoice", "{}");
  EXPECT_EQ(blank.status, 422);
  EXPECT_EQ(blank.text, R"({"error":{"email_address":["can't be blank"]},)"
                        R"("details":{"email_address":[{"error":"blank"}]}})");
  start(one_administration(R"("sender_has_email":false)"));
  const auto other = simple_draft("a").at("/id");
  EXPECT_EQ(patch("sales_invoices/" + other + "/send_invoice", "{}")
                .at("/details/delivery_method/0/error"),
            "need_identity_email");
  EXPECT_EQ(send_manually(other).status, 200);
}

TEST_F(moneybird_sending, refuses_empty_invoices_and_unknown_methods) {
  const auto id = draft(new_contact(), "", "").at("/id");
  const auto refused = send_manually(id);
  EXPECT_EQ(refused.status, 400);
  EXPECT_EQ(refused.text, R"({"error":"details cannot be empty",)"
                          R"("symbolic":{"sales_invoice":"details_cannot_be_empty"}})");
  EXPECT_EQ(patch("sales_invoices/" + simple_draft("a").at("/id") + "/send_invoice",
                  R"({"sales_invoice_sending":{"delivery_method":"Pigeon"}})")
                .status,
            400);
}

TEST_F(moneybird_sending, a_locked_period_lets_the_draft_pass_and_refuses_the_sending) {
  start(one_administration(R"("period_locked_until":"2026-02-28")"));
  const auto locked = simple_draft("a", "2026-02-28");
  EXPECT_EQ(locked.status, 201);
  EXPECT_EQ(send_manually(locked.at("/id")).status, 422);
  EXPECT_EQ(get("sales_invoices/" + locked.at("/id")).at("/state"), "draft");
  EXPECT_EQ(send_manually(simple_draft("b", "2026-03-01").at("/id")).status, 200);
}

TEST_F(moneybird_sending, is_late_after_the_due_date) {
  const auto id = simple_draft("a", "2026-02-01").at("/id");
  EXPECT_EQ(send_manually(id).at("/state"), "late");
  const auto fresh = simple_draft("b").at("/id");
  EXPECT_EQ(send_manually(fresh).at("/state"), "open");
  now += std::chrono::days{14};
  EXPECT_EQ(get("sales_invoices/" + fresh).at("/state"), "open");
  now += std::chrono::days{1};
  EXPECT_EQ(get("sales_invoices/" + fresh).at("/state"), "late");
}

TEST_F(moneybird_sending, fills_the_date_by_the_clock_of_the_administration) {
  now = std::chrono::sys_days{std::chrono::year{2026} / 7 / 1} - std::chrono::minutes{90};
  const auto made = draft(new_contact(), "", line("1", "1", rate21()));
  EXPECT_TRUE(made.value("/invoice_date").is_null());
  EXPECT_EQ(send_manually(made.at("/id")).at("/invoice_date"), "2026-07-01");  // 00:30 in Amsterdam
}

TEST_F(moneybird_sending, scheduled_invoices_go_out_on_their_day) {
  const auto id = simple_draft("a").at("/id");
  const auto planned =
      patch("sales_invoices/" + id + "/send_invoice",
            R"({"sales_invoice_sending":{"delivery_method":"Email","sending_scheduled":true,)"
            R"("invoice_date":"2026-03-20"}})");
  EXPECT_EQ(planned.at("/state"), "scheduled");
  EXPECT_EQ(mails(), 0);
  now += std::chrono::days{6};
  EXPECT_EQ(get("sales_invoices/" + id).at("/state"), "open");
  EXPECT_EQ(mails(), 1);
}

TEST_F(moneybird_sending, payments_settle_and_reopen_the_invoice) {
  const auto id = simple_draft("a").at("/id");
  EXPECT_EQ(pay(id, "24.20").status, 422);  // still a draft
  send_manually(id);
  const auto part = pay(id, "20.00");
  EXPECT_EQ(part.status, 201) << part.text;
  EXPECT_EQ(part.at("/invoice_type"), "SalesInvoice");
  EXPECT_EQ(part.at("/price_base"), "20.0");
  EXPECT_EQ(get("sales_invoices/" + id).at("/total_unpaid"), "4.2");
  EXPECT_EQ(get("sales_invoices/" + id).at("/state"), "open");
  const auto rest = pay(id, "4,20");
  auto paid = get("sales_invoices/" + id);
  EXPECT_EQ(paid.at("/state"), "paid");
  EXPECT_EQ(paid.at("/paid_at"), "2026-03-14");
  EXPECT_EQ(get("payments/" + rest.at("/id")).at("/price"), "4.2");
  pay(id, "1");  // nothing stops an overpayment
  EXPECT_EQ(get("sales_invoices/" + id).at("/total_unpaid"), "-1.0");
  const auto overpaid = get("sales_invoices/" + id);
  for (const auto& one : overpaid.value("/payments").as_array()) {
    EXPECT_EQ(remove("sales_invoices/" + id + "/payments/" + std::string(one.at("id").as_string()))
                  .status,
              204);
  }
  paid = get("sales_invoices/" + id);
  EXPECT_EQ(paid.at("/state"), "open");
  EXPECT_TRUE(paid.value("/paid_at").is_null());
}

TEST_F(moneybird_sending, payments_name_what_is_missing) {
  const auto id = simple_draft("a").at("/id");
  send_manually(id);
  const auto empty = post("sales_invoices/" + id + "/payments", R"({"payment":{}})");
  EXPECT_EQ(empty.status, 422);
  EXPECT_EQ(empty.at("/error/payment_date/0"), "can't be blank");
  EXPECT_EQ(empty.at("/details/price/1/error"), "not_a_number");
  const auto with = [&](const std::string& more) {
    return post("sales_invoices/" + id + "/payments",
                R"({"payment":{"payment_date":"2026-03-14","price":"1.00",)" + more + "}}");
  };
  EXPECT_EQ(with(R"("manual_payment_action":"private_payment")").status, 422);
  EXPECT_EQ(with(R"("manual_payment_action":"balance_settlement")").status, 422);
  EXPECT_EQ(with(R"("manual_payment_action":"swap")").status, 422);
  EXPECT_EQ(with(R"("financial_account_id":"123")").status, 404);
  EXPECT_EQ(with(R"("amount":"1")").status, 400);
  EXPECT_EQ(with(R"("manual_payment_action":"payment_without_proof")").status, 201);
  const auto settled =
      with(R"("manual_payment_action":"balance_settlement","ledger_account_id":")" +
           id_named("ledger_accounts", "Kruisposten webwinkel") + "\"");
  EXPECT_EQ(settled.at("/ledger_account_id"), id_named("ledger_accounts", "Kruisposten webwinkel"));
  const auto twice = with(R"("transaction_identifier":"tr_7")");
  EXPECT_EQ(with(R"("transaction_identifier":"tr_7")").status, 201);  // no uniqueness
  EXPECT_EQ(twice.at("/transaction_identifier"), "tr_7");
  EXPECT_EQ(post("sales_invoices/1/payments", R"({"payment":{}})").at("/symbolic/invoice_id"),
            "not_found");
}

TEST_F(moneybird_sending, payments_without_proof_can_be_switched_off) {
  start(one_administration(R"("payment_without_proof":false)"));
  const auto id = simple_draft("a").at("/id");
  send_manually(id);
  EXPECT_EQ(post("sales_invoices/" + id + "/payments",
                 R"({"payment":{"payment_date":"2026-03-14","price":"1",)"
                 R"("manual_payment_action":"payment_without_proof"}})")
                .status,
            422);
  EXPECT_EQ(pay(id, "1").status, 201);
}

TEST_F(moneybird_sending, a_duplicate_credit_turns_the_quantities) {
  const auto original = simple_draft("a").at("/id");
  send_manually(original);
  const auto credit = patch("sales_invoices/" + original + "/duplicate_creditinvoice", "{}");
  EXPECT_EQ(credit.status, 200) << credit.text;
  EXPECT_EQ(credit.at("/state"), "draft");
  EXPECT_EQ(credit.at("/original_sales_invoice_id"), original);
  EXPECT_EQ(credit.at("/reference"), "a");
  EXPECT_EQ(credit.at("/details/0/price"), "0.0");
  EXPECT_EQ(credit.at("/details/0/description"), "**Creditfactuur voor factuur 2026-0001**");
  EXPECT_EQ(credit.at("/details/1/price"), "12.1");
  EXPECT_EQ(credit.at("/details/1/amount_decimal"), "-2.0");
  EXPECT_EQ(credit.at("/total_price_incl_tax"), "-24.2");
  EXPECT_TRUE(credit.value("/invoice_date").is_null());
}

TEST_F(moneybird_sending, a_credit_settles_against_its_open_original) {
  const auto original = simple_draft("a").at("/id");
  send_manually(original);
  const auto credit = patch("sales_invoices/" + original + "/duplicate_creditinvoice").at("/id");
  const auto settle = "sales_invoices/" + credit + "/register_payment_creditinvoice";
  EXPECT_EQ(patch(settle).status, 400);  // still a draft
  EXPECT_EQ(send_manually(credit).at("/state"), "open");
  const auto settled = patch(settle);
  EXPECT_EQ(settled.status, 200) << settled.text;
  EXPECT_EQ(settled.at("/state"), "paid");
  EXPECT_EQ(settled.at("/total_paid"), "-24.2");
  EXPECT_EQ(get("sales_invoices/" + original).at("/state"), "paid");
  EXPECT_EQ(patch(settle).status, 400);
}

TEST_F(moneybird_sending, a_negative_payment_settles_a_credit_of_our_own) {
  const auto made = draft(new_contact(), R"("prices_are_incl_tax":true,"reference":"a-C1",)",
                          line("12.10", "-1", rate21()));
  send_manually(made.at("/id"));
  EXPECT_EQ(get("sales_invoices/" + made.at("/id")).at("/state"), "open");
  EXPECT_EQ(pay(made.at("/id"), "-12.10").status, 201);
  EXPECT_EQ(get("sales_invoices/" + made.at("/id")).at("/state"), "paid");
}

}  // namespace
}  // namespace boekbrug::sim::test
