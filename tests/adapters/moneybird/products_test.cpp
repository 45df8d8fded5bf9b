// Products: shapes as in Moneybird's OpenAPI examples.

#include "tests/adapters/moneybird/samples.hpp"

#include <boost/json.hpp>

#include <utility>

namespace boekbrug::tests {
namespace {

using core::errc;

const core::ledger_adapter& ledger() {
  return adapters::moneybird();
}

core::ledger_product bell() {
  core::ledger_product made;
  made.identifier = "BEL-R";
  made.title = "Fietsbel (rood)";
  made.price = core::decimal{"10.00"};
  made.rate_id = "496081347565061258";
  made.account_id = "496081347348006010";
  return made;
}

std::string body_of_rows(std::size_t count) {
  std::string body = "[";
  for (std::size_t i = 1; i <= count; ++i) {
    body += (i == 1 ? "" : ",") + std::string(R"({"id":")") + std::to_string(i) + R"("})";
  }
  return body + "]";
}

TEST(products, the_path_holds_the_encoded_sku) {
  const std::string base =
      "https://moneybird.example/api/v2/178732006888903010/products/identifier/";
  const std::vector<std::pair<std::string, std::string>> skus{
      {"BEL-R", "BEL-R"}, {"aa.bb", "aa.bb"}, {"a/b ?#%", "a%2Fb%20%3F%23%25"}};
  for (const auto& [sku, encoded] : skus) {
    const auto request = ledger().find_product_request(sample_connection(), sku).value();
    EXPECT_EQ(request.method, core::http_method::get);
    EXPECT_EQ(request.url, base + encoded + ".json");
    EXPECT_EQ(header(request, "Authorization"), "Bearer token-1");
    EXPECT_TRUE(request.body.empty());
  }
}

TEST(products, a_sku_that_cannot_be_asked_for_is_not_copied) {
  for (const auto& sku : {std::string{}, std::string{"  "}, std::string{" x"}, std::string{"x "},
                          std::string{"a\nb"}, std::string(201, 'x')}) {
    EXPECT_EQ(ledger().find_product_request(sample_connection(), sku).error().code,
              errc::product_not_copied)
        << sku;
    auto wanted = bell();
    wanted.identifier = sku;
    EXPECT_EQ(ledger().create_product_request(sample_connection(), wanted).error().code,
              errc::product_not_copied)
        << sku;
  }
}

TEST(products, found) {
  const auto found = ledger().find_product_answer("SKU1234", golden_answer("product")).value();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, "496081472854165487");
  EXPECT_EQ(found->identifier, "SKU1234");
  EXPECT_EQ(found->title, "My product description") << "stands in for a missing title";
  EXPECT_EQ(found->price, 100);
  EXPECT_EQ(found->rate_id, "496081347565061258");
  EXPECT_EQ(found->account_id, "496081347348006010");
}

TEST(products, not_found_is_no_error) {
  for (const auto* file : {"errors/404_record", "errors/404_record_bare"}) {
    const auto found = ledger().find_product_answer("X", golden_answer(file, 404));
    ASSERT_TRUE(found) << found.error().detail;
    EXPECT_FALSE(*found);
  }
}

TEST(products, another_product_than_the_one_asked_for_is_not_taken) {
  EXPECT_EQ(ledger().find_product_answer("sku1234", golden_answer("product")).error().code,
            errc::product_not_copied);
}

TEST(products, refusals_of_the_look_up) {
  const auto code = [](const core::http_response& response) {
    return ledger().find_product_answer("X", response).error().code;
  };
  EXPECT_EQ(code(golden_answer("errors/401_no_access", 401)), errc::ledger_refused);
  EXPECT_EQ(code(golden_answer("errors/403_no_access", 403)), errc::ledger_refused);
  EXPECT_EQ(code(golden_answer("errors/401_unknown_token", 401)), errc::access_expired);
  EXPECT_EQ(code(golden_answer("errors/404_administration", 404)), errc::administration_gone);
  EXPECT_EQ(code(golden_answer("errors/429_text", 429)), errc::ledger_limit);
  EXPECT_EQ(code(answer(404, "<html>no such page</html>")), errc::ledger_unreachable);
  EXPECT_EQ(code(answer(503, "")), errc::ledger_unreachable);
  EXPECT_EQ(code(answer(200, R"({"identifier":"X"})")), errc::ledger_unreachable);
}

TEST(products, creation_sends_what_was_wanted) {
  const auto request = ledger().create_product_request(sample_connection(), bell()).value();
  EXPECT_EQ(request.method, core::http_method::post);
  EXPECT_EQ(request.url, "https://moneybird.example/api/v2/178732006888903010/products.json");
  EXPECT_EQ(header(request, "Content-Type"), "application/json");
  const auto* wanted = R"json({"product":{"title":"Fietsbel (rood)","identifier":"BEL-R",
    "price":"10","ledger_account_id":"496081347348006010",
    "tax_rate_id":"496081347565061258"}})json";
  EXPECT_EQ(boost::json::parse(request.body), boost::json::parse(wanted));
}

