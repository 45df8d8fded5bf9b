// The vectors of the reference.

#include "support.hpp"

#include "adapters/shops/ccvshop/app_store.hpp"

namespace boekbrug::test {

namespace {

using core::errc;

const core::secret app_secret{"appSecretFromDeveloperCenter"};
constexpr std::string_view install_url = "https://sync.example.nl/ccv/install";
constexpr std::string_view install_hash =
    "e591752979395bad860928f203306bce91d71ad82d293cb6fc673be6c362cc5c7af1e03ab3f5de789623d83df4355"
    "dee1121a14ae7dbe0c3e97a935399141cde";

std::string hash_over(std::string_view url, const std::string& text) {
  return api::hmac_sha512_hex(app_secret, std::string(url) + "|" + text);
}

}  // namespace

TEST(CcvSigning, GetVector) {
  const auto request = api::make_get(
      ccv_connection(),
      "/api/rest/v1/orders/?is_paid=true&is_completed=true&start=0&size=100&orderby=id",
      ccv_context("2025-03-04T10:15:30"));
  ASSERT_TRUE(request);
  EXPECT_EQ(header_of(*request, "x-date"), "2025-03-04T10:15:30Z");
  EXPECT_EQ(header_of(*request, "x-public"), "kT3^demoPublic_9");
  EXPECT_EQ(
      header_of(*request, "x-hash"),
      "ae3e79b22ba2da5b798ae8456e6a2b1ff1de9555e753bd3519eb539bd48597657e7fc6bbbf744f190ff1425"
      "98129b0191f75b86e34cd750b607ba2f215b35d79");
  EXPECT_FALSE(request->follow_redirects);
}

TEST(CcvSigning, PatchVector) {
  const auto request =
      api::mark_installed_request(ccv_connection(), "4711", ccv_context("2025-03-04T10:15:30"));
  ASSERT_TRUE(request);
  EXPECT_EQ(request->method, core::http_method::patch);
  EXPECT_EQ(request->body, R"({"is_installed":true})");
  EXPECT_EQ(
      header_of(*request, "x-hash"),
      "6c773b5b98da3bb289c2854d48e3a41df4e1154fee5fa46b90869b433481e1cbd1dc4c25627fbab15168b25"
      "f63060587649179aec387415e1df2f46820116da3");
  EXPECT_TRUE(api::mark_installed_answer(answer_of(204, "")));
  EXPECT_TRUE(api::mark_installed_answer(answer_of(500, R"({"status":500,"code":"500.50"})")));
  EXPECT_EQ(code_of(api::mark_installed_answer(answer_of(403, ""))), errc::shop_refused);
}

TEST(CcvSigning, AnswersAreCheckedWhenTheyAreSigned) {
  const auto shop = ccv_connection();
  auto answer = answer_of(200, R"({"items":[]})");
  answer.final_url = shop.base_url + "/api/rest/v1/orders/?start=0";
  EXPECT_TRUE(api::check_signature(shop, core::http_method::get, answer));
  const std::string date = "2025-03-04T10:15:31Z";
  const std::string hash = api::hmac_sha512_hex(
      shop.key_secret, api::string_to_sign(shop.key.reveal(), core::http_method::get,
                                           "/api/rest/v1/orders/?start=0", answer.body, date));
  answer.headers = {{"X-Date", date}, {"X-Hash", hash}};
  EXPECT_TRUE(api::check_signature(shop, core::http_method::get, answer));
  answer.body = R"({"items":[1]})";
  EXPECT_EQ(code_of(api::check_signature(shop, core::http_method::get, answer)),
            errc::shop_answer_unreadable);
}

TEST(CcvSigning, ComparesWholeHashes) {
  EXPECT_TRUE(api::same_hash("ab12", "AB12"));
  EXPECT_FALSE(api::same_hash("ab12", "ab13"));
  EXPECT_FALSE(api::same_hash("ab12", "ab1"));
  EXPECT_FALSE(api::same_hash("", ""));
}

TEST(CcvAppStore, InstallVector) {
  const std::string query =
      "api_public=kT3%5EdemoPublic_9&language=nl&x-hash=" + std::string(install_hash);
  const auto visit = api::verify_install(app_secret, install_url, query);
  ASSERT_TRUE(visit) << detail_of(visit);
  EXPECT_EQ(visit->api_public.reveal(), "kT3^demoPublic_9");
  EXPECT_EQ(visit->language, "nl");
  EXPECT_EQ(code_of(api::verify_install(app_secret, install_url, "language=nl")),
            errc::invalid_input);
  EXPECT_EQ(code_of(api::verify_install(core::secret{"other"}, install_url, query)),
            errc::shop_refused);
  EXPECT_EQ(code_of(api::verify_install(app_secret, "https://sync.example.nl/ccv", query)),
            errc::shop_refused);
  EXPECT_EQ(code_of(api::verify_install(app_secret, install_url, "api_public=%5&x-hash=1")),
            errc::invalid_input);
}

TEST(CcvAppStore, Handshake) {
  constexpr std::string_view url = "https://sync.example.nl/ccv/handshake";
  const std::string body =
      R"({"api_public":"kT3^demoPublic_9","api_secret":"s3cret","api_root":"https://shop.ccvshop.example",)"
      R"("return_url":"https://shop.ccvshop.example/onderhoud/","extra":1})";
  const auto shaken = api::verify_handshake(app_secret, url, body, hash_over(url, body));
  ASSERT_TRUE(shaken) << detail_of(shaken);
  EXPECT_EQ(shaken->api_public.reveal(), "kT3^demoPublic_9");
  EXPECT_EQ(shaken->api_secret.reveal(), "s3cret");
  EXPECT_EQ(shaken->api_root, "https://shop.ccvshop.example");
  EXPECT_EQ(shaken->return_url, "https://shop.ccvshop.example/onderhoud/");
  EXPECT_EQ(code_of(api::verify_handshake(app_secret, url, body + " ", hash_over(url, body))),
            errc::shop_refused);
  EXPECT_EQ(code_of(api::verify_handshake(core::secret{}, url, body, hash_over(url, body))),
            errc::shop_refused);
  for (
      const std::string bad :
      {R"({"api_public":"a","api_secret":"b","api_root":"http://shop.example"})",
       R"({"api_public":"","api_secret":"b","api_root":"https://shop.example"})",
       R"({"api_public":"a","api_secret":"b","api_root":"https://shop.example","return_url":"javascript:1"})",
       "[]", "nonsense"}) {
    EXPECT_EQ(code_of(api::verify_handshake(app_secret, url, bad, hash_over(url, bad))),
              errc::invalid_input)
        << bad;
  }
}

TEST(CcvAppStore, UninstallAppsAndWebhooks) {
  constexpr std::string_view url = "https://sync.example.nl/ccv/uninstall";
  const std::string body = R"({"api_public":"kT3^demoPublic_9"})";
  const auto gone = api::verify_uninstall(app_secret, url, body, hash_over(url, body));
  ASSERT_TRUE(gone);
  EXPECT_EQ(gone->reveal(), "kT3^demoPublic_9");
  EXPECT_EQ(code_of(api::verify_uninstall(app_secret, url, body, "00")), errc::shop_refused);

  const auto shop = ccv_connection();
  EXPECT_EQ(api::apps_request(shop, ccv_context())->url,
            "https://voorbeeldshop.example/api/rest/v1/apps");
  EXPECT_EQ(*api::apps_answer(shop, answer_of(200, R"({"items":[{"id":4711}]})")), "4711");
  EXPECT_EQ(code_of(api::apps_answer(shop, answer_of(200, R"({"items":[]})"))),
            errc::shop_answer_unreadable);

  const core::secret key{"hookKey"};
  const std::string hook = R"({"id":340400123,"order_number":1042,"paid":true})";
  const std::string address = "https://sync.example.nl/hook/ccv/x";
  EXPECT_TRUE(
      api::verify_webhook(key, address, hook, api::hmac_sha512_hex(key, address + "|" + hook)));
  EXPECT_TRUE(api::verify_webhook(key, address, hook, api::hmac_sha512_hex(key, hook)));
  EXPECT_FALSE(api::verify_webhook(key, address, hook, ""));
  EXPECT_FALSE(api::verify_webhook(core::secret{}, address, hook,
                                   api::hmac_sha512_hex(core::secret{}, hook)));
  EXPECT_EQ(*api::read_webhook(hook), "340400123");
  EXPECT_EQ(code_of(api::read_webhook(R"({"id":"x"})")), errc::invalid_input);
}

}  // namespace boekbrug::test
