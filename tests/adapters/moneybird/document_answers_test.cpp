// Documents, pages of them, payments and deletions.

#include "tests/adapters/moneybird/samples.hpp"

namespace boekbrug::tests {
namespace {

using core::document_state;
using core::errc;

const core::ledger_adapter& ledger() {
  return adapters::moneybird();
}

TEST(document_answers, draft) {
  const auto document =
      ledger().document_answer({}, {}, golden_answer("invoice_draft", 201)).value();
  EXPECT_EQ(document.id, "496081523381896487");
  EXPECT_EQ(document.number, "");
  EXPECT_EQ(document.reference, "100004711");
  EXPECT_EQ(document.contact_id, "496081523137578258");
  EXPECT_EQ(document.state, document_state::draft);
  EXPECT_EQ(document.booked_on, day(2026, 3, 14));
  EXPECT_EQ(document.currency, core::currency::eur());
  EXPECT_EQ(document.total, 2873);
  EXPECT_EQ(document.total_net, 2374);
  EXPECT_EQ(document.total_paid, 0);
  ASSERT_EQ(document.vat.size(), 1U);
  EXPECT_EQ(document.vat[0].rate_id, "496081347565061258");
  EXPECT_EQ(document.vat[0].net, 2374);
  EXPECT_EQ(document.vat[0].vat, 499);
  ASSERT_EQ(document.line_nets.size(), 3U);
  EXPECT_EQ(document.line_nets[0].net, 2000);
  EXPECT_EQ(document.line_nets[1].net, 574);
  EXPECT_EQ(document.line_nets[2].net, -200);
  EXPECT_EQ(document.line_nets[2].rate_id, "496081347565061258");
  EXPECT_EQ(document.line_nets[2].vat, 0);
  EXPECT_EQ(document.url,
            "https://moneybird.com/178732006888903010/external/0001/1316fa/sales_invoice");
}

TEST(document_answers, open_and_paid) {
  const auto open = ledger().document_answer({}, {}, golden_answer("invoice_open")).value();
  EXPECT_EQ(open.state, document_state::open);
  EXPECT_EQ(open.number, "2026-0042");
  const auto paid = ledger().document_answer({}, {}, golden_answer("invoice_paid")).value();
  EXPECT_EQ(paid.state, document_state::paid);
  EXPECT_EQ(paid.total_paid, 2873);
}

std::string document(const std::string& more) {
  return R"({"id":"1","state":"open","currency":"EUR","total_price_incl_tax":"1.21","total_price_excl_tax":"1.0")" +
         more + "}";
}

TEST(document_answers, states) {
  const std::vector<std::pair<std::string, document_state>> table{
      {"draft", document_state::draft},
      {"open", document_state::open},
      {"late", document_state::open},
      {"reminded", document_state::open},
      {"pending_payment", document_state::open},
      {"paid", document_state::paid},
      {"scheduled", document_state::other},
      {"uncollectible", document_state::other},
      {"of_the_future", document_state::other}};
  for (const auto& [text, state] : table) {
    const auto body = document(R"(,"state":")" + text + "\"");
    EXPECT_EQ(ledger().document_answer({}, {}, answer(200, body)).value().state, state) << text;
  }
}

TEST(document_answers, ids_as_numbers_keep_every_digit) {
  const auto read =
      ledger()
          .document_answer(
              {}, {},
              answer(
                  200,
                  R"({"id":496081523381896487,"contact_id":18446744073709551615,"state":"draft","currency":"EUR",)"
                  R"("total_price_incl_tax":"0.0","total_price_excl_tax":"0.0",)"
                  R"("tax_totals":[{"tax_rate_id":9007199254740993,"taxable_amount":"1.0","tax_amount":"0.21"}]})"))
          .value();
  EXPECT_EQ(read.id, "496081523381896487");
  EXPECT_EQ(read.contact_id, "18446744073709551615");
  EXPECT_EQ(read.vat[0].rate_id, "9007199254740993");
}

TEST(document_answers, amounts_never_pass_through_a_double) {
  // 1.005 has no exact double: binary arithmetic would give 1.00.
  const auto read =
      ledger()
          .document_answer(
              {}, {},
              answer(
                  200,
                  document(
                      R"(,"total_price_incl_tax":1.005,"total_price_excl_tax":70368744177664.13,"total_paid":-0.5)")))
          .value();
  EXPECT_EQ(read.total, 101);
  EXPECT_EQ(read.total_net, 7'036'874'417'766'413);
  EXPECT_EQ(read.total_paid, -50);
}

TEST(document_answers, long_fractions_are_rounded_half_away) {
  const auto read =
      ledger()
          .document_answer(
              {}, {},
              answer(
                  200,
                  document(
                      R"(,"details":[{"tax_rate_id":"5","total_price_excl_tax_with_discount":"16.528925619834710743801652"},)"
                      R"({"tax_rate_id":"5","total_price_excl_tax_with_discount":"-2.005"},)"
                      R"({"tax_rate_id":null,"total_price_excl_tax_with_discount":null}])")))
          .value();
  ASSERT_EQ(read.line_nets.size(), 3U);
  EXPECT_EQ(read.line_nets[0].net, 1653);
  EXPECT_EQ(read.line_nets[1].net, -201);
  EXPECT_EQ(read.line_nets[2].net, 0);
  EXPECT_EQ(read.line_nets[2].rate_id, "");
}

TEST(document_answers, minor_units_follow_the_currency) {
  const auto read =
      ledger()
          .document_answer(
              {}, {},
              answer(
                  200,
                  document(
                      R"(,"currency":"JPY","total_price_incl_tax":"121.0","total_price_excl_tax":"100.0")")))
          .value();
  EXPECT_EQ(read.total, 121);
}

TEST(document_answers, paid_is_summed_when_the_total_is_absent) {
  EXPECT_EQ(
      ledger()
          .document_answer(
              {}, {}, answer(200, document(R"(,"payments":[{"price":"1.0"},{"price":"0.21"}])")))
          .value()
          .total_paid,
      121);
}

TEST(document_answers, only_web_addresses_become_links) {
  EXPECT_EQ(ledger()
                .document_answer({}, {}, answer(200, document(R"j(,"url":"javascript:alert(1)")j")))
                .value()
                .url,
            "");
  EXPECT_EQ(ledger().document_answer({}, {}, answer(200, document(R"(,"url":null)"))).value().url,
            "");
}

TEST(document_answers, name_what_is_missing_or_mistyped) {
  const std::vector<std::pair<std::string, std::string>> table{
      {R"({"state":"open"})", "$.id: missing"},
      {R"({"id":"x1"})", "$.id: not an id"},
      {R"({"id":"1"})", "$.state: missing"},
      {R"({"id":"1","state":"open"})", "$.currency: not a currency code"},
      {R"({"id":"1","state":"open","currency":"EUR"})", "$.total_price_incl_tax: missing"},
      {document(R"(,"total_price_incl_tax":"1,21")"),
       "$.total_price_incl_tax: not a decimal number"},
      {document(R"(,"total_price_incl_tax":1e2)"), "$.total_price_incl_tax: not a decimal number"},
      {document(R"(,"total_price_incl_tax":{})"), "$.total_price_incl_tax: not text"},
      {document(R"(,"total_price_incl_tax":"99999999999999999999")"),
       "$.total_price_incl_tax: not a decimal number"},
      {document(R"(,"tax_totals":{})"), "$.tax_totals: not a list"},
      {document(R"(,"tax_totals":[{"tax_rate_id":"1","taxable_amount":"1"}])"),
       "$.tax_totals[0].tax_amount: missing"},
      {document(R"(,"details":[5])"), "$.details[0]: not an object"},
      {document(R"(,"invoice_date":"2026-02-30")"), "$.invoice_date: not a date"},
      {"[]", "$: not an object"},
      {"null", "$: not an object"}};
  for (const auto& [body, wanted] : table) {
    const auto read = ledger().document_answer({}, {}, answer(200, body));
    ASSERT_FALSE(read) << body;
    EXPECT_EQ(read.error().code, errc::ledger_unreachable) << body;
    EXPECT_NE(read.error().detail.find(wanted), std::string::npos) << read.error().detail;
  }
}

TEST(document_answers, found_only_with_the_exact_reference) {
  const auto found = ledger()
                         .find_document_answer(plan_of("100004711"), {}, golden_answer("invoices"))
                         .value()
                         .documents;
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].id, "496081523381896487");
  const auto credit =
      ledger()
          .find_document_answer(plan_of("100004711-C1"), {}, golden_answer("invoices"))
          .value()
          .documents;
  ASSERT_EQ(credit.size(), 1U);
  EXPECT_EQ(credit[0].state, document_state::draft);
  EXPECT_EQ(credit[0].total, -1000);
  EXPECT_EQ(credit[0].vat[0].vat, -174);
  for (const std::string other : {"10000471", "100004711-c1", "100004711 ", ""}) {
    EXPECT_TRUE(ledger()
                    .find_document_answer(plan_of(other), {}, golden_answer("invoices"))
                    .value()
                    .documents.empty())
        << other;
  }
  EXPECT_TRUE(
      ledger().find_document_answer(plan_of("x"), {}, answer(200, "[]")).value().documents.empty());
}

