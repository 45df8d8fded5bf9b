// What is read back: created and read documents, and the search for one.

#include "core/booking/make_plan.hpp"
#include "tests/adapters/eboekhouden/samples.hpp"

#include <map>

namespace boekbrug::tests {
namespace {

using core::booking_form;
using core::errc;

const std::string invoice_head =
    R"({"id":5012,"invoiceNumber":"2026100004711","relationId":91,"date":"2026-03-14T00:00:00",)"
    R"("reference":"Order","text":"","urlPdfFile":null,"totalExcl":25.74,"totalAmount":31.15,)"
    R"("vatAmount":5.41,"termOfPayment":14,"templateId":3,"print":false)";
const std::string invoice_detail =
    invoice_head +
    R"(,"inExVat":"IN","items":[{"quantity":2,"vatCode":"HOOG_VERK_21","pricePerUnit":12.1},)"
    R"({"quantity":1,"vatCode":"HOOG_VERK_21","pricePerUnit":6.95}]})";
const std::string mutation_detail =
    R"({"id":20417,"type":2,"date":"2026-03-14","invoiceNumber":"2026100004711","ledgerId":1301,)"
    R"("relationId":91,"amount":31.15,"entryNumber":null,"inExVat":"IN","termOfPayment":14,)"
    R"("rows":[{"ledgerId":8010,"vatCode":"HOOG_VERK_21","amount":24.2},)"
    R"({"ledgerId":8011,"vatCode":"HOOG_VERK_21","amount":6.95}],)"
    R"("vat":[{"vatCode":"HOOG_VERK_21","amount":5.41}]})";

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  const auto at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return at == std::string::npos ? text : text.replace(at, what.size(), with);
}

TEST(document_answer, created_documents_have_no_totals_yet) {
  const auto invoice = ledger().document_answer(
      sample_plan(), {},
      answer(201, R"({"id":5012,"invoiceNumber":"2026100004711","inExVat":"IN"})"));
  ASSERT_TRUE(invoice);
  EXPECT_EQ(invoice->id, "i5012");
  EXPECT_EQ(invoice->number, "2026100004711");
  EXPECT_EQ(invoice->reference, "2026100004711");
  EXPECT_EQ(invoice->state, core::document_state::open);
  EXPECT_FALSE(invoice->totals_known);
  EXPECT_EQ(invoice->total_paid, 0);
  const auto entry = ledger().document_answer(sample_plan(booking_form::entry), {},
                                              answer(200, R"({"id":20417})"));
  ASSERT_TRUE(entry);
  EXPECT_EQ(entry->id, "m20417");
  EXPECT_EQ(entry->number, "2026100004711");
  EXPECT_FALSE(entry->totals_known);
}

TEST(document_answer, read_requests_know_the_kind) {
  const auto connection = sample_connection();
  EXPECT_EQ(call_line(ledger().read_document_request(connection, {"i5012", {}, {}})),
            "GET /v1/invoice/5012");
  EXPECT_EQ(call_line(ledger().read_document_request(connection, {"m20417", {}, {}})),
            "GET /v1/mutation/20417");
  for (const auto* id : {"", "5012", "x5", "i", "i5/6", "m-1"}) {
    EXPECT_EQ(ledger().read_document_request(connection, {id, {}, {}}).error().code,
              errc::invalid_input)
        << id;
  }
}

TEST(document_answer, invoice) {
  const auto read =
      ledger().document_answer(sample_plan(), sample_document(), answer(200, invoice_detail));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->id, "i5012");
  EXPECT_EQ(read->contact_id, "91");
  EXPECT_EQ(read->booked_on, day(2026, 3, 14));
  EXPECT_EQ(read->total, 3115);
  EXPECT_EQ(read->total_net, 2574);
  EXPECT_TRUE(read->totals_known);
  EXPECT_FALSE(read->paid_known);
  EXPECT_TRUE(read->vat_per_rate);  // one code only
  EXPECT_TRUE(core::compare(sample_plan(), *read));
  auto other = sample_plan();
  other.vat = {{"LAAG_VERK_9", 9, 2574, 541}};
  EXPECT_FALSE(core::compare(other, *read));
}

TEST(document_answer, invoice_of_several_codes_has_one_sum_of_vat) {
  const auto mixed = replaced(invoice_detail, R"("vatCode":"HOOG_VERK_21","pricePerUnit":6.95)",
                              R"("vatCode":"GEEN","pricePerUnit":6.95)");
  const auto read = ledger().document_answer(sample_plan(), sample_document(), answer(200, mixed));
  ASSERT_TRUE(read);
  EXPECT_FALSE(read->vat_per_rate);
  EXPECT_TRUE(core::compare(sample_plan(), *read));
  auto other = sample_plan();
  other.vat[0].net = 2575;
  EXPECT_EQ(core::compare(other, *read).error().code, errc::ledger_computes_otherwise);
}

