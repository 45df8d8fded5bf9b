#include "config/cards_json.hpp"

#include "core/time/time_text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>
#include <tuple>

namespace boekbrug::config {
namespace {

using namespace core;

card_settings cards(std::string_view json) {
  return parse_cards(json).value().cards;
}

std::string problem(std::string_view json) {
  const auto input = parse_cards(json);
  return input ? "accepted" : input.error().detail;
}

bool same(const vat_row& a, const vat_row& b) {
  return a.cls == b.cls && a.country == b.country && a.percent == b.percent &&
         a.rate_id == b.rate_id;
}
bool same(const payment_route& a, const payment_route& b) {
  return a.method == b.method && a.account == b.account;
}
template <class T>
bool same(const std::vector<T>& a, const std::vector<T>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const T& x, const T& y) { return same(x, y); });
}

/// Member by member; whoever adds a card adds it here.
bool same(const card_settings& a, const card_settings& b) {
  const auto simple = [](const card_settings& c) {
    return std::tie(
        c.order_statuses, c.paid_only, c.history_from, c.credits, c.copy_products, c.group_lines,
        c.number, c.invoice_date, c.multi_currency, c.excluded_payment_methods, c.store_views,
        c.book_zero_orders, c.paid_when_completed, c.vat_number_field, c.revenue_account,
        c.revenue_account_high, c.revenue_account_low, c.revenue_account_other, c.shipping_account,
        c.payment_cost_account, c.document_style, c.workflow, c.status, c.email_invoice,
        c.register_payments, c.customers, c.collective_name, c.extra_note, c.extra_delivery_address,
        c.extra_sku, c.extra_payment_method, c.reference_prefix, c.form, c.debtor_account,
        c.year_in_number, c.payment_term_days, c.cost_center);
  };
  return simple(a) == simple(b) && same(a.vat_rows, b.vat_rows) &&
         same(a.payment_routes, b.payment_routes);
}

TEST(cards, have_the_defaults_of_the_product) {
  const auto input = parse_cards("{}").value();
  EXPECT_TRUE(input.propose_vat_rows);
  EXPECT_TRUE(same(input.cards, card_settings{}));
  EXPECT_TRUE(input.cards.order_statuses.empty()) << "the shop has the default";
  EXPECT_TRUE(input.cards.paid_only);
  EXPECT_EQ(input.cards.credits, credit_mode::from_now);
  EXPECT_EQ(input.cards.status, document_status::paid_if_paid);
  EXPECT_TRUE(input.cards.register_payments);
}

TEST(cards, read_each_card) {
  EXPECT_EQ(cards(R"({"S1": ["processing", "wc-custom"]})").order_statuses,
            (std::vector<std::string>{"processing", "wc-custom"}));
  EXPECT_FALSE(cards(R"({"S2": false})").paid_only);
  EXPECT_EQ(cards(R"({"S3": "2026-01-01"})").history_from, parse_date("2026-01-01").value());
  EXPECT_EQ(cards(R"({"S3": "no"})").history_from, std::nullopt);
  EXPECT_EQ(cards(R"({"S4": "existing_too"})").credits, credit_mode::existing_too);
  EXPECT_EQ(cards(R"({"S4": "no"})").credits, credit_mode::off);
  EXPECT_TRUE(cards(R"({"S5": true})").copy_products);
  EXPECT_TRUE(cards(R"({"S6": true})").group_lines);
  EXPECT_EQ(cards(R"({"S7": "shop_invoice_number"})").number, number_source::shop_invoice_number);
  EXPECT_EQ(cards(R"({"S8": "processed"})").invoice_date, date_source::processed);
  EXPECT_TRUE(cards(R"({"S9": true})").multi_currency);
  EXPECT_EQ(cards(R"({"S10": ["cod"]})").excluded_payment_methods, std::vector<std::string>{"cod"});
  EXPECT_EQ(cards(R"({"S11": ["nl"]})").store_views, std::vector<std::string>{"nl"});
  EXPECT_TRUE(cards(R"({"S12": "book"})").book_zero_orders);
  EXPECT_EQ(cards(R"({"M1": "8000 Omzet"})").revenue_account, "8000 Omzet");
  EXPECT_EQ(cards(R"({"M2": {"low": "8010"}})").revenue_account_low, "8010");
  EXPECT_EQ(cards(R"({"M3": {"shipping": "8020"}})").shipping_account, "8020");
  EXPECT_EQ(cards(R"({"M5": "Profiel"})").document_style, "Profiel");
  EXPECT_EQ(cards(R"({"M6": "reeds betaald"})").workflow, "reeds betaald");
  EXPECT_EQ(cards(R"({"M7": "draft"})").status, document_status::draft);
  EXPECT_TRUE(cards(R"({"M8": true})").email_invoice);
  EXPECT_FALSE(cards(R"({"M9": false})").register_payments);
  EXPECT_EQ(cards(R"({"M10": "per_customer"})").customers, customer_mode::per_customer);
  EXPECT_EQ(cards(R"({"M10": {"mode": "collective", "name": "Webwinkel"}})").collective_name,
            "Webwinkel");
  EXPECT_TRUE(cards(R"({"M11": ["sku"]})").extra_sku);
  EXPECT_EQ(cards(R"({"paid_when_completed": ["bacs"]})").paid_when_completed,
            std::vector<std::string>{"bacs"});
  EXPECT_EQ(cards(R"({"vat_number_field": "_vat"})").vat_number_field, "_vat");
  EXPECT_EQ(cards(R"({"reference_prefix": "B-"})").reference_prefix, "B-");
}

