#include "probe_site.hpp"

#include "adapters/shops/magento/magento.hpp"
#include "adapters/shops/magento/signing.hpp"

#include <algorithm>

namespace boekbrug::test {

namespace {

constexpr std::string_view unauthorised =
    R"({"message":"The consumer isn't authorized to access %resources.",)"
    R"("parameters":{"resources":"Magento_Sales::actions_view"}})";

}  // namespace

probe_site::probe_site() {
  answers["/"] = page_answer(200, "Winkel");
  answers["/rest/V1/orders"] = answer(
      200,
      R"({"items":[{"entity_id":4711,"status":"picking","payment":{"method":"checkmo"},)"
      R"("items":[{"price":100,"price_incl_tax":121,"original_price":100}]}],"total_count":1})");
  answers["/rest/V1/invoices"] = answer(200, R"({"items":[],"total_count":0})");
  answers["/rest/V1/creditmemos"] = answer(200, R"({"items":[],"total_count":0})");
  answers["/rest/V1/store/storeViews"] = answer(
      200, R"([{"id":0,"code":"admin","name":"Admin"},{"id":1,"code":"nl","name":"Nederlands"},)"
           R"({"id":2,"code":"en","name":"English"}])");
  answers["/rest/V1/store/storeConfigs"] =
      answer(200, R"([{"id":1,"timezone":"Europe/Brussels","base_currency_code":"EUR"}])");
  answers["/rest/V1/taxRates/search"] =
      answer(200, R"({"items":[{"code":"NL 21","tax_country_id":"NL","rate":21},)"
                  R"({"code":"BE 21","tax_country_id":"BE","rate":21.0000}],"total_count":2})");
  answers["/magento_version"] = answer(200, "Magento/2.4 (Community)");
}

// As Magento checks it: the signature is made again for the address that it believes it has.
std::optional<core::http_response> probe_site::refuse(const core::http_request& request) const {
  namespace api = adapters::magento_api;
  const auto header = header_of(request, "Authorization");
  if (header.rfind("Bearer ", 0) == 0) {
    const bool good = accepts_bearer && header == "Bearer token0000000000000000000000000001";
    return good ? std::nullopt : std::optional{answer(401, std::string(unauthorised))};
  }
  if (header.rfind("OAuth ", 0) != 0) {
    return answer(401, std::string(unauthorised));
  }
  const bool sha1 = header.find("HMAC-SHA1") != std::string::npos;
  if (!sha1 && !knows_sha256) {
    return answer(400, R"({"message":"Signature method %1 is not supported",)"
                       R"("parameters":["HMAC-SHA256"]})");
  }
  api::parameters query;
  for (const auto& [key, value] : query_of(request.url)) {
    query.push_back({key, value});
  }
  const api::signing_keys keys{"ckey", core::secret{"csec"},
                               core::secret{"token0000000000000000000000000001"},
                               core::secret{"tsec"}, sha1};
  const auto expected = api::oauth_header(
      core::http_method::get, seen_origin + path_of(request.url), query, keys, context());
  return expected == header
             ? std::nullopt
             : std::optional{
                   answer(401, R"({"message":"The signature is invalid. Verify and try again."})")};
}

core::result<core::http_response> probe_site::serve(const core::http_request& request) {
  const auto path = path_of(request.url);
  calls.push_back(path);
  const auto found = answers.find(path);
  auto made = found == answers.end() ? page_answer(404, "Niet gevonden") : found->second;
  made.final_url = path == "/" && !home_url.empty() ? home_url : request.url;
  const bool rest = path.find("/rest/V1/") != std::string::npos;
  EXPECT_EQ(rest, !header_of(request, "Authorization").empty());
  EXPECT_EQ(rest, !request.follow_redirects);
  if (rest && made.status == 200) {
    if (auto refusal = refuse(request)) {
      return *refusal;
    }
  }
  return made;
}

core::shop_connection typed_shop(std::string_view address) {
  core::shop_connection shop;
  shop.kind = "magento";
  shop.base_url = address;
  shop.key = core::secret{"token0000000000000000000000000001"};
  return shop;
}

core::shop_connection typed_shop_with_secrets(std::string_view address) {
  auto shop = typed_shop(address);
  shop.options = {{"consumer_key", "ckey"}, {"consumer_secret", "csec"}, {"token_secret", "tsec"}};
  return shop;
}

core::result<core::probe_state> probe(probe_site& site, core::shop_connection typed) {
  const auto& adapter = adapters::magento();
  core::probe_state state;
  state.connection = std::move(typed);
  for (int step = 0; step < 40; ++step) {
    const auto request = adapter.probe_request(state, context());
    if (!request) {
      return request.error();
    }
    auto next = adapter.probe_answer(state, site.serve(*request));
    if (!next || next->complete) {
      return next;
    }
    state = std::move(*next);
  }
  return core::fail(core::errc::internal, "the probe does not end");
}

}  // namespace boekbrug::test
