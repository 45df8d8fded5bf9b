#include "fixture.hpp"

#include "sim/eboekhouden/amounts.hpp"
#include "sim/eboekhouden/dates.hpp"
#include "sim/eboekhouden/json_text.hpp"

namespace boekbrug::sim::test {

namespace eb = eboekhouden;

class eboekhouden_vat : public eboekhouden_test {
protected:
  /// "code=tax code=tax" of a mutation.
  std::string vat_of(const std::string& number) {
    const auto id = get("mutation?invoiceNumber=" + number).number("/items/0/id");
    const auto shown = get("mutation/" + std::to_string(id));
    const auto at = shown.text.find("\"vat\":");
    return at == std::string::npos ? shown.text : shown.text.substr(at + 6);
  }
};

TEST(eboekhouden_amounts, round_half_away_from_zero) {
  EXPECT_EQ(eb::vat_on(50, 2100), 11);
  EXPECT_EQ(eb::vat_on(-50, 2100), -11);
  EXPECT_EQ(eb::excl_inside(3115, 2100), 2574);
  EXPECT_EQ(eb::excl_inside(-3115, 2100), -2574);
  EXPECT_EQ(eb::money_text(-5), "-0.05");
  EXPECT_EQ(eb::money_text(123'456), "1234.56");
  EXPECT_EQ(eb::number_text({-12'500'000}), "-0.125");
  EXPECT_EQ(eb::rate_text(2100), "21");
  EXPECT_EQ(eb::rate_text(950), "9.5");
}

TEST(eboekhouden_amounts, read_json_numbers_exactly) {
  EXPECT_EQ(eb::parse_number("1.1")->units, 110'000'000);
  EXPECT_EQ(eb::parse_number("-0.00000001")->units, -1);
  EXPECT_EQ(eb::parse_number("2.500000000000")->units, 250'000'000);
  for (const auto* bad :
       {"", "-", ".5", "5.", "1e5", "1,5", "0.000000001", "10000000000", "1.2.3"}) {
    EXPECT_FALSE(eb::parse_number(bad)) << bad;
  }
  const auto body = eb::parse_exact(R"({"a":0.1,"b":"0.1 \" 5","c":[-3,2.50],"d":1e3})");
  ASSERT_TRUE(body);
  EXPECT_EQ(eb::number_of(body->at("a"))->units, 10'000'000);
  EXPECT_FALSE(eb::number_of(body->at("b")));
  EXPECT_EQ(body->at("b").as_string(), "0.1 \" 5");
  EXPECT_EQ(eb::number_of(body->at("c").at(0))->units, -300'000'000);
  EXPECT_EQ(eb::number_of(body->at("c").at(1))->units, 250'000'000);
  EXPECT_FALSE(eb::number_of(body->at("d")));
  EXPECT_FALSE(eb::parse_exact("{\"a\":}"));
}

TEST(eboekhouden_amounts, know_the_dutch_day) {
  using std::chrono::sys_days;
  const auto at = [](int month, int day, int hour) {
    return eb::time_point{sys_days{std::chrono::year{2026} / month / day} +
                          std::chrono::hours{hour}};
  };
  EXPECT_EQ(eb::text(eb::dutch_day(at(1, 31, 22))), "2026-01-31");
  EXPECT_EQ(eb::text(eb::dutch_day(at(1, 31, 23))), "2026-02-01");
  EXPECT_EQ(eb::text(eb::dutch_day(at(6, 30, 22))), "2026-07-01");
  EXPECT_FALSE(eb::parse_day("2026-02-30"));
  EXPECT_TRUE(eb::parse_day("2026-02-28T00:00:00"));
}

TEST_F(eboekhouden_vat, is_rounded_per_line_by_default) {
  const auto rows = row("0.10") + "," + row("0.10") + "," + row("0.10");
  ASSERT_EQ(sale("N1", rows).status, 201);
  EXPECT_EQ(vat_of("N1"), R"([{"vatCode":"HOOG_VERK_21","amount":0.06}]})");
  const auto id = get("mutation?invoiceNumber=N1").number("/items/0/id");
  EXPECT_NE(get("mutation/" + std::to_string(id)).text.find(R"("vatAmount":0.02)"),
            std::string::npos);
}

TEST_F(eboekhouden_vat, is_rounded_per_total_when_told) {
  start(demo_with(R"("vat_per":"total")"));
  const auto rows = row("0.10") + "," + row("0.10") + "," + row("0.10");
  ASSERT_EQ(sale("N1", rows).status, 201);
  EXPECT_EQ(vat_of("N1"), R"([{"vatCode":"HOOG_VERK_21","amount":0.05}]})");
  EXPECT_EQ(books().at("/invoices/0/total_incl_tax"), "0.30");
  EXPECT_EQ(books().at("/invoices/0/vat/0/base"), "0.25");
  const auto id = get("mutation?invoiceNumber=N1").number("/items/0/id");
  EXPECT_EQ(get("mutation/" + std::to_string(id)).text.find("vatAmount"), std::string::npos);
}

TEST_F(eboekhouden_vat, changes_the_total_of_amounts_without_vat) {
  const auto rows = row("0.03") + "," + row("0.03") + "," + row("0.03");
  ASSERT_EQ(sale("N1", rows, R"(,"inExVat":"EX")").status, 201);
  ASSERT_EQ(intervene("administrations/demo", R"({"vat_per":"total"})").status, 200);
  ASSERT_EQ(sale("N2", rows, R"(,"inExVat":"EX")").status, 201);
  const auto seen = books();
  EXPECT_EQ(seen.at("/invoices/0/total_incl_tax"), "0.12");
  EXPECT_EQ(seen.at("/invoices/1/total_incl_tax"), "0.11");
}

TEST_F(eboekhouden_vat, goes_by_code) {
  ASSERT_EQ(sale("N1", row("121.00") + "," + row("10.90", "LAAG_VERK_9", "8010") + "," +
                           row("5.00", "GEEN", "8020"))
                .status,
            201);
  const auto seen = books();
  EXPECT_EQ(seen.at("/invoices/0/total_incl_tax"), "136.90");
  EXPECT_EQ(seen.at("/invoices/0/total_excl_tax"), "115.00");
  const auto& vat = seen.value("/invoices/0/vat").as_array();
  ASSERT_EQ(vat.size(), 3U);
  EXPECT_EQ(vat[0].at("code").as_string(), "HOOG_VERK_21");
  EXPECT_EQ(vat[0].at("percentage").as_string(), "21");
  EXPECT_EQ(vat[0].at("base").as_string(), "100.00");
  EXPECT_EQ(vat[0].at("tax").as_string(), "21.00");
  EXPECT_EQ(vat[1].at("tax").as_string(), "0.90");
  EXPECT_EQ(vat[2].at("tax").as_string(), "0.00");
}

TEST_F(eboekhouden_vat, takes_given_amounts_with_one_code_only) {
  ASSERT_EQ(sale("N1", row("123.00", "AFW_VERK", "8020", R"(,"vatAmount":23.00)")).status, 201);
  EXPECT_EQ(books().at("/invoices/0/vat/0/tax"), "23.00");
  EXPECT_EQ(books().at("/invoices/0/vat/0/base"), "100.00");
  EXPECT_EQ(sale("N2", row("123.00", "AFW_VERK")).code(), "MUTA_003");
  EXPECT_EQ(sale("N2", row("1.00", "HOOG_VERK_21", "8000", R"(,"vatAmount":0.21)")).code(),
            "MUTA_003");
  EXPECT_EQ(sale("N2", row("10.00", "AFW_VERK", "8000", R"(,"vatAmount":11.00)")).code(),
            "MUT_118");
  EXPECT_EQ(sale("N2", row("10.00", "AFW_VERK", "8000", R"(,"vatAmount":-1.00)")).code(),
            "MUT_118");
}

TEST_F(eboekhouden_vat, knows_the_codes_of_the_country) {
  EXPECT_EQ(sale("N1", row("1.00", "HOOG_21")).code(), "MUT_109");
  EXPECT_EQ(sale("N1", row("1.00", "LAAG_VERK")).code(), "MUT_110");
  EXPECT_EQ(sale("N1", row("1.00", "LAAG_VERK"), R"(,"date":"2018-12-31")").status, 201);
  EXPECT_EQ(sale("N2", row("1.00", "BE_21_VERK")).code(), "MUT_110");
  EXPECT_EQ(sale("N2", row("1.00", "HOOG_INK_21")).code(), "MUT_111");
  int number = 3;
  for (const auto* code : {"VERL_VERK", "VERL_VERK_L9", "BI_EU_VERK", "BI_EU_VERK_D", "BU_EU_VERK",
                           "AFST_VERK", "GEEN"}) {
    EXPECT_EQ(sale("N" + std::to_string(number++), row("1.00", code)).status, 201) << code;
  }
  start(demo_with(R"("country":"BE")"));
  EXPECT_EQ(sale("N1", row("1.21", "BE_21_VERK")).status, 201);
  EXPECT_EQ(sale("N2", row("1.21", "HOOG_VERK_21")).code(), "MUT_110");
}

TEST_F(eboekhouden_vat, leaves_accounts_that_add_up_to_zero) {
  ASSERT_EQ(sale("N1", row("31.15") + "," + row("7.77", "LAAG_VERK_9", "8010")).status, 201);
  ASSERT_EQ(sale("N2", row("-3.33")).status, 201);
  ASSERT_EQ(invoice("N3", line("3", "0.10"), booked()).status, 201);
  ASSERT_EQ(pay("N1", "20.00").status, 201);
  const auto seen = books();
  std::int64_t sum = 0;
  std::string bank;
  for (const auto& one : seen.value("/ledgers").as_array()) {
    std::string digits{one.at("balance").as_string()};
    std::erase(digits, '.');
    sum += std::stoll(digits);
    if (one.at("code").as_string() == "1100") {
      bank = one.at("balance").as_string();
    }
  }
  EXPECT_EQ(sum, 0);
  EXPECT_EQ(bank, "20.00");
  EXPECT_EQ(get("ledger/" + ledger("1300") + "/balance").text, R"({"balance":15.89})");
}

}  // namespace boekbrug::sim::test
