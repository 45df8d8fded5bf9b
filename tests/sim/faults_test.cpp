#include "sim/faults.hpp"
#include "sim/json_options.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace boekbrug::sim {
namespace {

/// Answers with the number of requests it has done, or 401 without a credential.
class counting_service : public simulator {
public:
  explicit counting_service(int& done) : done_{done} {}
  net::server_response handle(const net::server_request& request, core::time_point) override {
    net::server_response out;
    last_target = request.target;
    const bool known =
        !request.headers.empty() || request.target.find("consumer_key=") != std::string::npos;
    if (!known && !request.target.starts_with("/_sim/")) {
      out.status = 401;
      return out;
    }
    out.body = "{\"done\":" + std::to_string(++done_) + "}";
    return out;
  }
  static inline std::string last_target;

private:
  int& done_;
};

class faults : public ::testing::Test {
protected:
  net::server_response send(const std::string& target,
                            core::http_method method = core::http_method::get,
                            const std::string& body = "", const std::string& token = "Bearer a") {
    net::server_request request;
    request.method = method;
    request.target = target;
    request.body = body;
    if (!token.empty()) {
      request.headers = {{"Authorization", token}};
    }
    return front_.handle(request, {});
  }
  void plan(const std::string& text) { front_.configure(boost::json::parse(text).as_object()); }
  boost::json::value counts() { return boost::json::parse(send("/_sim/faults").body); }

