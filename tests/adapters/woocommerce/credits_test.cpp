#include "adapters/shops/woocommerce/woocommerce.hpp"
#include "support.hpp"

#include <gtest/gtest.h>

namespace boekbrug::test {
namespace {

using adapters::woocommerce;

json::value refunds_of(int order) {
  return load_json("refunds-by-order.json").at(std::to_string(order));
}

core::result<std::vector<core::credit>> read_credits(int order, const json::value& rows) {
  return woocommerce().credits_answer(shop(), order_of(order), answer(rows));
}

core::minor_units sum(const core::credit& credit) {
  core::minor_units total = 0;
  for (const auto& line : credit.lines) {
    total += line.net + line.vat;
  }
  return total;
}

TEST(woocommerce_credits, one_line_of_a_belgian_order) {
  const auto credits = read_credits(49, refunds_of(49)).value();
  ASSERT_EQ(credits.size(), 1U);
  const auto& credit = credits.front();
  EXPECT_EQ(credit.id, "95");
  EXPECT_EQ(credit.order_id, "49");
  EXPECT_EQ(credit.number, "");
  EXPECT_EQ(credit.amount, 1295);
  EXPECT_EQ(credit.created, at("2026-03-31T18:48:09"));
  EXPECT_EQ(credit.reason, "E\u00e9n mok gebroken");
  ASSERT_EQ(credit.lines.size(), 1U);
  const auto& line = credit.lines.front();
  EXPECT_EQ(line.id, "37") << "the line that is taken back";
  EXPECT_EQ(line.quantity, -1);
  EXPECT_EQ(line.net, -1070);
  EXPECT_EQ(line.vat, -225);
  EXPECT_EQ(*line.vat_percent, 21);
  EXPECT_EQ(line.vat_country, "BE");
}

TEST(woocommerce_credits, a_full_refund_by_lines) {
  const auto credits = read_credits(56, refunds_of(56)).value();
  ASSERT_EQ(credits.size(), 1U);
  EXPECT_EQ(credits[0].lines.size(), 3U);
  EXPECT_EQ(sum(credits[0]), -credits[0].amount);
  EXPECT_EQ(credits[0].lines[2].kind, core::line_kind::shipping);
  EXPECT_EQ(credits[0].lines[2].id, "64");
}

TEST(woocommerce_credits, amounts_only) {
  for (const auto& [order, amount] : std::map<int, core::minor_units>{{57, 1000}, {60, 9413}}) {
    const auto credits = read_credits(order, refunds_of(order)).value();
    ASSERT_EQ(credits.size(), 1U);
    EXPECT_EQ(credits[0].amount, amount);
    EXPECT_TRUE(credits[0].lines.empty());
  }
}

json::object& first(json::value& rows) {
  return rows.as_array().at(0).as_object();
}
json::object& first_line(json::value& rows) {
  return first(rows)["line_items"].as_array().at(0).as_object();
}

TEST(woocommerce_credits, tax_lines_without_percentage_join_the_order) {
  auto rows = refunds_of(49);
  first(rows)["tax_lines"].as_array().at(0).as_object()["rate_percent"] = nullptr;
  EXPECT_EQ(*read_credits(49, rows)->at(0).lines.at(0).vat_percent, 21);
  first(rows).erase("tax_lines");  // before 4.8
  const auto credits = read_credits(49, rows).value();
  EXPECT_EQ(*credits[0].lines.at(0).vat_percent, 21);
  EXPECT_EQ(credits[0].lines.at(0).vat_country, "BE");
}

TEST(woocommerce_credits, without_link_the_refunds_own_tax_lines_serve) {
  auto rows = refunds_of(49);
  first_line(rows)["meta_data"] = json::array{};
  const auto credits = read_credits(49, rows).value();
  EXPECT_EQ(credits[0].lines.at(0).id, "255");
  EXPECT_EQ(*credits[0].lines.at(0).vat_percent, 21);
}

TEST(woocommerce_credits, no_tax_at_all_is_left_to_the_booking_rules) {
  auto rows = refunds_of(49);
  first_line(rows)["total"] = "-12.95";
  first_line(rows)["total_tax"] = "0.00";
  first_line(rows)["taxes"] = json::array{};
  first(rows)["tax_lines"] = json::array{};
  const auto credits = read_credits(49, rows).value();
  const auto& line = credits[0].lines.at(0);
  EXPECT_EQ(line.id, "37") << "so that they find the rate";
  EXPECT_EQ(line.net, -1295);
  EXPECT_EQ(line.vat, 0);
  EXPECT_EQ(line.vat_percent, std::nullopt);
}

TEST(woocommerce_credits, no_tax_at_all_but_net_lines) {
  auto rows = refunds_of(49);
  first_line(rows)["total_tax"] = "0.00";
  first_line(rows)["taxes"] = json::array{};
  first(rows)["tax_lines"] = json::array{};  // -10.70, amount 12.95
  const auto credits = read_credits(49, rows).value();
  EXPECT_EQ(credits[0].lines.at(0).net, -1070);
  EXPECT_EQ(credits[0].lines.at(0).vat, -225);
}

TEST(woocommerce_credits, several_come_oldest_first) {
  auto rows = refunds_of(49);
  auto second = first(rows);
  second["id"] = 94;
  second["date_created_gmt"] = "2026-03-30T00:00:00";
  rows.as_array().push_back(second);
  const auto credits = read_credits(49, rows).value();
  ASSERT_EQ(credits.size(), 2U);
  EXPECT_EQ(credits[0].id, "94");
}

TEST(woocommerce_credits, say_where_they_are_wrong) {
  auto rows = refunds_of(49);
  first(rows)["amount"] = 12.95;
  EXPECT_EQ(read_credits(49, rows).error().detail, "refunds[0].amount: an amount must be text");
  rows = refunds_of(49);
  first_line(rows).erase("total");
  EXPECT_EQ(read_credits(49, rows).error().detail, "refunds[0].line_items[0].total: missing");
  EXPECT_EQ(read_credits(49, json::array{1}).error().detail, "refunds[0]: not an object");
  EXPECT_TRUE(read_credits(49, json::array{})->empty());
}

TEST(woocommerce_credits, of_a_deleted_order) {
  const auto gone = woocommerce().credits_answer(
      shop(), order_of(49),
      answer(
          404,
          R"({"code":"woocommerce_rest_invalid_order_id","message":"Ongeldig.","data":{"status":404}})"));
  EXPECT_EQ(gone.error().code, core::errc::order_gone);
}

}  // namespace
}  // namespace boekbrug::test
