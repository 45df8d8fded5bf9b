#include "tests/net/support/exchange_support.hpp"
#include "tests/net/support/raw_peer.hpp"

#include <gtest/gtest.h>

#include <string>

namespace boekbrug::net {
namespace {

using namespace test;
using core::errc;

constexpr auto good_answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

TEST(connections, are_used_again) {
  const auto server = serve(always(text_answer("ok")));
  const auto client = local_client();
  for (int i = 0; i < 20; ++i) {
    ASSERT_TRUE(ask(*client, url_of(*server)));
  }
  const auto stats = client->stats();
  EXPECT_EQ(stats.requests, 20U);
  EXPECT_EQ(stats.connections_opened, 1U);
  EXPECT_EQ(stats.connections_idle, 1U);
}

TEST(connections, are_not_used_again_when_the_server_says_close) {
  auto answer = text_answer("ok");
  answer.headers.push_back({"Connection", "close"});
  const auto server = serve(always(answer));
  const auto client = local_client();
  ASSERT_TRUE(ask(*client, url_of(*server)));
  ASSERT_TRUE(ask(*client, url_of(*server)));
  EXPECT_EQ(client->stats().connections_opened, 2U);
  EXPECT_EQ(client->stats().connections_idle, 0U);
}

TEST(connections, are_not_used_again_after_surplus_bytes) {
  const raw_peer peer{[](int, raw_connection& connection) {
    connection.read_request();
    connection.send(
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: "
        "4\r\n\r\nevil");
    connection.read_all();
  }};
  const auto client = local_client();
  for (int i = 0; i < 2; ++i) {
    const auto result = ask(*client, peer.url());
    ASSERT_TRUE(result) << detail_of(result);
    EXPECT_EQ(result->body, "ok") << "an answer must never serve the next request";
  }
  EXPECT_EQ(peer.connections(), 2);
}

TEST(connections, a_promised_idle_time_too_short_to_use_is_not_used) {
  const raw_peer peer{[](int, raw_connection& connection) {
    connection.read_request();
    connection.send(
        "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=1, max=100\r\nContent-Length: 2\r\n\r\nok");
    connection.read_all();
  }};
  const auto client = local_client();
  ASSERT_TRUE(ask(*client, peer.url()));
  EXPECT_EQ(client->stats().connections_idle, 0U);
}

TEST(connections, can_be_forbidden_to_idle) {
  client_options wish;
  wish.idle_connections_per_host = 0;
  const auto server = serve(always(text_answer("ok")));
  const auto client = local_client(wish);
  ASSERT_TRUE(ask(*client, url_of(*server)));
  ASSERT_TRUE(ask(*client, url_of(*server)));
  EXPECT_EQ(client->stats().connections_opened, 2U);
}

/// Answers the first request of the first connection, then closes it while idle.
TEST(connections, closed_while_idle_are_noticed_before_a_post) {
  std::promise<void> closed;
  const raw_peer peer{[&](int number, raw_connection& connection) {
    connection.read_request();
    connection.send(good_answer);
    if (number == 1) {
      connection.close();
      closed.set_value();
    } else {
      connection.read_all();
    }
  }};
  const auto client = local_client();
  ASSERT_TRUE(ask(*client, peer.url()));
  closed.get_future().wait();
  const auto result = ask(*client, post_request(peer.url(), "x"));
  EXPECT_TRUE(result) << detail_of(result);
  EXPECT_EQ(peer.connections(), 2);
}

/// Answers the first request; reads the second one of the first connection and closes without a
/// word.
class forgetful_peer {
public:
  raw_peer peer{[this](int number, raw_connection& connection) {
    while (true) {
      const auto request = connection.read_request();
      if (request.empty()) {
        return;
      }
      requests.add(request.substr(0, request.find(' ')));
      if (number == 1 && requests.all().size() == 2) {
        return;
      }
      connection.send(good_answer);
    }
  }};
  collected<std::string> requests;
};

TEST(connections, a_post_is_never_repeated) {
  forgetful_peer forgetful;
  const auto client = local_client();
  ASSERT_TRUE(ask(*client, forgetful.peer.url()));
  for (const auto method : {core::http_method::post, core::http_method::put,
                            core::http_method::patch, core::http_method::del}) {
    forgetful_peer fresh;
    ASSERT_TRUE(ask(*client, fresh.peer.url()));
    auto request = post_request(fresh.peer.url(), "x");
    request.method = method;
    EXPECT_EQ(code_of(ask(*client, request)), errc::connection_broken);
    EXPECT_EQ(fresh.requests.all(),
              (std::vector<std::string>{"GET", std::string(core::name(method))}));
    EXPECT_EQ(fresh.peer.connections(), 1);
  }
}

TEST(connections, a_get_is_repeated_once_on_a_fresh_one) {
  for (const auto method : {core::http_method::get, core::http_method::head}) {
    forgetful_peer forgetful;
    const auto client = local_client();
    ASSERT_TRUE(ask(*client, forgetful.peer.url()));
    auto request = get_request(forgetful.peer.url());
    request.method = method;
    if (method == core::http_method::get) {
      const auto result = ask(*client, request);
      ASSERT_TRUE(result) << detail_of(result);
      EXPECT_EQ(result->body, "ok");
      EXPECT_EQ(forgetful.requests.all(), (std::vector<std::string>{"GET", "GET", "GET"}));
    } else {
      ASSERT_TRUE(ask(*client, request));
    }
    EXPECT_EQ(forgetful.peer.connections(), 2);
  }
}

TEST(connections, a_get_is_not_repeated_when_a_fresh_one_breaks) {
  const raw_peer peer{[](int, raw_connection& connection) { connection.read_request(); }};
  const auto client = local_client();
  EXPECT_EQ(code_of(ask(*client, peer.url())), errc::connection_broken);
  EXPECT_EQ(peer.connections(), 1);
}

TEST(connections, a_get_is_not_repeated_after_the_answer_began) {
  collected<std::string> requests;
  const raw_peer peer{[&](int, raw_connection& connection) {
    requests.add(connection.read_request());
    connection.send(good_answer);
    requests.add(connection.read_request());
    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
  }};
  const auto client = local_client();
  ASSERT_TRUE(ask(*client, peer.url()));
  EXPECT_EQ(code_of(ask(*client, peer.url())), errc::connection_broken);
  EXPECT_EQ(peer.connections(), 1);
}

TEST(connections, of_the_operator_do_not_serve_tenants) {
  const auto server = serve(always(text_answer("ok")));
  const auto client = http_client::create({});
  auto request = get_request(url_of(*server));
  request.trusted_host = true;
  ASSERT_TRUE(ask(*client, request));
  EXPECT_EQ(client->stats().connections_idle, 1U);
  request.trusted_host = false;
  EXPECT_EQ(code_of(ask(*client, request)), errc::address_forbidden);
}

TEST(connections, idle_ones_are_closed_in_time) {
  client_options wish;
  wish.idle_timeout = std::chrono::seconds{1};
  std::promise<void> closed;
  const raw_peer peer{[&](int, raw_connection& connection) {
    connection.read_request();
    connection.send(good_answer);
    connection.read_all();
    closed.set_value();
  }};
  const auto client = local_client(wish);
  ASSERT_TRUE(ask(*client, peer.url()));
  EXPECT_EQ(closed.get_future().wait_for(std::chrono::seconds{10}), std::future_status::ready);
}

}  // namespace
}  // namespace boekbrug::net
