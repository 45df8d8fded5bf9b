// From an install file to paid invoices, through every actor, on virtual time.
#include "fixture.hpp"

#include <gtest/gtest.h>

namespace boekbrug::actors::test {
namespace {

namespace json = boost::json;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr core::integration_id first{1};

class pipeline : public ::testing::Test {
protected:
  void open_shop(int orders, double returning = 0.5) {
    outside.open_shop({{"orders", orders},
                       {"seed", 5},
                       {"from", "2026-01-02"},
                       {"to", "2026-03-10"},
                       {"customers", 4},
                       {"mix", json::object{{"only_plain", true}, {"returning", returning}}}});
  }
  void start() {
    server = std::make_unique<server_life>(outside);
    server->start_house();
    install(*server);
  }
  std::size_t count(core::item_state state) {
    return server->store().count_in(first, state).value();
  }
  bool wait_for_sent(std::size_t orders, std::chrono::milliseconds patience = minutes{30}) {
    return server->advance_until([&] { return count(core::item_state::sent) == orders; }, patience);
  }
  std::vector<made_call> ledger_calls(core::http_method method, std::string_view part) const {
    std::vector<made_call> out;
    for (const auto& each : outside.internet.calls) {
      if (each.host == ledger_host && each.method == method &&
          each.path.find(part) != std::string::npos) {
        out.push_back(each);
      }
    }
    return out;
  }

