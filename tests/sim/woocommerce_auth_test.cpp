#include "woocommerce_fixture.hpp"

namespace boekbrug::sim::woocommerce::test {
namespace {

const json::object& recorded(std::string_view what) {
  static const json::value all = json::parse(data_file("errors.json"));
  for (const auto& entry : all.as_array()) {
    if (entry.at("what").as_string() == what) {
      return entry.as_object();
    }
  }
  throw std::runtime_error("no such recording");
}

/// Status and body are those that the real shop gave.
void expect_recorded(const shop_reply& reply, std::string_view what) {
  const auto& wanted = recorded(what);
  EXPECT_EQ(reply.status(), wanted.at("status").as_int64()) << what;
  EXPECT_EQ(reply.body(), wanted.at("body")) << what;
  if (wanted.contains("content_type")) {
    EXPECT_EQ(reply.header("Content-Type"), std::string{wanted.at("content_type").as_string()});
  }
}

class auth : public shop_test {
protected:
  /// Signs a plain http GET the way a client does.
  std::string signed_target(const std::string& path, oauth_pairs pairs, const std::string& nonce,
                            std::int64_t shift = 0, const std::string& by = secret,
                            const std::string& method = "HMAC-SHA256",
                            const std::string& origin = "http://winkel.example") {
    const auto seconds =
        std::chrono::duration_cast<std::chrono::seconds>(now_.time_since_epoch()).count() + shift;
    pairs.insert(pairs.end(), {{"oauth_consumer_key", key},
                               {"oauth_nonce", nonce},
                               {"oauth_timestamp", std::to_string(seconds)},
                               {"oauth_signature_method", method}});
    const std::string signature =
        oauth_signature(method, oauth_base_string("GET", origin + path, pairs), by);
    pairs.push_back({"oauth_signature", signature.empty() ? "x" : signature});
    std::string target = path;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      target +=
          (i == 0 ? "?" : "&") + url_encode(pairs[i].first) + "=" + url_encode(pairs[i].second);
    }
    return target;
  }
  shop_reply plain(const std::string& target) {
    return send(bare(target, http_method::get, false));
  }
  const std::string orders = "/wp-json/wc/v3/orders";
};

TEST_F(auth, refusals_are_those_of_the_real_shop) {
  expect_recorded(send(bare(orders)), "no key");
  expect_recorded(send(with_basic(bare(orders), "ck_unknown", secret)), "unknown key");
  expect_recorded(send(with_basic(bare(orders), key, "cs_wrong")), "right key, wrong secret");
  expect_recorded(send(with_basic(bare(orders, http_method::get, false))),
                  "Basic auth over plain http");
  expect_recorded(get("orders?per_page=101"), "per_page over 100");
  expect_recorded(get("orders?status=bogus"), "unknown status");
  expect_recorded(get("orders?modified_after=yesterday"), "bad date");
  expect_recorded(get("orders/999999"), "no such order");
  expect_recorded(get("orders?page=99"), "page past the end");
  expect_recorded(get("nothing"), "no such route");
  expect_recorded(post("orders", "{}"), "read-only key writes");
}

TEST_F(auth, permissions_of_a_key) {
  start(R"({"permissions":"write"})");
  expect_recorded(get("orders"), "write-only key reads");
  start(R"({"permissions":"read_write","orders_dir":")" + std::string{BOEKBRUG_TEST_DATA} +
        R"(/woocommerce"})");
  expect_recorded(post("orders", R"({"line_items":[{"quantity":1}]})"), "line without product");
  expect_recorded(post("orders/57/refunds", R"({"amount":"100.30"})"), "refund more than is left");
  EXPECT_EQ(post("orders/57/refunds", R"({"amount":"100.29"})").status(), 201);
  start(R"({"sees_orders":false})");
  expect_recorded(get("orders"), "no key");
}

TEST_F(auth, https_takes_the_header_and_the_query) {
  EXPECT_EQ(get("orders").status(), 200);
  EXPECT_EQ(send(bare(orders + "?consumer_key=" + key + "&consumer_secret=" + secret)).status(),
            200);
  expect_recorded(send(bare(orders + "?consumer_key=" + key + "&consumer_secret=cs_wrong")),
                  "right key, wrong secret");
}

TEST_F(auth, a_host_that_drops_the_header_leaves_the_query) {
  start(R"({"drop_authorization":true})");
  expect_recorded(get("orders"), "no key");
  EXPECT_EQ(send(bare(orders + "?consumer_key=" + key + "&consumer_secret=" + secret)).status(),
            200);
}

TEST_F(auth, a_proxy_that_says_https_makes_basic_work) {
  start(R"({"trust_http_basic":true})");
  EXPECT_EQ(send(with_basic(bare(orders, http_method::get, false))).status(), 200);
}

TEST_F(auth, plain_http_takes_a_signature) {
  EXPECT_EQ(
      plain(signed_target(orders, {{"per_page", "100"}, {"status", "processing,completed"}}, "n1"))
          .status(),
      200);
  EXPECT_EQ(plain(signed_target(orders, {}, "n2", 0, secret, "HMAC-SHA1")).status(), 200);
}

