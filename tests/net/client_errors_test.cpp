#include "tests/net/support/exchange_support.hpp"
#include "tests/net/support/raw_peer.hpp"

#include <gtest/gtest.h>

#include <string>

namespace boekbrug::net {
namespace {

using namespace test;
using core::errc;
using std::chrono::milliseconds;

/// What the client makes of an answer after which the peer closes.
outcome answer_to(const std::string& raw, std::size_t limit = 1U << 20U) {
  const raw_peer peer{[&](int, raw_connection& connection) {
    connection.read_request();
    connection.send(raw);
  }};
  const auto client = local_client();
  auto request = get_request(peer.url("/wc/v3/orders?consumer_secret=geheim"));
  request.body_limit = limit;
  auto result = ask(*client, request);
  EXPECT_EQ(detail_of(result).find("geheim"), std::string::npos) << detail_of(result);
  return result;
}

TEST(client_error, nobody_listens) {
  const auto client = local_client();
  const auto result =
      ask(*client, "http://127.0.0.1:" + std::to_string(unused_port()) + "/a?secret=geheim");
  EXPECT_EQ(code_of(result), errc::connection_failed);
  EXPECT_NE(detail_of(result).find("http://127.0.0.1"), std::string::npos);
  EXPECT_EQ(detail_of(result).find("geheim"), std::string::npos);
}

TEST(client_error, a_host_without_addresses) {
  const auto client =
      local_client({}, {}, [](const std::string&) { return std::vector<std::string>{}; });
  EXPECT_EQ(code_of(ask(*client, "http://nergens.test/")), errc::connection_failed);
}

TEST(client_error, an_egress_address_that_is_not_ours) {
  const auto client = local_client();
  for (const std::string egress : {"192.0.2.1", "geen-adres", "::1"}) {
    auto request = get_request("http://127.0.0.1:" + std::to_string(unused_port()) + "/");
    request.local_address = egress;
    EXPECT_EQ(code_of(ask(*client, request)), errc::connection_failed) << egress;
  }
}

TEST(client_error, a_server_that_never_answers) {
  const raw_peer peer{[](int, raw_connection& connection) { connection.read_all(); }};
  const auto client = local_client();
  auto request = post_request(peer.url(), "x");
  request.deadline = milliseconds{60};
  const auto start = std::chrono::steady_clock::now();
  const auto result = ask(*client, request);
  const auto took = std::chrono::steady_clock::now() - start;
  EXPECT_EQ(code_of(result), errc::timed_out);
  EXPECT_GE(took, milliseconds{60});
  EXPECT_LT(took, milliseconds{1060});
}

TEST(client_error, a_server_that_stops_within_the_body) {
  const raw_peer peer{[](int, raw_connection& connection) {
    connection.read_request();
    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
    connection.read_all();
  }};
  const auto client = local_client();
  auto request = get_request(peer.url());
  request.deadline = milliseconds{60};
  EXPECT_EQ(code_of(ask(*client, request)), errc::timed_out);
}

TEST(client_error, a_server_that_does_not_read) {
  std::promise<void> over;
  const raw_peer deaf{[done = over.get_future().share()](int, raw_connection&) { done.wait(); }};
  const auto client = local_client();
  auto request = post_request(deaf.url(), std::string(64U << 20U, 'x'));
  request.deadline = milliseconds{100};
  EXPECT_EQ(code_of(ask(*client, request)), errc::timed_out);
  over.set_value();
}

TEST(client_error, a_deadline_that_has_passed) {
  const auto server = serve(always(text_answer("x")));
  const auto client = local_client();
  auto request = get_request(url_of(*server));
  request.deadline = milliseconds{-1};
  EXPECT_EQ(code_of(ask(*client, request)), errc::connection_failed) << "nothing was sent";
  EXPECT_EQ(client->stats().connections_opened, 0U);
}

TEST(client_error, the_connection_ends_within_the_answer) {
  EXPECT_EQ(code_of(answer_to("")), errc::connection_broken);
  EXPECT_EQ(code_of(answer_to("HTT")), errc::connection_broken);
  EXPECT_EQ(code_of(answer_to("HTTP/1.1 200 OK\r\nContent-Le")), errc::connection_broken);
  EXPECT_EQ(code_of(answer_to("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")),
            errc::connection_broken);
  EXPECT_EQ(code_of(answer_to("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc")),
            errc::connection_broken);
  EXPECT_EQ(code_of(answer_to("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")),
            errc::connection_broken);
  EXPECT_EQ(code_of(answer_to("HTTP/1.1 100 Continue\r\n\r\n")), errc::connection_broken);
}

TEST(client_error, the_peer_does_not_speak_http) {
  EXPECT_EQ(code_of(answer_to("SSH-2.0-OpenSSH_9.2\r\n")), errc::not_http);
  EXPECT_EQ(code_of(answer_to("220 mail.example ESMTP\r\n")), errc::not_http);
  EXPECT_EQ(code_of(answer_to("\x15\x03\x01")), errc::not_http);
  EXPECT_EQ(code_of(answer_to("HTTP/2.0 200 OK\r\n\r\n")), errc::not_http);
  EXPECT_EQ(code_of(answer_to("HTTP/1.1 abc OK\r\n\r\n")), errc::not_http);
  EXPECT_EQ(code_of(answer_to("HTTP/1.1 200 OK\r\nno colon\r\n\r\n")), errc::not_http);
  EXPECT_EQ(code_of(answer_to("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n")), errc::not_http);
  EXPECT_EQ(code_of(answer_to("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")),
            errc::not_http);
}

TEST(client_error, a_silent_ssh_server_is_known_without_waiting) {
  const raw_peer peer{[](int, raw_connection& connection) {
    connection.send("SSH-2.0-OpenSSH_9.2\r\n");
    connection.read_all();
  }};
  const auto client = local_client();
  EXPECT_EQ(code_of(ask(*client, peer.url())), errc::not_http);
}

TEST(client_error, headers_without_end) {
  std::string many = "HTTP/1.1 200 OK\r\n";
  while (many.size() < 80'000) {
    many += "X-Filler: " + std::string(50, 'x') + "\r\n";
  }
  EXPECT_EQ(code_of(answer_to(many + "\r\n")), errc::not_http);
  EXPECT_EQ(
      code_of(answer_to("HTTP/1.1 200 OK\r\nX-Filler: " + std::string(80'000, 'x') + "\r\n\r\n")),
      errc::not_http);
}

TEST(client_error, headers_that_trickle_without_end) {
  const raw_peer peer{[](int, raw_connection& connection) {
    connection.read_request();
    connection.send("HTTP/1.1 200 OK\r\n");
    while (connection.send("X-Filler: " + std::string(2000, 'x') + "\r\n")) {
    }
  }};
  const auto client = local_client();
  EXPECT_EQ(code_of(ask(*client, peer.url())), errc::not_http);
}

TEST(client_error, interim_answers_without_end) {
  const raw_peer peer{[](int, raw_connection& connection) {
    connection.read_request();
    while (connection.send("HTTP/1.1 102 Processing\r\n\r\n")) {
    }
  }};
  const auto client = local_client();
  EXPECT_EQ(code_of(ask(*client, peer.url())), errc::not_http);
}

TEST(client_error, a_chunk_extension_without_end) {
  const raw_peer peer{[](int, raw_connection& connection) {
    connection.read_request();
    connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;");
    while (connection.send(std::string(1000, 'x'))) {
    }
  }};
  const auto client = local_client();
  EXPECT_EQ(code_of(ask(*client, peer.url())), errc::not_http);
}

TEST(client_error, the_answer_is_too_large) {
  const std::string ten(10, 'x');
  EXPECT_TRUE(answer_to("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n" + ten, 10));
  EXPECT_EQ(code_of(answer_to("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n" + ten, 9)),
            errc::body_too_large);
  EXPECT_TRUE(answer_to("HTTP/1.1 200 OK\r\n\r\n" + ten, 10));
  EXPECT_EQ(code_of(answer_to("HTTP/1.1 200 OK\r\n\r\n" + ten, 9)), errc::body_too_large);
  EXPECT_TRUE(answer_to(
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\n" + ten + "\r\n0\r\n\r\n", 10));
  EXPECT_EQ(
      code_of(answer_to(
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\n" + ten + "\r\n0\r\n\r\n", 9)),
      errc::body_too_large);
  EXPECT_EQ(code_of(answer_to("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999\r\n\r\n")),
            errc::body_too_large);
}

}  // namespace
}  // namespace boekbrug::net