TEST(cards, read_the_vat_mapping) {
  const auto input =
      parse_cards(
          R"({"M4": {"nl_high": "21% btw", "outside_eu": "17", "oss": {"FR:5.5": "fr", "BE:21.0": "be"}}})")
          .value();
  EXPECT_FALSE(input.propose_vat_rows);
  ASSERT_EQ(input.cards.vat_rows.size(), 4U);
  EXPECT_EQ(input.cards.vat_rows[0].cls, vat_class::nl_high);
  EXPECT_EQ(input.cards.vat_rows[0].rate_id, "21% btw");
  EXPECT_EQ(input.cards.vat_rows[1].cls, vat_class::outside_eu);
  EXPECT_EQ(input.cards.vat_rows[2].country, "FR");
  EXPECT_EQ(input.cards.vat_rows[2].percent, parse_decimal("5.5").value());
  EXPECT_EQ(input.cards.vat_rows[3].percent, decimal{21});
  EXPECT_TRUE(parse_cards(R"({"M4": "auto"})").value().propose_vat_rows);
  EXPECT_FALSE(parse_cards(R"({"M4": {}})").value().propose_vat_rows);
}

TEST(cards, read_payment_routes) {
  const auto read = cards(R"({"M9": {"methods": {"ideal": "", "*": "Kruispost"}}})");
  EXPECT_TRUE(read.register_payments);
  ASSERT_EQ(read.payment_routes.size(), 2U);
  EXPECT_EQ(read.payment_routes[1].method, "*");
  EXPECT_EQ(read.payment_routes[1].account, "Kruispost");
}

