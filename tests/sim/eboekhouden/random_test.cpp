#include "fixture.hpp"

#include "sim/eboekhouden/amounts.hpp"

#include <map>
#include <random>

namespace boekbrug::sim::test {

namespace {

std::int64_t cents_of(std::string text) {
  std::erase(text, '.');
  return std::stoll(text);
}

struct expected {
  std::int64_t total = 0;
  std::int64_t paid = 0;
};

}  // namespace

class eboekhouden_random : public eboekhouden_test, public ::testing::WithParamInterface<unsigned> {
protected:
  std::mt19937 random_;

  std::int64_t pick(std::int64_t low, std::int64_t high) {
    return std::uniform_int_distribution<std::int64_t>{low, high}(random_);
  }
  /// Some rows with VAT inside; adds their amounts to the total.
  std::string some_rows(std::int64_t& total) {
    static constexpr std::array<const char*, 4> codes{"HOOG_VERK_21", "LAAG_VERK_9", "GEEN",
                                                      "VERL_VERK"};
    std::string out;
    for (auto count = pick(1, 6); count > 0; --count) {
      const auto amount = pick(-500, 5'000);
      total += amount;
      out += (out.empty() ? "" : ",") +
             row(eboekhouden::money_text(amount), codes[static_cast<std::size_t>(pick(0, 3))]);
    }
    return out;
  }
  void check(const std::map<std::string, expected>& model) {
    const auto seen = books();
    ASSERT_EQ(seen.value("/invoices").as_array().size(), model.size());
    std::size_t open = 0;
    for (const auto& one : seen.value("/invoices").as_array()) {
      const auto& wanted = model.at(std::string(one.at("number").as_string()));
      const auto read = [&one](const char* key) {
        return cents_of(std::string(one.at(key).as_string()));
      };
      EXPECT_EQ(read("total_incl_tax"), wanted.total);
      EXPECT_EQ(read("paid"), wanted.paid);
      EXPECT_EQ(one.at("state").as_string(), wanted.total == wanted.paid ? "paid" : "open");
      open += wanted.total == wanted.paid ? 0U : 1U;
      std::int64_t vat = 0;
      for (const auto& rate : one.at("vat").as_array()) {
        vat += cents_of(std::string(rate.at("tax").as_string()));
      }
      EXPECT_EQ(read("total_excl_tax") + vat, wanted.total);
    }
    EXPECT_EQ(get("mutation/invoice/outstanding?credDeb=D&limit=2000").count(), open);
    std::int64_t balances = 0;
    for (const auto& one : seen.value("/ledgers").as_array()) {
      balances += cents_of(std::string(one.at("balance").as_string()));
    }
    EXPECT_EQ(balances, 0);
  }
};

TEST_P(eboekhouden_random, sales_and_payments_agree_with_the_dumbest_model) {
  random_.seed(GetParam());
  start(demo_with(GetParam() % 2 == 0 ? R"("vat_per":"line")" : R"("vat_per":"total")"));
  std::map<std::string, expected> model;
  for (int step = 0; step < 150; ++step) {
    const auto number = "N" + std::to_string(pick(1, 60));
    if (pick(0, 2) > 0) {
      std::int64_t total = 0;
      const auto made = sale(number, some_rows(total));
      EXPECT_EQ(made.status, model.contains(number) ? 400 : 201) << made.text;
      model.try_emplace(number, expected{total, 0});
    } else {
      const auto known = model.find(number);
      const auto open = known == model.end() ? 100 : known->second.total - known->second.paid;
      const auto amount = pick(0, 1) == 0 ? open : pick(-100, 100);
      const auto made = pay(number, eboekhouden::money_text(amount));
      EXPECT_EQ(made.status, known == model.end() ? 400 : 201) << made.text;
      if (known != model.end()) {
        known->second.paid += amount;
      }
    }
  }
  check(model);
}

INSTANTIATE_TEST_SUITE_P(seeds, eboekhouden_random, ::testing::Range(1U, 9U));

TEST_F(eboekhouden_test, survives_damaged_bodies) {
  std::mt19937 random{20'260'314};
  const auto good =
      sale_body("N1", row("12.10") + "," + row("1.00", "AFW_VERK", "8020", R"(,"vatAmount":0.10)"));
  std::map<int, int> statuses;
  for (int i = 0; i < 3'000; ++i) {
    auto body = good;
    for (auto changes = 1 + random() % 3; changes > 0; --changes) {
      const auto at = random() % body.size();
      switch (random() % 3) {
        case 0:
          body[at] = static_cast<char>(random() % 256);
          break;
        case 1:
          body.erase(at, 1 + random() % 8);
          break;
        default:
          body.insert(at, body.substr(random() % body.size(), random() % 12));
      }
    }
    for (const auto* path : {"mutation", "invoice", "relation"}) {
      const auto made = post(path, body);
      ++statuses[made.status];
      EXPECT_TRUE(made.status == 201 || made.status == 400) << made.status << " " << body;
      EXPECT_TRUE(made.status == 201 || !made.code().empty()) << made.text;
    }
  }
  EXPECT_GT(statuses[201], 0);
  EXPECT_GT(statuses[400], 1'000);
  EXPECT_TRUE(sim("books").value("/administrations").is_array()) << "still readable";
}

TEST_F(eboekhouden_test, survives_damaged_queries) {
  std::mt19937 random{20'260'315};
  sale("N1", row("12.10"));
  for (int i = 0; i < 2'000; ++i) {
    std::string query =
        "mutation?invoiceNumber[like]=N%25&date[range]=2026-01-01,2026-12-31&limit=5";
    const auto at = 9 + random() % (query.size() - 9);
    query[at] = static_cast<char>(random() % 256);
    const auto found = get(query);
    EXPECT_TRUE(found.status == 200 || found.status == 400 || found.status == 404) << query;
    EXPECT_TRUE(found.status != 200 || found.value("/items").is_array());
  }
  EXPECT_TRUE(sim("counters").body.is_object()) << "still readable";
}

}  // namespace boekbrug::sim::test
