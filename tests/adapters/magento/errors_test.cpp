// Every answer that is not the data asked for has its name (magento.md 8); products.
#include "adapters/shops/magento/errors.hpp"

#include "adapters/shops/magento/magento.hpp"
#include "support.hpp"

#include <gmock/gmock.h>

namespace boekbrug::test {
namespace {

using core::errc;
using testing::HasSubstr;

const core::scan_cursor pages{"mg1;s=pages;t=2026-05-08T12:02:12;l=0;n=50", ""};

core::result<core::scan_page> scan(const core::http_response& got) {
  return adapters::magento().scan_answer(magento_shop(), {}, pages, got);
}

TEST(magento_errors, table) {
  struct row {
    core::http_response got;
    errc code;
    std::string_view says;
  };
  const std::vector<row> table{
      {answer(
           401,
           R"({"message":"The consumer isn't authorized to access %resources.","parameters":{"resources":"Magento_Sales::actions_view"}})"),
       errc::shop_refused, "access Magento_Sales::actions_view"},
      {answer(401, R"({"message":"The signature is invalid. Verify and try again."})"),
       errc::shop_refused, "signature is invalid"},
      {answer(401, "", {{"WWW-Authenticate", "Basic"}}), errc::shop_refused, "login of its own"},
      {page_answer(403, "Blocked"), errc::shop_unreachable, "Blocked"},
      {answer(404, R"({"message":"Request does not match any route."})"), errc::shop_api_missing,
       "any route"},
      {answer(
           404,
           R"({"message":"No such entity with %fieldName = %fieldValue","parameters":{"fieldName":"orderId","fieldValue":99}})"),
       errc::order_gone, "orderId = 99"},
      {page_answer(404), errc::shop_api_missing, "404"},
      {answer(400, R"({"message":"Invalid attribute name: %1","parameters":["updated_att"]})"),
       errc::invalid_input, "updated_att"},
      {answer(400, R"({"message":"Maximum SearchCriteria pageSize is 20"})"),
       errc::shop_answer_unreadable, "pageSize"},
      {page_answer(400), errc::shop_answer_unreadable, "400"},
      {answer(429, R"({"message":"Too Many Requests"})", {{"Retry-After", "30"}}),
       errc::shop_unreachable, "Too Many"},
      {answer(
           500,
           R"({"messages":{"error":[{"code":500,"message":"Internal Error. Report ID: webapi-1"}]}})"),
       errc::shop_unreachable, "webapi-1"},
      {page_answer(503), errc::shop_unreachable, "Onderhoud"},
      {answer(302, "", {{"Location", "https://elders.example/?x=1"}}), errc::shop_refused,
       "elders.example"},
      {page_answer(200, "Inloggen"), errc::shop_answer_unreadable, "Inloggen"},
      {answer(200, ""), errc::shop_answer_unreadable, "empty body"},
      {answer(200, R"({"items":[{"entity_id":1)"), errc::shop_answer_unreadable, "not whole JSON"},
      {answer(200, "[]"), errc::shop_answer_unreadable, "not a search result"},
      {answer(200, R"({"message":"x"})"), errc::shop_answer_unreadable, "not a search result"},
      {answer(200, R"({"items":{},"total_count":1})"), errc::shop_answer_unreadable, "not a list"},
      {answer(200, R"({"items":[{}],"total_count":1})"), errc::shop_answer_unreadable,
       "entity_id"}};
  for (const auto& one : table) {
    const auto made = scan(one.got);
    EXPECT_EQ(code_of(made), one.code) << detail_of(made);
    EXPECT_THAT(detail_of(made), HasSubstr(std::string(one.says)));
  }
  EXPECT_EQ(scan(table[10].got).error().retry_after, std::chrono::seconds{30});
}

TEST(magento_errors, notices_before_the_data_are_cut) {
  const auto row = object(order({item(1, "100", "21", "21")}, "121", "21"));
  const auto made = scan(answer(200, "\xEF\xBB\xBF\nNotice: undefined index\n" + found({row})));
  ASSERT_TRUE(made) << detail_of(made);
  EXPECT_FALSE(made->next.scratch.empty());
}

TEST(magento_errors, smaller_pages_until_there_is_no_way_left) {
  const auto& adapter = adapters::magento();
  core::scan_cursor cursor = pages;
  std::vector<std::string> marks;
  for (auto less = adapter.scan_smaller(cursor); less; less = adapter.scan_smaller(cursor)) {
    cursor = *less;
    marks.push_back(cursor.mark);
  }
  ASSERT_EQ(marks.size(), 4U);
  EXPECT_THAT(marks.back(), HasSubstr("s=name"));
  EXPECT_FALSE(adapter.scan_smaller({"", ""}));
}

TEST(magento_products, pages_by_id) {
  const auto& adapter = adapters::magento();
  auto shop = magento_shop();
  shop.options["prices_include_tax"] = "no";
  const auto request = adapter.products_request(shop, "", context());
  ASSERT_TRUE(request);
  const auto query = query_of(request->url);
  EXPECT_EQ(query.find("searchCriteria[filter_groups][0][filters][0][value]")->second, "0");
  const auto page = adapter.products_answer(
      shop, "",
      answer(
          200,
          R"({"items":[{"id":7,"sku":"A","name":"Kop &amp; bord","price":12.5,"type_id":"simple"},
        {"id":9,"sku":"B","name":"Zonder prijs","type_id":"simple"}],"total_count":3})"));
  ASSERT_TRUE(page) << detail_of(page);
  ASSERT_EQ(page->products.size(), 1U);
  EXPECT_EQ(page->products[0].id, "7");
  EXPECT_EQ(page->products[0].name, "Kop & bord");
  EXPECT_EQ(core::to_text(page->products[0].price), "12.5");
  EXPECT_FALSE(page->products[0].price_includes_vat);
  EXPECT_EQ(page->next, "9");
  const auto last = adapter.products_answer(
      shop, "9", answer(200, R"({"items":[{"id":12,"sku":"C","price":1}],"total_count":1})"));
  ASSERT_TRUE(last);
  EXPECT_EQ(last->next, "");
  EXPECT_EQ(code_of(adapter.products_answer(
                shop, "20", answer(200, R"({"items":[{"id":12,"sku":"C"}],"total_count":1})"))),
            errc::shop_answer_unreadable);
  EXPECT_EQ(code_of(adapter.products_request(shop, "x", context())), errc::invalid_input);
}

}  // namespace
}  // namespace boekbrug::test
