// The booking plan of an order: lines, accounts, dates, payments, head (R7, R8, cards S6-S9,
// M1-M11).

#include "fixtures.hpp"

namespace boekbrug::test {
namespace {

using namespace core;

order two_lines() {
  order source = order_of({line("Mok", "19.26", "4.05", "21"),
                           line("PostNL pakket", "5.74", "1.20", "21", line_kind::shipping)});
  source.lines[0].quantity = 2;
  source.lines[0].sku = "MOK-300";
  return source;
}

const plan_line& first_line(const booking_plan& plan) {
  return plan.lines.at(0);
}

TEST(plan_lines, R7QuantityTimesUnitPriceWhenItGivesTheLine) {
  order source = order_of({line("Workshop", "210.74", "44.26", "21")});
  source.lines[0].quantity = 3;
  const booking_plan plan = make_plan(source, world{}.context()).value();
  EXPECT_EQ(first_line(plan).quantity, 3);
  EXPECT_EQ(first_line(plan).unit_price, number("85"));
  EXPECT_EQ(first_line(plan).description, "Workshop");
}

TEST(plan_lines, R7OnePieceWithTheAmountWhenItDoesNot) {
  const booking_plan plan = make_plan(two_lines(), world{}.context()).value();
  EXPECT_EQ(first_line(plan).quantity, 1);  // 23.31 is not two times a price in cents
  EXPECT_EQ(first_line(plan).unit_price, number("23.31"));
  EXPECT_EQ(first_line(plan).description, "2 x Mok");
}

TEST(plan_lines, R7FractionalQuantity) {
  order source = order_of({line("Stof per meter", "12.40", "2.60", "21")});
  source.lines[0].quantity = number("2.5");
  booking_plan plan = make_plan(source, world{}.context()).value();
  EXPECT_EQ(first_line(plan).quantity, number("2.5"));
  EXPECT_EQ(first_line(plan).unit_price, number("6"));
  source.lines[0].quantity = number("0.333");
  plan = make_plan(source, world{}.context()).value();
  EXPECT_EQ(first_line(plan).quantity, 1);
  EXPECT_EQ(first_line(plan).description, "0.333 x Stof per meter");
}

TEST(plan_lines, QuantityZeroIsOnePiece) {
  order source = order_of({line("Correctie", "10.00", "2.10", "21")});
  source.lines[0].quantity = 0;
  const booking_plan plan = make_plan(source, world{}.context()).value();
  EXPECT_EQ(first_line(plan).quantity, 1);
  EXPECT_EQ(first_line(plan).description, "Correctie");
}

TEST(plan_lines, R7NamesOfShippingFeesAndNamelessLines) {
  const order source =
      order_of({line("", "1.00", "0.21", "21"),
                line("PostNL pakket", "10.00", "2.10", "21", line_kind::shipping),
                line("Verzending Belgie", "10.00", "2.10", "21", line_kind::shipping),
                line("", "10.00", "2.10", "21", line_kind::shipping),
                line("Betaalkosten", "10.00", "2.10", "21", line_kind::fee),
                line("", "10.00", "2.10", "21", line_kind::fee),
                line("Korting LENTE10", "-10.00", "-2.10", "21", line_kind::discount)});
  std::vector<std::string> names;
  for (const plan_line& each : make_plan(source, world{}.context()).value().lines) {
    names.push_back(each.description);
  }
  EXPECT_EQ(names, (std::vector<std::string>{"Artikel", "Verzendkosten PostNL pakket",
                                             "Verzending Belgie", "Verzendkosten", "Betaalkosten",
                                             "Toeslag", "Korting LENTE10"}));
}

TEST(plan_lines, ZeroLinesAreDroppedUnlessThereAreNoOthers) {
  order source = order_of({line("Mok", "10.00", "2.10", "21"), line("Staal", "0", "0", "21"),
                           line("Onbekend", "0", "0", "13")});
  EXPECT_EQ(make_plan(source, world{}.context()).value().lines.size(), 1U);
  source = order_of(
      {line("Staal", "0", "0", "21"), line("Ophalen", "0", "0", "21", line_kind::shipping)});
  const booking_plan plan = make_plan(source, world{}.context()).value();
  EXPECT_EQ(plan.lines.size(), 2U);
  EXPECT_EQ(plan.total, 0);
  EXPECT_TRUE(plan.payments.empty());
}

TEST(plan_lines, LongNamesAreCutAtACharacter) {
  std::string name;
  for (int count = 0; count < 300; ++count) {
    name += "\xC3\xA9";  // e with acute accent
  }
  const booking_plan plan =
      make_plan(order_of({line("x" + name, "1.00", "0.21", "21")}), world{}.context()).value();
  EXPECT_EQ(first_line(plan).description.size(), 499U);
}

TEST(plan_lines, M11Extras) {
  world here;
  here.cards.extra_sku = true;
  here.cards.extra_note = true;
  here.cards.extra_payment_method = true;
  here.cards.extra_delivery_address = true;
  order source = two_lines();
  source.customer_note = " Graag na 18 uur ";
  source.payment_method_title = "iDEAL";
  source.billing.city = "Utrecht";
  source.shipping.last_name = "de Wit";
  source.shipping.street = "Kade 9";
  source.shipping.postcode = "3701 CD";
  source.shipping.city = "Zeist";
  const booking_plan plan = make_plan(source, here.context()).value();
  EXPECT_EQ(plan.lines[0].description, "2 x Mok (MOK-300)");
  EXPECT_EQ(
      plan.lines[1].description,
      "Verzendkosten PostNL pakket\nOpmerking: Graag na 18 uur\nAfleveradres: de Wit, Kade 9, "
      "3701 CD Zeist, NL\nBetaalmethode: iDEAL");
}

TEST(plan_lines, S6GroupsPerRateAndAccount) {
  world here;
  here.cards.group_lines = true;
  here.cards.shipping_account = "8100";
  order source = two_lines();
  source.lines.push_back(line("Deken", "10.00", "2.10", "21"));
  source.lines.push_back(line("Boek", "10.00", "0.90", "9"));
  source.total = 0;
  for (const order_line& each : source.lines) {
    source.total += each.net + each.vat;
  }
  const booking_plan plan = make_plan(source, here.context()).value();
  ASSERT_EQ(plan.lines.size(), 3U);
  EXPECT_EQ(plan.lines[0].description, "Order 4711, NL 21 %");
  EXPECT_EQ(plan.lines[0].unit_price, number("35.41"));
  EXPECT_EQ(plan.lines[1].description, "Order 4711, verzendkosten NL 21 %");
  EXPECT_EQ(plan.lines[2].description, "Order 4711, NL 9 %");
  EXPECT_EQ(vat_by_rate(plan), shop_vat_by_rate(source, here));
}

TEST(plan_accounts, M1ToM3) {
  world here;
  const order source =
      order_of({line("a", "10.00", "2.10", "21"), line("b", "10.00", "0.90", "9"),
                line("c", "10.00", "0", "0"), line("d", "10.00", "2.10", "21", line_kind::shipping),
                line("e", "10.00", "2.10", "21", line_kind::fee)});
  const auto accounts = [&] {
    std::string made;
    for (const plan_line& each : make_plan(source, here.context()).value().lines) {
      made += each.account_id + " ";
    }
    return made;
  };
  EXPECT_EQ(accounts(), "     ");
  here.cards.revenue_account = "8000";
  EXPECT_EQ(accounts(), "8000 8000 8000 8000 8000 ");
  here.cards.revenue_account_high = "8010";
  here.cards.revenue_account_low = "8020";
  here.cards.revenue_account_other = "8030";
  EXPECT_EQ(accounts(), "8010 8020 8030 8010 8010 ");
  here.cards.shipping_account = "8100";
  here.cards.payment_cost_account = "8200";
  EXPECT_EQ(accounts(), "8010 8020 8030 8100 8200 ");
}

TEST(plan_accounts, MissingInactiveOrWrongOneIsUnusable) {
  world here;
  const auto code = [&](const char* account) {
    here.cards.revenue_account = account;
    return code_of(make_plan(two_lines(), here.context()));
  };
  EXPECT_EQ(code("7777"), errc::ledger_account_unusable);
  EXPECT_EQ(code("8900"), errc::ledger_account_unusable);
  EXPECT_EQ(code("1000"), errc::ledger_account_unusable);
  EXPECT_EQ(detail_of(make_plan(two_lines(), here.context())), "Bank");
  here.lists.accounts
      .clear();  // the ledger's plan does not give the list: nothing to check against
  EXPECT_EQ(code("7777"), errc{});
}

TEST(plan_dates, S8InTheShopsZone) {
  world here;
  order source = two_lines();
  source.created = at("2025-12-31T22:59:59");  // 23:59:59 on New Year's Eve
  source.paid = at("2025-12-31T23:00:00");     // New Year
  source.invoiced = at("2026-01-03T12:00:00");
  const auto booked = [&](date_source from) {
    here.cards.invoice_date = from;
    return make_plan(source, here.context()).value().booked_on;
  };
  EXPECT_EQ(booked(date_source::ordered), day("2025-12-31"));
  EXPECT_EQ(booked(date_source::paid), day("2026-01-01"));
  EXPECT_EQ(booked(date_source::shop_invoice), day("2026-01-03"));
  EXPECT_EQ(booked(date_source::processed), day("2026-11-20"));
  source.paid.reset();
  source.invoiced.reset();
  here.cards.status = document_status::always_paid;
  EXPECT_EQ(booked(date_source::paid), day("2025-12-31"));
  EXPECT_EQ(booked(date_source::shop_invoice), day("2025-12-31"));
}

TEST(plan_dates, ClosedPeriodIsRefusedUpToAndIncludingItsLastDay) {
  world here;
  here.lists.admin.locked_until = day("2026-05-01");
  EXPECT_EQ(code_of(make_plan(two_lines(), here.context())), errc::period_closed);
  EXPECT_EQ(detail_of(make_plan(two_lines(), here.context())), "2026-05-01");
  here.lists.admin.locked_until = day("2026-04-30");
  EXPECT_TRUE(make_plan(two_lines(), here.context()));
}

TEST(plan_payments, M7AndM9) {
  world here;
  order source = two_lines();
  const auto payments = [&](document_status status) {
    here.cards.status = status;
    return make_plan(source, here.context()).value().payments;
  };
  auto made = payments(document_status::paid_if_paid);
  ASSERT_EQ(made.size(), 1U);
  EXPECT_EQ(made[0].amount, source.total);
  EXPECT_EQ(made[0].paid_on, day("2026-05-02"));
  EXPECT_EQ(made[0].transaction_id, "tr_1");
  EXPECT_EQ(made[0].account_id, "");
  EXPECT_TRUE(payments(document_status::open).empty());
  EXPECT_TRUE(payments(document_status::draft).empty());
  source.paid.reset();
  EXPECT_TRUE(payments(document_status::paid_if_paid).empty());
  made = payments(document_status::always_paid);
  ASSERT_EQ(made.size(), 1U);
  EXPECT_EQ(made[0].paid_on, day("2026-05-01"));
  here.cards.register_payments = false;
  EXPECT_TRUE(payments(document_status::always_paid).empty());
}

TEST(plan_payments, M9RoutesByMethod) {
  world here;
  here.cards.payment_routes = {{"*", "kruispost"}, {"ideal", "mollie"}};
  EXPECT_EQ(make_plan(two_lines(), here.context()).value().payments.at(0).account_id, "mollie");
  order source = two_lines();
  source.payment_method = "paypal";
  EXPECT_EQ(make_plan(source, here.context()).value().payments.at(0).account_id, "kruispost");
}

TEST(plan_payments, GiftCardsArePaymentsNotDiscounts) {
  world here;
  here.cards.payment_routes = {{"*", "kruispost"}};
  order source = order_of({line("Mok", "23.14", "4.86", "21")});  // 28.00
  source.gift_payments = {{"GIFT", cents("24.00")}};
  source.total = cents("4.00");
  const booking_plan plan = make_plan(source, here.context()).value();
  EXPECT_EQ(plan.total, cents("28.00"));
  ASSERT_EQ(plan.payments.size(), 2U);
  EXPECT_EQ(plan.payments[0].amount, cents("24.00"));
  EXPECT_EQ(plan.payments[0].account_id, "");
  EXPECT_EQ(plan.payments[1].amount, cents("4.00"));
  EXPECT_EQ(plan.payments[1].account_id, "kruispost");
  source.gift_payments = {{"GIFT", cents("20.00")}, {"GIFT2", cents("8.00")}};
  source.total = 0;
  ASSERT_EQ(make_plan(source, here.context()).value().payments.size(), 1U);
}

TEST(plan_head, StatusMailAndLayout) {
  world here;
  here.cards.document_style = "style";
  here.cards.workflow = "flow";
  here.cards.email_invoice = true;
  booking_plan plan = make_plan(two_lines(), here.context()).value();
  EXPECT_EQ(plan.kind, document_kind::invoice);
  EXPECT_EQ(plan.reference, "4711");
  EXPECT_TRUE(plan.finalise);
  EXPECT_TRUE(plan.send_by_email);
  EXPECT_EQ(plan.document_style, "style");
  EXPECT_EQ(plan.workflow, "flow");
  plan_context history = here.context();
  history.from_history = true;  // M8: never for existing orders
  EXPECT_FALSE(make_plan(two_lines(), history).value().send_by_email);
  order nameless = two_lines();
  nameless.billing.email = "";
  EXPECT_FALSE(make_plan(nameless, here.context()).value().send_by_email);
  here.cards.status = document_status::draft;
  plan = make_plan(two_lines(), here.context()).value();
  EXPECT_FALSE(plan.finalise);
  EXPECT_FALSE(plan.send_by_email);
}

TEST(plan_head, S9CurrencyRule) {
  world here;
  order source = two_lines();
  source.currency = currency::parse("USD").value();
  EXPECT_EQ(code_of(make_plan(source, here.context())), errc::currency_off);
  EXPECT_EQ(detail_of(make_plan(source, here.context())), "USD");
  here.cards.multi_currency = true;
  EXPECT_EQ(make_plan(source, here.context()).value().currency, source.currency);
  here.cards.multi_currency = false;
  here.lists.admin.currency = "USD";
  EXPECT_TRUE(make_plan(source, here.context()));
}

TEST(plan_head, MissingOrUnknownCountry) {
  const world here;
  order source = two_lines();
  source.billing.country = source.shipping.country = "";
  EXPECT_EQ(code_of(make_plan(source, here.context())), errc::country_unknown);
  source.billing.country = "Nederland";
  EXPECT_EQ(code_of(make_plan(source, here.context())), errc::country_unknown);
  source.billing.country = "ZZ";
  EXPECT_EQ(code_of(make_plan(source, here.context())), errc::country_unknown);
  source.billing.country = "nl";
  EXPECT_TRUE(make_plan(source, here.context()));
}

TEST(plan_head, NoLinesAndUnmappedVat) {
  world here;
  order source = order_of({});
  source.total = cents("10.00");
  EXPECT_EQ(code_of(make_plan(source, here.context())), errc::line_count);
  here.cards.vat_rows.clear();
  EXPECT_EQ(code_of(make_plan(two_lines(), here.context())), errc::vat_unmapped);
  EXPECT_EQ(detail_of(make_plan(two_lines(), here.context())), "NL 21 %");
}

TEST(plan_head, InvalidVatNumberIsLeftOutUnlessTheClassDependsOnIt) {
  const world here;
  order source = two_lines();
  source.vat_number = "123";
  const booking_plan plan = make_plan(source, here.context()).value();
  EXPECT_EQ(plan.contact.vat_number, "");
  EXPECT_EQ(plan.notes, std::vector<std::string>{"VAT number left out: 123"});
  source = order_of({line("Mok", "10.00", "0", "")}, "DE");
  source.vat_number = "123";
  EXPECT_EQ(code_of(make_plan(source, here.context())), errc::vat_number_invalid);
}

TEST(plan_head, IntraEuSalesNeverGoOnTheCollectiveDebtor) {
  world here;
  here.cards.customers = customer_mode::collective;
  EXPECT_TRUE(make_plan(two_lines(), here.context()).value().contact.collective);
  order source = order_of({line("Mok", "10.00", "0", "")}, "DE");
  source.vat_number = "DE811907980";
  const booking_plan plan = make_plan(source, here.context()).value();
  EXPECT_FALSE(plan.contact.collective);
  EXPECT_EQ(plan.contact.vat_number, "DE811907980");
}

TEST(plan_head, AbsurdInputIsANamedError) {
  const world here;
  order source = two_lines();
  source.lines[0].net = 9'000'000'000'000'000'000;
  EXPECT_EQ(code_of(make_plan(source, here.context())), errc::invalid_input);
  source = two_lines();
  source.lines[0].vat_percent = number("99999");
  EXPECT_EQ(code_of(make_plan(source, here.context())), errc::vat_unmapped);
  source = two_lines();
  source.gift_payments = {{"x", -1}};
  EXPECT_EQ(code_of(make_plan(source, here.context())), errc::invalid_input);
  EXPECT_EQ(code_of(make_plan(two_lines(), plan_context{})), errc::internal);
}

}  // namespace
}  // namespace boekbrug::test
