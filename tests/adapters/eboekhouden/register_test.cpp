// All documents of a period.

#include "tests/adapters/eboekhouden/samples.hpp"

#include <map>

namespace boekbrug::tests {
namespace {

using core::errc;

struct books {
  std::map<std::string, core::http_response> script;
  std::vector<std::string> calls;

  core::result<std::vector<core::ledger_document>> list() {
    std::vector<core::ledger_document> found;
    std::string page;
    for (int i = 0; i < 50; ++i) {
      const auto request = ledger().list_documents_request(sample_connection(), day(2026, 3, 1),
                                                           day(2026, 3, 31), page);
      calls.push_back(call_line(request));
      const auto known = script.find(calls.back());
      const auto read =
          ledger().list_documents_answer(page, known == script.end() ? items("") : known->second);
      if (!read) {
        return read.error();
      }
      found.insert(found.end(), read->documents.begin(), read->documents.end());
      if (read->next.empty()) {
        return found;
      }
      page = read->next;
    }
    return core::fail(errc::internal, "the list does not end");
  }
};

const std::string open_items = "GET /v1/mutation/invoice/outstanding?credDeb=D&limit=2000";
const std::string period = "date%5Brange%5D=2026-03-01%2C2026-03-31&limit=2000";
const std::string sales = "GET /v1/mutation?type=2&" + period;
const std::string invoices = "GET /v1/invoice?" + period;

std::string sale(int id, std::string_view number) {
  return R"({"id":)" + std::to_string(id) + R"(,"type":2,"date":"2026-03-14","invoiceNumber":")" +
         std::string(number) + R"(","ledgerId":1301,"amount":12.10,"entryNumber":null})";
}
std::string invoice(int id, std::string_view number, std::string_view total = "12.10",
                    std::string_view net = "10.00") {
  return R"({"id":)" + std::to_string(id) + R"(,"invoiceNumber":")" + std::string(number) +
         R"(","relationId":91,"date":"2026-03-14","totalExcl":)" + std::string(net) +
         R"(,"totalAmount":)" + std::string(total) + R"(,"vatAmount":2.10})";
}
std::string open(std::string_view number, std::string_view total, std::string_view rest) {
  return R"({"date":"2026-03-14","mutationId":1,"invoiceNumber":")" + std::string(number) +
         R"(","relationId":91,"relationCode":"W","company":"x","totalAmount":)" +
         std::string(total) + R"(,"paidAmount":0,"outstandingAmount":)" + std::string(rest) + "}";
}

core::http_response detail(int id, std::string_view number, std::string_view total = "12.10",
                           std::string_view vat = "2.10") {
  return answer(
      200, R"({"id":)" + std::to_string(id) + R"(,"type":2,"date":"2026-03-20","invoiceNumber":")" +
               std::string(number) + R"(","relationId":91,"amount":)" + std::string(total) +
               R"(,"inExVat":"IN","rows":[{"vatCode":"HOOG_VERK_21","amount":)" +
               std::string(total) + R"(}],"vat":[{"vatCode":"HOOG_VERK_21","amount":)" +
               std::string(vat) + "}]}");
}

TEST(list_documents, invoices_and_entries_with_what_is_paid) {
  books all;
  all.script[open_items] = items(open("F1", "12.10", "12.10") + "," + open("F2", "12.10", "2.10") +
                                 "," + open("B1", "-24.20", "-24.20"));
  all.script[sales] = items(sale(11, "F1") + "," + sale(12, "F2") + "," + sale(13, "F3") + "," +
                            sale(14, "B1") + "," + sale(15, "B2"));
  all.script[invoices] = items(invoice(1, "F1") + "," + invoice(2, "F2") + "," + invoice(3, "F3") +
                               "," + invoice(4, "F4"));
  all.script["GET /v1/mutation/11"] = detail(11, "F1");
  all.script["GET /v1/mutation/12"] = detail(12, "F2");
  all.script["GET /v1/mutation/13"] = detail(13, "F3");
  all.script["GET /v1/mutation/14"] = detail(14, "B1", "-24.20", "-4.20");
  all.script["GET /v1/mutation/15"] = answer(404, "");  // removed by hand in between
  const auto found = all.list();
  ASSERT_TRUE(found) << found.error().detail;
  EXPECT_EQ(all.calls, (std::vector<std::string>{open_items, sales, invoices, "GET /v1/mutation/11",
                                                 "GET /v1/mutation/12", "GET /v1/mutation/13",
                                                 "GET /v1/mutation/14", "GET /v1/mutation/15"}));
  ASSERT_EQ(found->size(), 5U);
  const auto& list = *found;
  EXPECT_EQ(list[0].id, "i4");  // an invoice outside the books
  EXPECT_EQ(list[0].state, core::document_state::draft);
  EXPECT_EQ(list[0].total, 1210);
  EXPECT_EQ(list[0].total_net, 1000);
  EXPECT_EQ(list[0].total_paid, 0);
  EXPECT_FALSE(list[0].vat_per_rate);
  EXPECT_EQ(list[1].id, "i1");
  EXPECT_EQ(list[1].reference, "F1");
  EXPECT_EQ(list[1].state, core::document_state::open);
  EXPECT_EQ(list[1].total_paid, 0);
  EXPECT_TRUE(list[1].paid_known);
  EXPECT_TRUE(list[1].vat_per_rate);
  EXPECT_EQ(list[1].vat.at(0).vat, 210);
  EXPECT_EQ(list[2].id, "i2");
  EXPECT_EQ(list[2].total_paid, 1000);
  EXPECT_EQ(list[2].state, core::document_state::open);
  EXPECT_EQ(list[3].total_paid, 1210);
  EXPECT_EQ(list[3].state, core::document_state::paid);
  EXPECT_EQ(list[4].id, "m14");
  ASSERT_EQ(list[4].vat.size(), 1U);
  EXPECT_EQ(list[4].vat[0].net, -2000);
  EXPECT_EQ(list[4].vat[0].vat, -420);
  EXPECT_EQ(list[4].state, core::document_state::open);
  EXPECT_EQ(list[4].booked_on, day(2026, 3, 20));
}