TEST_F(auth, the_vector_of_the_reference_is_let_in) {
  now_ = core::time_point{std::chrono::seconds{1'780'000'000}};
  EXPECT_EQ(plain(orders + "?per_page=100&status=processing,completed&oauth_consumer_key=" + key +
                  "&oauth_nonce=n1n2n3n4n5n6n7n8&oauth_signature_method=HMAC-SHA256&oauth_"
                  "timestamp=1780000000"
                  "&oauth_signature=SGo%2BJMDKjgz7pvJX1InlZX1Fv2n3uxQefsNAFOxa%2FCU%3D")
                .status(),
            200);
}

TEST_F(auth, signatures_are_refused_for_each_reason) {
  const auto refused = [&](const std::string& target, const std::string& message) {
    const auto reply = plain(target);
    EXPECT_EQ(reply.status(), 401);
    EXPECT_EQ(reply.code(), "woocommerce_rest_authentication_error");
    EXPECT_EQ(reply.message(), message);
  };
  refused(signed_target(orders, {}, "a", 0, "cs_wrong"),
          "Invalid signature - provided signature does not match.");
  refused(signed_target(orders, {}, "b", -901), "Invalid timestamp.");
  refused(signed_target(orders, {}, "c", 901), "Invalid timestamp.");
  refused(signed_target(orders, {}, "d", 0, secret, "PLAINTEXT"),
          "Invalid signature - signature method is invalid.");
  refused(signed_target(orders, {}, "e", 0, secret, "HMAC-SHA256", "http://www.winkel.example"),
          "Invalid signature - provided signature does not match.");
  refused(orders +
              "?oauth_consumer_key=ck_x&oauth_nonce=1&oauth_timestamp=1&oauth_signature=x&oauth_"
              "signature_method=HMAC-SHA1",
          "Consumer key is invalid.");
  const auto missing = plain(orders + "?oauth_consumer_key=" + key + "&oauth_nonce=1");
  EXPECT_EQ(missing.code(), "woocommerce_rest_authentication_missing_parameter");
  EXPECT_EQ(plain(signed_target(orders, {}, "f", -899)).status(), 200);
}

TEST_F(auth, a_nonce_works_once_until_it_is_forgotten) {
  EXPECT_EQ(plain(signed_target(orders, {}, "same")).status(), 200);
  EXPECT_EQ(plain(signed_target(orders, {}, "same")).message(),
            "Invalid nonce - nonce has already been used.");
  now_ += std::chrono::minutes{16};
  EXPECT_EQ(plain(signed_target(orders, {}, "same")).status(), 200);
}

TEST_F(auth, a_changed_parameter_breaks_the_signature) {
  std::string target = signed_target(orders, {{"per_page", "5"}}, "n");
  target.replace(target.find("per_page=5"), 10, "per_page=6");
  EXPECT_EQ(plain(target).message(), "Invalid signature - provided signature does not match.");
}

TEST_F(auth, absurd_timestamps_are_refused_calmly) {
  EXPECT_EQ(
      plain(signed_target(orders, {}, "z", 9'000'000'000'000'000'000 - 2'000'000'000)).message(),
      "Invalid timestamp.");
}

TEST_F(auth, tls_ends_at_a_proxy_that_tells_nobody) {
  // The shop sees http: header and query are ignored, and the signature is over the http://
  // address.
  EXPECT_EQ(plain(orders + "?consumer_key=" + key + "&consumer_secret=" + secret).status(), 401);
  EXPECT_EQ(plain(signed_target(orders, {}, "p")).status(), 200);
  EXPECT_EQ(
      plain(signed_target(orders, {}, "q", 0, secret, "HMAC-SHA256", "https://winkel.example"))
          .status(),
      401);
}

TEST_F(auth, plain_permalinks_leave_only_rest_route) {
  start(R"({"plain_permalinks":true})");
  const auto lost = get("orders");
  EXPECT_EQ(lost.status(), 404);
  EXPECT_EQ(lost.header("Content-Type"), "text/html; charset=UTF-8");
  EXPECT_EQ(send(with_basic(bare("/?rest_route=/wc/v3/orders&per_page=1"))).status(), 200);
  EXPECT_EQ(plain(signed_target("/", {{"rest_route", "/wc/v3/orders"}}, "r")).status(), 200);
  EXPECT_NE(send(bare("/")).header("Link").find("rest_route=/"), std::string::npos);
}

TEST_F(auth, a_shop_in_a_folder) {
  start(R"({"base_url":"https://winkel.example/map/"})");
  EXPECT_EQ(send(with_basic(bare("/map/wp-json/wc/v3/orders"))).status(), 200);
  EXPECT_EQ(send(with_basic(bare("/wp-json/wc/v3/orders"))).status(), 404);
  EXPECT_EQ(plain(signed_target("/map/wp-json/wc/v3/orders", {}, "m")).status(), 200);
  EXPECT_EQ(json::value_to<std::string>(send(bare("/map/wp-json/")).body().at("home")),
            "https://winkel.example/map");
}

}  // namespace
}  // namespace boekbrug::sim::woocommerce::test
