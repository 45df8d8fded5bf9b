// Generated orders: they add up as section 4 of the reference says, and they show every oddity.

#include "tests/sim/mijnwebwinkel/fixture.hpp"

#include <map>
#include <set>

namespace boekbrug::sim::mijnwebwinkel::test {
namespace {

json::array list_of(const json::value& value) {
  return value.is_array() ? value.as_array() : json::array{value};
}

micros amount_of(const json::value& value) {
  const auto parsed = parse_amount(text(value));
  EXPECT_TRUE(parsed) << json::serialize(value);
  return parsed.value_or(0);
}

class generator_test : public shop_test {
protected:
  std::vector<json::object> all_orders() {
    std::vector<json::object> out;
    for (std::size_t offset = 0;; offset += 100) {
      const auto page = get("/orders", "test=1&limit=100&offset=" + std::to_string(offset)).body();
      for (const auto& row : page.as_array()) {
        out.push_back(row.as_object());
      }
      if (page.as_array().size() < 100) {
        return out;
      }
    }
  }

  /// Checks A and B of the reference, and that net and gross of each part agree.
  static void check_sums(const json::object& order) {
    SCOPED_TRACE(json::serialize(order));
    std::map<std::string, cents> gross_of_rate;
    cents total = 0;
    for (const auto& line : order.at("orderlines").as_array()) {
      for (const auto& part : list_of(line.at("price"))) {
        const micros gross = amount_of(part.at("amount_including_tax"));
        const rate_bp rate = amount_of(part.at("rate")) / 10'000;
        ASSERT_EQ(gross % micros_per_cent, 0);
        total += gross / micros_per_cent;
        gross_of_rate[text(part.at("rate"))] += gross / micros_per_cent;
        const cents vat = vat_in(gross / micros_per_cent, rate);
        // At 20% an exact half cent occurs, so "to the cent" means: within half of one.
        EXPECT_LE(std::abs(gross - vat * micros_per_cent - amount_of(part.at("amount"))),
                  micros_per_cent / 2);
      }
    }
    EXPECT_EQ(total, to_cents(amount_of(order.at("price").at("total"))));
    for (const auto& tax : list_of(order.at("price").at("tax"))) {
      const rate_bp rate = amount_of(tax.at("rate")) / 10'000;
      const cents told = to_cents(amount_of(tax.at("amount")));
      EXPECT_LE(std::abs(told - vat_in(gross_of_rate[text(tax.at("rate"))], rate)), 2);
    }
  }
};

TEST_F(generator_test, orders_add_up_over_many_seeds) {
  std::size_t checked = 0;
  for (int seed = 1; seed <= 24; ++seed) {
    const std::string incl = seed % 3 == 0 ? "false" : "true";
    const std::string sign = seed % 2 == 0 ? "positive" : "negative";
    const std::string method = seed % 4 == 0 ? "fixed" : "proportional";
    start(R"({"orders":120,"seed":)" + std::to_string(seed) + R"(,"prices_include_tax":)" + incl +
          R"(,"credit_sign":")" + sign + R"(","shipping_tax_method":")" + method +
          R"(","transaction_tax_method":"proportional","mix":{"credit":0.2,"coupon":0.4,)"
          R"("bundle":0.3,"fee":1,"oss":0.2,"reverse_charge":0.1,"outside_eu":0.1}})");
    for (const auto& order : all_orders()) {
      check_sums(order);
      ++checked;
    }
  }
  EXPECT_GT(checked, 2'900U);
}

TEST_F(generator_test, every_oddity_is_met) {
  start(R"({"orders":2500,"seed":7,"mix":{"missing_uuid":0.05,"bundle":0.2}})");
  std::set<std::string> seen;
  for (const auto& order : all_orders()) {
    for (const auto& line : order.at("orderlines").as_array()) {
      const std::string type = text(line.at("type"));
      seen.insert(type + (line.at("price").is_array() ? " array" : " object"));
      if (const auto* articles = line.as_object().if_contains("articles")) {
        seen.insert(articles->as_array().size() > 1 ? "bundle" : "one article");
        for (const auto& option : articles->at(0).at("options").as_array()) {
          seen.insert(text(option.at("description")));
        }
      }
    }
    seen.insert(order.at("price").at("tax").is_array() ? "tax array" : "tax object");
    seen.insert(text(order.at("price").at("total")).size() -
                            text(order.at("price").at("total")).find('.') ==
                        7
                    ? "six"
                    : "two");
    seen.insert("strategy " + text(order.at("tax_strategy")));
    seen.insert("pay " + text(order.at("payment_status")));
    seen.insert(order.contains("uuid") ? "uuid" : "no uuid");
    seen.insert(order.at("comments").is_array() ? "comments []" : "comments {}");
    seen.insert(order.at("shipping").at(0).at("country").is_array() ? "country []" : "country {}");
    seen.insert(order.at("archived").is_bool() ? "bool" : "text bool");
    seen.insert(order.at("status").is_string() ? "text status" : "int status");
    seen.insert(text(order.at("number")).starts_with("T-") ? "test" : "live");
    seen.insert(order.at("status_changed_date").is_null() ? "unchanged" : "changed");
    seen.insert(order.contains("payment") ? text(order.at("payment").at("gateway_name"))
                                          : "no payment");
    if (const auto* delivery =
            order.at("debtor").at("address").as_object().if_contains("delivery")) {
      seen.insert(delivery->is_array() ? "delivery []" : "delivery {}");
    }
    seen.insert(order.at("credited_order_number").is_null() ? "order" : "credit");
  }
  for (const auto* wanted : {"article object",
                             "article array",
                             "custom object",
                             "payment object",
                             "shipping object",
                             "shipping array",
                             "discount array",
                             "bundle",
                             "Action price",
                             "tax array",
                             "tax object",
                             "six",
                             "two",
                             "strategy zero_percent",
                             "strategy reverse_charged_vat",
                             "strategy ",
                             "pay captured",
                             "pay authorized",
                             "pay pending",
                             "pay failed",
                             "pay refunded",
                             "pay unknown",
                             "pay new",
                             "no uuid",
                             "comments []",
                             "country []",
                             "text bool",
                             "text status",
                             "test",
                             "unchanged",
                             "changed",
                             "basic",
                             "no payment",
                             "multisafepay",
                             "delivery []",
                             "credit"}) {
    EXPECT_TRUE(seen.contains(wanted)) << wanted;
  }
}

TEST_F(generator_test, plain_orders_are_finished_and_paid) {
  start(R"({"orders":300,"mix":{"only_plain":true}})");
  const auto told = books();
  EXPECT_EQ(told.at("orders").as_array().size(), 300U);
  for (const auto& order : told.at("orders").as_array()) {
    EXPECT_TRUE(order.at("finished_and_paid").as_bool());
    EXPECT_TRUE(order.at("credits").as_array().empty());
  }
  for (const auto& order : all_orders()) {
    check_sums(order);
    EXPECT_EQ(text(order.at("tax_strategy")), "");
  }
}

TEST_F(generator_test, the_same_seed_gives_the_same_orders) {
  const std::string options = R"({"orders":50,"seed":3})";
  start(options);
  const auto first = get("/orders", "limit=100").raw.body;
  start(options);
  EXPECT_EQ(get("/orders", "limit=100").raw.body, first);
  start(R"({"orders":50,"seed":4})");
  EXPECT_NE(get("/orders", "limit=100").raw.body, first);
}

TEST_F(generator_test, numbers_dates_and_periods) {
  start(
      R"({"orders":40,"first_id":5000,"number_as_int":true,"from":"2026-02-01","to":"2026-02-10"})");
  const auto rows = get("/orders", "limit=1").body();
  EXPECT_EQ(rows.at(0).at("number").as_int64(), 5000);
  EXPECT_EQ(get("/orders", "end_date=2026-01-31").rows(), 0U);
  EXPECT_EQ(get("/orders", "start_date=2026-02-12").rows(), 0U);
  start(R"({"orders":3,"number_prefix":"2026","mix":{"only_plain":true}})");
  EXPECT_EQ(get("/orders").numbers(), (std::vector<std::string>{"20261", "20262", "20263"}));
}

TEST_F(generator_test, basic_gateway_is_told_by_the_status_only) {
  start(R"({"orders":200,"mix":{"only_plain":true,"bank_transfer":1}})");
  std::size_t paid = 0;
  const auto told = books();
  for (const auto& order : told.at("orders").as_array()) {
    const bool open = text(order.at("status")) == "1";
    EXPECT_EQ(order.at("paid").as_bool(), !open) << json::serialize(order);
    paid += open ? 0 : 1;
    EXPECT_TRUE(get("/orders/" + text(order.at("number")) + "/payments")
                    .body()
                    .at("payments")
                    .as_array()
                    .empty());
  }
  EXPECT_GT(paid, 20U);
  EXPECT_LT(paid, 190U);
}

}  // namespace
}  // namespace boekbrug::sim::mijnwebwinkel::test
