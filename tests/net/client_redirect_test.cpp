#include "tests/net/support/exchange_support.hpp"
#include "tests/net/support/raw_peer.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace boekbrug::net {
namespace {

using namespace test;
using core::errc;

/// A server that redirects by path and writes down who asked for what with which credentials.
class redirecting {
public:
  std::map<std::string, server_response> routes;
  collected<std::string> seen;  // "host target authorization"
  std::unique_ptr<http_server> server =
      serve([this](const server_request& request, const http_server::responder& respond) {
        const auto host = std::string(request.header("host"));
        seen.add(host.substr(0, host.find(':')) + " " + request.target + " " +
                 std::string(request.header("authorization")) +
                 std::string(request.header("x-api-key")));
        const auto found = routes.find(request.target);
        respond(found == routes.end() ? text_answer("einde") : found->second);
      });
  std::string at(const std::string& host, const std::string& path) const {
    return "http://" + host + ":" + std::to_string(server->port()) + path;
  }
};

core::http_request following(std::string url) {
  auto out = get_request(std::move(url));
  out.follow_redirects = true;
  return out;
}

std::vector<std::string> to_loopback(const std::string&) {
  return {"127.0.0.1"};
}

TEST(redirect, a_chain_is_followed) {
  redirecting site;
  site.routes["/a"] = redirect_answer("/b", 301);
  site.routes["/b"] = redirect_answer("c?x=1", 302);
  site.routes["/c?x=1"] = redirect_answer(site.at("127.0.0.1", "/d"), 303);
  site.routes["/d"] = redirect_answer("/e", 307);
  site.routes["/e"] = redirect_answer("/f", 308);
  const auto client = local_client();
  const auto result = ask(*client, following(site.at("127.0.0.1", "/a")));
  ASSERT_TRUE(result) << detail_of(result);
  EXPECT_EQ(result->body, "einde");
  EXPECT_EQ(result->final_url, site.at("127.0.0.1", "/f"));
  EXPECT_EQ(site.seen.all().size(), 6U);
}

TEST(redirect, a_chain_too_long_ends_with_its_last_answer) {
  redirecting site;
  site.routes["/a"] = redirect_answer("/a");
  client_options wish;
  wish.redirects_max = 3;
  const auto client = local_client(wish);
  const auto result = ask(*client, following(site.at("127.0.0.1", "/a")));
  ASSERT_TRUE(result) << detail_of(result);
  EXPECT_EQ(result->status, 302);
  EXPECT_EQ(site.seen.all().size(), 4U);
}

TEST(redirect, is_an_answer_unless_asked_to_follow) {
  redirecting site;
  site.routes["/a"] = redirect_answer("/b");
  const auto client = local_client();
  EXPECT_EQ(ask(*client, site.at("127.0.0.1", "/a"))->status, 302);
  auto post = post_request(site.at("127.0.0.1", "/a"), "x");
  post.follow_redirects = true;
  EXPECT_EQ(ask(*client, post)->status, 302);
  EXPECT_EQ(site.seen.all().size(), 2U);
}

TEST(redirect, without_a_usable_location_is_an_answer) {
  redirecting site;
  site.routes["/a"] = redirect_answer("ftp://elsewhere/");
  site.routes["/b"] = text_answer("", 302);
  const auto client = local_client();
  EXPECT_EQ(ask(*client, following(site.at("127.0.0.1", "/a")))->status, 302);
  EXPECT_EQ(ask(*client, following(site.at("127.0.0.1", "/b")))->status, 302);
}

TEST(redirect, credentials_stay_with_their_host) {
  redirecting site;
  site.routes["/a"] = redirect_answer("/b");
  site.routes["/b"] = redirect_answer(site.at("ander.test", "/c"));
  site.routes["/c"] = redirect_answer(site.at("winkel.test", "/d"));
  const auto client = local_client({}, {}, to_loopback);
  auto request = following(site.at("winkel.test", "/a"));
  request.headers = {
      {"Authorization", "Bearer geheim"}, {"X-Api-Key", "sleutel"}, {"Accept", "*/*"}};
  ASSERT_TRUE(ask(*client, request));
  EXPECT_EQ(site.seen.all(), (std::vector<std::string>{"winkel.test /a Bearer geheimsleutel",
                                                       "winkel.test /b Bearer geheimsleutel",
                                                       "ander.test /c ", "winkel.test /d "}))
      << "also the way back must not bring them back";
}

TEST(redirect, credentials_stay_with_their_port) {
  redirecting site;
  redirecting other;
  site.routes["/a"] = redirect_answer(other.at("winkel.test", "/b"));
  const auto client = local_client({}, {}, to_loopback);
  auto request = following(site.at("winkel.test", "/a"));
  request.headers = {{"Authorization", "Bearer geheim"}};
  ASSERT_TRUE(ask(*client, request));
  EXPECT_EQ(other.seen.all(), std::vector<std::string>{"winkel.test /b "});
}

/// A client that may not reach the loopback, as in production.
class guarded : public testing::Test {
protected:
  std::vector<std::string> resolve(const std::string& host) const {
    const auto found = names.find(host);
    return found == names.end() ? std::vector<std::string>{} : found->second;
  }

