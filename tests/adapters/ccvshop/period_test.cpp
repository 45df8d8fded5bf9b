#include "fake_shop.hpp"

namespace boekbrug::test {

namespace {

struct period_result {
  std::vector<std::string> orders;
  std::vector<std::string> unreadable;
};

period_result read_period(fake_ccv& shop, std::string_view from, std::string_view to) {
  const auto& adapter = adapters::ccvshop();
  period_result out;
  std::string page;
  for (int step = 0; step < 1000; ++step) {
    const auto request =
        adapter.period_request(ccv_connection(), at(from), at(to), page, ccv_context());
    EXPECT_TRUE(request) << detail_of(request);
    auto answer = adapter.period_answer(ccv_connection(), page, shop.serve(*request));
    EXPECT_TRUE(answer) << detail_of(answer);
    if (!request || !answer) {
      return out;
    }
    for (const auto& order : answer->orders) {
      EXPECT_FALSE(order.lines.empty());
      out.orders.push_back(order.id);
    }
    for (const auto& each : answer->unreadable) {
      out.unreadable.push_back(each.id);
    }
    page = answer->next;
    if (page.empty()) {
      return out;
    }
  }
  ADD_FAILURE() << "the period does not end";
  return out;
}

}  // namespace

TEST(CcvPeriod, ExactBoundsAndAllPages) {
  fake_ccv shop;
  shop.size_max = 2;
  shop.add({.id = 1, .created = "2025-02-28T22:59:59"});
  shop.add({.id = 2, .created = "2025-02-28T23:00:00", .paid = false});
  shop.add({.id = 3, .created = "2025-03-10T10:00:00"});
  shop.add({.id = 4, .created = "2025-03-31T21:59:59"});
  shop.add({.id = 5, .created = "2025-03-31T22:00:00"});
  shop.rows_refused = {3};
  const auto march = read_period(shop, "2025-02-28T23:00:00", "2025-03-31T22:00:00");
  EXPECT_EQ(march.orders, (std::vector<std::string>{"2", "4"}));
  EXPECT_EQ(march.unreadable, (std::vector<std::string>{"3"}));
}

TEST(CcvPeriod, NothingInside) {
  fake_ccv shop;
  EXPECT_TRUE(read_period(shop, "2025-02-28T23:00:00", "2025-03-31T22:00:00").orders.empty());
  shop.add({.id = 1, .created = "2025-02-28T12:00:00"});
  EXPECT_TRUE(read_period(shop, "2025-02-28T23:00:00", "2025-03-31T22:00:00").orders.empty());
}

TEST(CcvPeriod, ErrorsAreErrors) {
  const auto& adapter = adapters::ccvshop();
  EXPECT_EQ(code_of(adapter.period_answer(ccv_connection(), "", answer_of(401, ""))),
            core::errc::shop_refused);
  EXPECT_EQ(code_of(adapter.period_answer(ccv_connection(), "rommel", answer_of(200, "{}"))),
            core::errc::invalid_input);
}

}  // namespace boekbrug::test
