// Orders and the invoices that core makes of them: total and VAT per rate.
#include "support.hpp"

namespace {

using namespace boekbrug;
using namespace boekbrug::test;
using rates = std::map<std::string, core::minor_units>;

struct invoice_case {
  std::string name;
  json::object order;
  core::minor_units total;
  rates vat;
  std::size_t lines;
};

json::array one(json::object line) {
  json::array made;
  made.push_back(std::move(line));
  return made;
}
json::array many(std::initializer_list<json::object> lines) {
  json::array made;
  for (const auto& line : lines) {
    made.push_back(line);
  }
  return made;
}
json::array parts(std::initializer_list<json::object> all) {
  return many(all);
}
json::object mug() {
  return line_json("article", part("24.20", "20.000000", "21.00"), "Mok");
}

json::object guest() {
  auto order = order_json("1", "24.20", one(mug()));
  auto& address = order["debtor"].as_object()["address"].as_object();
  address["delivery"] = json::array{};
  address["invoice"].as_object()["company"] = "";
  address["invoice"].as_object().erase("taxnumber");
  order["shipping"] = parse(R"([{"country": []}])");
  return order;
}

json::object abroad(std::string_view country, std::string_view strategy, std::string_view number,
                    std::string_view region, json::object price) {
  const auto total = std::string(price.at("amount_including_tax").as_string());
  auto order = order_json("2", total, one(line_json("article", std::move(price))));
  deliver_to(order, country);
  order["tax_strategy"] = json::string_view{strategy.data(), strategy.size()};
  order["tax_region"] = json::string_view{region.data(), region.size()};
  order["debtor"].as_object()["address"].as_object()["invoice"].as_object()["taxnumber"] =
      json::string_view{number.data(), number.size()};
  return order;
}

json::object with(json::object order, const char* key, json::value value) {
  order[key] = std::move(value);
  return order;
}

void add_plain(std::vector<invoice_case>& all) {
  all.push_back({"reference", sample(), 5321, {{"high", 721}, {"low", 96}}, 6});
  all.push_back({"vendors_example",
                 order_json("3", "47.450000",
                            many({line_json("article", part("15.00", "", "21.00")),
                                  line_json("article", part("9.90", "", "21.00")),
                                  line_json("article", part("5.85", "", "21.00")),
                                  line_json("article", part("9.75", "", "9.00")),
                                  line_json("shipping", parts({part("0.21", "", "9.00"),
                                                               part("0.79", "", "21.00")})),
                                  line_json("payment", part("5.95", "", "21.00"))})),
                 4745,
                 {{"high", 651}, {"low", 82}},
                 7});
  all.push_back({"guest", guest(), 2420, {{"high", 420}}, 1});
  all.push_back(
      {"gross_missing",
       order_json("4", "24.20", one(line_json("article", part("", "20.000000", "21.00")))),
       2420,
       {{"high", 420}},
       1});
}

void add_abroad(std::vector<invoice_case>& all) {
  all.push_back({"german_consumer",
                 abroad("DE", "", "", "DE", part("119.00", "100.0", "19.00")),
                 11900,
                 {{"DE-19", 1900}},
                 1});
  all.push_back({"belgian_consumer_with_dutch_vat",
                 abroad("BE", "", "", "NL", part("121.00", "100.0", "21.00")),
                 12100,
                 {{"high", 2100}},
                 1});
  all.push_back({"export",
                 abroad("US", "zero_percent", "", "", part("100.00", "100.0", "0.00")),
                 10000,
                 {{"outside", 0}},
                 1});
  all.push_back({"eu_business",
                 abroad("BE", "reverse_charged_vat", "BE 0123.456.749", "BE",
                        part("100.00", "100.0", "0.00")),
                 10000,
                 {{"eu-goods", 0}},
                 1});
  all.push_back(
      {"eu_business_number_without_prefix",
       abroad("BE", "reverse_charged_vat", "0123456749", "BE", part("100.00", "100.0", "0.00")),
       10000,
       {{"eu-goods", 0}},
       1});
}

void add_odd(std::vector<invoice_case>& all) {
  all.push_back({"one_cent_rounding",
                 order_json("6", "24.21", one(mug())),
                 2421,
                 {{"high", 420}, {"none", 0}},
                 2});
  all.push_back(
      {"unknown_type_is_product",
       order_json("7", "24.20", one(line_json("engraving", part("24.20", "20.0", "21.00")))),
       2420,
       {{"high", 420}},
       1});
  all.push_back({"unknown_negative_type_is_discount",
                 order_json("8", "12.10",
                            many({mug(), line_json("actie", part("-12.10", "-10.0", "21.00"))})),
                 1210,
                 {{"high", 210}},
                 2});
  all.push_back({"whole_cart_free_but_shipping",
                 order_json("9", "6.05",
                            many({mug(), line_json("discount", part("-24.20", "-20.0", "21.00")),
                                  line_json("shipping", part("6.05", "5.0", "21.00"), "")})),
                 605,
                 {{"high", 105}},
                 3});
  all.push_back(
      {"zero_rate_at_home",
       order_json("10", "50.00", one(line_json("custom", part("50.00", "50.00", "0.00")))),
       5000,
       {{"zero", 0}},
       1});
  all.push_back({"three_parts_of_shipping",
                 order_json("11", "10.00",
                            one(line_json("shipping", parts({part("5.00", "4.132231", "21.00"),
                                                             part("3.00", "2.752294", "9.00"),
                                                             part("2.00", "2.000000", "0.00")})))),
                 1000,
                 {{"high", 87}, {"low", 25}, {"zero", 0}},
                 3});
  all.push_back({"gift_card_line",
                 order_json("12", "14.20",
                            many({mug(), line_json("gift_card", part("-10.00", "-10.00", ""))})),
                 2420,
                 {{"high", 420}},
                 1});
  all.push_back({"status_as_text_and_flags",
                 with(with(guest(), "status", "3"), "archived", "0"),
                 2420,
                 {{"high", 420}},
                 1});
}

std::vector<invoice_case> cases() {
  std::vector<invoice_case> all;
  add_plain(all);
  add_abroad(all);
  add_odd(all);
  return all;
}

TEST(mijnwebwinkel_orders, become_the_invoice) {
  for (const auto& each : cases()) {
    SCOPED_TRACE(each.name);
    const auto plan = plan_of(each.order);
    EXPECT_EQ(plan.total, each.total);
    EXPECT_EQ(vat_by_rate(plan), each.vat);
    EXPECT_EQ(plan.lines.size(), each.lines);
  }
}

TEST(mijnwebwinkel_orders, numbers_instead_of_text) {
  const auto text = json::serialize(order_json("5", "10.90", one(line_json("article", "PRICE"))));
  std::string body{text.data(), text.size()};
  const std::string_view place = "\"PRICE\"";
  body.replace(body.find(place), place.size(),
               R"({"amount": 10.000000, "amount_including_tax": 10.90, "rate": 9})");
  const auto order = adapters::mijnwebwinkel().order_answer(shop(), answer(200, body));
  ASSERT_TRUE(order) << order.error().detail;
  EXPECT_EQ(order->lines.at(0).net, 1000);
  EXPECT_EQ(order->lines.at(0).vat, 90);
}

// Line by line the 21 % would come to 7.22; the shop's own sum says 7.21.
TEST(mijnwebwinkel_orders, vat_is_that_of_the_rate_not_of_the_rounded_lines) {
  const auto plan = plan_of(sample());
  EXPECT_EQ(plan.rule, core::proof_rule::as_charged);
  EXPECT_TRUE(plan.prices_include_vat);
}

TEST(mijnwebwinkel_orders, that_do_not_add_up_are_refused_by_name) {
  using core::errc;
  const std::vector<std::pair<json::object, errc>> refused{
      {order_json("1", "24.25", one(mug())), errc::totals_differ},
      {order_json("1", "24.20", {}), errc::totals_differ},
      // 21 % stated, nothing charged
      {order_json("1", "100.00", one(line_json("article", part("100.00", "100.00", "21.00")))),
       errc::totals_differ},
      {abroad("NL", "zero_percent", "", "", part("100.00", "100.0", "0.00")), errc::vat_unmapped},
      {abroad("US", "reverse_charged_vat", "", "", part("100.00", "100.0", "0.00")),
       errc::vat_unmapped},
      {abroad("US", "zero_percent", "", "", part("121.00", "100.0", "21.00")), errc::vat_unmapped},
      {abroad("DE", "margin", "", "", part("100.00", "100.0", "0.00")), errc::vat_unmapped},
      {order_json("1", "1.00", one(line_json("article", part("", "", "21.00")))),
       errc::shop_answer_unreadable},
      {order_json("1", "1.00", one(line_json("article", part("1e2", "", "21.00")))),
       errc::shop_answer_unreadable},
      {order_json("1", "1.00", one(line_json("article", part("1.00", "", "150")))),
       errc::shop_answer_unreadable},
      {with(sample(), "currency", "euro"), errc::shop_answer_unreadable},
      {with(sample(), "date", "gisteren"), errc::shop_answer_unreadable},
      {with(sample(), "orderlines", nullptr), errc::shop_answer_unreadable},
      {with(sample(), "price", json::array{}), errc::shop_answer_unreadable},
  };
  for (const auto& [order, code] : refused) {
    const auto got = read(order);
    ASSERT_FALSE(got) << json::serialize(order);
    EXPECT_EQ(got.error().code, code) << got.error().detail;
  }
  EXPECT_NE(read(order_json("1", "24.25", one(mug()))).error().detail.find("24.20"),
            std::string::npos);
}

// A discount of before 2019 without rate: its VAT shows only in the shop's own sum.
TEST(mijnwebwinkel_orders, hidden_vat_of_a_line_without_rate_is_refused) {
  auto order =
      order_json("1", "12.10", many({mug(), line_json("discount", part("-12.10", "", ""))}));
  EXPECT_TRUE(read(order));
  order["price"].as_object()["tax"] = parse(R"({"amount": "2.10", "rate": "21.00"})");
  EXPECT_EQ(code_of(read(order)), core::errc::vat_unmapped);
  order["price"].as_object()["tax"] = parse(R"({"amount": "4.20", "rate": "21.00"})");
  EXPECT_TRUE(read(order));
}

TEST(mijnwebwinkel_orders, gift_card_is_a_payment_whichever_total_the_shop_gives) {
  for (const char* total : {"14.20", "24.20"}) {
    const auto order = read(order_json(
        "1", total, many({mug(), line_json("gift_card", part("-10.00", "-10.00", ""), "BON")})));
    ASSERT_TRUE(order) << total;
    EXPECT_EQ(order->total, 1420);
    ASSERT_EQ(order->gift_payments.size(), 1U);
    EXPECT_EQ(order->gift_payments[0].amount, 1000);
  }
}

}  // namespace
