#include "magento_fixture.hpp"
#include "sim/magento/oauth.hpp"

namespace boekbrug::sim::magento::test {
namespace {

constexpr const char* unauthorized =
    R"({"message":"The consumer isn't authorized to access %resources.",)"
    R"("parameters":{"resources":"Magento_Sales::actions_view"}})";

class auth : public shop_test {
protected:
  std::map<std::string, std::string> parameters(const std::string& nonce, std::int64_t skew = 0) {
    const auto seconds =
        std::chrono::duration_cast<std::chrono::seconds>(now_.time_since_epoch()).count() + skew;
    return {{"oauth_consumer_key", "ckey00000000000000000000000000001"},
            {"oauth_nonce", nonce},
            {"oauth_signature_method", "HMAC-SHA256"},
            {"oauth_timestamp", std::to_string(seconds)},
            {"oauth_token", "token0000000000000000000000000001"}};
  }
  /// The header of a signed GET of that target, as a client makes it.
  static std::string header(std::map<std::string, std::string> given, const std::string& target,
                            const std::string& origin = "https://winkel.example",
                            const std::string& secret = "csec00000000000000000000000000001") {
    const std::size_t mark = std::min(target.find('?'), target.size());
    auto all = signed_query(std::string_view{target}.substr(std::min(mark + 1, target.size())));
    all.insert(given.begin(), given.end());
    given["oauth_signature"] =
        oauth_signature(given["oauth_signature_method"],
                        oauth_base_string("GET", origin + target.substr(0, mark), all), secret,
                        "tsec00000000000000000000000000001");
    std::string out = "OAuth ";
    for (const auto& [name, value] : given) {
      out += (out.size() > 6 ? ", " : "") + name + "=\"" + url_encode(value) + "\"";
    }
    return out;
  }
  shop_reply ask(const std::string& authorization) {
    return send(core::http_method::get, target, {}, authorization);
  }
  const std::string target = "/rest/V1/orders?searchCriteria%5BpageSize%5D=1";
};

TEST_F(auth, documented_vector) {
  const auto query = signed_query(
      "searchCriteria%5Bfilter_groups%5D%5B0%5D%5Bfilters%5D%5B0%5D%5Bfield%5D=updated_at"
      "&searchCriteria%5Bfilter_groups%5D%5B0%5D%5Bfilters%5D%5B0%5D%5Bvalue%5D="
      "2026-05-01%2010%3A00%3A00"
      "&searchCriteria%5Bfilter_groups%5D%5B0%5D%5Bfilters%5D%5B0%5D%5Bcondition_type%5D=gteq"
      "&searchCriteria%5BpageSize%5D=50&dropped&two=equals=signs");
  auto all = parse_oauth_header(
      "OAuth oauth_consumer_key=\"ckey00000000000000000000000000001\", "
      "oauth_nonce=\"n1n2n3n4n5n6n7n8\", oauth_signature_method=\"HMAC-SHA256\", "
      "oauth_timestamp=\"1780000000\", oauth_token=\"token0000000000000000000000000001\"");
  all.insert(query.begin(), query.end());
  const std::string base = oauth_base_string("GET", "https://winkel.example/rest/V1/orders", all);
  EXPECT_TRUE(base.starts_with("GET&https%3A%2F%2Fwinkel.example%2Frest%2FV1%2Forders&oauth_"));
  EXPECT_NE(base.find("searchCriteria%255Bfilter_groups%255D%255B0%255D%255Bfilters%255D%255B0"
                      "%255D%255Bvalue%255D%3D2026-05-01%252010%253A00%253A00%26searchCriteria"
                      "%255BpageSize%255D%3D50"),
            std::string::npos);
  EXPECT_EQ(oauth_signature("HMAC-SHA256", base, "csec00000000000000000000000000001",
                            "tsec00000000000000000000000000001"),
            "fJpG5THko4PmGfCgNnd0FDn4j2m9jIB0gE3yD65YuYQ=");
}

TEST_F(auth, bearer) {
  EXPECT_EQ(v1("orders?searchCriteria=").status(), 200);
  for (const char* wrong : {"", "Bearer wrong", "Basic abc", "Bearer"}) {
    const auto reply = ask(wrong);
    EXPECT_EQ(reply.status(), 401) << wrong;
    EXPECT_EQ(reply.raw.body, unauthorized) << wrong;
  }
  start(R"({"bearer_allowed":false})");
  const auto refused = v1("orders?searchCriteria=");
  EXPECT_EQ(refused.status(), 401);
  EXPECT_EQ(refused.raw.body, unauthorized);
  EXPECT_EQ(ask(header(parameters("n1"), target)).status(), 200);
}

TEST_F(auth, rights_and_switched_off_integrations) {
  start(R"({"resources":["Magento_Sales::actions_view"]})");
  EXPECT_EQ(v1("orders?searchCriteria=").status(), 200);
  const auto reply = v1("invoices?searchCriteria=");
  EXPECT_EQ(reply.status(), 401);
  EXPECT_EQ(reply.body().at("parameters").at("resources"), "Magento_Sales::sales_invoice");
  start(R"({"integration_active":false})");
  EXPECT_EQ(v1("orders?searchCriteria=").raw.body, unauthorized);
}

TEST_F(auth, signed_requests) {
  EXPECT_EQ(ask(header(parameters("n1"), target)).status(), 200);
  const auto again = ask(header(parameters("n1"), target));
  EXPECT_EQ(again.status(), 401);
  EXPECT_EQ(again.message(), "The nonce is already being used by the consumer with ID %1.");
  const auto wrong = ask(header(parameters("n2"), target, "https://winkel.example", "other"));
  EXPECT_EQ(wrong.status(), 401);
  EXPECT_EQ(wrong.message(), "The signature is invalid. Verify and try again.");
  // A wrong signature spends the nonce too.
  EXPECT_EQ(ask(header(parameters("n2"), target)).status(), 401);
  EXPECT_EQ(ask(header(parameters("n3"), target, "http://winkel.example")).status(), 401);
}

TEST_F(auth, clock_skew) {
  EXPECT_EQ(ask(header(parameters("n1", 599), target)).status(), 200);
  EXPECT_EQ(ask(header(parameters("n2", -86'400), target)).status(), 200);
  const auto late = ask(header(parameters("n3", 601), target));
  EXPECT_EQ(late.status(), 400);
  EXPECT_EQ(late.message(), "Incorrect timestamp value in the oauth_timestamp parameter");
  auto text = parameters("n4");
  text["oauth_timestamp"] = "soon";
  EXPECT_EQ(ask(header(text, target)).status(), 400);
}

TEST_F(auth, missing_and_refused_parameters) {
  for (const char* name : {"oauth_consumer_key", "oauth_nonce", "oauth_timestamp", "oauth_token",
                           "oauth_signature_method"}) {
    auto given = parameters("n1");
    given.erase(name);
    // The signature itself is there: only the one parameter is missing.
    std::string text = header(given, target);
    if (std::string_view{name} == "oauth_signature_method") {
      text = "OAuth oauth_signature=\"x\", oauth_consumer_key=\"k\"";
    }
    const auto reply = ask(text);
    EXPECT_EQ(reply.status(), 400) << name;
    EXPECT_EQ(reply.message(), "\"%fieldName\" is required. Enter and try again.");
    EXPECT_EQ(reply.body().at("parameters").at("fieldName"), name);
  }
  auto sha1 = parameters("n2");
  sha1["oauth_signature_method"] = "HMAC-SHA1";
  const auto refused = ask(header(sha1, target));
  EXPECT_EQ(refused.status(), 400);
  EXPECT_EQ(refused.message(), "Signature method %1 is not supported");
  auto stranger = parameters("n3");
  stranger["oauth_consumer_key"] = "somebody";
  EXPECT_EQ(ask(header(stranger, target)).status(), 401);
  auto token = parameters("n4");
  token["oauth_token"] = "other";
  EXPECT_EQ(ask(header(token, target)).status(), 401);
  EXPECT_EQ(ask(header(parameters(std::string(33, 'n')), target)).status(), 400);
  start(R"({"signature_methods":["HMAC-SHA1"]})");
  EXPECT_EQ(ask(header(sha1, target)).status(), 200);
}

TEST_F(auth, behind_a_proxy_the_shop_sees_something_else) {
  start(R"({"seen_scheme":"http","seen_host":"www.winkel.example:8080"})");
  EXPECT_EQ(ask(header(parameters("n1"), target)).status(), 401);
  EXPECT_EQ(ask(header(parameters("n2"), target, "http://www.winkel.example:8080")).status(), 200);
  start(R"({"seen_host":"winkel.example:443"})");
  EXPECT_EQ(ask(header(parameters("n3"), target)).status(), 200);
}

TEST_F(auth, array_indexes_sort_naturally) {
  std::string many = "/rest/V1/orders?searchCriteria=";
  for (int i = 0; i < 12; ++i) {
    many += filter(i, "entity_id", "gt", "0");
  }
  const auto reply = send(core::http_method::get, many, {}, header(parameters("n1"), many));
  EXPECT_EQ(reply.status(), 200) << reply.raw.body;
}

}  // namespace
}  // namespace boekbrug::sim::magento::test
