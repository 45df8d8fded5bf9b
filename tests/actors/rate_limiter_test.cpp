#include "actors/rate_limiter.hpp"

#include "actors/storage_writer.hpp"
#include "fixture.hpp"

#include <gtest/gtest.h>

namespace boekbrug::actors::test {
namespace {

using core::call_class;
using std::chrono::milliseconds;
using std::chrono::seconds;
using permit = server_life::answer<std::uint64_t>;

class limiter : public ::testing::Test {
protected:
  void start(std::uint32_t limit, const server_life::saved* from = nullptr) {
    server = std::make_unique<server_life>(outside, from);
    writer = server->system().spawn(storage_writer, &server->with());
    rate_limiter_options options;
    options.name = "moneybird@test";
    options.requests_per_window = limit;
    options.window = seconds{10};
    options.deadline_max = seconds{3};
    subject = server->system().spawn(rate_limiter, &server->with(), writer, options);
    server->run();
  }
  void end() {
    caf::anon_send_exit(subject, caf::exit_reason::kill);
    caf::anon_send_exit(writer, caf::exit_reason::kill);
    subject = nullptr;
    writer = nullptr;
    server.reset();
  }
  void TearDown() override { end(); }

  permit acquire(call_class how = call_class::live, std::uint64_t who = 1) {
    return server->ask<std::uint64_t>(subject, acquire_atom_v,
                                      permit_request{core::integration_id{who}, how});
  }
  void finish(const permit& which, core::limit_signal signal = {}) {
    caf::anon_send(subject, finish_atom_v, **which.get()->operator->(),
                   std::make_shared<const core::limit_signal>(signal));
    server->run();
  }
  static bool granted(const permit& which) { return which->has_value() && (*which)->has_value(); }

  outside_world outside;
  std::unique_ptr<server_life> server;
  storage_writer_actor writer;
  rate_limiter_actor subject;
};

TEST_F(limiter, the_window_is_filled_and_the_next_call_waits) {
  start(2);
  const auto a = acquire();
  const auto b = acquire();
  const auto c = acquire();
  EXPECT_TRUE(granted(a));
  EXPECT_TRUE(granted(b));
  EXPECT_FALSE(granted(c));
  finish(a);
  finish(b);
  server->advance(milliseconds{9'750});
  EXPECT_FALSE(granted(c)) << "a slot is occupied for a window after the end of its call";
  server->advance(seconds{1});
  EXPECT_TRUE(granted(c));
}

TEST_F(limiter, permits_differ_and_no_limit_means_no_waiting) {
  start(0);
  std::set<std::uint64_t> seen;
  for (int i = 0; i < 50; ++i) {
    const auto each = acquire();
    ASSERT_TRUE(granted(each));
    seen.insert((*each)->value());
  }
  EXPECT_EQ(seen.size(), 50U);
}

TEST_F(limiter, the_more_urgent_is_served_first) {
  start(1);
  auto now = acquire();
  ASSERT_TRUE(granted(now));
  std::vector<std::pair<call_class, permit>> waiting;
  for (const auto how :
       {call_class::history, call_class::credit, call_class::live, call_class::continuing}) {
    waiting.emplace_back(how, acquire(how));
  }
  for (const auto next :
       {call_class::continuing, call_class::live, call_class::credit, call_class::history}) {
    finish(now);
    server->advance(milliseconds{10'500});
    std::vector<call_class> served;
    for (const auto& [how, each] : waiting) {
      if (granted(each)) {
        served.push_back(how);
        now = each;
      }
    }
    ASSERT_EQ(served, std::vector{next});
    std::erase_if(waiting, [&](const auto& each) { return each.first == next; });
  }
}

TEST_F(limiter, integrations_take_turns) {
  start(1);
  auto now = acquire();
  std::vector<permit> crowd;
  for (int i = 0; i < 5; ++i) {
    crowd.push_back(acquire(call_class::live, 1));
  }
  const auto neighbour = acquire(call_class::live, 2);
  std::size_t before_it = 0;
  for (int i = 0; i < 6 && !granted(neighbour); ++i) {
    finish(now);
    server->advance(milliseconds{10'500});
    for (const auto& each : crowd) {
      if (granted(each)) {
        now = each;
      }
    }
    before_it = static_cast<std::size_t>(std::count_if(crowd.begin(), crowd.end(), granted));
  }
  EXPECT_TRUE(granted(neighbour));
  EXPECT_LE(before_it, 1U)
      << "five waiting calls of one integration do not delay another's by more than one";
}

TEST_F(limiter, what_the_remote_says_blocks_everyone) {
  start(10);
  const auto a = acquire();
  ASSERT_TRUE(granted(a));
  core::limit_signal stop;
  stop.blocked_until = outside.clock.now() + seconds{30};
  finish(a, stop);
  const auto b = acquire();
  server->advance(seconds{29});
  EXPECT_FALSE(granted(b));
  server->advance(seconds{2});
  EXPECT_TRUE(granted(b));
}

TEST_F(limiter, fewer_calls_left_than_we_thought_are_obeyed) {
  start(10);
  const auto a = acquire();
  core::limit_signal signal;
  signal.remaining = 1;
  signal.window_ends = outside.clock.now() + seconds{8};
  finish(a, signal);
  const auto b = acquire();
  const auto c = acquire();
  EXPECT_TRUE(granted(b));
  EXPECT_FALSE(granted(c));
  server->advance(seconds{9});
  EXPECT_TRUE(granted(c));
}

TEST_F(limiter, the_budget_survives_a_crash) {
  start(4);
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(granted(acquire()));  // not finished: under way when the process dies
  }
  const auto saved = server->engine().snapshot();
  end();
  start(4, &saved);
  std::vector<permit> after;
  for (int i = 0; i < 4; ++i) {
    after.push_back(acquire());
  }
  const auto count = [&] { return std::count_if(after.begin(), after.end(), granted); };
  EXPECT_LE(count(), 1) << "three of four calls were made just now";
  server->advance(seconds{9});
  EXPECT_LE(count(), 1);
  server->advance(seconds{15});
  EXPECT_EQ(count(), 4);
}

TEST_F(limiter, a_block_survives_a_crash) {
  start(4);
  const auto a = acquire();
  core::limit_signal stop;
  stop.blocked_until = outside.clock.now() + seconds{60};
  finish(a, stop);
  const auto saved = server->engine().snapshot();
  end();
  start(4, &saved);
  const auto b = acquire();
  server->advance(seconds{59});
  EXPECT_FALSE(granted(b)) << "calling a remote that asked for silence may prolong it";
  server->advance(seconds{2});
  EXPECT_TRUE(granted(b));
}

TEST_F(limiter, a_store_that_fails_stops_calls_until_it_works_again) {
  start(4);
  server->engine().fail_next(2);
  const auto a = acquire();
  EXPECT_FALSE(granted(a)) << "a call that is not on record might exceed the limit after a crash";
  server->advance(seconds{5});
  EXPECT_TRUE(granted(a));
}

TEST_F(limiter, show_tells_use_and_line) {
  start(1);
  (void)acquire();
  (void)acquire(call_class::history);
  const auto text = server->ask<std::string>(subject, show_atom_v);
  ASSERT_TRUE(text->has_value() && (*text)->has_value());
  EXPECT_NE((*text)->value().find("moneybird@test: 1/1 used in 10 s"), std::string::npos)
      << (*text)->value();
  EXPECT_NE((*text)->value().find("history=1"), std::string::npos) << (*text)->value();
}

}  // namespace
}  // namespace boekbrug::actors::test
