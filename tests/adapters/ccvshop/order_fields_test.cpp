// The members of an order beside its lines.

#include "support.hpp"

namespace boekbrug::test {

namespace {

members euro(const std::string& total, const std::string& tax, members more = {}) {
  more["total_price"] = total;
  more["total_tax"] = tax;
  return more;
}

}  // namespace

TEST(CcvOrders, StatusPaidAndNumbers) {
  const std::string row = rows_text({row_text(1, "Mok", "21", "50")});
  const auto order = [&](const members& changes) {
    return read(order_text(euro("50", "8.68", changes)), row).value();
  };
  EXPECT_FALSE(order({{"paid", "false"}}).paid);
  EXPECT_TRUE(order({{"status", "8"}}).cancelled);
  EXPECT_FALSE(order({}).cancelled);
  EXPECT_EQ(order({{"is_completed", "false"}, {"status", "null"}}).status, "");
  EXPECT_FALSE(order({{"is_completed", "false"}}).paid);
  EXPECT_EQ(order({{"ordernumber_full", "null"}}).number, "77");
  EXPECT_EQ(order({{"ordernumber_full", "null"}, {"ordernumber", "null"}}).number, "5001");
  EXPECT_EQ(order({}).invoice_number, "");
  EXPECT_EQ(order({{"user", R"({"id":24461111})"}}).customer_id, "24461111");
  EXPECT_EQ(order({{"create_date", R"("2025-03-04T09:58:12+0000")"}}).created,
            at("2025-03-04T09:58:12"));
}

TEST(CcvOrders, NumbersAreReadAsText) {
  const std::string header = order_text(euro("616.6700000000000001", "107.02999999999999"));
  const auto order = read(header, rows_text({row_text(1, "Mok", "2.1e1", "616.67")}));
  ASSERT_TRUE(order) << detail_of(order);
  EXPECT_EQ(order->total, 61667);
  EXPECT_EQ(order->lines[0].vat, 10703);
}

TEST(CcvOrders, RevisionFollowsWhatMatters) {
  const auto revision = [](const members& changes) {
    return api::read_head(api::parse_json(order_text(changes)).value()).value().revision;
  };
  const auto before = revision({});
  EXPECT_NE(before, 0U);
  EXPECT_EQ(revision({{"track_and_trace_code", R"("3S1")"}, {"href", R"("x")"}}), before);
  EXPECT_NE(revision({{"status", "5"}}), before);
  EXPECT_NE(revision({{"paid", "false"}}), before);
  EXPECT_NE(revision({{"total_price", "1"}}), before);
  EXPECT_NE(revision({{"invoicenumber", "12"}}), before);
  const auto order = read(order_text({}), "[]");
  ASSERT_TRUE(order);
  EXPECT_EQ(order->revision, before);
}

TEST(CcvOrders, TextsAndAddresses) {
  const std::string customer =
      R"({"billingaddress":{"first_name":"","last_name":"","full_name":"N. Bakker","company":"A &amp; B",)"
      R"("address_line_1":"","street":"Kade","housenumber":7,"housenumber_suffix":"b","zipcode":"1000AA",)"
      R"("city":"Delft","country_code":"nl","telephone":"","mobile":"0612345678","comment":"Bel<br>aan"},)"
      R"("deliveryaddress":{"full_name":"M. Smit","street":"Laan","housenumber":null,"city":"Gent",)"
      R"("country_code":"BE"},"email_invoice":"facturen@ab.example","email":"n@ab.example","btw":"001234567B01"})";
  const auto order =
      read(order_text(euro("50", "8.68", {{"customer", customer}})),
           rows_text({row_text(1, "Mok &eacute;&eacute;n <b>groot</b>", "21", "50")}));
  ASSERT_TRUE(order) << detail_of(order);
  EXPECT_EQ(order->billing.last_name, "N. Bakker");
  EXPECT_EQ(order->billing.company, "A & B");
  EXPECT_EQ(order->billing.street, "Kade 7b");
  EXPECT_EQ(order->billing.phone, "0612345678");
  EXPECT_EQ(order->billing.email, "facturen@ab.example");
  EXPECT_EQ(order->shipping.country, "BE");
  EXPECT_EQ(order->shipping.last_name, "M. Smit");
  EXPECT_EQ(order->vat_number, "NL001234567B01");
  EXPECT_EQ(order->lines[0].name, "Mok \u00e9\u00e9n groot");
}

}  // namespace boekbrug::test