  outside_world outside;
  std::unique_ptr<server_life> server;
};

TEST_F(pipeline, orders_end_as_paid_invoices) {
  open_shop(12);
  start();
  ASSERT_TRUE(wait_for_sent(12));
  expect_exact_books(outside, *server, 12);
}

// DESIGN 3: at most 5 calls for a new customer's order and 3 for a known one's.
TEST_F(pipeline, the_fewest_calls_are_made) {
  open_shop(12);
  start();
  const auto before = ledger_calls(core::http_method::get, "").size();
  ASSERT_TRUE(wait_for_sent(12));
  const auto made = ledger_calls(core::http_method::post, "/contacts").size();
  EXPECT_LT(made, 12U) << "the shop has returning customers";
  EXPECT_EQ(ledger_calls(core::http_method::post, "/sales_invoices").size(), 24U)
      << "12 documents and 12 payments";
  EXPECT_EQ(ledger_calls(core::http_method::patch, "send_invoice").size(), 12U);
  EXPECT_EQ(ledger_calls(core::http_method::get, "").size() - before, made)
      << "one search per new customer";
}

TEST_F(pipeline, a_new_order_is_booked_after_the_next_poll) {
  open_shop(2);
  start();
  ASSERT_TRUE(wait_for_sent(2));
  outside.internet.control(
      shop_host, "arrive",
      R"({"count":1,"status":"completed","market":"domestic_consumer","refunds":false})");
  ASSERT_TRUE(wait_for_sent(3, minutes{5}));
  expect_exact_books(outside, *server, 3);
}

// One call's answer is lost after the ledger did what was asked.
struct lost_answer {
  const char* what;
  core::http_method method;
  const char* path;
};
class lost : public pipeline, public ::testing::WithParamInterface<lost_answer> {};

TEST_P(lost, answers_lead_to_no_doubles) {
  open_shop(4);
  unsigned dropped = 0;
  outside.internet.decide = [&](const made_call& call) {
    const bool hit = call.host == ledger_host && call.method == GetParam().method &&
                     call.path.find(GetParam().path) != std::string::npos && dropped < 2;
    dropped += hit ? 1U : 0U;
    return hit ? fate::lose_answer : fate::normal;
  };
  start();
  ASSERT_TRUE(wait_for_sent(4));
  EXPECT_EQ(dropped, 2U);
  expect_exact_books(outside, *server, 4);
}

INSTANTIATE_TEST_SUITE_P(
    calls, lost,
    ::testing::Values(lost_answer{"contact", core::http_method::post, "/contacts"},
                      lost_answer{"create", core::http_method::post, "/sales_invoices"},
                      lost_answer{"send", core::http_method::patch, "/send_invoice"},
                      lost_answer{"pay", core::http_method::post, "/payments"}),
    [](const auto& each) { return std::string(each.param.what); });

// R13: 1, 5, 15 minutes after a failure.
TEST_F(pipeline, an_error_of_the_ledger_is_met_with_growing_waits) {
  open_shop(1);
  unsigned refused = 0;
  outside.internet.decide = [&](const made_call& call) {
    const bool hit = call.host == ledger_host && call.method == core::http_method::post &&
                     call.path.find("/sales_invoices") != std::string::npos && refused < 3;
    refused += hit ? 1U : 0U;
    return hit ? fate::server_error : fate::normal;
  };
  start();
  ASSERT_TRUE(wait_for_sent(1, minutes{40}));
  expect_exact_books(outside, *server, 1);
  const auto made = ledger_calls(core::http_method::post, "/sales_invoices");
  ASSERT_EQ(made.size(), 5U) << "three refused, one done, one payment";
  constexpr std::array waits{minutes{1}, minutes{5}, minutes{15}};
  for (std::size_t i = 0; i < waits.size(); ++i) {
    EXPECT_EQ(made[i].status, 500);
    const auto waited = made[i + 1].when - made[i].when;
    EXPECT_GE(waited, waits[i]);
    EXPECT_LE(waited, waits[i] + seconds{61}) << "no later than the next wake-up";
  }
}

TEST_F(pipeline, a_revoked_token_stops_the_integration_and_blames_no_order) {
  open_shop(2);
  start();
  ASSERT_TRUE(wait_for_sent(2));
  outside.internet.control(ledger_host, "revoke", R"({"token":")" + ledger_token_text + R"("})");
  outside.internet.control(
      shop_host, "arrive",
      R"({"count":2,"status":"completed","market":"domestic_consumer","refunds":false})");
  const auto is_lost = [&] {
    return server->store().schedule(first).value()->state ==
           core::integration_state::connection_lost;
  };
  ASSERT_TRUE(server->advance_until(is_lost, minutes{5}));
  const auto calls = outside.internet.calls.size();
  server->advance(minutes{10});
  EXPECT_EQ(outside.internet.calls.size(), calls)
      << "nothing is read or booked while the connection is lost";
  EXPECT_EQ(count(core::item_state::ready), 2U);
  EXPECT_EQ(count(core::item_state::needs_action), 0U) << "not the orders' fault";
  EXPECT_EQ(documents(outside).size(), 2U);
  EXPECT_TRUE(server->store().connection(core::connection_id{1}).value()->lost);
}

TEST_F(pipeline, paused_means_nothing_is_read_until_resume) {
  open_shop(1);
  start();
  ASSERT_TRUE(wait_for_sent(1));
  tell(*server, integration_command::verb::pause);
  outside.internet.control(
      shop_host, "arrive",
      R"({"count":1,"status":"completed","market":"domestic_consumer","refunds":false})");
  const auto calls = outside.internet.calls.size();
  server->advance(minutes{20});
  EXPECT_EQ(outside.internet.calls.size(), calls);
  tell(*server, integration_command::verb::resume);
  ASSERT_TRUE(wait_for_sent(2, minutes{3}));
  expect_exact_books(outside, *server, 2);
}

TEST_F(pipeline, an_unreachable_ledger_refuses_the_installation_and_stores_nothing) {
  open_shop(1);
  outside.internet.decide = [](const made_call& call) {
    return call.host == ledger_host ? fate::lose_request : fate::normal;
  };
  server = std::make_unique<server_life>(outside);
  server->start_house();
  const auto answer = server->ask<std::string>(server->tree().parts().installer, install_atom_v,
                                               install_text(outside));
  ASSERT_TRUE(server->advance_until([&] { return answer->has_value(); }, minutes{10}));
  EXPECT_FALSE((*answer)->has_value());
  EXPECT_TRUE(server->store().connections().value().empty());
  EXPECT_FALSE(server->store().integration(first).value().has_value());
}

}  // namespace
}  // namespace boekbrug::actors::test
