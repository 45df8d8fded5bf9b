// The preview: what becomes of orders, and how their documents would look.
#include "core/preview/preview.hpp"
#include "core/sync/judge.hpp"
#include "tests/booking/fixtures.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>

namespace boekbrug::test {
namespace {

using namespace core;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class previewing : public testing::Test {
protected:
  previewing() {
    in.number = 7;
    in.integration = "winkel.example -> Winkel B.V.";
    in.ledger = "Moneybird";
    in.asked = "the newest 10 orders of the last 60 days";
    in.lists = dutch_lists();
    in.lists.admin.name = "Winkel B.V.";
    in.lists.rates[0].name = "21% btw";
    in.lists.payment_accounts = {{"77", "Bank", false, false}};
    in.cards = dutch_cards();
    in.cards.revenue_account = "8000";
    in.cards.payment_routes = {{"ideal", "77"}};
    in.zone = &amsterdam();
    in.now = at("2026-05-10T10:00:00");
    in.installed_at = at("2026-04-01T00:00:00");
    in.shop_country = "NL";
  }

  order& sell(const std::string& number, std::string_view when = "2026-05-01T10:00:00",
              std::vector<order_line> lines = {line("Vaas", "100.00", "21.00", "21")}) {
    auto made = order_of(std::move(lines));
    made.id = "id-" + number;
    made.number = number;
    made.created = at(when);
    made.paid = made.created + std::chrono::minutes{1};
    in.orders.push_back(std::move(made));
    return in.orders.back();
  }

  item& store(const order& source, item_state state) {
    item made;
    made.key = {item_kind::order, source.id};
    made.number = source.number;
    made.placed = source.created;
    made.state = state;
    made.content_hash = content_hash(source);
    in.items.push_back(std::move(made));
    return in.items.back();
  }

  preview_credit& refund(const order& of, const std::string& id) {
    credit made;
    made.id = id;
    made.order_id = of.id;
    made.created = of.created + std::chrono::hours{24};
    made.amount = of.total;
    for (auto each : of.lines) {
      each.net = -each.net;
      each.vat = -each.vat;
      each.quantity = -each.quantity;
      made.lines.push_back(each);
    }
    in.credits.push_back({of, made});
    return in.credits.back();
  }

  preview_entry only() const {
    const auto made = make_preview(in);
    EXPECT_EQ(made.entries.size(), 1U);
    return made.entries.at(0);
  }

  preview_input in;
};

TEST_F(previewing, an_order_as_it_would_be_booked) {
  sell("1001");
  const auto each = only();
  EXPECT_EQ(each.state, preview_state::would_book);
  ASSERT_TRUE(each.document);
  EXPECT_FALSE(each.failure);
  const auto& document = *each.document;
  EXPECT_EQ(document.booked_on, day("2026-05-01"));
  EXPECT_EQ(document.total, cents("121.00"));
  EXPECT_EQ(document.customer.email, "noor@atelier.example");
  ASSERT_EQ(document.lines.size(), 1U);
  EXPECT_EQ(document.lines[0].rate, "21% btw");
  EXPECT_EQ(document.lines[0].account, "8000 Omzet");
  EXPECT_EQ(document.lines[0].unit_price, number("121"));
  ASSERT_EQ(document.vat.size(), 1U);
  EXPECT_EQ(document.vat[0].vat, cents("21.00"));
  ASSERT_EQ(document.payments.size(), 1U);
  EXPECT_EQ(document.payments[0].account, "Bank");
  EXPECT_FALSE(document.number_is_ours);
  EXPECT_TRUE(document.notes.empty());
}

TEST_F(previewing, its_text) {
  sell("1001");
  const auto text = to_text(make_preview(in));
  EXPECT_THAT(text,
              HasSubstr("Preview of integration 7, winkel.example -> Winkel B.V., in "
                        "Moneybird (Winkel B.V.): the newest 10 orders of the last 60 days\n"));
  EXPECT_THAT(text, HasSubstr("Order 1001, 2026-05-01, completed, 121.00 EUR: would be booked\n"));
  EXPECT_THAT(text, HasSubstr("  customer   Noor de Wit, noor@atelier.example, NL\n"));
  EXPECT_THAT(text, HasSubstr("  lines      prices incl. VAT\n"));
  EXPECT_THAT(text, HasSubstr("-> 21% btw  8000 Omzet\n"));
  EXPECT_THAT(text, HasSubstr("  VAT        21% btw (21 %): net 100.00, VAT 21.00\n"));
  EXPECT_THAT(text, HasSubstr("  total      121.00 EUR\n"));
  EXPECT_THAT(text, HasSubstr("  payment    121.00 on 2026-05-01, account Bank\n"));
  EXPECT_THAT(text, HasSubstr("(the ledger gives the number), of 2026-05-01\n"));
  EXPECT_THAT(text, HasSubstr("1 order and 0 credits: 1 would be booked.\nNothing was written.\n"));
}

TEST_F(previewing, a_number_of_ours_stands_there) {
  in.traits.numbers_are_ours = true;
  sell("1001");
  const auto each = only();
  ASSERT_TRUE(each.document);
  EXPECT_TRUE(each.document->number_is_ours);
  EXPECT_THAT(each.document->reference, HasSubstr("2026"));
  EXPECT_THAT(each.document->reference, HasSubstr("1001"));
  EXPECT_THAT(to_text(make_preview(in)),
              HasSubstr("  invoice    number " + each.document->reference + ", of 2026-05-01\n"));
}

TEST_F(previewing, a_paused_integration_says_so) {
  sell("1001");
  EXPECT_THAT(to_text(make_preview(in)), Not(HasSubstr("Remark")));
  in.state = integration_state::paused;
  EXPECT_THAT(to_text(make_preview(in)), HasSubstr("\nRemark: the integration is paused: "));
}

TEST_F(previewing, what_waits_says_why_and_shows_its_document) {
  sell("1001").status = "processing";
  const auto each = only();
  EXPECT_EQ(each.state, preview_state::waits);
  EXPECT_THAT(each.reason, HasSubstr("processing"));
  EXPECT_TRUE(each.document);
}

TEST_F(previewing, existing_orders_wait_unless_card_s3_says_so) {
  in.first_scan_done = false;
  in.installed_at = at("2026-05-09T00:00:00");
  sell("1001");
  EXPECT_EQ(only().state, preview_state::waits);
  in.cards.history_from = day("2026-01-01");
  in.cards.email_invoice = true;
  const auto each = only();
  EXPECT_EQ(each.state, preview_state::would_book);
  EXPECT_THAT(each.reason, HasSubstr("S3"));
  ASSERT_TRUE(each.document);
  EXPECT_EQ(each.document->email_to, "");  // M8: never for existing orders
  in.installed_at = at("2026-04-01T00:00:00");
  in.first_scan_done = true;
  EXPECT_EQ(only().document.value().email_to, "noor@atelier.example");
}

TEST_F(previewing, what_is_skipped_has_no_document) {
  in.cards.excluded_payment_methods = {"ideal"};
  sell("1001");
  const auto each = only();
  EXPECT_EQ(each.state, preview_state::skipped);
  EXPECT_FALSE(each.reason.empty());
  EXPECT_FALSE(each.document);
}

TEST_F(previewing, what_is_booked_names_its_document) {
  auto& known = store(sell("1001"), item_state::sent);
  known.progress = {posting_step::done, "c1", "d1", "2026-0042", "https://boek.example/d1", 1};
  known.reference = "1001";
  const auto each = only();
  EXPECT_EQ(each.state, preview_state::booked);
  EXPECT_FALSE(each.document);
  ASSERT_TRUE(each.booked);
  EXPECT_EQ(each.booked->number, "2026-0042");
  EXPECT_THAT(to_text(make_preview(in)),
              HasSubstr("already booked\n  document   2026-0042, reference 1001, "
                        "https://boek.example/d1\n"));
}

TEST_F(previewing, what_another_integration_booked_is_skipped) {
  const auto& sold = sell("1001");
  in.elsewhere.push_back({{item_kind::order, sold.id}, "d9", "WEB-1001"});
  auto each = only();
  EXPECT_EQ(each.state, preview_state::skipped);
  EXPECT_EQ(each.booked.value().reference, "WEB-1001");
  in.elsewhere[0].document_id.clear();
  each = only();
  EXPECT_EQ(each.state, preview_state::would_book);
  EXPECT_EQ(each.document.value().reference, "WEB-1001");
}

TEST_F(previewing, a_failure_is_named_with_what_to_do) {
  std::erase_if(in.cards.vat_rows, [](const vat_row& each) { return each.rate_id == "high"; });
  sell("1001");
  const auto each = only();
  EXPECT_EQ(each.state, preview_state::would_fail);
  ASSERT_TRUE(each.failure);
  EXPECT_EQ(each.failure->code, "E-BTW");
  EXPECT_THAT(each.failure->advice, HasSubstr("M4"));
  EXPECT_FALSE(blames_lists(make_preview(in)));  // the cards are to blame
  const auto text = to_text(make_preview(in));
  EXPECT_THAT(text, HasSubstr(": WOULD FAIL\n  error      E-BTW: "));
  EXPECT_THAT(text, HasSubstr("\n  what to do "));
}

TEST_F(previewing, lists_may_be_to_blame) {
  sell("1001");
  EXPECT_FALSE(blames_lists(make_preview(in)));
  in.lists.rates[0].active = false;
  EXPECT_EQ(only().failure.value().code, "E-BTW-CODE");
  EXPECT_TRUE(blames_lists(make_preview(in)));
}

TEST_F(previewing, what_waits_also_says_that_it_would_fail) {
  in.cards.vat_rows.clear();
  sell("1001").status = "processing";
  const auto each = only();
  EXPECT_EQ(each.state, preview_state::waits);
  EXPECT_EQ(each.failure.value().code, "E-BTW");
  EXPECT_FALSE(each.document);
}

TEST_F(previewing, what_stopped_keeps_its_error_until_somebody_acts) {
  auto& known = store(sell("1001"), item_state::needs_action);
  known.failure = fail(errc::period_closed, "2026-05-01");
  auto each = only();
  EXPECT_EQ(each.state, preview_state::needs_action);
  EXPECT_EQ(each.failure.value().code, "E-PERIODE");
  EXPECT_TRUE(each.document);  // the period is open again
  known.content_hash ^= 1U;    // the order changed meanwhile: it is judged anew
  each = only();
  EXPECT_EQ(each.state, preview_state::would_book);
  EXPECT_FALSE(each.failure);
}

TEST_F(previewing, a_booking_that_has_begun_keeps_its_reference) {
  auto& known = store(sell("1001"), item_state::ready);
  known.progress.step = posting_step::document_intent;
  known.reference = "OLD-1001";
  in.cards.excluded_payment_methods = {"ideal"};  // too late
  const auto each = only();
  EXPECT_EQ(each.state, preview_state::would_book);
  EXPECT_EQ(each.document.value().reference, "OLD-1001");
  EXPECT_THAT(each.reason, HasSubstr("begun"));
}

TEST_F(previewing, notes_say_what_was_added_or_left_out) {
  auto& sold = sell("1001");
  sold.total += 2;  // two cents that no line explains
  sold.vat_number = "NL00";
  const auto each = only();
  ASSERT_TRUE(each.document) << each.failure.value().sentence;
  EXPECT_THAT(each.document->notes,
              ElementsAre(HasSubstr("rounding line"), HasSubstr("VAT number left out: NL00")));
}

TEST_F(previewing, credits_stand_behind_their_order) {
  sell("1001", "2026-05-01T10:00:00");
  sell("1002", "2026-05-03T10:00:00");
  auto& known = store(in.orders[0], item_state::sent);
  known.progress.document_number = "2026-0042";
  const auto of = in.orders[0];
  refund(of, "r1");
  const auto waiting_for = in.orders[1];
  refund(waiting_for, "r2");
  const auto made = make_preview(in);
  std::vector<std::string> numbers;
  for (const auto& each : made.entries) {
    numbers.push_back(each.number);
  }
  EXPECT_THAT(numbers, ElementsAre("1002", "1002 credit r2", "1001", "1001 credit r1"));
  EXPECT_EQ(made.entries[1].state, preview_state::waits);  // for its original
  EXPECT_EQ(made.entries[3].state, preview_state::would_book);
  ASSERT_TRUE(made.entries[3].document);
  EXPECT_EQ(made.entries[3].document->kind, document_kind::credit_invoice);
  EXPECT_EQ(made.entries[3].document->total, cents("-121.00"));
  EXPECT_EQ(made.entries[3].total, cents("-121.00"));
}

TEST_F(previewing, a_credit_of_an_order_outside_the_preview) {
  const auto sold = order_of({line("Vaas", "100.00", "21.00", "21")});
  refund(sold, "r1");
  EXPECT_EQ(only().state, preview_state::waits);
  in.cards.credits = credit_mode::off;
  EXPECT_EQ(only().state, preview_state::skipped);
}

TEST_F(previewing, what_cannot_be_read_is_shown) {
  in.unreadable.push_back({"55", "$.total: missing"});
  const auto each = only();
  EXPECT_EQ(each.state, preview_state::unreadable);
  EXPECT_EQ(each.failure.value().code, "E-ANTWOORD");
  EXPECT_THAT(to_text(make_preview(in)), HasSubstr("Order 55: UNREADABLE\n"));
}

TEST_F(previewing, the_shop_steers_no_terminal) {
  auto& sold = sell("1001\x1b[2J");
  sold.billing.first_name = "No\x1b]0;r";
  sold.lines[0].name = "Va\nas";
  const auto text = to_text(make_preview(in));
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  EXPECT_THAT(text, Not(HasSubstr("Va\nas")));
}

TEST_F(previewing, json_says_the_same) {
  sell("1001").customer_note = "\"quoted\"";
  sell("1002", "2026-05-02T10:00:00").lines[0].vat_percent = number("17");
  in.unreadable.push_back({"55", "no number"});
  const auto value = boost::json::parse(to_json(make_preview(in)));
  EXPECT_EQ(value.at("integration").as_int64(), 7);
  EXPECT_EQ(value.at("counts").at("would_book").as_int64(), 1);
  EXPECT_EQ(value.at("counts").at("would_fail").as_int64(), 1);
  const auto& entries = value.at("entries").as_array();
  ASSERT_EQ(entries.size(), 3U);
  EXPECT_EQ(entries[0].at("state").as_string(), "would_fail");
  EXPECT_TRUE(entries[0].at("document").is_null());
  const auto& document = entries[1].at("document");
  EXPECT_EQ(document.at("total").as_string(), "121.00");
  EXPECT_EQ(document.at("lines").at(0).at("account").at("name").as_string(), "8000 Omzet");
  EXPECT_EQ(document.at("payments").at(0).at("account").at("id").as_string(), "77");
  EXPECT_EQ(document.at("customer").at("country").as_string(), "NL");
  EXPECT_TRUE(entries[2].at("total").is_null());
}

}  // namespace
}  // namespace boekbrug::test
