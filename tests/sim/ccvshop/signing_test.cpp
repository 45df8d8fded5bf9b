#include "tests/sim/ccvshop/fixture.hpp"

namespace boekbrug::sim::ccvshop::test {
namespace {

constexpr const char* listing =
    "/api/rest/v1/orders/?is_paid=true&is_completed=true&start=0&size=100&orderby=id";
constexpr const char* listing_hash =
    "ae3e79b22ba2da5b798ae8456e6a2b1ff1de9555e753bd3519eb539bd48597657e7fc6bbbf744f190ff142598129b0"
    "191f75b86e34cd750b607ba2f215b35d79";
constexpr const char* patch_hash =
    "6c773b5b98da3bb289c2854d48e3a41df4e1154fee5fa46b90869b433481e1cbd1dc4c25627fbab15168b25f630605"
    "87649179aec387415e1df2f46820116da3";
constexpr const char* install_hash =
    "e591752979395bad860928f203306bce91d71ad82d293cb6fc673be6c362cc5c7af1e03ab3f5de789623d83df4355d"
    "ee1121a14ae7dbe0c3e97a935399141cde";

class ccv_signing : public shop_test {
protected:
  net::server_request signed_by_hand(const std::string& date, const std::string& hash) {
    auto request = bare(listing);
    request.headers.push_back({"x-public", key});
    request.headers.push_back({"x-date", date});
    request.headers.push_back({"x-hash", hash});
    return request;
  }
  int status_at(const std::string& date) {
    auto request = bare("/api/rest/v1/orders");
    sign(request, date);
    return send(request).status();
  }
};

TEST_F(ccv_signing, vectors_of_the_reference) {
  EXPECT_EQ(signature(secret, {key, "GET", listing, "", "2025-03-04T10:15:30Z"}), listing_hash);
  EXPECT_EQ(signature(secret, {key, "PATCH", "/api/rest/v1/apps/4711", R"({"is_installed":true})",
                               "2025-03-04T10:15:30Z"}),
            patch_hash);
  EXPECT_EQ(signature("appSecretFromDeveloperCenter", {"https://sync.example.nl/ccv/install", key}),
            install_hash);
}

TEST_F(ccv_signing, vectors_are_let_in) {
  EXPECT_EQ(send(signed_by_hand("2025-03-04T10:15:30Z", listing_hash)).status(), 200);
  auto request = bare("/api/rest/v1/apps/4711", http_method::patch);
  request.body = R"({"is_installed":true})";
  request.headers.push_back({"x-public", key});
  request.headers.push_back({"x-date", "2025-03-04T10:15:30Z"});
  request.headers.push_back({"x-hash", patch_hash});
  EXPECT_EQ(send(request).status(), 204);
  EXPECT_TRUE(get("apps").body().at("items").at(0).at("is_installed").as_bool());
}

TEST_F(ccv_signing, anything_changed_is_refused_with_a_body) {
  std::string other = listing_hash;
  other[0] = 'b';
  const auto reply = send(signed_by_hand("2025-03-04T10:15:30Z", other));
  EXPECT_EQ(reply.status(), 401);
  EXPECT_EQ(reply.body().at("status").as_int64(), 401);
  EXPECT_TRUE(reply.body().as_object().contains("developermessage"));
  EXPECT_EQ(send(signed_by_hand("2025-03-04T10:15:31Z", listing_hash)).status(), 401);
  auto moved = signed_by_hand("2025-03-04T10:15:30Z", listing_hash);
  moved.target += "&status=7";
  EXPECT_EQ(send(moved).status(), 401);
  auto with_body = signed_by_hand("2025-03-04T10:15:30Z", listing_hash);
  with_body.body = "{}";
  EXPECT_EQ(send(with_body).status(), 401);
  EXPECT_EQ(send(bare(listing)).status(), 401);
}

TEST_F(ccv_signing, upper_case_hex_is_refused) {
  std::string upper = listing_hash;
  for (char& c : upper) {
    c = c >= 'a' && c <= 'f' ? static_cast<char>(c - 32) : c;
  }
  EXPECT_EQ(send(signed_by_hand("2025-03-04T10:15:30Z", upper)).status(), 401);
}

TEST_F(ccv_signing, clock_may_differ_five_minutes) {
  EXPECT_EQ(status_at("2025-03-04T10:15:30Z"), 200);
  EXPECT_EQ(status_at("2025-03-04T10:20:30Z"), 200);
  EXPECT_EQ(status_at("2025-03-04T10:20:31Z"), 401);
  EXPECT_EQ(status_at("2025-03-04T10:10:30Z"), 200);
  EXPECT_EQ(status_at("2025-03-04T10:10:29Z"), 401);
  EXPECT_EQ(status_at("2024-03-04T10:15:30Z"), 401);
}

TEST_F(ccv_signing, forms_of_the_date) {
  EXPECT_EQ(status_at("2025-03-04T10:15:30+00:00"), 200);
  EXPECT_EQ(status_at("2025-03-04T10:15:30+0000"), 200);
  for (const auto* bad :
       {"2025-03-04T11:15:30+01:00", "2025-03-04T10:15:30", "2025-03-04 10:15:30Z", "1741083330",
        "2025-13-04T10:15:30Z", "2025-02-30T10:15:30Z"}) {
    EXPECT_EQ(status_at(bad), 401) << bad;
  }
}

TEST_F(ccv_signing, answers_are_signed) {
  const auto reply = get("orders?is_paid=true");
  EXPECT_EQ(reply.header("x-date"), "2025-03-04T10:15:30Z");
  EXPECT_EQ(reply.header("x-hash"),
            signature(secret, {key, "GET", "/api/rest/v1/orders?is_paid=true", reply.raw.body,
                               reply.header("x-date")}));
}

TEST_F(ccv_signing, errors_are_signed_when_told_so) {
  EXPECT_EQ(get("orders/1").header("x-hash"), "");
  start(R"({"sign_errors":true,"sign_answers":false})");
  EXPECT_NE(get("orders/1").header("x-hash"), "");
  EXPECT_EQ(get("orders").header("x-hash"), "");
}

TEST_F(ccv_signing, several_keys_with_their_own_resources) {
  start(R"({"keys":[{"public":"a","secret":"sa"},)"
        R"({"public":"b","secret":"sb","resources":["orders"]}]})");
  const auto status = [&](const std::string& name, const std::string& with,
                          const std::string& path) {
    auto request = bare("/api/rest/v1/" + path);
    sign(request, utc_text(now_), name, with);
    return send(request);
  };
  EXPECT_EQ(status("a", "sa", "orders").status(), 200);
  EXPECT_EQ(status("b", "sa", "orders").status(), 401);
  EXPECT_EQ(status("c", "sa", "orders").status(), 401);
  EXPECT_EQ(status("b", "sb", "orders").status(), 200);
  EXPECT_EQ(status("b", "sb", "invoices").status(), 403);
  EXPECT_EQ(status("b", "sb", "").count(), 1U);
  EXPECT_GT(status("a", "sa", "").count(), 5U);
}

TEST_F(ccv_signing, revoked_keys_are_refused) {
  EXPECT_EQ(control("keys", R"({"public":"kT3^demoPublic_9"})").status(), 200);
  EXPECT_EQ(get("orders").status(), 401);
  EXPECT_EQ(control("keys", R"({"public":"kT3^demoPublic_9","revoked":false})").status(), 200);
  EXPECT_EQ(get("orders").status(), 200);
  EXPECT_EQ(control("keys", R"({"public":"geen"})").status(), 404);
}

TEST_F(ccv_signing, other_hosts_are_sent_on) {
  start(R"({"redirects":true})");
  EXPECT_EQ(get("orders?size=1").status(), 200);
  auto request = bare("/api/rest/v1/orders?size=1");
  request.headers[0].value = "oud.ccvshop.test";
  sign(request, utc_text(now_));
  EXPECT_EQ(send(request).status(), 301);
  EXPECT_EQ(send(request).header("Location"), host + "/api/rest/v1/orders?size=1");
  EXPECT_THROW(start(R"({"redirects":true,"base_url":""})"), bad_option);
}

TEST_F(ccv_signing, links_follow_the_host_of_the_request) {
  start(R"({"base_url":"","orders":3,"mix":{"only_plain":true}})");
  auto request = bare("/api/rest/v1/orders?size=1");
  request.tls = false;
  request.headers[0].value = "127.0.0.1:8080";
  sign(request, utc_text(now_));
  EXPECT_EQ(send(request).body().at("next").as_string(),
            "http://127.0.0.1:8080/api/rest/v1/orders/?start=1&size=1");
}

TEST_F(ccv_signing, wrong_accept_header_finds_no_schema) {
  auto request = bare("/api/rest/v1/orders");
  request.headers[1].value = "text/html";
  sign(request, utc_text(now_));
  EXPECT_EQ(send(request).status(), 500);
  EXPECT_EQ(send(request).code(), "500.25");
  request.headers[1].value = "application/json";
  EXPECT_EQ(send(request).status(), 200);
}

}  // namespace
}  // namespace boekbrug::sim::ccvshop::test
