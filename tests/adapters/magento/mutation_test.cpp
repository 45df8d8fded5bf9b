// Random damage to the reference's answers, from fixed seeds: a value or a named error comes back,
// and an order that is read either adds up or is refused by the booking rules.
#include "adapters/shops/magento/magento.hpp"
#include "support.hpp"

#include <random>

namespace boekbrug::test {
namespace {

std::string damaged(std::string text, std::mt19937& random) {
  static const std::vector<std::string> splinters{
      "\"",    "\\",   "{",     "}",           "[",
      "]",     ",",    ":",     "null",        "-",
      "1e999", "0",    "\xFF",  "\"\\ud800\"", "99999999999999999999",
      "1.5.5", "true", "-0.01", "e",           "."};
  const auto pick = [&random](std::size_t count) {
    return static_cast<std::size_t>(random() % count);
  };
  for (auto times = 1 + pick(4); times > 0 && !text.empty(); --times) {
    const auto at = pick(text.size());
    const auto length = std::min(text.size() - at, pick(40));
    switch (pick(5)) {
      case 0:
        text.erase(at, length);
        break;
      case 1:
        text.insert(at, text.substr(at, length));
        break;
      case 2:
      case 3:
        text.replace(at, 1, splinters[pick(splinters.size())]);
        break;
      default:
        text[at] = static_cast<char>('0' + pick(10));
        break;
    }
  }
  return text;
}

void expect_sound(const core::order& order) {
  core::minor_units lines = 0;
  for (const auto& line : order.lines) {
    lines += line.net + line.vat;
  }
  core::minor_units owed = order.total;
  for (const auto& gift : order.gift_payments) {
    owed += gift.amount;
  }
  const world here;
  const auto plan = core::make_plan(order, here.context());
  if (plan) {
    EXPECT_LE(std::abs(lines - owed), 5);
    EXPECT_EQ(plan->total, owed);
  } else {
    EXPECT_NE(plan.error().code, core::errc::internal) << plan.error().detail;
  }
}

TEST(magento_mutation, orders_and_memos) {
  const auto& adapter = adapters::magento();
  const auto shop = magento_shop();
  auto json = load("order.json");
  json.insert(json.find('{') + 1, "\"total_refunded\": 33.46,");
  const auto memo = load("memo.json");
  int whole = 0;
  for (unsigned seed = 1; seed <= 1500; ++seed) {
    std::mt19937 random{seed};
    const bool first = seed % 3 != 0;
    const std::vector<std::string> bodies{first ? damaged(found({json}), random) : found({json}),
                                          found({}),
                                          first ? found({memo}) : damaged(found({memo}), random)};
    core::scan_cursor cursor{"mg1;s=pages;t=2026-05-08T12:02:12;l=0;n=50", ""};
    for (const auto& body : bodies) {
      const auto page = adapter.scan_answer(shop, {}, cursor, answer(200, body));
      if (!page) {
        EXPECT_NE(page.error().code, core::errc::internal);
        EXPECT_FALSE(page.error().detail.empty());
        break;
      }
      for (const auto& one : page->orders) {
        expect_sound(one);
        ++whole;
      }
      for (const auto& one : page->credited) {
        const world here;
        for (const auto& credit : one.credits) {
          EXPECT_GE(credit.amount, 0);
          const auto plan = core::make_credit_plan(credit, one.original, here.context());
          EXPECT_TRUE(!plan || plan->total == -credit.amount);
        }
      }
      cursor = page->next;
      if (page->complete) {
        break;
      }
      EXPECT_TRUE(adapter.scan_request(shop, {}, cursor, context()));
    }
  }
  EXPECT_GT(whole, 100);
}

TEST(magento_mutation, marks_scratches_and_page_tokens) {
  const auto& adapter = adapters::magento();
  const auto shop = magento_shop();
  const auto first =
      adapter.scan_answer(shop, {}, {"mg1;s=pages;t=2026-05-08T12:02:12;l=0;n=50", ""},
                          answer(200, found({load("order.json")})));
  ASSERT_TRUE(first);
  for (unsigned seed = 1; seed <= 400; ++seed) {
    std::mt19937 random{seed};
    const core::scan_cursor cursor{damaged(first->next.mark, random),
                                   damaged(first->next.scratch, random)};
    const auto request = adapter.scan_request(shop, {}, cursor, context());
    const auto page = adapter.scan_answer(shop, {}, cursor, answer(200, found({})));
    EXPECT_TRUE(request || !request.error().detail.empty());
    EXPECT_TRUE(page || !page.error().detail.empty());
  }
}

}  // namespace
}  // namespace boekbrug::test