std::string many_documents(std::size_t count, std::size_t same_ids = 0) {
  std::string body = "[";
  for (std::size_t i = 0; i < count; ++i) {
    body +=
        (i == 0 ? "" : ",") + document(R"(,"reference":"R)" + std::to_string(i) + R"(","id":")" +
                                       std::to_string(i < same_ids ? 5 : 1000 + i) + "\"");
  }
  return body + "]";
}

TEST(document_answers, a_full_page_of_others_proves_nothing) {
  EXPECT_TRUE(ledger()
                  .find_document_answer(plan_of("X"), {}, answer(200, many_documents(99)))
                  .value()
                  .documents.empty());
  EXPECT_EQ(ledger()
                .find_document_answer(plan_of("X"), {}, answer(200, many_documents(100)))
                .error()
                .code,
            errc::ledger_unreachable);
  EXPECT_EQ(ledger()
                .find_document_answer(plan_of("R7"), {}, answer(200, many_documents(100)))
                .value()
                .documents.size(),
            1U);
}

TEST(document_answers, several_documents_of_one_reference_are_all_found) {
  const auto body =
      "[" + document(R"(,"reference":"X")") + "," + document(R"(,"reference":"X","id":"2")") + "]";
  EXPECT_EQ(
      ledger().find_document_answer(plan_of("X"), {}, answer(200, body)).value().documents.size(),
      2U);
}

