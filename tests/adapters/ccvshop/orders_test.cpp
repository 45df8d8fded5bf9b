// Orders as CCV Shop writes them, booked: total and VAT per rate of the invoice.

#include "support.hpp"

namespace boekbrug::test {

namespace {

using core::errc;

struct booked_case {
  const char* name;
  members header;
  std::vector<std::string> rows;
  std::string total;
  std::map<std::string, core::minor_units> vat;
};

members euro(const std::string& total, const std::string& tax, members more = {}) {
  more["total_price"] = total;
  more["total_tax"] = tax;
  return more;
}

const members excl{{"order_row_taxes_included", "false"}};

members with(members base, const members& more) {
  for (const auto& [key, value] : more) {
    base[key] = value;
  }
  return base;
}

std::vector<booked_case> plain_cases() {
  return {
      {"mixed rates",
       euro("150", "17.36"),
       {row_text(1, "Mok", "21", "75.00"), row_text(2, "Koffie", "9", "52.5"),
        row_text(3, "Post", "0", "22.5")},
       "150.00",
       {{"high", 1302}, {"low", 433}, {"zero", 0}}},
      {"excl. VAT",
       euro("181.55", "26.55", with(excl, {{"total_shipping", "5"}})),
       {row_text(1, "Mok", "21", "100"), row_text(2, "Koffie", "9", "50")},
       "181.55",
       {{"high", 2205}, {"low", 450}}},
      {"excl. VAT, VAT rounded per rate",
       euro("12.09", "2.1", excl),
       {row_text(1, "A", "21", "3.33"), row_text(2, "B", "21", "3.33"),
        row_text(3, "C", "21", "3.33")},
       "12.09",
       {{"high", 210}}},
      {"cart discount over two rates",
       euro("90", "12.34",
            {{"total_discounts", "10"},
             {"discountcoupon", R"({"code":"CADEAUBON","givesfreeshipping":false})"}}),
       {row_text(1, "Mok", "21", "60"), row_text(2, "Koffie", "9", "40")},
       "90.00",
       {{"high", 937}, {"low", 297}}},
      {"discount stated below zero",
       euro("90", "12.34", {{"total_discounts", "-10"}}),
       {row_text(1, "Mok", "21", "60"), row_text(2, "Koffie", "9", "40")},
       "90.00",
       {{"high", 937}, {"low", 297}}},
      {"credit points",
       euro("45", "7.81", {{"credit_point_discount", "5"}}),
       {row_text(1, "Mok", "21", "50")},
       "45.00",
       {{"high", 781}}},
      {"shipping without VAT",
       euro("55", "8.68", {{"total_shipping", "5"}, {"shipping_taxes_included", "false"}}),
       {row_text(1, "Mok", "21", "50")},
       "55.00",
       {{"high", 868}, {"none", 0}}},
      {"payment fee: the VAT total tells its rate",
       euro("119", "9.83", {{"paymethod_costs", "10"}}),
       {row_text(1, "Koffie", "9", "109")},
       "119.00",
       {{"low", 983}}},
      {"cash on delivery",
       euro("58", "10.07",
            {{"total_shipping", "5"},
             {"extra_payment_option", R"("Rembours")"},
             {"extra_payment_option_price", "3"}}),
       {row_text(1, "Mok", "21", "50")},
       "58.00",
       {{"high", 1007}}},
      {"extra costs below zero",
       euro("47.5", "8.24",
            {{"extra_costs", "-2.5"}, {"extra_costs_description", R"("Afhaalkorting")"}}),
       {row_text(1, "Mok", "21", "50")},
       "47.50",
       {{"high", 824}}},
      {"zero total",
       euro("0", "0", {{"total_discounts", "10"}}),
       {row_text(1, "Mok", "21", "10")},
       "0.00",
       {{"high", 0}}},
      {"fractional count",
       euro("20", "3.47"),
       {row_text(1, "Stof", "21", "20", {{"count", "2.5"}})},
       "20.00",
       {{"high", 347}}},
      {"deposit",
       euro("23.9", "3.47"),
       {row_text(1, "Bier", "21", "20"),
        row_text(2, "Statiegeld", "0", "3.90", {{"product_type", R"("container_deposit")"}})},
       "23.90",
       {{"high", 347}, {"none", 0}}},
      {"a cent of rounding",
       euro("100", "17.35"),
       {row_text(1, "A", "21", "33.33"), row_text(2, "B", "21", "33.33"),
        row_text(3, "C", "21", "33.33")},
       "100.00",
       {{"high", 1735}, {"none", 0}}},
  };
}

std::vector<booked_case> reading_cases() {
  return {
      {"(a) the discount is in the rows already",
       euro("90", "12.34", {{"total_discounts", "10"}}),
       {row_text(1, "Mok", "21", "54"), row_text(2, "Koffie", "9", "36")},
       "90.00",
       {{"high", 937}, {"low", 297}}},
      {"(b) the points are in the rows already",
       euro("45", "7.81", {{"credit_point_discount", "5"}}),
       {row_text(1, "Mok", "21", "45")},
       "45.00",
       {{"high", 781}}},
      {"(c) shipping is a row already",
       euro("55", "9.55", {{"total_shipping", "5"}}),
       {row_text(1, "Mok", "21", "50"), row_text(2, "Verzending", "21", "5")},
       "55.00",
       {{"high", 955}}},
      {"(d) shipping incl. VAT beside rows excl. VAT",
       euro("127.05", "22.05", with(excl, {{"total_shipping", "6.05"}})),
       {row_text(1, "Mok", "21", "100")},
       "127.05",
       {{"high", 2205}}},
      {"(e) the total is net",
       euro("100", "21", excl),
       {row_text(1, "Mok", "21", "100")},
       "121.00",
       {{"high", 2100}}},
      {"a coupon that also takes shipping off",
       euro("100", "9.09",
            {{"total_shipping", "10"},
             {"total_discounts", "10"},
             {"discountcoupon", R"({"code":"GRATIS","givesfreeshipping":true})"}}),
       {row_text(1, "Koffie", "9", "100")},
       "100.00",
       {{"high", 158}, {"low", 751}}},
      {"a coupon that pays shipping first",
       euro("95", "7.84",
            {{"total_shipping", "10"},
             {"total_discounts", "15"},
             {"discountcoupon", R"({"code":"GRATIS","givesfreeshipping":true})"}}),
       {row_text(1, "Koffie", "9", "100")},
       "95.00",
       {{"high", 0}, {"low", 784}}},
      {"a fee without VAT",
       euro("112", "9", {{"paymethod_costs", "3"}}),
       {row_text(1, "Koffie", "9", "109")},
       "112.00",
       {{"low", 900}, {"none", 0}}},
  };
}

std::vector<booked_case> class_cases() {
  return {
      {"company in the Netherlands",
       euro("121", "21", {{"customer", customer_text("NL", "Atelier B.V.", "NL001234567B01")}}),
       {row_text(1, "Mok", "21", "121")},
       "121.00",
       {{"high", 2100}}},
      {"company in Germany, VAT shifted",
       euro("100", "0",
            {{"is_intra_community_order", "true"},
             {"customer", customer_text("DE", "Werkstatt GmbH", "DE123456789")}}),
       {row_text(1, "Mok", "0", "100")},
       "100.00",
       {{"eu-goods", 0}}},
      {"export",
       euro("100", "0", {{"customer", customer_text("US")}}),
       {row_text(1, "Mok", "0", "100")},
       "100.00",
       {{"outside", 0}}},
      {"consumer in Germany",
       euro("119", "19", {{"customer", customer_text("DE")}, {"shipping_tax_percentage", "19"}}),
       {row_text(1, "Mok", "19", "119")},
       "119.00",
       {{"DE-19", 1900}}},
      {"shop without VAT",
       euro("50", "0", {{"taxes_included", "false"}}),
       {row_text(1, "Mok", "21", "50")},
       "50.00",
       {{"none", 0}}},
      {"sold through a platform",
       euro("40", "0", {{"is_platform_sale", "true"}}),
       {row_text(1, "Mok", "21", "40")},
       "40.00",
       {{"zero", 0}}},
      {"fetched by a Belgian in the Netherlands",
       euro("121", "21", {{"customer", customer_text("BE")}, {"deliver_method", R"("pickup")"}}),
       {row_text(1, "Mok", "21", "121")},
       "121.00",
       {{"high", 2100}}},
      {"fetched by a German business, supplied intra-EU",
       euro("100", "0",
            {{"is_intra_community_order", "true"},
             {"deliver_method", R"("pickup")"},
             {"customer", customer_text("DE", "Werkstatt GmbH", "DE123456789")}}),
       {row_text(1, "Mok", "0", "100")},
       "100.00",
       {{"eu-goods", 0}}},
      {"fetched by a German at the German rate",
       euro("119", "19", {{"customer", customer_text("DE")}, {"deliver_method", R"("pickup")"}}),
       {row_text(1, "Mok", "19", "119")},
       "119.00",
       {{"DE-19", 1900}}},
      {"guest without a customer block",
       euro("121", "21", {{"customer", "null"}, {"user", "null"}}),
       {row_text(1, "Mok", "21", "121")},
       "121.00",
       {{"high", 2100}}},
  };
}

void check(const std::vector<booked_case>& cases) {
  for (const auto& each : cases) {
    SCOPED_TRACE(each.name);
    const auto order = read(order_text(each.header), rows_text(each.rows));
    ASSERT_TRUE(order) << detail_of(order);
    core::minor_units sum = 0;
    for (const auto& line : order->lines) {
      sum += line.net + line.vat;
    }
    EXPECT_EQ(sum, order->total);
    const world here;
    const auto plan = core::make_plan(*order, here.context());
    ASSERT_TRUE(plan) << core::code_name(plan.error().code) << ' ' << detail_of(plan);
    EXPECT_EQ(plan->total, cents(each.total));
    EXPECT_EQ(vat_by_rate(*plan), each.vat);
  }
}

}  // namespace

TEST(CcvOrders, PlainOrders) {
  check(plain_cases());
}

TEST(CcvOrders, UncertainMembers) {
  check(reading_cases());
}

TEST(CcvOrders, VatClasses) {
  check(class_cases());
}

TEST(CcvOrders, TheReferenceOrder) {
  const auto order = read(reference_order(), reference_rows());
  ASSERT_TRUE(order) << detail_of(order);
  EXPECT_EQ(order->id, "340400123");
  EXPECT_EQ(order->number, "2025-1042");
  EXPECT_EQ(order->invoice_number, "881");
  EXPECT_EQ(order->status, "2");
  EXPECT_EQ(order->transaction_id, "tr_8kQ2m");
  EXPECT_EQ(order->payment_method, "41");
  EXPECT_EQ(order->payment_method_title, "iDEAL");
  EXPECT_EQ(order->vat_number, "NL001234567B01");
  EXPECT_EQ(order->billing.company, "De Wit Koffie B.V.");
  EXPECT_EQ(order->billing.email, "sanne@koffie.example");
  EXPECT_EQ(order->shipping.city, "Utrecht");
  EXPECT_EQ(order->customer_id, "24461111");
  EXPECT_EQ(order->customer_note, "Referentie: PO-77");
  EXPECT_EQ(order->paid, order->created);
  EXPECT_EQ(order->total, 8030);
  EXPECT_EQ(order->total_vat, 909);
  ASSERT_EQ(order->lines.size(), 6U);
  EXPECT_EQ(order->lines[1].name, "Koffiemok (Kleur: Rood)");
  EXPECT_EQ(order->lines[1].sku, "MOK-R");
  EXPECT_EQ(order->lines[2].name, "Korting WELKOM5");
  EXPECT_EQ(order->lines[2].net + order->lines[2].vat, -365);
  EXPECT_EQ(order->lines[3].net + order->lines[3].vat, -135);
  EXPECT_EQ(order->lines[4].kind, core::line_kind::shipping);
  EXPECT_EQ(order->lines[5].name, "Betaalkosten iDEAL");
  const world here;
  const auto plan = core::make_plan(*order, here.context());
  ASSERT_TRUE(plan) << detail_of(plan);
  EXPECT_EQ(plan->total, 8030);
  EXPECT_EQ(vat_by_rate(*plan),
            (std::map<std::string, core::minor_units>{{"high", 470}, {"low", 439}}));
}

TEST(CcvOrders, RefusedWithBothSums) {
  struct refused_case {
    const char* name;
    members header;
    std::vector<std::string> rows;
    std::string detail;
  };
  const std::vector<refused_case> cases{
      {"total", euro("60", "8.68"), {row_text(1, "Mok", "21", "50")}, "50.00 / 60.00"},
      {"VAT", euro("50", "5"), {row_text(1, "Mok", "21", "50")}, "VAT 8.68 / 5.00"},
      {"VAT on an order said to have none",
       euro("50", "8.68", {{"taxes_included", "false"}}),
       {row_text(1, "Mok", "21", "50")},
       "VAT 0.00 / 8.68"},
      {"intra-EU with VAT",
       euro("121", "21", {{"is_intra_community_order", "true"}}),
       {row_text(1, "Mok", "21", "121")},
       "VAT 0.00 / 21.00"},
      {"no rows", euro("50", "8.68"), {}, "0.00 / 50.00"},
  };
  for (const auto& each : cases) {
    SCOPED_TRACE(each.name);
    const auto order = read(order_text(each.header), rows_text(each.rows));
    EXPECT_EQ(code_of(order), errc::totals_differ);
    EXPECT_EQ(detail_of(order), each.detail);
  }
}

TEST(CcvOrders, UnreadableNamesTheMember) {
  const std::string row = rows_text({row_text(1, "Mok", "21", "50")});
  const auto detail = [&](const members& changes) {
    return detail_of(read(order_text(with(euro("50", "8.68"), changes)), row));
  };
  EXPECT_EQ(detail({{"id", "null"}}), "id: missing");
  EXPECT_EQ(detail({{"currency", R"("euro")"}}), "currency: not a currency code");
  EXPECT_EQ(detail({{"create_date", R"("gisteren")"}}), "create_date: not a time");
  EXPECT_EQ(detail({{"paid", "null"}}), "paid: missing");
  EXPECT_EQ(detail({{"order_row_taxes_included", "null"}}), "order_row_taxes_included: missing");
  EXPECT_EQ(detail({{"total_shipping", R"("veel")"}}), "total_shipping: not a number");
  EXPECT_EQ(detail({{"total_price", "null"}}), "total_price: missing");
  EXPECT_EQ(detail({{"total_price", "1e14"}}), "total_price: amount out of range");
  EXPECT_EQ(
      detail_of(read(order_text(euro("50", "8.68")), rows_text({row_text(1, "Mok", "210", "50")}))),
      "rows[0].tax: not a VAT percentage");
}

}  // namespace boekbrug::test
