// What e-Boekhouden.nl may do to a booking: answers that are lost, sessions and tokens that end,
// periods that are closed, and numbers that are taken.
#include "pair_fixture.hpp"

namespace boekbrug::actors::test {
namespace {

namespace json = boost::json;
using std::chrono::minutes;

const pair_kinds pair{"mijnwebwinkel", "eboekhouden"};

class eboekhouden : public ::testing::Test {
protected:
  std::size_t posts(const std::string& path) const {
    const auto& calls = life.world.internet.calls;
    return static_cast<std::size_t>(
        std::count_if(calls.begin(), calls.end(), [&path](const made_call& each) {
          return each.host == ledger_host && each.method == core::http_method::post &&
                 each.path == path;
        }));
  }
  void control(const std::string& path, const std::string& body) {
    life.world.internet.control(ledger_host, path, body);
  }
  void start_with(int orders) {
    life.open_plain_shop(orders);
    life.start();
    ASSERT_TRUE(life.settle());
    life.expect_exact_books(static_cast<std::size_t>(orders));
  }
  // All items failed with that code, and nothing was booked for them.
  void expect_all_refused(core::errc code) {
    for (const auto& each : life.items()) {
      EXPECT_EQ(core::name(each.state), core::name(core::item_state::needs_action)) << each.number;
      ASSERT_TRUE(each.failure.has_value()) << each.number;
      EXPECT_EQ(core::code_name(each.failure->code), core::code_name(code))
          << each.number << ": " << each.failure->detail;
    }
  }

  pair_life life{pair};
};

class lost_post : public eboekhouden, public ::testing::WithParamInterface<const char*> {};

TEST_P(lost_post, leads_to_no_doubles) {
  life.open_plain_shop(3);
  life.disturb(ledger_host, std::string(R"({"kind": "drop_after", "method": "POST", "path": ")") +
                                GetParam() + R"(", "requests": [1, 3]})");
  life.start();
  ASSERT_TRUE(life.settle());
  life.expect_exact_books(3);
  const auto& calls = life.world.internet.calls;
  EXPECT_GT(std::count_if(
                calls.begin(), calls.end(),
                [](const made_call& each) { return each.path == GetParam() && each.status == 0; }),
            0);
}

INSTANTIATE_TEST_SUITE_P(calls, lost_post,
                         ::testing::Values("/v1/relation", "/v1/invoice", "/v1/mutation"),
                         [](const auto& each) { return std::string(each.param).substr(4); });

TEST_F(eboekhouden, a_session_that_ends_between_two_bookings_is_renewed_once) {
  start_with(2);
  const auto before = posts("/v1/session");
  control("sessions/expire", "{}");
  life.arrive(life.kind.finished_order);
  ASSERT_TRUE(life.settle());
  life.expect_exact_books(3);
  EXPECT_EQ(posts("/v1/session"), before + 1);
}

TEST_F(eboekhouden, a_session_that_ends_in_the_middle_of_a_booking_is_renewed_once) {
  start_with(1);
  const auto before = posts("/v1/session");
  bool ended = false;
  life.world.internet.observe = [&](const made_call& call) {
    if (!ended && call.host == ledger_host && call.path == "/v1/invoice") {
      ended = true;
      control("sessions/expire", "{}");
    }
  };
  life.arrive(life.kind.finished_order);
  ASSERT_TRUE(life.settle());
  EXPECT_TRUE(ended);
  life.expect_exact_books(2);
  EXPECT_EQ(posts("/v1/session"), before + 1);
}

TEST_F(eboekhouden, a_lost_answer_of_a_new_session_is_no_lost_connection) {
  start_with(1);
  life.disturb(ledger_host, R"({"kind": "drop_after", "method": "POST", "path": "/v1/session",
                                "requests": [1, 2]})");
  control("sessions/expire", "{}");
  life.arrive(life.kind.finished_order);
  ASSERT_TRUE(life.settle());
  EXPECT_FALSE(life.is_lost());
  life.expect_exact_books(2);
}