TEST(list_documents, sales_with_one_number_stay_two) {
  books all;
  all.script[sales] = items(sale(11, "F1") + "," + sale(12, "F1"));
  all.script[invoices] = items(invoice(1, "F1"));
  all.script["GET /v1/mutation/11"] = detail(11, "F1");
  all.script["GET /v1/mutation/12"] = detail(12, "F1", "1.21", "0.21");
  const auto found = all.list();
  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), 2U);
  EXPECT_EQ((*found)[0].id, "i1");
  EXPECT_EQ((*found)[1].id, "m12");
}

TEST(list_documents, nothing) {
  books none;
  const auto found = none.list();
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->empty());
  EXPECT_EQ(none.calls.size(), 3U);
}

TEST(list_documents, full_pages_are_followed) {
  std::string page;
  const auto next = [&page](std::string_view rows) {
    const auto read = ledger().list_documents_answer(page, items(rows));
    EXPECT_TRUE(read);
    page = read->next;
    return call_line(ledger().list_documents_request(sample_connection(), day(2026, 3, 1),
                                                     day(2026, 3, 31), page));
  };
  std::string full_sales;
  std::string full_invoices;
  std::string full_open;
  for (int i = 1; i <= 2000; ++i) {
    const auto number = "F" + std::to_string(i);
    full_sales += (i == 1 ? "" : ",") + sale(i, number);
    full_invoices += (i == 1 ? "" : ",") + invoice(i, number);
    full_open += (i == 1 ? "" : ",") + open(number, "12.10", "12.10");
  }
  EXPECT_EQ(next(full_open), open_items + "&offset=2000");
  EXPECT_EQ(next(""), sales);
  EXPECT_EQ(next(full_sales), sales + "&offset=2000");
  EXPECT_EQ(next(sale(9001, "F2001")), invoices);
  EXPECT_EQ(next(full_invoices), invoices + "&offset=2000");
  EXPECT_EQ(next(invoice(2001, "F2001")), "GET /v1/mutation/1");
  const auto read = ledger().list_documents_answer(page, detail(1, "F1"));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->documents.at(0).id, "i1");
  EXPECT_EQ(read->documents.at(0).state, core::document_state::open);
  EXPECT_FALSE(read->next.empty());
}

TEST(list_documents, refusals_and_odd_pages) {
  const auto code = [](std::string_view page, const core::http_response& given) {
    const auto read = ledger().list_documents_answer(page, given);
    return read ? errc{} : read.error().code;
  };
  EXPECT_EQ(code("", answer(401, "")), errc::access_expired);
  EXPECT_EQ(code("", answer(200, "[]")), errc::ledger_unreachable);
  EXPECT_EQ(code("", items(R"({"invoiceNumber":"x"})")), errc::ledger_unreachable);
  for (const auto* page :
       {"2", "{}", "[", R"({"now":"d","offset":"0","open":{},"sales":{},"read":["1,2"]})",
        R"({"now":"d","offset":"0","open":{},"sales":{},"read":["1,i2,3"]})",
        R"({"now":"d","offset":"0","open":{},"sales":{},"read":[]})",
        R"({"now":"x","offset":"0","open":{},"sales":{},"read":[]})",
        R"({"now":"o","offset":"-1","open":{},"sales":{},"read":[]})",
        R"({"now":"o","offset":"0","open":{"a":"b"},"sales":{},"read":[]})",
        R"({"now":"o","offset":"0","open":[],"sales":{},"read":[]})",
        R"({"now":"o","offset":"0","open":{},"sales":{"a":["b"]},"read":[]})"}) {
    EXPECT_EQ(code(page, items("")), errc::invalid_input) << page;
    EXPECT_FALSE(ledger().list_documents_request(sample_connection(), day(2026, 3, 1),
                                                 day(2026, 3, 31), page));
  }
}

}  // namespace
}  // namespace boekbrug::tests
