// Every call of the App Store with good and bad input, without sockets and actors.

#include "adapters/shops/ccvshop/signing.hpp"
#include "web/ccv_routes.hpp"

#include <gtest/gtest.h>

namespace boekbrug::web {
namespace {

using core::http_method;

constexpr const char* base = "https://sync.example.nl";
constexpr const char* secret = "appSecretFromDeveloperCenter";
constexpr const char* hook_path = "00112233445566778899aabbccddeeff";

std::string hash_of(const std::string& key, const std::string& text) {
  return adapters::ccvshop_api::hmac_sha512_hex(core::secret{key}, text);
}

class ccv_routes : public testing::Test {
protected:
  ccv_routes() { make(secret, base); }

  void make(const std::string& app_secret, const std::string& public_url) {
    ccv_house house;
    house.now = [] { return core::time_point{std::chrono::hours{1}}; };
    house.written = [](core::time_point) { return std::string{"14-03-2026 11:05"}; };
    house.take_handshake = [this](storage::app_install install, const ccv_house::done& done) {
      taken_.push_back(std::move(install));
      done(outcome_);
    };
    house.uninstall = [this](const std::string& key, const ccv_house::done& done) {
      dropped_.push_back(key);
      done(outcome_);
    };
    house.settle = [this](core::integration_id id, const ccv_house::done& done) {
      settled_.push_back(id);
      if (shop_listens_ && known_) {
        known_->marked = core::time_point{std::chrono::hours{2}};
      }
      done(std::string{});
    };
    house.find_install = [this](const std::string& key) {
      return core::result<std::optional<storage::app_install>>{
          known_ && known_->api_public == key ? known_ : std::nullopt};
    };
    house.is_installed = [this](core::integration_id) { return installed_; };
    house.find_hook = [](const std::string& path) {
      hook_door door{core::integration_id{7}, {{"orders.created", core::secret{"hookKey"}}}};
      return core::result<std::optional<hook_door>>{path == hook_path ? std::optional{door}
                                                                      : std::nullopt};
    };
    house.poll_soon = [this](core::integration_id id) { polled_.push_back(id); };
    routes_ = {};
    add_ccv_routes(routes_, {core::secret{app_secret}, public_url}, house);
  }

  net::server_response ask(http_method method, const std::string& target,
                           const std::string& body = {}, const std::string& hash = {}) {
    net::server_request request;
    request.method = method;
    request.target = target;
    request.body = body;
    request.headers = {{"X-Hash", hash}};
    net::server_response out;
    int answers = 0;
    routes_.handle(request, [&](net::server_response answer) {
      out = std::move(answer);
      ++answers;
    });
    EXPECT_EQ(answers, 1) << target;
    return out;
  }
  net::server_response post(const std::string& path, const std::string& body) {
    return ask(http_method::post, path, body, hash_of(secret, base + path + "|" + body));
  }
  static std::string handshake_body(const std::string& root = "https://shop.example.nl") {
    return R"({"api_public":"kT3^demoPublic_9","api_secret":"demoSecret","api_root":")" + root +
           R"(","return_url":"https://shop.example.nl/terug","later":{"x":1}})";
  }
  // The reference's own test vector.
  static std::string install_target() {
    return "/ccv/install?api_public=kT3%5EdemoPublic_9&language=nl&x-hash="
           "e591752979395bad860928f203306bce91d71ad82d293cb6fc673be6c362cc5c7af1e03ab3f5de789623d83"
           "d"
           "f4355dee1121a14ae7dbe0c3e97a935399141cde";
  }
  void know(std::uint64_t integration) {
    known_ = storage::app_install{};
    known_->kind = "ccvshop";
    known_->api_public = "kT3^demoPublic_9";
    known_->api_secret = core::secret{"demoSecret"};
    known_->api_root = "https://shop.example.nl";
    known_->return_url = "https://shop.example.nl/terug";
    known_->integration = core::integration_id{integration};
  }

  router routes_;
  core::result<std::string> outcome_{std::string{"fine"}};
  std::vector<storage::app_install> taken_;
  std::vector<std::string> dropped_;
  std::vector<core::integration_id> settled_;
  std::vector<core::integration_id> polled_;
  std::optional<storage::app_install> known_;
  bool installed_ = false;
  bool shop_listens_ = true;
};