TEST(products, creation_without_a_rate_leaves_it_out) {
  auto wanted = bell();
  wanted.rate_id.clear();
  const auto request = ledger().create_product_request(sample_connection(), wanted).value();
  EXPECT_EQ(request.body.find("tax_rate_id"), std::string::npos);
}

TEST(products, creation_needs_a_name_and_an_account) {
  const auto code = [](const core::ledger_product& wanted) {
    return ledger().create_product_request(sample_connection(), wanted).error().code;
  };
  auto wanted = bell();
  wanted.title = " ";
  EXPECT_EQ(code(wanted), errc::product_not_copied);
  wanted = bell();
  wanted.account_id.clear();
  EXPECT_EQ(code(wanted), errc::product_not_copied);
  wanted = bell();
  wanted.rate_id = "high";
  EXPECT_EQ(code(wanted), errc::product_not_copied);
}

TEST(products, created) {
  const auto made = ledger().create_product_answer(golden_answer("product", 201)).value();
  EXPECT_EQ(made.id, "496081472854165487");
}

TEST(products, refusals_of_a_creation) {
  const auto code = [](const char* file, int status) {
    return ledger().create_product_answer(golden_answer(file, status)).error().code;
  };
  EXPECT_EQ(code("errors/422_product_blank", 422), errc::product_not_copied);
  EXPECT_EQ(code("errors/422_tax_rate", 422), errc::product_not_copied);
  EXPECT_EQ(code("errors/404_model_tax_rate", 404), errc::product_not_copied);
  EXPECT_EQ(code("errors/404_record_bare", 404), errc::administration_gone);
  EXPECT_EQ(code("errors/404_administration", 404), errc::administration_gone);
  EXPECT_EQ(code("errors/401_no_access", 401), errc::ledger_refused);
  EXPECT_EQ(code("errors/403_no_access", 403), errc::ledger_refused);
  EXPECT_EQ(code("errors/402_limit_reached", 402), errc::ledger_plan);
  const auto refused =
      ledger().create_product_answer(golden_answer("errors/422_product_blank", 422)).error();
  EXPECT_NE(refused.detail.find("must contain a title or description"), std::string::npos)
      << refused.detail;
  EXPECT_EQ(ledger().create_product_answer(answer(201, "{}")).error().code,
            errc::ledger_unreachable);
}

TEST(products, pages_of_the_list) {
  const auto url = [](std::string_view page) {
    return ledger().list_products_request(sample_connection(), page).value().url;
  };
  const std::string base = "https://moneybird.example/api/v2/178732006888903010/products.json";
  EXPECT_EQ(url(""), base + "?active=true&per_page=100&page=1");
  EXPECT_EQ(url("7"), base + "?active=true&per_page=100&page=7");
  for (const char* const page : {"0", "x", "-1", "1&page=2", "1000000"}) {
    EXPECT_EQ(ledger().list_products_request(sample_connection(), page).error().code,
              errc::invalid_input)
        << page;
  }
}

TEST(products, listed) {
  const auto page = ledger().list_products_answer("", golden_answer("products")).value();
  ASSERT_EQ(page.products.size(), 2U);
  EXPECT_EQ(page.next, "");
  EXPECT_EQ(page.products[0].identifier, "");
  EXPECT_EQ(page.products[1].title, "Fietsbel");
  EXPECT_EQ(page.products[1].price, core::decimal{"12.345"});
  EXPECT_EQ(page.products[1].rate_id, "");
}

TEST(products, a_full_page_has_a_next_one) {
  EXPECT_EQ(ledger().list_products_answer("", answer(200, body_of_rows(100)))->next, "2");
  EXPECT_EQ(ledger().list_products_answer("2", answer(200, body_of_rows(100)))->next, "3");
  EXPECT_EQ(ledger().list_products_answer("3", answer(200, body_of_rows(99)))->next, "");
  const auto beyond = ledger().list_products_answer("2", golden_answer("errors/400_page", 400));
  ASSERT_TRUE(beyond) << beyond.error().detail;
  EXPECT_TRUE(beyond->products.empty());
  EXPECT_EQ(ledger().list_products_answer("", golden_answer("errors/400_page", 400)).error().code,
            errc::ledger_refused_content);
}

TEST(products, refusals_of_the_list) {
  const auto code = [](const core::http_response& response) {
    return ledger().list_products_answer("", response).error().code;
  };
  EXPECT_EQ(code(golden_answer("errors/401_no_access", 401)), errc::ledger_refused);
  EXPECT_EQ(code(golden_answer("errors/404_record", 404)), errc::administration_gone);
  EXPECT_EQ(code(answer(200, R"([{"id":"1"},{"id":null}])")), errc::ledger_unreachable);
}

}  // namespace
}  // namespace boekbrug::tests
