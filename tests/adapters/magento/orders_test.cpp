// Orders of every kind that the reference knows: their lines, and the invoice that comes of them.
#include "support.hpp"

#include <gmock/gmock.h>

namespace boekbrug::test {
namespace {

using rates = std::map<std::string, core::minor_units>;

struct sample {
  std::string_view name;
  members json;
  std::vector<std::string> lines;
  std::string_view booked;  // total of the document
  rates vat;                // per rate of the ledger
};

void PrintTo(const sample& one, std::ostream* out) {
  *out << one.name;
}

class magento_orders : public testing::TestWithParam<sample> {};

TEST_P(magento_orders, become_their_invoice) {
  const auto made = read(object(GetParam().json));
  ASSERT_FALSE(made.failure) << made.failure->detail;
  EXPECT_THAT(lines_of(made.order.lines), testing::ElementsAreArray(GetParam().lines));
  world here;
  here.cards.multi_currency = true;
  const auto plan = core::make_plan(made.order, here.context());
  ASSERT_TRUE(plan) << detail_of(plan);
  EXPECT_EQ(plan->total, cents(GetParam().booked));
  rates charged;
  for (const auto& [id, amount] : vat_by_rate(*plan)) {
    if (amount != 0 || GetParam().vat.contains(id)) {
      charged[id] = amount;
    }
  }
  EXPECT_EQ(charged, GetParam().vat);
}

const members shipping{{"shipping_amount", "5.74"},
                       {"shipping_tax_amount", "1.20"},
                       {"shipping_incl_tax", "6.95"},
                       {"shipping_discount_tax_compensation_amount", "0.01"},
                       {"shipping_description", json_text("PostNL - Thuisbezorgd")}};

members child(int id, int parent, const members& changes) {
  return with(item(id, "0", "0", "0"), with({{"parent_item_id", std::to_string(parent)}}, changes));
}

std::string type(std::string_view name) {
  return json_text(name);
}

std::vector<sample> plain_samples() {
  return {
      {"two rates, prices excluding tax, shipping",
       order({item(1, "100", "21", "21"), item(2, "50", "4.5", "9")}, "182.45", "26.7", shipping),
       {"product 100.00 21.00 21", "product 50.00 4.50 9", "shipping 5.75 1.20 21"},
       "182.45",
       {{"high", 2220}, {"low", 450}}},
      {"discount on lines, prices excluding tax",
       order({with(item(1, "100", "18.9", "21"), {{"discount_amount", "10"}})}, "108.9", "18.9",
             {{"discount_amount", "-10"}, {"subtotal", "100"}}),
       {"product 90.00 18.90 21"},
       "108.90",
       {{"high", 1890}}},
      {"coupon on prices including tax",
       order({with(item(1, "33.02", "6.24", "21"),
                   {{"discount_amount", "4"}, {"discount_tax_compensation_amount", "0.69"}})},
             "35.95", "6.24"),
       {"product 29.71 6.24 21"},
       "35.95",
       {{"high", 624}}},
      {"a discount on shipping too",
       order({item(1, "100", "21", "21")}, "124.47", "21.6",
             with(shipping, {{"shipping_amount", "5.74"},
                             {"shipping_tax_amount", "0.60"},
                             {"shipping_discount_tax_compensation_amount", "0.61"},
                             {"shipping_discount_amount", "3.48"}})),
       {"product 100.00 21.00 21", "shipping 2.87 0.60 21"},
       "124.47",
       {{"high", 2160}}},
      {"configurable: the parent counts though the child shows a price",
       order({with(item(1, "57.02", "11.98", "21"), {{"product_type", type("configurable")}}),
              child(2, 1, {{"price", "69"}})},
             "69", "11.98"),
       {"product 57.02 11.98 21"},
       "69.00",
       {{"high", 1198}}},
      {"fixed bundle: children carry prices and nothing else",
       order({with(item(1, "82.64", "17.36", "21"), {{"product_type", type("bundle")}}),
              child(2, 1, {{"price", "60"}}), child(3, 1, {{"price", "40"}})},
             "100", "17.36"),
       {"product 82.64 17.36 21"},
       "100.00",
       {{"high", 1736}}},
      {"dynamic bundle: the children count",
       order({with(item(1, "27.92", "4.04", ""),
                   {{"product_type", type("bundle")}, {"tax_percent", ""}}),
              child(2, 1, {{"row_total", "11.47"}, {"tax_amount", "1.03"}, {"tax_percent", "9"}}),
              child(3, 1, {{"row_total", "16.45"}, {"tax_amount", "3.45"}, {"tax_percent", "21"}})},
             "32.4", "4.48", {{"subtotal", "27.92"}}),
       {"product 11.47 1.03 9", "product 16.45 3.45 21"},
       "32.40",
       {{"high", 345}, {"low", 103}}},
      {"a bundle whose children's amounts do not fit: the parent, proven by subtotal and total",
       order({with(item(1, "82.64", "17.36", "21"), {{"product_type", type("bundle")}}),
              child(2, 1, {{"row_total", "60"}, {"tax_amount", "12.6"}, {"tax_percent", "21"}})},
             "100", "17.36", {{"subtotal", "82.64"}}),
       {"product 82.64 17.36 21"},
       "100.00",
       {{"high", 1736}}},
      {"a child whose parent is not in the list",
       order({item(1, "10", "2.1", "21"),
              child(2, 99, {{"row_total", "20"}, {"tax_amount", "1.8"}, {"tax_percent", "9"}})},
             "33.9", "3.9"),
       {"product 10.00 2.10 21", "product 20.00 1.80 9"},
       "33.90",
       {{"high", 210}, {"low", 180}}},
  };
}

std::vector<sample> odd_samples() {
  return {
      {"row totals that lack the discount already (equation B)",
       order({with(item(1, "90", "18.9", "21"), {{"discount_amount", "10"}}),
              item(2, "10", "0.9", "9")},
             "119.8", "19.8", {{"subtotal", "110"}, {"discount_amount", "-10"}}),
       {"product 90.00 18.90 21", "product 10.00 0.90 9"},
       "119.80",
       {{"high", 1890}, {"low", 90}}},
      {"tax taken before the discount: a discount line without VAT",
       order({with(item(1, "100", "21", "21"), {{"discount_amount", "10"}})}, "111", "21",
             {{"subtotal", "100"}, {"discount_amount", "-10"}}),
       {"product 100.00 21.00 21", "discount -10.00 0.00 -"},
       "111.00",
       {{"high", 2100}}},
      {"payment fee of a known module",
       order({item(1, "100", "21", "21")}, "122.21", "21.21",
             {{"extension_attributes", extension("NL", {{"mollie_payment_fee", "1.00"},
                                                        {"mollie_payment_fee_tax", "0.21"}})}}),
       {"product 100.00 21.00 21", "fee 1.00 0.21 21"},
       "122.21",
       {{"high", 2121}}},
      {"a fee without a tax of its own: the order's tax has it",
       order({item(1, "100", "21", "21")}, "123.42", "21.42",
             {{"extension_attributes",
               extension("NL", {{"custom_fees",
                                 "[{\"custom_fee_code\":\"btl\",\"label\":\"Toeslag\","
                                 "\"custom_fee_amount\":2.00}]"}})}}),
       {"product 100.00 21.00 21", "fee 2.00 0.42 21"},
       "123.42",
       {{"high", 2142}}},
      {"a fee that only the total shows",
       order({item(1, "100", "21", "21")}, "123.42", "21.42"),
       {"product 100.00 21.00 21", "fee 2.00 0.42 21"},
       "123.42",
       {{"high", 2142}}},
      {"gift wrapping, amounts as text",
       order({item(1, "100", "21", "21")}, "124.02", "21.52",
             {{"extension_attributes", extension("NL", {{"gw_price", json_text("2.5000")},
                                                        {"gw_tax_amount", json_text("0.5200")}})}}),
       {"product 100.00 21.00 21", "fee 2.50 0.52 21"},
       "124.02",
       {{"high", 2152}}},
      {"deposit beside the row",
       order({with(item(1, "10", "2.1", "21"),
                   {{"weee_tax_applied",
                     json_text("[{\\\"title\\\":\\\"Statiegeld\\\",\\\"row_amount\\\":0.6,"
                               "\\\"row_amount_incl_tax\\\":0.6}]")},
                    {"weee_tax_applied_row_amount", "0.6"}})},
             "12.7", "2.1"),
       {"product 10.00 2.10 21", "product 0.60 0.00 -"},
       "12.70",
       {{"high", 210}}},
      {"a cent between lines and total goes where the shop's own sum says",
       order({item(1, "8.26", "1.73", "21"), item(2, "4.13", "0.87", "21")}, "15", "2.61",
             {{"extension_attributes",
               extension("NL", {{"applied_taxes",
                                 "[{\"code\":\"NL 21\",\"percent\":21,\"amount\":2.61}]"}})}}),
       {"product 8.26 1.74 21", "product 4.13 0.87 21"},
       "15.00",
       {{"high", 261}}},
      {"numbers with the noise of old PHP",
       order({item(1, "59.430000000000001", "12.4799999999999998", "21.0000")}, "71.91000000000001",
             "12.48", {{"total_due", "1.0E-5"}}),
       {"product 59.43 12.48 21"},
       "71.91",
       {{"high", 1248}}},
      {"tax without a percentage: the rate that fits",
       order({item(1, "100", "21", "0"), item(2, "50", "10.5", "21"), item(3, "10", "0.9", "9")},
             "192.4", "32.4"),
       {"product 100.00 21.00 21", "product 50.00 10.50 21", "product 10.00 0.90 9"},
       "192.40",
       {{"high", 3150}, {"low", 90}}},
  };
}

std::string business(std::string_view country, std::string_view number) {
  return address(
      country,
      {{"company", json_text("Atelier")}, {"vat_id", json_text(number)}, {"vat_is_valid", "1"}});
}

std::vector<sample> country_samples() {
  const auto to = [](std::string_view country, const members& more = {}) {
    return with(
        {{"billing_address", address(country)}, {"extension_attributes", extension(country)}},
        more);
  };
  return {
      {"consumer in Germany",
       order({item(1, "100", "19", "19")}, "119", "19", to("DE")),
       {"product 100.00 19.00 19"},
       "119.00",
       {{"DE-19", 1900}}},
      {"business in Belgium, no tax",
       order({item(1, "100", "0", "0")}, "100", "0",
             to("BE", {{"billing_address", business("BE", "0123.456.749")}})),
       {"product 100.00 0.00 0"},
       "100.00",
       {{"eu-goods", 0}}},
      {"services for a business in Belgium",
       order({with(item(1, "100", "0", "0"), {{"product_type", type("virtual")}})}, "100", "0",
             {{"is_virtual", "1"},
              {"billing_address", business("BE", "BE0123456749")},
              {"extension_attributes", "{}"}}),
       {"product 100.00 0.00 0"},
       "100.00",
       {{"eu-services", 0}}},
      {"export",
       order({item(1, "100", "0", "0")}, "100", "0", to("CH")),
       {"product 100.00 0.00 0"},
       "100.00",
       {{"outside", 0}}},
      {"in dollars: the fields of the order's currency",
       order({with(item(1, "110", "23.1", "21"), {{"base_row_total", "100"}})}, "133.1", "23.1",
             {{"order_currency_code", json_text("USD")}, {"base_grand_total", "121"}}),
       {"product 110.00 23.10 21"},
       "133.10",
       {{"high", 2310}}},
      {"paid in full with store credit: a real sale",
       order({item(1, "100", "21", "21")}, "0", "21",
             {{"extension_attributes", extension("NL", {{"customer_balance_amount", "121"}})}}),
       {"product 100.00 21.00 21"},
       "121.00",
       {{"high", 2100}}},
      {"nothing to pay",
       order({with(item(1, "0", "0", "21"), {{"price", "0"}})}, "0.0001", "0"),
       {"product 0.00 0.00 21"},
       "0.00",
       {{"high", 0}}},
      {"gift card sold beside goods: a voucher has no rate",
       order({item(1, "100", "21", "21"),
              with(item(2, "50", "0", "0"), {{"product_type", type("giftcard")}})},
             "171", "21"),
       {"product 100.00 21.00 21", "product 50.00 0.00 -"},
       "171.00",
       {{"high", 2100}, {"none", 0}}},
  };
}

INSTANTIATE_TEST_SUITE_P(plain, magento_orders, testing::ValuesIn(plain_samples()));
INSTANTIATE_TEST_SUITE_P(odd, magento_orders, testing::ValuesIn(odd_samples()));
INSTANTIATE_TEST_SUITE_P(abroad, magento_orders, testing::ValuesIn(country_samples()));

struct refusal {
  std::string_view name;
  members json;
  core::errc read = {};  // while reading
  core::errc plan = {};  // while booking
  std::string_view says;
};

void PrintTo(const refusal& one, std::ostream* out) {
  *out << one.name;
}

class magento_refusals : public testing::TestWithParam<refusal> {};

TEST_P(magento_refusals, are_named) {
  const auto made = read(object(GetParam().json));
  if (GetParam().read != core::errc{}) {
    ASSERT_TRUE(made.failure);
    EXPECT_EQ(made.failure->code, GetParam().read);
    EXPECT_THAT(made.failure->detail, testing::HasSubstr(std::string(GetParam().says)));
    return;
  }
  ASSERT_FALSE(made.failure) << made.failure->detail;
  const world here;
  const auto plan = core::make_plan(made.order, here.context());
  EXPECT_EQ(code_of(plan), GetParam().plan);
  EXPECT_THAT(detail_of(plan), testing::HasSubstr(std::string(GetParam().says)));
}

using core::errc;
INSTANTIATE_TEST_SUITE_P(
    all, magento_refusals,
    testing::Values(
        refusal{"an amount that nothing explains",
                order({item(1, "100", "21", "21")}, "131", "21"),
                {},
                errc::totals_differ,
                "121.00 / 131.00"},
        refusal{"a fee whose tax fits no rate",
                order({item(1, "100", "21", "21")}, "124.5", "22.9"),
                {},
                errc::totals_differ,
                "121.00 / 124.50"},
        refusal{"canceled in part after it was invoiced",
                order({item(1, "100", "21", "21")}, "121", "21",
                      {{"total_canceled", "60.5"}, {"total_due", "60.5"}, {"total_paid", "60.5"}}),
                errc::totals_differ,
                {},
                "60.5 of 121"},
        refusal{
            "two bundles, and which of them counts by its parent cannot be told",
            order({with(item(1, "50", "10.5", "21"), {{"product_type", type("bundle")}}),
                   child(2, 1, {{"row_total", "40"}, {"tax_amount", "8.4"}, {"tax_percent", "21"}}),
                   with(item(3, "50", "10.5", "21"), {{"product_type", type("bundle")}}),
                   child(4, 3,
                         {{"row_total", "40"}, {"tax_amount", "8.4"}, {"tax_percent", "21"}})},
                  "108.9", "18.9", {{"subtotal", "90"}}),
            {},
            errc::totals_differ,
            "96.80 / 108.90"},
        refusal{"tax that fits no rate",
                order({item(1, "100", "13", "0")}, "113", "13"),
                {},
                errc::vat_unmapped,
                "13.00"},
        refusal{"VAT beside a rate that it does not fit",
                order({item(1, "100", "13", "21")}, "113", "13"),
                {},
                errc::totals_differ,
                "VAT"},
        refusal{
            "no VAT to a consumer in Belgium",
            order({item(1, "100", "0", "0")}, "100", "0",
                  {{"billing_address", address("BE")}, {"extension_attributes", extension("BE")}}),
            {},
            errc::vat_unmapped,
            "no VAT number"},
        refusal{"no total",
                order({item(1, "100", "21", "21")}, "1", "21", {{"grand_total", ""}}),
                errc::shop_answer_unreadable,
                {},
                "grand_total: missing"},
        refusal{"a total that is no number",
                order({item(1, "100", "21", "21")}, "\"veel\"", "21"),
                errc::shop_answer_unreadable,
                {},
                "not an amount"},
        refusal{"no currency",
                order({item(1, "100", "21", "21")}, "121", "21", {{"order_currency_code", ""}}),
                errc::shop_answer_unreadable,
                {},
                "order_currency_code"}));

}  // namespace
}  // namespace boekbrug::test
