#include "magento_fixture.hpp"
#include "sim/magento/oauth.hpp"
#include "sim/magento/pricing.hpp"

namespace boekbrug::sim::magento::test {
namespace {

TEST(text, amounts_keep_four_decimals) {
  EXPECT_EQ(to_text(money{330'200}), "33.02");
  EXPECT_EQ(to_text(money{200'000}), "20");
  EXPECT_EQ(to_text(money{-1}), "-0.0001");
  EXPECT_EQ(to_cents_text(-25'050), "-2.51");
  EXPECT_EQ(parse_money("33.02"), 330'200);
  EXPECT_EQ(parse_money("-0.00005"), -1);
  EXPECT_EQ(parse_money("2"), 20'000);
  for (const char* bad : {"", "-", "1.", "1e2", "abc", "1.2x", "--1"}) {
    EXPECT_FALSE(parse_money(bad)) << bad;
  }
  EXPECT_EQ(part_of(660'300, 1, 2), 330'200);  // 33.015
  EXPECT_EQ(round_cents(-150), -200);
}

TEST(text, times_are_plain_utc) {
  const auto when = parse_time("2026-05-01 21:41:07");
  ASSERT_TRUE(when);
  EXPECT_EQ(to_text(*when), "2026-05-01 21:41:07");
  EXPECT_EQ(to_http_date(*when), "Fri, 01 May 2026 21:41:07 GMT");
  EXPECT_EQ(parse_time("2026-05-01"), parse_time("2026-05-01 00:00:00"));
  for (const char* bad : {"2026-05-01T10:00:00", "2026-05-01 10:00:00Z", "2026-02-30", "", "now"}) {
    EXPECT_FALSE(parse_time(bad)) << bad;
  }
}

TEST(json, members_are_found_replaced_and_removed) {
  std::string object = R"({"a":1,"b":{"a":2,"t":"x,\"}"},"c":[1,{"a":3}],"d":null})";
  EXPECT_EQ(member(object, "a"), "1");
  EXPECT_EQ(member(object, "c"), R"([1,{"a":3}])");
  EXPECT_EQ(text_of(member(object, "b"), "t"), "x,\"}");
  EXPECT_EQ(member(object, "e"), "");
  set_member(object, "a", "\"new\"");
  set_member(object, "e", "5");
  set_member(object, "c", "");
  EXPECT_EQ(object, R"({"a":"new","b":{"a":2,"t":"x,\"}"},"d":null,"e":5})");
  set_member(object, "e", "");
  set_member(object, "a", "");
  EXPECT_EQ(object, R"({"b":{"a":2,"t":"x,\"}"},"d":null})");
}

TEST(json, text_survives_escaping) {
  const std::string text = "a/b \"c\"\n\u20ac \U0001F381 \\";
  EXPECT_EQ(decoded(magento::quoted(text)), text);
  EXPECT_EQ(json::parse(magento::quoted(text)).as_string(), text);
  EXPECT_EQ(magento::quoted("a/b \u20ac"), "\"a\\/b \\u20ac\"");
}

TEST(json, marks_expand_to_twins_and_items) {
  std::string text;
  json_writer json{text};
  json.begin_object().twin_key("total").amount(12'500).key("items").begin_array();
  json.begin_object().twin_key("price").amount(one).end_object().end_array();
  json.key("copy").raw(std::string_view{&items_mark, 1}).end_object();
  std::string out;
  append_expanded(out, text);
  EXPECT_EQ(out, R"({"base_total":1.25,"total":1.25,"items":[{"base_price":1,"price":1}],)"
                 R"("copy":[{"base_price":1,"price":1}]})");
  EXPECT_EQ(member(text, "total"), "1.25");
}

TEST(json, fields_trim_as_asked) {
  field_tree wanted;
  ASSERT_TRUE(parse_fields("items[id,deep[b]],total_count", wanted));
  std::string out;
  append_trimmed(
      out, R"({"items":[{"id":1,"x":2,"deep":{"a":1,"b":[2]}},{"x":1}],"y":1,"total_count":2})",
      wanted);
  EXPECT_EQ(out, R"({"items":[{"id":1,"deep":{"b":[2]}},{}],"total_count":2})");
  for (const char* bad : {"items[id", "items]", "a b", "[id]", ""}) {
    field_tree none;
    EXPECT_FALSE(parse_fields(bad, none)) << bad;
  }
}

TEST(oauth, natural_order) {
  EXPECT_LT(natural_compare("a[9]", "a[10]"), 0);
  EXPECT_GT(natural_compare("a[b]", "a[10]"), 0);
  EXPECT_EQ(natural_compare("a1", "a1"), 0);
  EXPECT_LT(natural_compare("a", "a1"), 0);
}

cart wool_blankets() {
  cart out;
  const auto line = [&](int id, money quantity, int parent, bool priced) {
    out.lines.push_back({&product_by_id(id), quantity * one, parent, priced});
  };
  line(77, 2, -1, true);
  line(78, 2, 0, false);
  line(90, 1, -1, false);
  line(81, 1, 2, true);
  line(82, 2, 2, true);
  line(95, 1, -1, true);
  out.has_shipping = true;
  out.shipping = 69'500;
  out.discount_percent = 10 * one;
  return out;
}

TEST(pricing, gives_the_numbers_of_the_documented_order) {
  const priced_cart priced = price(wool_blankets(), {});
  const auto& deken = priced.lines[0];
  EXPECT_EQ(to_text(deken.row_total), "66.03");
  EXPECT_EQ(to_text(deken.tax), "12.48");
  EXPECT_EQ(to_text(deken.discount), "7.99");
  EXPECT_EQ(to_text(deken.compensation), "1.39");
  EXPECT_EQ(to_text(priced.lines[3].tax), "0.93");
  EXPECT_EQ(to_text(priced.lines[3].compensation), "0.1");
  EXPECT_EQ(to_text(priced.lines[4].row_total), "16.45");
  EXPECT_EQ(to_text(priced.lines[4].tax), "3.11");
  EXPECT_EQ(to_text(priced.lines[4].compensation), "0.34");
  EXPECT_EQ(to_text(priced.lines[2].row_total), "27.92");
  EXPECT_EQ(to_text(priced.shipping.row_total), "5.74");
  EXPECT_EQ(to_text(priced.subtotal), "113.95");
  EXPECT_EQ(to_text(priced.discount), "13.23");
  EXPECT_EQ(to_text(priced.compensation), "1.83");
  EXPECT_EQ(to_text(priced.total), "126.02");
  // The example's shipping tax is 1.20 with a compensation of 0.01: what the total algorithm's
  // remainders leave.
  EXPECT_EQ(to_text(priced.tax), "17.72");
  EXPECT_EQ(to_text(priced.shipping.tax), "1.2");
  EXPECT_EQ(to_text(priced.shipping.compensation), "0.01");
}

TEST(pricing, net_prices_have_no_compensation) {
  tax_settings net;
  net.prices_include_tax = false;
  const priced_cart priced = price(wool_blankets(), net);
  EXPECT_EQ(priced.compensation, 0);
  EXPECT_EQ(to_text(priced.lines[0].row_total), "79.9");
  EXPECT_EQ(to_text(priced.lines[0].discount), "7.99");
  EXPECT_EQ(to_text(priced.lines[0].tax), "15.1");  // 21% of 71.91
}

}  // namespace
}  // namespace boekbrug::sim::magento::test
