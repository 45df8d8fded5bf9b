#include "core/sync/posting.hpp"

#include <gtest/gtest.h>

namespace boekbrug::core {
namespace {

using action = posting_action;
using step = posting_step;

booking_plan plan_of(std::vector<minor_units> payments, minor_units total) {
  booking_plan plan;
  plan.reference = "1001";
  plan.total = total;
  for (const auto each : payments) {
    plan_payment payment;
    payment.amount = each;
    plan.payments.push_back(payment);
  }
  return plan;
}
booking_plan paid_plan() {
  return plan_of({1210}, 1210);
}

ledger_document document_of(document_state state, minor_units paid = 0, minor_units total = 1210) {
  ledger_document out;
  out.id = "d1";
  out.reference = "1001";
  out.state = state;
  out.total = total;
  out.total_paid = paid;
  return out;
}

posting_progress at(step where, const std::string& contact = "", const std::string& document = "") {
  posting_progress out;
  out.step = where;
  out.contact_id = contact;
  out.document_id = document;
  return out;
}

posting_facts found_at(step where) {
  posting_facts out;
  out.found_at = where;
  return out;
}

TEST(posting, a_new_customer_is_searched_then_made) {
  posting_facts facts;
  EXPECT_EQ(next_action(at(step::none), paid_plan(), facts), action::find_contact);
  facts.contact_searched = true;
  EXPECT_EQ(next_action(at(step::none), paid_plan(), facts), action::create_contact);
}

TEST(posting, a_known_customer_leads_to_the_document_at_once) {
  EXPECT_EQ(next_action(at(step::contact_known, "c1"), paid_plan(), {}), action::create_document);
}

TEST(posting, an_intended_contact_is_searched_before_it_is_made_again) {
  auto facts = found_at(step::contact_intent);
  EXPECT_EQ(next_action(at(step::contact_intent), paid_plan(), facts), action::find_contact);
  facts.contact_searched = true;
  EXPECT_EQ(next_action(at(step::contact_intent), paid_plan(), facts), action::create_contact);
}

TEST(posting, an_intended_document_is_searched_first_even_without_a_contact) {
  for (const auto* contact : {"", "c1"}) {
    EXPECT_EQ(next_action(at(step::document_intent, contact), paid_plan(),
                          found_at(step::document_intent)),
              action::find_document);
  }
}

TEST(posting, an_intended_document_that_is_not_there_is_made) {
  auto facts = found_at(step::document_intent);
  facts.document_searched = true;
  EXPECT_EQ(next_action(at(step::document_intent, "c1"), paid_plan(), facts),
            action::create_document);
  EXPECT_EQ(next_action(at(step::document_intent), paid_plan(), facts), action::find_contact);
}

TEST(posting, a_draft_is_compared_then_sent) {
  posting_facts facts;
  facts.document = document_of(document_state::draft);
  const auto progress = at(step::document_made, "c1", "d1");
  EXPECT_EQ(next_action(progress, paid_plan(), facts), action::check_totals);
  facts.totals_checked = true;
  EXPECT_EQ(next_action(progress, paid_plan(), facts), action::send_document);
}

TEST(posting, a_draft_with_other_totals_is_deleted_never_sent) {
  posting_facts facts;
  facts.document = document_of(document_state::draft);
  facts.totals_checked = true;
  facts.totals_differ = true;
  EXPECT_EQ(next_action(at(step::document_made, "c1", "d1"), paid_plan(), facts),
            action::delete_draft);
}

TEST(posting, a_document_from_before_is_read_first) {
  for (const auto where : {step::document_made, step::send_intent}) {
    EXPECT_EQ(next_action(at(where, "c1", "d1"), paid_plan(), found_at(where)),
              action::read_document)
        << name(where);
  }
}

TEST(posting, an_intended_sending_goes_on_from_what_the_ledger_holds) {
  auto facts = found_at(step::send_intent);
  const auto progress = at(step::send_intent, "c1", "d1");
  facts.document = document_of(document_state::draft);
  EXPECT_EQ(next_action(progress, paid_plan(), facts), action::check_totals);
  facts.totals_checked = true;
  EXPECT_EQ(next_action(progress, paid_plan(), facts), action::send_document);
  facts.document = document_of(document_state::open);
  EXPECT_EQ(next_action(progress, paid_plan(), facts), action::pay);
  facts.document = document_of(document_state::paid, 1210);
  EXPECT_EQ(next_action(progress, paid_plan(), facts), action::finish);
}

TEST(posting, an_intended_payment_is_looked_up_first) {
  auto facts = found_at(step::payment_intent);
  const auto progress = at(step::payment_intent, "c1", "d1");
  EXPECT_EQ(next_action(progress, paid_plan(), facts), action::read_document);
  facts.document = document_of(document_state::open, 0);
  EXPECT_EQ(next_action(progress, paid_plan(), facts), action::pay);
  facts.document = document_of(document_state::open, 1209);
  EXPECT_EQ(next_action(progress, paid_plan(), facts), action::pay) << "a part is not the whole";
  facts.document = document_of(document_state::paid, 1210);
  EXPECT_EQ(next_action(progress, paid_plan(), facts), action::finish);
}

TEST(posting, several_payments_are_made_one_after_the_other) {
  const auto plan = plan_of({1000, 210}, 1210);
  auto progress = at(step::document_sent, "c1", "d1");
  posting_facts facts;
  facts.document = document_of(document_state::open);
  EXPECT_EQ(next_action(progress, plan, facts), action::pay);
  progress.payments_made = 1;
  EXPECT_EQ(next_action(progress, plan, facts), action::pay);
  progress.payments_made = 2;
  EXPECT_EQ(next_action(progress, plan, facts), action::finish);
  progress.payments_made = 0;
  facts.document->total_paid = 1000;
  EXPECT_EQ(next_action(progress, plan, facts), action::pay)
      << "the gift card is there, the rest is not";
  facts.document->total_paid = 1210;
  EXPECT_EQ(next_action(progress, plan, facts), action::finish);
}

TEST(posting, a_credit_is_paid_back_with_negative_amounts) {
  const auto plan = plan_of({-1210}, -1210);
  const auto progress = at(step::payment_intent, "c1", "d1");
  auto facts = found_at(step::payment_intent);
  facts.document = document_of(document_state::open, 0, -1210);
  EXPECT_EQ(next_action(progress, plan, facts), action::pay);
  facts.document->total_paid = -1210;
  EXPECT_EQ(next_action(progress, plan, facts), action::finish);
}

TEST(posting, nothing_to_pay_ends_after_sending) {
  const auto plan = plan_of({}, 0);
  posting_facts facts;
  facts.document = document_of(document_state::paid, 0, 0);
  EXPECT_EQ(next_action(at(step::document_sent, "c1", "d1"), plan, facts), action::finish);
  EXPECT_EQ(next_action(at(step::document_sent, "c1", "d1"), plan, found_at(step::document_sent)),
            action::finish);
}

TEST(posting, a_plan_for_a_draft_stops_at_the_draft_but_compares_it) {
  auto plan = paid_plan();
  plan.finalise = false;
  posting_facts facts;
  facts.document = document_of(document_state::draft);
  EXPECT_EQ(next_action(at(step::document_made, "c1", "d1"), plan, facts), action::check_totals);
  facts.totals_checked = true;
  EXPECT_EQ(next_action(at(step::document_made, "c1", "d1"), plan, facts), action::finish);
}

TEST(posting, an_intent_is_stored_before_each_action_that_makes_something) {
  EXPECT_EQ(intent_of(action::create_contact, step::none), step::contact_intent);
  EXPECT_EQ(intent_of(action::create_contact, step::document_intent), step::document_intent)
      << "never back";
  EXPECT_EQ(intent_of(action::create_document, step::contact_known), step::document_intent);
  EXPECT_EQ(intent_of(action::send_document, step::document_made), step::send_intent);
  EXPECT_EQ(intent_of(action::pay, step::document_sent), step::payment_intent);
  for (const auto each : {action::find_contact, action::find_document, action::check_totals,
                          action::read_document, action::finish}) {
    EXPECT_FALSE(writes(each)) << name(each);
    EXPECT_EQ(intent_of(each, step::document_made), step::document_made) << name(each);
  }
}

TEST(posting, a_refusal_falls_back_to_the_step_before_the_intent) {
  EXPECT_EQ(refused_of(action::create_contact), step::none);
  EXPECT_EQ(refused_of(action::create_document), step::contact_known);
  EXPECT_EQ(refused_of(action::send_document), step::document_made);
  EXPECT_EQ(refused_of(action::delete_draft), step::document_made);
  EXPECT_EQ(refused_of(action::pay), step::document_sent);
  for (const auto each :
       {action::create_contact, action::create_document, action::send_document, action::pay}) {
    EXPECT_LT(refused_of(each), intent_of(each, step::none)) << name(each);
  }
}

TEST(pick_document, takes_the_one_with_the_plans_total) {
  EXPECT_FALSE(pick_document({}, paid_plan()).value().has_value());
  const auto one = pick_document({document_of(document_state::open)}, paid_plan());
  ASSERT_TRUE(one.has_value() && one->has_value());
  EXPECT_EQ((*one)->id, "d1");
}

TEST(pick_document, refuses_several_and_strangers) {
  const auto mine = document_of(document_state::open);
  const auto several = pick_document({mine, mine}, paid_plan());
  ASSERT_FALSE(several.has_value());
  EXPECT_EQ(several.error().code, errc::document_exists);
  EXPECT_NE(several.error().detail.find("2 documents"), std::string::npos);
  const auto other_total = pick_document({document_of(document_state::open, 0, 1211)}, paid_plan());
  ASSERT_FALSE(other_total.has_value());
  EXPECT_EQ(other_total.error().code, errc::document_exists);
  EXPECT_NE(other_total.error().detail.find("12.11"), std::string::npos);
  auto foreign = mine;
  foreign.currency = currency::parse("USD").value();
  EXPECT_FALSE(pick_document({foreign}, paid_plan()).has_value());
}

TEST(name_refusal, says_how_far_the_booking_came) {
  const auto code_of = [](action what, errc code) {
    return name_refusal(what, fail(code, "x")).code;
  };
  EXPECT_EQ(code_of(action::send_document, errc::ledger_refused_content), errc::still_draft);
  EXPECT_EQ(code_of(action::pay, errc::not_found), errc::payment_missing);
  EXPECT_EQ(code_of(action::create_contact, errc::invalid_input), errc::customer_refused);
  EXPECT_EQ(code_of(action::find_contact, errc::ledger_refused_content), errc::customer_refused);
  EXPECT_EQ(code_of(action::create_document, errc::not_found), errc::ledger_refused_content);
  EXPECT_EQ(name_refusal(action::pay, fail(errc::not_found, "gone")).detail,
            "register payment: gone");
}

TEST(name_refusal, leaves_what_has_a_better_name) {
  for (const auto code : {errc::ledger_refused, errc::ledger_limit, errc::ledger_unreachable,
                          errc::period_closed, errc::ledger_plan, errc::vat_rate_unusable}) {
    const auto same = name_refusal(action::send_document, fail(code, "x"));
    EXPECT_EQ(same.code, code);
    EXPECT_EQ(same.detail, "x");
  }
}

}  // namespace
}  // namespace boekbrug::core