TEST_F(ccv_routes, a_handshake_is_stored) {
  EXPECT_EQ(post("/ccv/handshake", handshake_body()).status, 200);
  ASSERT_EQ(taken_.size(), 1U);
  EXPECT_EQ(taken_[0].kind, "ccvshop");
  EXPECT_EQ(taken_[0].api_public, "kT3^demoPublic_9");
  EXPECT_EQ(taken_[0].api_secret.reveal(), "demoSecret");
  EXPECT_EQ(taken_[0].api_root, "https://shop.example.nl");
  EXPECT_EQ(taken_[0].return_url, "https://shop.example.nl/terug");
  EXPECT_EQ(taken_[0].received, core::time_point{std::chrono::hours{1}});
}

TEST_F(ccv_routes, a_handshake_with_a_wrong_hash_is_refused) {
  const auto body = handshake_body();
  const auto good = hash_of(secret, std::string(base) + "/ccv/handshake|" + body);
  for (const auto& hash :
       {std::string{}, std::string(128, '0'), good.substr(1), hash_of("other", body),
        hash_of(secret, body), hash_of(secret, std::string(base) + "/ccv/handshake/|" + body),
        hash_of(secret, "http://sync.example.nl/ccv/handshake|" + body)}) {
    EXPECT_EQ(ask(http_method::post, "/ccv/handshake", body, hash).status, 403) << hash;
  }
  EXPECT_EQ(ask(http_method::post, "/ccv/handshake", body + " ", good).status, 403);
  EXPECT_TRUE(taken_.empty());
}

