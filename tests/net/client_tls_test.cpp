#include "tests/net/support/certificates.hpp"
#include "tests/net/support/exchange_support.hpp"
#include "tests/net/support/raw_peer.hpp"

#include <gtest/gtest.h>
#include <openssl/ssl.h>

#include <fstream>
#include <string>

namespace boekbrug::net {
namespace {

using namespace test;
using core::errc;

class tls : public testing::Test {
protected:
  std::unique_ptr<http_server> serve_with(const certificate_wish& wish) {
    const auto files = authority.issue(wish);
    server_options options;
    options.certificate_file = files.certificate;
    options.private_key_file = files.private_key;
    return serve(
        [](const server_request& request, const http_server::responder& respond) {
          respond(text_answer(std::string(request.tls ? "tls " : "plain ") + request.body));
        },
        options);
  }
  std::unique_ptr<http_client> trusting(client_options options = {}) {
    options.ca_file = authority.ca_file();
    return local_client(options, {},
                        [](const std::string&) { return std::vector<std::string>{"127.0.0.1"}; });
  }
  static std::string at(const http_server& server, const std::string& host) {
    return "https://" + host + ":" + std::to_string(server.port()) + "/";
  }
  void expect_refused(const certificate_wish& wish, const std::string& host,
                      const std::string& why) {
    const auto server = serve_with(wish);
    const auto result = ask(*trusting(), at(*server, host));
    EXPECT_EQ(code_of(result), errc::tls_failed) << detail_of(result);
    EXPECT_NE(detail_of(result).find(why), std::string::npos) << detail_of(result);
  }