TEST(document_answer, mutation) {
  const auto read = ledger().document_answer(sample_plan(), sample_document("m20417"),
                                             answer(200, mutation_detail));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->id, "m20417");
  EXPECT_EQ(read->total, 3115);
  EXPECT_EQ(read->total_net, 2574);
  ASSERT_EQ(read->vat.size(), 1U);
  EXPECT_EQ(read->vat[0].rate_id, "HOOG_VERK_21");
  EXPECT_EQ(read->vat[0].net, 2574);
  EXPECT_EQ(read->vat[0].vat, 541);
  EXPECT_TRUE(read->vat_per_rate);
  EXPECT_TRUE(core::compare(sample_plan(), *read));
}

TEST(document_answer, mutation_in_its_other_forms) {
  struct row {
    std::string body;
    core::minor_units total;
    core::minor_units net;
  };
  const std::vector<row> rows{
      {replaced(mutation_detail, R"("type":2)", R"("type":"FactuurVerstuurd")"), 3115, 2574},
      {replaced(mutation_detail, R"("type":2)", R"("type":"Factuur verstuurd")"), 3115, 2574},
      {replaced(mutation_detail, R"("amount":31.15,)", ""), 3115, 2574},
      {replaced(mutation_detail, R"("inExVat":"IN",)", ""), 3115, 2574},
      // Rows without VAT, told or to be told from the sums.
      {replaced(mutation_detail, R"("inExVat":"IN")", R"("inExVat":"EX")"), 3115, 2574},
      {replaced(replaced(mutation_detail, R"("inExVat":"IN",)", ""), "31.15", "36.56"), 3656, 3115},
      {replaced(mutation_detail, "24.2", "24.200000000000003"), 3115, 2574},
  };
  for (const auto& each : rows) {
    const auto read =
        ledger().document_answer(sample_plan(), sample_document("m20417"), answer(200, each.body));
    ASSERT_TRUE(read) << read.error().detail << each.body;
    EXPECT_EQ(read->total, each.total) << each.body;
    EXPECT_EQ(read->total_net, each.net) << each.body;
  }
}

TEST(document_answer, mutation_without_vat_needs_no_list_of_it) {
  const auto read = ledger().document_answer(
      sample_plan(), sample_document("m7"),
      answer(200, R"({"id":7,"type":2,"invoiceNumber":"1","relationId":91,"inExVat":"EX",)"
                  R"("rows":[{"vatCode":"BI_EU_VERK","amount":-10.00}],"vat":null})"));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->total, -1000);
  EXPECT_EQ(read->total_net, -1000);
}

TEST(document_answer, unreadable_answers) {
  const std::vector<std::pair<std::string, std::string>> rows{
      {"m20417", replaced(mutation_detail, R"("type":2)", R"("type":3)")},
      {"m20417", replaced(mutation_detail, R"("type":2)", R"("type":"FactuurbetalingVerstuurd")")},
      {"m20417", replaced(mutation_detail, R"("id":20417)", R"("id":20418)")},
      {"m20417", mutation_detail.substr(0, 40)},
      {"m20417", replaced(mutation_detail, R"("vat":[{)", R"("tax":[{)")},
      {"m20417", replaced(mutation_detail, R"("rows":[)", R"("lines":[)")},
      {"m20417", replaced(replaced(mutation_detail, R"("inExVat":"IN",)", ""), "31.15", "99.00")},
      {"i5012", replaced(invoice_detail, R"("totalAmount":31.15,)", "")},
      {"i5012", replaced(invoice_detail, "31.15", "\"veel\"")},
      {"i5012", replaced(invoice_detail, "31.15", "1e3")},
      {"i5012", replaced(invoice_detail, "31.15", "999999999999999.00")},
      {"i5012", replaced(invoice_detail, "2026-03-14", "2026-13-14")},
      {"i5012", ""},
      {"i5012", "[]"},
  };
  for (const auto& [id, body] : rows) {
    const auto read =
        ledger().document_answer(sample_plan(), sample_document(id), answer(200, body));
    ASSERT_FALSE(read) << body;
    EXPECT_EQ(read.error().code, errc::ledger_unreachable) << body;
  }
  EXPECT_EQ(
      ledger().document_answer(sample_plan(), sample_document(), answer(404, "")).error().code,
      errc::not_found);
}

/// Asks as posting does, and answers by the line of the call.
struct search {
  std::map<std::string, core::http_response> script;
  std::vector<std::string> calls;

  core::result<std::vector<core::ledger_document>> run(const core::booking_plan& plan) {
    std::vector<core::ledger_document> found;
    std::string step;
    for (int i = 0; i < 20; ++i) {
      const auto request = ledger().find_document_request(sample_connection(), plan, step);
      calls.push_back(call_line(request));
      const auto known = script.find(calls.back());
      const auto page = ledger().find_document_answer(
          plan, step, known == script.end() ? items("") : known->second);
      if (!page) {
        return page.error();
      }
      found.insert(found.end(), page->documents.begin(), page->documents.end());
      if (page->next.empty()) {
        return found;
      }
      step = page->next;
    }
    return core::fail(errc::internal, "the search does not end");
  }
};

