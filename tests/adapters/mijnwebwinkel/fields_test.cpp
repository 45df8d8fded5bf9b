#include "adapters/shops/mijnwebwinkel/dutch_time.hpp"
#include "adapters/shops/mijnwebwinkel/json.hpp"
#include "adapters/shops/mijnwebwinkel/types.hpp"
#include "support.hpp"

namespace {

using namespace boekbrug;
using namespace boekbrug::test;
namespace api = adapters::mijnwebwinkel_api;

TEST(mijnwebwinkel_fields, of_the_reference_order) {
  const auto order = read(sample()).value();
  EXPECT_EQ(order.id, "1042");
  EXPECT_EQ(order.status, "3");
  EXPECT_EQ(order.created, at("2026-03-04T09:58:12"));
  EXPECT_EQ(order.modified, at("2026-03-04T09:59:40"));
  EXPECT_EQ(order.paid, order.created);
  EXPECT_EQ(order.billing.last_name, "Sanne de Wit");
  EXPECT_EQ(order.billing.company, "De Wit Koffie B.V.");
  EXPECT_EQ(order.billing.street, "Kerkstraat 12a");
  EXPECT_EQ(order.billing.country, "NL");
  EXPECT_EQ(order.vat_number, "NL001234567B01");
  EXPECT_EQ(order.payment_method, "ideal");
  EXPECT_EQ(order.customer_note, "Graag na 17 uur");
  EXPECT_EQ(order.lines[0].sku, "MOK-R");
  EXPECT_EQ(order.lines[0].quantity, 2);
  EXPECT_EQ(order.lines[0].net, 3133);  // with the cent that the rate as a whole has less VAT
  EXPECT_EQ(order.lines[0].vat_country, "NL");
  EXPECT_EQ(order.lines[2].name, "Korting WELKOM10");
  EXPECT_EQ(order.lines[4].name, "Betaalkosten");
  EXPECT_EQ(order.total_vat, 817);
  EXPECT_NE(order.revision, 0U);
  EXPECT_FALSE(order.is_test);
}

struct paid_case {
  const char* status;
  const char* gateway;
  const char* older;
  bool paid;
  bool by_status;
};

TEST(mijnwebwinkel_fields, paid_as_product_3_1_says) {
  const std::vector<paid_case> cases{
      {"captured", "mollie", "", true, false},    {"authorized", "klarna", "", false, false},
      {"new", "mollie", "", false, false},        {"pending", "mollie", "1", false, false},
      {"incomplete", "mollie", "", false, false}, {"failed", "mollie", "", false, false},
      {"refunded", "mollie", "1", false, false},  {"voided", "basic", "", false, false},
      {"unknown", "mollie", "1", true, false},    {"", "mollie", "1", true, false},
      {"", "mollie", "5", false, false},          {"unknown", "mollie", "", false, true},
      {"", "mollie", "0", false, true},           {"new", "basic", "", false, true},
      {"pending", "basic", "0", false, true},     {"captured", "basic", "", true, false},
      {"chargeback", "mollie", "", false, false}};
  for (const auto& each : cases) {
    auto order = sample();
    order["payment_status"] = each.status;
    json::object payment;
    payment["gateway_name"] = each.gateway;
    if (*each.older != '\0') {
      payment["status"] = json::object{{"id", std::string(each.older)}};
    }
    order["payment"] = payment;
    const auto got = read(order).value();
    SCOPED_TRACE(std::string(each.status) + ' ' + each.gateway + ' ' + each.older);
    EXPECT_EQ(got.paid.has_value(), each.paid);
    EXPECT_EQ(got.paid_by_status, each.by_status);
  }
  auto none = sample();
  none["payment"] = json::array{};
  none["payment_status"] = "";
  EXPECT_TRUE(read(none).value().paid_by_status);
  EXPECT_TRUE(read(order_json("1", "0.00", {})).value().paid);
}

TEST(mijnwebwinkel_fields, test_cancelled_and_credit) {
  auto order = sample();
  order["number"] = "T-12";
  EXPECT_TRUE(read(order).value().is_test);
  order = sample();
  order["status"] = 7;
  EXPECT_TRUE(read(order).value().cancelled);
  order["status"] = 10;
  EXPECT_EQ(code_of(read(order)), core::errc::order_gone);
  order = sample();
  order["number"] = 1042;
  EXPECT_EQ(read(order).value().id, "1042");
  order["comments"] = json::array{};
  EXPECT_EQ(read(order).value().customer_note, "");
}

TEST(mijnwebwinkel_fields, tags_and_entities_are_resolved) {
  auto order = sample();
  order["orderlines"].as_array()[0].as_object()["description"] = "Mok <b>rood</b> &amp; groot";
  EXPECT_EQ(read(order).value().lines[0].name, "Mok rood & groot");
}

TEST(mijnwebwinkel_fields, dutch_time) {
  const auto winter = api::from_dutch("2026-01-15", "12:00:00");
  EXPECT_EQ(winter, at("2026-01-15T11:00:00"));
  EXPECT_EQ(api::from_dutch("2026-07-15", "12:00:00"), at("2026-07-15T10:00:00"));
  // The hour that occurs twice and the one that does not exist.
  EXPECT_EQ(api::from_dutch("2026-10-25", "02:30:00"), at("2026-10-25T00:30:00"));
  EXPECT_EQ(api::from_dutch("2026-03-29", "02:30:00"), at("2026-03-29T01:30:00"));
  EXPECT_EQ(api::dutch_text(at("2026-10-25T00:59:59")), "2026-10-25 02:59:59");
  EXPECT_EQ(api::dutch_text(at("2026-10-25T01:00:00")), "2026-10-25 02:00:00");
  EXPECT_EQ(api::dutch_day(at("2026-03-29T22:30:00"), -1), "2026-03-29");
  EXPECT_FALSE(api::from_dutch("2026-02-30", "12:00:00"));
  EXPECT_FALSE(api::from_dutch("2026-02-20", "25:00:00"));
  for (auto when = at("2026-01-01T00:00:00"); when < at("2027-01-01T00:00:00");
       when += std::chrono::hours{1}) {
    EXPECT_EQ(api::dutch_offset(when), amsterdam().offset_at(when));
  }
}

TEST(mijnwebwinkel_fields, numbers_keep_their_digits) {
  const auto value = api::parse_json(R"({"a": 47.450000000000003, "b": [-1, 2e3], "c": "1\"2"})");
  ASSERT_TRUE(value);
  const auto& all = value->as_object();
  EXPECT_EQ(all.at("a").as_string(), "47.450000000000003");
  EXPECT_EQ(all.at("b").as_array()[0].as_string(), "-1");
  EXPECT_EQ(all.at("c").as_string(), "1\"2");
  EXPECT_FALSE(api::parse_json("{\"a\": 1"));
}

TEST(mijnwebwinkel_fields, statuses_by_their_description) {
  for (const char* yes : {"Betaald", "Verzonden", "Betaald & afgehaald", "Afgerond", "Shipped"}) {
    EXPECT_TRUE(api::names_finished(yes)) << yes;
  }
  for (const char* no : {"Nog niet betaald", "Terugbetaald", "Wacht op betaling", "Geannuleerd",
                         "In behandeling", "Gedeeltelijk verzonden"}) {
    EXPECT_FALSE(api::names_finished(no)) << no;
  }
}

}  // namespace
