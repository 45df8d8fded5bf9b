// Random damage of a valid answer: a named error or a valid order, never a crash.
#include "support.hpp"

#include <random>

namespace {

using namespace boekbrug;
using namespace boekbrug::test;

void check(const core::result<core::order>& got) {
  if (!got) {
    EXPECT_FALSE(core::code_name(got.error().code).empty());
    return;
  }
  core::minor_units sum = 0;
  for (const auto& line : got->lines) {
    sum += line.net + line.vat;
  }
  for (const auto& gift : got->gift_payments) {
    sum -= gift.amount;
  }
  EXPECT_EQ(sum, got->total);
}

TEST(mijnwebwinkel_mutation, of_bytes) {
  const auto whole = json::serialize(sample());
  std::mt19937 random{20261121};
  for (int round = 0; round < 4'000; ++round) {
    std::string text{whole.data(), whole.size()};
    for (int hits = 1 + static_cast<int>(random() % 3); hits > 0; --hits) {
      const auto place = random() % text.size();
      if (random() % 4 == 0) {
        text.erase(place, 1 + random() % 8);
      } else {
        constexpr std::string_view chars = "0123456789-.\"{}[],:nulltrue\xFF ";
        text[place] = chars[random() % chars.size()];
      }
      if (text.empty()) {
        break;
      }
    }
    check(adapters::mijnwebwinkel().order_answer(shop(), answer(200, text)));
    const core::scan_cursor cursor{"mw1;s=h;t=1774000000;f=2026-01-01", text};
    const auto page =
        adapters::mijnwebwinkel().scan_answer(shop(), {}, cursor, answer(200, '[' + text + ']'));
    EXPECT_TRUE(page || !page.error().detail.empty());
  }
}

json::value odd(std::mt19937& random) {
  switch (random() % 9) {
    case 0:
      return nullptr;
    case 1:
      return json::array{};
    case 2:
      return json::object{};
    case 3:
      return "";
    case 4:
      return -1;
    case 5:
      return "999999999999999";
    case 6:
      return true;
    case 7:
      return "1e400";
    default:
      return json::array{json::object{}, 5, nullptr};
  }
}

void damage(json::value& value, std::mt19937& random) {
  auto* at = &value;
  for (int depth = static_cast<int>(random() % 5); depth >= 0; --depth) {
    if (at->is_object() && !at->get_object().empty()) {
      at = &(at->get_object().begin() +
             static_cast<std::ptrdiff_t>(random() % at->get_object().size()))
                ->value();
    } else if (at->is_array() && !at->get_array().empty()) {
      at = &at->get_array()[random() % at->get_array().size()];
    }
  }
  *at = odd(random);
}

TEST(mijnwebwinkel_mutation, of_members) {
  std::mt19937 random{42};
  for (int round = 0; round < 4'000; ++round) {
    json::value order = sample();
    damage(order, random);
    check(adapters::mijnwebwinkel().order_answer(shop(), answer(order)));
  }
}

}  // namespace