TEST(cards, are_strict) {
  const std::pair<std::string_view, std::string_view> table[] = {
      {R"({"S1": []})", "cards.S1: needs at least one status"},
      {R"({"S1": "completed"})", "cards.S1: expected a list of texts, not a text"},
      {R"({"S1": ["a", 1]})", "cards.S1[1]: expected a text, not a number"},
      {R"({"S1": ["a", "a"]})", "cards.S1[1]: \"a\" stands there twice"},
      {R"({"S1": [""]})", "cards.S1[0]: is empty"},
      {R"({"S2": "yes"})", "cards.S2: expected true or false, not a text"},
      {R"({"S2": null})", "cards.S2: expected true or false, not null"},
      {R"({"S3": "2026-02-30"})", "cards.S3: expected \"no\" or a date"},
      {R"({"S3": false})", "cards.S3: expected a text, not true or false"},
      {R"({"S4": "from_nw"})", "did you mean \"from_now\"?"},
      {R"({"S13": true})", "cards.S13: is unknown; did you mean"},
      {R"({"s1": ["a"]})", "cards.s1: is unknown; did you mean \"S1\"?"},
      {R"({"M2": {"hi": "x"}})", "cards.M2.hi: is unknown"},
      {R"({"M2": "8000"})", "cards.M2: expected an object, not a text"},
      {R"({"M4": "automatic"})", "cards.M4: expected \"auto\" or an object, not a text"},
      {R"({"M4": {"nl_hihg": "x"}})", "cards.M4.nl_hihg: is unknown; did you mean \"nl_high\"?"},
      {R"({"M4": {"nl_high": ""}})", "cards.M4.nl_high: expected the id or name of a VAT rate"},
      {R"({"M4": {"nl_high": 21}})", "cards.M4.nl_high: expected the id or name of a VAT rate"},
      {R"({"M4": {"oss": {"fr:5.5": "x"}}})",
       "cards.M4.oss.fr:5.5: expected a country and a percentage"},
      {R"({"M4": {"oss": {"FR": "x"}}})", "cards.M4.oss.FR: expected a country and a percentage"},
      {R"({"M4": {"oss": {"FR:5,5": "x"}}})", "cards.M4.oss.FR:5,5: expected"},
      {R"({"M4": {"oss": {"FR:-5": "x"}}})", "cards.M4.oss.FR:-5: expected"},
      {R"({"M4": {"oss": {"FR:5.5": "x", "FR:5.50": "y"}}})",
       "cards.M4.oss.FR:5.50: this country and percentage stand there twice"},
      {R"({"M4": {"oss": []}})", "cards.M4.oss: expected an object, not a list"},
      {R"({"M7": true})", "cards.M7: expected one of \"draft\""},
      {R"({"M9": "yes"})", "cards.M9: expected true, false or an object, not a text"},
      {R"({"M9": {"methods": {"ideal": null}}})",
       "cards.M9.methods.ideal: expected a text, not null"},
      {R"({"M9": {"methods": {"": "x"}}})", "a payment method without a name"},
      {R"({"M9": {"method": {}}})", "cards.M9.method: is unknown; did you mean \"methods\"?"},
      {R"({"M10": "collective"})", "cards.M10: needs {\"mode\": \"collective\""},
      {R"({"M10": {"name": "x"}})", "cards.M10.mode: is missing"},
      {R"({"M11": ["skus"]})", "cards.M11: \"skus\" is unknown; did you mean \"sku\"?"},
      {R"({"S2": true, "S2": false})", "\"S2\" stands twice"},
      {"5", "cards: expected an object, not a number"},
  };
  for (const auto& [json, expected] : table) {
    EXPECT_NE(problem(json).find(expected), std::string::npos) << json << "\n-> " << problem(json);
  }
}

TEST(cards, tell_all_problems) {
  EXPECT_EQ(problem(R"({"S2": 1, "M8": 2, "X": 3})"),
            "cards.S2: expected true or false, not a number\ncards.M8: expected true or false, not "
            "a number\ncards.X: is unknown");
}

TEST(cards, of_eboekhouden_have_names_of_their_own) {
  const auto given = cards(R"({"B1": "entry", "B2": "Kaal", "B3": {"high": "8010"},
    "B4": {"shipping": "8100"}, "B5": "1300", "B7": {"methods": {"*": "1100"}}, "B8": false,
    "B9": "W", "B10": {"term_days": 30, "cost_center": "Web"}, "B11": "per_customer"})");
  EXPECT_EQ(given.form, booking_form::entry);
  EXPECT_EQ(given.document_style, "Kaal");
  EXPECT_EQ(given.revenue_account_high, "8010");
  EXPECT_EQ(given.shipping_account, "8100");
  EXPECT_EQ(given.debtor_account, "1300");
  EXPECT_EQ(given.payment_routes.at(0).account, "1100");
  EXPECT_FALSE(given.year_in_number);
  EXPECT_EQ(given.reference_prefix, "W");
  EXPECT_EQ(given.payment_term_days, 30U);
  EXPECT_EQ(given.cost_center, "Web");
  EXPECT_EQ(problem(R"({"B2": "a", "M5": "b"})"),
            "cards.B2: is the same card as M5; give one of the two");
  EXPECT_EQ(problem(R"({"B10": {"term_days": 400}})"),
            "cards.B10.term_days: expected a whole number from 0 to 365");
}

TEST(cards, render_the_defaults) {
  const auto text = to_json(cards_input{});
  EXPECT_EQ(text.find("\"S1\""), std::string::npos) << "open until the shop is known: " << text;
  EXPECT_NE(text.find("\n  \"M4\": \"auto\",\n"), std::string::npos);
  EXPECT_NE(text.find("\n  \"M9\": true,\n"), std::string::npos);
  EXPECT_TRUE(parse_cards(text).value().propose_vat_rows);
}

rc::Gen<std::string> words() {
  // Not blank, any bytes that JSON can carry.
  return rc::gen::map(rc::gen::container<std::string>(rc::gen::inRange<char>(1, 127)),
                      [](const std::string& tail) { return "w" + tail; });
}
rc::Gen<std::string> maybe_words() {
  return rc::gen::oneOf(rc::gen::just(std::string{}), words());
}
rc::Gen<std::vector<std::string>> word_lists() {
  return rc::gen::map(rc::gen::container<std::set<std::string>>(words()),
                      [](const std::set<std::string>& set) {
                        return std::vector<std::string>{set.begin(), set.end()};
                      });
}

