// Dates, periods, currencies, accounts, status, grouping, customers and numbers (S6-S9, M7-M10, B1,
// B8-B11, R10).

#include "rule_table.hpp"

#include <cctype>
#include <set>

namespace boekbrug::test {
namespace {

using namespace core;

constexpr auto mb = ledger_kind::moneybird;
constexpr auto eb = ledger_kind::eboekhouden;

card_settings& cards(scene& made) {
  return made.here.base.cards;
}

using change = std::function<void(scene&)>;

auto all(std::vector<change> changes) {
  return [changes](scene& made) {
    for (const change& each : changes) {
      each(made);
    }
  };
}

auto ordered(const char* when) {
  return [when](scene& made) {
    made.source.created = at(when);
    made.source.paid = at(when);
  };
}

auto dated_by(date_source which) {
  return [which](scene& made) {
    cards(made).invoice_date = which;
    made.source.invoiced = at("2026-05-04T10:00:00");
  };
}

auto closed_until(const char* last) {
  return [last](scene& made) { made.here.base.lists.admin.locked_until = day(last); };
}

auto status(document_status which) {
  return [which](scene& made) { cards(made).status = which; };
}

void not_paid(scene& made) {
  made.source.paid.reset();
}

void no_payments(scene& made) {
  cards(made).register_payments = false;
}

void routes(scene& made) {
  cards(made).payment_routes = {{"ideal", "kruispost"}, {"*", "kas"}};
}

void cash(scene& made) {
  made.source.payment_method = "contant";
}

void grouped(scene& made) {
  cards(made).group_lines = true;
}

void own_shipping_account(scene& made) {
  cards(made).shipping_account = "8100";
}

void entry(scene& made) {
  cards(made).form = booking_form::entry;
}

auto pieces(int count) {
  return [count](scene& made) {
    const order_line one = made.source.lines.front();
    made.source.lines.assign(static_cast<std::size_t>(count), one);
    made.source.total = count * (one.net + one.vat);
  };
}

auto in_currency(const char* code, bool several) {
  return [=](scene& made) {
    made.source.currency = currency::parse(code).value();
    cards(made).multi_currency = several;
  };
}

const std::vector<const char*> mug{"10.00 + 2.10 @ 21"};

const rule_case money_cases[] = {
    {"order_date", "S8", mb, mug, dated_by(date_source::ordered),
     "incl. 1 x 12.10 high | high 10.00+2.10 | 12.10 | 2026-05-01 | 12.10 on 2026-05-02"},
    {"payment_date", "S8", eb, mug, dated_by(date_source::paid),
     "incl. 1 x 12.10 HOOG_VERK_21 | HOOG_VERK_21 10.00+2.10 | 12.10 | 2026-05-02 | 12.10 on "
     "2026-05-02"},
    {"shop_invoice_date", "S8", mb, mug, dated_by(date_source::shop_invoice),
     "incl. 1 x 12.10 high | high 10.00+2.10 | 12.10 | 2026-05-04 | 12.10 on 2026-05-02"},
    {"processing_date", "S8", mb, mug, dated_by(date_source::processed),
     "incl. 1 x 12.10 high | high 10.00+2.10 | 12.10 | 2026-11-20 | 12.10 on 2026-05-02"},
    {"new_year_in_amsterdam", "S8: the shop's zone", mb, mug, ordered("2026-12-31T23:30:00"),
     "incl. 1 x 12.10 high | high 10.00+2.10 | 12.10 | 2027-01-01 | 12.10 on 2027-01-01"},
    {"old_year_in_amsterdam", "S8", eb, mug, ordered("2026-12-31T22:30:00"),
     "incl. 1 x 12.10 HOOG_VERK_21 | HOOG_VERK_21 10.00+2.10 | 12.10 | 2026-12-31 | 12.10 on "
     "2026-12-31"},
    {"night_before_summer_time", "S8: UTC+1 until 02:00", mb, mug, ordered("2026-03-28T22:59:59"),
     "incl. 1 x 12.10 high | high 10.00+2.10 | 12.10 | 2026-03-28 | 12.10 on 2026-03-28"},
    {"summer_night", "S8: UTC+2", mb, mug, ordered("2026-06-30T22:00:00"),
     "incl. 1 x 12.10 high | high 10.00+2.10 | 12.10 | 2026-07-01 | 12.10 on 2026-07-01"},
    {"evening_after_summer_time", "S8: UTC+1 again", eb, mug, ordered("2026-10-25T22:30:00"),
     "incl. 1 x 12.10 HOOG_VERK_21 | HOOG_VERK_21 10.00+2.10 | 12.10 | 2026-10-25 | 12.10 on "
     "2026-10-25"},
    {"closed_period", "E-PERIODE", mb, mug, closed_until("2026-05-01"), "E-PERIODE 2026-05-01"},
    {"day_after_the_closed_period", "E-PERIODE", mb, mug, closed_until("2026-04-30"),
     "incl. 1 x 12.10 high | high 10.00+2.10 | 12.10 | 2026-05-01 | 12.10 on 2026-05-02"},
    {"concept", "M7", mb, mug, status(document_status::draft),
     "incl. 1 x 12.10 high | high 10.00+2.10 | 12.10 | 2026-05-01 | unpaid"},
    {"open", "M7", mb, mug, status(document_status::open),
     "incl. 1 x 12.10 high | high 10.00+2.10 | 12.10 | 2026-05-01 | unpaid"},
    {"paid_if_paid_and_not", "M7", eb, mug, not_paid,
     "incl. 1 x 12.10 HOOG_VERK_21 | HOOG_VERK_21 10.00+2.10 | 12.10 | 2026-05-01 | unpaid"},
    {"always_paid", "M7", mb, mug, all({not_paid, status(document_status::always_paid)}),
     "incl. 1 x 12.10 high | high 10.00+2.10 | 12.10 | 2026-05-01 | 12.10 on 2026-05-01"},
    {"no_payments", "M9, B7", eb, mug, no_payments,
     "incl. 1 x 12.10 HOOG_VERK_21 | HOOG_VERK_21 10.00+2.10 | 12.10 | 2026-05-01 | unpaid"},
    {"payment_account", "M9", mb, mug, routes,
     "incl. 1 x 12.10 high | high 10.00+2.10 | 12.10 | 2026-05-01 | 12.10 on 2026-05-02 by "
     "kruispost"},
    {"payment_account_of_others", "B7", eb, mug, all({routes, cash}),
     "incl. 1 x 12.10 HOOG_VERK_21 | HOOG_VERK_21 10.00+2.10 | 12.10 | 2026-05-01 | 12.10 on "
     "2026-05-02 by kas"},
    {"dollars_off", "S9: E-VALUTA", mb, mug, in_currency("USD", false), "E-VALUTA USD"},
    {"dollars_on", "S9", mb, mug, in_currency("USD", true),
     "incl. 1 x 12.10 high | high 10.00+2.10 | 12.10 | 2026-05-01 | 12.10 on 2026-05-02"},
    {"dollars_eboekhouden", "product 4.2: EUR only", eb, mug, in_currency("USD", true),
     "E-VALUTA USD"},
    {"grouped",
     "S6: per VAT code and account",
     mb,
     {"10.00 + 2.10 @ 21", "ship 5.00 + 1.05 @ 21", "20.00 + 1.80 @ 9", "2 x 10.00 + 2.10 @ 21"},
     grouped,
     "incl. 1 x 30.25 high; 1 x 21.80 low | high 25.00+5.25, low 20.00+1.80 | 52.05 | 2026-05-01 | "
     "52.05 on 2026-05-02"},
    {"grouped_with_shipping_account",
     "S6, M3",
     mb,
     {"10.00 + 2.10 @ 21", "ship 5.00 + 1.05 @ 21", "10.00 + 2.10 @ 21"},
     all({grouped, own_shipping_account}),
     "incl. 1 x 24.20 high; 1 x 6.05 high | high 25.00+5.25 | 30.25 | 2026-05-01 | 30.25 on "
     "2026-05-02"},
    {"entry",
     "B1: no product names",
     eb,
     {"10.00 + 2.10 @ 21", "20.00 + 1.80 @ 9", "10.00 + 2.10 @ 21"},
     entry,
     "incl. 1 x 24.20 HOOG_VERK_21; 1 x 21.80 LAAG_VERK_9 | HOOG_VERK_21 20.00+4.20, LAAG_VERK_9 "
     "20.00+1.80 | 46.00 | 2026-05-01 | 46.00 on 2026-05-02"},
    {"hundred_and_one_lines",
     "product 4.2: > 100 grouped",
     eb,
     {"1.00 + 0.21 @ 21"},
     pieces(101),
     "incl. 1 x 122.21 HOOG_VERK_21 | HOOG_VERK_21 101.00+21.21 | 122.21 | 2026-05-01 | 122.21 on "
     "2026-05-02"},
};

auto named(const char* number) {
  return [number](scene& made) {
    made.source.number = number;
    made.source.id = std::string("id of ") + number;  // every order has its own
  };
}

auto prefix(const char* text) {
  return [text](scene& made) { cards(made).reference_prefix = text; };
}

void without_year(scene& made) {
  cards(made).year_in_number = false;
}

void by_invoice_number(scene& made) {
  cards(made).number = number_source::shop_invoice_number;
  made.source.invoice_number = "F-2026-17";
}

void company(scene& made) {
  made.source.billing.company = " Weverij De Spoel ";
  made.source.billing.email = " Noor@Atelier.example ";
  made.source.vat_number = "NL 8595.12.340.B01";
}

void bad_vat_number(scene& made) {
  made.source.vat_number = "volgt nog";
}

void collective(scene& made) {
  cards(made).customers = customer_mode::collective;
  cards(made).collective_name = "Webshop";
}

void within_eu(scene& made) {
  made.source.billing.country = "DE";
  made.source.shipping.country = "DE";
  made.source.vat_number = "DE811907980";
}

void no_address(scene& made) {
  made.source.billing = {};
  made.source.shipping = {};
}

void delivered_elsewhere(scene& made) {
  made.source.billing = {};
  made.source.shipping.first_name = "Mees";
  made.source.shipping.last_name = "Visser";
}

const rule_case head_cases[] = {
    {"reference", "R4, S7", mb, mug, nothing,
     "4711 | Noor de Wit <noor@atelier.example> NL | 1 lines"},
    {"invoice_number_of_the_shop", "S7", mb, mug, by_invoice_number,
     "F-2026-17 | Noor de Wit <noor@atelier.example> NL | 1 lines"},
    {"prefix", "DESIGN 2", mb, mug, prefix("WC-"),
     "WC-4711 | Noor de Wit <noor@atelier.example> NL | 1 lines"},
    {"year_and_number", "B8", eb, mug, nothing,
     "20264711 | Noor de Wit <noor@atelier.example> NL | 1 lines"},
    {"year_of_the_shops_zone", "B8, S8", eb, mug, ordered("2026-12-31T23:30:00"),
     "20274711 | Noor de Wit <noor@atelier.example> NL | 1 lines"},
    {"number_without_year", "B8", eb, mug, without_year,
     "4711 | Noor de Wit <noor@atelier.example> NL | 1 lines"},
    {"prefix_year_number", "B9", eb, mug, prefix("MW-"),
     "MW-20264711 | Noor de Wit <noor@atelier.example> NL | 1 lines"},
    {"credit_number", "B8, B9, R9", eb, mug, all({prefix("MW-"), refund("12.10")}),
     "MW-C20264711-901 | Noor de Wit <noor@atelier.example> NL | 1 lines"},
    {"credit_reference", "R9", mb, mug, refund("12.10"),
     "4711-C901 | Noor de Wit <noor@atelier.example> NL | 1 lines"},
    {"number_that_ends_in_a_digit", "e-boekhouden 2.2: ends in a digit", eb, mug, named("4711"),
     "20264711 | Noor de Wit <noor@atelier.example> NL | 1 lines"},
    {"company", "R10", mb, mug, company,
     "4711 | Weverij De Spoel, Noor de Wit <Noor@Atelier.example> NL NL859512340B01 | 1 lines"},
    {"bad_vat_number_is_left_out", "R10: made without it, note", eb, mug, bad_vat_number,
     "20264711 | Noor de Wit <noor@atelier.example> NL | 1 lines; VAT number left out: volgt nog"},
    {"collective_debtor", "M10, B11", eb, mug, collective,
     "20264711 | collective Webshop | 1 lines"},
    {"collective_but_within_eu",
     "M10; moneybird 7: ICP needs the number",
     eb,
     {"10.00 + 0.00 @ none"},
     all({collective, within_eu}),
     "20264711 | Noor de Wit <noor@atelier.example> DE DE811907980 | 1 lines"},
    {"delivery_address_only", "R10", mb, mug, delivered_elsewhere,
     "4711 | Mees Visser <> NL | 1 lines"},
    {"no_country", "E-LAND", mb, mug, no_address, "E-LAND no country"},
    {"ninety_two_lines_stay",
     "product 4.2: 100, eight for rounding",
     eb,
     {"1.00 + 0.21 @ 21"},
     pieces(92),
     "20264711 | Noor de Wit <noor@atelier.example> NL | 92 lines"},
    {"ninety_three_lines_are_grouped",
     "product 4.2",
     eb,
     {"1.00 + 0.21 @ 21"},
     pieces(93),
     "20264711 | Noor de Wit <noor@atelier.example> NL | 1 lines, grouped"},
    {"three_hundred_lines_moneybird",
     "no limit",
     mb,
     {"1.00 + 0.21 @ 21"},
     pieces(300),
     "4711 | Noor de Wit <noor@atelier.example> NL | 300 lines"},
    {"chosen_grouping_is_no_note",
     "S6",
     mb,
     {"1.00 + 0.21 @ 21"},
     all({pieces(3), grouped}),
     "4711 | Noor de Wit <noor@atelier.example> NL | 1 lines"},
};

class rules_document : public testing::TestWithParam<rule_case> {};
TEST_P(rules_document, Books) {
  EXPECT_EQ(money_of(planned(GetParam())), GetParam().expected) << GetParam();
}
INSTANTIATE_TEST_SUITE_P(all, rules_document, testing::ValuesIn(money_cases), case_name);

class rules_head : public testing::TestWithParam<rule_case> {};
TEST_P(rules_head, Books) {
  EXPECT_EQ(head_of(planned(GetParam())), GetParam().expected) << GetParam();
}
INSTANTIATE_TEST_SUITE_P(all, rules_head, testing::ValuesIn(head_cases), case_name);

/// e-boekhouden 2.2: at most 50 characters, the last one a digit; two orders never share a number.
TEST(rules_number, OddNumbersAreFitted) {
  std::set<std::string> seen;
  for (const char* odd :
       {"4711A", "4711B", "BESTELLING-2026-0000000000000000000000000000000000-1",
        "BESTELLING-2026-0000000000000000000000000000000000-2", "4711/1", "4711-1", "", "#4711"}) {
    rule_case given{"", "e-boekhouden 2.2", eb, mug, named(odd), ""};
    const auto plan = planned(given);
    ASSERT_TRUE(plan) << odd;
    EXPECT_LE(plan->reference.size(), 50U) << odd;
    EXPECT_TRUE(std::isdigit(static_cast<unsigned char>(plan->reference.back())) != 0)
        << plan->reference;
    EXPECT_TRUE(seen.insert(plan->reference).second) << plan->reference;
  }
}

}  // namespace
}  // namespace boekbrug::test
