#include "tests/sim/ccvshop/fixture.hpp"
#include "tests/sim/ccvshop/section_four.hpp"

namespace boekbrug::sim::ccvshop::test {
namespace {

using ids = std::vector<std::int64_t>;

class ccv_invoices : public shop_test {
protected:
  std::int64_t credit(std::int64_t order, const std::string& body) {
    const auto reply = control("orders/" + std::to_string(order) + "/credit", body);
    EXPECT_EQ(reply.status(), 200) << reply.raw.body;
    return reply.status() == 200 ? reply.body().at("ids").at(0).as_int64() : 0;
  }
  json_members invoice(std::int64_t id) {
    return split_object(get("invoices/" + std::to_string(id)).raw.body);
  }
};

TEST_F(ccv_invoices, full_credit_is_negative) {
  post_order(340'400'123);
  const auto id = credit(340'400'123, R"({"kind":"full"})");
  const auto made = invoice(id);
  EXPECT_EQ(*member(made, "type"), "\"credit\"");
  EXPECT_EQ(*member(made, "status"), "\"reimbursed\"");
  EXPECT_EQ(*member(made, "total_price"), "-80.3");
  EXPECT_EQ(*member(made, "total_price_inc_tax"), "-80.3");
  EXPECT_EQ(*member(made, "total_price_exc_tax"), "-71.21");
  EXPECT_EQ(*member(made, "total_tax"), "-9.09");
  EXPECT_EQ(*member(made, "ordernumber_full"), "\"2025-123\"");
  const auto rows = get("invoices/" + std::to_string(id) + "/invoicerows/").items();
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(*member(rows[0], "count"), "-3");
  EXPECT_EQ(*member(rows[0], "price"), "18.95");
  EXPECT_EQ(*member(rows[0], "total_price_with_attributes"), "-56.85");
  EXPECT_EQ(*member(rows[0], "invoice_id"), std::to_string(id));
  EXPECT_EQ(control("orders/340400123/credit", "{}").status(), 400);
}

TEST_F(ccv_invoices, full_credit_positive_by_option) {
  start(R"({"credit_sign":"positive","invoice_status":"number_text"})");
  post_order(7);
  const auto made = invoice(credit(7, R"({"kind":"full","status":1})"));
  EXPECT_EQ(*member(made, "type"), "\"credit\"");
  EXPECT_EQ(*member(made, "status"), "\"1\"");
  EXPECT_EQ(*member(made, "total_price"), "80.3");
  EXPECT_EQ(*member(made, "total_tax"), "9.09");
  const auto rows = get("invoices/91000001/invoicerows").items();
  EXPECT_EQ(*member(rows[0], "count"), "3");
  start(R"({"invoice_status":"number"})");
  post_order(7);
  EXPECT_EQ(*member(invoice(credit(7, "{}")), "status"), "3");
}

TEST_F(ccv_invoices, lines_and_amounts) {
  post_order(7);
  const auto lines =
      invoice(credit(7, R"({"kind":"lines","lines":[{"id":648300001,"count":"1"}]})"));
  // 18.95 less its share of the coupon: 5.00 x 18.95 / 77.85 = 1.22.
  EXPECT_EQ(*member(lines, "total_price"), "-17.73");
  EXPECT_EQ(*member(lines, "total_discounts"), "-1.22");
  const auto amount = invoice(credit(7, R"({"kind":"amount","amount":"10.00"})"));
  EXPECT_EQ(*member(amount, "total_price"), "-10");
  const auto first = invoice(credit(7, R"({"kind":"lines"})"));
  EXPECT_EQ(*member(first, "total_price"), "-17.73");
  EXPECT_EQ(control("orders/7/credit", R"({"kind":"amount","amount":"40.00"})").status(), 400);
  EXPECT_EQ(
      control("orders/7/credit", R"({"kind":"lines","lines":[{"id":1,"count":"1"}]})").status(),
      400);
  EXPECT_EQ(control("orders/7/credit", R"({"kind":"lines","lines":[{"id":648300001,"count":"9"}]})")
                .status(),
            400);
  EXPECT_EQ(control("orders/7/credit", R"({"kind":"alles"})").status(), 400);
  EXPECT_EQ(control("orders/7/credit", R"({"kind":"amount","amount":"x"})").status(), 400);
  const auto books = json::parse(control("orders/7").raw.body);
  ASSERT_EQ(books.at("credits").as_array().size(), 3U);
  EXPECT_EQ(books.at("credits").at(1).at("amount").as_string(), "10.00");
  EXPECT_EQ(books.at("total").as_string(), "80.30");
}

TEST_F(ccv_invoices, every_filter) {
  post_order(1041);
  post_order(1042);
  now_ += std::chrono::hours{24};
  const auto debit = control("orders/1041/invoice", "{}").body().at("ids").at(0).as_int64();
  now_ += std::chrono::hours{24};
  const auto first = credit(1041, R"({"kind":"amount","amount":"1"})");
  now_ += std::chrono::hours{24};
  const auto second = credit(1042, R"({"kind":"amount","amount":"2","status":2})");
  EXPECT_EQ(get("invoices").ids(), (ids{debit, first, second}));
  EXPECT_EQ(get("invoices?ordernumber_full=2025-1041").ids(), (ids{debit, first}));
  EXPECT_EQ(get("invoices?ordernumber_full=2025-9").ids(), ids{});
  EXPECT_EQ(get("invoices?ordernumber=1042").ids(), ids{second});
  EXPECT_EQ(get("invoices?invoicenumber=801").ids(), ids{debit});
  EXPECT_EQ(get("invoices?invoicenumber_full=F-802").ids(), ids{first});
  EXPECT_EQ(get("invoices?status=paid").ids(), ids{debit});
  EXPECT_EQ(get("invoices?status=2").ids(), ids{second});
  EXPECT_EQ(get("invoices?status=reimbursed").ids(), ids{first});
  EXPECT_EQ(get("invoices?status=weg").status(), 400);
  EXPECT_EQ(get("invoices?min_create_date=2025-03-06").ids(), (ids{first, second}));
  EXPECT_EQ(get("invoices?max_create_date=2025-03-07").ids(), (ids{debit, first}));
  EXPECT_EQ(get("invoices?orderby=create_date_desc").ids(), (ids{second, first, debit}));
  EXPECT_EQ(get("invoices?orderby=invoicenumber&size=2").ids(), (ids{debit, first}));
  EXPECT_EQ(all("invoices?size=1").size(), 3U);
  EXPECT_EQ(get("orders/1041/invoices/").ids(), (ids{debit, first}));
  EXPECT_EQ(get("orders/1041").body().at("invoicenumber").as_int64(), 801);
}

TEST_F(ccv_invoices, paid_to_refunded_by_a_payment_app) {
  post_order(5);
  const auto id = control("orders/5/invoice", "{}").body().at("ids").at(0).as_int64();
  EXPECT_EQ(*member(invoice(id), "status"), "\"paid\"");
  EXPECT_EQ(*member(invoice(id), "type"), "\"debit\"");
  control("invoices/" + std::to_string(id), R"({"status":3})");
  EXPECT_EQ(*member(invoice(id), "status"), "\"reimbursed\"");
  EXPECT_EQ(*member(invoice(id), "status_name"), "\"Terugbetaald\"");
  EXPECT_EQ(control("invoices/1", R"({"status":3})").status(), 404);
}

TEST_F(ccv_invoices, edited_orders_keep_what_was_invoiced) {
  post_order(5);
  const auto id = control("orders/5/invoice", "{}").body().at("ids").at(0).as_int64();
  EXPECT_EQ(control("orders/5", R"({"remove_row":648300002})").status(), 200);
  EXPECT_EQ(get("orders/5/orderrows").count(), 1U);
  const auto order = split_object(get("orders/5").raw.body);
  // 56.85 - 5.00 at 9 %, 6.95 + 0.50 at 21 %.
  EXPECT_EQ(*member(order, "total_price"), "59.3");
  EXPECT_EQ(*member(invoice(id), "total_price"), "80.3");
  const auto found = get("invoices?ordernumber_full=2025-5").items();
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(*member(found[1], "type"), "\"credit\"");
  EXPECT_EQ(*member(found[1], "total_price"), "-21");
  EXPECT_EQ(control("orders/5", R"({"add_row":true})").status(), 200);
  EXPECT_EQ(get("orders/5/orderrows").count(), 2U);
  EXPECT_EQ(*member(get("invoices?ordernumber_full=2025-5").items()[2], "type"), "\"debit\"");
  EXPECT_EQ(control("orders/5", R"({"remove_row":1})").status(), 400);
}

TEST_F(ccv_invoices, fees_take_the_highest_rate_when_shipping_has_none) {
  post_order(5, {{"shipping_tax_percentage", "0"}, {"total_shipping", "0"}});
  control("orders/5", R"({"remove_row":648300002})");
  const auto order = split_object(get("orders/5").raw.body);
  // 56.85 - 5.00 + 0.50, all of it at 9 %.
  EXPECT_EQ(*member(order, "total_price"), "52.35");
  EXPECT_EQ(*member(order, "total_tax"), "4.32");
}

TEST_F(ccv_invoices, generated_credits_never_exceed_their_order) {
  start(
      R"({"orders":400,"from":"2024-12-01","to":"2025-01-31","limit_get":0,"mix":{"credit":0.5}})");
  const auto books = json::parse(control("books").raw.body);
  std::int64_t credits = 0;
  for (const auto& order : books.at("orders").as_array()) {
    std::int64_t sum = 0;
    for (const auto& one : order.at("credits").as_array()) {
      sum += hundredths(std::string{one.at("amount").as_string()});
      ++credits;
    }
    EXPECT_LE(sum, hundredths(std::string{order.at("total").as_string()}));
  }
  EXPECT_GT(credits, 80);
  EXPECT_EQ(books.at("counts").at("credits").as_int64(), credits);
  std::int64_t listed = 0;
  for (const auto& one : all("invoices?size=250")) {
    const bool is_credit = *member(one, "type") == "\"credit\"";
    listed += is_credit ? 1 : 0;
    EXPECT_EQ(is_credit, member(one, "total_price")->starts_with('-'));
    EXPECT_EQ(
        hundredths(*member(one, "total_price_exc_tax")) + hundredths(*member(one, "total_tax")),
        hundredths(*member(one, "total_price_inc_tax")));
  }
  EXPECT_EQ(listed, credits);
}

}  // namespace
}  // namespace boekbrug::sim::ccvshop::test
