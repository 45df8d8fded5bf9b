// The server dies at each write in the ledger, before or after the ledger did it, and a new one
// takes over from what was stored at that moment.
#include "fixture.hpp"

#include <gtest/gtest.h>

namespace boekbrug::actors::test {
namespace {

namespace json = boost::json;
using std::chrono::minutes;

constexpr std::size_t orders = 3;

struct crash_outcome {
  bool crashed = false;
  std::string at;
};

bool all_sent(server_life& server) {
  const auto sent = server.store().count_in(core::integration_id{1}, core::item_state::sent);
  return sent && *sent == orders;
}

// Crashes at write number `nth` (from 1); when there are fewer writes nothing crashes.
crash_outcome crash_at(unsigned nth, fate what) {
  outside_world outside;
  outside.open_shop({{"orders", static_cast<std::int64_t>(orders)},
                     {"seed", 9},
                     {"from", "2026-01-02"},
                     {"to", "2026-03-10"},
                     {"customers", 1},
                     {"mix", json::object{{"only_plain", true}, {"returning", 0.6}}}});
  crash_outcome out;
  std::optional<server_life::saved> saved;
  unsigned writes = 0;
  auto server = std::make_unique<server_life>(outside);
  outside.internet.decide = [&](const made_call& call) {
    if (saved) {
      return fate::lose_request;  // the process is dead, although its actors do not know it yet
    }
    const bool hit =
        call.host == ledger_host && call.method != core::http_method::get && ++writes == nth;
    if (hit) {
      out.at = std::string(core::name(call.method)) + " " + call.path;
      saved = server->engine().snapshot();
    }
    return hit ? what : fate::normal;
  };
  server->start_house();
  install(*server);
  server->advance_until([&] { return saved.has_value() || all_sent(*server); }, minutes{30});
  out.crashed = saved.has_value();
  if (saved) {
    server.reset();
    outside.internet.decide = nullptr;
    outside.clock.move(std::chrono::seconds{2});
    server = std::make_unique<server_life>(outside, &*saved);
    server->start_house();
  }
  EXPECT_TRUE(server->advance_until([&] { return all_sent(*server); }, minutes{60})) << out.at;
  expect_exact_books(outside, *server, orders);
  return out;
}

class crash : public ::testing::TestWithParam<fate> {};

TEST_P(crash, at_any_write_leads_to_no_doubles_and_no_gaps) {
  unsigned nth = 1;
  for (;; ++nth) {
    const auto outcome = crash_at(nth, GetParam());
    if (HasFailure()) {
      FAIL() << "crash at write " << nth << ": " << outcome.at;
    }
    if (!outcome.crashed) {
      break;
    }
  }
  EXPECT_GT(nth, 3 * orders) << "each order is created, sent and paid";
}

INSTANTIATE_TEST_SUITE_P(moments, crash, ::testing::Values(fate::lose_request, fate::lose_answer),
                         [](const auto& each) {
                           return each.param == fate::lose_request ? "before" : "after";
                         });

}  // namespace
}  // namespace boekbrug::actors::test