  test_authority authority;
};

TEST_F(tls, carries_requests) {
  const auto server = serve_with({});
  const auto client = trusting();
  for (int i = 0; i < 3; ++i) {
    const auto result = ask(*client, post_request(at(*server, "localhost"), "hallo"));
    ASSERT_TRUE(result) << detail_of(result);
    EXPECT_EQ(result->body, "tls hallo");
  }
  EXPECT_EQ(client->stats().connections_opened, 1U);
}

TEST_F(tls, carries_large_bodies) {
  const auto server = serve_with({});
  const std::string body(3U << 20U, 'x');
  const auto result = ask(*trusting(), post_request(at(*server, "localhost"), body));
  ASSERT_TRUE(result) << detail_of(result);
  EXPECT_TRUE(result->body == "tls " + body);
}

TEST_F(tls, accepts_addresses_and_wildcards_in_certificates) {
  const auto server = serve_with({.names = {"*.winkel.test", "127.0.0.1"}});
  const auto client = trusting();
  EXPECT_TRUE(ask(*client, at(*server, "127.0.0.1")));
  EXPECT_TRUE(ask(*client, at(*server, "shop.winkel.test")));
  EXPECT_EQ(code_of(ask(*client, at(*server, "winkel.test"))), errc::tls_failed);
  EXPECT_EQ(code_of(ask(*client, at(*server, "a.b.winkel.test"))), errc::tls_failed);
}

TEST_F(tls, refuses_another_host_name) {
  expect_refused({.names = {"ander.test"}}, "localhost", "another host name");
  expect_refused({.names = {"localhost"}}, "127.0.0.1", "another host name");
}

TEST_F(tls, refuses_an_expired_certificate) {
  expect_refused({.valid_from_days = -10, .valid_until_days = -1}, "localhost", "expired");
}

TEST_F(tls, refuses_a_certificate_of_the_future) {
  expect_refused({.valid_from_days = 5}, "localhost", "not valid yet");
}

TEST_F(tls, refuses_a_self_signed_certificate) {
  expect_refused({.self_signed = true}, "localhost", "self-signed");
}

TEST_F(tls, refuses_an_unknown_issuer) {
  const auto server = serve_with({});
  test_authority stranger;
  client_options options;
  options.ca_file = stranger.ca_file();
  const auto result = ask(*local_client(options), at(*server, "localhost"));
  EXPECT_EQ(code_of(result), errc::tls_failed);
  EXPECT_NE(detail_of(result).find("unknown issuer"), std::string::npos) << detail_of(result);
  EXPECT_EQ(code_of(ask(*local_client(), at(*server, "localhost"))), errc::tls_failed)
      << "the system's authorities";
}

TEST_F(tls, reports_an_unusable_file_of_authorities) {
  client_options options;
  options.ca_file = authority.ca_file() + ".missing";
  const auto server = serve_with({});
  const auto result = ask(*local_client(options), at(*server, "localhost"));
  EXPECT_EQ(code_of(result), errc::tls_failed);
  EXPECT_NE(detail_of(result).find(".missing"), std::string::npos) << detail_of(result);
}

TEST_F(tls, a_plain_server_is_refused) {
  const auto server = serve(always(text_answer("x")));
  EXPECT_EQ(code_of(ask(*trusting(), at(*server, "localhost"))), errc::tls_failed);
}

TEST_F(tls, a_plain_request_to_a_tls_server_is_an_error) {
  const auto server = serve_with({});
  const auto code = code_of(ask(*trusting(), url_of(*server)));
  EXPECT_TRUE(code == errc::not_http || code == errc::connection_broken);
}

TEST_F(tls, a_handshake_that_hangs_or_ends_has_sent_nothing) {
  const raw_peer silent{[](int, raw_connection& connection) { connection.read_all(); }};
  auto request = get_request("https://localhost:" + std::to_string(silent.port()) + "/");
  request.deadline = std::chrono::milliseconds{60};
  EXPECT_EQ(code_of(ask(*trusting(), request)), errc::connection_failed);
  const raw_peer closing{[](int, raw_connection& connection) { connection.read_bytes(10); }};
  EXPECT_EQ(code_of(ask(*trusting(), "https://localhost:" + std::to_string(closing.port()) + "/")),
            errc::connection_failed);
}

TEST_F(tls, credentials_do_not_go_from_https_to_http) {
  collected<std::string> seen;
  const auto plain =
      serve([&](const server_request& request, const http_server::responder& respond) {
        seen.add(std::string(request.header("authorization")));
        respond(text_answer("plain"));
      });
  const auto files = authority.issue({});
  server_options options;
  options.certificate_file = files.certificate;
  options.private_key_file = files.private_key;
  const auto secure = serve(
      always(redirect_answer("http://localhost:" + std::to_string(plain->port()) + "/")), options);
  auto request = get_request(at(*secure, "localhost"));
  request.follow_redirects = true;
  request.headers = {{"Authorization", "Bearer geheim"}};
  const auto result = ask(*trusting(), request);
  ASSERT_TRUE(result) << detail_of(result);
  EXPECT_EQ(result->body, "plain");
  EXPECT_EQ(seen.all(), std::vector<std::string>{""});
}

/// Answers one request per connection over TLS; says whether the session was resumed and for which
/// host.
class tls_peer {
public:
  explicit tls_peer(const certificate_files& files)
      : context_{SSL_CTX_new(TLS_server_method()), SSL_CTX_free} {
    SSL_CTX_use_certificate_chain_file(context_.get(), files.certificate.c_str());
    SSL_CTX_use_PrivateKey_file(context_.get(), files.private_key.c_str(), SSL_FILETYPE_PEM);
  }
  collected<std::string> seen;
  std::string answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  std::uint16_t port() const noexcept { return peer_.port(); }

private:
  void serve_one(raw_connection& connection) {
    const std::unique_ptr<SSL, decltype(&SSL_free)> ssl{SSL_new(context_.get()), SSL_free};
    SSL_set_fd(ssl.get(), connection.descriptor());
    char buffer[4096];
    if (SSL_accept(ssl.get()) != 1 || SSL_read(ssl.get(), buffer, sizeof buffer) <= 0) {
      return;
    }
    const char* const host = SSL_get_servername(ssl.get(), TLSEXT_NAMETYPE_host_name);
    seen.add(std::string(host == nullptr ? "" : host) +
             (SSL_session_reused(ssl.get()) == 1 ? " resumed" : " full"));
    SSL_write(ssl.get(), answer.data(), static_cast<int>(answer.size()));
    SSL_set_shutdown(ssl.get(), SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
  }

  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_;
  raw_peer peer_{[this](int, raw_connection& connection) { serve_one(connection); }};
};

TEST_F(tls, names_the_host_and_resumes_sessions) {
  tls_peer peer{authority.issue({.names = {"localhost", "ander.test"}})};
  const auto client = trusting();
  const auto port = std::to_string(peer.port());
  for (const std::string host : {"localhost", "localhost", "ander.test", "ander.test"}) {
    const auto result = ask(*client, post_request("https://" + host + ":" + port + "/", "x"));
    ASSERT_TRUE(result || code_of(result) == errc::connection_broken) << detail_of(result);
  }
  const auto seen = peer.seen.all();
  ASSERT_FALSE(seen.empty());
  EXPECT_EQ(seen, (std::vector<std::string>{"localhost full", "localhost resumed",
                                            "ander.test full", "ander.test resumed"}));
}

TEST_F(tls, a_body_cut_off_without_goodbye_is_broken) {
  tls_peer peer{authority.issue({})};
  peer.answer = "HTTP/1.1 200 OK\r\n\r\nuntil the end, or an attacker's idea of it";
  const auto result = ask(*trusting(), "https://localhost:" + std::to_string(peer.port()) + "/");
  EXPECT_EQ(code_of(result), errc::connection_broken) << detail_of(result);
}

TEST_F(tls, the_server_names_files_it_cannot_use) {
  const auto files = authority.issue({});
  server_options options;
  options.certificate_file = files.certificate;
  const auto half = http_server::start(options, always(text_answer("")));
  ASSERT_FALSE(half);
  EXPECT_EQ(half.error().code, errc::invalid_input);
  options.private_key_file = files.certificate;
  const auto wrong = http_server::start(options, always(text_answer("")));
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().code, errc::tls_failed);
  EXPECT_NE(wrong.error().detail.find(files.certificate), std::string::npos);
}

}  // namespace
}  // namespace boekbrug::net
