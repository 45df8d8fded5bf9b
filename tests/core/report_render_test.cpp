// Text, JSON and CSV of a report.
#include "report_fixture.hpp"

#include "core/report/json_writer.hpp"
#include "core/report/text_table.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>

namespace boekbrug::test {
namespace {

using namespace core;
using testing::HasSubstr;
using testing::Not;

books some_books() {
  books made;
  made.book(made.sell("1001", "2026-07-01T10:00:00", {line("Vaas", "100.00", "21.00", "21")}));
  made.book(made.sell("1002", "2026-07-02T10:00:00", {line("Boek", "50.00", "4.50", "9")}));
  return made;
}

TEST(report_text, ends_with_the_verdict) {
  auto here = some_books();
  const auto text = to_text(here.make());
  EXPECT_EQ(last_line(text), "sluitend: 2 orders, 2 invoices, difference 0.00 EUR");
  EXPECT_THAT(text, HasSubstr("\nEverything agrees: all that belongs in the ledger is there, to "
                              "the cent.\nsluitend: "));
  EXPECT_THAT(
      text,
      HasSubstr(
          "Sluitend: winkel.example -> Winkel B.V.\n2026-07-01 to 2026-07-31, amounts in EUR"));
  here.drop_document("1001");
  EXPECT_EQ(last_line(to_text(here.make())),
            "sluitend: 2 orders, 1 invoices, difference +121.00 EUR");
  EXPECT_THAT(to_text(here.make()),
              HasSubstr("Shop and ledger do not agree: 1 difference without an explanation."));
  here.book(here.sell("1003", "2026-07-03T10:00:00", {line("Vaas", "100.00", "21.00", "21")}));
  here.document_of("1003").total += cents("200.00");
  EXPECT_EQ(last_line(to_text(here.make())),
            "sluitend: 3 orders, 2 invoices, difference -79.00 EUR");
}

TEST(report_text, has_a_line_per_day_and_rate) {
  const auto text = to_text(some_books().make());
  EXPECT_THAT(text, HasSubstr("  2026-07-01     1  100.00  21.00  121.00       1  100.00  21.00  "
                              "121.00        0.00\n"));
  EXPECT_THAT(text, HasSubstr("  total          2  150.00  25.50  175.50       2  150.00  25.50  "
                              "175.50        0.00\n"));
  EXPECT_THAT(text,
              HasSubstr("  high   21 %    100.00  21.00      100.00  21.00            0.00\n"));
  EXPECT_THAT(text,
              HasSubstr("  low    9 %      50.00   4.50       50.00   4.50            0.00\n"));
}

TEST(report_text, names_orders_with_their_reasons) {
  auto here = some_books();
  here.document_of("1001").total += 500;
  auto& held = here.sell("1004", "2026-07-03T10:00:00", {line("Vaas", "10.00", "2.10", "21")});
  held.status = "on-hold";
  here.add_item(here.sell("1005", "2026-07-03T10:00:00", {line("Vaas", "20.00", "4.20", "21")}),
                item_state::needs_action)
      .failure = fail(errc::country_unknown, "no country");
  const auto text = to_text(here.make());
  EXPECT_THAT(text,
              HasSubstr("Waiting: 1, 12.10\n  Status \"on-hold\" is not switched on: 1, 12.10\n"));
  EXPECT_THAT(text, HasSubstr("    2026-07-03  1004  12.10\n"));
  EXPECT_THAT(text, HasSubstr("Needs action: 1\n  2026-07-03  1005  24.20  E-LAND: "));
  EXPECT_THAT(text, HasSubstr("  2026-07-01  order 1001, document 2026-1001: shop 121.00, ledger "
                              "126.00, difference -5.00\n"
                              "      changed in the ledger after booking: total 121.00 in the "
                              "shop, 126.00 in the ledger\n"));
  EXPECT_THAT(text, HasSubstr("Shop and ledger do not agree: 1 document still to be booked (24.20 "
                              "EUR), 1 difference without"));
}

// From the shop's orders to what belongs in the ledger the lines add up.
TEST(report_text, has_a_bridge_that_adds_up) {
  auto here = some_books();
  auto& sold = here.order_of_number("1001");
  here.book(sold, here.refund(sold, "9", "2026-07-05T10:00:00", "121.00",
                              {line("Vaas", "-100.00", "-21.00", "21")}));
  here.item_of("1001").booked_hash = 0;
  here.sell("1004", "2026-07-03T10:00:00", {line("Vaas", "10.00", "2.10", "21")}).status =
      "on-hold";
  here.sell("1005", "2026-07-03T10:00:00", {line("Vaas", "20.00", "4.20", "21")}).is_test = true;
  EXPECT_THAT(to_text(here.make()), HasSubstr("                         count  incl. VAT\n"
                                              "  Orders in the shop         4     211.80\n"
                                              "  Credits                    1    -121.00\n"
                                              "  Less: waiting              1     -12.10\n"
                                              "  Less: skipped              1     -24.20\n"
                                              "  Belongs in the ledger      3      54.50\n"
                                              "  Stands in the ledger       3      54.50\n"
                                              "  Difference                         0.00\n"));
}

TEST(report_text, is_not_steered_by_what_a_shop_sends) {
  auto here = some_books();
  here.order_of_number("1001").number = "10\x1b[2J01\n";
  here.document_of("1001").total += 1;
  const auto text = to_text(here.make());
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  EXPECT_THAT(text, HasSubstr("order 10?[2J01?,"));
  EXPECT_EQ(printable("caf\xc3\xa9 \xc2\x9b x\x7f"), "caf\xc3\xa9 ?? x?");
}

TEST(report_text, shortens_long_lists) {
  auto here = some_books();
  for (int i = 0; i < 60; ++i) {
    here.sell(std::to_string(2000 + i), "2026-07-03T10:00:00",
              {line("Vaas", "10.00", "2.10", "21")})
        .status = "pending";
  }
  EXPECT_THAT(to_text(here.make()), HasSubstr("    and 10 more: see the format csv or json\n"));
}

TEST(text_table, aligns_by_characters) {
  text_table table{"l"};
  table.row({"caf\xc3\xa9", "1.00"});
  table.row({"a", "10.00"});
  EXPECT_EQ(table.text(), "  caf\xc3\xa9   1.00\n  a     10.00\n");
  EXPECT_EQ(text_table{"l"}.text(), "");
}

TEST(report_json, can_be_read_and_holds_everything) {
  auto here = some_books();
  here.document_of("1001").total += 500;
  here.sell("1\"0\\04\n", "2026-07-03T10:00:00", {line("Vaas", "10.00", "2.10", "21")}).status =
      "on-hold";
  here.in.integration = "caf\xc3\xa9 \xff \x01";
  const auto made = here.make();
  const auto json = boost::json::parse(to_json(made)).as_object();
  EXPECT_EQ(json.at("integration").as_string(), "caf\xc3\xa9 \xef\xbf\xbd \x01");
  EXPECT_EQ(json.at("from").as_string(), "2026-07-01");
  EXPECT_EQ(json.at("closes").as_bool(), false);
  EXPECT_EQ(json.at("orders").to_number<unsigned>(), 3U);
  EXPECT_EQ(json.at("invoices").to_number<unsigned>(), 2U);
  EXPECT_EQ(json.at("difference").as_string(), "-5.00");
  EXPECT_EQ(json.at("days").as_array().size(), 2U);
  EXPECT_EQ(json.at("days").at(0).at("shop").at("vat").as_string(), "21.00");
  EXPECT_EQ(json.at("rates").at(0).at("percent").as_string(), "21");
  EXPECT_EQ(json.at("rates").at(0).at("ledger").at("vat").as_string(), "21.00");
  const auto& difference = json.at("differences").at(0);
  EXPECT_EQ(difference.at("what").as_string(), "document_changed");
  EXPECT_EQ(difference.at("number").as_string(), "1001");
  EXPECT_EQ(difference.at("shop_total").as_string(), "121.00");
  EXPECT_EQ(difference.at("ledger_total").as_string(), "126.00");
  EXPECT_EQ(difference.at("explained").as_bool(), false);
  const auto& rows = json.at("rows").as_array();
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows.at(2).at("number").as_string(), "1\"0\\04\n");
  EXPECT_EQ(rows.at(2).at("state").as_string(), "waiting");
  EXPECT_TRUE(rows.at(2).at("ledger").is_null());
  EXPECT_EQ(rows.at(0).at("ledger_number").as_string(), "2026-1001");
  EXPECT_EQ(json.at("waiting").at(0).at("total").as_string(), "12.10");
}

TEST(json_writer, replaces_what_is_no_utf8) {
  for (const std::string& broken :
       {std::string("\xc0\xaf"), std::string("\xed\xa0\x80"), std::string("\xf5\x80\x80\x80"),
        std::string("\xe2\x82"), std::string("\x80")}) {
    json_writer out;
    out.open_array().text({}, broken).close_array();
    boost::json::error_code why;
    const auto read = boost::json::parse(out.take(), why);
    ASSERT_FALSE(why) << why.message();
    EXPECT_THAT(std::string(read.at(0).as_string()), testing::StartsWith("\xef\xbf\xbd"));
  }
  json_writer out;
  out.open_array()
      .text({}, "\xe2\x82\xac \xf0\x9f\x8c\xb7")
      .null({})
      .flag({}, true)
      .count({}, 7)
      .close_array();
  EXPECT_EQ(out.take(), "[\"\xe2\x82\xac \xf0\x9f\x8c\xb7\",null,true,7]");
}

const std::string csv_head =
    "number,shop id,kind,date,state,reason,shop total,shop VAT,ledger number,ledger total,ledger "
    "VAT,difference,currency\r\n";

TEST(report_csv, has_a_row_per_order) {
  auto here = some_books();
  here.document_of("1001").total += 500;
  here.document_of("1001").total_net += 500;
  here.sell("1004", "2026-07-03T10:00:00", {line("Vaas", "10.00", "2.10", "21")}).status =
      "on-hold";
  EXPECT_EQ(to_csv(here.make()),
            csv_head +
                "1001,id-1001,order,2026-07-01,sent,\"changed in the ledger after booking: total "
                "121.00 in the shop, 126.00 in "
                "the ledger\",121.00,21.00,2026-1001,126.00,21.00,-5.00,EUR\r\n"
                "1002,id-1002,order,2026-07-02,sent,,54.50,4.50,2026-1002,54.50,4.50,0.00,EUR\r\n"
                "1004,id-1004,order,2026-07-03,waiting,\"Status \"\"on-hold\"\" is not switched "
                "on\",12.10,2.10,,,,0.00,EUR\r\n");
}

TEST(report_csv, has_rows_for_credits_and_second_documents) {
  books here;
  auto& sold = here.sell("1001", "2026-07-01T10:00:00", {line("Vaas", "100.00", "21.00", "21")});
  auto& back = here.refund(sold, "9", "2026-07-05T10:00:00", "121.00",
                           {line("Vaas", "-100.00", "-21.00", "21")});
  here.book(sold);
  here.book(sold, back);
  auto copy = here.document_of("1001");
  copy.id = "copy";
  copy.number = "2026-0007";
  copy.booked_on = day("2026-07-06");
  here.in.documents.push_back(copy);
  EXPECT_EQ(
      to_csv(here.make()),
      csv_head +
          "1001,id-1001,order,2026-07-01,sent,,121.00,21.00,2026-1001,121.00,21.00,0.00,EUR\r\n"
          "1001 credit 9,9,credit,2026-07-05,sent,,-121.00,-21.00,2026-1001 credit "
          "9,-121.00,-21.00,0.00,EUR\r\n"
          "1001,id-1001,document,2026-07-06,by_hand,\"a document that Boekbrug did not make, "
          "reference 1001: it "
          "doubles the order, which is booked\",,,2026-0007,121.00,21.00,-121.00,EUR\r\n");
}

TEST(report_csv, quotes_and_defuses_what_a_shop_sends) {
  auto here = some_books();
  here.order_of_number("1001").number = "=HYPERLINK(\"x\")";
  here.order_of_number("1002").number = "a,\"b\"\r\nc";
  const auto text = to_csv(here.make());
  EXPECT_THAT(text, HasSubstr("\n\"'=HYPERLINK(\"\"x\"\")\",id-1001,"));
  EXPECT_THAT(text, HasSubstr("\n\"a,\"\"b\"\"\r\nc\",id-1002,"));
}

}  // namespace
}  // namespace boekbrug::test
