#include "tests/net/support/exchange_support.hpp"
#include "tests/net/support/raw_peer.hpp"

#include <gtest/gtest.h>

#include <string>
#include <thread>

namespace boekbrug::net {
namespace {

using namespace test;
using core::errc;

/// Everything the server says to these bytes until it closes.
std::string say(const http_server& server, const std::string& text) {
  auto connection = connect_raw(server.port());
  connection.send(text);
  return connection.read_all();
}

std::string first_line(const std::string& text) {
  return text.substr(0, text.find("\r\n"));
}

TEST(server, answers_pipelined_requests_in_order) {
  const auto server =
      serve([](const server_request& request, const http_server::responder& respond) {
        respond(text_answer(request.target));
      });
  const auto said =
      say(*server,
          "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nPOST /2 HTTP/1.1\r\nContent-Length: 1\r\n\r\nxGET /3 "
          "HTTP/1.1\r\nConnection: close\r\n\r\n");
  const auto one = said.find("\r\n\r\n/1");
  const auto two = said.find("\r\n\r\n/2");
  const auto three = said.find("\r\n\r\n/3");
  EXPECT_LT(one, two);
  EXPECT_LT(two, three);
  EXPECT_NE(three, std::string::npos) << said;
}

TEST(server, speaks_http_1_0) {
  const auto server = serve(always(text_answer("x")));
  const auto said = say(*server, "GET / HTTP/1.0\r\n\r\n");
  EXPECT_NE(said.find("Connection: close"), std::string::npos);
  EXPECT_TRUE(said.ends_with("\r\n\r\nx")) << said;
}

TEST(server, reads_chunked_bodies) {
  const auto server =
      serve([](const server_request& request, const http_server::responder& respond) {
        respond(text_answer(request.body));
      });
  const auto said = say(*server,
                        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nConnection: "
                        "close\r\n\r\n3\r\nabc\r\n2\r\nde\r\n"
                        "0\r\n\r\n");
  EXPECT_TRUE(said.ends_with("\r\n\r\nabcde")) << said;
}

TEST(server, invites_a_body_that_waits) {
  const auto server =
      serve([](const server_request& request, const http_server::responder& respond) {
        respond(text_answer(request.body));
      });
  auto connection = connect_raw(server->port());
  connection.send(
      "POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 4\r\nConnection: close\r\n\r\n");
  const std::string invitation = "HTTP/1.1 100 Continue\r\n\r\n";
  EXPECT_EQ(connection.read_bytes(invitation.size()), invitation);
  connection.send("boek");
  EXPECT_TRUE(connection.read_all().ends_with("\r\n\r\nboek"));
}

TEST(server, refuses_bodies_over_the_limit) {
  server_options options;
  options.body_limit = 10;
  collected<std::string> handled;
  const auto server = serve(
      [&](const server_request& request, const http_server::responder& respond) {
        handled.add(request.body);
        respond(text_answer("ok"));
      },
      options);
  const auto client = local_client();
  EXPECT_EQ(ask(*client, post_request(url_of(*server), std::string(10, 'x')))->status, 200);
  EXPECT_EQ(ask(*client, post_request(url_of(*server), std::string(11, 'x')))->status, 413);
  EXPECT_EQ(ask(*client, post_request(url_of(*server), std::string(1U << 20U, 'x')))->status, 413);
  EXPECT_EQ(
      first_line(say(
          *server,
          "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nb\r\n01234567890\r\n0\r\n\r\n")),
      "HTTP/1.1 413 Payload Too Large");
  EXPECT_EQ(first_line(say(
                *server, "POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 11\r\n\r\n")),
            "HTTP/1.1 413 Payload Too Large")
      << "not invited first";
  EXPECT_EQ(handled.all().size(), 1U);
}

TEST(server, refuses_what_it_cannot_read) {
  const auto server = serve(always(text_answer("ok")));
  EXPECT_EQ(first_line(say(*server, "hello\r\n\r\n")), "HTTP/1.1 400 Bad Request");
  EXPECT_EQ(first_line(say(*server, "GET / HTTP/1.1\r\nno colon\r\n\r\n")),
            "HTTP/1.1 400 Bad Request");
  EXPECT_EQ(first_line(say(*server, "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n")),
            "HTTP/1.1 400 Bad Request");
  EXPECT_EQ(first_line(say(*server, "OPTIONS / HTTP/1.1\r\n\r\n")), "HTTP/1.1 501 Not Implemented");
  const std::string filler = "X-Filler: " + std::string(70'000, 'x') + "\r\n";
  EXPECT_EQ(first_line(say(*server, "GET / HTTP/1.1\r\n" + filler + "\r\n")),
            "HTTP/1.1 431 Request Header Fields Too Large");
  EXPECT_TRUE(ask(*local_client(), url_of(*server))) << "and goes on serving others";
}

TEST(server, answers_head_with_the_length_of_get) {
  const auto server = serve(always(text_answer("twelve bytes")));
  const auto said = say(*server, "HEAD / HTTP/1.1\r\nConnection: close\r\n\r\n");
  EXPECT_NE(said.find("Content-Length: 12\r\n"), std::string::npos);
  EXPECT_TRUE(said.ends_with("\r\n\r\n")) << said;
}

TEST(server, leaves_out_headers_that_would_break_the_message) {
  auto answer = text_answer("x");
  answer.headers = {{"Content-Length", "99"}, {"X-Evil", "a\r\nSet-Cookie: b"}, {"X-Good", "c"}};
  const auto server = serve(always(answer));
  const auto said = say(*server, "GET / HTTP/1.1\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(said.find("Set-Cookie"), std::string::npos);
  EXPECT_EQ(said.find("99"), std::string::npos);
  EXPECT_NE(said.find("X-Good: c"), std::string::npos);
}

TEST(server, no_content_has_no_length) {
  const auto server = serve(always(text_answer("ignored", 204)));
  const auto said = say(*server, "GET / HTTP/1.1\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(said.find("Content-Length"), std::string::npos);
  EXPECT_TRUE(said.ends_with("\r\n\r\n")) << said;
}

TEST(server, can_be_answered_from_another_thread_later) {
  std::vector<std::thread> threads;
  std::mutex mutex;
  const auto server =
      serve([&](const server_request& request, const http_server::responder& respond) {
        const std::lock_guard lock{mutex};
        threads.emplace_back([respond, target = request.target] { respond(text_answer(target)); });
      });
  const auto client = local_client();
  std::vector<std::future<outcome>> answers;
  for (int i = 0; i < 50; ++i) {
    answers.push_back(ask_later(*client, get_request(url_of(*server, "/" + std::to_string(i)))));
  }
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const auto result = answers[i].get();
    ASSERT_TRUE(result) << detail_of(result);
    EXPECT_EQ(result->body, "/" + std::to_string(i));
  }
  const std::lock_guard lock{mutex};
  for (auto& each : threads) {
    each.join();
  }
}

TEST(server, can_be_answered_after_its_end) {
  http_server::responder late;
  std::promise<void> arrived;
  auto server = serve([&](const server_request&, const http_server::responder& respond) {
    late = respond;
    arrived.set_value();
  });
  const auto client = local_client();
  auto answer = ask_later(*client, get_request(url_of(*server)));
  arrived.get_future().wait();
  server.reset();
  EXPECT_EQ(code_of(answer.get()), errc::connection_broken);
  late(text_answer("too late"));
}

TEST(server, counts_only_the_first_answer) {
  const auto server = serve([](const server_request&, const http_server::responder& respond) {
    respond(text_answer("first"));
    respond(text_answer("second"));
  });
  const auto client = local_client();
  EXPECT_EQ(ask(*client, url_of(*server))->body, "first");
  EXPECT_EQ(ask(*client, url_of(*server))->body, "first");
}

TEST(server, answers_500_for_a_handler_that_forgets_or_throws) {
  const auto server = serve([](const server_request& request, const http_server::responder&) {
    if (request.target == "/throw") {
      throw std::runtime_error("bug");
    }
  });
  const auto client = local_client();
  EXPECT_EQ(ask(*client, url_of(*server, "/forget"))->status, 500);
  EXPECT_EQ(ask(*client, url_of(*server, "/throw"))->status, 500);
}

TEST(server, reports_a_port_that_is_taken) {
  const auto first = serve(always(text_answer("x")));
  server_options options;
  options.port = first->port();
  const auto second = http_server::start(options, always(text_answer("y")));
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, errc::connection_failed);
  options.address = "nowhere";
  EXPECT_FALSE(http_server::start(options, always(text_answer("y"))));
}

TEST(server, can_start_again_on_its_port) {
  auto server = serve(always(text_answer("one")));
  const auto client = local_client();
  ASSERT_TRUE(ask(*client, url_of(*server)));
  server_options options;
  options.port = server->port();
  server.reset();
  server = serve(always(text_answer("two")), options);
  EXPECT_EQ(ask(*client, url_of(*server))->body, "two");
}

TEST(server, lets_go_of_silent_clients) {
  server_options options;
  options.idle_timeout = std::chrono::seconds{1};
  const auto server = serve(always(text_answer("x")), options);
  auto silent = connect_raw(server->port());
  auto slow = connect_raw(server->port());
  slow.send("GET / HTTP/1.1\r\nX-Slow");
  EXPECT_EQ(silent.read_all(), "");
  EXPECT_EQ(slow.read_all(), "");
}

}  // namespace
}  // namespace boekbrug::net