void arbitrary_shop_cards(card_settings& out) {
  out.order_statuses =
      *rc::gen::suchThat(word_lists(), [](const auto& list) { return !list.empty(); });
  out.paid_only = *rc::gen::arbitrary<bool>();
  if (*rc::gen::arbitrary<bool>()) {
    out.history_from = date{std::chrono::sys_days{std::chrono::days{*rc::gen::inRange(0, 40'000)}}};
  }
  out.credits =
      *rc::gen::element(credit_mode::off, credit_mode::from_now, credit_mode::existing_too);
  out.copy_products = *rc::gen::arbitrary<bool>();
  out.group_lines = *rc::gen::arbitrary<bool>();
  out.number = *rc::gen::element(number_source::order_number, number_source::shop_invoice_number);
  out.invoice_date = *rc::gen::element(date_source::ordered, date_source::paid,
                                       date_source::shop_invoice, date_source::processed);
  out.multi_currency = *rc::gen::arbitrary<bool>();
  out.excluded_payment_methods = *word_lists();
  out.store_views = *word_lists();
  out.book_zero_orders = *rc::gen::arbitrary<bool>();
  out.paid_when_completed = *word_lists();
  out.vat_number_field = *maybe_words();
  out.reference_prefix = *maybe_words();
}

void arbitrary_ledger_cards(card_settings& out) {
  for (const auto member : {&card_settings::revenue_account, &card_settings::revenue_account_high,
                            &card_settings::revenue_account_low,
                            &card_settings::revenue_account_other, &card_settings::shipping_account,
                            &card_settings::payment_cost_account, &card_settings::document_style,
                            &card_settings::workflow, &card_settings::collective_name}) {
    out.*member = *maybe_words();
  }
  out.status = *rc::gen::element(document_status::draft, document_status::open,
                                 document_status::paid_if_paid, document_status::always_paid);
  for (const auto member : {&card_settings::email_invoice, &card_settings::register_payments,
                            &card_settings::extra_note, &card_settings::extra_delivery_address,
                            &card_settings::extra_sku, &card_settings::extra_payment_method}) {
    out.*member = *rc::gen::arbitrary<bool>();
  }
  out.form = *rc::gen::element(booking_form::invoice, booking_form::entry);
  out.debtor_account = *maybe_words();
  out.cost_center = *maybe_words();
  out.year_in_number = *rc::gen::arbitrary<bool>();
  out.payment_term_days = *rc::gen::inRange<std::uint32_t>(0, 366);
  out.customers = out.collective_name.empty()
                      ? customer_mode::per_customer
                      : *rc::gen::element(customer_mode::per_customer, customer_mode::collective);
  for (const auto& method : *word_lists()) {
    out.payment_routes.push_back({method, *maybe_words()});
  }
  for (auto cls = static_cast<int>(vat_class::nl_high); cls < static_cast<int>(vat_class::oss);
       ++cls) {
    if (*rc::gen::arbitrary<bool>()) {
      out.vat_rows.push_back({static_cast<vat_class>(cls), "", std::nullopt, *words()});
    }
  }
  for (const auto tenths : *rc::gen::container<std::set<int>>(rc::gen::inRange(0, 1001))) {
    out.vat_rows.push_back({vat_class::oss, *rc::gen::element<std::string>("FR", "DE", "BE"),
                            decimal{tenths} / 10, *words()});
  }
}

RC_GTEST_PROP(cards_property, parse_of_render_is_the_same, ()) {
  card_settings original;
  arbitrary_shop_cards(original);
  arbitrary_ledger_cards(original);
  const auto text = to_json(original);
  const auto read = parse_cards(text);
  RC_ASSERT(read.has_value());
  RC_ASSERT(!read->propose_vat_rows);
  RC_ASSERT(same(read->cards, original));
  RC_ASSERT(to_json(read->cards) == text);
}

RC_GTEST_PROP(cards_property, survives_any_text, (std::string text, std::size_t at)) {
  auto damaged = to_json(cards_input{});
  damaged.replace(at % damaged.size(), 1, text.substr(0, 2));
  static_cast<void>(parse_cards(text));
  static_cast<void>(parse_cards(damaged));
  RC_SUCCEED("no crash");
}

}  // namespace
}  // namespace boekbrug::config
