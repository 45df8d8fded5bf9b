// Credit memos: their lines, and the credit invoice that comes of them.
#include "adapters/shops/magento/magento.hpp"
#include "fake_shop.hpp"

#include <gmock/gmock.h>

namespace boekbrug::test {
namespace {

members memo(std::string_view total, const std::vector<members>& items, const members& changes) {
  std::vector<std::string> rows;
  for (const auto& one : items) {
    rows.push_back(object(one));
  }
  return with({{"entity_id", "912"},
               {"order_id", "501"},
               {"increment_id", json_text("2000000041")},
               {"state", "2"},
               {"created_at", json_text("2026-05-08 12:02:11")},
               {"order_currency_code", json_text("EUR")},
               {"grand_total", std::string(total)},
               {"items", list(rows)}},
              changes);
}

members memo_item(int order_item, std::string_view qty, std::string_view row_total,
                  std::string_view tax, const members& changes = {}) {
  return with({{"order_item_id", std::to_string(order_item)},
               {"qty", std::string(qty)},
               {"row_total", std::string(row_total)},
               {"tax_amount", std::string(tax)},
               {"name", json_text("Artikel")}},
              changes);
}

struct credited {
  core::order order;
  std::vector<core::credit> credits;
  std::map<std::string, std::string> unreadable;
};

credited scan(const members& original, const std::vector<members>& memos) {
  fake_shop shop;
  shop.orders[501] = with(original, {{"total_refunded", "1"}});
  int id = 900;
  for (const auto& one : memos) {
    shop.memos[++id] = one;
  }
  scanned result;
  run(shop, result);
  EXPECT_FALSE(result.failure) << result.failure->detail;
  credited made;
  made.order = result.orders["501"];
  for (const auto& [key, credit] : result.credits) {
    made.credits.push_back(credit);
  }
  made.unreadable = result.unreadable;
  return made;
}

members two_rates() {
  return order({item(1, "100", "21", "21"), item(2, "50", "4.5", "9")}, "182.45", "26.7",
               {{"shipping_amount", "5.75"}, {"shipping_tax_amount", "1.20"}});
}

core::booking_plan booked(const credited& made) {
  const world here;
  auto plan = core::make_credit_plan(made.credits.at(0), made.order, here.context());
  EXPECT_TRUE(plan) << detail_of(plan);
  return plan ? *plan : core::booking_plan{};
}

TEST(magento_credit, reference_example) {
  const auto& adapter = adapters::magento();
  const auto shop = magento_shop();
  core::scan_cursor cursor{"mg1;s=pages;t=2026-05-08T12:02:12;l=0;n=50", ""};
  auto json = load("order.json");
  json.insert(json.find('{') + 1, "\"total_refunded\": 33.46,");
  std::optional<core::scan_page::credited_order> made;
  for (const auto& body : {found({json}), found({}), found({load("memo.json")})}) {
    const auto page = adapter.scan_answer(shop, {}, cursor, answer(200, body));
    ASSERT_TRUE(page) << detail_of(page);
    EXPECT_EQ(page->complete, !page->credited.empty());
    cursor = page->next;
    made = page->credited.empty() ? made : page->credited.front();
  }
  ASSERT_TRUE(made);
  const auto& credit = made->credits.at(0);
  EXPECT_EQ(credit.amount, 3346);
  EXPECT_EQ(credit.number, "2000000041");
  EXPECT_EQ(credit.reason, "1 deken retour");
  EXPECT_THAT(lines_of(credit.lines),
              testing::ElementsAre("product -29.72 -6.24 21", "product 2.07 0.43 21"));
  const world here;
  const auto plan = core::make_credit_plan(credit, made->original, here.context());
  ASSERT_TRUE(plan) << detail_of(plan);
  EXPECT_EQ(plan->total, -3346);
  EXPECT_EQ(vat_by_rate(*plan).at("high"), -581);
}

TEST(magento_credit, part_of_an_order_with_shipping) {
  const auto made =
      scan(two_rates(), {memo("127.95", {memo_item(1, "1", "100", "21")},
                              {{"shipping_amount", "5.75"}, {"shipping_tax_amount", "1.20"}})});
  ASSERT_EQ(made.credits.size(), 1U);
  EXPECT_EQ(made.credits[0].amount, 12795);
  EXPECT_THAT(lines_of(made.credits[0].lines),
              testing::ElementsAre("product -100.00 -21.00 21", "shipping -5.75 -1.20 21"));
  EXPECT_EQ(made.credits[0].lines[0].quantity, -1);
  const auto plan = booked(made);
  EXPECT_EQ(plan.total, -12795);
  EXPECT_EQ(vat_by_rate(plan).at("high"), -2220);
}

TEST(magento_credit, a_fee_kept_is_spread_over_the_rates) {
  const auto made = scan(
      two_rates(), {memo("165.50", {memo_item(1, "1", "100", "21"), memo_item(2, "1", "50", "4.5")},
                         {{"adjustment_negative", "10"}, {"adjustment", "-10"}})});
  ASSERT_EQ(made.credits.size(), 1U);
  // 10.00 over 121.00 and 54.50 gross: 6.89 with 1.20 VAT and 3.11 with 0.26.
  EXPECT_THAT(lines_of(made.credits[0].lines),
              testing::ElementsAre("product -100.00 -21.00 21", "product -50.00 -4.50 9",
                                   "product 5.69 1.20 21", "product 2.85 0.26 9"));
  const auto plan = booked(made);
  EXPECT_EQ(plan.total, -16550);
  EXPECT_EQ(vat_by_rate(plan).at("high"), -1980);
  EXPECT_EQ(vat_by_rate(plan).at("low"), -424);
}

TEST(magento_credit, an_adjustment_alone_goes_over_the_order) {
  const auto made = scan(two_rates(), {memo("20", {}, {{"adjustment_positive", "20"}})});
  ASSERT_EQ(made.credits.size(), 1U);
  EXPECT_EQ(made.credits[0].amount, 2000);
  EXPECT_TRUE(made.credits[0].lines.empty());
  EXPECT_EQ(booked(made).total, -2000);
}

TEST(magento_credit, store_credit_counts_as_given_back) {
  const auto made =
      scan(two_rates(), {memo("0", {memo_item(1, "1", "100", "21")},
                              {{"extension_attributes", R"({"customer_balance_amount":121})"}})});
  ASSERT_EQ(made.credits.size(), 1U);
  EXPECT_EQ(made.credits[0].amount, 12100);
  EXPECT_EQ(booked(made).total, -12100);
}

TEST(magento_credit, lines_that_do_not_fit_leave_the_amount) {
  const auto made = scan(two_rates(), {memo("50", {memo_item(1, "1", "100", "21")}, {})});
  ASSERT_EQ(made.credits.size(), 1U);
  EXPECT_TRUE(made.credits[0].lines.empty());
  EXPECT_EQ(booked(made).total, -5000);
}

TEST(magento_credit, bundles_follow_the_choice_of_the_order) {
  const auto child = [](int id, std::string_view net, std::string_view tax,
                        std::string_view percent) {
    return with(item(id, net, tax, percent), {{"parent_item_id", "1"}});
  };
  const auto original =
      order({with(item(1, "27.92", "4.48", "0"), {{"product_type", json_text("bundle")}}),
             child(2, "11.47", "1.03", "9"), child(3, "16.45", "3.45", "21")},
            "32.4", "4.48");
  const auto made =
      scan(original, {memo("32.4",
                           {memo_item(1, "1", "27.92", "4.48"), memo_item(2, "1", "11.47", "1.03"),
                            memo_item(3, "1", "16.45", "3.45")},
                           {})});
  ASSERT_EQ(made.credits.size(), 1U);
  EXPECT_THAT(lines_of(made.credits[0].lines),
              testing::ElementsAre("product -11.47 -1.03 9", "product -16.45 -3.45 21"));
}

TEST(magento_credit, shops_that_discount_in_their_own_way) {
  // Equation B: row totals that lack the discount already.
  const auto net =
      scan(order({with(item(1, "90", "18.9", "21"), {{"discount_amount", "10"}})}, "108.9", "18.9",
                 {{"subtotal", "100"}, {"discount_amount", "-10"}}),
           {memo("108.9", {memo_item(1, "1", "90", "18.9", {{"discount_amount", "10"}})},
                 {{"subtotal", "100"}})});
  ASSERT_EQ(net.credits.size(), 1U);
  EXPECT_THAT(lines_of(net.credits[0].lines), testing::ElementsAre("product -90.00 -18.90 21"));
  // Tax before discount.
  const auto full =
      scan(order({with(item(1, "100", "21", "21"), {{"discount_amount", "10"}})}, "111", "21",
                 {{"subtotal", "100"}, {"discount_amount", "-10"}}),
           {memo("111", {memo_item(1, "1", "100", "21", {{"discount_amount", "10"}})}, {})});
  ASSERT_EQ(full.credits.size(), 1U);
  EXPECT_THAT(lines_of(full.credits[0].lines),
              testing::ElementsAre("product -100.00 -21.00 21", "discount 10.00 0.00 -"));
  const auto plan = booked(full);
  EXPECT_EQ(plan.total, -11100);
  EXPECT_EQ(vat_by_rate(plan).at("high"), -2100);
}

TEST(magento_credit, open_canceled_and_empty_memos_are_nothing) {
  const auto made =
      scan(two_rates(), {memo("121", {memo_item(1, "1", "100", "21")}, {{"state", "1"}}),
                         with(memo("121", {memo_item(1, "1", "100", "21")}, {{"state", "3"}}),
                              {{"entity_id", "913"}}),
                         with(memo("0", {}, {}), {{"entity_id", "914"}})});
  EXPECT_TRUE(made.credits.empty());
  EXPECT_TRUE(made.unreadable.empty());
}

TEST(magento_credit, what_cannot_be_read_is_named) {
  for (const members& change :
       {members{{"state", ""}}, members{{"grand_total", json_text("veel")}},
        members{{"created_at", json_text("gisteren")}},
        members{{"order_currency_code", json_text("USD")}}, members{{"grand_total", "-5"}}}) {
    const auto made = scan(two_rates(), {memo("121", {memo_item(1, "1", "100", "21")}, change)});
    EXPECT_TRUE(made.credits.empty());
    ASSERT_EQ(made.unreadable.size(), 1U) << object(change);
    EXPECT_EQ(made.unreadable.count("501"), 0U) << "the order itself is good";
    EXPECT_THAT(made.unreadable.begin()->second, testing::HasSubstr("2000000041"))
        << object(change);
  }
}

TEST(magento_credit, a_row_of_rubbish_leaves_the_amount) {
  const auto made =
      scan(two_rates(),
           {memo("121", {memo_item(1, "1", "100", "21", {{"discount_amount", "[]"}})}, {})});
  ASSERT_EQ(made.credits.size(), 1U);
  EXPECT_EQ(made.credits[0].amount, 12100);
  EXPECT_TRUE(made.credits[0].lines.empty());
}

}  // namespace
}  // namespace boekbrug::test
