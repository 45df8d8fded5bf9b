// Fields that the recorded orders do not show: plugins, old versions, and what must be refused.
#include "adapters/shops/woocommerce/customer.hpp"
#include "adapters/shops/woocommerce/woocommerce.hpp"
#include "support.hpp"

#include <gtest/gtest.h>

namespace boekbrug::test {
namespace {

using adapters::woocommerce;
using core::errc;

json::object& line(json::object& order, std::size_t at) {
  return order["line_items"].as_array().at(at).as_object();
}

void add_meta(json::object& order, std::string_view key, json::value value) {
  order["meta_data"].as_array().push_back({{"id", 9}, {"key", key}, {"value", std::move(value)}});
}

struct refusal_row {
  const char* name;
  void (*change)(json::object&);
  const char* path;
};

// Without it gtest prints the bytes, padding included.
void PrintTo(const refusal_row& row, std::ostream* out) {
  *out << row.name;
}

class woocommerce_refusals : public testing::TestWithParam<refusal_row> {};

TEST_P(woocommerce_refusals, name_the_place) {
  auto order = order_json(42);
  GetParam().change(order);
  const auto result = read(order);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, errc::shop_answer_unreadable);
  EXPECT_THAT(result.error().detail, testing::StartsWith(std::string(GetParam().path) + ":"));
}

INSTANTIATE_TEST_SUITE_P(
    table, woocommerce_refusals,
    testing::Values(
        refusal_row{"no_id", [](json::object& o) { o.erase("id"); }, "order.id"},
        refusal_row{"text_id", [](json::object& o) { o["id"] = "42"; }, "order.id"},
        refusal_row{"no_status", [](json::object& o) { o.erase("status"); }, "order.status"},
        refusal_row{"null_status", [](json::object& o) { o["status"] = nullptr; }, "order.status"},
        refusal_row{"no_total", [](json::object& o) { o.erase("total"); }, "order.total"},
        refusal_row{"empty_total", [](json::object& o) { o["total"] = ""; }, "order.total"},
        refusal_row{"number_total", [](json::object& o) { o["total"] = 52.75; }, "order.total"},
        refusal_row{"bad_total", [](json::object& o) { o["total"] = "52,75"; }, "order.total"},
        refusal_row{"huge_total", [](json::object& o) { o["total"] = "99999999999999.00"; },
                    "order.total"},
        refusal_row{"exponent_total", [](json::object& o) { o["total"] = "1e3"; }, "order.total"},
        refusal_row{"no_currency", [](json::object& o) { o.erase("currency"); }, "order.currency"},
        refusal_row{"bad_currency", [](json::object& o) { o["currency"] = "EURO"; },
                    "order.currency"},
        refusal_row{"no_date", [](json::object& o) { o["date_created_gmt"] = nullptr; },
                    "order.date_created_gmt"},
        refusal_row{"bad_date", [](json::object& o) { o["date_paid_gmt"] = "gisteren"; },
                    "order.date_paid_gmt"},
        refusal_row{"no_lines", [](json::object& o) { o.erase("line_items"); }, "order.line_items"},
        refusal_row{"lines_no_list", [](json::object& o) { o["line_items"] = "x"; },
                    "order.line_items"},
        refusal_row{"line_no_object", [](json::object& o) { o["line_items"].as_array()[1] = 3; },
                    "order.line_items[1]"},
        refusal_row{"line_total", [](json::object& o) { line(o, 1)["total"] = 20.63; },
                    "order.line_items[1].total"},
        refusal_row{"line_tax", [](json::object& o) { line(o, 0)["total_tax"] = "x"; },
                    "order.line_items[0].total_tax"},
        refusal_row{"line_quantity", [](json::object& o) { line(o, 0)["quantity"] = "veel"; },
                    "order.line_items[0].quantity"},
        refusal_row{
            "tax_id",
            [](json::object& o) { line(o, 0)["taxes"].as_array()[0].as_object()["id"] = "1x"; },
            "order.line_items[0].taxes[0].id"},
        refusal_row{
            "rate_id",
            [](json::object& o) { o["tax_lines"].as_array()[0].as_object().erase("rate_id"); },
            "order.tax_lines[0].rate_id"},
        refusal_row{"billing", [](json::object& o) { o["billing"] = "x"; }, "order.billing"},
        refusal_row{"gift",
                    [](json::object& o) {
                      o["gift_cards"] = json::array{json::object{{"amount", "x"}}};
                    },
                    "order.gift_cards[0].amount"}),
    [](const auto& row) { return row.param.name; });

TEST(woocommerce_fields, one_bad_order_does_not_spoil_the_page) {
  auto orders = load_json("orders-page-1.json");
  orders.as_array()[3].as_object()["total"] = nullptr;
  const auto page = woocommerce().period_answer(shop(), "", answer(orders)).value();
  EXPECT_EQ(page.orders.size(), 19U);
  ASSERT_EQ(page.unreadable.size(), 1U);
  EXPECT_EQ(page.unreadable.front().id, "45");
  EXPECT_EQ(page.unreadable.front().detail, "orders[3].total: missing");
  orders.as_array()[4] = nullptr;
  EXPECT_FALSE(woocommerce().period_answer(shop(), "", answer(orders)))
      << "a row without id is no order at all";
}

TEST(woocommerce_fields, drafts_are_never_seen) {
  auto orders = load_json("orders-page-1.json");
  orders.as_array()[0].as_object()["status"] = "checkout-draft";
  orders.as_array()[1].as_object()["status"] = "auto-draft";
  orders.as_array()[2].as_object()["status"] = "trash";
  const auto page = woocommerce().period_answer(shop(), "", answer(orders)).value();
  EXPECT_EQ(page.orders.size(), 17U);
  EXPECT_TRUE(page.unreadable.empty());
}

TEST(woocommerce_fields, old_versions_lack_fields) {
  auto order = order_json(42);
  for (const char* const key :
       {"date_modified_gmt", "meta_data", "fee_lines", "refunds", "needs_processing",
        "transaction_id", "customer_note", "number", "prices_include_tax", "total_tax"}) {
    order.erase(key);
  }
  order["billing"] = json::array{};  // PHP's empty object
  order["shipping"] = nullptr;
  const auto result = read(order).value();
  EXPECT_EQ(result.number, "42");
  EXPECT_EQ(result.modified, result.created);
  EXPECT_EQ(result.billing.country, "");
  EXPECT_TRUE(result.prices_include_vat) << "the shop's setting";
  order["surprise"] = json::object{{"deep", json::array{1, 2, json::array{}}}};
  EXPECT_TRUE(read(order)) << "unknown fields are nobody's business";
}

TEST(woocommerce_fields, numbers_of_plugins) {
  auto order = order_json(42);
  order["number"] = "2026-0417";
  EXPECT_EQ(read(order)->number, "2026-0417");
  order["number"] = 417;
  EXPECT_EQ(read(order)->number, "417");
  add_meta(order, "_wcpdf_invoice_number", "F2026-12");
  add_meta(order, "_wcpdf_invoice_date", "1780000000");
  EXPECT_EQ(read(order)->invoice_number, "F2026-12");
  EXPECT_EQ(read(order)->invoiced, core::time_point{std::chrono::seconds{1780000000}});
  auto other = order_json(42);
  add_meta(other, "_wcpdf_invoice_number", 12);
  add_meta(other, "_wcpdf_invoice_date", "2026-05-01 10:00:00");
  EXPECT_EQ(read(other)->invoice_number, "12");
  EXPECT_EQ(read(other)->invoiced, at("2026-05-01T10:00:00"));
  auto third = order_json(42);
  add_meta(third, "_bewpi_invoice_number", "B7");
  EXPECT_EQ(read(third)->invoice_number, "B7");
  EXPECT_EQ(read(third)->invoiced, std::nullopt);
}

TEST(woocommerce_fields, vat_numbers_wherever_they_are) {
  const auto number_with = [](std::string_view key, json::value value) {
    auto order = order_json(42);
    add_meta(order, key, std::move(value));
    return read(order)->vat_number;
  };
  for (const char* const key :
       {"_billing_vat_number", "_vat_number", "vat_number", "VAT Number", "_billing_eu_vat_number",
        "billing_eu_vat_number", "_billing_vat_id", "_shipping_vat_id", "billing_vat",
        "yweu_billing_vat", "billing_vat_number", "_billing_eu_vat", "_billing_btw_nummer",
        "_billing_dic", "_wpo_ips_checkout_field", "_wc_billing/winkel/btw-nummer",
        "mijn_plugin_BTW_Nummer"}) {
    EXPECT_EQ(number_with(key, "NL001234567B01"), "NL001234567B01") << key;
  }
  EXPECT_EQ(number_with("_eu_vat_evidence",
                        json::object{{"exemption", json::object{{"vat_number", "BE0123456789"}}}}),
            "BE0123456789");
  EXPECT_EQ(number_with("_vat_number_is_valid", "1"), "");
  EXPECT_EQ(number_with("vat_number", ""), "");
  EXPECT_EQ(number_with("vat_number", nullptr), "");
  EXPECT_EQ(number_with("vat_number", json::array{1}), "");
  EXPECT_EQ(number_with("vat_number", "nl 0012.345.67-b01"), "NL001234567B01");
  EXPECT_EQ(number_with("vat_number", "001234567B01"), "NL001234567B01");
  EXPECT_EQ(number_with("vat_number", 1234567), "NL1234567");
  EXPECT_EQ(adapters::woocommerce_api::clean_vat_number("123456789", "GR"), "EL123456789");
  EXPECT_EQ(adapters::woocommerce_api::clean_vat_number("123456789", ""), "123456789");
}

TEST(woocommerce_fields, the_merchants_own_vat_field_comes_first) {
  auto order = order_json(42);
  add_meta(order, "vat_number", "NL1");
  add_meta(order, "ons veld", "DE2");
  auto connection = shop();
  connection.options["vat_number_field"] = "ons veld";
  EXPECT_EQ(woocommerce().order_answer(connection, answer(json::value(order)))->vat_number, "DE2");
  // The buyer's before that of the place of delivery, whatever the order of the fields.
  auto both = order_json(42);
  add_meta(both, "_wc_shipping/winkel/btw-nummer", "DE3");
  add_meta(both, "_wc_billing/winkel/btw-nummer", "DE4");
  EXPECT_EQ(read(both)->vat_number, "DE4");
}

TEST(woocommerce_fields, meta_without_key_is_skipped) {
  auto order = order_json(42);
  order["meta_data"] =
      json::array{json::object{}, json::array{}, nullptr, json::object{{"key", 3}, {"value", "x"}},
                  json::object{{"key", "is_vat_exempt"}, {"value", "yes"}}};
  EXPECT_TRUE(read(order)->vat_exempt);
}

TEST(woocommerce_fields, variants_that_the_name_leaves_out) {
  auto order = order_json(56);
  auto& item = line(order, 0);
  item["name"] = "Trui Mosgroen";
  item["meta_data"] = json::array{
      json::object{{"key", "pa_kleur"},
                   {"value", "groen"},
                   {"display_key", "Kleur"},
                   {"display_value", "<p>Groen</p>"}},
      json::object{{"key", "maat"}, {"value", "M"}, {"display_value", "M"}},
      json::object{{"key", "pa_x"}, {"value", json::array{}}, {"display_value", json::object{}}},
      json::object{{"key", "_reduced_stock"}, {"value", "1"}, {"display_value", "1"}},
      json::object{}};
  EXPECT_EQ(read(order)->lines.at(0).name, "Trui Mosgroen - Groen, M");
  item["variation_id"] = 0;
  EXPECT_EQ(read(order)->lines.at(0).name, "Trui Mosgroen") << "other meta is no variant";
}

TEST(woocommerce_fields, quantities) {
  auto order = order_json(42);
  line(order, 0)["quantity"] = 2.5;
  EXPECT_EQ(core::to_text(read(order)->lines.at(0).quantity), "2.5");
  line(order, 0)["quantity"] = "0.125";
  EXPECT_EQ(core::to_text(read(order)->lines.at(0).quantity), "0.125");
  line(order, 0)["quantity"] = 0;
  EXPECT_EQ(read(order)->lines.at(0).quantity, 0);
  line(order, 0)["quantity"] = 1.0 / 3.0;
  EXPECT_EQ(core::to_text(read(order)->lines.at(0).quantity).substr(0, 12), "0.3333333333");
  line(order, 0)["quantity"] = 1e300;
  EXPECT_FALSE(read(order));
}

TEST(woocommerce_fields, deleted_products) {
  auto order = order_json(42);
  line(order, 0)["product_id"] = 0;
  line(order, 0)["sku"] = nullptr;
  line(order, 0)["name"] = "";
  const auto result = read(order).value();
  EXPECT_EQ(result.lines.at(0).product_id, "");
  EXPECT_EQ(result.lines.at(0).sku, "");
  EXPECT_EQ(result.lines.at(0).name, "Artikel 3");
}

TEST(woocommerce_fields, gift_cards_are_payments) {
  auto order = order_json(42);
  order["total"] = "28.75";
  order["gift_cards"] = json::array{json::object{{"id", 1}, {"code", "ABCD"}, {"amount", 20}},
                                    json::object{{"id", 2}, {"code", "EFGH"}, {"amount", "4.00"}}};
  const auto result = read(order).value();
  ASSERT_EQ(result.gift_payments.size(), 2U);
  EXPECT_EQ(result.gift_payments[0].code, "ABCD");
  EXPECT_EQ(result.gift_payments[0].amount, 2000);
  EXPECT_EQ(result.total, 2875);
  EXPECT_EQ(result.lines.size(), 3U) << "lines = total + gift cards: nothing to place";
}

TEST(woocommerce_fields, countries_are_two_letters) {
  auto order = order_json(42);
  order["billing"].as_object()["country"] = " be ";
  order["shipping"].as_object()["country"] = "Nederland";
  EXPECT_EQ(read(order)->billing.country, "BE");
  EXPECT_EQ(read(order)->shipping.country, "");
}

TEST(woocommerce_fields, long_texts_are_cut) {
  auto order = order_json(42);
  line(order, 0)["name"] = std::string(10'000, 'x');
  order["customer_note"] = std::string(10'000, 'y');
  EXPECT_EQ(read(order)->lines.at(0).name.size(), 500U);
  EXPECT_EQ(read(order)->customer_note.size(), 2'000U);
}

TEST(woocommerce_fields, currencies_without_cents) {
  auto order = order_json(43);
  order["currency"] = "JPY";
  order["total"] = "17";
  const auto result = read(order).value();
  EXPECT_EQ(result.total, 17);
  EXPECT_EQ(result.lines.at(0).net, 6);
}

}  // namespace
}  // namespace boekbrug::test
