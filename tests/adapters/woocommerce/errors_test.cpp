#include "adapters/shops/woocommerce/errors.hpp"
#include "adapters/shops/woocommerce/headers.hpp"
#include "adapters/shops/woocommerce/types.hpp"
#include "adapters/shops/woocommerce/woocommerce.hpp"
#include "support.hpp"

#include <gtest/gtest.h>

namespace boekbrug::test {
namespace {

using adapters::woocommerce;
using core::errc;

core::result<core::order> order_from(const core::http_response& what) {
  return woocommerce().order_answer(shop(), what);
}

// Every recorded refusal, by its own words.
TEST(woocommerce_errors, reads_every_recorded_error) {
  const std::map<std::string, errc> expected{{"no key", errc::shop_refused},
                                             {"unknown key", errc::shop_refused},
                                             {"right key, wrong secret", errc::shop_refused},
                                             {"write-only key reads", errc::shop_refused},
                                             {"read-only key writes", errc::shop_refused},
                                             {"per_page over 100", errc::invalid_input},
                                             {"unknown status", errc::invalid_input},
                                             {"bad date", errc::invalid_input},
                                             {"no such order", errc::order_gone},
                                             {"page past the end", errc::shop_answer_unreadable},
                                             {"no such route", errc::shop_api_missing},
                                             {"line without product", errc::invalid_input},
                                             {"refund more than is left", errc::shop_unreachable},
                                             {"Basic auth over plain http", errc::shop_refused}};
  const auto recorded = load_json("errors.json");
  ASSERT_EQ(recorded.as_array().size(), expected.size());
  for (const auto& one : recorded.as_array()) {
    const std::string what{one.at("what").as_string().c_str()};
    const auto read = order_from(
        answer(static_cast<int>(one.at("status").as_int64()), json::serialize(one.at("body"))));
    ASSERT_FALSE(read) << what;
    EXPECT_EQ(read.error().code, expected.at(what)) << what << ": " << read.error().detail;
    if (one.at("body").is_object()) {
      EXPECT_THAT(read.error().detail,
                  testing::HasSubstr(one.at("body").at("code").as_string().c_str()));
      EXPECT_THAT(read.error().detail,
                  testing::HasSubstr("HTTP " + std::to_string(one.at("status").as_int64())));
    }
  }
}

TEST(woocommerce_errors, a_page_past_the_end_is_an_empty_list) {
  const auto page = woocommerce().period_answer(shop(), "99", answer(200, "[]")).value();
  EXPECT_TRUE(page.orders.empty());
  EXPECT_EQ(page.next, "");
}

struct status_row {
  int status;
  bool page;
  errc expected;
};

// Without it gtest prints the bytes, padding included.
void PrintTo(const status_row& row, std::ostream* out) {
  *out << row.status;
}

class woocommerce_statuses : public testing::TestWithParam<status_row> {};

TEST_P(woocommerce_statuses, are_mapped) {
  const auto& row = GetParam();
  const auto read = order_from(row.page ? page_answer(row.status) : answer(row.status, ""));
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, row.expected) << read.error().detail;
  EXPECT_THAT(read.error().detail, testing::HasSubstr("HTTP " + std::to_string(row.status)));
}

INSTANTIATE_TEST_SUITE_P(table, woocommerce_statuses,
                         testing::Values(status_row{200, true, errc::shop_answer_unreadable},
                                         status_row{202, true, errc::shop_answer_unreadable},
                                         status_row{200, false, errc::shop_answer_unreadable},
                                         status_row{401, true, errc::shop_refused},
                                         status_row{403, true, errc::shop_unreachable},
                                         status_row{404, true, errc::shop_api_missing},
                                         status_row{301, false, errc::shop_refused},
                                         status_row{302, false, errc::shop_refused},
                                         status_row{406, true, errc::shop_unreachable},
                                         status_row{408, false, errc::shop_unreachable},
                                         status_row{429, false, errc::shop_unreachable},
                                         status_row{500, true, errc::shop_unreachable},
                                         status_row{501, true, errc::shop_unreachable},
                                         status_row{502, true, errc::shop_unreachable},
                                         status_row{503, true, errc::shop_unreachable},
                                         status_row{504, false, errc::shop_unreachable},
                                         status_row{520, true, errc::shop_unreachable},
                                         status_row{526, true, errc::shop_unreachable},
                                         status_row{414, true, errc::shop_unreachable},
                                         status_row{400, true, errc::shop_answer_unreadable}),
                         [](const auto& row) {
                           return std::to_string(row.param.status) +
                                  (row.param.page ? "_page" : "_empty");
                         });

TEST(woocommerce_errors, a_shop_that_cannot_sort_is_too_old) {
  const auto read = order_from(answer(
      400,
      R"({"code":"rest_invalid_param","message":"x","data":{"status":400,"params":{"orderby":"x"}}})"));
  EXPECT_EQ(read.error().code, errc::shop_api_missing);
}

TEST(woocommerce_errors, security_plugins) {
  for (const char* const code : {"rest_forbidden", "rest_cannot_access"}) {
    const auto read = order_from(answer(
        403, R"({"code":")" + std::string(code) + R"(","message":"Nee","data":{"status":403}})"));
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, errc::shop_refused);
    EXPECT_THAT(read.error().detail, testing::HasSubstr("security plugin"));
  }
}

