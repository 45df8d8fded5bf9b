#include "sim/server.hpp"

#include "net/http_client.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <future>

namespace boekbrug::sim {
namespace {

core::result<core::http_response> fetch(core::transport& client, core::http_method method,
                                        const std::string& url, const std::string& body = "") {
  core::http_request request;
  request.method = method;
  request.url = url;
  request.body = body;
  request.trusted_host = true;
  request.deadline = std::chrono::seconds{10};
  std::promise<core::result<core::http_response>> answer;
  client.send(std::move(request),
              [&](core::result<core::http_response> reply) { answer.set_value(std::move(reply)); });
  return answer.get_future().get();
}

net::client_options loopback_allowed() {
  net::client_options options;
  options.allow_private_hosts = true;
  return options;
}

class servers : public ::testing::Test {
protected:
  std::unique_ptr<net::http_client> client_ = net::http_client::create(loopback_allowed());
  const std::string key_ =
      "?consumer_key=ck_0000000000000000000000000000000000000001&consumer_secret=cs_"
      "0000000000000000000000000000000000000002";
};

TEST_F(servers, two_shops_listen_on_ports_of_their_own) {
  auto started = start_services(R"({"services":[
      {"kind":"woocommerce","name":"een","options":{"orders":3,"trust_http_basic":true,"mix":{"draft":0}}},
      {"kind":"woocommerce","name":"twee","options":{"orders":5,"trust_http_basic":true}}]})");
  ASSERT_TRUE(started.has_value()) << started.error().detail;
  ASSERT_EQ(started->size(), 2U);
  EXPECT_NE((*started)[0]->url(), (*started)[1]->url());
  EXPECT_EQ((*started)[0]->description().at("name").as_string(), "een");
  const auto orders = fetch(*client_, core::http_method::get,
                            (*started)[0]->url() + "/wp-json/wc/v3/orders" + key_);
  ASSERT_TRUE(orders.has_value()) << orders.error().detail;
  EXPECT_EQ(orders->status, 200);
  EXPECT_EQ(orders->header("X-WP-Total"), "3");
  EXPECT_EQ(boost::json::parse(orders->body).as_array().size(), 3U);
  EXPECT_NE(orders->body.find("http"), std::string::npos);
}

TEST_F(servers, faults_travel_over_the_wire) {
  auto started = start_services(
      R"({"services":[{"kind":"woocommerce","faults":{"rules":[{"kind":"drop_after","requests":[1]},
      {"kind":"truncate","requests":[2]},{"kind":"status","status":429,"requests":[3]}]}}]})");
  ASSERT_TRUE(started.has_value()) << started.error().detail;
  const std::string url = (*started)[0]->url();
  const auto dropped = fetch(*client_, core::http_method::get, url + "/wp-json/");
  ASSERT_FALSE(dropped.has_value());
  EXPECT_EQ(dropped.error().code, core::errc::connection_broken);
  EXPECT_FALSE(fetch(*client_, core::http_method::get, url + "/wp-json/").has_value());
  EXPECT_EQ(fetch(*client_, core::http_method::get, url + "/wp-json/").value().status, 429);
  EXPECT_EQ(fetch(*client_, core::http_method::get, url + "/wp-json/").value().status, 200);
  const auto counts = fetch(*client_, core::http_method::get, url + "/_sim/faults").value();
  EXPECT_EQ(boost::json::parse(counts.body).at("requests").as_int64(), 4);
}

TEST_F(servers, bad_configurations_are_named) {
  const auto problem_of = [](const char* text) {
    const auto started = start_services(text);
    return started.has_value() ? std::string{} : started.error().detail;
  };
  EXPECT_TRUE(problem_of("{").starts_with("not JSON"));
  EXPECT_TRUE(problem_of("[]").starts_with("a JSON object"));
  EXPECT_TRUE(problem_of("{}").starts_with("services: at least one"));
  EXPECT_TRUE(problem_of(R"({"services":[{"kind":"shopify"}]})")
                  .starts_with("services[0]: kind: unknown service 'shopify'"));
  EXPECT_TRUE(problem_of(R"({"services":[{"kind":"woocommerce","port":70000}]})")
                  .starts_with("services[0].port"));
  EXPECT_TRUE(problem_of(R"({"services":[{"kind":"woocommerce","options":{"orders":"x"}}]})")
                  .starts_with("services[0]: orders"));
  EXPECT_TRUE(problem_of(R"({"services":[{"kind":"woocommerce","certificate_file":"c.pem"}]})")
                  .starts_with("services[0].certificate_file"));
  EXPECT_TRUE(
      problem_of(R"({"services":[{"kind":"woocommerce","faults":{"rules":[{"kind":"x"}]}}]})")
          .starts_with("faults.rules[0].kind"));
  EXPECT_TRUE(problem_of(R"({"service":[]})").starts_with("service: unknown"));
}

TEST_F(servers, a_taken_port_is_an_error) {
  auto first = start_services(R"({"services":[{"kind":"woocommerce"}]})");
  ASSERT_TRUE(first.has_value());
  const std::string port = (*first)[0]->url().substr((*first)[0]->url().rfind(':') + 1);
  const auto second =
      start_services(R"({"services":[{"kind":"woocommerce","port":)" + port + "}]}");
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().code, core::errc::connection_failed);
}

}  // namespace
}  // namespace boekbrug::sim
