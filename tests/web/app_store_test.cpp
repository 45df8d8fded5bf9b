// End to end over sockets of the loopback: the shop's App Store, our web server, the simulated shop
// with TLS, the simulated Moneybird.

#include "adapters/shops/ccvshop/app_store.hpp"
#include "tests/app/server_fixture.hpp"
#include "tests/net/support/certificates.hpp"
#include "web/web_server.hpp"

#include <algorithm>
#include <fstream>
#include <future>
#include <iterator>

namespace boekbrug::web {
namespace {

namespace json = boost::json;
namespace ccv = adapters::ccvshop_api;

// As behind a proxy: the world calls this address, the server hears it without TLS on a port.
const std::string public_url = "https://sync.example.nl";
const std::string app_secret = "appSecretFromDeveloperCenter";
const std::string api_public = "kT3^demoPublic_9";
const std::string api_secret = "ccv-very-secret-9";

class ccv_shop_over_sockets : public app::test::server_fixture {
protected:
  ccv_shop_over_sockets() {
    settings_.net.ca_file = authority_.ca_file();
    settings_.schedule.poll_interval = std::chrono::hours{6};
    settings_.schedule.jitter = std::chrono::hours{6};
    settings_.web.port = 1;  // on; the test listens on any free port instead
    settings_.web.public_url = public_url;
    settings_.ccvshop.app_secret = core::secret{app_secret};
    const auto files = authority_.issue({});
    auto orders = app::test::plain_orders(3);
    orders["api_public"] = api_public;
    orders["api_secret"] = api_secret;
    json::object shop{{"kind", "ccvshop"},
                      {"name", "Winkel"},
                      {"certificate_file", files.certificate},
                      {"private_key_file", files.private_key},
                      {"options", std::move(orders)}};
    net::client_options client;
    client.allow_private_hosts = true;
    client.ca_file = authority_.ca_file();
    client_ = net::http_client::create(client);
    start_simulators({shop, app::test::moneybird_service()});
  }
  ~ccv_shop_over_sockets() override { web_.reset(); }

  void open() {
    // The fixture keeps its server to itself; the same parts again, with what the routes need.
    auto built = app::wiring::build(settings_, {});
    ASSERT_TRUE(built) << built.error().detail;
    parts_ = std::move(*built);
    auto settings = settings_.web;
    settings.port = 0;
    auto web = web_server::start(settings, make_routes(parts_->system(), parts_->services(),
                                                       parts_->house().parts(), settings_));
    ASSERT_TRUE(web) << web.error().detail;
    web_ = std::move(*web);
  }
  void close() {
    web_.reset();
    parts_->stop();
    parts_.reset();
  }

