// The table of errors: the shop's code decides before the HTTP status.

#include "support.hpp"

#include "adapters/shops/ccvshop/errors.hpp"

namespace boekbrug::test {

namespace {

using core::errc;

std::string body(const std::string& code) {
  return R"({"status":500,"code":")" + code + R"(","developermessage":"uitleg"})";
}

struct error_case {
  int status;
  std::string body;
  errc code;
  std::string part;  // of the detail
};

}  // namespace

TEST(CcvErrors, Table) {
  const std::vector<error_case> cases{
      {401, "", errc::shop_refused, "Check the API key"},
      {403, R"({"code":"403.1"})", errc::shop_refused, "403.1"},
      {404, "", errc::not_found, "HTTP 404"},
      {404, body("404.20"), errc::shop_api_missing, "404.20"},
      {405, body("405.10"), errc::shop_api_missing, "uitleg"},
      {429, "", errc::shop_unreachable, "429"},
      {500, "", errc::shop_unreachable, "HTTP 500"},
      {500, "<html><title>Storing</title></html>", errc::shop_unreachable, "'Storing'"},
      {502, "", errc::shop_unreachable, "502"},
      {503, "", errc::shop_unreachable, "503"},
      {500, body("500.10"), errc::shop_unreachable, "500.10"},
      {500, body("500.20"), errc::shop_answer_unreadable, "500.20"},
      {500, body("500.25"), errc::shop_api_missing, "500.25"},
      {500, body("500.60"), errc::shop_plan, "500.60"},
      {500, body("500.70"), errc::shop_refused, "right to read"},
      {500, body("500.80"), errc::shop_answer_unreadable, "500.80"},
      {500, body("500.90"), errc::shop_plan, "App Store"},
      {500, body("500.99"), errc::shop_answer_unreadable, "500.99"},
      {501, body("501.30"), errc::shop_api_missing, "501.30"},
      {400, "", errc::shop_answer_unreadable, "HTTP 400"},
      {200, "<html><h1>Onderhoud</h1></html>", errc::shop_answer_unreadable, "Onderhoud"},
      {200, "", errc::shop_answer_unreadable, "empty body"},
      {200, R"({"items":[)", errc::shop_answer_unreadable, "not whole JSON"},
      {200, R"({"next":null})", errc::shop_answer_unreadable, "items: missing"},
      {200, R"({"items":{}})", errc::shop_answer_unreadable, "items: not a list"},
  };
  for (const auto& each : cases) {
    SCOPED_TRACE(std::to_string(each.status) + ' ' + each.body);
    const auto read = api::read_collection(ccv_connection(), answer_of(each.status, each.body));
    EXPECT_EQ(code_of(read), each.code);
    EXPECT_NE(detail_of(read).find(each.part), std::string::npos) << detail_of(read);
  }
}

TEST(CcvErrors, RefusalsTellTheShopsClock) {
  const auto failure =
      api::refusal(answer_of(401, "", {{"Date", "Tue, 04 Mar 2025 10:22:00 GMT"}}));
  EXPECT_NE(failure.detail.find("Tue, 04 Mar 2025 10:22:00 GMT"), std::string::npos);
  EXPECT_NE(failure.detail.find("5 minutes"), std::string::npos);
}

TEST(CcvErrors, LimitsWaitForTheNextMinute) {
  const auto wait = [](std::vector<core::http_header> headers) {
    return api::refusal(answer_of(429, body("429.10"), std::move(headers))).retry_after;
  };
  EXPECT_EQ(wait({{"Date", "Tue, 04 Mar 2025 10:22:45 GMT"}}), std::chrono::seconds{16});
  EXPECT_EQ(wait({{"Retry-After", "7"}}), std::chrono::seconds{7});
  EXPECT_EQ(wait({}), std::chrono::seconds{60});
}

TEST(CcvErrors, RedirectsNameTheOtherAddress) {
  const auto failure =
      api::refusal(answer_of(301, "", {{"Location", "https://www.winkel.example/x"}}));
  EXPECT_EQ(failure.code, errc::shop_unreachable);
  EXPECT_NE(failure.detail.find("www.winkel.example"), std::string::npos);
}

}  // namespace boekbrug::test