const std::string invoices = "GET /v1/invoice?invoiceNumber=2026100004711&limit=100";
const std::string mutations = "GET /v1/mutation?type=2&invoiceNumber=2026100004711&limit=100";
const std::string sale_row =
    R"({"id":20417,"type":2,"date":"2026-03-14","invoiceNumber":"2026100004711","amount":31.15})";
const std::string payment_row =
    R"({"id":20418,"type":3,"date":"2026-03-14","invoiceNumber":"2026100004711","amount":31.15})";

TEST(find_document, nothing) {
  search books;
  const auto found = books.run(sample_plan());
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->empty());
  EXPECT_EQ(books.calls, (std::vector<std::string>{invoices, mutations}));
}

TEST(find_document, invoice_and_its_mutation_are_one) {
  search books;
  books.script[invoices] = items(invoice_head + "}");
  books.script[mutations] = items(sale_row + "," + payment_row);
  books.script["GET /v1/invoice/5012"] = answer(200, invoice_detail);
  const auto found = books.run(sample_plan());
  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), 1U);
  EXPECT_EQ(found->front().id, "i5012");
  EXPECT_EQ(found->front().contact_id, "91");
  EXPECT_EQ(found->front().total, 3115);
  EXPECT_FALSE(found->front().paid_known);
}

TEST(find_document, mutation_alone) {
  search books;
  books.script[mutations] = items(payment_row + "," + sale_row);
  books.script["GET /v1/mutation/20417"] = answer(200, mutation_detail);
  const auto found = books.run(sample_plan(booking_form::entry));
  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), 1U);
  EXPECT_EQ(found->front().id, "m20417");
  EXPECT_EQ(books.calls.size(), 3U);
}

TEST(find_document, several_are_all_told) {
  search books;
  books.script[mutations] = items(sale_row + "," + replaced(sale_row, "20417", "20500"));
  books.script["GET /v1/mutation/20417"] = answer(200, mutation_detail);
  books.script["GET /v1/mutation/20500"] = answer(200, replaced(mutation_detail, "20417", "20500"));
  const auto found = books.run(sample_plan());
  ASSERT_TRUE(found);
  EXPECT_EQ(found->size(), 2U);
}

TEST(find_document, invoice_outside_the_books_is_told) {
  search books;
  books.script[invoices] = items(invoice_head + "}");
  books.script[mutations] = items(payment_row);
  const auto found = books.run(sample_plan());
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, errc::document_exists);
  EXPECT_NE(found.error().detail.find("2026100004711"), std::string::npos);
}

TEST(find_document, other_numbers_do_not_count) {
  search books;
  books.script[invoices] = items(replaced(invoice_head, "2026100004711", "20261000047110") + "}");
  books.script[mutations] = items(replaced(sale_row, "2026100004711", "2026100004711x"));
  const auto found = books.run(sample_plan());
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->empty());
}

TEST(find_document, filter_that_does_not_filter_proves_nothing) {
  search books;
  std::string rows;
  for (int i = 1; i <= 100; ++i) {
    rows +=
        (rows.empty() ? "" : ",") + (R"({"id":)" + std::to_string(i)) + R"(,"invoiceNumber":"1"})";
  }
  books.script[invoices] = items(rows);
  EXPECT_EQ(books.run(sample_plan()).error().code, errc::ledger_unreachable);
}

TEST(find_document, refusals_and_odd_steps) {
  const auto code = [](std::string_view step, const core::http_response& given) {
    const auto page = ledger().find_document_answer(sample_plan(), step, given);
    return page ? errc{} : page.error().code;
  };
  EXPECT_EQ(code("", answer(401, "")), errc::access_expired);
  EXPECT_EQ(code("m:", answer(503, "")), errc::ledger_unreachable);
  EXPECT_EQ(code("r:i5012", answer(404, "")), errc::ledger_unreachable);
  EXPECT_EQ(code("r:i5012", answer(429, "")), errc::ledger_limit);
  for (const auto* step : {"x", "r:", "r:5", "m:i", "m:i1,", "m:i1,,m2"}) {
    const bool fine = std::string_view(step) == "m:i1,";
    EXPECT_EQ(code(step, items(sale_row)), fine ? errc{} : errc::invalid_input) << step;
  }
}

TEST(find_document, number_is_encoded) {
  auto plan = sample_plan();
  plan.reference = "A #1&b_2";
  EXPECT_EQ(call_line(ledger().find_document_request(sample_connection(), plan, "")),
            "GET /v1/invoice?invoiceNumber=A%20%231%26b_2&limit=100");
}

}  // namespace
}  // namespace boekbrug::tests
