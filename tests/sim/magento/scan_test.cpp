#include "magento_fixture.hpp"

#include <map>
#include <random>

namespace boekbrug::sim::magento::test {
namespace {

/// A client that keeps what it has seen, scanning as section 2.3 of the reference tells.
class scan : public shop_test {
protected:
  /// `between` runs after every page.
  template <class Between>
  void run(const Between& between) {
    const auto newest = v1("orders?searchCriteria[pageSize]=1" + sorted("updated_at", "DESC") +
                           "&fields=items[updated_at]")
                            .body();
    const auto& first = newest.at("items").as_array();
    std::string mark =
        first.empty() ? since_ : std::string{first.at(0).at("updated_at").as_string()};
    mark = std::min(mark, to_text(std::chrono::floor<std::chrono::seconds>(now_)));
    const std::string from = to_text(*parse_time(since_) - std::chrono::minutes{10});
    std::int64_t last = 0;
    while (true) {
      const auto page =
          v1("orders?searchCriteria[pageSize]=5&searchCriteria[currentPage]=1" +
             filter(0, "updated_at", "gteq", from) +
             filter(1, "entity_id", "gt", std::to_string(last)) + sorted("entity_id", "ASC"))
              .body();
      const auto& items = page.at("items").as_array();
      for (const auto& item : items) {
        last = item.at("entity_id").as_int64();
        seen_[last] = std::string{item.at("status").as_string()};
      }
      if (items.size() < 5) {
        break;
      }
      between();
    }
    since_ = mark;
  }
  std::string since_ = "2026-01-01 00:00:00";
  std::map<std::int64_t, std::string> seen_;
};

TEST_F(scan, loses_nothing_while_orders_change) {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    std::mt19937 luck{seed};
    start(R"({"orders":40,"seed":)" + std::to_string(seed) + "}");
    seen_.clear();
    since_ = "2026-01-01 00:00:00";
    const auto disturb = [&] {
      later(luck() % 90);
      const auto id = std::to_string(1 + luck() % 45);
      switch (luck() % 4) {
        case 0:
          sim("arrive", R"({"count":2,"status":"pending"})");
          break;
        case 1:
          sim("orders/" + id, R"({"paid":true})");
          break;
        case 2:
          sim("orders/" + id, R"({"status":"picking"})");
          break;
        default:
          sim("orders/" + id, R"({"status":"complete"})");
      }
    };
    for (int round = 0; round < 4; ++round) {
      run(disturb);
      later(300);
    }
    run([] {});
    const json::value books = sim("books").body();
    for (const auto& order : books.at("orders").as_array()) {
      const auto id = std::stoll(std::string{order.at("id").as_string()});
      EXPECT_EQ(seen_[id], std::string{order.at("status").as_string()})
          << "order " << id << ", seed " << seed;
    }
  }
}

TEST_F(scan, silent_edits_stay_unseen) {
  start(R"({"orders":3,"mix":{"only_plain":true}})");
  run([] {});
  later(3600);
  sim("orders/2", R"({"status":"picking","silent":true})");
  run([] {});
  EXPECT_EQ(seen_[2], "complete");
  sim("orders/2", R"({"status":"picking"})");
  run([] {});
  EXPECT_EQ(seen_[2], "picking");
}

TEST_F(scan, arrivals_by_the_clock) {
  start(R"({"arrivals_per_minute":7})");
  later(600);
  EXPECT_GE(v1("orders?searchCriteria=").ids().size(), 70U);
  EXPECT_LE(v1("orders?searchCriteria=").ids().size(), 75U);  // an edited order is two
  start(R"({"arrivals_per_minute":600,"mix":{"only_plain":true}})");
  for (int i = 0; i < 10; ++i) {
    later(1);
    v1("orders?searchCriteria[pageSize]=1");
  }
  EXPECT_EQ(v1("orders?searchCriteria=").ids().size(), 100U);
}

}  // namespace
}  // namespace boekbrug::sim::magento::test
