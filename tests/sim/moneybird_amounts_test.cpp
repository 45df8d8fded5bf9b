#include "sim/moneybird/amounts.hpp"
#include "sim/moneybird/calendar.hpp"
#include "sim/moneybird/contact_rules.hpp"

#include <gtest/gtest.h>

namespace boekbrug::sim::moneybird {
namespace {

amount of(std::string_view written) {
  return parse_amount(written).value();
}

TEST(moneybird_amounts, reads_and_writes_decimals) {
  for (const auto& [in, out] : {std::pair{"0", "0.0"},
                                {"12.10", "12.1"},
                                {"-0.125", "-0.125"},
                                {"12,5", "12.5"},
                                {"1000000000", "1000000000.0"},
                                {"7.", "7.0"},
                                {"0.123456785", "0.12345679"},
                                {"-3", "-3.0"}}) {
    EXPECT_EQ(text(of(in)), out) << in;
  }
  for (const auto* bad : {"", "-", "1.2.3", "a", "1e3", ".5", "1000000000.01", "1 000", "+1",
                          "99999999999999999999999999"}) {
    EXPECT_FALSE(parse_amount(bad)) << bad;
  }
}

TEST(moneybird_amounts, rounds_half_away_from_zero) {
  EXPECT_EQ(text(to_cents(of("2.205"))), "2.21");
  EXPECT_EQ(text(to_cents(of("-2.205"))), "-2.21");
  EXPECT_EQ(text(to_cents(of("2.2049"))), "2.2");
  EXPECT_EQ(text(percentage_of(of("10.50"), of("21"))), "2.21");
  EXPECT_EQ(text(percentage_of(of("-10.50"), of("21"))), "-2.21");
  EXPECT_EQ(text(tax_inside(of("100"), of("21"))), "17.36");
  EXPECT_EQ(text(tax_inside(of("0.03"), of("20"))), "0.01");  // exactly half a cent
  EXPECT_EQ(text(percentage_of(of("3.10"), of("5.5"))), "0.17");
}

TEST(moneybird_amounts, agrees_with_whole_cents_over_many_sums) {
  for (long long cents = -20'000; cents <= 20'000; cents += 7) {
    const amount net{static_cast<wide>(cents) * amount_cent};
    const long long size = (cents < 0 ? -cents : cents) * 21;
    const long long tax = (size + 50) / 100 * (cents < 0 ? -1 : 1);
    ASSERT_EQ(percentage_of(net, of("21")).units, static_cast<wide>(tax) * amount_cent) << cents;
    const long long inside = ((cents < 0 ? -cents : cents) * 42 + 121) / 242 * (cents < 0 ? -1 : 1);
    ASSERT_EQ(tax_inside(net, of("21")).units, static_cast<wide>(inside) * amount_cent) << cents;
  }
}

TEST(moneybird_calendar, names_periods) {
  const auto today = parse_day("2026-03-14").value();  // a Saturday
  const auto shown = [&](std::string_view name) {
    const auto found = parse_period(name, today);
    return found ? text(found->first) + ".." + text(found->last) : "none";
  };
  EXPECT_EQ(shown("this_week"), "2026-03-09..2026-03-15");
  EXPECT_EQ(shown("prev_month"), "2026-02-01..2026-02-28");
  EXPECT_EQ(shown("next_month"), "2026-04-01..2026-04-30");
  EXPECT_EQ(shown("this_quarter"), "2026-01-01..2026-03-31");
  EXPECT_EQ(shown("prev_quarter"), "2025-10-01..2025-12-31");
  EXPECT_EQ(shown("prev_year"), "2025-01-01..2025-12-31");
  EXPECT_EQ(shown("20240101..20271231"), "2024-01-01..2027-12-31");
  EXPECT_EQ(shown("202601..202602"), "2026-01-01..2026-02-28");
  for (const auto* bad : {"202601", "20260231..20260301", "20260301..20260201", "..20260101",
                          "some_year", "this_decade", "yesterday", ""}) {
    EXPECT_EQ(shown(bad), "none") << bad;
  }
}

TEST(moneybird_calendar, reads_and_writes_instants) {
  const auto when = parse_instant("2026-08-21T13:50:12.345Z");
  ASSERT_TRUE(when);
  EXPECT_EQ(text(*when), "2026-08-21T13:50:12.345Z");
  EXPECT_EQ(parse_instant("2026-08-21 13:50:12 UTC"), parse_instant("2026-08-21T15:50:12+02:00"));
  for (const auto* bad : {"2026-08-21T25:00:00Z", "2026-02-29", "21-08-2026", "2026-08-21T1", ""}) {
    EXPECT_FALSE(parse_instant(bad)) << bad;
  }
}

TEST(moneybird_calendar, knows_european_summer_time) {
  const auto zone = zone::named("Europe/Amsterdam").value();
  const auto day_of = [&](const char* at) { return text(zone.local_day(*parse_instant(at))); };
  EXPECT_EQ(day_of("2026-03-28T22:59:59Z"), "2026-03-28");
  EXPECT_EQ(day_of("2026-03-28T23:00:00Z"), "2026-03-29");
  EXPECT_EQ(day_of("2026-03-29T22:00:00Z"), "2026-03-30");  // summer time since 01:00 UTC
  EXPECT_EQ(day_of("2026-10-25T22:59:00Z"), "2026-10-25");
  EXPECT_FALSE(zone::named("Mars/Olympus"));
}

TEST(moneybird_contact_forms, judges_vat_numbers_countries_and_addresses) {
  for (const auto* good : {"NL123456789B01", "NL 1234.56789.B01", "BE0123456789", "DE123456789",
                           "FR12345678901", "ATU12345678"}) {
    EXPECT_TRUE(is_vat_number(good)) << good;
  }
  for (const auto* bad :
       {"NL12345678B01", "NL123456789", "DE12345678", "BE12", "X", "geen", "NL123456789B0!"}) {
    EXPECT_FALSE(is_vat_number(bad)) << bad;
  }
  EXPECT_TRUE(is_country("NL"));
  EXPECT_FALSE(is_country("nl"));
  EXPECT_FALSE(is_country("XX"));
  EXPECT_FALSE(is_country("L "));
  EXPECT_TRUE(is_email("jan@voorbeeld.nl"));
  for (const auto* bad : {"jan", "@x.nl", "jan@", "jan@x", "a b@x.nl", "a@b@c.nl", "a@x..nl"}) {
    EXPECT_FALSE(is_email(bad)) << bad;
  }
}

}  // namespace
}  // namespace boekbrug::sim::moneybird
