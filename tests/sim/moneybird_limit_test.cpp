#include "moneybird_fixture.hpp"

#include <deque>
#include <random>

namespace boekbrug::sim::test {
namespace {

class moneybird_limit : public moneybird_test {
protected:
  int probe() { return send(http_method::get, "/api/v2/administrations.json").status; }
  std::int64_t unix_now() { return now.time_since_epoch().count() / 1000; }
};

TEST_F(moneybird_limit, the_hundred_and_fifty_first_is_refused) {
  const auto start_of_window = unix_now();
  for (int i = 0; i < 150; ++i) {
    ASSERT_EQ(probe(), 200) << i;
    now += std::chrono::seconds{1};
  }
  const auto refused = send(http_method::get, "/api/v2/administrations.json");
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.text, "\"Retry later\"");
  EXPECT_EQ(refused.header("Retry-After"), std::to_string(start_of_window + 300));
  EXPECT_EQ(refused.header("RateLimit-Limit"), "150");
  EXPECT_EQ(refused.header("RateLimit-Remaining"), "150");  // seconds until the window ends
  EXPECT_EQ(refused.header("RateLimit-Reset"), std::to_string(start_of_window + 300));
  EXPECT_EQ(refused.header("RateLimit-RequestsRemaining"), "0");
  peer = "127.0.0.2";
  EXPECT_EQ(probe(), 200);  // another address has its own budget
  peer = "127.0.0.1";
  now += std::chrono::seconds{150};
  EXPECT_EQ(probe(), 200);
  EXPECT_EQ(probe(), 429);
}

TEST_F(moneybird_limit, never_more_than_the_limit_in_any_window) {
  start(one_administration("", R"("requests_per_window":20,"window_seconds":2.5)"));
  std::mt19937 random{20260314};
  std::deque<core::time_point> passed;
  std::size_t refusals = 0;
  for (int i = 0; i < 5000; ++i) {
    now += std::chrono::milliseconds{random() % 200};
    const bool allowed = probe() == 200;
    while (!passed.empty() && passed.front() <= now - std::chrono::milliseconds{2500}) {
      passed.pop_front();
    }
    ASSERT_EQ(allowed, passed.size() < 20U);  // the dumbest model of a sliding window
    if (allowed) {
      passed.push_back(now);
    } else {
      ++refusals;
    }
  }
  EXPECT_GT(refusals, 0U);
  EXPECT_EQ(sim("counters").value("/largest_window"), 20);
  EXPECT_EQ(sim("counters").value("/refused_by_limit"), refusals);
}

TEST_F(moneybird_limit, every_answer_tells_the_budget) {
  const auto first = send(http_method::get, "/api/v2/administrations.json");
  EXPECT_EQ(first.header("RateLimit-RequestsRemaining"), "149");
  EXPECT_EQ(first.header("RateLimit-Remaining"), "300");
  EXPECT_EQ(first.header("Retry-After"), "");
  const auto unknown = send(http_method::get, "/api/v2/administrations.json", "", "nobody");
  EXPECT_EQ(unknown.status, 401);
  EXPECT_EQ(unknown.header("RateLimit-RequestsRemaining"), "148");
}

TEST_F(moneybird_limit, fixed_windows_start_anew) {
  start(one_administration("", R"("requests_per_window":3,"window_seconds":10,"window":"fixed")"));
  now = core::time_point{std::chrono::seconds{1'000'000'009}};
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(probe(), 200);
  }
  EXPECT_EQ(probe(), 429);
  now += std::chrono::seconds{1};  // the next window begins: six within two seconds
  EXPECT_EQ(probe(), 200);
  EXPECT_EQ(probe(), 200);
  EXPECT_EQ(probe(), 200);
  EXPECT_EQ(probe(), 429);
  EXPECT_EQ(sim("counters").value("/largest_window"), 6);
}

TEST_F(moneybird_limit, speaks_in_several_dialects) {
  const auto refusal = [&](const std::string& more) {
    start(one_administration("", R"("requests_per_window":1,"window_seconds":60,)" + more));
    probe();
    return send(http_method::get, "/api/v2/administrations.json");
  };
  EXPECT_EQ(refusal(R"("limit_headers":"documented")").header("RateLimit-Remaining"), "0");
  EXPECT_EQ(refusal(R"("limit_headers":"seconds")").header("Retry-After"), "60");
  EXPECT_EQ(refusal(R"("limit_headers":"lower_case")").header("retry-after"),
            std::to_string(unix_now() + 60));
  const auto bare = refusal(R"("limit_headers":"none","limit_body":"plain")");
  EXPECT_EQ(bare.text, "Retry later");
  EXPECT_EQ(bare.header("Retry-After") + bare.header("RateLimit-Limit"), "");
}

TEST_F(moneybird_limit, control_paths_and_oauth_are_free) {
  start(one_administration("", R"("requests_per_window":1)"));
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(sim("counters").status, 200);
    EXPECT_EQ(form("/oauth/token", "").status, 400);
  }
  EXPECT_EQ(probe(), 200);
  EXPECT_EQ(sim("counters").value("/requests"), 1);
}

TEST_F(moneybird_limit, a_refused_write_was_not_carried_out) {
  start(one_administration("", R"("requests_per_window":2)"));
  new_contact();
  new_contact();
  EXPECT_EQ(post("contacts", R"({"contact":{"lastname":"x"}})").status, 429);
  EXPECT_EQ(sim(std::string("books?administration=") + books).value("/contacts").as_array().size(),
            2U);
  EXPECT_EQ(sim("counters").value("/writes"), 2);
}

}  // namespace
}  // namespace boekbrug::sim::test