  core::http_response call(core::http_method method, const std::string& url,
                           const std::string& body = {}, const std::string& hash = {}) {
    core::http_request request;
    request.method = method;
    request.url = url;
    request.body = body;
    request.headers = {{"x-hash", hash}};
    return call(std::move(request));
  }
  core::http_response call(core::http_request request) {
    std::promise<core::result<core::http_response>> done;
    const auto url = request.url;
    client_->send(std::move(request), [&done](core::result<core::http_response> answer) {
      done.set_value(std::move(answer));
    });
    auto answer = done.get_future().get();
    EXPECT_TRUE(answer) << url << ": " << answer.error().detail;
    return answer ? std::move(*answer) : core::http_response{};
  }
  std::string here(const std::string& url) const {
    return "http://127.0.0.1:" + std::to_string(web_->port()) + url.substr(public_url.size());
  }
  json::value shop_control(const std::string& path, const std::string& body = {}) {
    const auto answer = call(body.empty() ? core::http_method::get : core::http_method::post,
                             url_of("Winkel") + "/_sim/" + path, body);
    EXPECT_EQ(answer.status, 200) << path << ": " << answer.body;
    return json::parse(answer.body);
  }
  /// What the shop sends for "handshake", "install" or "uninstall", delivered to our server.
  core::http_response say(const std::string& what) {
    const auto said =
        shop_control(what + "?url=" + core::percent_encode(public_url + "/ccv/" + what) +
                     "&secret=" + app_secret);
    const bool get = said.at("method").as_string() == "GET";
    return call(get ? core::http_method::get : core::http_method::post,
                here(std::string(said.at("url").as_string())),
                std::string(said.at("body").as_string()),
                std::string(said.at("x-hash").as_string()));
  }
  core::http_response deliver_last_webhook() {
    const auto all = shop_control("webhooks/pending");
    const auto last = all.at("pending").as_array().back();
    return call(core::http_method::post, here(std::string(last.at("url").as_string())),
                std::string(last.at("body").as_string()),
                std::string(last.at("x-hash").as_string()));
  }
  bool shop_says_installed() {
    core::shop_connection shop;
    shop.kind = "ccvshop";
    shop.base_url = url_of("Winkel");
    shop.key = core::secret{api_public};
    shop.key_secret = core::secret{api_secret};
    auto request = ccv::apps_request(shop, {parts_->services().clock->now(), "nonce"});
    const auto answer = call(std::move(request.value()));
    return json::parse(answer.body).at("items").as_array().front().at("is_installed").as_bool();
  }
  core::result<std::string> install_it() {
    const json::object file{
        {"account", "Test B.V."},
        {"shop", json::object{{"kind", "ccvshop"}, {"app_install", api_public}}},
        {"ledger", json::object{{"kind", "moneybird"},
                                {"administration", app::test::administration_id(0)},
                                {"token", app::test::token_of(0)}}},
        {"cards", json::object{{"S3", "2025-01-01"}}}};
    core::result<std::string> out{core::fail(core::errc::internal, "no answer")};
    caf::scoped_actor self{parts_->system()};
    self->request(parts_->house().parts().installer, std::chrono::minutes(1),
                  actors::install_atom_v, json::serialize(file))
        .receive([&out](const std::string& answer) { out = answer; },
                 [&out](const caf::error& failure) { out = actors::from_caf(failure); });
    return out;
  }
  std::size_t in_state(core::item_state state) {
    return parts_->store().count_in(core::integration_id{1}, state).value();
  }
  bool until_sent(std::size_t count) {
    return wait_until([&] { return in_state(core::item_state::sent) == count; });
  }
  std::size_t finished_orders() {
    const auto books = shop_control("books");
    const auto& all = books.at("orders").as_array();
    return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [](const auto& each) {
      return each.at("finished_and_paid").as_bool();
    }));
  }
  std::string server_log() const {
    std::ifstream in{folder_ + "/server.log", std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
  }

  net::test::test_authority authority_;
  std::unique_ptr<net::http_client> client_;
  std::unique_ptr<app::wiring> parts_;
  std::unique_ptr<web_server> web_;
};

TEST_F(ccv_shop_over_sockets, from_handshake_to_uninstall) {
  open();
  EXPECT_EQ(call(core::http_method::get, here(public_url + "/health")).body, "ok");
  EXPECT_EQ(call(core::http_method::get, here(public_url + "/nothing")).status, 404);
  EXPECT_EQ(call(core::http_method::get, here(public_url + "/ccv/handshake")).status, 405);
  EXPECT_EQ(call(core::http_method::post, here(public_url + "/ccv/handshake"),
                 std::string(2U << 20U, 'x'))
                .status,
            413);
  EXPECT_FALSE(shop_says_installed());
  ASSERT_EQ(say("handshake").status, 200);
  EXPECT_NE(say("install").body.find("&quot;app_install&quot;: &quot;" + api_public),
            std::string::npos);

  const auto done = install_it();
  ASSERT_TRUE(done) << done.error().detail;
  EXPECT_TRUE(shop_says_installed()) << *done;
  EXPECT_NE(say("install").body.find("Terug naar de webshop"), std::string::npos);
  const auto history = finished_orders();
  ASSERT_GT(history, 0U);
  ASSERT_TRUE(until_sent(history));

  shop_control("arrive", R"({"count":1,"status":7,"paid":true,"market":"domestic_consumer",)"
                         R"("credits":false,"at_once":true})");
  ASSERT_EQ(deliver_last_webhook().status, 200);
  ASSERT_TRUE(until_sent(history + 1)) << "the webhook wakes the poll, hours before its time";
  EXPECT_EQ(invoices_by_reference().size(), history + 1);

  ASSERT_EQ(say("uninstall").status, 200);
  const auto schedule = parts_->store().schedule(core::integration_id{1}).value().value();
  EXPECT_EQ(core::name(schedule.state), core::name(core::integration_state::removed));
  shop_control("arrive", R"({"count":1,"status":7,"paid":true,"market":"domestic_consumer",)"
                         R"("credits":false,"at_once":true})");
  EXPECT_EQ(deliver_last_webhook().status, 404);
  close();
  EXPECT_EQ(invoices_by_reference().size(), history + 1);
  for (const auto& secret : {app_secret, api_secret, app::test::token_of(0)}) {
    EXPECT_EQ(server_log().find(secret), std::string::npos) << "a secret in the log";
  }
}

TEST_F(ccv_shop_over_sockets, the_server_stops_with_calls_coming_in) {
  open();
  ASSERT_EQ(say("handshake").status, 200);
  ASSERT_TRUE(install_it());
  std::vector<std::future<core::result<core::http_response>>> answers;
  const auto target = here(public_url + "/ccv/uninstall");
  for (int i = 0; i < 50; ++i) {
    auto done = std::make_shared<std::promise<core::result<core::http_response>>>();
    answers.push_back(done->get_future());
    core::http_request request;
    request.method = core::http_method::post;
    request.url = target;
    request.body = "{}";
    client_->send(std::move(request), [done](core::result<core::http_response> answer) {
      done->set_value(std::move(answer));
    });
  }
  close();
  for (auto& each : answers) {
    const auto answer = each.get();
    EXPECT_TRUE(!answer || answer->status == 403) << answer->status;
  }
}

}  // namespace
}  // namespace boekbrug::web
