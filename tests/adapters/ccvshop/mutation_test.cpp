// Random damage of valid answers: a named error or a valid order, never a crash.

#include "fake_shop.hpp"

#include <random>

namespace boekbrug::test {

namespace {

std::string damaged(std::string text, std::mt19937& random) {
  static const std::vector<std::string> pieces{
      "null", "-1",   "[]",    "{}", "\"\"", "1e9", "99999999999999999999",
      "0.1",  "true", "\"x\"", "\\", "\x01"};
  const auto pick = [&random](std::size_t below) { return random() % below; };
  const auto times = 1 + pick(3);
  for (std::size_t time = 0; time < times && !text.empty(); ++time) {
    const auto at = pick(text.size());
    switch (pick(5)) {
      case 0:
        text[at] = static_cast<char>(random() % 256);
        break;
      case 1:
        text.erase(at, 1 + pick(20));
        break;
      case 2:
        text.insert(at, pieces[pick(pieces.size())]);
        break;
      case 3: {
        // The value after the next colon becomes something else: it stays JSON more often.
        const auto colon = text.find(':', at);
        const auto end = text.find_first_of(",}", colon == std::string::npos ? at : colon);
        if (colon != std::string::npos && end != std::string::npos) {
          text.replace(colon + 1, end - colon - 1, pieces[pick(pieces.size())]);
        }
        break;
      }
      default:
        text.resize(at);
        break;
    }
  }
  return text;
}

}  // namespace

TEST(CcvMutation, OrdersAndRows) {
  std::mt19937 random{20250304};
  int good = 0;
  int refused = 0;
  for (int round = 0; round < 6000; ++round) {
    const bool header_too = round % 2 == 0;
    const auto header =
        api::parse_json(header_too ? damaged(reference_order(), random) : reference_order());
    const auto rows =
        api::parse_json(header_too ? reference_rows() : damaged(reference_rows(), random));
    if (!header || !header->is_object() || !rows || !rows->is_array()) {
      ++refused;
      continue;
    }
    const auto order = api::read_order(ccv_connection(), header->get_object(), rows->get_array());
    if (!order) {
      EXPECT_FALSE(order.error().detail.empty());
      ++refused;
      continue;
    }
    ++good;
    core::minor_units sum = 0;
    for (const auto& line : order->lines) {
      sum += line.net + line.vat;
    }
    ASSERT_EQ(sum, order->total) << round;
  }
  EXPECT_GT(good, 100);
  EXPECT_GT(refused, 1000);
}

TEST(CcvMutation, WholeScans) {
  std::mt19937 random{42};
  const auto& adapter = adapters::ccvshop();
  for (int round = 0; round < 400; ++round) {
    fake_ccv shop;
    shop.signs = false;
    for (int id = 1; id <= 3; ++id) {
      shop.add({.id = id, .created = "2025-03-04T10:00:00"});
    }
    shop.invoices = {{.id = 71, .order_id = 2, .created = "2025-03-04T12:00:00"}};
    const fake_store store;
    const auto scope = store.scope();
    core::scan_cursor cursor{"", ""};
    bool ended = false;
    for (int step = 0; step < 300 && !ended; ++step) {
      const auto request =
          adapter.scan_request(ccv_connection(), scope, cursor, ccv_context(shop.now));
      ASSERT_TRUE(request) << detail_of(request);
      auto answer = shop.serve(*request);
      if (random() % 3 == 0) {
        answer.body = damaged(answer.body, random);
      }
      const auto page = adapter.scan_answer(ccv_connection(), scope, cursor, answer);
      if (page) {
        cursor = page->next;
        ended = page->complete;
      } else if (const auto less = adapter.scan_smaller(cursor)) {
        EXPECT_FALSE(page.error().detail.empty());
        cursor = *less;
      } else {
        ended = true;
      }
    }
    EXPECT_TRUE(ended) << round;
  }
}

TEST(CcvMutation, MarksAndScratch) {
  std::mt19937 random{7};
  const auto& adapter = adapters::ccvshop();
  fake_ccv shop;
  shop.add({.id = 1, .created = "2025-03-04T10:00:00"});
  const auto request = adapter.scan_request(ccv_connection(), {}, {"", ""}, ccv_context());
  const auto page = adapter.scan_answer(ccv_connection(), {}, {"", ""}, shop.serve(*request));
  ASSERT_TRUE(page);
  int refused = 0;
  for (int round = 0; round < 3000; ++round) {
    const core::scan_cursor bad{
        round % 2 == 0 ? damaged("ccv1;d=2025-03-05;f=2025-01-04", random) : "",
        damaged(page->next.scratch, random)};
    const auto asked = adapter.scan_request(ccv_connection(), {}, bad, ccv_context());
    refused += asked ? 0 : 1;
    const auto read = adapter.scan_answer(ccv_connection(), {}, bad,
                                          answer_of(200, R"({"items":[{"id":1}],"next":null})"));
    EXPECT_TRUE(read || !read.error().detail.empty());
  }
  EXPECT_GT(refused, 500);
}

}  // namespace boekbrug::test
