// The faults that simulators order from the server, as the client sees them.

#include "tests/net/support/exchange_support.hpp"

#include <gtest/gtest.h>

#include <string>

namespace boekbrug::net {
namespace {

using namespace test;
using core::errc;
using std::chrono::milliseconds;

TEST(misbehaviour, dropping_the_connection) {
  auto answer = text_answer("x");
  answer.drop_connection = true;
  const auto server = serve(always(answer));
  const auto client = local_client();
  EXPECT_EQ(code_of(ask(*client, url_of(*server))), errc::connection_broken);
  EXPECT_EQ(code_of(ask(*client, post_request(url_of(*server), "x"))), errc::connection_broken);
}

TEST(misbehaviour, truncating_the_body) {
  auto answer = text_answer(std::string(1000, 'x'));
  answer.truncate_after = 600;
  const auto server = serve(always(answer));
  EXPECT_EQ(code_of(ask(*local_client(), url_of(*server))), errc::connection_broken);
}

TEST(misbehaviour, truncating_after_the_end_changes_nothing) {
  auto answer = text_answer("kort");
  answer.truncate_after = 600;
  const auto server = serve(always(answer));
  const auto client = local_client();
  EXPECT_EQ(ask(*client, url_of(*server))->body, "kort");
  EXPECT_EQ(ask(*client, url_of(*server))->body, "kort");
  EXPECT_EQ(client->stats().connections_opened, 1U);
}

TEST(misbehaviour, answering_late) {
  auto answer = text_answer("x");
  answer.delay = milliseconds{60};
  const auto server = serve(always(answer));
  const auto client = local_client();
  const auto start = std::chrono::steady_clock::now();
  EXPECT_TRUE(ask(*client, url_of(*server)));
  EXPECT_GE(std::chrono::steady_clock::now() - start, milliseconds{60});
}

TEST(misbehaviour, answering_too_late) {
  auto answer = text_answer("x");
  answer.delay = std::chrono::hours{1};
  const auto server = serve(always(answer));
  auto request = get_request(url_of(*server));
  request.deadline = milliseconds{50};
  EXPECT_EQ(code_of(ask(*local_client(), request)), errc::timed_out);
}  // and the server ends without waiting for the hour

}  // namespace
}  // namespace boekbrug::net