class revoked : public eboekhouden {
protected:
  void SetUp() override {
    life.world.open_ledger(
        {{"administrations",
          json::array{json::object{{"id", administration_id},
                                   {"tokens", json::array{json::value(ledger_token_text),
                                                          json::value("second-token")}}}}}});
    start_with(2);
    control("tokens", R"({"token": ")" + ledger_token_text + R"(", "revoked": true})");
    control("sessions/expire", "{}");
    life.arrive(life.kind.finished_order);
    ASSERT_TRUE(life.server->advance_until([this] { return life.is_lost(); }, minutes{10}));
    life.server->advance(minutes{1});  // a run that is under way comes to its end
    const auto calls = life.world.internet.calls.size();
    life.server->advance(minutes{10});
    EXPECT_EQ(life.world.internet.calls.size(), calls) << "nothing is tried meanwhile";
    EXPECT_EQ(life.count(core::item_state::needs_action), 0U) << "not the order's fault";
  }
};

TEST_F(revoked, a_token_that_is_good_again_catches_up_by_resume) {
  control("tokens", R"({"token": ")" + ledger_token_text + R"(", "revoked": false})");
  tell(*life.server, integration_command::verb::resume);
  ASSERT_TRUE(life.settle());
  life.expect_exact_books(3);
}

TEST_F(revoked, a_new_token_catches_up) {
  life.world.ledger_token = "second-token";
  install(*life.server, true);
  ASSERT_TRUE(life.settle());
  life.expect_exact_books(3);
}

TEST_F(eboekhouden, a_closed_period_is_named_and_mended_by_opening_it) {
  life.open_plain_shop(2);
  control("administrations/" + administration_id, R"({"closed_until": "2026-03-31"})");
  life.start();
  ASSERT_TRUE(life.settle());
  expect_all_refused(core::errc::period_closed);
  EXPECT_TRUE(documents(life.world).empty());
  control("administrations/" + administration_id, R"({"closed_until": null})");
  tell(*life.server, integration_command::verb::retry);
  ASSERT_TRUE(life.settle());
  life.expect_exact_books(2);
}

// Card B1 'Boeking': no invoice with lines, only the entry; sales and payments are one kind of
// call.
class entries : public eboekhouden {
protected:
  void SetUp() override { life.world.cards["B1"] = "entry"; }
};

TEST_F(entries, are_booked_and_credited_once) {
  life.open_plain_shop(3);
  const auto id = life.arrive(life.kind.finished_order);
  life.start();
  ASSERT_TRUE(life.settle());
  life.credit(id, life.kind.full_credit);
  ASSERT_TRUE(life.settle());
  life.expect_exact_books(5);
  EXPECT_EQ(posts("/v1/invoice"), 0U);
}

TEST_F(entries, survive_the_loss_of_any_answer) {
  life.open_plain_shop(2);
  life.disturb(ledger_host, R"({"kind": "drop_after", "method": "POST", "path": "/v1/mutation",
                                "requests": [1, 3, 5]})");
  life.start();
  ASSERT_TRUE(life.settle());
  life.expect_exact_books(2);
}

TEST_F(entries, of_a_lost_store_are_adopted) {
  start_with(3);
  life.server.reset();
  life.start();
  ASSERT_TRUE(life.settle());
  life.expect_exact_books(3);
}

// What is in the books was made by an installation that is lost with its store.
TEST_F(eboekhouden, a_number_that_is_taken_by_the_same_sale_is_adopted) {
  start_with(3);
  const auto made = posts("/v1/invoice");
  life.server.reset();
  life.start();
  ASSERT_TRUE(life.settle());
  life.expect_exact_books(3);
  EXPECT_EQ(documents(life.world).size(), 3U);
  EXPECT_EQ(posts("/v1/invoice"), made + 3) << "each number was tried and found taken";
}

// Another shop of the merchant used the same numbers for other sales.
TEST_F(eboekhouden, a_number_that_is_taken_by_another_sale_is_named) {
  start_with(3);
  const auto before = json::serialize(life.ledger_books().at("invoices"));
  life.server.reset();
  life.open_plain_shop(3, {{"seed", 6}});
  life.start();
  ASSERT_TRUE(life.settle());
  expect_all_refused(core::errc::document_exists);
  EXPECT_EQ(json::serialize(life.ledger_books().at("invoices")), before);
}

}  // namespace
}  // namespace boekbrug::actors::test
