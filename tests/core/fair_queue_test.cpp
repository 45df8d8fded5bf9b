#include "core/limiter/fair_queue.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <vector>

namespace boekbrug::core {
namespace {

using ticket = fair_queue::ticket;

constexpr integration_id ann{1};
constexpr integration_id bob{2};

std::uint64_t next(fair_queue& queue) {
  const auto served = queue.pop();
  return served ? static_cast<std::uint64_t>(served->which) : 0;
}

TEST(fair_queue, serves_classes_in_order) {
  fair_queue queue{{}};
  ASSERT_TRUE(queue.push(ticket{1}, ann, call_class::history));
  ASSERT_TRUE(queue.push(ticket{2}, ann, call_class::credit));
  ASSERT_TRUE(queue.push(ticket{3}, bob, call_class::live));
  ASSERT_TRUE(queue.push(ticket{4}, bob, call_class::continuing));
  EXPECT_EQ(next(queue), 4U);
  EXPECT_EQ(next(queue), 3U);
  EXPECT_EQ(next(queue), 2U);
  EXPECT_EQ(next(queue), 1U);
  EXPECT_FALSE(queue.pop().has_value());
}

TEST(fair_queue, takes_turns_and_keeps_each_ones_order) {
  fair_queue queue{{}};
  for (std::uint64_t i = 0; i < 3; ++i) {
    ASSERT_TRUE(queue.push(ticket{10 + i}, ann, call_class::live));
  }
  ASSERT_TRUE(queue.push(ticket{20}, bob, call_class::live));
  EXPECT_EQ(next(queue), 10U);
  EXPECT_EQ(next(queue), 20U);
  EXPECT_EQ(next(queue), 11U);
  EXPECT_EQ(next(queue), 12U);
}

TEST(fair_queue, an_import_does_not_delay_a_neighbour) {
  fair_queue queue{{.waiting_max = 20'000, .waiting_max_per_integration = 10'000}};
  for (std::uint64_t i = 0; i < 10'000; ++i) {
    ASSERT_TRUE(queue.push(ticket{i}, ann, call_class::live));
  }
  ASSERT_TRUE(queue.push(ticket{99'999}, bob, call_class::live));
  next(queue);
  EXPECT_EQ(next(queue), 99'999U);
}

TEST(fair_queue, costs_count) {
  fair_queue queue{{}};
  for (std::uint64_t i = 0; i < 4; ++i) {
    ASSERT_TRUE(queue.push(ticket{10 + i}, ann, call_class::live, 3));
    for (std::uint64_t j = 0; j < 3; ++j) {
      ASSERT_TRUE(queue.push(ticket{100 + 3 * i + j}, bob, call_class::live, 1));
    }
  }
  std::map<integration_id, std::uint32_t> spent;
  for (int i = 0; i < 12; ++i) {
    const auto served = queue.pop();
    ASSERT_TRUE(served);
    spent[served->who] += served->cost;
    EXPECT_LE(spent[ann], spent[bob] + 3);
    EXPECT_LE(spent[bob], spent[ann] + 3);
  }
}

TEST(fair_queue, has_bounds) {
  fair_queue queue{{.waiting_max = 3, .waiting_max_per_integration = 2}};
  EXPECT_TRUE(queue.push(ticket{1}, ann, call_class::live));
  EXPECT_EQ(queue.push(ticket{1}, ann, call_class::live).error().code, errc::already_exists);
  EXPECT_TRUE(queue.push(ticket{2}, ann, call_class::history));
  EXPECT_EQ(queue.push(ticket{3}, ann, call_class::live).error().code, errc::throttled);
  EXPECT_TRUE(queue.push(ticket{4}, bob, call_class::live));
  EXPECT_EQ(queue.push(ticket{5}, integration_id{3}, call_class::live).error().code,
            errc::throttled);
  EXPECT_EQ(queue.push(ticket{6}, bob, call_class::live, 0).error().code, errc::invalid_input);
  EXPECT_EQ(queue.push(ticket{6}, bob, call_class::live, 17).error().code, errc::invalid_input);
  EXPECT_EQ(queue.push(ticket{6}, bob, call_class{0}).error().code, errc::invalid_input);
  EXPECT_EQ(queue.push(ticket{6}, bob, call_class{5}).error().code, errc::invalid_input);
  EXPECT_EQ(queue.size(), 3U);
  EXPECT_TRUE(queue.cancel(ticket{1}));
  EXPECT_TRUE(queue.push(ticket{3}, ann, call_class::live)) << "room again";
}

TEST(fair_queue, forgets_what_was_cancelled) {
  fair_queue queue{{}};
  ASSERT_TRUE(queue.push(ticket{1}, ann, call_class::live));
  ASSERT_TRUE(queue.push(ticket{2}, ann, call_class::live));
  EXPECT_TRUE(queue.cancel(ticket{1}));
  EXPECT_FALSE(queue.cancel(ticket{1}));
  EXPECT_FALSE(queue.cancel(ticket{7}));
  EXPECT_EQ(queue.waiting(call_class::live), 1U);
  EXPECT_EQ(queue.waiting(ann), 1U);
  EXPECT_EQ(next(queue), 2U);
  EXPECT_TRUE(queue.empty());
  EXPECT_EQ(queue.waiting(ann), 0U);
}

TEST(fair_queue, names_its_classes) {
  EXPECT_EQ(name(call_class::continuing), "continuing");
  EXPECT_EQ(name(call_class::history), "history");
}

RC_GTEST_PROP(fair_queue_property, integrations_that_wait_get_equal_shares, (std::uint64_t seed)) {
  std::mt19937_64 random{seed};
  const auto flows = 2 + random() % 6;
  fair_queue queue{{}};
  std::uint64_t id = 0;
  for (std::uint64_t flow = 0; flow < flows; ++flow) {
    for (auto left = 20 + random() % 20; left > 0; --left) {
      RC_ASSERT(queue.push(ticket{++id}, integration_id{flow}, call_class::live).has_value());
    }
  }
  // As long as everybody waits, nobody is more than one permit ahead.
  std::vector<std::uint64_t> got(flows);
  for (std::uint64_t i = 0; i < flows * 20; ++i) {
    const auto served = queue.pop();
    RC_ASSERT(served.has_value());
    ++got[number(served->who)];
    const auto [least, most] = std::minmax_element(got.begin(), got.end());
    RC_ASSERT(*most - *least <= 1U);
  }
}

RC_GTEST_PROP(fair_queue_property, agrees_with_a_dumb_model, (std::uint64_t seed)) {
  // Model: a list of waiting tickets. Whatever is popped must be of the best class and the first of
  // its owner there.
  struct entry {
    std::uint64_t id;
    integration_id who;
    call_class cls;
  };
  std::mt19937_64 random{seed};
  const std::size_t bound = 12;
  fair_queue queue{{.waiting_max = bound, .waiting_max_per_integration = 6}};
  std::vector<entry> model;
  std::uint64_t id = 0;
  for (int step = 0; step < 300; ++step) {
    const auto action = random() % 10;
    if (action < 5) {
      const entry fresh{++id, integration_id{random() % 4},
                        static_cast<call_class>(1 + random() % 4)};
      const auto own = std::count_if(model.begin(), model.end(),
                                     [&](const entry& each) { return each.who == fresh.who; });
      const bool fits = model.size() < bound && own < 6;
      RC_ASSERT(queue
                    .push(ticket{fresh.id}, fresh.who, fresh.cls,
                          1 + static_cast<std::uint32_t>(random() % 3))
                    .has_value() == fits);
      if (fits) {
        model.push_back(fresh);
      }
    } else if (action < 8) {
      const auto served = queue.pop();
      RC_ASSERT(served.has_value() == !model.empty());
      if (served) {
        const auto best =
            std::min_element(model.begin(), model.end(),
                             [](const entry& a, const entry& b) { return a.cls < b.cls; });
        RC_ASSERT(served->cls == best->cls);
        const auto first = std::find_if(model.begin(), model.end(), [&](const entry& each) {
          return each.who == served->who && each.cls == served->cls;
        });
        RC_ASSERT(first != model.end());
        RC_ASSERT(ticket{first->id} == served->which);
        model.erase(first);
      }
    } else if (!model.empty()) {
      const auto at = model.begin() + static_cast<std::ptrdiff_t>(random() % model.size());
      RC_ASSERT(queue.cancel(ticket{at->id}));
      model.erase(at);
    }
    RC_ASSERT(queue.size() == model.size());
    for (const auto cls :
         {call_class::continuing, call_class::live, call_class::credit, call_class::history}) {
      const auto count = std::count_if(model.begin(), model.end(),
                                       [&](const entry& each) { return each.cls == cls; });
      RC_ASSERT(queue.waiting(cls) == static_cast<std::size_t>(count));
    }
  }
}

}  // namespace
}  // namespace boekbrug::core
