// Credits (R9, woocommerce.md 5).

#include "fixtures.hpp"
#include "shop_orders.hpp"

namespace boekbrug::test {
namespace {

using namespace core;

void expect_proven(const result<booking_plan>& plan) {
  ASSERT_TRUE(plan) << detail_of(plan);
  EXPECT_TRUE(check_plan(*plan, ledger_arithmetic::per_rate));
}

TEST(credit, PartialByLine49) {
  const world here;
  const auto answer = make_credit_plan(refund_of_49(), shop_order("49"), here.context());
  expect_proven(answer);
  const booking_plan& plan = *answer;
  EXPECT_EQ(plan.kind, document_kind::credit_invoice);
  EXPECT_EQ(plan.total, cents("-12.95"));
  EXPECT_EQ(vat_by_rate(plan), (std::map<std::string, minor_units>{{"BE-21", cents("-2.25")}}));
  ASSERT_EQ(plan.lines.size(), 1U);
  EXPECT_EQ(plan.lines[0].quantity, -1);
  EXPECT_EQ(plan.lines[0].unit_price, number("12.95"));
  EXPECT_EQ(plan.lines[0].description, "Credit voor 49: Mok \"Vlas\" – 300 ml");
  EXPECT_EQ(plan.reference, "49-C95");
  EXPECT_EQ(plan.original_reference, "49");
  EXPECT_EQ(plan.booked_on, day("2026-03-31"));
  ASSERT_EQ(plan.payments.size(), 1U);
  EXPECT_EQ(plan.payments[0].amount, cents("-12.95"));
  EXPECT_EQ(plan.payments[0].transaction_id, "");
  EXPECT_EQ(plan.rule, proof_rule::as_charged);
}

TEST(credit, FullByLines56) {
  const world here;
  const auto answer = make_credit_plan(refund_of_56(), shop_order("56"), here.context());
  expect_proven(answer);
  EXPECT_EQ(answer->total, cents("-104.85"));
  EXPECT_EQ(vat_by_rate(*answer)["high"], cents("-18.20"));
  EXPECT_EQ(answer->lines.size(), 3U);
}

TEST(credit, AmountOnly57IsSpreadOverTheRates) {
  const world here;
  const auto answer = make_credit_plan(refund_of_57(), shop_order("57"), here.context());
  expect_proven(answer);
  // 53.60 at 21 %, 42.35 at 9 %, 14.34 at 0 % of 110.29.
  EXPECT_EQ(answer->total, cents("-10.00"));
  ASSERT_EQ(answer->lines.size(), 3U);
  EXPECT_EQ(answer->lines[0].unit_price, number("-4.86"));
  EXPECT_EQ(answer->lines[1].unit_price, number("-3.84"));
  EXPECT_EQ(answer->lines[2].unit_price, number("-1.30"));
  EXPECT_EQ(answer->lines[0].description, "Credit voor 57: Terugbetaling (Coulance)");
  EXPECT_EQ(vat_by_rate(*answer),
            (std::map<std::string, minor_units>{
                {"high", cents("-0.84")}, {"low", cents("-0.32")}, {"zero", 0}}));
  EXPECT_EQ(answer->rule, proof_rule::as_charged);
}

TEST(credit, Full60WithoutLinesMirrorsTheOrder) {
  const world here;
  const auto answer = make_credit_plan(refund_of_60(), shop_order("60"), here.context());
  expect_proven(answer);
  EXPECT_EQ(answer->total, cents("-94.13"));
  auto vat = vat_by_rate(*answer);
  EXPECT_EQ(vat["DE-19"], cents("-7.19"));
  EXPECT_EQ(vat["DE-7"], cents("-3.21"));
  EXPECT_EQ(answer->lines.size(), 5U);  // three of the order and a rounding pair
  EXPECT_EQ(answer->rule, proof_rule::rounding_pair);
  EXPECT_EQ(answer->booked_on, day("2026-10-20"));
}

TEST(credit, RemainderBesideLinesIsSpread) {
  const world here;
  credit more = refund_of_49();
  more.amount = cents("15.00");
  const auto answer = make_credit_plan(more, shop_order("49"), here.context());
  expect_proven(answer);
  EXPECT_EQ(answer->total, cents("-15.00"));
  ASSERT_EQ(answer->lines.size(), 3U);
  // 2.05 over 38.40 at 21 % and 16.97 at 6 % of 55.37.
  EXPECT_EQ(answer->lines[1].unit_price, number("-1.42"));
  EXPECT_EQ(answer->lines[2].unit_price, number("-0.63"));
  more.amount = cents("10.00");
  const auto less = make_credit_plan(more, shop_order("49"), here.context());
  expect_proven(less);
  EXPECT_EQ(less->total, cents("-10.00"));
}

TEST(credit, UntaxedFeeOf44KeepsItsShare) {
  const world here;
  credit part;
  part.id = "200";
  part.created = at("2026-10-26T10:00:00");
  part.amount = cents("7.69");
  const auto answer = make_credit_plan(part, shop_order("44"), here.context());
  expect_proven(answer);
  EXPECT_EQ(answer->total, cents("-7.69"));
  ASSERT_EQ(answer->lines.size(), 3U);
  EXPECT_EQ(answer->lines[2].rate_id, "none");
  EXPECT_EQ(answer->lines[2].unit_price, number("0.5"));  // the discount of 5.00 came along
}

TEST(credit, LineWithoutVatOfATaxedLineIsAnAmountInclVat) {
  const world here;
  credit given = refund_of_49();
  given.lines[0].net = cents("-12.95");
  given.lines[0].vat = 0;
  given.lines[0].vat_percent.reset();
  const auto answer = make_credit_plan(given, shop_order("49"), here.context());
  expect_proven(answer);
  EXPECT_EQ(vat_by_rate(*answer)["BE-21"], cents("-2.25"));
  ASSERT_EQ(answer->notes.size(), 1U);
  EXPECT_NE(answer->notes[0].find("VAT taken out"), std::string::npos);
}

TEST(credit, RateIsJoinedByTheOriginalsLine) {
  const world here;
  credit given = refund_of_49();
  given.lines[0].vat_percent.reset();  // tax_lines of a refund may lack rate_percent
  const auto answer = make_credit_plan(given, shop_order("49"), here.context());
  expect_proven(answer);
  EXPECT_EQ(vat_by_rate(*answer)["BE-21"], cents("-2.25"));
}

TEST(credit, VatThatCannotBeToldIsACreditError) {
  const world here;
  credit given = refund_of_49();
  given.lines[0].id = "";
  given.lines[0].vat_percent.reset();
  EXPECT_EQ(code_of(make_credit_plan(given, shop_order("49"), here.context())),
            errc::credit_vat_unknown);
  given.lines[0] = line("Correctie", "-12.95", "0", "", line_kind::fee);
  EXPECT_EQ(code_of(make_credit_plan(given, shop_order("49"), here.context())),
            errc::credit_vat_unknown);
}

TEST(credit, IntraEuCreditKeepsTheClassOfItsOriginal) {
  const world here;
  credit part;
  part.id = "201";
  part.created = at("2026-02-01T10:00:00");
  part.amount = cents("100.00");
  const auto answer = make_credit_plan(part, shop_order("47"), here.context());
  expect_proven(answer);
  ASSERT_EQ(answer->lines.size(), 1U);
  EXPECT_EQ(answer->lines[0].rate_id, "eu-goods");
  part.lines = {line("Correctie", "-100.00", "0", "", line_kind::fee)};
  const auto by_line = make_credit_plan(part, shop_order("47"), here.context());
  expect_proven(by_line);
  EXPECT_EQ(by_line->lines[0].rate_id, "eu-goods");
}

TEST(credit, AmountsThatCannotBeAreRefused) {
  const world here;
  credit given = refund_of_57();
  given.amount = cents("110.35");
  EXPECT_EQ(code_of(make_credit_plan(given, shop_order("57"), here.context())),
            errc::totals_differ);
  given.amount = -1;
  EXPECT_EQ(code_of(make_credit_plan(given, shop_order("57"), here.context())),
            errc::invalid_input);
  given.amount = 0;
  EXPECT_EQ(code_of(make_credit_plan(given, shop_order("57"), here.context())), errc::line_count);
  given = refund_of_49();
  given.lines[0].net = cents("10.70");
  given.lines[0].vat = cents("2.25");
  EXPECT_EQ(code_of(make_credit_plan(given, shop_order("49"), here.context())),
            errc::totals_differ);
}

TEST(credit, UnpaidOriginalGivesNoNegativePayment) {
  const world here;
  credit part;
  part.id = "202";
  part.created = at("2026-02-01T10:00:00");
  part.amount = cents("10.00");
  EXPECT_TRUE(make_credit_plan(part, shop_order("46"), here.context())->payments.empty());
}

TEST(credit, GiftCardPartIsNotMirrored) {
  const world here;
  order original = order_of({line("Mok", "23.14", "4.86", "21")});
  original.gift_payments = {{"GIFT", cents("24.00")}};
  original.total = cents("4.00");
  credit part;
  part.id = "203";
  part.created = original.created;
  part.amount = cents("4.00");
  const auto answer = make_credit_plan(part, original, here.context());
  expect_proven(answer);
  EXPECT_EQ(answer->total, cents("-4.00"));
}

TEST(credit, SeveralCreditsHaveTheirOwnReferences) {
  const world here;
  const order original = shop_order("49");
  credit second = refund_of_49();
  second.id = "99";
  EXPECT_EQ(make_credit_reference(refund_of_49(), original, here.cards), "49-C95");
  EXPECT_EQ(make_credit_reference(second, original, here.cards), "49-C99");
}

}  // namespace
}  // namespace boekbrug::test
