// Rates and totals that need thought: woocommerce.md 4.
#include "adapters/shops/woocommerce/rates.hpp"
#include "adapters/shops/woocommerce/woocommerce.hpp"
#include "support.hpp"

#include <gtest/gtest.h>

namespace boekbrug::test {
namespace {

using adapters::woocommerce;
namespace api = adapters::woocommerce_api;

struct line_spec {
  const char* net;
  const char* vat;
  std::vector<std::pair<int, const char*>> taxes;
  int quantity = 1;
};
struct rate_spec {
  int id;
  const char* code;
  const char* label;
  json::value percent;
  const char* vat;
  const char* shipping_vat = "0.00";
  bool compound = false;
};

json::object make(const std::vector<line_spec>& lines, const std::vector<rate_spec>& rates,
                  const char* total, const char* total_tax) {
  auto order = order_json(42);
  order["total"] = total;
  order["total_tax"] = total_tax;
  order["shipping_lines"] = json::array{};
  json::array items;
  for (const auto& spec : lines) {
    json::array taxes;
    for (const auto& [id, amount] : spec.taxes) {
      taxes.push_back(json::object{{"id", id}, {"total", amount}, {"subtotal", ""}});
    }
    items.push_back(json::object{{"id", static_cast<int>(items.size()) + 1},
                                 {"name", "x"},
                                 {"quantity", spec.quantity},
                                 {"total", spec.net},
                                 {"total_tax", spec.vat},
                                 {"taxes", taxes}});
  }
  order["line_items"] = items;
  json::array tax_lines;
  for (const auto& spec : rates) {
    tax_lines.push_back(json::object{{"rate_id", spec.id},
                                     {"rate_code", spec.code},
                                     {"label", spec.label},
                                     {"rate_percent", spec.percent},
                                     {"compound", spec.compound},
                                     {"tax_total", spec.vat},
                                     {"shipping_tax_total", spec.shipping_vat}});
  }
  order["tax_lines"] = tax_lines;
  return order;
}

std::string percent_of(const core::order& order, std::size_t line) {
  const auto& percent = order.lines.at(line).vat_percent;
  return percent ? core::to_text(*percent) : "";
}

std::string single(const char* net, const char* vat, const rate_spec& rate,
                   const char* table = "") {
  auto connection = shop();
  connection.options["tax_rates"] = table;
  const auto order = make({{net, vat, {{rate.id, vat}}}}, {rate}, net, vat);
  return percent_of(woocommerce().order_answer(connection, answer(json::value(order))).value(), 0);
}

TEST(woocommerce_rates, dp6_amounts_are_rounded_per_line) {
  // The example of woocommerce.md 3, in its dp=6 form.
  const auto order = read(make({{"74.305785", "15.600000", {{1, "15.604215"}}, 2},
                                {"20.605505", "1.850000", {{2, "1.854495"}}},
                                {"25.000000", "0.000000", {}},
                                {"5.740000", "1.210000", {{1, "1.205400"}}},
                                {"0.500000", "0.100000", {{1, "0.105000"}}}},
                               {{1, "NL-BTW 21%-1", "BTW 21%", 21, "15.700000", "1.210000"},
                                {2, "NL-BTW 9%-1", "BTW 9%", 9, "1.850000"}},
                               "144.92", "18.760000"))
                         .value();
  ASSERT_EQ(order.lines.size(), 5U);
  EXPECT_EQ(order.lines[0].net, 7431);
  EXPECT_EQ(order.lines[0].vat, 1560);
  EXPECT_EQ(order.lines[1].net, 2061);
  EXPECT_EQ(order.lines[1].vat, 185);
  EXPECT_EQ(order.lines[4].vat, 10) << "total_tax, not taxes[]";
  EXPECT_EQ(percent_of(order, 2), "");
  EXPECT_EQ(percent_of(order, 4), "21");
  EXPECT_EQ(order.vat_totals.at(0).vat, 1691);
}

TEST(woocommerce_rates, takes_the_percentage_of_the_tax_line) {
  EXPECT_EQ(single("100.00", "21.00", {1, "NL-BTW 21%-1", "BTW", 21, "21.00"}), "21");
  EXPECT_EQ(single("100.00", "5.50", {1, "FR-TVA 5,5%-1", "TVA", 5.5, "5.50"}), "5.5");
  EXPECT_EQ(single("100.00", "8.10", {1, "CH-MWST-1", "MWST", 8.1, "8.10"}), "8.1");
  EXPECT_EQ(single("100.00", "13.50", {1, "IE-VAT-1", "VAT", "13.5000", "13.50"}), "13.5");
}

TEST(woocommerce_rates, a_missing_percentage_comes_from_the_tax_table) {
  EXPECT_EQ(
      single("100.00", "19.00", {4, "DE-MWST-1", "MwSt", nullptr, "19.00"}, "4:DE:standard:1:19"),
      "19");
  EXPECT_EQ(
      single("100.00", "19.00", {4, "DE-MWST-1", "MwSt", nullptr, "19.00"}, "4:DE:standard:1:7"),
      "")
      << "the table must fit the amounts too";
}

TEST(woocommerce_rates, then_from_the_digits_in_the_names) {
  EXPECT_EQ(single("100.00", "19.00", {4, "DE-MWST. 19%-1", "MwSt", nullptr, "19.00"}), "19");
  EXPECT_EQ(single("100.00", "5.50", {9, "FR-X-1", "TVA 5,5%", nullptr, "5.50"}), "5.5");
  EXPECT_EQ(single("100.00", "19.00", {4, "DE-X-1", "MwSt 7%", nullptr, "19.00"}), "");
}

TEST(woocommerce_rates, then_from_the_rates_of_the_country) {
  EXPECT_EQ(single("100.00", "9.00", {2, "NL-BTW-1", "Btw", nullptr, "9.00"}), "9");
  EXPECT_EQ(single("100.00", "21.00", {2, "NL-BTW-1", "Btw", 0, "21.00"}), "21")
      << "0 with VAT: a deleted rate row";
  EXPECT_EQ(single("100.00", "21.00", {2, "NL-BTW 9%-1", "Btw 9%", 9, "21.00"}), "21")
      << "a percentage that does not fit";
  EXPECT_EQ(single("100.00", "0.00", {2, "NL-BTW-1", "Btw", nullptr, "0.00"}), "0");
}

TEST(woocommerce_rates, never_guesses) {
  // Neither a rate of the Netherlands nor of the shop's table.
  EXPECT_EQ(single("100.00", "13.37", {2, "NL-BTW-1", "Btw", nullptr, "13.37"}), "");
  // A cent of VAT fits two rates.
  EXPECT_EQ(single("0.10", "0.01", {2, "NL-BTW-1", "Btw", nullptr, "0.01"}), "");
  const auto order =
      read(make({{"100.00", "13.37", {{2, "13.37"}}}}, {}, "113.37", "13.37")).value();
  EXPECT_EQ(order.lines.at(0).vat, 1337)
      << "the VAT stays: nobody can take the line for one without VAT";
  EXPECT_EQ(percent_of(order, 0), "");
}

TEST(woocommerce_rates, the_last_resort_looks_at_the_sum) {
  // By itself the first line fits 9 and 21; the sum over the rate fits only 9.
  const auto order = read(make({{"0.10", "0.01", {{2, "0.01"}}}, {"100.00", "9.00", {{2, "9.00"}}}},
                               {{2, "NL-BTW-1", "Btw", nullptr, "9.01"}}, "109.11", "9.01"))
                         .value();
  EXPECT_EQ(percent_of(order, 0), "9");
  EXPECT_EQ(percent_of(order, 1), "9");
}

TEST(woocommerce_rates, only_entries_with_tax_count) {
  const auto order =
      read(make({{"100.00", "9.00", {{1, ""}, {2, "9.00"}, {3, "0.00"}}}},
                {{1, "NL-A-1", "A", 21, "0.00"}, {2, "NL-B-1", "B", 9, "9.00"}}, "109.00", "9.00"))
          .value();
  EXPECT_EQ(percent_of(order, 0), "9");
  EXPECT_EQ(order.lines.at(0).vat_country, "NL");
}

TEST(woocommerce_rates, two_taxes_on_a_line) {
  const std::vector<line_spec> lines{{"100.00", "12.00", {{1, "5.00"}, {2, "7.00"}}}};
  const auto plain =
      read(make(lines, {{1, "CA-GST-1", "G", 5, "5.00"}, {2, "CA-PST-1", "P", 7, "7.00"}}, "112.00",
                "12.00"));
  EXPECT_EQ(percent_of(plain.value(), 0), "12");
  const auto compound = read(
      make(lines, {{1, "CA-GST-1", "G", 5, "5.00"}, {2, "CA-PST-1", "P", 7, "7.00", "0.00", true}},
           "112.00", "12.00"));
  EXPECT_EQ(percent_of(compound.value(), 0), "");
}

TEST(woocommerce_rates, vat_without_any_entry) {
  EXPECT_EQ(percent_of(read(make({{"100.00", "21.00", {}}}, {{1, "NL-B-1", "B", 21, "21.00"}},
                                 "121.00", "21.00"))
                           .value(),
                       0),
            "21");
  EXPECT_EQ(percent_of(read(make({{"100.00", "21.00", {}}},
                                 {{1, "NL-B-1", "B", 21, "1"}, {2, "NL-C-1", "C", 9, "1"}},
                                 "121.00", "21.00"))
                           .value(),
                       0),
            "");
}

TEST(woocommerce_rates, rate_codes_and_labels) {
  EXPECT_EQ(api::country_of_rate_code("NL-BTW 21%-1"), "NL");
  EXPECT_EQ(api::country_of_rate_code("BTW 21%-1"), "");
  EXPECT_EQ(api::country_of_rate_code("nl-btw-1"), "");
  EXPECT_EQ(api::country_of_rate_code("NL"), "");
  EXPECT_EQ(api::country_of_rate_code(""), "");
  EXPECT_EQ(api::percentages_in("TVA 5,5%"), std::vector<core::decimal>{core::decimal("5.5")});
  EXPECT_EQ(api::percentages_in("21 % of 9%").size(), 2U);
  EXPECT_TRUE(api::percentages_in("% 1.2.3% 999% BTW").empty());
}

TEST(woocommerce_rates, same_percentage_with_two_ids_is_one_total) {
  const auto order =
      read(make({{"10.00", "2.10", {{1, "2.10"}}}, {"20.00", "4.20", {{8, "4.20"}}}},
                {{1, "NL-A-1", "A", 21, "2.10"}, {8, "NL-B-1", "B", 21, "4.20"}}, "36.30", "6.30"))
          .value();
  ASSERT_EQ(order.vat_totals.size(), 1U);
  EXPECT_EQ(order.vat_totals[0].net, 3000);
  EXPECT_EQ(order.vat_totals[0].vat, 630);
}

TEST(woocommerce_totals, lines_win_when_they_equal_the_total) {
  // LIVE 93: tax lines 9.60, total_tax 9.59, total = lines.
  const auto order = read(make({{"45.71", "9.60", {{1, "9.60"}}}}, {{1, "NL-B-1", "B", 21, "9.60"}},
                               "55.31", "9.59"))
                         .value();
  EXPECT_EQ(order.lines.size(), 1U);
  EXPECT_EQ(order.lines[0].vat, 960);
  EXPECT_EQ(order.total_vat, 959);
}

TEST(woocommerce_totals, a_cent_of_vat_goes_to_the_line_with_most_vat) {
  const auto order =
      read(make({{"10.00", "2.10", {{1, "2.10"}}},
                 {"20.00", "4.20", {{1, "4.20"}}},
                 {"10.00", "0.90", {{2, "0.90"}}}},
                {{1, "NL-A-1", "A", 21, "6.31"}, {2, "NL-B-1", "B", 9, "0.90"}}, "47.21", "7.21"))
          .value();
  ASSERT_EQ(order.lines.size(), 3U);
  EXPECT_EQ(order.lines[1].vat, 421);
  EXPECT_EQ(order.lines[1].net, 2000);
}

TEST(woocommerce_totals, the_rest_becomes_a_rounding_line) {
  const auto order = read(make({{"10.00", "2.10", {{1, "2.10"}}}, {"20.00", "4.20", {{1, "4.20"}}}},
                               {{1, "NL-A-1", "A", 21, "6.30"}}, "36.28", "6.30"))
                         .value();
  ASSERT_EQ(order.lines.size(), 3U);
  EXPECT_EQ(order.lines[2].kind, core::line_kind::rounding);
  EXPECT_EQ(order.lines[2].name, "Afrondingsverschil");
  EXPECT_EQ(order.lines[2].net, -2);
  EXPECT_EQ(order.lines[2].vat, 0);
  EXPECT_EQ(order.lines[2].vat_percent, std::nullopt);
}

TEST(woocommerce_totals, both_parts_at_once) {
  const auto order = read(make({{"10.00", "2.10", {{1, "2.10"}}}, {"20.00", "4.20", {{1, "4.20"}}}},
                               {{1, "NL-A-1", "A", 21, "6.29"}}, "36.31", "6.29"))
                         .value();
  ASSERT_EQ(order.lines.size(), 3U);
  EXPECT_EQ(order.lines[1].vat, 419);
  EXPECT_EQ(order.lines[2].net, 2);
}

TEST(woocommerce_totals, larger_differences_stay_visible) {
  for (const char* const total : {"36.33", "36.36", "30.00", "60.00", "36.27"}) {
    const auto order =
        read(make({{"10.00", "2.10", {{1, "2.10"}}}, {"20.00", "4.20", {{1, "4.20"}}}},
                  {{1, "NL-A-1", "A", 21, "6.30"}}, total, "6.30"))
            .value();
    EXPECT_EQ(order.lines.size(), 2U) << total << ": more than a cent per line";
  }
}

TEST(woocommerce_totals, small_difference_beside_a_gift_card) {
  auto order =
      make({{"10.00", "2.10", {{1, "2.10"}}}}, {{1, "NL-A-1", "A", 21, "2.10"}}, "2.11", "2.10");
  order["gift_cards"] = json::array{json::object{{"code", "A"}, {"amount", "10.00"}}};
  const auto result = read(order).value();
  ASSERT_EQ(result.lines.size(), 2U);
  EXPECT_EQ(result.lines[1].net, 1);
}

}  // namespace
}  // namespace boekbrug::test