TEST(document_answers, pages_end_with_a_short_one) {
  const auto full = ledger().list_documents_answer("", answer(200, many_documents(100))).value();
  EXPECT_EQ(full.documents.size(), 100U);
  EXPECT_EQ(full.next, "2");
  EXPECT_EQ(ledger().list_documents_answer("41", answer(200, many_documents(100))).value().next,
            "42");
  const auto last = ledger().list_documents_answer("2", answer(200, many_documents(99))).value();
  EXPECT_EQ(last.documents.size(), 99U);
  EXPECT_EQ(last.next, "");
  EXPECT_EQ(ledger().list_documents_answer("3", answer(200, "[]")).value().next, "");
}

TEST(document_answers, doubles_count_for_the_page_but_come_once) {
  const auto page =
      ledger().list_documents_answer("1", answer(200, many_documents(100, 3))).value();
  EXPECT_EQ(page.documents.size(), 98U);
  EXPECT_EQ(page.next, "2");
}

TEST(document_answers, a_page_beyond_the_end_is_empty) {
  const auto beyond =
      ledger().list_documents_answer("2", golden_answer("errors/400_page", 400)).value();
  EXPECT_TRUE(beyond.documents.empty());
  EXPECT_EQ(beyond.next, "");
  EXPECT_EQ(ledger().list_documents_answer("1", golden_answer("errors/400_page", 400)).error().code,
            errc::ledger_refused_content);
  EXPECT_EQ(
      ledger().list_documents_answer("2", golden_answer("errors/400_per_page", 400)).error().code,
      errc::ledger_refused_content);
  EXPECT_EQ(
      ledger().list_documents_answer("2", golden_answer("errors/400_period", 400)).error().code,
      errc::ledger_refused_content);
}

TEST(document_answers, payment) {
  EXPECT_EQ(ledger().pay_answer(golden_answer("payment", 201)).value().id, "496081536082249007");
}

TEST(document_answers, deleting_is_done_when_nothing_is_left) {
  EXPECT_TRUE(ledger().delete_draft_answer(answer(204, "")));
  EXPECT_TRUE(ledger().delete_draft_answer(answer(200, "")));
  EXPECT_TRUE(ledger().delete_draft_answer(golden_answer("errors/404_record", 404)));
  EXPECT_EQ(
      ledger().delete_draft_answer(golden_answer("errors/404_administration", 404)).error().code,
      errc::administration_gone);
  EXPECT_EQ(ledger().delete_draft_answer(golden_answer("errors/422_locked_en", 422)).error().code,
            errc::period_closed);
  EXPECT_EQ(ledger().delete_draft_answer(answer(502, "<html>")).error().code,
            errc::ledger_unreachable);
}

}  // namespace
}  // namespace boekbrug::tests
