// Which request finds which handler, and what the others are told.

#include "web/router.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

namespace boekbrug::web {
namespace {

using core::http_method;

class routes : public testing::Test {
protected:
  routes() {
    routes_.add(http_method::get, "/health",
                [](const visit&, const responder& answer) { answer(plain_reply(200, "ok")); });
    routes_.add(http_method::post, "/hook/ccv/{}/{}",
                [](const visit& call, const responder& answer) {
                  answer(plain_reply(
                      200, call.parts[0] + "+" + call.parts[1] + "?" + std::string(call.query)));
                });
    routes_.add(http_method::get, "/broken",
                [](const visit&, const responder&) { throw std::runtime_error("a secret thing"); });
  }
  net::server_response ask(http_method method, const std::string& target) {
    net::server_request request;
    request.method = method;
    request.target = target;
    net::server_response out;
    int answers = 0;
    routes_.handle(request, [&](net::server_response answer) {
      out = std::move(answer);
      ++answers;
    });
    EXPECT_EQ(answers, 1) << target;
    return out;
  }
  static std::string header(const net::server_response& answer, const std::string& name) {
    const auto found = std::find_if(answer.headers.begin(), answer.headers.end(),
                                    [&](const auto& each) { return each.name == name; });
    return found == answer.headers.end() ? "" : found->value;
  }
  router routes_;
};

TEST_F(routes, find_their_handler) {
  EXPECT_EQ(ask(http_method::get, "/health").body, "ok");
  EXPECT_EQ(ask(http_method::get, "/health?x=1").status, 200);
  EXPECT_EQ(ask(http_method::head, "/health").status, 200);
  EXPECT_EQ(ask(http_method::post, "/hook/ccv/00ff/orders.created?a=b").body,
            "00ff+orders.created?a=b");
}

TEST_F(routes, unknown_paths_are_404) {
  for (const auto* target : {"/", "/healthy", "/health/", "/health/x", "//health", "/hook/ccv/00ff",
                             "/hook/ccv//x", "/hook/ccv/00ff/", "/hook/ccv/a/b/c", "/%68ealth"}) {
    EXPECT_EQ(ask(http_method::get, target).status, 404) << target;
    EXPECT_EQ(ask(http_method::post, target).status, 404) << target;
  }
}

TEST_F(routes, a_wrong_method_is_405_and_says_the_right_one) {
  const auto answer = ask(http_method::post, "/health");
  EXPECT_EQ(answer.status, 405);
  EXPECT_EQ(header(answer, "Allow"), "GET");
  EXPECT_EQ(header(ask(http_method::get, "/hook/ccv/a/b"), "Allow"), "POST");
  EXPECT_EQ(ask(http_method::del, "/hook/ccv/a/b").status, 405);
}

TEST_F(routes, a_target_that_is_no_path_is_400) {
  for (const auto* target : {"", "*", "health", "http://elsewhere/health"}) {
    EXPECT_EQ(ask(http_method::get, target).status, 400) << target;
  }
}

TEST_F(routes, a_handler_that_throws_is_500_without_its_words) {
  const auto answer = ask(http_method::get, "/broken");
  EXPECT_EQ(answer.status, 500);
  EXPECT_EQ(answer.body.find("secret"), std::string::npos);
}

TEST_F(routes, every_answer_forbids_sniffing_storing_and_referring) {
  for (const auto& answer : {ask(http_method::get, "/health"), ask(http_method::get, "/nothing")}) {
    EXPECT_EQ(header(answer, "X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(header(answer, "Cache-Control"), "no-store");
    EXPECT_EQ(header(answer, "Referrer-Policy"), "no-referrer");
    EXPECT_NE(header(answer, "Content-Security-Policy").find("default-src 'none'"),
              std::string::npos);
  }
}

}  // namespace
}  // namespace boekbrug::web