  int done_ = 0;
  faulty_simulator front_{std::make_unique<counting_service>(done_)};
};

TEST_F(faults, without_a_plan_nothing_happens) {
  const auto reply = send("/x");
  EXPECT_EQ(reply.status, 200);
  EXPECT_FALSE(reply.drop_connection);
  EXPECT_EQ(reply.delay.count(), 0);
}

TEST_F(faults, drops_differ_in_what_was_done) {
  plan(R"({"rules":[{"kind":"drop_after","requests":[1]},{"kind":"drop_before","requests":[2]}]})");
  EXPECT_TRUE(send("/x").drop_connection);
  EXPECT_EQ(done_, 1);
  EXPECT_TRUE(send("/x").drop_connection);
  EXPECT_EQ(done_, 1);
  EXPECT_FALSE(send("/x").drop_connection);
  EXPECT_EQ(front_.injected(fault_kind::drop_after), 1U);
  EXPECT_EQ(counts().at("injected").at("drop_before").as_int64(), 1);
}

TEST_F(faults, rules_are_for_paths_and_methods) {
  plan(
      R"({"rules":[{"kind":"status","status":429,"retry_after":"30","path":"/wp-json/*/orders*","method":"POST"}]})");
  EXPECT_EQ(send("/wp-json/wc/v3/orders").status, 200);
  EXPECT_EQ(send("/wp-json/wc/v3/products", core::http_method::post).status, 200);
  const auto limited = send("/wp-json/wc/v3/orders/4?dp=6", core::http_method::post);
  EXPECT_EQ(limited.status, 429);
  EXPECT_EQ(limited.headers.back().value, "30");
  EXPECT_EQ(done_, 2);
}

TEST_F(faults, pages_garbage_and_truncation) {
  plan(
      R"({"rules":[{"kind":"html","requests":[1]},{"kind":"garbage","requests":[2]},{"kind":"truncate","requests":[3]},
                    {"kind":"truncate","bytes":3,"requests":[4]},{"kind":"html","status":403,"apply":true,"requests":[5]}]})");
  EXPECT_EQ(send("/x").headers[0].value, "text/html; charset=UTF-8");
  boost::json::error_code problem;
  boost::json::parse(send("/x").body, problem);
  EXPECT_TRUE(problem);
  EXPECT_EQ(done_, 0);
  const auto half = send("/x");
  EXPECT_EQ(half.truncate_after, half.body.size() / 2);
  EXPECT_EQ(send("/x").truncate_after, 3U);
  EXPECT_EQ(send("/x").status, 403);
  EXPECT_EQ(done_, 3);
}

TEST_F(faults, delays_add_up_with_other_faults_and_latency) {
  faulty_simulator slow{std::make_unique<counting_service>(done_), std::chrono::milliseconds{5}};
  slow.configure(
      boost::json::parse(
          R"({"rules":[{"kind":"delay","delay_ms":20},{"kind":"drop_after","delay_ms":3}]})")
          .as_object());
  net::server_request request;
  request.target = "/x";
  const auto reply = slow.handle(request, {});
  EXPECT_EQ(reply.delay.count(), 28);
  EXPECT_TRUE(reply.drop_connection);
}

TEST_F(faults, chance_follows_the_seed) {
  const auto struck = [](int seed) {
    int done = 0;
    faulty_simulator front{std::make_unique<counting_service>(done)};
    front.configure(boost::json::parse(R"({"seed":)" + std::to_string(seed) +
                                       R"(,"rules":[{"kind":"drop_before","probability":0.2}]})")
                        .as_object());
    std::string pattern;
    net::server_request request;
    request.target = "/x";
    for (int i = 0; i < 1'000; ++i) {
      pattern += front.handle(request, {}).drop_connection ? '1' : '0';
    }
    return pattern;
  };
  EXPECT_EQ(struck(1), struck(1));
  EXPECT_NE(struck(1), struck(2));
  const std::string pattern = struck(3);
  const auto hits = std::count(pattern.begin(), pattern.end(), '1');
  EXPECT_GT(hits, 140);
  EXPECT_LT(hits, 260);
}

TEST_F(faults, limits_and_counts) {
  plan(R"({"rules":[{"kind":"status","times_max":2}]})");
  for (const int wanted : {503, 503, 200, 200}) {
    EXPECT_EQ(send("/x").status, wanted);
  }
  const auto report = counts();
  EXPECT_EQ(report.at("requests").as_int64(), 4);
  EXPECT_EQ(report.at("injected").at("status").as_int64(), 2);
  EXPECT_EQ(report.at("rules").at(0).at("matched").as_int64(), 4);
}

TEST_F(faults, a_revoked_credential_stays_worthless_and_others_work) {
  plan(R"({"rules":[{"kind":"revoke","requests":[2]}]})");
  EXPECT_EQ(send("/x").status, 200);
  EXPECT_EQ(send("/x").status, 401);
  EXPECT_EQ(send("/x").status, 401);
  EXPECT_EQ(send("/x", core::http_method::get, "", "Bearer b").status, 200);
  EXPECT_EQ(
      send("/x?consumer_key=ck_1&consumer_secret=cs_1", core::http_method::get, "", "").status,
      200);
  plan(R"({"restore_credentials":true})");
  EXPECT_EQ(send("/x").status, 200);
}

TEST_F(faults, a_key_in_the_query_can_be_revoked) {
  plan(R"({"rules":[{"kind":"revoke","times_max":1}]})");
  const std::string target = "/x?page=2&consumer_key=ck_1&consumer_secret=cs_1&dp=6";
  EXPECT_EQ(send(target, core::http_method::get, "", "").status, 401);
  EXPECT_EQ(counting_service::last_target, "/x?page=2&dp=6");
  EXPECT_EQ(send("/x?consumer_key=ck_2", core::http_method::get, "", "").status, 200);
  EXPECT_EQ(send("/x?oauth_consumer_key=ck_1&oauth_nonce=1", core::http_method::get, "", "").status,
            401);
}

TEST_F(faults, control_paths_are_left_alone) {
  const auto set =
      send("/_sim/faults", core::http_method::post, R"({"rules":[{"kind":"drop_before"}]})");
  EXPECT_EQ(set.status, 200);
  EXPECT_FALSE(send("/_sim/books").drop_connection);
  EXPECT_TRUE(send("/x").drop_connection);
  EXPECT_EQ(
      send("/_sim/faults", core::http_method::post, R"({"append":true,"rules":[{"kind":"html"}]})")
          .status,
      200);
  EXPECT_EQ(counts().at("rules").as_array().size(), 2U);
  EXPECT_EQ(send("/_sim/faults", core::http_method::post, R"({"rules":[]})").status, 200);
  EXPECT_FALSE(send("/x").drop_connection);
}

TEST_F(faults, bad_plans_are_named_and_change_nothing) {
  plan(R"({"rules":[{"kind":"html"}]})");
  for (const char* bad : {"{", "[]", R"({"rules":[{"kind":"boom"}]})",
                          R"({"rules":[{"kind":"html","probability":2}]})",
                          R"({"rules":[{"kind":"html","requests":[0]}]})", R"({"regels":[]})",
                          R"({"rules":[{"kind":"status","status":7}]})"}) {
    EXPECT_EQ(send("/_sim/faults", core::http_method::post, bad).status, 400) << bad;
  }
  EXPECT_EQ(counts().at("rules").as_array().size(), 1U);
}

TEST(globs, match_like_a_shell_over_the_whole_text) {
  EXPECT_TRUE(matches_glob("*", ""));
  EXPECT_TRUE(matches_glob("/a/*/c", "/a/b/b/c"));
  EXPECT_TRUE(matches_glob("/a*", "/a"));
  EXPECT_FALSE(matches_glob("/a", "/ab"));
  EXPECT_FALSE(matches_glob("/a/*/c", "/a/c"));
  EXPECT_TRUE(matches_glob("*b*b*", "abb"));
  EXPECT_FALSE(matches_glob("", "a"));
}

}  // namespace
}  // namespace boekbrug::sim
