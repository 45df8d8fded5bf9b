#include "sim/woocommerce/amount.hpp"
#include "sim/woocommerce/pricing.hpp"
#include "woocommerce_fixture.hpp"

namespace boekbrug::sim::woocommerce::test {
namespace {

seconds_utc utc(const std::string& text) {
  return seconds_utc{parse_wall_time(text)->time_since_epoch()};
}

TEST(amounts, are_printed_with_the_decimals_asked_for) {
  EXPECT_EQ(to_text(12'345'678, 2), "12.35");
  EXPECT_EQ(to_text(12'345'678, 6), "12.345678");
  EXPECT_EQ(to_text(12'345'678, 8), "12.34567800");
  EXPECT_EQ(to_text(12'345'678, 0), "12");
  EXPECT_EQ(to_text(-105'000, 2), "-0.11");
  EXPECT_EQ(to_text(-4'000, 2), "0.00");
  EXPECT_EQ(to_shortest_text(5'500'000), "5.5");
  EXPECT_EQ(to_shortest_text(45'000'000), "45");
}

TEST(amounts, halves_go_up_or_down) {
  EXPECT_EQ(round_to_cents(105'000, half::up), 110'000);
  EXPECT_EQ(round_to_cents(105'000, half::down), 100'000);
  EXPECT_EQ(round_to_cents(105'001, half::down), 110'000);
  EXPECT_EQ(round_to_cents(-105'000, half::up), -110'000);
}

TEST(amounts, are_read_strictly) {
  EXPECT_EQ(parse_amount("-12.345"), -12'345'000);
  EXPECT_EQ(parse_amount("7"), 7'000'000);
  for (const char* bad :
       {"", "-", "1.", ".5", "1,5", "1e3", "1.2345678", "1.2.3", "9999999999999"}) {
    EXPECT_EQ(parse_amount(bad), std::nullopt) << bad;
  }
}

TEST(shop_clock, follows_the_european_rule) {
  // One second before and at the two changes of 2026.
  EXPECT_EQ(to_text(to_local(utc("2026-03-29T00:59:59"), shop_zone::amsterdam)),
            "2026-03-29T01:59:59");
  EXPECT_EQ(to_text(to_local(utc("2026-03-29T01:00:00"), shop_zone::amsterdam)),
            "2026-03-29T03:00:00");
  EXPECT_EQ(to_text(to_local(utc("2026-10-25T00:59:59"), shop_zone::amsterdam)),
            "2026-10-25T02:59:59");
  EXPECT_EQ(to_text(to_local(utc("2026-10-25T01:00:00"), shop_zone::amsterdam)),
            "2026-10-25T02:00:00");
  EXPECT_EQ(to_text(to_local(utc("2025-12-31T23:30:00"), shop_zone::amsterdam)),
            "2026-01-01T00:30:00");
  EXPECT_EQ(to_text(to_local(utc("2026-07-01T12:00:00"), shop_zone::utc)), "2026-07-01T12:00:00");
}

TEST(shop_clock, doubles_and_gaps_resolve_as_in_php) {
  EXPECT_EQ(to_text(to_utc(*parse_wall_time("2026-10-25T02:30:00"), shop_zone::amsterdam)),
            "2026-10-25T00:30:00");
  EXPECT_EQ(to_text(to_utc(*parse_wall_time("2026-03-29T02:30:00"), shop_zone::amsterdam)),
            "2026-03-29T01:30:00");
  EXPECT_EQ(to_text(without_gap(*parse_wall_time("2026-03-29T02:30:00"), shop_zone::amsterdam)),
            "2026-03-29T03:30:00");
  EXPECT_EQ(to_text(without_gap(*parse_wall_time("2026-10-25T02:30:00"), shop_zone::amsterdam)),
            "2026-10-25T02:30:00");
}

TEST(filter_times, a_zone_is_turned_into_shop_time_before_the_flag_is_looked_at) {
  const auto read = [](const char* text, bool gmt) {
    const auto value = parse_filter_time(text, gmt, shop_zone::amsterdam);
    return value ? to_text(*value) : std::string{"bad"};
  };
  EXPECT_EQ(read("2026-05-01T10:00:00", true), "2026-05-01T10:00:00");
  EXPECT_EQ(read("2026-05-01T10:00:00", false), "2026-05-01T08:00:00");
  EXPECT_EQ(read("2026-05-01T10:00:00Z", false), "2026-05-01T10:00:00");
  EXPECT_EQ(read("2026-05-01T10:00:00Z", true), "2026-05-01T12:00:00");  // the pitfall
  EXPECT_EQ(read("2026-11-20T12:59:59+01:00", true), "2026-11-20T12:59:59");
  EXPECT_EQ(read("2026-11-20T12:59:59+01:00", false), "2026-11-20T11:59:59");
  EXPECT_EQ(read("2026-03-29T02:30:00", true),
            "2026-03-29T03:30:00");  // the spring gap moves even bare GMT times
  for (const char* bad : {"yesterday", "2026-05-01", "2026-13-01T00:00:00",
                          "2026-05-01T10:00:00 01:00", "2026-05-01T10:00", ""}) {
    EXPECT_EQ(read(bad, true), "bad") << bad;
  }
}

TEST(json_text, escapes_like_php) {
  EXPECT_EQ(quoted("a/b \"c\" \u20ac \U0001F381\n"), R"("a\/b \"c\" \u20ac \ud83c\udf81\n")");
  EXPECT_EQ(quoted("\xff\xfe"), R"("\ufffd\ufffd")");
}

TEST(json_text, splits_objects_and_arrays_without_touching_values) {
  const auto fields = split_object(R"( {"a" : [1, {"x":"}"}], "b":"q\"]", "c":1.50 ,"d":null} )");
  ASSERT_EQ(fields.size(), 4U);
  EXPECT_EQ(field(fields, "a"), R"([1, {"x":"}"}])");
  EXPECT_EQ(field(fields, "b"), R"("q\"]")");
  EXPECT_EQ(field(fields, "c"), "1.50");
  EXPECT_EQ(field(fields, "d"), "null");
  EXPECT_EQ(split_array("[ 1 , [2,3], {} ]"), (std::vector<std::string_view>{"1", "[2,3]", "{}"}));
  EXPECT_TRUE(split_array("[]").empty());
}

TEST(oauth, the_vector_of_the_reference) {
  oauth_pairs pairs{{"per_page", "100"},
                    {"status", "processing,completed"},
                    {"oauth_consumer_key", key},
                    {"oauth_nonce", "n1n2n3n4n5n6n7n8"},
                    {"oauth_timestamp", "1780000000"},
                    {"oauth_signature_method", "HMAC-SHA256"}};
  const std::string base =
      oauth_base_string("GET", "http://winkel.example/wp-json/wc/v3/orders", pairs);
  EXPECT_EQ(base,
            "GET&http%3A%2F%2Fwinkel.example%2Fwp-json%2Fwc%2Fv3%2Forders&oauth_consumer_key%3Dck_"
            "0000000000000000000000000000000000000001"
            "%26oauth_nonce%3Dn1n2n3n4n5n6n7n8%26oauth_signature_method%3DHMAC-SHA256%26oauth_"
            "timestamp%3D1780000000%26per_page%3D100"
            "%26status%3Dprocessing%252Ccompleted");
  EXPECT_EQ(oauth_signature("HMAC-SHA256", base, secret),
            "SGo+JMDKjgz7pvJX1InlZX1Fv2n3uxQefsNAFOxa/CU=");
  EXPECT_EQ(oauth_signature("PLAINTEXT", base, secret), "");
  EXPECT_EQ(from_base64(base64("a:b")), "a:b");
}

/// The order of section 3 of the reference, whose every figure is written out there.
TEST(pricing, the_order_of_the_reference) {
  static const product blanket{77,         78, "Wollen deken - Grijs", "Wollen deken", "DEK-GR",
                               49'950'000, 0,  tax_class::standard,    false};
  static const product book{81,         0, "Kookboek",         "",   "BK-11",
                            24'950'000, 0, tax_class::reduced, false};
  static const product voucher{90, 0, "Cadeaubon", "", "", 25'000'000, 0, tax_class::none, false};
  cart wanted;
  wanted.lines = {{&blanket, 2}, {&book, 1}};
  wanted.shipping = cart_shipping{"flat_rate", "PostNL pakket", "3", 5'740'000};
  wanted.fees = {{"Betaalkosten", 500'000, true}};
  wanted.coupons = {{"welkom10", true, 10'000'000}};
  wanted.tax_country = "NL";
  priced_cart priced = price(wanted, {});
  EXPECT_EQ(priced.lines[0].total, 74'305'785);
  EXPECT_EQ(priced.lines[0].taxes[0].total, 15'604'215);
  EXPECT_EQ(priced.lines[0].total_tax, 15'600'000);
  EXPECT_EQ(priced.lines[1].total, 20'605'505);
  EXPECT_EQ(priced.lines[1].taxes[0].total, 1'854'495);
  EXPECT_EQ(priced.lines[1].total_tax, 1'850'000);
  EXPECT_EQ(priced.shipping->total_tax, 1'210'000);
  EXPECT_EQ(priced.shipping->taxes[0].total, 1'205'400);
  EXPECT_EQ(priced.fees[0].total_tax, 100'000);  // 0.105 rounds down with prices including VAT
  EXPECT_EQ(priced.discount_total, 10'540'000);
  EXPECT_EQ(priced.discount_tax, 1'940'000);
  EXPECT_EQ(priced.cart_tax, 17'550'000);
  EXPECT_EQ(priced.total_tax, 18'760'000);
  EXPECT_EQ(priced.total, 119'920'000);  // 144.92 less the voucher, which the coupon did not touch
  wanted.coupons.clear();
  wanted.lines.push_back({&voucher, 1});
  priced = price(wanted, {});
  EXPECT_TRUE(priced.lines[2].taxes.empty());
  EXPECT_EQ(priced.lines[2].total, 25'000'000);
}

TEST(pricing, shops_that_enter_prices_without_vat_round_halves_up) {
  static const product thing{1, 0, "Ding", "", "D", 0, 500'000, tax_class::standard, false};
  cart wanted;
  wanted.lines = {{&thing, 1}};
  wanted.tax_country = "NL";
  const priced_cart priced = price(wanted, {.prices_include_tax = false});
  EXPECT_EQ(priced.lines[0].total_tax, 110'000);
  EXPECT_EQ(priced.total, 610'000);
}

TEST(pricing, customers_abroad_get_the_base_vat_out_in_whole_cents) {
  const product* cloth = find_product(16, 0);
  cart wanted;
  wanted.lines = {{cloth, 1}};
  wanted.tax_country = "DE";
  wanted.vat_exempt = true;
  EXPECT_EQ(price(wanted, {}).lines[0].total, 164'460'000);  // as measured in order 47
  EXPECT_TRUE(price(wanted, {}).rates.empty());
  wanted.vat_exempt = false;
  const priced_cart consumer = price(wanted, {});
  EXPECT_EQ(consumer.total, 195'710'000);  // 164.4628 plus 19%
  EXPECT_EQ(consumer.rates[0].rate->id, 4);
}

}  // namespace
}  // namespace boekbrug::sim::woocommerce::test
