#include "tests/net/support/exchange_support.hpp"
#include "tests/net/support/raw_peer.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <thread>

namespace boekbrug::net {
namespace {

using namespace test;
using core::errc;
using core::http_method;

TEST(client, carries_request_and_answer) {
  collected<server_request> seen;
  const auto server =
      serve([&](const server_request& request, const http_server::responder& respond) {
        seen.add(request);
        auto answer = text_answer("antwoord", 201);
        answer.headers.push_back({"X-Twice", "one"});
        answer.headers.push_back({"x-twice", "two"});
        respond(answer);
      });
  const auto client = local_client();
  auto request = post_request(url_of(*server, "/orders?page=1"), R"({"a":1})");
  request.headers = {{"Content-Type", "application/json"}, {"Authorization", "Bearer t"}};
  const auto result = ask(*client, request);

  ASSERT_TRUE(result) << detail_of(result);
  EXPECT_EQ(result->status, 201);
  EXPECT_EQ(result->body, "antwoord");
  EXPECT_EQ(result->header("X-TWICE"), "one");
  EXPECT_EQ(result->final_url, request.url);
  ASSERT_EQ(seen.all().size(), 1U);
  const auto got = seen.all().front();
  EXPECT_EQ(got.method, http_method::post);
  EXPECT_EQ(got.target, "/orders?page=1");
  EXPECT_EQ(got.body, R"({"a":1})");
  EXPECT_EQ(got.header("content-type"), "application/json");
  EXPECT_EQ(got.header("authorization"), "Bearer t");
  EXPECT_EQ(got.header("user-agent"), "Boekbrug/1.0");
  EXPECT_EQ(got.header("host"), "127.0.0.1:" + std::to_string(server->port()));
  EXPECT_EQ(got.peer_address, "127.0.0.1");
  EXPECT_FALSE(got.tls);
}

TEST(client, knows_every_method) {
  const auto server =
      serve([](const server_request& request, const http_server::responder& respond) {
        respond(text_answer(std::string(core::name(request.method)) + " " + request.body));
      });
  const auto client = local_client();
  using enum http_method;
  for (const auto method : {get, post, put, patch, del}) {
    auto request = post_request(url_of(*server), "x");
    request.method = method;
    const auto result = ask(*client, request);
    ASSERT_TRUE(result) << detail_of(result);
    EXPECT_EQ(result->body, std::string(core::name(method)) + " x");
  }
}

TEST(client, head_has_headers_but_no_body) {
  const auto server = serve(always(text_answer("twelve bytes")));
  const auto client = local_client();
  auto request = get_request(url_of(*server));
  request.method = http_method::head;
  const auto result = ask(*client, request);
  ASSERT_TRUE(result) << detail_of(result);
  EXPECT_EQ(result->body, "");
  EXPECT_EQ(result->header("content-length"), "12");
  EXPECT_TRUE(ask(*client, request)) << "the connection must still be in step";
  EXPECT_EQ(client->stats().connections_opened, 1U);
}

TEST(client, any_status_is_an_answer) {
  for (const int status : {200, 204, 301, 304, 400, 401, 404, 429, 500, 503}) {
    const auto server = serve(always(text_answer("x", status)));
    const auto client = local_client();
    const auto result = ask(*client, url_of(*server));
    ASSERT_TRUE(result) << status << " " << detail_of(result);
    EXPECT_EQ(result->status, status);
  }
}

TEST(client, large_bodies_go_both_ways) {
  const auto server =
      serve([](const server_request& request, const http_server::responder& respond) {
        respond(text_answer(request.body));
      });
  const auto client = local_client();
  std::string body(5U << 20U, 'x');
  for (std::size_t i = 0; i < body.size(); i += 997) {
    body[i] = static_cast<char>('a' + i % 26);
  }
  const auto result = ask(*client, post_request(url_of(*server), body));
  ASSERT_TRUE(result) << detail_of(result);
  EXPECT_TRUE(result->body == body);
}

TEST(client, reads_chunks_trailers_and_interim_answers) {
  const raw_peer peer{[](int, raw_connection& connection) {
    connection.read_request();
    connection.send(
        "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: "
        "chunked\r\n\r\n");
    connection.send("4\r\nboek\r\n4;x=y\r\nbrug\r\n0\r\nX-Trailer: z\r\n\r\n");
    connection.read_all();
  }};
  const auto client = local_client();
  const auto result = ask(*client, peer.url());
  ASSERT_TRUE(result) << detail_of(result);
  EXPECT_EQ(result->status, 200);
  EXPECT_EQ(result->body, "boekbrug");
  EXPECT_EQ(result->header("link"), "");
  EXPECT_EQ(result->header("x-trailer"), "");
}

TEST(client, reads_a_body_that_lasts_until_the_end) {
  const raw_peer peer{[](int, raw_connection& connection) {
    connection.read_request();
    connection.send("HTTP/1.0 200 OK\r\n\r\ntot het einde");
  }};
  const auto client = local_client();
  const auto result = ask(*client, peer.url());
  ASSERT_TRUE(result) << detail_of(result);
  EXPECT_EQ(result->body, "tot het einde");
  EXPECT_EQ(client->stats().connections_idle, 0U);
}

TEST(client, binds_to_the_egress_address) {
  const auto server =
      serve([](const server_request& request, const http_server::responder& respond) {
        respond(text_answer(request.peer_address));
      });
  const auto client = local_client();
  for (const std::string egress : {"127.0.0.2", "127.0.0.3", "127.0.0.2"}) {
    auto request = get_request(url_of(*server));
    request.local_address = egress;
    const auto result = ask(*client, request);
    ASSERT_TRUE(result) << detail_of(result);
    EXPECT_EQ(result->body, egress);
  }
  EXPECT_EQ(client->stats().connections_opened, 2U)
      << "one per egress address, the first used again";
}

TEST(client, resolves_names_with_the_system) {
  const auto server = serve(always(text_answer("ok")));
  const auto client = local_client();
  const auto url = "http://localhost:" + std::to_string(server->port()) + "/";
  const auto result = ask(*client, url);
  ASSERT_TRUE(result) << detail_of(result);
  EXPECT_EQ(result->body, "ok");
}

TEST(client, tries_the_next_address_of_a_host) {
  const auto server = serve(always(text_answer("ok")));
  collected<std::string> connected;
  // The server listens on 127.0.0.1 only, so the first address refuses.
  const auto client = local_client(
      {}, [&](const std::string& address, std::uint16_t) { connected.add(address); },
      [](const std::string&) {
        return std::vector<std::string>{"127.0.0.9", "127.0.0.1"};
      });
  const auto result = ask(*client, "http://winkel.test:" + std::to_string(server->port()) + "/");
  ASSERT_TRUE(result) << detail_of(result);
  EXPECT_EQ(connected.all(), (std::vector<std::string>{"127.0.0.9", "127.0.0.1"}));
}

TEST(client, answers_many_at_once_each_with_its_own) {
  server_options server_wish;
  server_wish.threads = 2;
  const auto server = serve(
      [](const server_request& request, const http_server::responder& respond) {
        respond(text_answer(request.target + request.body));
      },
      server_wish);
  client_options client_wish;
  client_wish.threads = 2;
  const auto client = local_client(client_wish);
  constexpr int each_max = 500;
  std::vector<std::future<outcome>> answers(4 * each_max);
  std::vector<std::thread> senders;
  for (int sender = 0; sender < 4; ++sender) {
    senders.emplace_back([&, sender] {
      for (int i = 0; i < each_max; ++i) {
        const int number = sender * each_max + i;
        auto request = post_request(url_of(*server, "/" + std::to_string(number)),
                                    "=" + std::to_string(number));
        answers[static_cast<std::size_t>(number)] = ask_later(*client, request);
      }
    });
  }
  for (auto& sender : senders) {
    sender.join();
  }
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const auto result = answers[i].get();
    ASSERT_TRUE(result) << i << " " << detail_of(result);
    EXPECT_EQ(result->body, "/" + std::to_string(i) + "=" + std::to_string(i));
  }
  EXPECT_EQ(client->stats().requests, answers.size());
}

TEST(client, its_end_cancels_what_is_under_way) {
  collected<http_server::responder> held;
  std::promise<void> arrived;
  const auto server = serve([&](const server_request&, const http_server::responder& respond) {
    held.add(respond);
    if (held.all().size() == 8) {
      arrived.set_value();
    }
  });
  auto client = local_client();
  std::vector<std::future<outcome>> answers;
  for (int i = 0; i < 8; ++i) {
    answers.push_back(ask_later(*client, get_request(url_of(*server))));
  }
  arrived.get_future().wait();
  for (int i = 0; i < 50; ++i) {  // some of these have not even reached the network thread
    answers.push_back(ask_later(*client, get_request(url_of(*server))));
  }
  client.reset();
  for (auto& each : answers) {
    ASSERT_EQ(each.wait_for(std::chrono::seconds{0}), std::future_status::ready)
        << "all are called before the end";
    EXPECT_EQ(code_of(each.get()), errc::cancelled);
  }
}

/// Sends again whenever its request is cancelled, as a retrying caller would.
void insist(core::transport& client, const std::string& url, int times_left,
            collected<errc>& ends) {
  client.send(get_request(url), [&client, url, times_left, &ends](const outcome& result) {
    ends.add(result ? errc::internal : result.error().code);
    if (times_left > 0) {
      insist(client, url, times_left - 1, ends);
    }
  });
}

TEST(client, its_end_answers_those_who_send_again) {
  const raw_peer silent{[](int, raw_connection& connection) { connection.read_all(); }};
  client_options wish;
  wish.threads = 3;
  auto client = local_client(wish);
  collected<errc> ends;
  for (int i = 0; i < 6; ++i) {
    // Host names that live on different threads.
    insist(*client,
           "http://127.0.0." + std::to_string(i + 1) + ":" + std::to_string(silent.port()) + "/", 5,
           ends);
  }
  client.reset();
  const auto all = ends.all();
  EXPECT_EQ(all.size(), 36U);
  for (const auto each : all) {
    EXPECT_TRUE(each == errc::cancelled || each == errc::connection_failed)
        << core::code_name(each);
  }
}

TEST(client, refuses_headers_that_smuggle) {
  const auto client = local_client();
  for (const auto& header :
       {core::http_header{"X", "a\r\nY: b"}, core::http_header{"X: y\r\nZ", "b"},
        core::http_header{"", "b"}, core::http_header{"Host", "elsewhere"},
        core::http_header{"content-length", "3"}}) {
    auto request = get_request("http://127.0.0.1:" + std::to_string(unused_port()) + "/");
    request.headers = {header};
    EXPECT_EQ(code_of(ask(*client, request)), errc::invalid_input);
  }
  EXPECT_EQ(code_of(ask(*client, std::string("http://a/\r\nX: y"))), errc::invalid_input);
}

}  // namespace
}  // namespace boekbrug::net