TEST(woocommerce_errors, data_of_any_kind) {
  for (const char* const data : {"500", "null", "\"x\"", "[]", "{}", R"({"params":[]})"}) {
    const auto read =
        order_from(answer(500, std::string(R"({"code":"x_y","message":"M","data":)") + data + "}"));
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, errc::shop_unreachable);
    EXPECT_THAT(read.error().detail, testing::HasSubstr("x_y: M"));
  }
}

TEST(woocommerce_errors, waits_as_long_as_asked) {
  const auto wait = [](std::vector<core::http_header> headers) {
    return order_from(answer(503, "", std::move(headers))).error().retry_after;
  };
  EXPECT_EQ(wait({{"Retry-After", "120"}}), std::chrono::seconds{120});
  EXPECT_EQ(wait({{"retry-after", " 5 "}}), std::chrono::seconds{5});
  EXPECT_EQ(wait({{"Retry-After", "999999999"}}), std::chrono::hours{24});
  EXPECT_EQ(wait({{"Retry-After", "Sat, 21 Nov 2026 10:27:30 GMT"},
                  {"Date", "Sat, 21 Nov 2026 10:26:00 GMT"}}),
            std::chrono::seconds{90});
  EXPECT_EQ(wait({{"Retry-After", "Sat, 21 Nov 2026 10:27:30 GMT"}}), std::nullopt);
  EXPECT_EQ(wait({{"Retry-After", "straks"}}), std::nullopt);
  EXPECT_EQ(wait({}), std::nullopt);
}

TEST(woocommerce_errors, cuts_what_plugins_print_before_the_data) {
  const std::string body = json::serialize(order_json(42));
  for (const std::string before :
       {"\xEF\xBB\xBF", "\n\n  ",
        "<br />\n<b>Notice</b>: Undefined index: x in <b>/var/www/x.php</b> on line 3<br />\n",
        "\xEF\xBB\xBF\xEF\xBB\xBF\r\n", "Deprecated: trim() on line 9 "}) {
    const auto read = order_from(answer(200, before + body, {{"Content-Type", "text/html"}}));
    ASSERT_TRUE(read) << before;
    EXPECT_EQ(read->id, "42");
  }
}

TEST(woocommerce_errors, never_takes_a_part_for_the_whole) {
  // Cut off after "refunds":[] the last bracket starts something that is whole by itself.
  for (const std::string body :
       {R"([{"id":1,"refunds":[])", R"({"a":[])", R"(Notice [3] in x [{"id":1}])", "[]x", "{}{}"}) {
    const auto page = woocommerce().period_answer(shop(), "", answer(200, body));
    ASSERT_FALSE(page) << body;
    EXPECT_EQ(page.error().code, errc::shop_answer_unreadable);
  }
}

TEST(woocommerce_errors, limits_the_size) {
  std::string body(adapters::woocommerce_api::body_limit + 1, ' ');
  body[0] = '[';
  body.back() = ']';
  const auto page = woocommerce().period_answer(shop(), "", answer(200, std::move(body)));
  ASSERT_FALSE(page);
  EXPECT_THAT(page.error().detail, testing::HasSubstr("32 MiB"));
  json::array many(201, json::object{{"id", 1}});
  EXPECT_FALSE(woocommerce().period_answer(shop(), "", answer(json::value(many))));
  // Deeper than any plugin: an error, not a stack overflow.
  EXPECT_FALSE(woocommerce().period_answer(shop(), "", answer(200, std::string(100'000, '['))));
}

TEST(woocommerce_errors, an_error_object_with_status_200) {
  const auto page =
      woocommerce().period_answer(shop(), "", answer(200, R"({"code":"rest_x","message":"Nee"})"));
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().code, errc::shop_answer_unreadable);
  EXPECT_THAT(page.error().detail, testing::HasSubstr("rest_x"));
}

TEST(woocommerce_errors, a_redirect_shows_no_secret) {
  const auto read = order_from(
      answer(301, "", {{"Location", "https://elders.example/wp-json/?consumer_secret=cs_1"}}));
  EXPECT_THAT(read.error().detail, testing::HasSubstr("https://elders.example/wp-json/"));
  EXPECT_THAT(read.error().detail, testing::Not(testing::HasSubstr("cs_1")));
}

TEST(woocommerce_errors, an_order_in_the_bin_is_gone) {
  auto order = order_json(42);
  order["status"] = "trash";
  const auto result = read(order);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, errc::order_gone);
}

TEST(woocommerce_headers, reads_http_dates) {
  using adapters::woocommerce_api::parse_http_date;
  EXPECT_EQ(parse_http_date("Sat, 21 Nov 2026 10:26:00 GMT"), at("2026-11-21T10:26:00"));
  for (const char* const bad :
       {"", "Sat", "Sat, 31 Feb 2026 10:26:00 GMT", "Sat, 21 Xxx 2026 10:26:00 GMT",
        "Sat, 21 Nov 2026 25:26:00 GMT", "Sat, 21 Nov 2026 10:26:00 CET", "1780000000"}) {
    EXPECT_EQ(parse_http_date(bad), std::nullopt) << bad;
  }
}

}  // namespace
}  // namespace boekbrug::test
