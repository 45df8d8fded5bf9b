// What honest books look like: credits, rates, rounding, days, currencies. All of it must agree,
// and only that.
#include "report_fixture.hpp"

#include "core/sync/judge.hpp"

#include <rapidcheck/gtest.h>

namespace boekbrug::test {
namespace {

using namespace core;

TEST(report_books, match_credits_with_lines) {
  books here;
  auto& sold =
      here.sell("1001", "2026-07-01T10:00:00",
                {line("Vaas", "100.00", "21.00", "21"), line("Boek", "50.00", "4.50", "9")});
  auto& back = here.refund(sold, "9", "2026-07-05T10:00:00", "121.00",
                           {line("Vaas", "-100.00", "-21.00", "21")});
  here.book(sold);
  here.book(sold, back);
  const auto made = here.make();
  EXPECT_TRUE(made.closes());
  EXPECT_EQ(findings_of(made), "");
  EXPECT_EQ(made.orders, 1U);
  EXPECT_EQ(made.invoices, 2U);
  EXPECT_EQ(made.credit_invoices, 1U);
  const auto& row = row_of(made, "1001 credit 9");
  EXPECT_EQ(row.kind, item_kind::credit);
  EXPECT_EQ(row.shop.total, cents("-121.00"));
  EXPECT_EQ(row.ledger.vat, cents("-21.00"));
  EXPECT_EQ(row.day, day("2026-07-05"));
  EXPECT_EQ(rate_of(made, "high").shop.vat, 0);
  EXPECT_EQ(rate_of(made, "low").shop.vat, cents("4.50"));
  here.document_of("1001 credit 9").total += 100;
  EXPECT_EQ(findings_of(here.make()), "document_changed 1001 credit 9");
  EXPECT_EQ(here.make().difference, cents("-1.00"));
  here.drop_document("1001 credit 9");
  EXPECT_EQ(findings_of(here.make()), "document_gone 1001 credit 9");
  EXPECT_EQ(here.make().difference, cents("-121.00"));
}

TEST(report_books, match_refunds_by_amount_by_the_rule_that_books_them) {
  books here;
  auto& sold =
      here.sell("1001", "2026-07-01T10:00:00",
                {line("Vaas", "100.00", "21.00", "21"), line("Boek", "50.00", "4.50", "9")});
  auto& back = here.refund(sold, "9", "2026-07-05T10:00:00", "17.55");
  here.book(sold);
  here.book(sold, back);
  EXPECT_EQ(findings_of(here.make()), "");
  EXPECT_TRUE(here.make().closes());
  here.document_of("1001 credit 9").vat[0].vat += 1;
  EXPECT_EQ(findings_of(here.make()), "document_changed 1001 credit 9");
  // The period was closed since: that changes nothing about what is there.
  here.document_of("1001 credit 9").vat[0].vat -= 1;
  here.in.lists.admin.locked_until = day("2026-07-31");
  EXPECT_TRUE(here.make().closes());
}

TEST(report_books, list_credits_that_are_still_to_be_booked) {
  books here;
  auto& sold = here.sell("1001", "2026-07-01T10:00:00", {line("Vaas", "100.00", "21.00", "21")});
  here.refund(sold, "9", "2026-07-05T10:00:00", "121.00");
  here.book(sold);
  const auto made = here.make();
  EXPECT_EQ(row_of(made, "1001 credit 9").state, row_state::not_read);
  EXPECT_EQ(made.difference, cents("-121.00"));
  here.in.cards.credits = credit_mode::off;
  EXPECT_EQ(row_of(here.make(), "1001 credit 9").state, row_state::skipped);
  EXPECT_TRUE(here.make().closes());
}

TEST(report_books, match_credits_of_orders_placed_long_before) {
  books here;
  auto& sold = here.sell("900", "2026-01-10T10:00:00", {line("Vaas", "100.00", "21.00", "21")});
  auto& back = here.refund(sold, "9", "2026-07-05T10:00:00", "121.00",
                           {line("Vaas", "-100.00", "-21.00", "21")});
  here.book(sold);
  here.book(sold, back);
  here.in.orders.clear();  // too old to be read
  here.in.credits.clear();
  here.drop_document("900");
  const auto made = here.make();
  EXPECT_EQ(findings_of(made), "");
  EXPECT_EQ(made.rows.size(), 1U) << "the order itself is of another period";
  EXPECT_EQ(made.credit_invoices, 1U);
  EXPECT_TRUE(made.closes());
  here.document_of("900 credit 9").total -= 1;
  EXPECT_EQ(findings_of(here.make()), "document_changed 900 credit 9");
}

TEST(report_books, notice_a_refund_that_the_shop_took_back) {
  books here;
  auto& sold = here.sell("1001", "2026-07-01T10:00:00", {line("Vaas", "100.00", "21.00", "21")});
  auto& back = here.refund(sold, "9", "2026-07-05T10:00:00", "121.00");
  here.book(sold);
  here.book(sold, back);
  here.in.credits.clear();
  sold.credits.clear();
  const auto made = here.make();
  EXPECT_EQ(findings_of(made), "order_gone 1001 credit 9");
  EXPECT_EQ(made.difference, cents("121.00"));
}

/// Amounts as shops charge them, among them such that need a rounding line or pair; what the
/// booking rules make of them.
struct sale {
  std::string name;
  std::vector<order_line> lines;
  std::string country;
  minor_units off = 0;  // the total differs so much from its lines
  std::string reason{};
};
class report_of_booked : public testing::TestWithParam<sale> {};

TEST_P(report_of_booked, agrees) {
  books here;
  auto& sold = here.sell("1001", "2026-07-01T10:00:00", GetParam().lines, GetParam().country);
  sold.total += GetParam().off;
  if (GetParam().name == "intra_eu_goods") {
    sold.vat_number = "DE123456789";
    sold.vat_exempt = true;
  }
  here.book(sold);
  const auto made = here.make();
  EXPECT_EQ(findings_of(made), "");
  EXPECT_TRUE(made.closes());
  EXPECT_EQ(row_of(made, "1001").reason, GetParam().reason);
  for (const auto& rate : made.rates) {
    EXPECT_FALSE(rate.rate_id.empty()) << rate.name;
    EXPECT_EQ(rate.shop.vat, rate.ledger.vat) << rate.name;
    EXPECT_NEAR(static_cast<double>(rate.shop.net - rate.ledger.net), 0, 5) << rate.name;
  }
  EXPECT_EQ(made.shop.net, made.ledger.net);
}

std::vector<order_line> five_cheap() {
  return std::vector<order_line>(
      5, line("Kaart", "0.82", "0.17", "21"));  // per line 0.17, over all 0.86
}

INSTANTIATE_TEST_SUITE_P(
    each, report_of_booked,
    testing::Values(sale{"two_rates",
                         {line("a", "100.00", "21.00", "21"), line("b", "50.00", "4.50", "9")},
                         "NL"},
                    sale{"voucher_outside_vat",
                         {line("a", "100.00", "21.00", "21"), line("b", "25.00", "0.00", "")},
                         "NL"},
                    sale{"rounding_line_up",
                         {line("a", "100.00", "21.00", "21")},
                         "NL",
                         1,
                         "booked with a rounding line"},
                    sale{"rounding_line_down",
                         {line("a", "100.00", "21.00", "21")},
                         "NL",
                         -3,
                         "booked with a rounding line"},
                    sale{"rounding_pair", five_cheap(), "NL", 0, "booked with a rounding pair"},
                    sale{"oss_germany",
                         {line("a", "100.00", "19.00", "19"), line("b", "10.00", "0.70", "7")},
                         "DE"},
                    sale{"oss_at_the_dutch_percentage", {line("a", "100.00", "21.00", "21")}, "BE"},
                    sale{"oss_half_percent", {line("a", "100.00", "5.50", "5.5")}, "FR"},
                    sale{"intra_eu_goods", {line("a", "100.00", "0.00", "0")}, "DE"},
                    sale{"export_outside_eu", {line("a", "100.00", "0.00", "0")}, "US"},
                    sale{"negative_fee",
                         {line("a", "100.00", "21.00", "21"),
                          line("k", "-10.00", "-2.10", "21", line_kind::discount)},
                         "NL"}),
    [](const testing::TestParamInfo<sale>& each) { return each.param.name; });

TEST(report_books, tell_a_belgian_rate_from_the_dutch_one) {
  books here;
  auto vase = line("Vaas", "100.00", "21.00", "21");
  vase.vat_country = "BE";
  here.book(here.sell("1001", "2026-07-01T10:00:00", {vase}, "BE"));
  EXPECT_EQ(findings_of(here.make()), "");
  auto& moved = here.document_of("1001");
  moved.vat[0].rate_id = moved.line_nets[0].rate_id = "high";  // 21 % all the same, another return
  EXPECT_EQ(findings_of(here.make()), "other_rate 1001");
  EXPECT_FALSE(here.make().closes());
  // The other way: the shop says Dutch VAT, the ledger has it as Belgian.
  books there;
  vase.vat_country = "NL";
  there.book(there.sell("1001", "2026-07-01T10:00:00", {vase}));
  auto& wrong = there.document_of("1001");
  wrong.vat[0].rate_id = wrong.line_nets[0].rate_id = "BE-21";
  EXPECT_EQ(findings_of(there.make()), "document_changed 1001");
}

TEST(report_books, see_a_zero_rate_in_the_wrong_box) {
  books here;
  here.book(here.sell("1001", "2026-07-01T10:00:00", {line("a", "100.00", "0.00", "0")}, "US"));
  here.document_of("1001").line_nets[0].rate_id = "eu-goods";
  const auto made = here.make();
  EXPECT_EQ(findings_of(made), "other_rate 1001");
  EXPECT_EQ(rate_of(made, "outside").shop.net, cents("100.00"));
  EXPECT_EQ(rate_of(made, "eu-goods").ledger.net, cents("100.00"));
}

TEST(report_books, do_not_mind_that_the_mapping_changed_since) {
  books here;
  here.book(here.sell("1001", "2026-07-01T10:00:00", {line("Vaas", "100.00", "21.00", "21")}));
  here.in.lists.rates.push_back({"high-2", "Hoog 2", number("21"), "", true});
  here.in.cards.vat_rows[0].rate_id = "high-2";
  const auto made = here.make();
  EXPECT_EQ(findings_of(made), "");
  EXPECT_EQ(rate_of(made, "high").shop.vat, cents("21.00"));
  // And a rate that the ledger has no more is compared by the VAT in total.
  std::erase_if(here.in.lists.rates, [](const ledger_rate& each) { return each.id == "high"; });
  EXPECT_EQ(findings_of(here.make()), "");
  here.document_of("1001").vat[0].vat += 1;
  EXPECT_EQ(findings_of(here.make()), "document_changed 1001");
}

TEST(report_books, count_gift_cards_as_payments) {
  books here;
  auto& sold = here.sell("1001", "2026-07-01T10:00:00", {line("Vaas", "100.00", "21.00", "21")});
  sold.total -= cents("21.00");
  sold.gift_payments.push_back({"CARD", cents("21.00")});
  here.book(sold);
  const auto made = here.make();
  EXPECT_EQ(findings_of(made), "");
  EXPECT_EQ(row_of(made, "1001").shop.total, cents("121.00"));
  here.document_of("1001").total = cents("100.00");
  EXPECT_EQ(findings_of(here.make()), "document_changed 1001");
}

TEST(report_books, put_orders_on_the_day_of_the_shop) {
  books here;
  // 22:30 UTC on 30 June is 1 July in Amsterdam; 22:30 UTC on 31 July is August.
  here.book(here.sell("1001", "2026-06-30T22:30:00", {line("a", "100.00", "21.00", "21")}));
  here.book(here.sell("1002", "2026-07-31T21:59:59", {line("a", "100.00", "21.00", "21")}));
  here.book(here.sell("1003", "2026-07-31T22:30:00", {line("a", "100.00", "21.00", "21")}));
  here.book(here.sell("1000", "2026-06-30T21:59:59", {line("a", "100.00", "21.00", "21")}));
  const auto made = here.make();
  EXPECT_EQ(made.orders, 2U);
  EXPECT_EQ(made.invoices, 2U);
  EXPECT_TRUE(made.closes());
  ASSERT_EQ(made.days.size(), 2U);
  EXPECT_EQ(made.days[0].day, day("2026-07-01"));
  EXPECT_EQ(made.days[1].day, day("2026-07-31"));
  // A document that a wrong zone put a day back is a difference, here one of another period.
  here.document_of("1001").booked_on = day("2026-06-30");
  EXPECT_EQ(findings_of(here.make()), "other_day 1001");
  EXPECT_EQ(here.make().difference, cents("121.00"));
}

TEST(report_books, follow_card_S8) {
  books here;
  here.in.cards.invoice_date = date_source::paid;
  auto& late = here.sell("1001", "2026-06-20T10:00:00", {line("a", "100.00", "21.00", "21")});
  late.paid = at("2026-07-02T10:00:00");
  here.book(late);
  auto& next = here.sell("1002", "2026-07-30T10:00:00", {line("a", "100.00", "21.00", "21")});
  next.paid = at("2026-08-02T10:00:00");
  here.book(next);
  const auto made = here.make();
  EXPECT_EQ(made.orders, 1U);
  EXPECT_EQ(row_of(made, "1001").day, day("2026-07-02"));
  EXPECT_TRUE(made.closes());
  // The card is changed: what is sent is not altered, and stays where it was booked.
  here.in.cards.invoice_date = date_source::ordered;
  const auto after = here.make();
  EXPECT_EQ(findings_of(after), "other_day 1001");
  EXPECT_TRUE(after.findings[0].explained);
  EXPECT_EQ(after.difference, 0);
  EXPECT_TRUE(after.closes());
}

TEST(report_books, take_the_day_of_processing_from_the_ledger) {
  books here;
  here.in.cards.invoice_date = date_source::processed;
  here.in.now = at("2026-07-20T10:00:00");  // the day on which the fixture books
  here.book(here.sell("1001", "2026-07-01T10:00:00", {line("a", "100.00", "21.00", "21")}));
  here.in.now = at("2026-08-10T10:00:00");
  here.add_item(here.sell("1002", "2026-07-02T10:00:00", {line("a", "100.00", "21.00", "21")}),
                item_state::ready);
  const auto made = here.make();
  EXPECT_EQ(row_of(made, "1001").day, day("2026-07-20"));
  EXPECT_EQ(made.orders, 1U) << "what is booked today belongs in August";
  EXPECT_TRUE(made.closes());
}

TEST(report_books, keep_other_currencies_apart) {
  books here;
  here.in.cards.multi_currency = true;
  here.book(here.sell("1001", "2026-07-01T10:00:00", {line("a", "100.00", "21.00", "21")}));
  auto& dollars = here.sell("1002", "2026-07-01T10:00:00", {line("a", "50.00", "10.50", "21")});
  dollars.currency = currency::parse("USD").value();
  here.book(dollars);
  auto made = here.make();
  EXPECT_TRUE(made.closes());
  EXPECT_EQ(made.shop.total, cents("121.00"));
  EXPECT_EQ(made.orders, 2U);
  EXPECT_EQ(made.invoices, 2U);
  ASSERT_EQ(made.other_currencies.size(), 1U);
  EXPECT_EQ(made.other_currencies[0].currency.text(), "USD");
  EXPECT_EQ(made.other_currencies[0].ledger.total, cents("60.50"));
  here.drop_document("1002");
  made = here.make();
  EXPECT_EQ(made.difference, 0);
  EXPECT_EQ(made.other_currencies[0].difference(), cents("60.50"));
  EXPECT_FALSE(made.closes());
}

TEST(report_books, know_the_window_to_read) {
  const auto window = window_of(day("2026-07-01"), day("2026-07-31"), &amsterdam());
  EXPECT_EQ(window.dated_from, day("2026-05-22"));
  EXPECT_EQ(window.dated_to, day("2026-09-09"));
  EXPECT_EQ(window.created_from, at("2026-05-21T22:00:00"));
  EXPECT_EQ(window.created_to, at("2026-09-09T22:00:00"));
}

// Honest books agree; and whichever one amount in the ledger is moved by however little, the report
// does not close and says which order it is.
RC_GTEST_PROP(report_property, sees_every_cent, ()) {
  books here;
  const auto count = *rc::gen::inRange(1, 12);
  for (int i = 0; i < count; ++i) {
    std::vector<order_line> lines;
    for (int left = *rc::gen::inRange(1, 4); left > 0; --left) {
      auto made = line("x", "0", "0", *rc::gen::element<std::string>("21", "9"));
      made.net = *rc::gen::inRange<minor_units>(100, 500'000);
      made.vat =
          to_minor(from_minor(made.net, currency::eur()) * *made.vat_percent / 100, currency::eur())
              .value();
      lines.push_back(made);
    }
    const auto hour = *rc::gen::inRange(0, 24 * 28);
    auto& sold = here.sell(std::to_string(1000 + i), "2026-07-01T10:00:00", lines);
    sold.created += std::chrono::hours{hour};
    sold.paid = sold.created;
    here.book(sold);
  }
  const auto honest = here.make();
  RC_ASSERT(findings_of(honest).empty());
  RC_ASSERT(honest.closes());
  RC_ASSERT(honest.orders == static_cast<std::uint32_t>(count));
  RC_ASSERT(honest.invoices == static_cast<std::uint32_t>(count));
  const auto victim = std::to_string(1000 + *rc::gen::inRange(0, count));
  const auto by = *rc::gen::element<minor_units>(-1, 1, 7, -250);
  auto& moved = here.document_of(victim);
  if (*rc::gen::arbitrary<bool>()) {
    moved.total += by;
  } else {
    moved.vat.front().vat += by;
  }
  const auto spoilt = here.make();
  RC_ASSERT(findings_of(spoilt) == "document_changed " + victim);
  RC_ASSERT(!spoilt.closes());
  RC_ASSERT(spoilt.difference == spoilt.shop.total - spoilt.ledger.total);
}

}  // namespace
}  // namespace boekbrug::test
