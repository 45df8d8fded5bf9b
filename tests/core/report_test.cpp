// The comparison itself: which differences are found, what they are called, and what they add up
// to.
#include "report_fixture.hpp"

#include "core/sync/judge.hpp"

#include <algorithm>

namespace boekbrug::test {
namespace {

using namespace core;

/// Three orders on two days and two rates, all booked.
books agreeing() {
  books made;
  made.book(made.sell("1001", "2026-07-01T10:00:00", {line("Vaas", "100.00", "21.00", "21")}));
  made.book(made.sell("1002", "2026-07-01T12:00:00",
                      {line("Boek", "50.00", "4.50", "9"), line("Kaars", "10.00", "2.10", "21")}));
  made.book(made.sell("1003", "2026-07-02T12:00:00", {line("Vaas", "100.00", "21.00", "21")}));
  return made;
}

TEST(report, agrees_when_the_books_agree) {
  const auto made = agreeing().make();
  EXPECT_TRUE(made.closes());
  EXPECT_EQ(findings_of(made), "");
  EXPECT_EQ(made.orders, 3U);
  EXPECT_EQ(made.invoices, 3U);
  EXPECT_EQ(made.credit_invoices, 0U);
  EXPECT_EQ(made.orders_total, cents("308.60"));
  EXPECT_EQ(made.difference, 0);
  EXPECT_EQ(made.ledger.total, cents("308.60"));
  EXPECT_EQ(made.ledger.vat, cents("48.60"));
  ASSERT_EQ(made.days.size(), 2U);
  EXPECT_EQ(made.days[0].day, day("2026-07-01"));
  EXPECT_EQ(made.days[0].shop.count, 2U);
  EXPECT_EQ(made.days[0].shop.net, cents("160.00"));
  EXPECT_EQ(made.days[0].shop.vat, cents("27.60"));
  EXPECT_EQ(made.days[0].ledger.total, cents("187.60"));
  EXPECT_EQ(made.days[1].difference(), 0);
  EXPECT_EQ(rate_of(made, "high").shop.net, cents("210.00"));
  EXPECT_EQ(rate_of(made, "high").ledger.vat, cents("44.10"));
  EXPECT_EQ(rate_of(made, "low").shop.vat, cents("4.50"));
  EXPECT_EQ(rate_of(made, "low").ledger.net, cents("50.00"));
}

TEST(report, agrees_on_nothing) {
  const auto made = books{}.make();
  EXPECT_TRUE(made.closes());
  EXPECT_EQ(made.orders, 0U);
  EXPECT_TRUE(made.rows.empty());
}

TEST(report, does_not_depend_on_the_order_of_what_was_read_nor_on_repeats) {
  auto here = agreeing();
  const auto expected = to_json(here.make());
  std::reverse(here.in.orders.begin(), here.in.orders.end());
  std::reverse(here.in.documents.begin(), here.in.documents.end());
  std::reverse(here.in.items.begin(), here.in.items.end());
  here.in.orders.push_back(here.in.orders.front());
  here.in.documents.push_back(here.in.documents.front());
  EXPECT_EQ(to_json(here.make()), expected);
}

/// One spoilt thing each: what it is called and what it costs.
struct spoilt {
  std::string name;
  void (*spoil)(books&);
  std::string findings;
  std::string difference;
  bool explained;
};
class report_of_spoilt_books : public testing::TestWithParam<spoilt> {};

TEST_P(report_of_spoilt_books, names_it) {
  auto here = agreeing();
  GetParam().spoil(here);
  const auto made = here.make();
  EXPECT_EQ(findings_of(made), GetParam().findings);
  EXPECT_EQ(made.difference, cents(GetParam().difference));
  EXPECT_EQ(made.difference, made.shop.total - made.ledger.total);
  EXPECT_FALSE(made.closes());
  ASSERT_FALSE(made.findings.empty());
  EXPECT_EQ(made.findings.front().explained, GetParam().explained);
  minor_units told = 0;
  for (const auto& each : made.findings) {
    told += each.difference;
    EXPECT_FALSE(each.reason.empty());
  }
  EXPECT_EQ(told, made.difference) << "each cent of the difference is named once";
  minor_units days = 0;
  for (const auto& each : made.days) {
    days += each.difference();
  }
  EXPECT_EQ(days, made.difference);
}

order_line with_vat(std::string_view net, std::string_view vat) {
  return line("Vaas", net, vat, "21");
}

INSTANTIATE_TEST_SUITE_P(
    each, report_of_spoilt_books,
    testing::Values(
        spoilt{"other_total",
               [](books& here) {
                 auto& changed = here.document_of("1001");
                 changed.total += cents("10.00");
                 changed.total_net += cents("10.00");
                 changed.line_nets[0].net += cents("10.00");
                 changed.vat[0].net += cents("10.00");
               },
               "document_changed 1001", "-10.00", false},
        spoilt{"one_cent", [](books& here) { here.document_of("1003").total -= 1; },
               "document_changed 1003", "0.01", false},
        spoilt{"vat_moved_to_net",
               [](books& here) {
                 auto& changed = here.document_of("1001");
                 changed.vat[0].vat -= 1;
                 changed.total_net += 1;
               },
               "document_changed 1001", "0.00", false},
        spoilt{"vat_on_another_percentage",
               [](books& here) {
                 here.document_of("1001").vat[0].rate_id = "low";
                 here.document_of("1001").line_nets[0].rate_id = "low";
               },
               "document_changed 1001", "0.00", false},
        spoilt{"document_gone", [](books& here) { here.drop_document("1002"); },
               "document_gone 1002", "66.60", false},
        spoilt{"another_day",
               [](books& here) { here.document_of("1001").booked_on = day("2026-07-09"); },
               "other_day 1001", "0.00", false},
        spoilt{"another_period",
               [](books& here) { here.document_of("1001").booked_on = day("2026-08-01"); },
               "other_day 1001", "121.00", false},
        spoilt{"other_amount_and_period",
               [](books& here) {
                 here.document_of("1001").total += 5;
                 here.document_of("1001").booked_on = day("2026-06-30");
               },
               "document_changed 1001; other_day 1001", "121.00", false},
        spoilt{"doubled",
               [](books& here) {
                 auto copy = here.document_of("1001");
                 copy.id = "made-by-hand";
                 here.in.documents.push_back(copy);
               },
               "doubled 1001", "-121.00", false},
        spoilt{"skipped_and_booked",
               [](books& here) {
                 here.item_of("1001").state = item_state::skipped;
                 here.item_of("1001").skipped_because = skip_reason::ignored_by_merchant;
               },
               "unexpected_document 1001", "-121.00", false},
        spoilt{"changed_in_the_shop",
               [](books& here) {
                 auto& changed = here.order_of_number("1001");
                 changed.lines = {with_vat("90.00", "18.90")};
                 changed.total = cents("108.90");
               },
               "changed_in_shop 1001", "-12.10", true},
        spoilt{
            "vat_changed_in_the_shop",
            [](books& here) { here.order_of_number("1001").lines = {with_vat("100.01", "20.99")}; },
            "changed_in_shop 1001", "0.00", true},
        spoilt{"changed_on_both_sides",
               [](books& here) {
                 auto& changed = here.order_of_number("1001");
                 changed.lines = {with_vat("90.00", "18.90")};
                 changed.total = cents("108.90");
                 here.document_of("1001").total = cents("120.00");
               },
               "changed_on_both_sides 1001", "-11.10", false},
        spoilt{"note_in_the_shop_and_another_amount_in_the_ledger",
               [](books& here) {
                 here.order_of_number("1001").customer_note = "thanks";
                 here.document_of("1001").total = cents("120.00");
               },
               "document_changed 1001", "1.00", false},
        spoilt{"gone_from_the_shop",
               [](books& here) {
                 std::erase_if(here.in.orders,
                               [](const order& each) { return each.number == "1001"; });
               },
               "order_gone 1001", "-121.00", true},
        spoilt{
            "other_currency",
            [](books& here) { here.document_of("1001").currency = currency::parse("USD").value(); },
            "document_changed 1001", "121.00", false},
        spoilt{"net_only", [](books& here) { here.document_of("1001").total_net -= 100; },
               "document_changed 1001", "0.00", false}),
    [](const testing::TestParamInfo<spoilt>& each) { return each.param.name; });

TEST(report, does_not_close_when_differences_cancel_out) {
  auto here = agreeing();
  here.document_of("1001").total += 500;
  here.document_of("1003").total -= 500;
  const auto made = here.make();
  EXPECT_EQ(made.difference, 0);
  EXPECT_EQ(made.unexplained, 2U);
  EXPECT_FALSE(made.closes());
  auto both = agreeing();
  for (const auto* number : {"1001", "1003"}) {
    auto& changed = both.order_of_number(number);
    const bool more = changed.number == "1003";
    changed.lines = {with_vat(more ? "110.00" : "90.00", more ? "23.10" : "18.90")};
    changed.total = cents(more ? "133.10" : "108.90");
  }
  EXPECT_EQ(both.make().difference, 0);
  EXPECT_EQ(both.make().unexplained, 0U);
  EXPECT_FALSE(both.make().closes()) << "explained ones that cancel out do not close either";
}

TEST(report, lists_what_is_still_to_be_booked) {
  auto here = agreeing();
  here.add_item(here.sell("1004", "2026-07-03T10:00:00", {with_vat("10.00", "2.10")}),
                item_state::ready);
  auto& stuck = here.add_item(here.sell("1005", "2026-07-03T11:00:00", {with_vat("20.00", "4.20")}),
                              item_state::needs_action);
  stuck.failure = fail(errc::vat_unmapped, "FR 20 %");
  here.sell("1006", "2026-07-03T12:00:00", {with_vat("30.00", "6.30")});
  const auto made = here.make();
  EXPECT_EQ(row_of(made, "1004").state, row_state::ready);
  EXPECT_EQ(row_of(made, "1005").state, row_state::needs_action);
  EXPECT_EQ(row_of(made, "1005").reason, "E-BTW: No rate has been chosen for VAT 'FR 20 %'.");
  EXPECT_EQ(row_of(made, "1006").state, row_state::not_read);
  EXPECT_EQ(row_of(made, "1006").reason, "not read yet: next run");
  EXPECT_EQ(made.open, 3U);
  EXPECT_EQ(made.open_total, cents("72.60"));
  EXPECT_EQ(made.difference, cents("72.60"));
  EXPECT_EQ(made.unexplained, 0U);
  EXPECT_EQ(made.orders, 6U);
  EXPECT_EQ(made.invoices, 3U);
  EXPECT_FALSE(made.closes());
  EXPECT_EQ(rate_of(made, "high").shop.vat - rate_of(made, "high").ledger.vat, cents("12.60"));
}

TEST(report, does_not_count_what_waits_or_is_skipped) {
  auto here = agreeing();
  auto& unpaid = here.sell("1004", "2026-07-03T10:00:00", {with_vat("10.00", "2.10")});
  unpaid.status = "on-hold";
  unpaid.paid.reset();
  auto& waits = here.add_item(unpaid, item_state::waiting);
  waits.waits_for = waiting_reason::status_not_chosen;
  waits.waits_for_what = "on-hold";
  auto& unknown = here.sell("1005", "2026-07-03T10:00:00", {with_vat("20.00", "4.20")});
  unknown.status = "on-hold";
  here.add_item(here.sell("1006", "2026-07-04T10:00:00", {with_vat("30.00", "6.30")}),
                item_state::skipped)
      .skipped_because = skip_reason::payment_method_excluded;
  here.sell("1007", "2026-07-04T10:00:00", {}).is_test = true;
  const auto made = here.make();
  EXPECT_TRUE(made.closes());
  EXPECT_EQ(made.orders, 7U);
  EXPECT_EQ(made.invoices, 3U);
  ASSERT_EQ(made.waiting.size(), 1U) << "one reason, seen by us or not";
  EXPECT_EQ(made.waiting[0].reason, "Status \"on-hold\" is not switched on");
  EXPECT_EQ(made.waiting[0].count, 2U);
  EXPECT_EQ(made.waiting[0].total, cents("36.30"));
  ASSERT_EQ(made.skipped.size(), 2U);
  EXPECT_EQ(made.skipped[0].count, 1U);
}

TEST(report, says_when_a_waiting_order_has_become_eligible_since) {
  auto here = agreeing();
  auto& sold = here.sell("1004", "2026-07-03T10:00:00", {with_vat("10.00", "2.10")});
  auto& waits = here.add_item(sold, item_state::waiting);
  waits.waits_for = waiting_reason::status_not_chosen;
  waits.waits_for_what = "processing";
  waits.content_hash = 1;  // it was another order then
  const auto made = here.make();
  EXPECT_EQ(row_of(made, "1004").state, row_state::not_read);
  EXPECT_EQ(row_of(made, "1004").reason, "changed since the last run: next run");
  EXPECT_EQ(made.difference, cents("12.10"));
}

TEST(report, names_a_document_by_another_hand) {
  auto here = agreeing();
  here.in.cards.reference_prefix = "WN-";
  auto& sold = here.sell("1004", "2026-07-03T10:00:00", {with_vat("10.00", "2.10")});
  here.add_item(sold, item_state::skipped).skipped_because = skip_reason::ignored_by_merchant;
  ledger_document typed;
  typed.id = "typed";
  typed.number = "2026-0099";
  typed.reference = "WN-1004";
  typed.booked_on = day("2026-07-05");
  typed.total = cents("12.10");
  here.in.documents.push_back(typed);
  const auto made = here.make();
  EXPECT_EQ(findings_of(made), "by_hand 1004");
  EXPECT_TRUE(made.findings[0].explained);
  EXPECT_NE(made.findings[0].reason.find("a document that Boekbrug did not make"),
            std::string::npos);
  EXPECT_EQ(made.findings[0].document_number, "2026-0099");
  EXPECT_TRUE(made.closes()) << "it doubles nothing";
  EXPECT_EQ(made.invoices, 3U);
  // Another prefix, another integration: none of our business.
  here.in.documents.back().reference = "1004";
  EXPECT_EQ(findings_of(here.make()), "");
  here.in.documents.back().reference = "ZZ-1001";
  EXPECT_EQ(findings_of(here.make()), "");
}

TEST(report, tells_a_gone_document_from_one_by_hand) {
  auto here = agreeing();
  here.document_of("1001").id = "typed again";  // ours was deleted, and the merchant made it anew
  const auto made = here.make();
  EXPECT_EQ(findings_of(made), "document_gone 1001; by_hand 1001");
  EXPECT_EQ(made.difference, cents("121.00"));
  EXPECT_FALSE(made.closes());
}

TEST(report, ignores_documents_of_others) {
  auto here = agreeing();
  ledger_document other;
  other.id = "other";
  other.reference = "MG-1001";
  other.booked_on = day("2026-07-01");
  other.total = cents("999.00");
  here.in.documents.push_back(other);
  other.id = "bare";
  other.reference.clear();
  here.in.documents.push_back(other);
  EXPECT_TRUE(here.make().closes());
  EXPECT_EQ(here.make().invoices, 3U);
}

TEST(report, takes_a_document_under_way_as_ours) {
  auto here = agreeing();
  // Crashed, or just now between the call and its answer: the id is not stored yet.
  auto& item = here.item_of("1001");
  item.state = item_state::ready;
  item.progress = {};
  item.progress.step = posting_step::document_intent;
  const auto made = here.make();
  EXPECT_EQ(findings_of(made), "");
  EXPECT_EQ(row_of(made, "1001").state, row_state::ready);
  EXPECT_EQ(made.open, 0U) << "it stands there already";
  EXPECT_EQ(made.difference, 0);
}

TEST(report, is_not_fooled_by_a_booking_while_it_was_made) {
  auto here = agreeing();
  here.drop_document("1003");
  here.in.documents_read_at = at("2026-08-10T10:00:00");
  EXPECT_EQ(findings_of(here.make()), "document_gone 1003");
  here.item_of("1003").changed_at = at("2026-08-10T10:00:03");
  const auto made = here.make();
  EXPECT_EQ(findings_of(made), "");
  EXPECT_EQ(row_of(made, "1003").state, row_state::ready);
  EXPECT_EQ(made.open, 1U);
  EXPECT_EQ(made.difference, cents("121.00"));
}

TEST(report, counts_a_document_whose_payment_failed) {
  auto here = agreeing();
  auto& item = here.item_of("1001");
  item.state = item_state::needs_action;
  item.failure = fail(errc::payment_missing, "account gone");
  const auto made = here.make();
  EXPECT_EQ(made.difference, 0);
  EXPECT_TRUE(made.closes());
  EXPECT_EQ(made.invoices, 3U);
  EXPECT_EQ(row_of(made, "1001").reason,
            "E-BETALING: The invoice was made, the payment was not registered. (account gone)");
}

TEST(report, remarks_on_drafts_and_cancelled_orders) {
  auto here = agreeing();
  here.document_of("1001").state = document_state::draft;
  here.order_of_number("1003").status = "cancelled";
  const auto made = here.make();
  EXPECT_EQ(findings_of(made), "still_draft 1001; cancelled_after_booking 1003");
  EXPECT_TRUE(made.closes()) << "remarks, not differences";
  here.in.cards.status = document_status::draft;
  EXPECT_EQ(findings_of(here.make()), "cancelled_after_booking 1003");
}

TEST(report, names_orders_that_cannot_be_read) {
  auto here = agreeing();
  here.in.unreadable.push_back({"77", "orders[3].total: not an amount"});
  const auto made = here.make();
  EXPECT_EQ(findings_of(made), "unreadable 77");
  EXPECT_FALSE(made.closes());
  EXPECT_EQ(made.orders, 3U) << "an unusable one is not counted";
  // Booked before, and unreadable only now: compared with what we know of it.
  auto later = agreeing();
  std::erase_if(later.in.orders, [](const order& each) { return each.number == "1001"; });
  later.in.unreadable.push_back({"id-1001", "broken"});
  EXPECT_EQ(findings_of(later.make()), "");
  EXPECT_EQ(later.make().difference, 0);
  later.document_of("1001").total += 1;
  EXPECT_EQ(findings_of(later.make()), "document_changed 1001");
}

}  // namespace
}  // namespace boekbrug::test
