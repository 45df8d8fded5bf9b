#include "fake_shop.hpp"

namespace {

using namespace boekbrug;
using namespace boekbrug::test;

core::scan_page credit_page(json::object credit, const json::object& original = sample()) {
  const auto& adapter = adapters::mijnwebwinkel();
  credit["credited_order_number"] = original.at("number");
  credit["status"] = 10;
  credit["number"] = "2001";
  json::array rows{original, credit};
  const core::scan_cursor cursor{"mw1;s=h;t=1774000000;f=2026-01-01", {}};
  const auto page = adapter.scan_answer(shop(), {}, cursor, answer(json::value(rows)));
  if (!page) {
    ADD_FAILURE() << page.error().detail;
    return {};
  }
  return *page;
}

core::credit only_credit(const core::scan_page& page) {
  EXPECT_EQ(page.credited.size(), 1U);
  EXPECT_EQ(page.orders.size(), 1U);
  return page.credited.empty() ? core::credit{} : page.credited[0].credits.at(0);
}

json::object partial(const char* total, const char* gross, const char* net) {
  json::array lines;
  lines.push_back(line_json("article", part(gross, net, "21.00"), "Mok terug"));
  return order_json("2001", total, lines);
}

void expect_booked(const core::scan_page& page, core::minor_units total,
                   const std::map<std::string, core::minor_units>& vat) {
  ASSERT_EQ(page.credited.size(), 1U);
  world here;
  const auto plan = core::make_credit_plan(page.credited[0].credits[0], page.credited[0].original,
                                           here.context());
  ASSERT_TRUE(plan) << plan.error().detail;
  EXPECT_EQ(plan->total, total);
  EXPECT_EQ(vat_by_rate(*plan), vat);
}

TEST(mijnwebwinkel_credits, either_sign_is_a_credit) {
  for (const auto& [total, gross, net] :
       {std::tuple{"18.95", "18.95", "15.661157"}, std::tuple{"-18.95", "-18.95", "-15.661157"},
        std::tuple{"-18.95", "18.95", "15.661157"}, std::tuple{"18.95", "-18.95", "-15.661157"}}) {
    const auto page = credit_page(partial(total, gross, net));
    const auto credit = only_credit(page);
    EXPECT_EQ(credit.id, "2001");
    EXPECT_EQ(credit.order_id, "1042");
    EXPECT_EQ(credit.amount, 1895);
    ASSERT_EQ(credit.lines.size(), 1U);
    EXPECT_EQ(credit.lines[0].net + credit.lines[0].vat, -1895);
    EXPECT_EQ(credit.lines[0].quantity, -1);
    expect_booked(page, -1895, {{"high", -329}});
  }
}

TEST(mijnwebwinkel_credits, whole_order_with_its_discount) {
  const auto page = credit_page(sample());
  EXPECT_EQ(only_credit(page).amount, 5321);
  expect_booked(page, -5321, {{"high", -721}, {"low", -96}});
}

TEST(mijnwebwinkel_credits, lines_that_do_not_add_up_are_left_out) {
  const auto page = credit_page(partial("30.00", "18.95", "15.661157"));
  const auto credit = only_credit(page);
  EXPECT_EQ(credit.amount, 3000);
  EXPECT_TRUE(credit.lines.empty());
}

TEST(mijnwebwinkel_credits, rounding_of_a_cent) {
  const auto credit = only_credit(credit_page(partial("-18.96", "-18.95", "-15.661157")));
  ASSERT_EQ(credit.lines.size(), 2U);
  EXPECT_EQ(credit.lines[1].kind, core::line_kind::rounding);
  EXPECT_EQ(credit.lines[1].net, -1);
}

TEST(mijnwebwinkel_credits, original_that_cannot_be_used_is_named) {
  auto original = sample();
  original["price"].as_object()["total"] = "60.00";
  const auto page = credit_page(partial("18.95", "18.95", "15.661157"), original);
  ASSERT_EQ(page.unreadable.size(), 2U);
  EXPECT_EQ(page.unreadable[0].code, core::errc::totals_differ);
  EXPECT_EQ(page.unreadable[1].id, "2001");
  EXPECT_EQ(page.unreadable[1].code, core::errc::credit_without_original);
}

TEST(mijnwebwinkel_credits, status_alone_makes_a_credit_without_original) {
  fake_shop fake;
  fake.date_header = "Fri, 20 Mar 2026 11:00:00 GMT";
  fake.add(5, "2026-03-18 10:00:00")["status"] = 10;
  const auto got = run_scan(fake, "");
  EXPECT_TRUE(got.orders.empty());
  EXPECT_EQ(got.unreadable.at("5"), core::errc::credit_without_original);
}

}  // namespace