  redirecting site;
  std::map<std::string, std::vector<std::string>> names{{"winkel.test", {"127.0.0.1"}}};
  collected<std::string> connected;
  std::unique_ptr<http_client> client = http_client::create(
      {}, [this](const std::string& address, std::uint16_t) { connected.add(address); },
      [this](const std::string& host) { return resolve(host); });

  /// The first hop is allowed by the operator, where it leads is not.
  outcome ask_trusted(const std::string& path) {
    auto request = following(site.at("winkel.test", path));
    request.trusted_host = true;
    return ask(*client, request);
  }
};

TEST_F(guarded, forbidden_hosts_are_never_connected) {
  names["metadata.test"] = {"169.254.169.254"};
  names["mixed.test"] = {"8.8.8.8", "10.0.0.1"};
  names["mapped.test"] = {"::ffff:127.0.0.1"};
  for (const std::string host : {"winkel.test", "metadata.test", "mixed.test", "mapped.test",
                                 "127.0.0.1", "[::1]", "[::ffff:7f00:1]", "0.0.0.0"}) {
    const auto result = ask(*client, site.at(host, "/"));
    EXPECT_EQ(code_of(result), errc::address_forbidden) << host;
  }
  EXPECT_TRUE(connected.all().empty());
  EXPECT_TRUE(site.seen.all().empty());
}

TEST_F(guarded, a_redirect_to_a_forbidden_address_connects_to_nothing) {
  names["evil.test"] = {"10.1.2.3"};
  names["rebind.test"] = {"93.184.216.34", "127.0.0.1"};
  site.routes["/private"] = redirect_answer("http://evil.test/");
  site.routes["/rebind"] = redirect_answer("http://rebind.test/");
  site.routes["/metadata"] = redirect_answer("http://169.254.169.254/latest/meta-data/");
  site.routes["/decimal"] = redirect_answer("http://2130706433/");
  site.routes["/same-machine"] =
      redirect_answer("http://127.0.0.1:" + std::to_string(unused_port()) + "/");
  names["2130706433"] = {"127.0.0.1"};  // what the system's resolver makes of it
  for (const std::string path : {"/private", "/rebind", "/metadata", "/decimal", "/same-machine"}) {
    EXPECT_EQ(code_of(ask_trusted(path)), errc::address_forbidden) << path;
  }
  EXPECT_EQ(connected.all(), std::vector<std::string>{"127.0.0.1"})
      << "only the first hop, once, kept alive";
  EXPECT_EQ(site.seen.all().size(), 5U);
}

TEST_F(guarded, trust_does_not_extend_to_another_port) {
  const auto inner = serve(always(text_answer("inner")));
  site.routes["/a"] = redirect_answer("http://winkel.test:" + std::to_string(inner->port()) + "/");
  EXPECT_EQ(code_of(ask_trusted("/a")), errc::address_forbidden);
}

TEST_F(guarded, trust_holds_on_the_same_host) {
  site.routes["/a"] = redirect_answer("/b");
  const auto result = ask_trusted("/a");
  ASSERT_TRUE(result) << detail_of(result);
  EXPECT_EQ(result->body, "einde");
}

TEST_F(guarded, names_are_checked_again_for_every_connection) {
  names["wissel.test"] = {"127.0.0.1"};
  EXPECT_EQ(code_of(ask(*client, site.at("wissel.test", "/"))), errc::address_forbidden);
  EXPECT_TRUE(connected.all().empty());
}

}  // namespace
}  // namespace boekbrug::net