TEST_F(ccv_routes, a_handshake_that_makes_no_sense_is_400) {
  for (const std::string& body : {std::string{}, std::string{"{}"}, std::string{"[]"},
                                  std::string{R"({"api_public":"a","api_root":"https://x.nl"})"},
                                  handshake_body("http://shop.example.nl"), handshake_body("")}) {
    EXPECT_EQ(post("/ccv/handshake", body).status, 400) << body;
  }
  EXPECT_TRUE(taken_.empty());
}

TEST_F(ccv_routes, what_cannot_be_stored_is_500_so_that_the_shop_tries_again) {
  outcome_ = core::fail(core::errc::storage_full, "the disk is full");
  const auto answer = post("/ccv/handshake", handshake_body());
  EXPECT_EQ(answer.status, 500);
  EXPECT_EQ(answer.body.find("disk"), std::string::npos);
  EXPECT_EQ(post("/ccv/uninstall", R"({"api_public":"a"})").status, 500);
}

TEST_F(ccv_routes, the_install_page_follows_what_happened) {
  EXPECT_EQ(ask(http_method::get, install_target()).status, 404) << "no handshake yet";
  know(0);
  const auto received = ask(http_method::get, install_target());
  EXPECT_EQ(received.status, 200);
  EXPECT_NE(received.body.find("kT3^demoPublic_9"), std::string::npos);
  EXPECT_EQ(received.body.find("demoSecret"), std::string::npos);
  EXPECT_EQ(received.body.find("Terug naar de webshop"), std::string::npos);
  EXPECT_EQ(ask(http_method::get, install_target()).body, received.body) << "repeatable";
  EXPECT_TRUE(settled_.empty());

  know(7);
  installed_ = true;
  shop_listens_ = false;
  const auto deaf = ask(http_method::get, install_target());
  EXPECT_EQ(settled_.size(), 1U);
  EXPECT_EQ(deaf.body.find("Terug naar de webshop"), std::string::npos);
  shop_listens_ = true;
  const auto done = ask(http_method::get, install_target());
  EXPECT_EQ(settled_.size(), 2U) << "opening the page tells the shop again";
  EXPECT_NE(done.body.find("Terug naar de webshop"), std::string::npos);
  ask(http_method::get, install_target());
  EXPECT_EQ(settled_.size(), 2U) << "told is told";
  installed_ = false;  // removed since
  EXPECT_EQ(ask(http_method::get, install_target()).body.find("Terug naar"), std::string::npos);
}

TEST_F(ccv_routes, the_install_page_refuses_other_links) {
  know(0);
  auto changed = install_target();
  changed.back() = changed.back() == '0' ? '1' : '0';
  EXPECT_EQ(ask(http_method::get, changed).status, 403);
  EXPECT_EQ(ask(http_method::get, "/ccv/install?api_public=kT3%5EdemoPublic_9").status, 403);
  EXPECT_EQ(ask(http_method::get, "/ccv/install").status, 400);
  EXPECT_EQ(ask(http_method::get, "/ccv/install?api_public=%5&x-hash=0").status, 400);
  EXPECT_EQ(ask(http_method::post, install_target()).status, 405);
}

TEST_F(ccv_routes, an_uninstall_is_passed_on) {
  EXPECT_EQ(post("/ccv/uninstall", R"({"api_public":"kT3^demoPublic_9"})").status, 200);
  EXPECT_EQ(dropped_, std::vector<std::string>{"kT3^demoPublic_9"});
  EXPECT_EQ(post("/ccv/uninstall", "{}").status, 400);
  EXPECT_EQ(ask(http_method::post, "/ccv/uninstall", R"({"api_public":"a"})", "00").status, 403);
  const std::string body = handshake_body();
  EXPECT_EQ(ask(http_method::post, "/ccv/uninstall", body,
                hash_of(secret, std::string(base) + "/ccv/handshake|" + body))
                .status,
            403)
      << "a handshake's hash is for the handshake's address";
  EXPECT_EQ(dropped_.size(), 1U);
}

TEST_F(ccv_routes, a_webhook_makes_a_poll_happen_whatever_its_hash) {
  const std::string target = std::string("/hook/ccv/") + hook_path + "/orders.created";
  const std::string body = R"({"id": 12, "paid": true})";
  EXPECT_EQ(
      ask(http_method::post, target, body, hash_of("hookKey", base + target + "|" + body)).status,
      200);
  EXPECT_EQ(ask(http_method::post, target, body, hash_of("hookKey", body)).status, 200);
  EXPECT_EQ(ask(http_method::post, target, "no json", "no hash").status, 200);
  EXPECT_EQ(ask(http_method::post, std::string("/hook/ccv/") + hook_path + "/other").status, 200);
  EXPECT_EQ(polled_.size(), 4U);
  EXPECT_EQ(polled_[0], core::integration_id{7});
}

TEST_F(ccv_routes, a_webhook_under_an_unknown_path_is_404) {
  EXPECT_EQ(
      ask(http_method::post, "/hook/ccv/ffffffffffffffffffffffffffffffff/orders.created").status,
      404);
  EXPECT_EQ(ask(http_method::post, "/hook/ccv/x/orders.created").status, 404);
  EXPECT_TRUE(polled_.empty());
}

TEST_F(ccv_routes, without_an_app_there_are_only_webhooks) {
  make("", base);
  EXPECT_EQ(post("/ccv/handshake", handshake_body()).status, 404);
  EXPECT_EQ(ask(http_method::get, install_target()).status, 404);
  EXPECT_EQ(
      ask(http_method::post, std::string("/hook/ccv/") + hook_path + "/orders.created").status,
      200);
  make(secret, "");
  EXPECT_EQ(post("/ccv/handshake", handshake_body()).status, 404);
  EXPECT_EQ(
      ask(http_method::post, std::string("/hook/ccv/") + hook_path + "/orders.created").status,
      404);
}

}  // namespace
}  // namespace boekbrug::web
