#include "fixture.hpp"

namespace boekbrug::sim::test {

class eboekhouden_control : public eboekhouden_test {};

TEST_F(eboekhouden_control, shows_all_books_or_one) {
  start(R"({"administrations":[{"id":"a","tokens":["ta"]},{"id":"b","tokens":["tb"]}]})");
  token = opened("tb");
  sale("N1", row("12.10"));
  const auto all = sim("books");
  ASSERT_EQ(all.value("/administrations").as_array().size(), 2U);
  EXPECT_EQ(all.at("/kind"), "eboekhouden");
  EXPECT_EQ(all.value("/administrations/0/invoices").as_array().size(), 0U);
  EXPECT_EQ(all.at("/administrations/1/invoices/0/reference"), "N1");
  EXPECT_TRUE(all.value("/counters").is_object());
  const auto one = sim("books?administration=b");
  EXPECT_EQ(one.at("/administration_id"), "b");
  EXPECT_EQ(one.at("/invoices/0/contact_email"), "jan@voorbeeld.nl");
  EXPECT_TRUE(one.value("/counters").is_object());
  EXPECT_EQ(sim("books?administration=c").status, 404);
}

TEST_F(eboekhouden_control, shows_documents_as_the_other_ledger_does) {
  sale("N1", row("12.10"));
  invoice("N2", line("1", "1.00"));
  const auto seen = books();
  const auto& first = seen.value("/invoices/1").as_object();
  for (const auto* key : {"id", "kind", "booked", "number", "reference", "state", "date",
                          "contact_id", "contact_email", "currency", "total_incl_tax",
                          "total_excl_tax", "vat", "paid", "unpaid", "payments", "lines"}) {
    EXPECT_TRUE(first.contains(key)) << key;
  }
  EXPECT_EQ(seen.at("/invoices/1/kind"), "mutation");
  EXPECT_EQ(seen.at("/invoices/0/kind"), "invoice");
  EXPECT_EQ(seen.at("/contacts/0/email"), "jan@voorbeeld.nl");
  EXPECT_EQ(seen.at("/days/0/date"), "2026-03-14");
  EXPECT_EQ(seen.number("/days/0/invoices"), 1) << "what is not booked does not count";
  EXPECT_EQ(seen.at("/days/0/rates/0/tax"), "2.10");
  EXPECT_TRUE(seen.value("/duplicate_references").as_object().empty());
}

TEST_F(eboekhouden_control, shows_a_number_that_two_documents_have) {
  sale("N1", row("1.00"));
  EXPECT_EQ(invoice("N1", line("1", "1.00")).status, 201) << "not booked";
  EXPECT_EQ(books().number("/duplicate_references/N1"), 2);
}

TEST_F(eboekhouden_control, counts_requests_by_kind_and_status) {
  sale("N1", row("1.00"));
  get("mutation/1");
  const auto seen = sim("counters");
  EXPECT_EQ(seen.number("/by_kind/POST mutation"), 1);
  EXPECT_EQ(seen.number("/by_kind/POST session"), 1);
  EXPECT_EQ(seen.value("/by_kind").as_object().at("GET mutation/{id}").as_int64(), 1);
  EXPECT_EQ(seen.number("/by_status/404"), 1);
  EXPECT_EQ(seen.number("/sessions_opened"), 1);
  EXPECT_EQ(seen.number("/writes"), 2);
  EXPECT_EQ(seen.number("/requests"), sim("counters").number("/requests"));
}

TEST_F(eboekhouden_control, removes_ledgers) {
  sale("N1", row("1.00"));
  const auto sold = row("1.00");
  const auto id = ledger("8000");
  ASSERT_EQ(intervene("ledgers/" + id).status, 200);
  EXPECT_EQ(get("ledger?code=8000").count(), 0U);
  EXPECT_EQ(sale("N2", sold).code(), "MUT_105");
  ASSERT_EQ(intervene("ledgers/" + id, R"({"removed":false})").status, 200);
  EXPECT_EQ(sale("N2", sold).status, 201);
  EXPECT_EQ(intervene("ledgers/1").status, 404);
}

TEST_F(eboekhouden_control, refuses_what_it_does_not_understand) {
  EXPECT_EQ(intervene("administrations/demo", R"({"vat_per":"row"})").status, 422);
  EXPECT_EQ(intervene("administrations/demo", R"({"closed":"2026-01-01"})").status, 422);
  EXPECT_EQ(intervene("administrations/other", "{}").status, 404);
  EXPECT_EQ(intervene("relations/1", "{}").status, 404);
  EXPECT_EQ(intervene("pay", "{").status, 422);
  EXPECT_EQ(raw(http_method::get, "/_sim/pay", "", "").status, 404);
}

}  // namespace boekbrug::sim::test
